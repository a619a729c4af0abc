"""What is wrong with synonyms taken together, and with those that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

from kbgen.errors import Problem
from kbgen.text.aliases import Holds, held
from kbgen.text.synonyms import SynonymEntry, Terms, TermWord

MOST_LOOPS_SHOWN = 20
_WRITE_AS_FOUND = "write it as the articles do, or remove it"


def check_terms(terms: Terms, holds: Holds) -> list[Problem]:
    """Return a problem for each word that should be found and that no article holds, in order of the file's lines.

    holds: whether any article holds a term. Of a two-way group one word in the articles is enough.
    """
    return sorted(_unknown_targets(terms, holds))


def shadowed(terms: Terms) -> Iterator[Problem]:
    """Yield entries that larger ones, or equal ones further up, contain."""
    line_of: dict[tuple[str, str], int] = {}
    for entry in sorted(terms.entries, key=lambda entry: (-len(entry.pairs()), entry.line)):
        pairs = entry.pairs()
        if pairs and all(pair in line_of for pair in pairs):
            lines = sorted({line_of[pair] for pair in pairs})
            where = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(map(str, lines))}"
            yield Problem(terms.path, entry.line, "terms-duplicate", f"{_named(entry)} adds nothing to {where}", "remove it")
        for pair in pairs:
            line_of.setdefault(pair, entry.line)
    seen: dict[str, int] = {}
    for word in terms.products:
        if word.text in seen:
            message = f"'{word.written}' is already on line {seen[word.text]}"
            yield Problem(terms.path, word.line, "terms-duplicate", message, "remove it")
        seen.setdefault(word.text, word.line)


def loops(terms: Terms) -> Iterator[Problem]:
    """Yield the last entry of each loop of one-way entries, such as a → b and b → a."""
    line_of: dict[tuple[str, str], int] = {}
    written: dict[str, str] = {}
    leads_to: dict[str, set[str]] = defaultdict(set)
    for entry in terms.entries:
        if not entry.two_way:
            written.update((word.text, word.written) for word in (*entry.sources, *entry.targets))
            for source, target in entry.pairs():
                line_of.setdefault((source, target), entry.line)
                leads_to[source].add(target)
    for _ in range(MOST_LOOPS_SHOWN):
        try:
            TopologicalSorter({word: sorted(leads_to[word]) for word in sorted(leads_to)}).prepare()
        except CycleError as error:
            circle = list(reversed(error.args[1]))  # graphlib names it from target to source
            last = max(pairwise(circle), key=lambda step: line_of[step])
            leads_to[last[0]].discard(last[1])
            message = "one-way entries lead in a circle: " + " → ".join(f"'{written[word]}'" for word in circle)
            hint = "put words that find each other into one group under 'synonyms'"
            yield Problem(terms.path, line_of[last], "terms-loop", message, hint)
        else:
            return


def _unknown_targets(terms: Terms, holds: Holds) -> Iterator[Problem]:
    for entry in terms.entries:
        lost = [word for word in entry.targets if not held(word.text, holds)]
        if not entry.two_way:
            yield from (_unheld(terms.path, word) for word in lost)
        elif len(lost) == len(entry.targets):
            yield Problem(
                terms.path, entry.line, "terms-target", f"no article holds any word of {_named(entry)}", _WRITE_AS_FOUND
            )
    yield from (_unheld(terms.path, word) for word in terms.products if not held(word.text, holds))


def _unheld(path: Path, word: TermWord) -> Problem:
    return Problem(path, word.line, "terms-target", f"no article holds '{word.written}'", _WRITE_AS_FOUND)


def _named(entry: SynonymEntry) -> str:
    first = entry.sources[0].written
    return f"the group of '{first}'" if entry.two_way else f"the entry from '{first}'"
