"""HTML that writers put between Markdown → Markdown; what has no counterpart stays, and `kbgen check` names it."""

from __future__ import annotations

import re
from html import unescape

from kbgen.importing.addresses import picture, shielded
from kbgen.importing.forms.blocks import BESIDE, BlockForm, attributes_of, callout, with_blocks
from kbgen.importing.forms.figures import with_captions, with_dark_pictures
from kbgen.importing.forms.html_lists import with_lists
from kbgen.importing.forms.html_tables import with_tables
from kbgen.importing.forms.masked import Masked
from kbgen.render.box_kinds import KINDS

_WRAPPERS = (
    "div|section|article|main|center|header|footer|nav|hgroup|nobr|font|span|big|small|u|ins|tt"
    "|address|figure|picture|label|template"
)
_ATTRIBUTES = r"(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,800})?"


def _tags(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"<(?:{names}){_ATTRIBUTES}(?<!/)>", re.IGNORECASE), re.compile(rf"</(?:{names})\s*>", re.IGNORECASE)


_LEFT_OUT = tuple(BlockForm(*_tags(name), drops=True) for name in ("script", "style", "noscript"))
_BOX_CLASS = re.compile(
    r"\sclass=[\"'](?:[^\"']*\s)?(?:(?:alert|notice|callout|admonition|panel|message|box|hint)(?:--?|\s+(?:alert-|callout-|is-|panel-)?)"
    r"(?P<kind>[a-z]+)|(?P<only>alert|notice|callout|admonition|note|tip|warning|caution|important|danger|info))(?=[\s\"'])",
    re.IGNORECASE,
)


def _box(tag: str) -> str:
    """Return the head of a box for an element that the themes of others draw as one; empty for any other."""
    found = _BOX_CLASS.search(tag)
    kind = (found["kind"] or found["only"] or "").lower() if found else ""
    return callout(kind) if kind in KINDS or kind in BESIDE or (found and found["only"]) else ""


_UNWRAPPED = (
    BlockForm(*_tags("div"), head=_box),
    *(BlockForm(*_tags(name), indents=False) for name in (*_WRAPPERS.split("|"), "p") if name != "div"),
)
_QUOTED = tuple(BlockForm(*_tags(name), prefix="> ") for name in ("blockquote", "aside"))
_LEFT_OVER = re.compile(rf"(?<![ \t])[ \t]*</?(?:{_WRAPPERS}|p){_ATTRIBUTES}/?>", re.IGNORECASE)
_BOX = re.compile(rf"^[ \t]*<input(?=[^<>]*type=[\"']?checkbox){_ATTRIBUTES}/?>\s*(?P<text>[^\n]*)", re.IGNORECASE | re.MULTILINE)
_DRAWN = re.compile(rf"<svg{_ATTRIBUTES}>.{{0,20000}}?</svg\s*>", re.IGNORECASE | re.DOTALL)
_BOUND = re.compile(r"\s:src=\"(?:\$?withBase\(|require\()?'(?P<path>[^'\n]{1,300})'\)?\"")
_BUTTON_CLASS = re.compile(r"(?:^|\s)(?:md-)?(?:btn|button)(?:$|[\s-])")
_LONE_BREAK = re.compile(r"(?<=\n)[ \t]*<br\s*/?>[ \t]*\n(?=[ \t]*\n)", re.IGNORECASE)
_GAP = re.compile(r"\ssrc=(?:\"[^\"]*\{\{|'[^']*\{\{|\{\{)")
"""An address that a program fills in."""
_BUTTON = re.compile(rf"<button(?P<attributes>{_ATTRIBUTES})>(?P<text>.{{0,1000}}?)</button\s*>", re.IGNORECASE | re.DOTALL)
_OPENS = re.compile(
    r"(?:window\.open|(?:location|window|self|document)[.\w]*\s*=)\s*\(?\s*(?:'|\"|&quot;)(?P<address>[^'\"&\s]{1,500})"
)
_FONT_ICON = re.compile(
    r"<i\s[^<>]{0,200}class=[\"'][^\"'<>]{0,80}\b(?:fa|bi|icon|material)[^\"'<>]{0,80}[\"'][^<>]{0,100}>[^<>]{0,60}</i\s*>",
    re.IGNORECASE,
)
_STYLED = re.compile(r"<(?P<name>mark|kbd|sub|sup)\s[^<>]{1,300}>", re.IGNORECASE)
_COLOURED = re.compile(
    r"<mark\s[^<>]{0,200}style=[\"']\s*color\s*:[^<>]{0,200}>(?P<text>[^<>\n]{0,1000})</mark\s*>", re.IGNORECASE
)
_LISTING = re.compile(
    rf"^[ \t]*<pre(?P<outer>{_ATTRIBUTES})>(?P<code>(?:[^<]|<(?!/?pre\b)){{0,20000}})</pre\s*>", re.IGNORECASE | re.MULTILINE
)
_CODE_TAGS = re.compile(rf"\A\s*<code(?P<inner>{_ATTRIBUTES})>|</code\s*>\s*\Z", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^[ \t]*<details\b[^<>]{0,200}>\s*<summary[^<>]{0,200}>\s*(?:table of contents|contents|on this page|toc|目錄|本頁內容)"
    r"\s*</summary\s*>(?:\s|\{:[^}\n]{0,100}\}|(?:[-*+]|1\.)[ \t]+toc\b){0,80}</details\s*>",
    re.IGNORECASE | re.MULTILINE,
)
"""A list of contents that opens, which a page here has of itself."""
_CARDS = re.compile(r"<div\s[^<>]{0,200}\bgrid cards\b[^<>]{0,200}>(?:[^<]|<(?!/?div\b)){0,40000}</div\s*>", re.IGNORECASE)
_CARD_RULE = re.compile(r"^[ \t]{2,}(?:-{3,}|\*{3,}|_{3,})[ \t]*\n(?:[ \t]*\n)?", re.MULTILINE)
"""Between the title of a card and its text, where Material draws a frame around both."""
_ONE_LINE_QUESTION = re.compile(
    r"^(?P<indent>[ \t]*)(?P<opening><details\b[^<>\n]{0,200}>)[ \t]*(?P<summary><summary\b[^\n]{1,400}</summary\s*>)"
    r"[ \t]*(?P<text>[^\n]*?)[ \t]*</details\s*>[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_BAR = re.compile(r"(?<!\\)\|")
_IMAGE = re.compile(rf"<img{_ATTRIBUTES}/?>", re.IGNORECASE)
_LINK = re.compile(rf"<a(?P<attributes>{_ATTRIBUTES})>(?P<text>(?:[^<>]|<br\s*/?>){{0,1000}})</a\s*>", re.IGNORECASE)
_MARKS: tuple[tuple[str, str], ...] = (("b|strong", "**"), ("i|em|cite|var", "*"), ("del|s|strike", "~~"))
_SHORT = re.compile(
    rf"<(?P<name>abbr|dfn|acronym)(?P<attributes>{_ATTRIBUTES})>(?P<text>[^<>]{{1,300}})</(?P=name)\s*>", re.IGNORECASE
)
_CODE = re.compile(rf"<(?:code|samp|tt){_ATTRIBUTES}>(?P<text>[^<>\n]{{1,500}})</(?:code|samp|tt)\s*>", re.IGNORECASE)
_HEADING = re.compile(
    rf"^[ \t]*<h(?P<level>[1-6])(?P<attributes>{_ATTRIBUTES})>(?P<text>.{{1,500}}?)</h(?P=level)\s*>[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FRAME = re.compile(
    rf"<(?:iframe|video|embed|audio)(?P<attributes>{_ATTRIBUTES})/?>(?:.{{0,3000}}?</(?:iframe|video|embed|audio)\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE = re.compile(rf"(?<![ \t])[ \t]*<source{_ATTRIBUTES}/?>[ \t]*\n?", re.IGNORECASE)
_ANCHOR = re.compile(
    r"(?:<a\s(?:[^<>]{0,200}\s)?(?:name|id)\s*=\s*[\"']?(?P<name>[\w\-.:\u4e00-\u9fff]{1,100})[\"']?[^<>]{0,100}"
    r"(?:/>|>\s*</a\s*>)|\[\]\(\)\{:?[ \t]*#(?P<empty>[^\s{}]{1,100})[ \t]*\})",
    re.IGNORECASE,
)
_ANCHORED_HEADING = re.compile(
    r"^\ue0f4(?P<name>[^\ue0f4]+)\ue0f4\s*\n\s*(?P<heading>#{1,6} [^\n{]*[^\n{ ])[ \t]*$", re.MULTILINE
)
_HEADING_ANCHORED = re.compile(r"^(?P<start>#{1,6} [^\n{\ue0f4]*)\ue0f4(?P<name>[^\ue0f4]+)\ue0f4(?P<end>[^\n{]*)$", re.MULTILINE)


def with_markdown(masked: Masked) -> None:
    """Change the HTML of an article that has a counterpart."""
    if "<" not in masked.text and "[](){" not in masked.text:
        return
    masked.change(lambda text: with_blocks(_CONTENTS.sub("", text), _LEFT_OUT))
    masked.change(lambda text: _ONE_LINE_QUESTION.sub(_question, text))
    masked.change(lambda text: _CARDS.sub(lambda cards: _CARD_RULE.sub("", cards[0]), text))
    masked.text = _LISTING.sub(lambda match: _listing(match, masked), masked.text)
    masked.change(lambda text: _STYLED.sub(r"<\g<name>>", _COLOURED.sub(r"\g<text>", _FONT_ICON.sub("", text))))
    with_tables(masked)
    masked.change(lambda text: with_lists(_LONE_BREAK.sub("", text)))
    masked.change(_pictures)
    masked.text = _BUTTON.sub(lambda match: _button(match, masked), masked.text)
    masked.text = _CODE.sub(lambda match: masked.hide(_code(match)), masked.text)
    masked.change(_inline)
    masked.change(lambda text: with_blocks(_DRAWN.sub("", text), (*_UNWRAPPED, *_QUOTED)))
    masked.change(lambda text: _BOX.sub(lambda match: f"- [ ] {match['text'].strip()}", _LEFT_OVER.sub("", text)))
    masked.change(_links)
    masked.change(_anchors)


def _question(match: re.Match[str]) -> str:
    """Return what opens with its tags on lines of their own, as kbgen reads them."""
    lines = (match["opening"], match["summary"], "", match["text"], "", "</details>")
    return "\n".join(f"{match['indent']}{line}".rstrip() for line in lines)


def _listing(match: re.Match[str], masked: Masked) -> str:
    """Return a listing between fences, without the tags that coloured it."""
    inner = Masked(match["code"], masked.kept, masked.infos).whole()
    tag = _CODE_TAGS.match(inner)
    language = re.search(r"(?:language|lang)-([\w+#-]{1,30})", f"{match['outer']}{tag['inner'] if tag else ''}")
    inner = _CODE_TAGS.sub("", inner)
    code = unescape(re.sub(r"</?[a-zA-Z][^<>]{0,300}>", "", inner))
    return masked.hide_listing(code, language[1] if language else "") if code.strip() else ""


def _pictures(text: str) -> str:
    text = _SOURCE.sub("", with_dark_pictures(_FRAME.sub(_frame, text)))
    return with_captions(_IMAGE.sub(_picture, text))


def _picture(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    source = attributes.get("src", "")
    if bound := _BOUND.search(match[0]):
        source = bound["path"]
    if not source or _GAP.search(match[0]) or "{" in source or (re.search(r"\s:src=", match[0]) and not bound):
        return match[0]
    alt = " ".join(unescape(attributes.get("alt") or attributes.get("title") or "").split())
    return picture(alt, source, attributes.get("width", ""))


def _code(match: re.Match[str]) -> str:
    """Return code within a line; in a row of a table, its bars do not end the cell."""
    text = unescape(match["text"])
    if "`" in text:
        return match[0]
    is_in_row = match.string[: match.start()].rpartition("\n")[2].lstrip().startswith("|")
    if is_in_row:
        text = _BAR.sub(r"\\|", text)
    return f"`{text}`"


def _button(match: re.Match[str], masked: Masked) -> str:
    """Return a button that opens a page as a link, one that copies a command as code, and any other as its text."""
    attributes = attributes_of(match["attributes"])
    copied = unescape(attributes.get("data-clipboard-text", "")).strip()
    if copied and "`" not in copied:
        return masked.hide(f"`{' '.join(copied.split())}`")
    opens = _OPENS.search(attributes.get("onclick", ""))
    text = " ".join(match["text"].split())
    return f"[{text}]({opens['address']}){{ .button }}" if opens and text and "[" not in text.replace("![", "") else text


def _inline(text: str) -> str:
    text = _HEADING.sub(_heading, text)
    for names, mark in _MARKS:
        pattern = re.compile(rf"<(?P<name>{names}){_ATTRIBUTES}>(?P<text>[^<>\n]{{1,1000}})</(?P=name)\s*>", re.IGNORECASE)
        text = pattern.sub(lambda match, mark=mark: _marked(match["text"], mark), text)  # type: ignore[misc]
    text = _SHORT.sub(_explained, text)
    text = re.sub(r"^[ \t]*<hr\s*/?>[ \t]*$", "\n---\n", text, flags=re.IGNORECASE | re.MULTILINE)
    return _FRAME.sub(_frame, text)


def _heading(match: re.Match[str]) -> str:
    identity = attributes_of(match["attributes"]).get("id", "")
    anchor = f" {{ #{identity} }}" if re.fullmatch(r"[\w.-]+", identity) else ""
    return f"\n{'#' * int(match['level'])} {' '.join(match['text'].split())}{anchor}\n"


def _explained(match: re.Match[str]) -> str:
    """`<abbr title="Hypertext">HT</abbr>` → `HT (Hypertext)`: no reader without a mouse sees a title."""
    meaning = " ".join(unescape(attributes_of(match["attributes"]).get("title", "")).split())
    text = match["text"]
    return text if not meaning or meaning.casefold() == text.casefold() else f"{text} ({meaning})"


def _marked(text: str, mark: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _frame(match: re.Match[str]) -> str:
    attributes = attributes_of(match["attributes"])
    source = attributes.get("src", "") or attributes_of(match[0]).get("src", "")
    if not source or "{" in source:
        return match[0]
    source = f"https:{source}" if source.startswith("//") else source
    video = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)", source)
    address = f"https://www.youtube.com/watch?v={video[1]}" if video else source
    title = " ".join(attributes.get("title", "").split())
    return (
        f"[{title}]({address})"
        if title
        else f"<{address}>"
        if address.startswith("http")
        else f"[{address.rpartition('/')[2]}]({address})"
    )


def _links(text: str) -> str:
    def link(match: re.Match[str]) -> str:
        address = attributes_of(match["attributes"]).get("href", "")
        words = " ".join(re.sub(r"<br\s*/?>", " ", match["text"]).split())
        if not address or not words or "{{" in address:
            return match[0] if address or not words else words
        is_button = _BUTTON_CLASS.search(attributes_of(match["attributes"]).get("class", ""))
        return f"[{words}]({shielded(unescape(address))})" + ("{ .button }" if is_button and "[" not in words else "")

    return _LINK.sub(link, text)


def _anchors(text: str) -> str:
    text = _ANCHOR.sub(lambda match: f"\ue0f4{match['name'] or match['empty']}\ue0f4", text)
    if "\ue0f4" not in text:
        return text
    text = _ANCHORED_HEADING.sub(lambda match: f"{match['heading']} {{ #{match['name']} }}", text)
    text = _HEADING_ANCHORED.sub(lambda match: f"{(match['start'] + match['end']).rstrip()} {{ #{match['name']} }}", text)
    return re.sub("\ue0f4[^\ue0f4\n]*\ue0f4", "", text)
