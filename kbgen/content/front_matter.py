"""The lines between the two `---` on top of an article → FrontMatter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from kbgen.content.foreign_keys import keeps_from_readers, key_hint
from kbgen.content.foreign_values import fault_of
from kbgen.content.hidden_characters import hidden_characters
from kbgen.content.names import path_fault
from kbgen.content.other_formats import other_format
from kbgen.content.short_ids import is_short_id
from kbgen.model import ARTICLE_TYPES, NO_ORDER, REGIONS, FrontMatter, Region, WantedDifference
from kbgen.settings.decode import decode_text
from kbgen.settings.fields import Fields, Report, entries_of, folded, nearest
from kbgen.settings.regions import region_called
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table, YamlError, parse

MAX_FRONT_MATTER_BYTES = 16 * 1024
KEYS = (
    "title",
    "description",
    "keywords",
    "pin_for",
    "type",
    "owner",
    "updated",
    "reviewed",
    "publish_at",
    "expire_at",
    "review_by",
    "featured",
    "order",
    "icon",
    "aliases",
    "id",
    "draft",
    "regions",
    "differs",
    "translated_from",
)

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FINGERPRINT = re.compile(r"[0-9a-f]{6}")
_ICON = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SplitText:
    """yaml_text: None without front matter. body_line: line of the file, from 1, on which `body` begins."""

    yaml_text: str | None
    body: str
    body_line: int


def split_front_matter(text: str, report: Report) -> SplitText:
    """Separate the front matter from the Markdown below it."""
    opening = _OPENING.match(text)
    if found := other_format(text):
        if error := fault_of(found):
            message = f"the front matter is {found.name} that cannot be read: {error}"
            report(error.line, "front-matter", message, "mend it; then 'kbgen check --fix' changes it")
        else:
            hint = "put 'key: value' between two lines of '---' on top of the file; 'kbgen check --fix' changes it"
            report(1, "front-matter", f"the front matter is {found.fault}", hint)
        return SplitText("", found.body, found.body_line)
    if not opening:
        return SplitText(None, text, 1)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        report(1, "front-matter", "the front matter has no end", "close it with a line '---'")
        return SplitText(None, "", 1)
    yaml_text = text[opening.end() : closing.start()]
    if len(yaml_text.encode()) > MAX_FRONT_MATTER_BYTES:
        report(1, "too-large", f"the front matter is larger than {MAX_FRONT_MATTER_BYTES // 1024} KiB", "shorten it")
        yaml_text = ""
    body = text[closing.end() :].removeprefix("\n")
    return SplitText(yaml_text, body, text.count("\n", 0, closing.end()) + 2)


def read_front_matter(yaml_text: str | None, report: Report) -> FrontMatter:
    """Return what the writer declared; a value that cannot be used is reported and left out."""
    if yaml_text is None:
        return FrontMatter(title="", lines={})
    try:
        node = parse(yaml_text, first_line=2)
    except YamlError as error:
        report(error.line, "front-matter", f"the front matter cannot be read: {error.message}", error.hint)
        return FrontMatter(title="", lines={"": error.line})
    for hidden in hidden_characters(yaml_text):
        report(2 + hidden.line, hidden.code, hidden.message, hidden.hint)
    if node is None:
        return FrontMatter(title="", lines={})
    if not isinstance(node, Table):
        report(node.line, "front-matter", "the front matter holds no keys", "write lines such as 'title: …'")
        return FrontMatter(title="", lines={"": node.line})
    fields = Fields(node, report)
    for key, line in node.key_lines.items():
        if key not in KEYS:
            report(line, "unknown-key", f"unknown key '{key}'", key_hint(key, KEYS) or nearest(key, KEYS))
    return _front_matter(fields)


def front_matter_of(raw: bytes, report: Report) -> FrontMatter:
    """Return what the writer of a whole file declared; empty where it cannot be read, or declares nothing."""
    text = decode_text(raw, report)
    return read_front_matter(split_front_matter(text, report).yaml_text if text is not None else None, report)


def _front_matter(fields: Fields) -> FrontMatter:
    icon = _line(fields, "icon")
    if icon and not _ICON.fullmatch(icon):
        fields.bad("icon", icon, "write a name of Material, such as material/truck-delivery-outline")
        icon = ""
    keywords = fields.texts("keywords", "write a list: keywords: [one, two]")
    pins = fields.texts("pin_for", "write a list: pin_for: [one query, another]")
    aliases, root_aliases = _aliases(fields)
    return FrontMatter(
        title=_line(fields, "title"),
        description=_line(fields, "description"),
        keywords=tuple(keywords),
        type=fields.choice("type", ARTICLE_TYPES, "how-to"),
        owner=_line(fields, "owner"),
        updated=fields.day("updated"),
        reviewed=fields.day("reviewed"),
        publish_at=fields.moment("publish_at"),
        expire_at=fields.moment("expire_at"),
        review_by=fields.moment("review_by"),
        featured=fields.flag("featured", default=False),
        order=fields.whole_number("order", NO_ORDER, hint="write a whole number, such as 20"),
        icon=icon,
        aliases=aliases,
        root_aliases=root_aliases,
        short_id=_short_id(fields),
        draft=fields.flag("draft", default=False) or _is_kept_from_readers(fields),
        differs=tuple(_differs(fields)),
        translated_from=_translated_from(fields),
        lines=fields.table.key_lines,
        keyword_lines=tuple(keywords.values()),
        pin_for=tuple(pins),
        pin_lines=tuple(pins.values()),
        regions=_regions(fields),
    )


def _is_kept_from_readers(fields: Fields) -> bool:
    """Tell whether another tool kept the article from readers.

    The key is reported as one of another tool, but until somebody writes `draft` nobody shall read what was private.
    """
    return any(keeps_from_readers(key, _texts(node)) for key, node in fields.table.entries.items() if key not in KEYS)


def _texts(node: Node) -> list[str]:
    nodes = node.items if isinstance(node, Items) else (node,)
    return [one.text for one in nodes if isinstance(one, Scalar)]


def _line(fields: Fields, key: str) -> str:
    text = fields.text(key)
    if "\n" in text:
        fields.unfit(key, "several lines", "write it on one line")
    return " ".join(text.split())


def _aliases(fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return former ids, and former addresses below the root of the site: those that begin with "/"."""
    ids, addresses = [], []
    for alias in fields.texts("aliases", "write a list: aliases: [one, two]"):
        at_root = alias.startswith("/")
        former = unquote(alias).removeprefix("/").rstrip("/")
        if not at_root:
            former = former.removesuffix(".md").removesuffix("/index")
        if fault := path_fault(former):
            hint = "write a former path below the language folder, such as returns/old-name, or a whole one: /old/page/"
            fields.report(fields.line_of("aliases"), "bad-value", f"alias '{alias}': {fault}", hint)
        elif at_root:
            addresses.append(former if former.endswith((".html", ".htm")) else f"{former}/")
        else:
            ids.append(former)
    return tuple(ids), tuple(addresses)


def _short_id(fields: Fields) -> str:
    written = _line(fields, "id")
    if not written or is_short_id(written):
        return written
    if is_short_id(small := written.lower()):
        fields.bad("id", written, f"write it in small letters: '{small}'")
        return ""
    form = "an id is made by 'kbgen ids' and has four to eight letters and digits, none a vowel, as '7f3k'"
    fields.bad("id", written, f"remove it: {form}; 'kbgen check --fix' makes an id of another tool a comment")
    return ""


def _translated_from(fields: Fields) -> tuple[str, ...]:
    """Six digits for each paragraph of the source, on one line; what is written by `kbgen translate`."""
    written = tuple(fields.text("translated_from").split())
    if unknown := next((word for word in written if not _FINGERPRINT.fullmatch(word)), None):
        hint = "remove the line, or write it anew: 'kbgen translate ARTICLE --current'"
        fields.report(fields.line_of("translated_from"), "bad-value", f"'translated_from' cannot hold '{unknown}'", hint)
        return ()
    return written


def _regions(fields: Fields) -> tuple[Region, ...]:
    """Return where the article holds; nothing where that is everywhere."""
    found: dict[Region, None] = {}
    for node in entries_of(fields.node("regions")):
        word = folded(node)
        if region := region_called(word):
            found[region] = None
        else:
            hint = f"write one of {', '.join(region.lower() for region in REGIONS)}, as in 'regions: [hk]'"
            fields.report(node.line, "unknown-region", f"'regions' names '{word}', which is no region", hint)
    return tuple(found) if len(found) < len(REGIONS) else ()


def _differs(fields: Fields) -> Iterator[WantedDifference]:
    """`differs: {"HK$ 100": reason}`: a reason for each fact, in a mapping."""
    inner = fields.block("differs")
    for fact in inner.table.entries if inner else ():
        assert inner is not None  # noqa: S101 - or there is nothing to go through
        reason = _line(inner, fact)
        if reason:
            yield WantedDifference(fact, reason, inner.line_of(fact))
        else:
            inner.bad(fact, "empty", "say why the sides differ in it")


def key_line(lines: Mapping[str, int] | None, key: str) -> int:
    """Return the line of a key, or that of the front matter's start where the key is missing."""
    return (lines or {}).get(key, 1)
