"""Which articles and parts include which parts."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.content.every_article import read_every_article
from kbgen.content.parts import read_parts
from kbgen.render.shared import SharedTexts, included_by
from kbgen.settings.site import Settings


def usage_of_parts(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """Return for each part what includes it itself: paths below the content folder, all of them in order of path.

    Drafts count: whoever changes a part must not forget them.
    """
    parts = read_parts(settings.content, settings.content).texts
    articles = {path: article.body for path, article in read_every_article(settings).articles.items()}
    users: dict[str, set[str]] = {path: set() for path in parts}
    for path, text in {**articles, **parts}.items():
        folder = next((name for name in settings.folders.values() if path.startswith(f"{name}/")), "")
        for part in included_by(text, path, SharedTexts(parts=parts, folder=folder)):
            users[part].add(path)
    return {part: tuple(sorted(found)) for part, found in users.items()}
