"""Queries that editors judged: which article each must find, read from a file and asked of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kbgen.content.editors_file import EditorsFile
from kbgen.content.lifecycle import Withheld
from kbgen.errors import PROBLEM_CODES, ContentError
from kbgen.model import LANGUAGES, ArticleId, Language
from kbgen.search.asked import Asked, Progress, unseen
from kbgen.search.constants import MAX_QUERY_LENGTH
from kbgen.settings.fields import Fields, entries_of, folded, nearest, shown
from kbgen.settings.strict_yaml import Items, Node, Table
from kbgen.site.saved_run import read_given
from kbgen.site.site_search import SiteSearch, shortlists
from kbgen.text.normalise import is_han

MOST_RANKED = 10
"""What the first page of results shows; an article below it is not found."""
RECALL_AT = (1, 3, 10)
MAX_BYTES = 1024 * 1024

JUDGED_KEYS = ("query", "finds", "language", "within")


@dataclass(frozen=True, slots=True)
class Judged:
    """What editors expect of a query: one of `finds` among the first `within` results."""

    line: int
    query: str
    language: Language
    finds: tuple[ArticleId, ...]
    within: int = MOST_RANKED

    @property
    def asked(self) -> Asked:
        """The query as it is asked."""
        return Asked(self.language, self.query)


class JudgedResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a query. places: of each article expected, from 1; 0 where it is not among the first ten."""

    query: str
    language: Language
    within: int
    places: Mapping[str, int]

    @property
    def place(self) -> int:
        """The best place of an expected article, 0 where none is found."""
        return min((place for place in self.places.values() if place), default=0)

    @property
    def is_found(self) -> bool:
        """Whether it is as good as editors expect."""
        return 0 < self.place <= self.within


class JudgedResults(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in the order of the file."""

    results: tuple[JudgedResult, ...]

    @property
    def mrr(self) -> float:
        """The mean of 1 / place, 0 for what is not found."""
        return sum(1 / result.place for result in self.results if result.place) / len(self.results)

    def recall(self, among: int) -> float:
        """Return the share of the expected articles that are among the first `among`, each query counting the same."""
        shares = (sum(0 < place <= among for place in result.places.values()) / len(result.places) for result in self.results)
        return sum(shares) / len(self.results)

    @property
    def misses(self) -> tuple[JudgedResult, ...]:
        """Those that are not as good as editors expect."""
        return tuple(result for result in self.results if not result.is_found)


def ask_judged(search: SiteSearch, judged: Sequence[Judged], progress: Progress = unseen) -> JudgedResults:
    """Ask every query of a site."""
    found = shortlists(search, [entry.asked for entry in judged], within=MOST_RANKED, progress=progress)
    return JudgedResults(
        results=tuple(
            JudgedResult(
                query=entry.query,
                language=entry.language,
                within=entry.within,
                places={article: found[entry.asked].place(article) or 0 for article in entry.finds},
            )
            for entry in judged
        )
    )


def read_judged(
    path: Path,
    articles: AbstractSet[ArticleId],
    away: Mapping[ArticleId, Withheld] | None = None,
    say: Callable[[str], None] = lambda words: None,  # noqa: ARG005
) -> tuple[Judged, ...]:
    """Read a file of judged queries. articles: all ids.

    away: articles that are still to come or have expired; a query that is to find these alone is left out and told to `say`.
    Raises ContentError with every fault found, UsageError without a file.
    """
    raw = read_given(path, "write one: - {query: how long does a refund take, finds: returns/refund-times}")
    reader = _Reader(shown(path.absolute()), articles, away or {})
    judged = tuple(reader.read(raw))
    for words in reader.left_out:
        say(words)
    if reader.file.problems:
        raise ContentError(tuple(reader.file.problems))
    return judged


class _Reader:
    """Turns the nodes of the file into judged queries, and collects what is wrong with them."""

    def __init__(self, path: Path, articles: AbstractSet[ArticleId], away: Mapping[ArticleId, Withheld]) -> None:
        self.file = EditorsFile(path, dict.fromkeys(PROBLEM_CODES, "judged-query"))
        self._articles = articles
        self._away = away
        self.left_out: list[str] = []

    def read(self, raw: bytes) -> Iterator[Judged]:
        node = self.file.document(raw, most_bytes=MAX_BYTES, shorten="keep the queries that matter")
        if node is None and self.file.problems:
            return
        if not isinstance(node, Items) or not node.items:
            self._report(node.line if node else 0, "holds no list of queries", "begin each with '- query: …'")
            return
        lines: dict[Asked, int] = {}
        for item in node.items:
            judged = self._judged(item)
            if judged is not None and (first := lines.setdefault(judged.asked, judged.line)) != judged.line:
                self._report(judged.line, f"'{judged.query}' is already on line {first}", "keep one of them")
            elif judged is not None and judged.finds:
                yield judged
        if len(self.left_out) == len(node.items):
            self._report(0, "holds no query for an article that is there now", "add one, or ask again when they are")

    def _judged(self, node: Node) -> Judged | None:
        if not isinstance(node, Table):
            self._report(node.line, "an entry without 'query' and 'finds'", "write {query: …, finds: …}")
            return None
        before = len(self.file.problems)
        fields = self.file.fields(node)
        fields.expect(JUDGED_KEYS)
        query = " ".join(fields.text("query").split())
        if not query:
            self._report(node.line, "an entry without 'query'", "write what customers type")
        if len(query) > MAX_QUERY_LENGTH:
            self._report(node.line, f"a query of {len(query)} characters", f"write at most {MAX_QUERY_LENGTH}")
        of_script: Language = "zh-hant" if any(map(is_han, query)) else "en"
        language = fields.choice("language", LANGUAGES, of_script)
        hint = f"write a whole number of 1 to {MOST_RANKED}"
        within = fields.whole_number("within", MOST_RANKED, hint=hint, within=range(1, MOST_RANKED + 1))
        finds = self._finds(fields)
        return Judged(node.line, query, language, finds, within) if len(self.file.problems) == before else None

    def _finds(self, fields: Fields) -> tuple[ArticleId, ...]:
        found: dict[ArticleId, None] = {}
        gone: list[str] = []
        items = entries_of(fields.node("finds"))
        for item in items:
            name = ArticleId(folded(item).strip("/"))
            if name in self._articles:
                found[name] = None
            elif (away := self._away.get(name)) and away.state != "draft":
                gone.append(f"'{name}', which {away.sentence}")
            else:
                self._report(item.line, f"there is no article '{name}'", nearest(name, self._articles))
        if not items:
            self._report(
                fields.table.line, "an entry without 'finds'", "write the path of an article, such as returns/refund-times"
            )
        if gone and not found:
            self.left_out.append(f"line {fields.table.line}: not asked, for it is to find {gone[0]}")
        return tuple(found)

    def _report(self, line: int, message: str, hint: str) -> None:
        self.file.report(line, "judged-query", message, hint)
