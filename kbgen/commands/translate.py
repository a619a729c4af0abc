"""`kbgen translate ID`: write what is to be translated into the file of the translation, or say that it is done."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.commands.options import add_config
from kbgen.commands.terminal import Terminal
from kbgen.errors import UsageError
from kbgen.model import LANGUAGES, Article, Language
from kbgen.settings.fields import nearest
from kbgen.settings.site import Settings, load

if TYPE_CHECKING:
    from kbgen.content.every_article import EveryArticle
    from kbgen.translations.status import Translation

ABOUT = "write what changed into the translation of an article, or the draft of a missing one; or say that it is up to date"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="paths below the language folder: returns/refund-times")
    parser.add_argument("--current", action="store_true", help="note that the translation says what its source says today")
    parser.add_argument(
        "--from",
        dest="source",
        choices=LANGUAGES,
        help="with --current: the language that is translated from (default: as the site has it)",
    )
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; print the path of each file that was written."""
    from kbgen.content.every_article import read_every_article
    from kbgen.whole_file import replace_file

    settings = load(options.config)
    site = read_every_article(settings)
    known = {article.id for article in site.articles.values()}
    if unknown := sorted(set(options.articles) - known):
        raise UsageError(f"there is no article '{unknown[0]}'", hint=nearest(unknown[0], known))
    if options.source and not options.current:
        raise UsageError("--from says what is noted, so it needs --current", hint="add --current, or leave --from out")
    changes: dict[Path, bytes] = {}
    for article in dict.fromkeys(options.articles):
        found = _found(site, settings, article, options.source)
        written, told = _current(site, found) if options.current else _to_translate(site, settings, found)
        changes |= written
        terminal.say(told)
    for path, raw in changes.items():
        replace_file(settings.root / path, raw)
        print(path.as_posix())
    return 0


def _found(site: EveryArticle, settings: Settings, article: str, source: Language | None) -> Translation:
    """Return the state of an article. source: the language it is translated from, whatever its sides say."""
    from kbgen.translations.status import translations_of

    sides = [side for side in site.articles.values() if side.id == article]
    if source:
        settings = replace(settings, translations=replace(settings.translations, source=source))
        sides = [_without_source(side) if side.language == source else side for side in sides]
    for found in translations_of(sides, settings):
        return found
    raise UsageError(f"'{article}' is a draft in both languages", hint="finish one side first, and remove 'draft' from it")


def _without_source(side: Article) -> Article:
    return replace(side, front=replace(side.front, translated_from=()))


def _current(site: EveryArticle, found: Translation) -> tuple[Mapping[Path, bytes], str]:
    from kbgen.content.edit.front_keys import with_translated_from
    from kbgen.translations.note import as_current

    if found.side is None:
        hint = "translate it first, and remove 'draft' where there is one"
        raise UsageError(f"'{found.id}' has no translation that readers see", hint=hint)
    written = {found.side.path: as_current(site.raw(found.side), found)}
    source = site.raw(found.source)
    written[found.source.path] = with_translated_from(source, (), found.source.path.as_posix())
    if written[found.source.path] == source:
        del written[found.source.path]
    return written, f"{found.side.path.as_posix()} says what {found.source.path.as_posix()} says today"


def _to_translate(site: EveryArticle, settings: Settings, found: Translation) -> tuple[Mapping[Path, bytes], str]:
    from kbgen.translations.note import draft_of, with_note
    from kbgen.translations.status import changes_of

    path = found.path(settings)
    if found.state == "missing":
        if (settings.root / path).exists():
            return {}, f"{path.as_posix()} is there already, as a draft"
        return {path: draft_of(found.source, site.raw(found.source))}, f"{path.as_posix()} is a draft to translate"
    if found.side is None or found.state == "unknown":
        hint = f"'kbgen translations --adopt' asks git; where both sides say the same: 'kbgen translate {found.id} --current'"
        raise UsageError(f"nobody has noted what {path.as_posix()} was translated from", hint=hint)
    if found.state == "current":
        return {}, f"{path.as_posix()} is up to date"
    former, told = _former(settings, found)
    raw = with_note(site.raw(found.side), found, former)
    return {path: raw}, f"{path.as_posix()} has what changed in a comment on top: {', '.join(changes_of(found))}{told}"


def _former(settings: Settings, found: Translation) -> tuple[Article | None, str]:
    """Return the source that a translation is of, and a remark where git does not tell."""
    from kbgen.translations.history import History

    assert found.side is not None  # noqa: S101 - callers have looked
    try:
        with History(settings.root) as history:
            former = history.saying(found.source, found.side.front.translated_from)
    except UsageError as error:
        return None, f"; what they said before is not known ({error.message})"
    return former, "" if former else "; what they said before is not known, for git has no such version"
