"""Shortcodes that WordPress itself does not know: what stands between two stays, and what builders of pages write into one.

`[et_pb_text]<p>…</p>[/et_pb_text]` → `<p>…</p>`. Tags of builders go, with the titles, pictures and links that their
attributes hold in their place; others without a partner stay, for the report to name.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from kbgen.importing.exports.wxr import Site
from kbgen.importing.forms.blocks import first_of

_BUILDERS = re.compile(r"(?:vc|et_pb|et|fusion|av|mk|cs|x|ux|bt|tatsu|oxy|nectar|thrive|fl|kc|wpb|su|themify)_", re.IGNORECASE)
"""WPBakery, Divi, Avada, Enfold and others: what tags with these beginnings draw is a place on the page."""
_PLACES = frozenset(
    {
        *("row", "rows", "column", "columns", "col", "section", "container", "wrapper", "div", "span", "center", "left", "right"),
        *("accordion", "accordions", "tabs", "tabgroup", "toggles", "spacer", "divider", "separator", "clear", "one_half"),
        *("one_third", "two_third", "two_thirds", "one_fourth", "three_fourth", "one_half_last", "one_third_last", "heading"),
        *("button", "tab", "dropcap", "list", "highlight", "title", "text", "row_inner", "column_inner", "half", "third"),
    }
)
_TOKEN = re.compile(
    r"<(?P<kept>pre|code|script|style|textarea)\b|</(?P<freed>pre|code|script|style|textarea)\s*>|<!--(?:(?!-->)[^<])*|<[^<>]*>"
    r"|(?P<escaped>\[\[[^\[\]]*\]\])|(?<!\\)\[(?P<end>/?)(?P<name>[a-z][\w-]{0,60})(?P<attributes>(?:\s[^\[\]]*)?)\](?!\()",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?P<key>[\w-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"']+))")
_HAS_BLOCKS = re.compile(r"<(?:p|div|ul|ol|li|table|h[1-6]|pre|blockquote|figure|details|section|hr)\b|\n\s*\n", re.IGNORECASE)
_ENCODED = (("%22", '"'), ("%91", "["), ("%93", "]"), ("%92", "\\"))
"""How Divi writes what would end an attribute."""
_TITLES = ("title", "heading", "label", "header", "tab_title")
_PICTURES = ("src", "image", "image_url", "img", "photo")
_LINKS = ("button_url", "url", "href", "link", "button_link")
_WORDS = ("button_text", "text", "content", "title")
_ENOUGH_TO_TELL = 2_000
_LEVEL = re.compile(r"\btag:h([1-6])")


@dataclass(frozen=True, slots=True)
class _Tag:
    """A shortcode of a text. end: whether it ends a pair."""

    name: str
    attributes: str
    start: int
    after: int
    end: bool

    @property
    def is_builders(self) -> bool:
        return _BUILDERS.match(self.name) is not None


def attributes_in(text: str) -> dict[str, str]:
    """Return the attributes of a shortcode, keys in lower case."""
    return {
        match["key"].lower(): next((part for part in (match["double"], match["single"], match["bare"]) if part), "")
        for match in _ATTRIBUTE.finditer(text)
    }


def without_pairs(text: str, site: Site, paragraphs: Callable[[str], str], unwrap: Callable[[str], None]) -> str:
    """Return HTML in which pairs of shortcodes gave way to what stands between them, and tags of builders to what they say.

    paragraphs: makes HTML of text whose empty lines end paragraphs. unwrap: is told of each pair that may do more than place.
    """
    tags = list(_tags(text))
    partners = _partners(tags)
    parts, at = [], 0
    for number, tag in enumerate(tags):
        partner = partners.get(number)
        if partner is None and not tag.is_builders and tag.name not in _PLACES:
            continue
        if partner is not None and not tag.end and not tag.is_builders and tag.name not in _PLACES:
            unwrap(tag.name)
        parts.append(text[at : tag.start])
        at = tag.after
        inner = _between(text, tags, number, partner)
        if not tag.end and partner == number + 1 and (whole := _leaf(tag, inner, site, paragraphs)) is not None:
            parts.append(whole)
            at = tags[partner].start
        else:
            parts.append(_gap(tag, inner) if tag.end else _shown(tag, inner, site))
    return "".join((*parts, text[at:]))


def _between(text: str, tags: list[_Tag], number: int, partner: int | None) -> str:
    """Return what stands between the tags of a pair, of one that holds others no more than its beginning."""
    if partner is None:
        return ""
    first, last = tags[min(number, partner)], tags[max(number, partner)]
    return text[first.after : last.start if abs(partner - number) == 1 else min(last.start, first.after + _ENOUGH_TO_TELL)]


def _tags(text: str) -> Iterator[_Tag]:
    """Yield shortcodes that are neither code, nor escaped, nor within the tags of HTML."""
    kept = ""
    for match in _TOKEN.finditer(text):
        if match["freed"] and match["freed"].lower() == kept:
            kept = ""
        elif match["kept"] and not kept:
            kept = match["kept"].lower()
        elif match["name"] and not kept:
            yield _Tag(match["name"].lower(), match["attributes"], match.start(), match.end(), bool(match["end"]))


def _partners(tags: list[_Tag]) -> Mapping[int, int]:
    """Return the number of the other tag of each pair."""
    found: dict[int, int] = {}
    opened: list[int] = []
    names: Counter[str] = Counter()
    for number, tag in enumerate(tags):
        if not tag.end and not tag.attributes.rstrip().endswith("/"):
            opened.append(number)
            names[tag.name] += 1
        elif tag.end and names[tag.name]:
            while tags[before := opened.pop()].name != tag.name:
                names[tags[before].name] -= 1
            names[tag.name] -= 1
            found |= {before: number, number: before}
    return found


def _gap(tag: _Tag, inner: str) -> str:
    """Return what parts the text of a tag from what stands around it: nothing within a sentence."""
    return "\n\n" if tag.is_builders or _HAS_BLOCKS.search(inner) else ""


def _leaf(tag: _Tag, inner: str, site: Site, paragraphs: Callable[[str], str]) -> str | None:
    """Return the text of a pair that holds no other, as far as it is more than that text."""
    if tag.name == "vc_raw_html":
        return f"\n\n{_decoded(inner)}"
    attributes = _attributes(tag)
    address = _address(attributes)
    if address and inner.strip() and not _HAS_BLOCKS.search(inner) and not {"image", "src"} & attributes.keys():
        return f'<a href="{escape(address)}">{inner.strip()}</a>' if "<a" not in inner.lower() else inner
    if tag.is_builders and inner.strip() and not _HAS_BLOCKS.search(inner):
        return f"{_shown(tag, inner, site)}{paragraphs(inner)}"
    return None


def _attributes(tag: _Tag) -> dict[str, str]:
    found = attributes_in(tag.attributes)
    for written, char in _ENCODED if tag.name.startswith("et_pb_") else ():
        found = {key: value.replace(written, char) for key, value in found.items()}
    return found


def _shown(tag: _Tag, inner: str, site: Site) -> str:
    """Return what the attributes of a tag show: a picture, a title, a link."""
    attributes = _attributes(tag)
    parts = []
    if tag.is_builders and (source := _picture(attributes, site)):
        parts.append(f'<img src="{escape(source)}" alt="{escape(attributes.get("alt") or attributes.get("title_text", ""))}">')
    address = _address(attributes) if not inner.strip() or "button_text" in attributes else ""
    words = first_of(attributes, _WORDS)
    title = first_of(attributes, _TITLES) or (words if not address and not inner.strip() and tag.is_builders else "")
    if title and not (address and words == title):
        level = _LEVEL.search(attributes.get("font_container", ""))
        parts.append(f"<h{level[1]}>{title}</h{level[1]}>" if level else f"<p><strong>{title}</strong></p>")
    if address:
        parts.append(f'<p><a href="{escape(unescape(address))}">{words or escape(address)}</a></p>')
    return "\n\n" + "\n\n".join(parts) + "\n\n" if parts else _gap(tag, inner)


def _picture(attributes: Mapping[str, str], site: Site) -> str:
    source = first_of(attributes, _PICTURES)
    if source.isdigit():
        return site.by_key[source].attachment if source in site.by_key else ""
    return source if source.startswith(("http", "/")) else ""


def _address(attributes: Mapping[str, str]) -> str:
    """Return where a tag leads; WPBakery writes `url:https%3A%2F%2Fa.example|title:A`."""
    written = first_of(attributes, _LINKS)
    if written.startswith("url:"):
        return unquote(written.removeprefix("url:").partition("|")[0])
    return written if re.match(r"https?://|mailto:|tel:|/|#", written) else ""


def _decoded(inner: str) -> str:
    """Return the HTML that WPBakery keeps as Base64 of an address; as it is where it is none."""
    text = re.sub(r"<[^<>]*>|\s", "", inner)
    try:
        return unquote(base64.b64decode(text, validate=True).decode("utf-8"))
    except ValueError:
        return inner
