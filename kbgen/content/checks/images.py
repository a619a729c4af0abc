"""Images must exist, be our own, and say in words what they show."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.links import meant
from kbgen.content.checks.view import TextView
from kbgen.content.link_map import Target
from kbgen.content.names import FILMS
from kbgen.errors import Problem
from kbgen.model import Link, Rendered


def missing_image(view: TextView) -> Iterator[Problem]:
    """Report images that do not exist."""
    for rendered, link, target in _images(view):
        if target.kind in {"missing", "article", "withheld"}:
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
        if not link.text.strip() and target.kind != "unsafe":
            message = f"the image '{link.target}' has no alternative text"
            hint = "say between the square brackets what it shows: ![a parcel locker](…)"
            yield Problem(rendered.article.path, link.line, "missing-alt", message, hint)


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
