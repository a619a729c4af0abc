"""Two articles that say the same: readers find both, and one is forgotten when the other changes."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import TextView
from kbgen.errors import Problem
from kbgen.model import Language, Rendered

_LEAST_CHARACTERS = 40
"""Shorter texts may well be alike by chance, as “This article is being written.”"""


def same_text(view: TextView) -> Iterator[Problem]:
    """Report an article whose text is that of another one in its language, whatever the markup and white space."""
    first: dict[tuple[Language, str], Rendered] = {}
    for rendered in view.rendered.values():
        article = rendered.article
        words = "".join("".join((section.title, section.text)) for section in rendered.sections)
        text = "".join(words.split()).casefold()
        if len(text) < _LEAST_CHARACTERS:
            continue
        other = first.setdefault((article.language, text), rendered)
        if other is not rendered:
            hint = "keep one of them, and give it the address of the other with 'aliases'"
            message = f"says the same as {other.article.path}"
            yield Problem(article.path, article.body_line, "same-text", message, hint)
