"""Front matter: what writers declare, and every way to get it wrong."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.content.front_matter import read_front_matter, split_front_matter


class Reports(list):
    def __call__(self, line, code, message, hint):
        self.append((line, code, message, hint))


@pytest.fixture
def reports():
    return Reports()


def read(text, reports):
    return read_front_matter(split_front_matter(text, reports).yaml_text, reports)


def test_every_key_is_read(reports):
    front = read(
        "---\ntitle: When a refund arrives\ndescription: One or two.\nkeywords: [refund time, money back]\n"
        "type: policy\nowner: Customer Care\nupdated: 2026-10-02\nreviewed: 2026-11-03\nfeatured: true\norder: 20\n"
        "icon: material/truck-delivery-outline\naliases: [returns/old-name.md]\n---\n",
        reports,
    )
    assert reports == []
    assert front.title == "When a refund arrives"
    assert front.keywords == ("refund time", "money back")
    assert front.type == "policy"
    assert (front.updated, front.reviewed) == (date(2026, 10, 2), date(2026, 11, 3))
    assert (front.featured, front.order) == (True, 20)
    assert front.aliases == ("returns/old-name",)
    assert front.lines["updated"] == 7


def test_values_that_yaml_would_turn_into_something_else_stay_text(reports):
    front = read("---\ntitle: no\ndescription: 12:30:45\nowner: 1e3\nkeywords: [yes, 2026-01-01, 0x1F]\n---\n", reports)
    assert (front.title, front.description, front.owner) == ("no", "12:30:45", "1e3")
    assert front.keywords == ("yes", "2026-01-01", "0x1F")


def test_the_body_knows_its_line():
    parts = split_front_matter("---\ntitle: x\n---\n\nText", Reports())
    assert (parts.body, parts.body_line) == ("\nText", 4)


def test_a_file_without_front_matter_is_all_body():
    parts = split_front_matter("Text\n---\nmore", Reports())
    assert (parts.yaml_text, parts.body, parts.body_line) == (None, "Text\n---\nmore", 1)


def test_an_unknown_key_is_reported_with_the_nearest_one(reports):
    read("---\ntitle: x\nkeyword: [a]\n---\n", reports)
    assert reports == [(3, "unknown-key", "unknown key 'keyword'", "did you mean 'keywords'?")]


@pytest.mark.parametrize(
    ("line", "code", "part"),
    [
        ("updated: 2025-13-01", "bad-value", "'updated' is not a date: '2025-13-01'"),
        ("updated: 1.10.2026", "bad-value", "not a date"),
        ("featured: maybe", "bad-value", "'featured' cannot be 'maybe'"),
        ("order: first", "bad-value", "'order' cannot be 'first'"),
        ("type: howto", "bad-value", "'type' cannot be 'howto'"),
        ("description: |\n  one\n  two", "bad-value", "'description' cannot be several lines"),
        ("keywords: {a: b}", "bad-value", "'keywords' cannot be a mapping"),
        ("keywords: [a, [b]]", "bad-value", "'keywords' cannot be a list with a list nested in it"),
        ("keywords: [a, '']", "bad-value", "'keywords' cannot be a list with an empty entry"),
        ("keywords: refund", "bad-value", "'keywords' cannot be 'refund'"),
        ("keywords: [[a]]", "bad-value", "nested"),
        ("description: [a, b]", "bad-value", "a list"),
        ("icon: ../../etc/passwd", "bad-value", "'icon' cannot be"),
        ("aliases: [../../x]", "bad-value", "'..' is not a name"),
        ("description: a: b", "front-matter", "mapping values are not allowed"),
        ("description: @home", "front-matter", "a value cannot begin with '@'"),
        ("title: again", "front-matter", "'title' is given twice (first on line 2)"),
        ("description: &a x", "front-matter", "'&a' is not allowed"),
        ("description: *a", "front-matter", "'*a' is not allowed"),
        ("description: !!python/object:os.system x", "front-matter", "is not allowed"),
        ("description: !!str x", "front-matter", "is not allowed"),
        ("description: \x07", "front-matter", "characters that YAML does not allow"),
    ],
)
def test_a_wrong_line_is_reported_with_its_number(line, code, part, reports):
    read(f"---\ntitle: x\n{line}\n---\n", reports)
    (found,) = reports
    assert found[1] == code
    assert part in found[2]
    assert found[0] == 3


def test_front_matter_without_an_end_is_reported(reports):
    read("---\ntitle: x\n\nText", reports)
    assert reports == [(1, "front-matter", "the front matter has no end", "close it with a line '---'")]


def test_front_matter_of_more_than_16_kib_is_refused(reports):
    read("---\ntitle: x\nkeywords: [" + "a, " * 6000 + "]\n---\n", reports)
    assert reports[0][:2] == (1, "too-large")


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(reports):
    bomb = "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    read(f"---\n{bomb}---\n", reports)
    assert [found[:2] for found in reports] == [(2, "front-matter")]


def test_nesting_without_end_is_refused(reports):
    read(f"---\ntitle: {'[' * 2000}{']' * 2000}\n---\n", reports)
    assert reports[0][1] == "front-matter"
