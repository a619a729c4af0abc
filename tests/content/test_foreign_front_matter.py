"""Front matter of other tools: named with the key of kbgen, and changed by `kbgen check --fix`."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.content.edit.foreign_front import with_keys_of_kbgen
from kbgen.content.other_formats import other_format
from kbgen.content.scan import read_content
from kbgen.settings.site import load

KEYS = {
    "sidebar_position: 3": "order: 3",
    "weight: 10": "order: 10",
    "nav_order: -1": "order: -1",
    "lastmod: 2024-05-01T10:00:00+08:00": "updated: 2024-05-01",
    "last_modified_at: 2024/5/1": "updated: 2024-05-01",
    "last_update: {date: 2024-05-01, author: me}": "updated: 2024-05-01",
    "tags: [one, two words]": "keywords: [one, two words]",
    "tags: 退款, 退錢": "keywords: [退款, 退錢]",
    "tags:\n  - one\n  - 'a: b'": "keywords: [one, 'a: b']",
    "redirect_from: /old/page/": "aliases: ['/old/page/']",
    "redirect_from:\n  - /old/\n  - /older/": "aliases: ['/old/', '/older/']",
    "permalink: /a/b.html": "aliases: ['/a/b.html']",
    "published: false": "draft: true",
    "publishDate: 2026-12-01": "publish_at: 2026-12-01 00:00Z",
    "expiryDate: 2026-12-31": "expire_at: 2026-12-31 00:00Z",
    "expiryDate: 2026-12-31T18:00:00.000+08:00": "expire_at: 2026-12-31 18:00:00+08:00",
    "expiryDate: soon": "# expiryDate: soon",
    "pinned: true": "featured: true",
    "page_title: Fees": "title: Fees",
    "sidebar_label: Fees": "# sidebar_label: Fees",
    "hide:\n  - toc": "# hide:\n#   - toc",
    "weight: 1.5": "# weight: 1.5",
    "permalink: /:year/:title/": "# permalink: /:year/:title/",
    "published: true": "# published: true",
    "status: draft": "draft: true",
    "status: new": "# status: new",
    "Status: draft": "draft: true",
    "Published: false": "draft: true",
    "Draft: true": "draft: true",
    "private: 1": "draft: true",
    "archived: on": "draft: true",
    "visibility: private": "draft: true",
    "Description: Fees": "description: Fees",
    "ms.topic: how-to": "# ms.topic: how-to",
    "hero:\n  name: x": "# hero:\n#   name: x",
    "lastUpdated: 2024-05-01": "updated: 2024-05-01",
    "label_names: [a, b]": "keywords: [a, b]",
    "intro: How long it takes": "description: How long it takes",
}


@pytest.mark.parametrize(("theirs", "ours"), KEYS.items())
def test_a_key_of_another_tool_becomes_the_key_of_kbgen_or_a_comment(theirs, ours):
    assert (
        with_keys_of_kbgen(f"---\nowner: x\n{theirs}\nicon: y\n---\n\nText\n") == f"---\nowner: x\n{ours}\nicon: y\n---\n\nText\n"
    )


@pytest.mark.parametrize("theirs", KEYS)
def test_a_key_of_another_tool_is_named_with_what_to_write(make_site, theirs):
    text = article().replace("---\n", f"---\n{theirs}\n", 1)
    problems = read_content(load(make_site({"content/en/returns/a.md": text}))).problems
    found = [problem for problem in problems if problem.code == "unknown-key"]
    assert [problem.line for problem in found] == [2]
    assert "kbgen check --fix" in found[0].hint


def test_a_key_whose_counterpart_is_there_already_is_a_comment():
    text = "---\ntitle: x\norder: 1\nweight: 2\n---\n"
    assert with_keys_of_kbgen(text) == "---\ntitle: x\norder: 1\n# weight: 2\n---\n"


def test_the_second_of_two_keys_for_one_is_a_comment():
    text = "---\ntitle: x\nnav_order: 1\nweight: 2\n---\n"
    assert with_keys_of_kbgen(text) == "---\ntitle: x\norder: 1\n# weight: 2\n---\n"


def test_toml_and_json_become_yaml():
    toml = '+++\ntitle = "A: b"\nweight = 3\nlastmod = 2024-05-02\ndraft = true\n+++\nText\n'
    assert with_keys_of_kbgen(toml) == '---\ntitle: "A: b"\norder: 3\nupdated: 2024-05-02\ndraft: true\n---\nText\n'
    assert with_keys_of_kbgen('{\n  "title": "退款",\n  "weight": 2\n}\nText\n') == '---\ntitle: "退款"\norder: 2\n---\nText\n'


@pytest.mark.parametrize("text", ['+++\ntitle = "x"\n+++\n\nText', '{\n  "title": "x"\n}\n\nText'])
def test_front_matter_in_another_format_is_an_error_and_never_text(make_site, text):
    content = read_content(load(make_site({"content/en/returns/a.md": text})))
    assert [(problem.code, problem.line) for problem in content.problems] == [("front-matter", 1)]
    assert [found.body for found in content.articles if found.id == "returns/a"] == ["\nText"]


OTHER_FORMATS = {
    "toml between dashes": '---toml\ntitle = "x"\nweight = 2\n---\n\nText',
    "json between semicolons": ';;;\n"title": "x",\n"weight": 2\n;;;\n\nText',
    "json between dashes": '---json\n{"title": "x", "weight": 2}\n---\n\nText',
    "keys without dashes": "Title: x\nWeight: 2\n\n\nText",
    "yaml below an empty line": "\n---\ntitle: x\nweight: 2\n---\n\nText",
    "yaml in a fence": "```yaml\ntitle: x\nweight: 2\n```\n\nText",
    "yaml in a comment": "<!--\ntitle: x\nweight: 2\n-->\n\nText",
}


@pytest.mark.parametrize("text", OTHER_FORMATS.values(), ids=OTHER_FORMATS)
def test_front_matter_of_any_form_is_an_error_and_fix_writes_it_as_ours(make_site, text):
    content = read_content(load(make_site({"content/en/returns/a.md": text})))
    assert [(problem.code, problem.line) for problem in content.problems] == [("front-matter", 1)]
    assert [found.body for found in content.articles if found.id == "returns/a"] == ["\nText"]
    fixed = with_keys_of_kbgen(f"{text}\n")
    assert fixed.replace('"', "") == "---\ntitle: x\norder: 2\n---\n\nText\n"


@pytest.mark.parametrize(
    "text",
    [
        "Note: this page is new\n\nText",
        "Summary: short\n\nText",
        "---\n\nText\n\n---\n",
        "```yaml\na: b\n```\n",
        "<!-- title -->\n",
    ],
)
def test_a_text_that_only_begins_like_front_matter_is_text(text):
    assert other_format(text) is None


PRIVATE = (
    *("published: false", "status: draft", "status: Private", "visibility: hidden", "private: true"),
    *("Published: false", "Status: draft", "Draft: true", "published: 0", "private: 1", "archived: on", "status: [draft]"),
)


@pytest.mark.parametrize("key", PRIVATE)
def test_what_another_tool_kept_from_readers_is_never_published_and_named(make_site, key):
    text = article("Text").replace("---\n", f"---\n{key}\n", 1)
    content = read_content(load(make_site({"content/en/returns/a.md": text}, settings="checks: {unknown-key: warning}")))
    assert [found.id for found in content.articles if found.id == "returns/a"] == []
    assert [(problem.code, problem.line) for problem in content.problems] == [("unknown-key", 2)]
    assert "draft: true" in content.problems[0].hint


def test_a_list_in_a_line_becomes_a_list():
    assert with_keys_of_kbgen("---\ntitle: x\nkeywords: a, b c\naliases: /old/\n---\n") == (
        "---\ntitle: x\nkeywords: [a, b c]\naliases: ['/old/']\n---\n"
    )


def test_lists_that_other_tools_keep_in_several_keys_are_one() -> None:
    text = "---\ntitle: x\npermalink: /now/\norder: 2\nredirect_from:\n  - /old/\n  - /now/\ntags: [a]\nlabels: b, a\n---\n"
    assert with_keys_of_kbgen(text) == ("---\ntitle: x\naliases: ['/now/', '/old/']\norder: 2\nkeywords: [a, b]\n---\n")


def test_a_list_of_another_tool_beside_our_own_is_a_comment() -> None:
    text = "---\ntitle: x\naliases: [/a/]\nredirect_from: /old/\n---\n"
    assert with_keys_of_kbgen(text) == "---\ntitle: x\naliases: [/a/]\n# redirect_from: /old/\n---\n"


def test_an_article_without_a_title_gets_that_of_its_first_line():
    assert with_keys_of_kbgen("# Refund `times` { #top }\n\nText\n").startswith("---\ntitle: Refund times\n---\n")
    assert with_keys_of_kbgen("---\nowner: x\n---\n\n# A: b\n").startswith('---\ntitle: "A: b"\nowner: x\n---\n')


@pytest.mark.parametrize(
    "text", ["Text\n", "---\ntitle: x\nunknown: y\n---\n", "---\na: b: c\n---\n", "---\nno end\n", "+++\nx\n+++\n"]
)
def test_what_is_of_no_tool_or_cannot_be_read_stays(text):
    assert with_keys_of_kbgen(text) == text


def test_a_change_twice_is_a_change_once():
    for theirs in KEYS:
        once = with_keys_of_kbgen(f"---\ntitle: x\n{theirs}\n---\n\n# x\n")
        assert with_keys_of_kbgen(once) == once


def test_check_with_fix_changes_the_files_and_keeps_their_line_ends(make_site, tmp_path, capsys):
    text = article("Text\n").replace("---\n", "---\nsidebar_position: 3\ntags: [a]\n", 1).replace("\n", "\r\n")
    config = make_site({"content/en/returns/a.md": text.encode()})
    assert main(["check", "--config", str(config)]) == 1
    assert main(["check", "--fix", "--config", str(config)]) == 0
    assert "wrote front matter of content/en/returns/a.md" in capsys.readouterr().err
    expected = text.replace("sidebar_position", "order").replace("tags", "keywords")
    assert (tmp_path / "content/en/returns/a.md").read_bytes() == expected.encode()


TOML = '''+++
# asked for by the shop
title = """
Fees
and rates"""
weight = 3 # after delivery
lastmod = 2024-05-02T10:00:00+08:00
time = 07:32:00
tags = [ # for search
  "fee", # singular
  "a # b"]
[params]
author = "Mei"
seo.noindex = true
# two pictures
[[resources]]
src = "a.png"
[[resources]]
src = "b.png"
+++
Text
'''


def test_toml_keeps_its_tables_its_text_on_several_lines_and_its_comments():
    assert with_keys_of_kbgen(TOML) == (
        '---\n# asked for by the shop\ntitle: Fees and rates\n# after delivery\norder: 3\nupdated: 2024-05-02\ntime: "07:32:00"\n'
        '# for search\n# singular\nkeywords: [fee, \'a # b\']\n# params: {"author": "Mei", "seo": {"noindex": true}}\n'
        '# two pictures\n# resources: [{"src": "a.png"}, {"src": "b.png"}]\n---\nText\n'
    )


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('+++\ntitle = "Fees"\ntitle = "Rates"\n+++\nText\n', 3, "TOML that cannot be read: Cannot overwrite a value"),
        ('---json\n{\n"title": "Fees",\n}\n---\nText\n', 4, "JSON that cannot be read: "),
    ],
)
def test_front_matter_that_breaks_the_rules_of_its_format_stays_and_the_message_says_where(make_site, text, line, reason):
    site = make_site({"content/en/returns/a.md": text})
    found = [problem for problem in read_content(load(site)).problems if problem.code == "front-matter"]

    assert with_keys_of_kbgen(text) == text
    assert [(problem.line, reason in problem.message) for problem in found] == [(line, True)]


def test_comments_of_a_key_that_is_changed_stay():
    theirs = (
        "---\ntitle: T\nweight: 3 # after delivery\n# for search\ntags:\n  - a # singular\n  # or so\n  - 'b # c'\n---\nText\n"
    )
    ours = "---\ntitle: T\norder: 3 # after delivery\n# for search\nkeywords: [a, 'b # c']\n# singular\n  # or so\n---\nText\n"

    assert with_keys_of_kbgen(theirs) == ours
    assert with_keys_of_kbgen(ours) == ours


def test_a_description_on_several_lines_becomes_one():
    text = "---\ntitle: T\ndescription: |\n  How long it takes,\n  and what it costs.\n---\nText\n"
    assert "description: How long it takes, and what it costs.\n" in with_keys_of_kbgen(text).replace('"', "")
