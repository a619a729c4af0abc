"""Spans of Word and Google, marks within marks, blocks within links → elements that say what they mean, each in its place."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from kbgen.importing.html.parsed import BLOCKS, CONTAINERS, attribute, classes_of

_SAME = {
    "b": "strong", "i": "em", "cite": "em", "var": "em", "dfn": "em", "strike": "del", "s": "del", "tt": "code",
    "samp": "code",
}  # fmt: skip
_MARKS = ("strong", "em", "del", "u", "mark", "sub", "sup", "a")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_SLANTED = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_FIXED = re.compile(r"font-family\s*:[^;]{0,80}(?:monospace|courier|consolas|menlo)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:[^;]{0,60}level(?P<level>\d)", re.IGNORECASE)
_WORD_CLASS = re.compile(r"^MsoListParagraph", re.IGNORECASE)
_WORD_MARK = re.compile(r"^\s*(?:(?P<number>(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])|[·•▪◦o§Ø\-–‣●○■])\s+")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)(?:[?#].*)?$", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_HEADINGS = ("li", "td", "th", "dt", "dd", "blockquote", "figcaption", "summary")


def with_plain_marks(soup: BeautifulSoup) -> None:
    """Make marks of styles, and let none hold itself, a block, or stand directly behind another of its kind."""
    _word_lists(soup)
    for tag in soup.find_all(True):
        tag.name = _SAME.get(tag.name, tag.name)
        style = attribute(tag, "style")
        if tag.name == "strong" and _NOT_BOLD.search(style):
            tag.unwrap()  # Google puts the whole text into one
        elif tag.name in {"span", "font"} and style:
            tag.name = (
                "strong"
                if _BOLD.search(style)
                else "em"
                if _SLANTED.search(style)
                else "code"
                if _FIXED.search(style)
                else "span"
            )
    for tag in soup.find_all("u"):
        tag.name = "span" if tag.find_parent("a") or tag.find("a") else "strong"
    for tag in soup.find_all(
        ("span", "font", "ins", "big", "small", "bdi", "bdo", "label", "nobr", "wbr", "picture", "abbr", "acronym")
    ):
        if not tag.get("id"):
            _explain(tag)
            tag.unwrap()
    _headings(soup)
    for tag in soup.find_all("p"):
        if any(child.name in BLOCKS for child in tag.find_all(True)):
            tag.name = "div"
    for tag in soup.find_all(_MARKS):
        _own_place(soup, tag)
    _joined(soup)
    _with_paragraphs(soup)


def _explain(tag: Tag) -> None:
    """Say what an abbreviation means behind it: no reader without a mouse sees its title."""
    meaning = attribute(tag, "title")
    if tag.name in {"abbr", "acronym"} and meaning and meaning.casefold() != tag.get_text(strip=True).casefold():
        tag.append(NavigableString(f" ({meaning})"))


def _own_place(soup: BeautifulSoup, tag: Tag) -> None:
    if tag.find_parent(tag.name) is not None or (tag.name in {"strong", "em"} and tag.find_parent(("pre", *_HEADINGS))):
        tag.unwrap()
        return
    inner = [child for child in tag.find_all(True) if child.name in BLOCKS]
    if not inner:
        if tag.name == "a" and tag.find("img") and not tag.get_text(strip=True) and _PICTURE.search(attribute(tag, "href")):
            tag.unwrap()  # a picture that opened itself, larger
        return
    if tag.name != "a":
        tag.unwrap()
        return
    if any(child.name in {*_HEADINGS, "table", "pre", "ul", "ol"} for child in inner):
        heading = tag.find(_HEADINGS)
        holder = heading if isinstance(heading, Tag) else None
        link = soup.new_tag("a", attrs={"href": attribute(tag, "href")})
        for child in list(holder.children) if holder is not None else ():
            link.append(child)
        if holder is not None:
            holder.append(link)
        tag.unwrap()
        return
    for child in inner:
        child.insert_before(NavigableString(" "))
        child.unwrap()


def _headings(soup: BeautifulSoup) -> None:
    """Bring headings to levels from 2 on without a jump; where none can stand, they are paragraphs in bold."""
    levels: list[int] = []
    for tag in soup.find_all(_HEADINGS):
        for image in tag.find_all("img"):
            tag.insert_after(image.extract())
        if not tag.get_text(strip=True):
            tag.unwrap()
        elif tag.find_parent(_NO_HEADINGS):
            tag.name = "strong"
            tag.wrap(soup.new_tag("p"))
        else:
            level = int(tag.name[1])
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
            tag.name = f"h{min(6, 1 + len(levels))}"
            for inner in tag.find_all(("strong", "em", "br", "p", "div")):
                inner.replace_with(NavigableString(" ")) if inner.name == "br" else inner.unwrap()


def _joined(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(("strong", "em", "del")):
        before = tag.previous_sibling
        if isinstance(before, Tag) and before.name == tag.name:
            for child in list(before.children)[::-1]:
                tag.insert(0, child)
            before.extract()


def _with_paragraphs(soup: BeautifulSoup) -> None:
    """Put text that lies between blocks into paragraphs of its own."""
    for holder in (soup, *soup.find_all(CONTAINERS)):
        if holder.name in {"td", "th"} or holder.find_parent(("td", "th", "pre", "code")):
            continue
        run: list[Tag | NavigableString] = []
        for child in [*holder.children, None]:
            if child is None or (isinstance(child, Tag) and child.name in BLOCKS):
                if any(isinstance(one, Tag) or str(one).strip() for one in run):
                    paragraph = soup.new_tag("p")
                    run[0].insert_before(paragraph)
                    for one in run:
                        paragraph.append(one)
                run = []
            elif isinstance(child, (Tag, NavigableString)):
                run.append(child)


def _word_lists(soup: BeautifulSoup) -> None:
    """Make lists of the paragraphs by which Word draws them."""
    stack: list[tuple[int, Tag]] = []
    for tag in soup.find_all("p") if soup.find("p", style=_WORD_LEVEL) or soup.find("p", class_=_WORD_CLASS) else ():
        level = _WORD_LEVEL.search(attribute(tag, "style"))
        marked = level or any(name.startswith("msolistparagraph") for name in classes_of(tag))
        mark = _WORD_MARK.match(tag.get_text()) if marked else None
        before = tag.find_previous_sibling()
        if not mark:
            stack = []
            continue
        depth = int(level["level"]) if level else 1
        if stack and before is not stack[0][1]:
            stack = []
        while stack and stack[-1][0] > depth:
            stack.pop()
        if not stack or stack[-1][0] < depth:
            made = soup.new_tag("ol" if mark["number"] else "ul")
            if stack and isinstance(last := stack[-1][1].find_all("li", recursive=False)[-1], Tag):
                last.append(made)
            else:
                tag.insert_before(made)
            stack.append((depth, made))
        _without_mark(tag, len(mark[0].rstrip()))
        tag.name, tag.attrs = "li", {}
        stack[-1][1].append(tag)


def _without_mark(tag: Tag, length: int) -> None:
    for text in tag.find_all(string=True):
        stripped = text.lstrip() if length else text
        cut = min(length, len(stripped))
        if length:
            text.replace_with(NavigableString(stripped[cut:].lstrip() if cut == length else stripped[cut:]))
            length -= cut
        if not length:
            return
