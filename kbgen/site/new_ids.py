"""Short ids for articles that have none, written into the front matter of both sides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.edit.front_keys import with_short_id
from kbgen.content.every_article import EveryArticle, read_every_article
from kbgen.content.files import FoundFile, read_file
from kbgen.content.short_ids import SHORT_FOLDER, former_short_ids, is_short_id, new_short_id
from kbgen.model import Article
from kbgen.settings.site import Settings
from kbgen.whole_file import replace_file

_Choose = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class IdPlan:
    """known: every article that may have an id. taken: ids that nobody may get: in use, of the live site, or withdrawn."""

    known: frozenset[str]
    taken: frozenset[str]
    _site: EveryArticle
    _choose: _Choose

    def write(self, wanted: Collection[str]) -> Mapping[str, str]:
        """Write an id into each article of `wanted` that has none on one side or both; return article → id, in order.

        Where one side has an id, the other gets the same. Raises UsageError before anything is written.
        """
        taken, given = set(self.taken), dict[str, str]()
        contents: dict[FoundFile, bytes] = {}
        for article_id in sorted(wanted):
            sides = {path: article for path, article in self._site.articles.items() if article.id == article_id}
            if all(side.front.short_id for side in sides.values()):
                continue
            own = next((side.front.short_id for side in sides.values() if side.front.short_id), "")
            short_id = own or new_short_id(taken, self._choose)
            taken.add(short_id)
            given[article_id] = short_id
            contents |= {self._site.files[path]: _with_id(self._site, path, side, short_id) for path, side in sides.items()}
        for file, raw in contents.items():
            replace_file(file.path, raw)
        return given


def plan_ids(settings: Settings, live: Path, choose: _Choose) -> IdPlan:
    """Return which articles may get an id, and which ids are taken. live: the published site. choose: picks by chance."""
    site = read_every_article(settings)
    used = {article.front.short_id for article in site.articles.values()}
    used |= {taken for article in site.articles.values() for taken in former_short_ids(article.front.root_aliases)}
    used |= {path.name for path in (live / SHORT_FOLDER).glob("*") if is_short_id(path.name)}
    used |= {address.split("/")[1] for address in settings.withdrawn if address.startswith(f"{SHORT_FOLDER}/")}
    known = frozenset(str(article.id) for article in site.articles.values() if article.kind == "article")
    return IdPlan(known, frozenset(used), site, choose)


def _with_id(site: EveryArticle, path: str, side: Article, short_id: str) -> bytes:
    raw = read_file(site.files[path])
    return raw if side.front.short_id else with_short_id(raw, short_id, side.path.as_posix())
