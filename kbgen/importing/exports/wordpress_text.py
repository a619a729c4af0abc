"""The text of WordPress → HTML: paragraphs of the classic editor, and the shortcodes that have a counterpart."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from kbgen.content.scan import MAX_ARTICLE_BYTES
from kbgen.importing.exports.wordpress_pairs import attributes_in, without_pairs
from kbgen.importing.exports.wxr import Site

_BLOCK = "address|article|aside|blockquote|details|div|dl|figure|form|h[1-6]|hr|iframe|li|ol|p|pre|section|table|ul|video"
_STARTS_BLOCK = re.compile(rf"\s*(?:<!--|</?(?:{_BLOCK}|thead|tbody|tr|td|th|dt|dd|summary)\b)", re.IGNORECASE)
_WHOLE = re.compile(r"(<pre\b.*?</pre\s*>|<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_BOXES = "note|tip|info|warning|alert|notice|important|success|danger|caution|box|callout|message"
_KINDS = {"box": "note", "callout": "note", "message": "note", "alert": "warning", "notice": "note"}


def as_html(text: str, site: Site, unwrap: Callable[[str], None]) -> str:
    """Return what the visitors of a site saw, as far as WordPress itself makes it.

    unwrap: is told the name of each pair of shortcodes of which only the text between them stays.
    """
    has_paragraphs = "<!-- wp:" in text or re.search(r"<p[\s>]", text) is not None
    for pattern, become in _SHORTCODES:
        text = pattern.sub(lambda match, become=become: become(match, site), text)  # type: ignore[misc]
    text = without_pairs(text, site, _paragraphs, unwrap)
    if has_paragraphs:
        return text
    return "".join(part if _WHOLE.fullmatch(part) else _paragraphs(part) for part in _WHOLE.split(text))


def _paragraphs(text: str) -> str:
    """Return text whose empty lines end paragraphs and whose lines are lines, as the classic editor stores it."""
    parts = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip("\n")):
        if not block.strip():
            continue
        parts.append(block if _STARTS_BLOCK.match(block) else f"<p>{block.strip().replace(chr(10), '<br>')}</p>")
    return "\n".join(parts)


def _caption(match: re.Match[str], _site: Site) -> str:
    inner = re.fullmatch(r"\s*(?P<picture>(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(?P<words>.*)", match["inner"], re.DOTALL)
    if not inner:
        return match["inner"]
    words = inner["words"].strip() or attributes_in(match["attributes"]).get("caption", "")
    return f"\n\n<figure>{inner['picture']}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(match: re.Match[str], site: Site) -> str:
    numbers = re.findall(r"\d+", attributes_in(match["attributes"]).get("ids", ""))
    found = [site.by_key[number] for number in numbers if number in site.by_key and site.by_key[number].attachment]
    if not found:
        return match[0]
    return "".join(f'\n\n<img src="{escape(one.attachment)}" alt="{escape(one.title)}">\n\n' for one in found)


def _media(match: re.Match[str], _site: Site) -> str:
    attributes = attributes_in(match["attributes"])
    inner = (match["inner"] or "").strip()
    source = inner or next(
        (attributes[key] for key in ("src", "url", "mp4", "mp3", "m4v", "webm", "ogg") if attributes.get(key)), ""
    )
    source = source or next(iter(re.findall(r"https?://[^\s\]]+", match["attributes"])), "")
    return f'\n\n<a href="{escape(source)}">{escape(source)}</a>\n\n' if source else match[0]


def _listing(match: re.Match[str], _site: Site) -> str:
    attributes = attributes_in(match["attributes"])
    language = attributes.get("language") or attributes.get("lang") or ""
    name = f' class="language-{escape(language)}"' if language else ""
    code = match["inner"] if "&lt;" in match["inner"] else escape(match["inner"], quote=False)
    return f"\n\n<pre{name}>{code}</pre>\n\n"


def _box(match: re.Match[str], _site: Site) -> str:
    attributes, name = attributes_in(match["attributes"]), match["name"].lower()
    kind = attributes.get("type") or attributes.get("style") or attributes.get("color") or _KINDS.get(name, name)
    title = attributes.get("title") or ""
    head = f'<p class="title">{escape(title)}</p>' if title else ""
    return f'\n\n<div class="callout callout-{escape(kind)}">{head}{_paragraphs(match["inner"])}</div>\n\n'


def _question(match: re.Match[str], _site: Site) -> str:
    title = attributes_in(match["attributes"]).get("title", "")
    return f"\n\n<details><summary>{escape(title)}</summary>{_paragraphs(match['inner'])}</details>\n\n"


def _pair(names: str, before: str = "(?:su_|vc_|et_pb_|fusion_)?") -> re.Pattern[str]:
    return re.compile(
        rf"\[(?P<whole>{before}(?P<name>{names}))(?P<attributes>(?:\s[^\[\]]{{0,8000}})?)\](?P<inner>.{{0,50000}}?)\[/(?P=whole)\]",
        re.IGNORECASE | re.DOTALL,
    )


_SINGLE = re.compile(
    r"\[(?P<name>embed|video|audio|youtube|vimeo)(?P<attributes>(?:\s[^\]\n]{0,800})?)\](?:(?P<inner>[^\[\]]{0,800})\[/(?P=name)\])?",
    re.IGNORECASE,
)
_SHORTCODES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Site], str]], ...] = (
    (_pair("code|sourcecode|highlight|php|css|html|js|bash|python|text", ""), _listing),
    (_pair("caption|wp_caption"), _caption),
    (re.compile(r"\[(?P<name>gallery)(?P<attributes>\s[^\]\n]{0,2000})\]", re.IGNORECASE), _gallery),
    (_SINGLE, _media),
    (_pair(_BOXES), _box),
    (_pair("spoiler|toggle|accordion_item|expand|faq"), _question),
    (re.compile(r"\[(?:toc|ez-toc|lwptoc|table_of_contents)\b[^\]\n]{0,200}\]", re.IGNORECASE), lambda *_: ""),
)


_SHARED = re.compile(r"<!--\s*wp:(?:core/)?block\s+(?P<given>\{(?:(?!-->).){0,5000}\})\s*/?-->", re.DOTALL)
_NUMBER = re.compile(r"\"ref\"\s*:\s*\"?(?P<number>\d{1,12})")
_CHANGED = re.compile(r"\"(?:content|overrides)\"\s*:\s*\{\s*\"")
_MOST_DEEP = 5
_GONE = frozenset({"trash", "auto-draft"})


def with_shared_blocks(text: str, site: Site, lose: Callable[[str], None]) -> str:
    """Return a text with the blocks that it shares with others in it, as far as an article may be long.

    lose: is told of each that is not in the export or not put in, and of each whose words the entry itself changes.
    """
    room = MAX_ARTICLE_BYTES

    def whole(text: str, around: tuple[str, ...]) -> str:
        return _SHARED.sub(lambda match: block(match["given"], around), text)

    def block(given: str, around: tuple[str, ...]) -> str:
        nonlocal room
        found = _NUMBER.search(given)
        number = found["number"] if found else ""
        entry = site.by_key.get(number)
        if entry is None or entry.kind != "wp_block" or entry.status in _GONE or number in around:
            lose(f"block {number or given[:40]}, which the export does not hold")
            return ""
        if len(entry.text) > room or len(around) >= _MOST_DEEP:
            lose(f"block {number} ({entry.title}), which lies too deep in others or is too long")
            return ""
        room -= len(entry.text)
        if _CHANGED.search(given):
            lose(f"block {number} ({entry.title}), whose own words for this page are lost")
        return f"\n\n{whole(entry.text, (*around, number))}\n\n"

    return whole(text, ())
