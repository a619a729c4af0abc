"""What articles share: variables, parts and the glossary, from files to pages."""

from __future__ import annotations

import json

import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.errors import ConfigError, ContentError
from kbgen.settings.site import load
from kbgen.site.outputs.article_markdown import article_markdown
from kbgen.site.portal import prepare

A = ("en", "returns/a")
SETTINGS = "variables:\n  phone: +852 5550 0100\n  days: { en: seven, zh-hant: 七 }"


def portal(make_site, body, files=None, settings=SETTINGS):
    return prepare(load(make_site({"content/en/returns/a.md": article(body), **(files or {})}, settings=settings)))


def problems(make_site, body, files=None, settings=SETTINGS):
    with pytest.raises(ContentError) as raised:
        portal(make_site, body, files, settings)
    return [(problem.code, problem.line) for problem in raised.value.problems]


def test_a_variable_is_its_value_in_the_language_of_the_page_and_never_in_code(make_site):
    body = "Call {{ phone }} for {{days}} days. `{{ phone }}`\n\n    {{ phone }}\n"
    made = portal(make_site, body, {"content/zh-hant/returns/a.md": article("{{ days }}天")})
    assert made.rendered[A].html.startswith("<p>Call +852 5550 0100 for seven days. <code>{{ phone }}</code></p>")
    assert "<code>{{ phone }}\n</code>" in made.rendered[A].html
    assert made.rendered["zh-hant", "returns/a"].html == "<p>七天</p>\n"
    assert made.rendered[A].sections[0].text.startswith("Call +852 5550 0100 for seven days.")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("[Call](tel:{{ phone }})", '<a href="tel:+852%205550%200100">Call</a>'),
        ("[Call](tel:{{phone}})", '<a href="tel:+852%205550%200100">Call</a>'),
        ("[A](<https://a.example/{{ phone }}>)", '<a href="https://a.example/+852%205550%200100">A</a>'),
        ('[A](https://a.example/{{ days }} "in {{ days }}")', '<a href="https://a.example/seven" title="in seven">A</a>'),
        ('[A]\n\n[a]: https://a.example/{{days}} "{{ days }}"', '<a href="https://a.example/seven" title="seven">A</a>'),
        ("`[A](tel:{{phone}})`", "<code>[A](tel:{{phone}})</code>"),
    ],
)
def test_a_variable_is_its_value_in_an_address_and_in_a_title_too(make_site, body, shown):
    assert portal(make_site, body).rendered[A].html == f"<p>{shown}</p>\n"


def test_a_variable_is_its_value_in_a_caption_and_in_an_address_of_a_part(make_site):
    files = {"content/assets/x.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"}
    made = portal(make_site, '![Box](../../assets/x.svg "In {{ days }} days")\n', files)
    assert "<figcaption>In seven days</figcaption>" in made.rendered[A].html
    files = {"content/en/_parts/x.md": "[It](tel:{{ what }}) [Us](tel:{{ phone }})"}
    made = portal(make_site, '--8<-- "x.md" what="1 2"\n', files)
    assert '<a href="tel:1%202">It</a> <a href="tel:+852%205550%200100">Us</a>' in made.rendered[A].html
    assert "[It](tel:1%202) [Us](tel:+852%205550%200100)" in article_markdown(made, A)


def test_an_unknown_variable_in_an_address_is_an_error_with_its_line(make_site):
    body = "One\n\nTwo\n[Call](tel:{{ fone }})\n\nThree\n[Call](tel:{{fone}})\n"
    assert problems(make_site, body) == [("unknown-variable", 9), ("unknown-variable", 12)]


def test_an_unknown_variable_is_an_error_with_its_line(make_site):
    assert problems(make_site, "One\n\nCall {{ fone }}.\n\n{{Phone}}\n") == [("unknown-variable", 8), ("unknown-variable", 10)]


@pytest.mark.parametrize("settings", ["variables: {1a: x}", "variables: {a b: x}", "variables: {a: }", "variables: {a: {en: x}}"])
def test_a_variable_that_cannot_be_used_is_an_error_of_the_settings(make_site, settings):
    with pytest.raises(ConfigError, match="variables"):
        portal(make_site, "x", settings=settings)


PART_TEXT = '!!! tip "On {{ what }}"\n    Of [fees](../returns/refund-times.md) `{{ what }}`\n'
PART = {"content/en/_parts/warn.md": f"---\nnote: x\n---\n{PART_TEXT}"}
IN_PAGE = '<p class="admonition-title">On refunds</p>\n<p>Of <a href="../refund-times/">fees</a> <code>{{ what }}</code></p>'


@pytest.mark.parametrize(
    "include",
    ['--8<-- "warn.md" what="refunds"', '{% include "warn.md" what="refunds" %}', "{% include ../_parts/warn.md what=refunds %}"],
)
def test_a_part_stands_where_it_is_included_with_its_links_and_parameters(make_site, include):
    made = portal(make_site, f"Before\n\n{include}\n\n- item\n\n  {include}\n", PART)
    html = made.rendered[A].html
    assert html.count(IN_PAGE) == 2
    assert html.endswith("</div>\n</li>\n</ul>\n")
    assert "On refunds" in made.rendered[A].sections[0].text
    assert "en/_parts/warn.md" not in {asset.path for asset in made.assets}


@pytest.mark.parametrize("folder", ["en/_includes", "en/returns/_partials", "en/returns/_snippets", "_snippets"])
def test_a_part_is_found_by_its_name_in_a_folder_of_parts_of_any_name(make_site, folder):
    made = portal(make_site, '--8<-- "warn.md"\n', {f"content/{folder}/warn.md": "Mind the gap.\n"})
    assert "Mind the gap." in made.rendered[A].html


def test_programs_read_the_markdown_with_parts_and_variables_in_it(make_site):
    body = '{{ phone }}\n\n--8<-- "warn.md" what="refunds"\n\n```\n--8<-- "warn.md"\n```\n'
    text = article_markdown(portal(make_site, body, PART), A)
    assert '+852 5550 0100\n\n!!! tip "On refunds"\n    Of [fees](refund-times.md) `{{ what }}`' in text
    assert text.endswith('```\n--8<-- "warn.md"\n```\n')


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("A ` tick.\n\n{{ phone }}\n\nB ` tick.", "A ` tick.\n\n+852 5550 0100\n\nB ` tick.\n"),
        ("``a ` {{ phone }}``", "``a ` {{ phone }}``\n"),
        ("> ```\n> {{ phone }}\n> ```\n\n{{ phone }}", "> ```\n> {{ phone }}\n> ```\n\n+852 5550 0100\n"),
        ("- ~~~\n  {{ phone }}\n  ~~~", "- ~~~\n  {{ phone }}\n  ~~~\n"),
        ("{{ phone }}\n\n```\n{{ phone }}", "+852 5550 0100\n\n```\n{{ phone }}\n"),
        ("```a``` {{ phone }}", "```a``` +852 5550 0100\n"),
        ("\\`{{ phone }}\\` [a](tel:{{phone}}) \\`", "\\`+852 5550 0100\\` [a](tel:+852%205550%200100) \\`\n"),
        ("\\\\`{{ phone }}`", "\\\\`{{ phone }}`\n"),
    ],
    ids=["lone marks", "marks within", "quotation", "item", "open end", "block marks in a line", "escaped marks", "no escape"],
)
def test_the_markdown_has_variables_where_the_page_has_them(make_site, body, written):
    made = portal(make_site, body)
    assert article_markdown(made, A).endswith(f"\n\n{written}")
    assert made.rendered[A].html.count("+852 5550 0100") == written.count("+852 5550 0100")


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ('> --8<-- "x.md"', "> One\n>\n> Two\n"),
        ('- --8<-- "x.md"\n- b', "- One\n\n  Two\n- b\n"),
        ('1. > --8<-- "x.md"', "1. > One\n   >\n   > Two\n"),
    ],
)
def test_a_part_within_a_quotation_or_an_item_is_written_out_and_counted_there(make_site, capsys, body, written):
    files = {"content/en/_parts/x.md": "One\n\nTwo\n"}
    made = portal(make_site, body, files)
    assert "<p>Two</p>" in made.rendered[A].html
    assert article_markdown(made, A).endswith(f"\n\n{written}")
    assert main(["check", "--usage", "--json", "--config", str(made.settings.file)]) == 0
    assert json.loads(capsys.readouterr().out) == {"parts": {"en/_parts/x.md": ["en/returns/a.md"]}}


def test_what_is_wrong_in_a_part_is_reported_where_it_is_included(make_site):
    files = {"content/_parts/x.md": "One\n\n[gone](gone.md)\n"}
    assert problems(make_site, 'One\n\n--8<-- "x.md"\n', files) == [("broken-link", 8)]


def test_parts_that_include_each_other_are_an_error_that_names_the_circle(make_site):
    files = {"content/_parts/a.md": 'A\n\n--8<-- "b.md"\n', "content/_parts/b.md": 'B\n\n--8<-- "a.md"\n'}
    assert problems(make_site, '--8<-- "a.md"\n', files) == [("broken-include", 6)]


def test_parts_that_double_without_end_are_an_error(make_site):
    files = {f"content/_parts/{n}.md": f'--8<-- "{n + 1}.md"\n\n--8<-- "{n + 1}.md"\n' for n in range(30)}
    assert set(problems(make_site, '--8<-- "0.md"\n', files | {"content/_parts/30.md": "x"})) == {("broken-include", 6)}


@pytest.mark.parametrize(
    ("include", "hint"),
    [
        ('--8<-- "warm.md"', "did you mean 'warn.md'?"),
        ('{% include "warm.md" what="refunds" %}', "did you mean 'warn.md'?"),
        ("{!warn!}", "did you mean 'warn.md'?"),
        ('- --8<-- "費用.md"', "known: deep/rule.md, warn.md"),
    ],
)
def test_a_part_that_is_not_there_is_an_error_that_names_the_one_that_was_meant(make_site, include, hint):
    files = PART | {"content/_parts/deep/rule.md": "Rule\n", "content/zh-hant/_parts/zh.md": "費\n"}
    with pytest.raises(ContentError) as raised:
        portal(make_site, f"One\n\n{include}\n", files)
    assert [(found.code, found.line, found.hint) for found in raised.value.problems] == [("unknown-part", 8, hint)]


def test_a_part_that_a_part_misspells_is_an_error_where_that_is_included(make_site):
    files = PART | {"content/_parts/outer.md": 'Outer\n\n--8<-- "warm.md"\n'}
    assert problems(make_site, 'One\n\n--8<-- "outer.md"\n', files) == [("unknown-part", 8)]


@pytest.mark.parametrize(
    ("include", "files"), [('--8<-- "gone.md"', {}), ("{% include gone.html %}", PART), ('It is {% include "warn.md" %}', PART)]
)
def test_an_include_of_another_tool_stays_a_warning(make_site, include, files):
    warnings = portal(make_site, f"One\n\n{include}\n", files).warnings
    assert [(found.code, found.line) for found in warnings] == [("foreign-syntax", 8)]


def test_usage_lists_who_includes_what(make_site, capsys):
    files = PART | {"content/_parts/alone.md": "x", "content/en/returns/a.md": article('--8<-- "warn.md"\n')}
    assert main(["check", "--usage", "--json", "--config", str(make_site(files))]) == 0
    assert json.loads(capsys.readouterr().out) == {"parts": {"_parts/alone.md": [], "en/_parts/warn.md": ["en/returns/a.md"]}}


def test_the_glossary_explains_terms_in_the_language_of_the_page_and_is_not_published(make_site):
    files = {"content/glossary.yml": "en:\n  FPS: Faster Payment System\nzh-hant:\n  轉數快: 即時轉帳\n"}
    made = portal(make_site, "Pay by FPS or 轉數快.", files)
    assert "popover>Faster Payment System</span>" in made.rendered[A].html
    assert "即時轉帳" not in made.rendered[A].html
    assert "glossary.yml" not in {asset.path for asset in made.assets}


@pytest.mark.parametrize("text", ["fr:\n  a: b\n", "en:\n  a:\n    b: c\n", "en:\n  a: ''\n"])
def test_a_glossary_that_says_nothing_is_an_error_with_its_line_beside_those_of_articles(make_site, text):
    with pytest.raises(ContentError) as error:
        portal(make_site, "See [this](missing.md).", {"content/glossary.yml": text})
    found = {problem.code: problem for problem in error.value.problems}
    assert found.keys() == {"glossary", "broken-link"}
    assert (found["glossary"].path.as_posix(), found["glossary"].line > 0) == ("content/glossary.yml", True)


def test_a_glossary_that_is_no_yaml_is_named_as_other_files_are(make_site, capsys):
    config = make_site({"content/glossary.yml": "en:\n  FPS: 'Faster\n"})
    assert main(["check", "--config", str(config), "--format", "github"]) == 1
    assert "content/glossary.yml,line=2,title=glossary::" in capsys.readouterr().out
