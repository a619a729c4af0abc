"""What holds for any text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from one_article import render

from kbgen.render.anchors import AnchorNames, anchor_of

BLOCKS = ["# ", "## ", "\n", "\n\n", "    ", "- ", "1. ", "> ", "> [!TIP]\n> ", "!!! tip", '??? question "x"', "|---|\n"]
INLINES = ["**", "*", "_", "~~", "`", "```\n", "|", "[", "](a.md)", "![", "](../../assets/parcel.svg)", "\\", "&amp;"]
OWN = ["<kbd>", "</kbd>", "<br>", "<!--", "-->", "{ #a }", "{ #fn1 }", "[^1]", "[^1]: ", ": ", "<script>"]
OWN += ["<details>\n<summary>x</summary>\n", "</details>\n", "<figure>\n", "</figure>\n", ":::tip\n", ":::\n", '=== "t"\n    ']
OWN += [
    "==",
    "++esc++",
    "https://a.b/c",
    "<img src=../../assets/parcel.svg alt=x>",
    "> [!faq]- x\n",
    "```js title=x\n",
    "[TOC]\n",
]
TEXT = ["「", "」", "中", "文", "。", "a", " ", "\u200b", "\U0001f600"]
PIECES = st.sampled_from([*BLOCKS, *INLINES, *OWN, *TEXT])
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)
VOID = {"br", "img", "hr", "input"}


class Balance(HTMLParser):
    """Fails where an element is not closed by its own tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag != "p" or self.open[-1:] == ["p"]:
            assert self.open.pop() == tag


@settings(max_examples=400, deadline=None, derandomize=True)
@given(MARKDOWN)
def test_every_page_is_well_formed_and_its_ids_are_unique(markdown):
    body = render(markdown)
    page = Balance()
    page.feed(body.html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(MARKDOWN)
def test_every_section_has_an_anchor_that_is_in_the_page(markdown):
    body = render(markdown)
    page = Balance()
    page.feed(body.html)
    assert body.sections[0].anchor == ""
    assert {section.anchor for section in body.sections[1:]} <= set(page.ids)
    assert {section.anchor for section in body.sections[1:]} <= set(body.anchors)


@given(st.lists(st.text(max_size=12), max_size=30))
def test_anchors_are_never_handed_out_twice(titles):
    names = AnchorNames()
    anchors = [names.unique(anchor_of(title)) for title in titles]
    assert len(anchors) == len(set(anchors))
    assert all(anchors)
