"""The Markdown of each written page, beside the page: `/en/returns/refund-times.md` for `/en/returns/refund-times/`.

It lies where its source lies below the content folder, so the relative links in it lead to other Markdown and to images.
"""

from __future__ import annotations

import json
from urllib.parse import quote

from kbgen.content.addresses import PageKey
from kbgen.render.shared import as_written_out
from kbgen.site.catalogue import title_of
from kbgen.site.portal import Portal


def markdown_url(portal: Portal, key: PageKey) -> str:
    """Return where the Markdown of a written page is, relative to the root of the site."""
    return quote(portal.paths[key])


def article_markdown(portal: Portal, key: PageKey) -> str:
    """Return the text as its writer wrote it, with parts and variables in it, below what readers see of its front matter."""
    article, settings = portal.rendered[key].article, portal.settings
    front = article.front
    facts = {
        "title": title_of(article),
        "description": front.description,
        "language": settings.lang_tag(article.language),
        "url": settings.site_url + portal.url(key) if settings.site_url else "",
        "updated": front.updated.isoformat() if front.updated else "",
        "reviewed": front.reviewed.isoformat() if front.reviewed else "",
    }
    # A JSON string is a YAML string, whatever the title holds.
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in facts.items() if text]
    body = as_written_out(article.body, portal.paths[key], portal.shared[article.language]).strip("\n")
    return "\n".join(["---", *lines, "---", "", f"# {title_of(article)}", *(["", body] if body else [])]) + "\n"
