"""Articles that are written and not published: of the site itself, and of a folder of Markdown beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kbgen.content.every_article import read_every_article
from kbgen.content.front_matter import front_matter_of
from kbgen.content.kept_front_matter import KeptFrontMatter
from kbgen.content.lifecycle import by_state, withheld_ids
from kbgen.errors import Problem, UsageError
from kbgen.model import ArticleId, FrontMatter
from kbgen.settings.site import Settings

_LOSES_WORDS = frozenset({"not-utf-8", "nul-byte", "too-large", "front-matter"})
"""Problems for which a draft is left out; a draft may have any other, or it would be published."""
State = Literal["draft", "coming", "over"]
"""Why readers do not see an article: as `kbgen.content.lifecycle.Withheld`."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """Articles that readers do not see. texts: id → title and keywords, a line each. problems: of those that cannot be read.

    states: why, by id; what has none is a draft.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    states: Mapping[str, State] = field(default_factory=dict)

    def beside(self, other: Drafts) -> Drafts:
        """Return these and others; of one that both have, these say what it is."""
        here = {name: self.states.get(name, "draft") for name in self.texts}
        return Drafts({**other.texts, **self.texts}, (*self.problems, *other.problems), {**other.states, **here})


def read_drafts(folder: Path | None) -> Drafts:
    """Return each Markdown file below a folder; a file without a title is left out. Raises UsageError: no such folder."""
    if folder is None:
        return Drafts()
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}", hint="--drafts names a folder of Markdown files that are not published")
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(path for path in folder.rglob("*.md") if path.is_file()):
        problems += _add(path, path.relative_to(folder).with_suffix("").as_posix(), texts)
    return Drafts(texts, tuple(problems))


def withheld_articles(settings: Settings) -> Drafts:
    """Return the articles of a site of which no side is shown now: drafts, what is to come, and what is over."""
    fronts = KeptFrontMatter(settings.cache)  # read only: the next build keeps what it reads
    articles = read_every_article(settings, read_front=fronts.read).articles.values()
    times = by_state((article for article in articles if not article.front.draft), settings)
    withheld = withheld_ids(times, (article for article in articles if article.front.draft), settings.zone)
    texts = defaultdict[ArticleId, list[str]](list)
    for article in articles:
        if article.id in withheld and article.kind == "article" and article.front.title:
            texts[article.id].append(_text_of(article.front))
    return Drafts({name: "\n".join(found) for name, found in texts.items()}, (), {name: withheld[name].state for name in texts})


def _add(path: Path, name: str, texts: dict[str, str]) -> list[Problem]:
    faults: list[Problem] = []

    def report(line: int, code: str, message: str, hint: str) -> None:
        if code in _LOSES_WORDS:
            faults.append(Problem(path, line, code, message, hint, "warning"))

    front = front_matter_of(path.read_bytes(), report)
    if front.title and not faults:
        texts[name] = _text_of(front)
    return faults


def _text_of(front: FrontMatter) -> str:
    return "\n".join((front.title, *front.keywords))
