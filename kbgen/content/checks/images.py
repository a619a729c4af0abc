"""Images must exist, be our own, and say in words what they show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kbgen.content.checks.links import is_filled_in, meant
from kbgen.content.checks.view import TextView
from kbgen.content.images import RASTER
from kbgen.content.link_map import Target
from kbgen.content.names import FILMS
from kbgen.errors import Problem
from kbgen.model import Link, Rendered

_SHOWN = frozenset({*(f".{name}" for name in RASTER), ".svg", ".apng", ".bmp", ".ico", ".jfif", ".pjpeg", ".pjp"})
_PICTURES = frozenset(
    {".heic", ".heif", ".tif", ".tiff", ".psd", ".ai", ".eps", ".raw", ".cr2", ".nef", ".dng", ".jxl", ".xcf", ".fig"}
)
_OF_A_PROGRAM = re.compile(
    r"(?:alt(?:[ -]?text)?|(?:image|img|picture|pic|screen[ _-]?shot|untitled|unnamed|photo|圖片|图片|截圖|截图|螢幕截圖|擷取)"
    r"[ _-]*(?:[\d._ :-]|\bat\b|[ap]m\b)*)(?:\.\w{3,4})?|\S+\.(?:png|jpe?g|gif|webp|svg|avif|bmp|heic)",
    re.IGNORECASE,
)


def missing_image(view: TextView) -> Iterator[Problem]:
    """Report images that do not exist."""
    for rendered, link, target in _images(view):
        if target.kind == "article":
            hint = "leave the '!' out, which makes a link of it; other tools include the text of a page so"
            yield Problem(rendered.article.path, link.line, "missing-image", f"the image '{link.target}' is an article", hint)
        if target.kind in {"missing", "withheld"} and not is_filled_in(link.target):
            hint = meant(link.target, target.suggestion) or "images live in assets/"
            message = f"the image '{link.target}' does not exist: there is no '{target.path}'"
            yield Problem(rendered.article.path, link.line, "missing-image", message, hint)


def external_image(view: TextView) -> Iterator[Problem]:
    """Report images from other sites: they tell that site who reads, and break when it changes."""
    for rendered, link, target in _images(view):
        if target.kind == "outside":
            message = f"the image '{link.target}' comes from another site"
            hint = "put a copy into assets/ and link to that"
            yield Problem(rendered.article.path, link.line, "external-image", message, hint)


def missing_alt(view: TextView) -> Iterator[Problem]:
    """Report images without alternative text."""
    for rendered, link, target in _images(view):
        words = link.text.strip()
        if target.kind == "unsafe" or (words and not _says_nothing(words, link.target)):
            continue
        what = f"the alternative text '{words}', which says nothing" if words else "no alternative text"
        hint = "say between the square brackets what it shows: ![a parcel locker](…)"
        yield Problem(rendered.article.path, link.line, "missing-alt", f"the image '{link.target}' has {what}", hint)


def unshown_image(view: TextView) -> Iterator[Problem]:
    """Report files that are written as images and that no browser shows as one."""
    for rendered, link, target in _images(view):
        suffix = posixpath.splitext(target.path)[1].lower()
        if target.kind == "asset" and suffix not in _SHOWN and suffix not in FILMS:
            message = f"the image '{link.target}' is a file that browsers do not show as a picture"
            hint = "save it as PNG, JPEG, WebP or SVG" if suffix in _PICTURES else "leave the '!' out, which makes a link of it"
            yield Problem(rendered.article.path, link.line, "broken-image", message, hint)


def _says_nothing(words: str, address: str) -> bool:
    """Tell whether the words that replace an image are those of a program: the name of the file, or `image-2024-01-01`."""
    name = posixpath.basename(unquote(address)).casefold()
    return words.casefold() == name or _OF_A_PROGRAM.fullmatch(words) is not None


def video_without_poster(view: TextView) -> Iterator[Problem]:
    """Report videos that are written as pictures, which no browser shows."""
    for rendered, link, _ in _images(view):
        if link.target.partition("#")[0].lower().endswith(FILMS):
            message = f"the video '{link.target}' is written as a picture"
            hint = f"write a picture that is a link to it: [![{link.text or 'what it shows'}](poster.jpg)]({link.target})"
            yield Problem(rendered.article.path, link.line, "video-without-poster", message, hint)


def _images(view: TextView) -> Iterator[tuple[Rendered, Link, Target]]:
    for key, rendered in view.rendered.items():
        for link in rendered.links:
            if link.image:
                yield rendered, link, view.links.resolve(view.paths[key], link.target)
