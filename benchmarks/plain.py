"""Measure how well questions as customers type them are answered, by the Python twin, beside plain BM25.

    python benchmarks/plain.py BENCH_DIR [--set NAME]... [--misses] [--derived N] [--cache DIR]

BENCH_DIR holds `plain/*.jsonl`, judged questions, and `data/`, the articles of some; see benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search import Collection, Row, measure_collection, print_rows, read_collection, reciprocal_rank
from search_floor import Floor, texts_of

from kbgen.index.build import build_index
from kbgen.model import Language
from kbgen.search.query import Answer, SearchEngine
from kbgen.search.reader import index_of
from kbgen.settings.site import load
from kbgen.site.index_source import index_source
from kbgen.site.portal import prepare

ROOT = Path(__file__).parents[1]
SUPPORT_FOLDERS = ("intune/intune-user-help", "commerce-kb/faq", "commerce-kb/how-to", "commerce-kb/troubleshooting")
"""The folders of the corpus that read like help for customers: the site of the sets `support-en` and `support-zh`."""
SETS = ("shop", "support-en", "support-zh")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a customer types it. relevant: ids of the articles that answer it; empty where none does."""

    text: str
    language: Language
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question got. found: ids, best first. weak: of each of them."""

    question: Question
    found: tuple[str, ...]
    weak: tuple[bool, ...]
    corrected: str | None = None

    @property
    def rank(self) -> float:
        """1 over the place of the first right article, 0 where there is none."""
        return reciprocal_rank(self.found, self.question.relevant)

    @property
    def shown(self) -> int:
        """How many results are not called weak."""
        return self.weak.count(False)

    @property
    def right_is_weak(self) -> bool | None:
        """Whether the first right article is called weak; None where there is none."""
        return next(
            (weak for article, weak in zip(self.found, self.weak, strict=True) if article in self.question.relevant), None
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """A row of the table: shares of the questions that have an answer, and of those that have none."""

    questions: int
    mrr: float
    first: float
    first_three: float
    right_called_weak: str
    unanswerable: int
    quiet: float | None
    shown: float | None


def read_questions(path: Path) -> Iterator[Question]:
    """Give the questions of a set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Question(row["query"], row["lang"], frozenset(row["relevant"]))


def support_site(data: Path, cache: Path) -> Collection:
    """Return the articles of `SUPPORT_FOLDERS`, with their paths kept."""
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "zh-hant"):
            for name in SUPPORT_FOLDERS:
                shutil.copytree(data / "corpus" / language / name, Path(folder) / "support" / language / name)
        return read_collection(Path(folder) / "support", cache)


def shop_site() -> Collection:
    """Return the articles of the sample shop, with its own words."""
    portal = prepare(load(ROOT / "mkdocs.yml"))
    return Collection("shop", index_source(portal), {}, {str(pair.id): str(pair.name) for pair in portal.pairs})


def ask(questions: Sequence[Question], collection: Collection) -> list[tuple[Outcome, Outcome]]:
    """Ask each question; return what kbgen and what plain BM25 answer."""
    index = index_of(build_index(collection.source).files)
    languages = sorted({question.language for question in questions})
    engines = {language: SearchEngine(index, language) for language in languages}
    floors = {language: Floor(texts_of(collection.source, language)) for language in languages}
    answers = []
    for question in questions:
        floor = tuple(collection.names.get(page, page) for page in floors[question.language].search(question.text))
        ours = outcome(question, engines[question.language].search(question.text), collection.names)
        answers.append((ours, Outcome(question, floor, tuple(False for _ in floor))))
    return answers


def outcome(question: Question, answer: Answer, names: Mapping[str, str]) -> Outcome:
    """Return what an answer comes to. names: of the article that a page for one region is of, which is what was judged."""
    ids = tuple(names.get(result.document.id, result.document.id) for result in answer.results)
    return Outcome(question, ids, tuple(result.weak for result in answer.results), answer.corrected)


def add_up(outcomes: Sequence[Outcome]) -> Sums:
    """Return the row of a set."""
    ranks = [outcome.rank for outcome in outcomes if outcome.question.relevant]
    weak = [outcome.right_is_weak for outcome in outcomes if outcome.right_is_weak is not None]
    shown = [outcome.shown for outcome in outcomes if not outcome.question.relevant]
    return Sums(
        questions=len(ranks),
        mrr=statistics.fmean(ranks),
        first=statistics.fmean(rank == 1 for rank in ranks),
        first_three=statistics.fmean(rank >= 1 / 3 for rank in ranks),
        right_called_weak=f"{sum(weak)}/{len(weak)}",
        unanswerable=len(shown),
        quiet=statistics.fmean(not number for number in shown) if shown else None,
        shown=statistics.fmean(shown) if shown else None,
    )


def print_sums(rows: Sequence[tuple[str, Sums]]) -> None:
    """Print the table of all sets."""
    print(f"\n{'set':28}    n  MRR@10   first  first 3  right called weak  unanswerable  quiet  shown above weak")
    for name, sums in rows:
        line = f"{name:28}{sums.questions:5}{sums.mrr:8.3f}{sums.first:8.3f}{sums.first_three:9.3f}"
        if not name.startswith(" "):
            line += f"{sums.right_called_weak:>19}"
        if sums.quiet is not None and sums.shown is not None and not name.startswith(" "):
            line += f"{sums.unanswerable:14}{sums.quiet:7.2f}{sums.shown:18.1f}"
        print(line)


def print_misses(outcomes: Sequence[Outcome]) -> None:
    """Print the questions whose first article is a wrong one, or that have no answer and got one that is not called weak."""
    for outcome in sorted(outcomes, key=lambda outcome: outcome.rank):
        question = outcome.question
        if outcome.rank == 1 or not (question.relevant or outcome.shown):
            continue
        found = " ".join(article + "~" * weak for article, weak in zip(outcome.found[:4], outcome.weak, strict=False))
        read = f" → {outcome.corrected}" if outcome.corrected else ""
        print(f"  {outcome.rank:.2f} {question.text}{read} | {' '.join(sorted(question.relevant)) or '(none)'} | {found}")


def derived(data: Path, cap: int, cache: Path) -> Iterator[Row]:
    """Give the rows of the derived dev sets, so that no change helps questions and harms them."""
    for name in ("corpus", "drcd"):
        yield from measure_collection(read_collection(data / name, cache), data, cap)[0]


def main() -> int:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("bench", type=Path, metavar="BENCH_DIR")
    parser.add_argument("--set", action="append", choices=SETS, help="(default: all)")
    parser.add_argument("--misses", action="store_true", help="list the questions that are not answered first")
    parser.add_argument("--derived", type=int, default=0, metavar="N", help="measure the derived sets too, N queries of a kind")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep rendered articles here between runs")
    options = parser.parse_args()
    rows, sites = [], dict[str, Collection]()
    with tempfile.TemporaryDirectory() as folder:
        cache = options.cache or Path(folder)
        for name in options.set or SETS:
            site = name.partition("-")[0]
            if site not in sites:
                sites[site] = shop_site() if site == "shop" else support_site(options.bench / "data", cache)
            groups = defaultdict[Language, list[Question]](list)
            for question in read_questions(options.bench / "plain" / f"{name}.jsonl"):
                groups[question.language].append(question)
            for language, questions in sorted(groups.items()):
                answers = ask(questions, sites[site])
                label = name if len(groups) == 1 else f"{name} {language}"
                rows.append((label, add_up([ours for ours, _ in answers])))
                rows.append(("  plain BM25", add_up([floor for _, floor in answers])))
                if options.misses:
                    print(f"\n{label}")
                    print_misses([ours for ours, _ in answers])
        print_sums(rows)
        if options.derived:
            print_rows(list(derived(options.bench / "data", options.derived, cache)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
