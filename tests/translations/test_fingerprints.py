"""What counts as a change of a paragraph, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.model import Article, ArticleId, FrontMatter
from kbgen.translations.fingerprints import fingerprint, fingerprints, not_in, what_is_said


def prints(body: str, title: str = "T") -> list[str]:
    article = Article(ArticleId("a"), "en", "article", "", Path("a.md"), FrontMatter(title=title), body, 5)
    return sorted(fingerprints(article))


SAME = {
    "wrapped": ("Refunds take\nthree days.\n", "Refunds take three days.\n"),
    "wrapped Chinese": ("退款需要\n三天。\n", "退款需要三天。\n"),
    "emphasis": ("Press **Send** _now_.\n", "Press __Send__ *now*.\n"),
    "marker": ("- one\n- two\n", "* one\n\n* two\n"),
    "number of a step": ("1. one\n2. two\n", "1. one\n1. two\n"),
    "list of paragraphs": ("- one\n- two\n", "one\n\ntwo\n"),
    "heading": ("## Title\n\nx\n", "### Title { #t }\n\nx\n"),
    "table": ("| a | b |\n| --- | --- |\n| 1 | 2 |\n", "|a|b|\n|:-:|---|\n|1  |  2|\n"),
    "quotes and dashes": ('He said "1–2 days".\n', "He said “1-2 days”.\n"),
    "moved": ("## A\n\none\n\n## B\n\ntwo\n", "## B\n\ntwo\n\n## A\n\none\n"),
    "link inside": ("See [fees](../x/fees.md#tw).\n", "See [fees](fees.md).\n"),
    "reference": ("See [fees](fees.md).\n", "See [fees][1].\n\n[1]: fees.md\n"),
    "box": ("!!! tip\n    Now.\n", "> [!TIP]\n> Now.\n"),
    "comment": ("one\n", "<!-- note -->\none\n"),
    "escape": ("5 \\* 3 = 15\n", "5 * 3 = 15\n"),
    "fence": ("```\nls -l\n```\n", "~~~sh title='x'\nls -l  \n~~~\n"),
    "width": ("![A box](a.png){ width=320 }\n", "![A box](b.png)\n"),
}
OTHER = {
    "figure": ("three days: 3\n", "three days: 4\n"),
    "word": ("Press Send.\n", "Press Save.\n"),
    "negation": ("It is returned.\n", "It is not returned.\n"),
    "address of another site": ("[x](https://a.example/1)\n", "[x](https://a.example/2)\n"),
    "code": ("```\nls -l\n```\n", "```\nls -a\n```\n"),
    "indent of code": ("```\nif x:\n  y\n```\n", "```\nif x:\ny\n```\n"),
    "struck out": ("old price\n", "~~old~~ price\n"),
    "cell": ("| a | b |\n", "| ab |\n"),
    "said twice": ("one\n", "one\n\none\n"),
    "a time filled in": ("{takes:refund}\n", "{takes:other}\n"),
    "words of a picture": ("![A box](a.png)\n", "![A bag](a.png)\n"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_moved_and_reformatted_text_is_not_new(one: str, other: str):
    assert prints(one) == prints(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_what_readers_read_differently_is_new(one: str, other: str):
    assert prints(one) != prints(other)


def test_a_title_is_said_and_keywords_are_not():
    assert prints("x\n", title="One") != prints("x\n", title="Two")


def test_marks_alone_say_nothing():
    assert (fingerprint("***"), fingerprint("…", code=True)) == ("", "")


def test_what_changed_is_told_with_its_line():
    before = Article(ArticleId("a"), "en", "article", "", Path("a.md"), FrontMatter(title="T"), "one\n\ntwo\n", 5)
    after = Article(ArticleId("a"), "en", "article", "", Path("a.md"), FrontMatter(title="T"), "two\n\none more\n", 5)
    assert [(one.line, one.text) for one in not_in(what_is_said(after), fingerprints(before))] == [(7, "one more")]
