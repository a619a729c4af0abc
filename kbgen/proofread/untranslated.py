"""Pages that stand in the folder of one language and are written in the other: readers get them as not translated yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kbgen.model import OTHER, Article, Language, Pair
from kbgen.proofread.hygiene.language import may_be_foreign, page_language
from kbgen.proofread.hygiene.script import has_simplified, is_simplified
from kbgen.proofread.prose import blocks_of
from kbgen.settings.site import Settings


def without_untranslated(pairs: Iterable[Pair], settings: Settings) -> tuple[Pair, ...]:
    """Return the pairs without the sides that are no translation, as if nobody had written these.

    Where the other side is missing, an English page below zh-hant/ is that side, and a Chinese one below en/ likewise; a page
    in Simplified characters stays, for there is nothing to show instead. Home pages stay: a language has one.
    Nothing is left out for a code (`wrong-language`, `wrong-script`) that the site has switched off.
    """
    language = settings.severity("wrong-language") is not None
    script = settings.severity("wrong-script") is not None
    return tuple(_translated(pair, language=language, script=script) for pair in pairs)


def _translated(pair: Pair, *, language: bool, script: bool) -> Pair:
    for side in pair.sides:
        if side.kind == "home":
            continue
        other = pair.side(OTHER[side.language])
        if language and _page_language(side) != side.language:
            return _only(pair, other or replace(side, language=OTHER[side.language]))
        if script and other and side.language == "zh-hant" and has_simplified(side.body) and is_simplified(blocks_of(side)):
            return _only(pair, other)
    return pair


def _page_language(article: Article) -> Language:
    """Return the language of a page; most are plainly in that of their folder, code and addresses included."""
    if not may_be_foreign(article.body, article.language):
        return article.language
    return page_language(blocks_of(article), article.language)


def _only(pair: Pair, side: Article) -> Pair:
    return Pair(pair.id, side, None) if side.language == "en" else Pair(pair.id, None, side)
