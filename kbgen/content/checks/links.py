"""Links must lead somewhere safe, and what stands behind "#" must be a heading there."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from kbgen.content.addresses import PageKey
from kbgen.content.checks.view import TextView
from kbgen.content.names import is_left_out
from kbgen.errors import Problem
from kbgen.model import OTHER, Rendered
from kbgen.settings.fields import nearest

_MAIL_ADDRESS = re.compile(r"[^\s@/:?#]{1,64}@[^\s@/:?#]{1,190}\.[A-Za-z]{2,20}")
_HOST = re.compile(
    r"(?:www\.[\w-]|(?:[\w-]{1,63}\.){1,4}(?:com|org|net|edu|gov|io|app|dev|hk|tw|cn|uk|eu|de)(?:[/:?#]|$))", re.IGNORECASE
)

_FILE = re.compile(r"\.(?!(?:html?|md)$)[a-z][a-z0-9]{1,4}$", re.IGNORECASE)


def unsafe_link(view: TextView) -> Iterator[Problem]:
    """Report links and images that are neither http, https, mailto, tel nor relative; the page leaves them out."""
    for key, rendered in view.rendered.items():
        for link in rendered.links:
            if view.links.resolve(view.paths[key], link.target).kind == "unsafe":
                message = f"the link '{_short(link.target)}' is not allowed"
                hint = "use https://, mailto:, tel: or a relative path"
                yield Problem(rendered.article.path, link.line, "unsafe-link", message, hint)


def broken_link(view: TextView) -> Iterator[Problem]:
    """Report links to articles and files that do not exist."""
    for key, rendered in view.rendered.items():
        for link in rendered.links:
            if link.image:
                continue
            target = view.links.resolve(view.paths[key], link.target)
            if target.kind == "missing" and target.path not in view.unread and not is_filled_in(link.target):
                hint = meant(link.target, target.suggestion) or _other_hint(link.target, target.path)
                message = f"the link '{_short(link.target)}' leads nowhere: there is no '{_short(target.path)}'"
                yield Problem(rendered.article.path, link.line, "broken-link", message, hint)


def is_filled_in(address: str) -> bool:
    """Tell whether a program would fill in a part of an address: that is foreign syntax, and nothing that lacks a file."""
    return "{{" in unquote(address)


def _other_hint(written: str, path: str) -> str:
    """Return what to write where no file is like the address. path: where the file was looked for."""
    if _MAIL_ADDRESS.fullmatch(written):
        return f"write 'mailto:{written}'"
    if _HOST.match(written):
        return f"write 'https://{_short(written)}' if that is another site"
    if written.startswith("/"):
        return "write the whole address with https://, or a relative path to the .md file"
    if is_left_out(path):
        return "a file or folder of this name is never published: give it another one"
    if suffix := _FILE.search(path):
        return f"put the {suffix[0]} file there, or write where it is"
    return "link to its .md file"


def meant(written: str, suggestion: str) -> str:
    """Return a hint that names the path a writer probably meant; empty where there is none."""
    if not suggestion:
        return ""
    decoded = unquote(written)
    if unicodedata.normalize("NFC", decoded) == suggestion != decoded:  # what looks alike needs a word more
        return f"write '{suggestion}' with its accents in one character each (Unicode NFC), as the file is named"
    return f"did you mean '{suggestion}'?"


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"


def broken_anchor(view: TextView) -> Iterator[Problem]:
    """Report links to headings that do not exist."""
    for key, rendered in view.rendered.items():
        for link in rendered.links:
            target = view.links.resolve(view.paths[key], link.target)
            if target.kind != "article" or not target.anchor or target.page is None or target.path in view.unread:
                continue
            reached = shown_on(view, target.page)
            if reached is None or target.anchor in reached.anchors:
                continue
            regions = view.links.regions.pages.get(target.path, {})
            having = [path for path in regions.values() if target.anchor in _anchors_on(view, path)]
            if having and len(having) == len(regions):
                continue  # the page that is linked leads on to these
            message = f"the link '{unquote(link.target)}' leads to no heading: {reached.article.path} has no '#{target.anchor}'"
            headings = [anchor for anchor in reached.anchors if not anchor.startswith("fn")]
            hint = nearest(target.anchor, headings) if headings else "that article has no headings"
            if having:
                message += " outside of blocks of regions"
                page = posixpath.relpath(having[0], posixpath.dirname(view.links.file_of(view.paths[key])))
                hint = f"name the page of the region: '{page}#{target.anchor}'"
            yield Problem(rendered.article.path, link.line, "broken-anchor", message, hint)


def _anchors_on(view: TextView, path: str) -> tuple[str, ...]:
    shown = shown_on(view, view.links.pages[path])
    return shown.anchors if shown else ()


def shown_on(view: TextView, page: PageKey) -> Rendered | None:
    """Return the article whose text is on `page`: its own, or on a fallback page that of the other language."""
    language, article_id = page
    return view.rendered.get(page) or view.rendered.get((OTHER[language], article_id))
