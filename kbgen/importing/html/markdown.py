"""A tree of HTML → Markdown in the forms of kbgen, with markdownify for what all Markdown has."""

# ruff: noqa: ARG002 - markdownify gives every method the element, its text and the names around it

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from kbgen.importing.addresses import shielded
from kbgen.importing.html.anchors import named_headings
from kbgen.importing.html.boxes import with_boxes
from kbgen.importing.html.escaping import escaped, with_safe_line_starts
from kbgen.importing.html.inline import with_plain_marks
from kbgen.importing.html.media import code_language, listing, picture_source, shown_emoji, video_page, width_of
from kbgen.importing.html.parsed import BLOCKS, attribute, classes_of, parsed
from kbgen.importing.html.tables import BREAK, as_table, flatten_cells, unwrap_layouts

_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_LINE_IN_CHINESE = re.compile(rf"(?<=[{_HAN}])[ \t]*\n\s*(?=[{_HAN}])")
_BREAKS = re.compile(r"(?:\s*\\\n){2,}\s*")
_BREAK_RUN = re.compile(rf"\s*{BREAK}[\s{BREAK}]*")


@dataclass(frozen=True, slots=True)
class Places:
    """Where links and pictures of an article lead now.

    link: an address → the new one, or an empty text where only the words stay. picture: the same, empty to leave it out.
    """

    link: Callable[[str], str]
    picture: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Converted:
    """An article in Markdown. anchors: what links call its headings → their anchors here; empty for the top.

    notes: what could not be kept as it was, counted.
    """

    text: str
    anchors: Mapping[str, str]
    notes: Mapping[str, int]


def as_markdown(html: str, places: Places, wanted: Set[str] = frozenset()) -> Converted:
    """Return HTML as Markdown. wanted: the anchors that links name, here or in other articles."""
    notes: Counter[str] = Counter()
    soup = parsed(html, notes)
    with_boxes(soup, notes)
    unwrap_layouts(soup, notes)
    with_plain_marks(soup)
    _mend_lists(soup)
    anchors = named_headings(soup, wanted)
    for table in soup.find_all("table"):
        flatten_cells(table)
    text = _Converter(places, notes).convert_soup(soup)
    text = re.sub(r"[ \t]+\n", "\n", text.replace(BREAK, " "))
    return Converted(re.sub(r"\n{3,}", "\n\n", text).strip(), anchors, dict(notes))


def _mend_lists(soup: BeautifulSoup) -> None:
    """Put lists that lie directly within lists into the item before them, and text of a list into an item."""
    for inner in soup.find_all(("ul", "ol")):
        parent = inner.parent
        if isinstance(parent, Tag) and parent.name in {"ul", "ol"}:
            before = inner.find_previous_sibling("li")
            if before is not None:
                before.append(inner)
            else:
                inner.wrap(soup.new_tag("li"))


class _Converter(MarkdownConverter):
    """The elements that are other here than elsewhere; each method returns the Markdown of one."""

    def __init__(self, places: Places, notes: Counter[str]) -> None:
        super().__init__(heading_style="atx", bullets="-", newline_style="backslash")
        self._places = places
        self._notes = notes

    if TYPE_CHECKING:  # the stubs of markdownify leave it out

        def process_tag(self, node: Tag, parent_tags: Set[str]) -> str: ...

    def escape(self, text: str, parent_tags: Set[str]) -> str:
        return escaped(text).replace("|", "\\|") if parent_tags & {"td", "th"} else escaped(text)

    def process_text(self, el: NavigableString, parent_tags: Set[str] | None = None) -> str:
        text: str = super().process_text(el, parent_tags)  # type: ignore[misc]
        if "pre" in (parent_tags or ()):
            return text
        return _LINE_IN_CHINESE.sub("", text).replace("\n", " ")

    def convert_p(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        text = re.sub(r"^(?:\s|\\\n)+|(?:\s|\\\n)+$", "", text).removesuffix("\\")
        parts = [re.sub(r"\\\n[ \t]+", "\\\\\n", part.strip()) for part in _BREAKS.split(text)]
        return "".join(f"\n\n{with_safe_line_starts(part)}\n\n" for part in parts if part)

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Set[str]) -> str:  # noqa: N802 - the name of markdownify
        text = " ".join(text.split())
        anchor = attribute(el, "kb-anchor")
        return f"\n\n{'#' * n} {text}{f' {{ #{anchor} }}' if anchor else ''}\n\n" if text else ""

    def convert_a(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        words = text.strip()
        address = self._places.link(attribute(el, "href")) if el.get("href") and words else ""
        if not address or "_noformat" in parent_tags:
            return text
        if address.startswith(("http://", "https://")) and el.get_text(strip=True) in {address, address.rstrip("/")}:
            link = f"<{address}>"
        else:
            shown = words if el.find("img") else re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", words)
            link = f"[{' '.join(shown.replace(chr(92) + chr(10), ' ').split())}]({shielded(address)})"
        return f"{' ' if text[:1].isspace() else ''}{link}{' ' if text[-1:].isspace() else ''}"

    def convert_img(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        if (emoji := shown_emoji(el)) is not None:
            return emoji
        source = picture_source(el)
        address = self._places.picture(source) if source else ""
        if not address:
            return ""
        alt = " ".join(re.sub(r"[\[\]\\`*<>{}|]", " ", attribute(el, "alt") or attribute(el, "title")).split())
        return f"![{alt}]({shielded(address)})" + (f"{{ width={width} }}" if (width := width_of(el)) else "")

    def convert_figure(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        caption = el.find("figcaption")
        words = " ".join(self.process_tag(caption, {"_inline"}).split()) if isinstance(caption, Tag) else ""
        image = el.find("img")
        if not words or not isinstance(image, Tag) or "_inline" in parent_tags:
            return f"\n\n{text.strip()}\n\n"
        picture = self.process_tag(image.parent if image.parent and image.parent.name == "a" else image, {"_inline"}).strip()
        return f"\n\n<figure>\n\n{picture}\n\n<figcaption>{words}</figcaption>\n</figure>\n\n" if picture else f"\n\n{words}\n\n"

    def convert_iframe(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        source = picture_source(el) or next((picture_source(inner) for inner in el.find_all(("source", "a"))), "")
        address = video_page(source) or self._places.link(source) if source else ""
        words = escaped(" ".join(attribute(el, "title").split()))
        if not address:
            return ""
        link = f"<{address}>" if not words and address.startswith("http") else f"[{words or 'Video'}]({shielded(address)})"
        return link if "_inline" in parent_tags else f"\n\n{link}\n\n"

    convert_video = convert_embed = convert_iframe

    def convert_pre(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return listing(el, code_language(el))

    def convert_code(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        if "_noformat" in parent_tags:
            return text
        for br in el.find_all("br"):
            br.replace_with(NavigableString("\n"))
        code = el.get_text().replace(BREAK, " ")
        if "\n" in code.strip() and not parent_tags & {"td", "th", "a", "p", "li"}:
            return listing(el, code_language(el))
        code = " ".join(code.split())
        fence = "`" * (max((len(run) for run in re.findall(r"`+", code)), default=0) + 1)
        pad = " " if code[:1] == "`" or code[-1:] == "`" else ""
        return f"{fence}{pad}{code}{pad}{fence}" if code else ""

    def convert_kbd(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return f"<{el.name}>{text.strip()}</{el.name}>" if text.strip() else text

    convert_sub = convert_sup = convert_mark = convert_kbd

    def convert_br(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_kb_box(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _block(f"!!! {attribute(el, 'kind')}", attribute(el, "title"), text)

    def convert_kb_question(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return _block("??? question", attribute(el, "title") or "…", text) if text.strip() or el.get("title") else ""

    def convert_kb_ref(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return f"[^{attribute(el, 'name')}]"

    def convert_kb_note(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        lines = [f"    {line}" if line.strip() else "" for line in text.strip().split("\n")]
        return f"\n\n[^{attribute(el, 'name')}]: {chr(10).join(lines).strip()}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        caption = el.find("caption")
        words = " ".join(self.process_tag(caption, {"_inline"}).split()) if isinstance(caption, Tag) else ""
        table = as_table(el, lambda cell: _BREAK_RUN.sub("<br>", self._cell(cell)), self._notes)
        return f"\n\n{words}\n\n{table}\n\n" if words else f"\n\n{table}\n\n" if table else ""

    def _cell(self, cell: Tag) -> str:
        text = " ".join(self.process_tag(cell, {"table"}).split())
        return re.sub(rf"^[\s{BREAK}]+|[\s{BREAK}]+$", "", text)

    def convert_td(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return text

    convert_th = convert_tr = convert_caption = convert_td

    def convert_li(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        text = text.strip()
        if (box := _task(el)) is not None:
            text = f"[{'x' if box else ' '}] {text}"
        elif not any(isinstance(child, Tag) and child.name in BLOCKS for child in el.children):
            text = with_safe_line_starts(re.sub(r"(?:\s|\\\n)+$", "", text))
        if not text:
            return ""
        parent = el.parent
        mark = "- "
        if isinstance(parent, Tag) and parent.name == "ol":
            start = attribute(parent, "start")
            number = (int(start) if re.fullmatch(r"\d{1,8}", start) else 1) + len(el.find_previous_siblings("li"))
            mark = f"{number}. "
        lines = text.split("\n")
        rest = [f"{' ' * len(mark)}{line}" if line.strip() else "" for line in lines[1:]]
        return "\n".join([f"{mark}{lines[0]}", *rest]) + "\n"

    def convert_ol(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        before = el.find_previous_sibling()
        apart = "<!-- -->\n\n" if isinstance(before, Tag) and before.name == el.name == "ol" and "li" not in parent_tags else ""
        return f"\n{text.rstrip()}\n" if "li" in parent_tags else f"\n\n{apart}{text.rstrip()}\n\n"

    convert_ul = convert_ol


def _task(el: Tag) -> bool | None:
    """Return whether the task of a list is done, or None for an item that is none."""
    box = el.find("input", attrs={"type": "checkbox"}, recursive=True)
    if isinstance(box, Tag) and box.find_parent("li") is el:
        return box.has_attr("checked")
    mark = el.find(class_=re.compile(r"^checkbox-(?:on|off)$"))
    if isinstance(mark, Tag) and mark.find_parent("li") is el:
        return "checkbox-on" in classes_of(mark)
    around = el.parent
    return "checked" in classes_of(el) if isinstance(around, Tag) and "inline-task-list" in classes_of(around) else None


def _block(head: str, title: str, text: str) -> str:
    words = " ".join(title.replace('"', "”").split())
    lines = "\n".join(f"    {line}" if line.strip() else "" for line in text.strip("\n").split("\n"))
    return f"\n\n{head}{f' {chr(34)}{words}{chr(34)}' if words else ''}\n\n{lines}\n\n"
