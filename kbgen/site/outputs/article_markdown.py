"""The Markdown of each written page, beside the page: `/en/returns/refund-times.md` for `/en/returns/refund-times/`.

It lies where its source lies below the content folder, so the relative links in it lead to other Markdown and to images.
"""

from __future__ import annotations

import json
import posixpath
import re
from urllib.parse import quote

from kbgen.content.addresses import PageKey
from kbgen.content.code_places import outside_code
from kbgen.render.shared import as_written_out, from_article, readdressed, with_addresses_by
from kbgen.site.catalogue import title_of
from kbgen.site.outputs.comments import without_comments
from kbgen.site.portal import Portal

_as_json = json.JSONEncoder(ensure_ascii=False).encode
"""As `json.dumps`, which makes one of these for each of thousands of titles."""


def markdown_url(portal: Portal, key: PageKey) -> str:
    """Return where the Markdown of a written page is, relative to the root of the site."""
    return quote(portal.paths[key])


def _in_region(portal: Portal, page: str, written: str) -> str:
    """Return an address in the text of a page for one region so that it leads where the page itself leads: within the region."""
    target = portal.links.resolve(page, written)
    if target.kind not in {"article", "asset"} or not target.path or written.startswith(("#", "?")):
        return from_article(written, portal.links.file_of(page), page)
    path = posixpath.relpath(target.path, posixpath.dirname(page))
    return (quote(path) if "%" in written else path) + target.tail


def article_markdown(portal: Portal, key: PageKey) -> str:
    """Return the text as its writer wrote it, with parts and variables and no comments, below what readers see of its front."""
    article, settings = portal.rendered[key].article, portal.settings
    front = article.front
    facts = {
        "title": title_of(article),
        "description": front.description,
        "language": settings.lang_tag(article.language, article.region),
        "url": settings.site_url + portal.url(key) if settings.site_url else "",
        "updated": front.updated.isoformat() if front.updated else "",
        "reviewed": front.reviewed.isoformat() if front.reviewed else "",
    }
    # A JSON string is a YAML string, whatever the title holds.
    lines = [f"{name}: {_as_json(text)}" for name, text in facts.items() if text]
    page, file = portal.paths[key], portal.links.file_of(portal.paths[key])
    body = as_written_out(article.body, file, portal.shared[article.language])
    body = without_comments(body).strip("\n")
    if page in portal.links.regions.of:
        body = outside_code(body, lambda piece: with_addresses_by(piece, lambda written: _in_region(portal, page, written)))
    elif page != file:
        body = outside_code(body, lambda piece: readdressed(piece, file, page))
    if article.whole:  # where blocks of other regions were
        body = outside_code(body, lambda piece: re.sub(r"\n{3,}", "\n\n", piece)).strip("\n")
    return "\n".join(["---", *lines, "---", "", f"# {title_of(article)}", *(["", body] if body else [])]) + "\n"
