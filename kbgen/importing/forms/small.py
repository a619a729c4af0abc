"""Forms within a line, and lines that have no effect here: icons, lists of attributes, contents, abbreviations."""

from __future__ import annotations

import re
import unicodedata

from kbgen.importing.forms.blocks import callout, tab
from kbgen.importing.forms.masked import Masked
from kbgen.importing.forms.tab_sets import tab_set
from kbgen.render.forms import FORMS

_ICON_BRACES = r"(?:[ \t]?\{(?:[^{}\n\"']|\"[^\"\n]*\"|'[^'\n]*'){0,1500}\})?"
ICON = re.compile(r"(?<![\w:/.]):(?:material|fontawesome|octicons|simple|lucide|heroicons|bi|fa)-[a-z0-9-]{1,100}:")
"""An icon by name, of the sets that writers use."""
_ICON_AND_BRACES = re.compile(f"(?P<icon>{ICON.pattern}){_ICON_BRACES}")
_NAMED = re.compile(r"(?<![\w:/.+-]):(?P<name>[A-Za-z][A-Za-z0-9_+-]{1,50}):(?![\w:/])(?P<braces>" + _ICON_BRACES + ")")
_TOOLTIP = re.compile(r"\btitle=(?:\"([^\"]*)\"|'([^']*)')")
_LINE_TAGS = re.compile(r"(?:\s{0,20}</?(?:br|li|ul|ol|p|div)\b[^<>]{0,200}>\s{0,20})+", re.IGNORECASE)
_FLAG = re.compile(r"flag[-_]([a-z]{2})", re.IGNORECASE)
_KEY = r"\+\+[\w\"-]{1,40}(?:\+[\w\"-]{1,40}){0,5}\+\+"
_KEYS_SIDE_BY_SIDE = re.compile(rf"(?<![+\w])(?:{_KEY}){{2,100}}(?![+\w])")
_EMOJI = {
    "tada": "🎉", "warning": "⚠️", "bulb": "💡", "information_source": "ℹ️", "heavy_check_mark": "✔️", "white_check_mark": "✅",
    "x": "❌", "smile": "😄", "wink": "😉", "thumbsup": "👍", "point_right": "👉", "zap": "⚡", "fire": "🔥", "star": "⭐",
    "sparkles": "✨", "heart": "❤️", "construction": "🚧", "books": "📚", "book": "📖", "pencil": "✏️", "memo": "📝", "link": "🔗",
    "wrench": "🔧", "gear": "⚙️", "lock": "🔒", "key": "🔑", "computer": "💻", "arrow_right": "➡️",
    "question": "❓", "exclamation": "❗",
}  # fmt: skip
_PAIR = r"[a-z][\w-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)"
_BRACES = re.compile(
    rf"(?P<before>^|.)[ \t]?\{{:?[ \t]*(?P<words>(?:[.#][\w:-]+|{_PAIR})(?:[ \t]+(?:[.#]?[\w:-]+|{_PAIR}))*)[ \t]*\}}",
    re.MULTILINE,
)
_EFFECT = re.compile(r"(?:^|\s)(?:\.(?:md-)?(?:button|btn)|\.primary|width=|height=|style=|align=|#)")
_KRAMDOWN_BOX = re.compile(
    r"^(?P<indent>[ \t]*)\{:[ \t]*(?P<words>[^}\n]{0,200})\}[ \t]*\n(?P<text>(?:(?![ \t]*(?:\n|#|\{:))[^\n]+\n?)+)", re.MULTILINE
)
_KRAMDOWN_LINE = re.compile(r"^[ \t]*\{:{1,2}[^}\n]{0,200}\}[ \t]*\n?", re.MULTILINE)
_HEADING_ID = re.compile(r"^(#{1,6} [^\n{]+?)[ \t]*\n[ \t]*\{:[ \t]*#(?P<id>[\w-]+)[^}\n]*\}[ \t]*$", re.MULTILINE)
_HEADING_ESCAPED = re.compile(r"^(#{1,6}[ \t][^\n]*?)[ \t]*\\\{#(?P<id>[^\s{}]+)\}[ \t]*$", re.MULTILINE)
"""As translators' programs write it for MDX."""
_BOX_BELOW = re.compile(
    r"^(?P<text>(?:(?![ \t]*(?:\n|#|\{:|[-*+] |\d+\. ))[^\n]+\n)+)"
    r"(?P<indent>[ \t]*)\{:[ \t]*(?P<words>\.(?:notice|prompt|alert)[^}\n]{0,100})\}[ \t]*$",
    re.MULTILINE,
)
"""A paragraph or quotation that the line below makes a box of (Minimal Mistakes, Chirpy)."""
_CONTENTS_HEADING = re.compile(
    r"^#{1,6}[ \t]+(?:table of contents|contents|on this page|toc|目錄)[ \t]*\n(?:[ \t]*\{:[^}\n]*\}[ \t]*\n)?(?:[ \t]*\n)*"
    r"(?=[ \t]*(?:[-*+]|\d\.)[ \t]+[^\n]{1,40}\n[ \t]*\{:?[ \t]*:?toc)",
    re.MULTILINE | re.IGNORECASE,
)
_CONTENTS_LIST = re.compile(
    r"^[ \t]*(?:[-*+]|\d\.)[ \t]+(?:TOC|toc|Table of contents|Contents|目錄|目录)[^\n]{0,40}\n(?=[ \t]*\{:?[ \t]*:?toc)",
    re.MULTILINE | re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^[ \t]*(?:\[TOC\]|(?-i:\[TAGS\])|\[\[_?TOC_?\]\]|\$\{toc\}|\{:?toc\}|\{\{[ \t]*toc[ \t]*\}\}"
    r"|<!--[ \t]*(?:toc|more)[ \t]*-->)[ \t]*$\n?",
    re.MULTILINE | re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"^[ \t]*\*\[(?P<short>[^\]\n]{1,80})\]:[ \t]*(?P<long>[^\n]{1,300})\n?", re.MULTILINE)
_EMPTY_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]*$\n?", re.MULTILINE)
_BOXES = {
    "note": "note", "tip": "tip", "warning": "warning", "important": "important", "highlight": "tip", "new": "info",
    "info": "info", "danger": "danger", "caution": "caution",
}  # fmt: skip
_CODE_GROUP = re.compile(
    r"^(?P<indent>[ \t]*):{3,}[ \t]*code-group[^\n]*\n(?P<body>(?:(?![ \t]*:{3})[^\n]*\n){0,500})[ \t]*:{3,}[ \t]*$", re.MULTILINE
)
_LABEL = re.compile(r"\[(?P<label>[^\]\n]{1,100})\]")
_UNDERLINED_TITLE = re.compile(r"^(?P<title>[^\s#>|*+-][^\n]{0,200})\n(?P<mark>=|-){3,}[ \t]*$", re.MULTILINE)
_MENTION = re.compile(r"(\]\([^()\s]{1,400})[ \t]+\"mention\"\)")
"""How GitBook marks links that it draws with an icon."""
_EDITS = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"\{\+\+((?:(?!\+\+\}|\n[ \t]*\n).){1,2000})\+\+\}", r"\1"),
        (r"[ \t]?\{--(?:(?!--\}|\n[ \t]*\n).){1,2000}--\}", ""),
        (r"\{~~(?:(?!~>|~~\}).){0,1000}~>((?:(?!~~\}).){0,1000})~~\}", r"\1"),
        (r"[ \t]?\{>>(?:(?!<<\}).){0,1000}<<\}", ""),
        (r"\{==[ \t]*((?:(?![ \t]*==\}|\n[ \t]*\n).){1,2000})[ \t]*==\}", r"==\1=="),
    )
)
_NO_EFFECT = re.compile(r"(\]\([^()\n]{0,500}\))\{:?[ \t]*(?:data-[\w-]+|download|markdown)[ \t]*\}")
_BOX_BESIDE = re.compile(
    r"^(?P<head>[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w-]+)(?:[ \t]+(?:inline|end|left|right))+(?=[ \t]|$)", re.MULTILINE
)
"""A box that Material puts beside the text."""
_FORM_OF = {form.what: form.pattern for form in FORMS}


def with_words_of_icons(text: str) -> str:
    """Return text whose icons have no attributes; what one said to a mouse alone stands in brackets behind it."""
    return _ICON_AND_BRACES.sub(_icon, text)


def _icon(match: re.Match[str]) -> str:
    said = _TOOLTIP.search(match[0])
    lines = _LINE_TAGS.split(said[1] or said[2] or "") if said else []
    words = [" ".join(re.sub(r"</?\w[^<>]{0,200}>", "", line).split()) for line in lines]
    return f"{match['icon']} ({', '.join(filter(None, words))})" if any(words) else match["icon"]


def with_our_marks(masked: Masked, *, icons: bool) -> None:
    """Change the forms. icons: whether a name between colons that is no emoji is a picture.

    Icons stay, by which a cell of a table may say no; `kbgen check` names those that the portal does not draw.
    """
    masked.change(lambda text: _MENTION.sub(r"\1)", text))
    masked.change(_with_edits)
    masked.change(_with_keys_apart)
    masked.change(lambda text: _NO_EFFECT.sub(r"\1", text))
    masked.change(lambda text: _BOX_BESIDE.sub(r"\g<head>", text))
    masked.change(lambda text: _NAMED.sub(lambda match: _emoji(match, icons=icons), text))
    masked.change(lambda text: _EMPTY_HEADING.sub("", text))
    masked.change(lambda text: _CONTENTS.sub("", _CONTENTS_LIST.sub("", _CONTENTS_HEADING.sub("", text))))
    masked.change(lambda text: _HEADING_ID.sub(r"\1 { #\g<id> }", _HEADING_ESCAPED.sub(r"\1 { #\g<id> }", text)))
    masked.change(lambda text: _BOX_BELOW.sub(_box_below, text))
    masked.change(lambda text: _KRAMDOWN_BOX.sub(_kramdown_box, text))
    masked.change(lambda text: _KRAMDOWN_LINE.sub("", text))
    masked.change(lambda text: _BRACES.sub(_without_effect, text))
    masked.change(lambda text: _UNDERLINED_TITLE.sub(_underlined, text))
    masked.change(_explained)
    masked.change(lambda text: _FORM_OF["an underlining"].sub(lambda match: f"**{match[0][2:-2]}**", text))
    masked.change(lambda text: _FORM_OF["a superscript"].sub(lambda match: f"<sup>{match[0][1:-1]}</sup>", text))
    masked.change(lambda text: _FORM_OF["a subscript"].sub(lambda match: f"<sub>{match[0][1:-1]}</sub>", text))
    masked.change(lambda text: _CODE_GROUP.sub(lambda match: _code_tabs(match, masked), text))


def _with_edits(text: str) -> str:
    """Accept the edits that CriticMarkup marks, and leave its comments out."""
    for pattern, words in _EDITS if "{" in text else ():
        text = pattern.sub(words, text)
    return text


def _with_keys_apart(text: str) -> str:
    """Put a blank between keys that stand side by side, which Material reads too."""
    return _KEYS_SIDE_BY_SIDE.sub(lambda match: " ".join(re.findall(_KEY, match[0])), text) if "++++" in text else text


def _emoji(match: re.Match[str], *, icons: bool) -> str:
    name = match["name"]
    if name in _EMOJI:
        return _EMOJI[name]
    if flag := _FLAG.fullmatch(name):
        return "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in flag[1].lower())
    try:
        char = unicodedata.lookup("" if name != name.lower() else name.replace("_", " ").upper())
    except KeyError:
        return f":{name}:" if icons else match[0]
    return char if unicodedata.category(char) == "So" else match[0]


def _box_below(match: re.Match[str]) -> str:
    name = re.findall(r"\.(?:notice|prompt|alert)(?:--?(\w+))?", match["words"])
    kind = name[-1] or "note"
    lines = [re.sub(r"^[ \t]*>[ \t]?", "", line) for line in match["text"].rstrip("\n").split("\n")]
    text = "\n".join(f"{match['indent']}    {line}" if line.strip() else "" for line in lines)
    return f"{match['indent']}{callout(kind)}\n\n{text}\n"


def _kramdown_box(match: re.Match[str]) -> str:
    names = re.findall(r"\.([a-z][\w-]*)", match["words"])
    kind = next((_BOXES[name.removesuffix("-title")] for name in names if name.removesuffix("-title") in _BOXES), "")
    if not kind:
        return match["text"]
    lines = match["text"].rstrip("\n").split("\n")
    quoted = all(line.lstrip().startswith(">") for line in lines)
    plain = [line.lstrip().removeprefix(">").strip() if quoted else line.strip() for line in lines]
    title = plain.pop(0) if any(name.endswith("-title") for name in names) and len(plain) > 1 else ""
    text = "\n".join(f"{match['indent']}    {line}" if line else "" for line in plain).strip("\n")
    return f"{match['indent']}{callout(kind, title)}\n\n{text}\n"


def _without_effect(match: re.Match[str]) -> str:
    line_start = match.string.rfind("\n", 0, match.start() + 1) + 1
    before = match.string[line_start : match.start()] + match["before"]
    heading = re.match(r"[ \t]*#{1,6} ", before) is not None
    words = match["words"]
    if match["before"] == "{":
        return match[0]
    if heading and (anchor := re.search(r"(?:^|\s)(#[^\s{}]+)", words)):
        return f"{match['before']} {{ {anchor[1]} }}" if re.search(r"[\w-]=", words) else match[0]
    if match["before"] and match["before"] in ")]" and _EFFECT.search(words):
        return match["before"] + _effective(words)
    return match["before"]


def _effective(words: str) -> str:
    """Return of a list of attributes what has an effect here: a width, an anchor, a button."""
    kept = re.findall(
        r"(?:^|(?<=\s))(?:width=(?:\"\d+(?:px)?\"|'\d+(?:px)?'|\d+(?:px)?)(?=\s|$)|#[^\s{}]+|\.[\w-]*(?:btn|button|primary)[\w-]*)",
        words,
    )
    return f"{{ {' '.join(kept)} }}" if kept else ""


def _underlined(match: re.Match[str]) -> str:
    return f"{'#' if match['mark'] == '=' else '##'} {match['title'].strip()}"


def _explained(text: str) -> str:
    """Say what an abbreviation means where it is first used, and leave its definition out."""
    meanings = {match["short"]: match["long"].strip() for match in _ABBREVIATION.finditer(text)}
    if not meanings:
        return text
    text = _ABBREVIATION.sub("", text)
    for short, long in meanings.items():
        found = re.compile(rf"(?<![\w\[(/#*`-]){re.escape(short)}(?![\w\](/-])")
        text = found.sub(lambda match, long=long: f"{match[0]} ({long})", text, count=1) if long not in text else text  # type: ignore[misc]
    return text


def _code_tabs(match: re.Match[str], masked: Masked) -> str:
    parts = []
    for line in match["body"].split("\n"):
        info = masked.infos.get(line.strip())
        label = _LABEL.search(info) if info is not None else None
        if info is not None:
            name = label["label"] if label else info.partition(" ")[0] or "–"
            parts.append(f"{match['indent']}{tab(name)}\n\n{match['indent']}    {line.strip()}\n")
        elif line.strip():
            parts.append(line)
    return tab_set("\n".join(parts))
