"""What a writer began and did not end: readers must not see a private note, nor lose the rest of an article."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.portal import prepare


def found(config) -> list[tuple[str, int]]:
    try:
        problems = prepare(load(config)).warnings
    except ContentError as error:
        problems = error.problems
    return [(problem.code, problem.line) for problem in problems if problem.path.name == "a.md" and problem.path.parts[1] == "en"]


FIRST_LINE = 6
"""Of the text, in a file that `article` writes."""


@pytest.mark.parametrize(
    "text",
    [
        "One.\n\n<!-- we lose money here\n\nTwo.\n",
        "One <!-- we lose money here.\n",
        "One.\n\n<!-- we lose money here -- >\n",
        "- One\n- Two <!-- we lose\n\nmoney -->\n",
    ],
)
def test_a_comment_that_nothing_ends_is_an_error(make_site, text):
    line = FIRST_LINE + text[: text.index("<!--")].count("\n")
    assert ("open-comment", line) in found(make_site({"content/en/returns/a.md": article(text)}))


@pytest.mark.parametrize(
    "text", ["One <!-- a --> two.\n", "<!--\na\n\nb\n-->\n", "`<!-- a`\n", "```html\n<!-- a\n```\n", r"\<!-- a"]
)
def test_a_comment_that_ends_and_one_that_is_shown_are_none(make_site, text):
    assert "open-comment" not in dict(found(make_site({"content/en/returns/a.md": article(text)})))


@pytest.mark.parametrize("text", ["```\ncode\n\n## Heading\n", "One.\n\n~~~sh\ncode\n```\n", "```\n", "> ```\n> code\n"])
def test_code_that_nothing_ends_is_reported(make_site, text):
    assert "open-code" in dict(found(make_site({"content/en/returns/a.md": article(text)})))


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode\n```\n",
        "```\ncode\n````\n\n\n",
        "- One\n\n  ```\n  code\n  ```\n",
        "> ```\n> code\n> ```\n",
        "    code\n",
        "> ```\n> code\n\nOne.\n",
    ],
)
def test_code_that_ends_is_none(make_site, text):
    assert "open-code" not in dict(found(make_site({"content/en/returns/a.md": article(text)})))


CONFLICT = "One.\n\n<<<<<<< HEAD\nIt costs $5.\n=======\nIt costs $6.\n>>>>>>> branch\n\nTwo.\n"


def test_two_versions_that_git_left_are_an_error(make_site):
    assert ("merge-conflict", FIRST_LINE + 2) in found(make_site({"content/en/returns/a.md": article(CONFLICT)}))


def test_two_versions_that_are_shown_as_code_are_none(make_site):
    assert "merge-conflict" not in dict(found(make_site({"content/en/returns/a.md": article(f"```\n{CONFLICT}```\n")})))


@pytest.mark.parametrize(("part", "codes"), [("One.\n\n```\ncode\n```\n", []), ("One.\n\n```\ncode\n", ["open-code"])])
def test_code_of_a_part_ends_in_the_part(make_site, part, codes):
    files = {"content/_parts/x.md": part, "content/en/returns/a.md": article('Text.\n\n--8<-- "x.md"\n')}
    reported = found(make_site(files))
    assert reported == [(code, FIRST_LINE + 2) for code in codes]


def test_code_of_a_part_that_nothing_ends_takes_nothing_else(make_site):
    files = {"content/_parts/x.md": "```\ncode\n", "content/en/returns/a.md": article('--8<-- "x.md"\n\nMore text.\n')}
    assert [code for code, _ in found(make_site(files))] == ["open-code"]
