"""A pair → whether its translation is there, and whether it says what its source says today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kbgen.content.pairs import pair_articles
from kbgen.counted import counted
from kbgen.errors import Problem
from kbgen.model import OTHER, Article, ArticleId, Language, Pair
from kbgen.settings.site import Settings
from kbgen.translations.fingerprints import Said, not_in, what_is_said

State = Literal["missing", "stale", "unknown", "current"]
STATES: tuple[State, ...] = get_args(State)
"""In the order of what to do first. `unknown`: both sides are there, and nobody has said what the translation is of."""
NOTE_BEGINS = "<!-- to translate:"
"""How the comment begins that `kbgen translate` puts on top of a translation that is behind."""
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Translation:
    """How the translation of a source stands.

    side: None where it is missing, and where it is a draft that readers do not see. changed: what the source says and the
    translation is not of, in order. left_out: how many more paragraphs it is of that the source does not say any more.
    """

    id: ArticleId
    source: Article
    side: Article | None
    state: State
    changed: tuple[Said, ...] = ()
    left_out: int = 0

    @property
    def language(self) -> Language:
        """The language of the translation."""
        return OTHER[self.source.language]

    def path(self, settings: Settings) -> Path:
        """Return where the translation is, or would be, as messages call it."""
        return self.side.path if self.side else path_beside(self.source, settings)


def path_beside(source: Article, settings: Settings) -> Path:
    """Return where the translation of an article is, or would be, as messages call it."""
    shown_as = settings.shown_content
    _, *below = source.path.relative_to(shown_as).parts
    return shown_as.joinpath(settings.folders[OTHER[source.language]], *below)


def translation_of(pair: Pair, settings: Settings) -> Translation:
    """Return the state of a pair; of a translation nothing is known before `translated_from` is in its front matter."""
    source = source_of(pair, settings.translations.source)
    article = pair.side(source)
    assert article is not None  # noqa: S101 - of the sides there are
    side = pair.side(OTHER[source])
    if side is None:
        return Translation(pair.id, article, None, "missing", what_is_said(article))
    return compared(article, side) if side.front.translated_from else Translation(pair.id, article, side, "unknown")


def compared(source: Article, side: Article) -> Translation:
    """Return the state of a translation of which is known what it is of."""
    said, known = what_is_said(source), side.front.translated_from
    changed = not_in(said, known)
    gone = (Counter(known) - Counter(one.fingerprint for one in said)).total()
    left_out = max(0, gone - len(changed))
    return Translation(source.id, source, side, "stale" if changed or left_out else "current", changed, left_out)


def source_of(pair: Pair, usual: Language) -> Language:
    """Return the language a pair is translated from: the side there is, that which the other names, or the usual one."""
    if len(pair.sides) == 1:
        return pair.sides[0].language
    named = [OTHER[side.language] for side in pair.sides if side.front.translated_from]
    return named[0] if len(named) == 1 else usual


def translations_of(articles: Iterable[Article], settings: Settings) -> tuple[Translation, ...]:
    """Return the state of every pair, in order of id. articles: of the whole site; drafts among them count as not there."""
    ready = [article for article in articles if not article.front.draft]
    return tuple(translation_of(pair, settings) for pair in pair_articles(ready))


def translation_problems(pairs: Iterable[Pair], settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each translation that is behind its source; a site that never kept fingerprints has none."""
    for pair in pairs:
        named = [side for side in pair.sides if side.front.translated_from]
        if len(named) == 2:
            message = f"says that it was translated from {named[0].path}, and that from this"
            hint = "remove 'translated_from' from the side that is written first"
            yield Problem(named[1].path, _line(named[1]), "two-translations", message, hint)
            continue
        found = translation_of(pair, settings) if named else None
        if found is None or found.side is None:
            continue
        if found.state == "stale":
            hint = (
                f"'kbgen translate {pair.id}' shows what changed; once both say the same: 'kbgen translate {pair.id} --current'"
            )
            yield Problem(found.side.path, _line(found.side), "stale-translation", what_changed(found), hint)
        elif found.side.body.lstrip().startswith(NOTE_BEGINS):
            message = f"holds the comment of 'kbgen translate' still, and says that it is of what {found.source.path} says today"
            hint = f"translate what it names, where that is not done; 'kbgen translate {pair.id} --current' removes it"
            yield Problem(found.side.path, _line(found.side), "stale-translation", message, hint)


def what_changed(found: Translation) -> str:
    """Return what is new in the source of a translation, and where, in one sentence."""
    return f"in {found.source.path}: {', '.join(changes_of(found))}"


def changes_of(found: Translation) -> tuple[str, ...]:
    """Return how many paragraphs changed, with their lines, and how many were left out; of each only where there are any."""
    lines = [str(one.line) for one in found.changed]
    shown = ", ".join(lines[:MOST_LINES]) + (" …" if len(lines) > MOST_LINES else "")
    place = f"(line{'s' * (len(lines) > 1)} {shown})"
    said = [f"{counted(len(lines), 'paragraph')} changed {place}"] if lines else []
    return (*said, f"{counted(found.left_out, 'paragraph')} left out") if found.left_out else tuple(said)


def _line(article: Article) -> int:
    return (article.front.lines or {}).get("translated_from", 1)
