"""The beginning: note for translations that were never noted what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.content.edit.front_keys import with_translated_from
from kbgen.content.every_article import EveryArticle
from kbgen.translations.fingerprints import fingerprints
from kbgen.translations.history import History
from kbgen.translations.status import Translation, compared


@dataclass(frozen=True, slots=True)
class Adoption:
    """found: the translations as they are once `contents`, by path as messages call it, is written."""

    found: tuple[Translation, ...]
    contents: Mapping[Path, bytes]


def adopt(site: EveryArticle, every: Iterable[Translation], repository: Path | None) -> Adoption:
    """Return what to note for translations of which nothing is known.

    repository: where git's log says what a source said when its translation was last changed; without it a translation
    is taken as one of the source of today. Raises UsageError: there is no git, or a file cannot be changed.
    """
    unknown = [one for one in every if one.state == "unknown" and one.side]
    if repository is None:
        sources = {one.id: one.source for one in unknown}
    else:
        with History(repository) as history:
            sources = {one.id: history.source_of(one.side, one.source) for one in unknown if one.side}
    contents, found = {}, []
    for one in unknown:
        assert one.side is not None  # noqa: S101 - chosen above
        known = fingerprints(sources[one.id])
        contents[one.side.path] = with_translated_from(site.raw(one.side), known, one.side.path.as_posix())
        side = replace(one.side, front=replace(one.side.front, translated_from=known))
        found.append(compared(one.source, side))
    return Adoption(tuple(found), contents)
