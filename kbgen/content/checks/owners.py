"""Teams that look after articles."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import ContentView
from kbgen.errors import Problem
from kbgen.settings.fields import nearest


def unknown_owner(view: ContentView) -> Iterator[Problem]:
    """Report owners that the settings do not name, on a site whose settings name any."""
    known = view.settings.owners
    for article in view.articles:
        owner, lines = article.front.owner, article.front.lines or {}
        if known and owner and owner not in known:
            hint = f"add it to 'owners' in {view.settings.file.name}, or: {nearest(owner, known)}"
            yield Problem(article.path, lines.get("owner", 1), "unknown-owner", f"'{owner}' is no owner of this site", hint)
