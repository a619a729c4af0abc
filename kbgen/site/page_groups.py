"""The pages of one category in one language: what they show, told at a fraction of what their contexts cost.

After most edits the pages of one category are other ones. All the others need no context then: what they were last time will do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec

from kbgen.kept_values import DIGEST_BYTES
from kbgen.model import LANGUAGES, OTHER, Article, ArticleId, Language
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.head import HeadBuilder
from kbgen.site.pages import Page
from kbgen.site.portal import Portal

_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)
"""Paths and time zones are told by their names."""
_BUT_BODY = attrgetter(*(field.name for field in fields(Article) if field.name != "body"))
"""Of an article, whose body is told by what became of it."""
_ON_NO_PAGE = frozenset({"now", "root", "file", "files", "output", "cache", "watched", "withdrawn"})
"""Settings that change with each build or each computer, or concern what is not there."""


def folder_of(path: str) -> str:
    """Return the language and category of a page by its Markdown path, `en/returns`; empty where it belongs to none."""
    language, category, *below = path.split("/", 2) if path.count("/") > 1 else ("", "")
    return f"{language}/{category}" if below else ""


class PageGroups:
    """Groups the pages of a portal by category and language. contexts, heads: what would make theirs."""

    def __init__(self, portal: Portal, contexts: ContextBuilder, heads: HeadBuilder, pages: Iterable[Page]) -> None:
        self._portal = portal
        self._contexts = contexts
        self._heads = heads
        self._texts: dict[tuple[Language, ArticleId], bytes] = {}
        self.pages: Mapping[str, Sequence[Page]] = self._grouped(pages)

    def shown(self, page: Page) -> bytes:
        """Return what stands for everything that a page shows."""
        return hashlib.blake2b(self._site[page.language] + self._page(page), digest_size=DIGEST_BYTES).digest()

    def _grouped(self, pages: Iterable[Page]) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for page in pages:
            if folder := folder_of(page.path):
                found.setdefault(folder, []).append(page)
        return found

    @cached_property
    def _site(self) -> Mapping[Language, bytes]:
        """What any page may show, by language: settings, menus, notices, ways to the contact page, scripts and styles."""
        settings = self._portal.settings
        values = [(field.name, getattr(settings, field.name)) for field in fields(settings) if field.name not in _ON_NO_PAGE]
        return {
            language: _said((values, settings.today, self._contexts.of_language(language), self._heads.of_language(language)))
            for language in LANGUAGES
        }

    def _page(self, page: Page) -> bytes:
        """Return a digest of what one page shows besides: its text in both languages, and what lists say of others near it."""
        language, article_id = page.language, page.article_id or ArticleId("")
        sides = [self._text((side, article_id)) for side in (language, OTHER[language])]
        return b"".join((*sides, _said((page, self._contexts.of_page(page), self._heads.of_page(page)))))

    def _text(self, key: tuple[Language, ArticleId]) -> bytes:
        """Return a digest of the text of one language; empty where nobody wrote it."""
        if key not in self._texts:
            text, over = self._portal.rendered.get(key), self._portal.over_text(key)
            own = (_BUT_BODY(text.article), text.digest) if text else None
            self._texts[key] = _said((own, over)) if own or over else b"-"
        return self._texts[key]


def _said(value: Any) -> bytes:
    return hashlib.blake2b(_ENCODER.encode(value), digest_size=DIGEST_BYTES).digest()
