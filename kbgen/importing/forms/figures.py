"""Pictures of HTML and of templates → pictures of Markdown: with a caption, or one for the light and one for the dark."""

from __future__ import annotations

import re
from html import unescape

from kbgen.importing.addresses import picture
from kbgen.importing.forms.blocks import attributes_of

_ATTRIBUTES = r"(?:\s[^<>]{0,500})?"
_CAPTION = re.compile(
    rf"(?P<before>^[ \t]*)?<figcaption{_ATTRIBUTES}>(?P<text>(?:[^<]|<(?!/?figcaption\b)){{0,1000}})</figcaption\s*>[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_PICTURE = re.compile(
    rf"<picture{_ATTRIBUTES}>(?P<sources>(?:\s*<source{_ATTRIBUTES}/?>(?:\s*</source\s*>)?){{1,8}})\s*(?P<image><img{_ATTRIBUTES}/?>)\s*</picture\s*>",
    re.IGNORECASE,
)
_SOURCE = re.compile(rf"<source{_ATTRIBUTES}/?>", re.IGNORECASE)
_FOR_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)
_FOR_LIGHT = re.compile(r"prefers-color-scheme\s*:\s*light", re.IGNORECASE)
_SCHEMED = re.compile(r"#(?:only|gh)-(?:light|dark)\b")
_UNMARKED = re.compile(rf"</?(?:p|span|small|center|div|figure){_ATTRIBUTES}>", re.IGNORECASE)


def with_dark_pictures(text: str) -> str:
    """Return text in which a `<picture>` with a source for the dark is two pictures, each for its colours."""
    return _PICTURE.sub(_of_both, text) if "<picture" in text.lower() else text


def _of_both(match: re.Match[str]) -> str:
    sources = {scheme: _first_source(match["sources"], scheme) for scheme in (_FOR_DARK, _FOR_LIGHT)}
    image = attributes_of(match["image"])
    light, dark = image.get("src", "") or sources[_FOR_LIGHT], sources[_FOR_DARK]
    if not light or not dark or _SCHEMED.search(light + dark):
        return match[0]
    return light_and_dark(" ".join(unescape(image.get("alt", "")).split()), light, dark, image.get("width", ""))


def _first_source(sources: str, scheme: re.Pattern[str]) -> str:
    """Return the address of the first source for a scheme; of several sizes, the first."""
    for source in _SOURCE.findall(sources):
        attributes = attributes_of(source)
        if scheme.search(attributes.get("media", "")) and (named := attributes.get("srcset") or attributes.get("src")):
            return named.split(",")[0].split()[0]
    return ""


def light_and_dark(words: str, light: str, dark: str, width: str = "") -> str:
    """Return one picture for the light and one for the dark, of which readers see one."""
    return picture(words, f"{light}#only-light", width) + picture(words, f"{dark}#only-dark", width)


def with_captions(text: str) -> str:
    """Return text in which a `<figcaption>` is a caption of what stands above it."""
    return _CAPTION.sub(_captioned, text) if "<figcaption" in text.lower() else text


def _captioned(match: re.Match[str]) -> str:
    words = " ".join(_UNMARKED.sub(" ", match["text"]).split())
    if not words:
        return ""
    before = match["before"]
    indent = before if before is not None else re.match(r"[ \t]*", match.string[: match.start()].rpartition("\n")[2])[0]  # type: ignore[index]
    start = "" if before is not None else "\n"
    return f"{start}\n{indent}/// caption\n{indent}{words}\n{indent}///\n"
