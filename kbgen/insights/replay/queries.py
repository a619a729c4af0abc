"""What readers searched and what became of it: the unit of a replay, taken from the log or from a file of it.

A file holds only phrases that enough visitors used, or that say nothing but what the portal says itself, so it may be kept
beside the articles (the guide's reports/replay).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import structs

from kbgen.errors import UsageError
from kbgen.insights.agreement import is_most, judged
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from kbgen.model import Language
from search_analytics.store.search_log import AT_HOME_K, Phrase, SearchLog

MOST_QUERIES = 100_000
LONGEST_LINE_BYTES = 64 * 1024

_Times = Annotated[int, msgspec.Meta(ge=1)]
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class LoggedQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A phrase and its searches. Each search worked or failed; those of which nobody knows are left out.

    worked: article → searches whose reader opened it from these results. unanswered: searches that showed nothing, or weak
    matches only. unclicked: searches that showed fitting results, of which the reader opened none and went on looking.
    opened: article → failed searches whose reader opened it in the end, from another search.
    answered: searches that were answered above the results, and whose reader opened none.
    """

    language: Language
    query: _Text
    worked: Mapping[_Text, _Times] = {}
    unanswered: _Count = 0
    unclicked: _Count = 0
    opened: Mapping[_Text, _Times] = {}
    answered: _Count = 0

    @property
    def failed(self) -> int:
        """How many searches failed."""
        return self.unanswered + self.unclicked

    @property
    def meant(self) -> Mapping[str, int]:
        """What was meant, by what most of those who failed opened in the end; what fewer did says nothing (counting, 3.3)."""
        return {article: times for article, times in self.opened.items() if is_most(times, self.failed)}


@dataclass(frozen=True, slots=True)
class LoggedQueries:
    """The queries of a period. rare: those that may be counted, and not shown.

    left_out: how many fewer networks searched than are believed; one of them would break a change by a phrase of its own.
    """

    queries: tuple[LoggedQuery, ...]
    rare: frozenset[Phrase] = frozenset()
    left_out: int = 0

    def may_show(self, query: LoggedQuery) -> bool:
        """Tell whether the text of a query may be shown."""
        return (query.query, query.language) not in self.rare


def queries_of_log(log: SearchLog, is_published: Callable[[str], bool]) -> LoggedQueries:
    """Return the searches of a log whose outcome is known. is_published: tells whether a text holds only words of the portal."""
    least = min(log.question.threshold_k, AT_HOME_K)
    worked: dict[Phrase, Counter[str]] = defaultdict(Counter)
    for click in log.clicked:
        worked[click.phrase][click.article] += click.times
    opened = _opened(log)
    queries, rare, left_out = [], set(), 0
    for phrase, counts in sorted(log.phrases.items()):
        found = LoggedQuery(
            language=phrase[1],
            query=log.forms[phrase],
            worked=dict(sorted(worked[phrase].items())),
            unanswered=counts.no_result + counts.weak,
            unclicked=counts.unclicked,
            opened=dict(sorted(opened[phrase].items())),
            answered=counts.answered,
        )
        if not found.worked and not found.failed and not found.answered:
            continue
        if counts.networks < least:
            left_out += 1
            continue
        queries.append(found)
        if counts.visitor_days < log.question.threshold_k and not is_published(found.query):
            rare.add((found.query, found.language))
    return LoggedQueries(tuple(queries), frozenset(rare), left_out)


def _opened(log: SearchLog) -> Mapping[Phrase, Mapping[str, int]]:
    """Return phrase → article → failed searches that ended there, but where a few networks made most of these searches."""
    found = defaultdict[Phrase, dict[str, int]](dict)
    for row in log.opened:
        counts = log.phrases[row.phrase]
        if not is_most(row.times, counts.failed) or is_most(row.networks, judged(counts.once)):
            found[row.phrase][row.article] = row.times
    return found


def without_failures(queries: LoggedQueries, left_alone: Collection[str]) -> LoggedQueries:
    """Return the queries without the failures of gaps that editors dismissed. left_alone: ids of their phrasings."""
    kept = []
    for query in queries.queries:
        if query.failed and left_alone and id_of_phrasing(query.query) in left_alone:
            if not query.worked and not query.answered:
                continue
            query = structs.replace(query, unanswered=0, unclicked=0, opened={})
        kept.append(query)
    return LoggedQueries(tuple(kept), queries.rare, queries.left_out)


def write_queries(queries: LoggedQueries) -> bytes:
    """Return a file of the queries that may be shown, one a line."""
    encoder = msgspec.json.Encoder(order="deterministic")
    return b"".join(encoder.encode(query) + b"\n" for query in queries.queries if queries.may_show(query))


def read_queries(path: Path) -> LoggedQueries:
    """Read a file that `write_queries` made, or that somebody wrote by hand. Raises UsageError, naming file and line."""
    decoder = msgspec.json.Decoder(LoggedQuery)
    found: dict[Phrase, int] = {}
    queries = []
    for line, raw in _lines(path):
        try:
            query = decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            hint = (
                'write a line such as {"language":"en","query":"money back","unanswered":3}; the guide (reports/replay) has all'
            )
            raise UsageError(f"{path}:{line}: {error}", hint=hint) from None
        if not query.worked and not query.failed and not query.answered:
            hint = "give 'worked', 'answered', 'unanswered' or 'unclicked'"
            raise UsageError(f"{path}:{line}: '{query.query}' neither worked nor failed", hint=hint)
        first = found.setdefault((query.query, query.language), line)
        if first != line:
            raise UsageError(f"{path}:{line}: '{query.query}' is already on line {first}", hint="add the two up")
        queries.append(query)
    return LoggedQueries(tuple(queries))


def _lines(path: Path) -> Iterable[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE_BYTES + 1), b""), start=1):
                if len(raw) > LONGEST_LINE_BYTES:
                    raise UsageError(f"{path}:{number}: longer than {LONGEST_LINE_BYTES // 1024} KiB", hint="one query a line")
                if number > MOST_QUERIES:
                    raise UsageError(f"{path}:{number}: more than {MOST_QUERIES:,} queries", hint="keep those most searched for")
                if raw.strip():
                    yield number, raw
    except OSError as error:
        hint = "write one with 'kbgen replay --save FILE'"
        raise UsageError(f"{path}: cannot be read: {error.strerror}", hint=hint) from None
