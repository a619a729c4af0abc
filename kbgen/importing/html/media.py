"""What stands between the text: pictures, videos and listings of code."""

from __future__ import annotations

import re
import unicodedata

from bs4 import Tag
from bs4.element import NavigableString

from kbgen.importing.forms.masked import fenced
from kbgen.importing.html.parsed import attribute, classes_of

_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-image-src", "data-layzr", "href")
_EMOTICONS = {
    "tick": "✅", "cross": "❌", "error": "❌", "warning": "⚠️", "information": "ℹ️", "light-on": "💡", "light-off": "💡",
    "plus": "➕", "minus": "➖", "question": "❓", "star": "⭐", "yellow-star": "⭐", "smile": "🙂", "sad": "🙁", "wink": "😉",
    "thumbs-up": "👍", "thumbs-down": "👎", "heart": "❤️",
}  # fmt: skip
_LANGUAGE = re.compile(r"(?:language|lang|brush|highlight-source|code)[-:]\s*(?P<name>[\w+#.-]{1,30})", re.IGNORECASE)
_BRUSH = re.compile(r"brush:\s*(?P<name>[\w+#.-]{1,30})", re.IGNORECASE)
_PIXELS = re.compile(r"(?P<number>\d{1,5})(?:\.\d+)?(?:px)?", re.IGNORECASE)
_STYLE_WIDTH = re.compile(r"(?<![-\w])width\s*:\s*(?P<number>\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_YOUTUBE = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?P<key>[\w-]+)")
_VIMEO = re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(?P<key>\d+)")
_WIDEST = 1200
"""A picture wider than any page is as wide as the page without a width."""


def picture_source(tag: Tag) -> str:
    """Return the address of a picture, also where a program was to load it later."""
    found = [attribute(tag, name) for name in _SOURCES]
    real = [source for source in found if source and not source.startswith(("data:image/gif", "data:image/svg+xml", "about:"))]
    if real:
        return real[0]
    sets = attribute(tag, "srcset") or attribute(tag, "data-srcset")
    first = sets.split(",")[0].split()
    return first[0] if first and not first[0].startswith("data:") else next((source for source in found if source), "")


def shown_emoji(tag: Tag) -> str | None:
    """Return the character of a picture that stands for one; empty for a picture that nobody sees; None for any other."""
    if attribute(tag, "width") in {"0", "1"} and attribute(tag, "height") in {"0", "1"}:
        return ""
    marks = classes_of(tag)
    if not {"emoji", "emoticon", "wp-smiley"} & set(marks):
        return None
    for name in ("data-emoji-fallback", "alt"):
        text = attribute(tag, name)
        if text and all(unicodedata.category(char) in {"So", "Sk", "Mn", "Cf", "Me"} for char in text):
            return text
    named = next((mark.removeprefix("emoticon-") for mark in marks if mark.startswith("emoticon-")), "")
    return _EMOTICONS.get(named, "")


def width_of(tag: Tag) -> str:
    """Return the width of a picture in pixels, where it is narrower than a page."""
    match = _PIXELS.fullmatch(attribute(tag, "width")) or _STYLE_WIDTH.search(attribute(tag, "style"))
    return match["number"] if match and 0 < int(match["number"]) <= _WIDEST else ""


def video_page(source: str) -> str:
    """Return the page of a video that is shown in a frame, or an empty text."""
    if match := _YOUTUBE.match(source):
        return f"https://www.youtube.com/watch?v={match['key']}"
    if match := _VIMEO.match(source):
        return f"https://vimeo.com/{match['key']}"
    return f"https:{source}" if source.startswith("//") else ""


def code_language(tag: Tag) -> str:
    """Return the language of a listing, or an empty text."""
    inner = tag.find("code")
    for one in (tag, *([inner] if isinstance(inner, Tag) else [])):
        if brush := _BRUSH.search(f"{attribute(one, 'data-syntaxhighlighter-params')} {attribute(one, 'class')}"):
            return brush["name"].lower()
        if stated := attribute(one, "data-language") or attribute(one, "data-lang") or attribute(one, "lang"):
            return stated.lower() if re.fullmatch(r"[\w+#.-]{1,30}", stated) else ""
        if match := next((match for name in classes_of(one) if (match := _LANGUAGE.match(name))), None):
            return match["name"].lower()
    return ""


def listing(tag: Tag, language: str) -> str:
    """Return a listing between fences that nothing in it ends."""
    for br in tag.find_all("br"):
        br.replace_with(NavigableString("\n"))
    code = tag.get_text().expandtabs(4).strip("\n").rstrip()
    if not code.strip():
        return ""
    title = attribute(tag, "kb-title").replace('"', "”")
    info = f'{language or "text"} title="{title}"' if title else language
    return f"\n\n{fenced(code, info)}\n\n"
