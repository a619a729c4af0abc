"""Slips that pages would show, or hide, without a word: each is named with its line."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.errors import ContentError, Problem
from kbgen.settings.site import load
from kbgen.site.portal import prepare

FIRST_LINE = 6
"""Of the text, in a file that `article` writes."""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


@pytest.fixture
def found(make_site):
    """Return the problems of an article in one of the languages."""

    def look(text: str, *, language: str = "en", **front: str) -> list[Problem]:
        path = f"content/{language}/returns/a.md"
        try:
            problems = prepare(load(make_site({path: article(text, **front), "content/assets/a.svg": SVG}))).warnings
        except ContentError as error:
            problems = error.problems
        return [problem for problem in problems if problem.path.as_posix() == path]

    return look


def places(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in problems]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("!!! wraning\n    Text.\n", "warning"),
        ("!!! TPI\n    Text.\n", "tip"),
        ("??? qestion\n    Text.\n", "question"),
        (":::wraning\nText.\n:::\n", "warning"),
        ("/// noet\nText.\n///\n", "note"),
        ("> [!WRANING]\n> Text.\n", "warning"),
    ],
)
def test_a_box_one_slip_from_a_kind_is_reported_with_that_kind(found, text, meant):
    assert f"did you mean '{meant}'? The kinds are note," in found(text)[0].hint


@pytest.mark.parametrize("text", ["!!! pied-piper\n    Text.\n", "!!! seealso\n    Text.\n", "!!! hint\n    Text.\n"])
def test_kinds_of_other_tools_and_of_a_site_are_none(found, text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["One[^9].\n", "一[^甲]。\n", "One[^9].\n\n[^1]: Note[^1].\n"])
def test_a_footnote_without_its_note_is_reported(found, text):
    assert ("footnote", FIRST_LINE) in places(found(text))


def test_a_note_that_nothing_refers_to_is_reported(found):
    assert places(found("One[^1].\n\n[^1]: Note.\n[^2]: Never.\n")) == [("footnote", FIRST_LINE + 3)]


def test_the_second_of_two_notes_of_one_name_is_reported(found):
    assert places(found("One[^1].\n\n[^1]: Note.\n\n[^1]: Again.\n")) == [("footnote", FIRST_LINE + 4)]


@pytest.mark.parametrize("text", ["One[^1].\n\n[^1]: Note.\n", "One `[^9]`.\n", r"One \[^9].", "All of [^0-9] and [^a-zA-Z].\n"])
def test_sound_footnotes_and_patterns_of_programs_are_none(found, text):
    assert found(text) == []


def test_an_anchor_that_is_given_twice_is_reported_where_it_comes_again(found):
    assert places(found("## A { #x }\n\nOne.\n\n## B { #x }\n\nTwo.\n")) == [("duplicate-anchor", FIRST_LINE + 4)]


def test_an_anchor_of_a_question_is_reported_too(found):
    text = '## A { #x }\n\nOne.\n\n??? question "B { #x }"\n    Two.\n'
    assert places(found(text)) == [("duplicate-anchor", FIRST_LINE + 4)]


def test_two_equal_headings_are_none(found):
    assert found("## A\n\nOne.\n\n## A\n\nTwo.\n") == []


@pytest.mark.parametrize(
    "text", ["[](refund-times.md)", "[here]()", "[]( )", "[ ](https://example.com)", "[<!-- x -->](refund-times.md)"]
)
def test_a_link_without_words_or_address_is_reported(found, text):
    assert places(found(f"One\n{text}.\n")) == [("empty-link", FIRST_LINE + 1)]


@pytest.mark.parametrize(
    "text", ["[a](#x)\n\n## X\n", "[![A form](../../assets/a.svg)](refund-times.md)", "[`a`](refund-times.md)"]
)
def test_links_with_both_are_none(found, text):
    assert found(text) == []


@pytest.mark.parametrize("character", ["\x07", "\x0b", "\x1b", "\x7f", "\u2028", "\u202e", "\u2066"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_control_characters_are_named_with_line_and_column(found, character, language):
    words = "One two" if language == "en" else "五日退款"
    problem = found(f"{words}\n\n{words[:3]}{character}{words[3:]}\n", language=language)[0]
    assert (problem.code, problem.line, problem.severity) == ("control-character", FIRST_LINE + 2, "warning")
    assert f"column 4 holds U+{ord(character):04X}" in problem.message
    assert character not in str(problem)


@pytest.mark.parametrize("text", ["re\u200bfund", "re\u2060fund", "re\ufefffund", "退\u200d款", "55\u200e0188"])
def test_characters_without_width_are_warnings(found, text):
    assert places(found(f"One {text}\n")) == [("invisible-character", FIRST_LINE)]


def test_one_in_the_front_matter_is_reported_on_its_line(found):
    assert places(found("Text.\n", title="Re\u200bfunds")) == [("invisible-character", 2)]


def test_a_control_character_in_the_front_matter_is_reported_on_its_line(found):
    problem = found("Text.\n", description="One \x07two")[0]
    assert (problem.code, problem.line) == ("front-matter", 3)
    assert "U+0007" in problem.message
    assert "character 18 of the line" in problem.hint


def test_one_in_a_part_is_reported_there(make_site):
    files = {"content/_parts/fees.md": "One.\n\nTw\u200bo.\n", "content/en/returns/a.md": article('--8<-- "fees.md"\n')}
    (problem,) = prepare(load(make_site(files))).warnings
    assert (problem.path.as_posix(), problem.line) == ("content/_parts/fees.md", 3)
    assert "column 3" in problem.message


@pytest.mark.parametrize("text", ["👩\u200d💻 codes", "می\u200cخواهم", "שלום\u200f!", "क्\u200dष"])
def test_joiners_of_emoji_and_marks_of_direction_where_they_are_needed_are_none(found, text):
    assert found(f"One {text}\n") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (":::tip\nText.\n\nMore.\n", "write as many colons alone on the line where it ends"),
        ("/// note | A\nText.\n", "write as many slashes alone on the line where it ends"),
        ("<details>\n<summary>A</summary>\n\nText.\n", "write '</details>' alone on the line where it ends"),
        ("[The form](../../assets/form.pdf)\n", "put the .pdf file there"),
        ("[The page](../nowhere.html)\n", "link to its .md file"),
        ("[The old one](../../assets/form.bak)\n", "is never published"),
    ],
)
def test_what_has_no_end_or_is_missing_is_named_with_what_to_do(found, text, says):
    problem = found(text)[0]
    assert problem.line == FIRST_LINE
    assert says in problem.hint
