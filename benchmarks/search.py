"""Measure kbgen's search, its Python twin, on the data of a search benchmark.

    python benchmarks/search.py DATA_DIR [--cap 200] [--growth] [--json] [--cache DIR]

DATA_DIR holds collections of Markdown, `<collection>/{en,zh-hant}/`, and `queries/*.dev.jsonl`; see benchmarks/README.md.
Articles go through kbgen's own pipeline; the index stays in memory.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

from search_adapter import CONFIG
from search_floor import Floor, texts_of
from search_nonsense import NONSENSE
from search_transfer import growth, transfer

from kbgen.index.build import IndexSource, build_index
from kbgen.model import LANGUAGES, Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader
from kbgen.settings.site import load
from kbgen.site.index_source import index_source
from kbgen.site.portal import prepare

OUTCOMES = ("exact", "corrected", "weak", "none")


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a set. relevant: ids of the articles it is for; empty for nonsense. language: of the reader."""

    text: str
    language: Language
    kind: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles of one folder, ready to be indexed.

    ids: by path below DATA_DIR. names: of the article that a page for one region is of, by the id of the page.
    """

    name: str
    source: IndexSource
    ids: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of queries of one set got. outcomes: how many had each. floor_mrr, floor_ratio: None where there is none."""

    set: str
    language: str
    kind: str
    queries: int
    mrr: float
    recall: float
    p50_ms: float
    p95_ms: float
    outcomes: Mapping[str, int]
    floor_mrr: float | None
    floor_ratio: float | None


def read_collection(folder: Path, cache: Path) -> Collection:
    """Read and render a collection as a build would."""
    with tempfile.TemporaryDirectory() as project:
        config = Path(project) / "mkdocs.yml"
        places = f"docs_dir: {json.dumps(str(folder.resolve()))}"
        text = CONFIG.replace("docs_dir: content", places).replace(
            "  - kbgen:\n", f"  - kbgen:\n      cache: {cache.resolve()}\n"
        )
        config.write_text(text, encoding="utf-8")
        portal = prepare(load(config))
    ids = {f"{folder.name}/{path}": str(article) for (_, article), path in portal.paths.items()}
    return Collection(folder.name, index_source(portal), ids)


def read_queries(path: Path, collection: Collection) -> Iterator[Query]:
    """Give the queries of a set whose articles are in this collection."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        relevant = frozenset(collection.ids[place] for place in row["relevant"] if place in collection.ids)
        if relevant:
            # A query across languages is put by a reader of the articles' language.
            language: Language = "en" if row["relevant"][0].split("/")[1] == "en" else "zh-hant"
            yield Query(row["query"], language, row["kind"], relevant)


def spread(queries: Sequence[Query], cap: int) -> list[Query]:
    """Return at most `cap` of the queries, evenly spread over the set."""
    count = min(cap, len(queries))
    return [queries[number * len(queries) // count] for number in range(count)]


def reciprocal_rank(found: Sequence[str], relevant: frozenset[str]) -> float:
    """Return 1 over the place of the first relevant article, 0 where there is none."""
    return next((1 / place for place, article in enumerate(found, start=1) if article in relevant), 0.0)


def measure(name: str, queries: Sequence[Query], engine: SearchEngine, floor: Floor | None) -> Row:
    """Ask every query once and sum up."""
    ranks, times, outcomes = [], [], Counter[str]()
    for query in queries:
        start = perf_counter()
        answer = engine.search(query.text)
        times.append(perf_counter() - start)
        outcomes[answer.outcome] += 1
        ranks.append(reciprocal_rank([result.document.id for result in answer.results], query.relevant))
    floor_mrr = floor_ratio = None
    if floor is not None:
        start = perf_counter()
        found = [floor.search(query.text) for query in queries]
        floor_seconds = perf_counter() - start
        floor_mrr = statistics.fmean(reciprocal_rank(ids, query.relevant) for ids, query in zip(found, queries, strict=True))
        floor_ratio = sum(times) / floor_seconds
    times.sort()
    return Row(
        set=name,
        language=queries[0].language,
        kind=queries[0].kind,
        queries=len(queries),
        mrr=statistics.fmean(ranks),
        recall=statistics.fmean(rank > 0 for rank in ranks),
        p50_ms=1000 * times[len(times) // 2],
        p95_ms=1000 * times[int(len(times) * 0.95)],
        outcomes=dict(outcomes),
        floor_mrr=floor_mrr,
        floor_ratio=floor_ratio,
    )


def measure_collection(collection: Collection, data: Path, cap: int) -> tuple[list[Row], dict[str, object]]:
    """Measure every set of queries that is about a collection, and what the queries fetch."""
    start = process_time()
    built = build_index(collection.source)
    seconds = process_time() - start
    index = IndexReader(built.files.__getitem__)
    engines = {language: SearchEngine(index, language) for language in LANGUAGES}
    floors = {language: Floor(texts_of(collection.source, language)) for language in LANGUAGES}
    rows, clean = [], defaultdict[Language, list[str]](list)
    for path in sorted((data / "queries").glob("*.dev.jsonl")):
        kinds = defaultdict[tuple[Language, str], list[Query]](list)
        for query in read_queries(path, collection):
            kinds[query.language, query.kind].append(query)
        for (language, kind), queries in sorted(kinds.items()):
            sample = spread(queries, cap)
            if kind == "clean":
                clean[language] += (query.text for query in sample)
            floor = floors[language] if kind == "clean" else None
            rows.append(measure(path.name.removesuffix(".dev.jsonl"), sample, engines[language], floor))
            print(f"{rows[-1].set} {language} {kind}: {rows[-1].mrr:.3f}", file=sys.stderr)
    for language in LANGUAGES:
        if any(language in pair.sides for pair in collection.source.pairs):
            for kind, texts in NONSENSE[language].items():
                nonsense = [Query(text, language, kind, frozenset()) for text in texts]
                rows.append(measure("nonsense", nonsense, engines[language], None))
    facts: dict[str, object] = {
        "pairs": len(collection.source.pairs),
        "index_bytes": sum(map(len, built.files.values())),
        "index_files": len(built.files),
        "index_cpu_seconds": round(seconds, 1),
        "transfer": {language: transfer(built.files, language, texts) for language, texts in clean.items()},
    }
    return rows, facts


def as_json(row: Row) -> dict[str, object]:
    """Return a row for programs; nonsense has no right article, so no rank."""
    values = {name: getattr(row, name) for name in Row.__slots__}
    return values | ({"mrr": None, "recall": None} if row.set == "nonsense" else {})


def print_rows(rows: Sequence[Row]) -> None:
    """Print what queries got, and the confusion table of outcomes and kinds."""
    print("\nset                  language  kind          n   MRR@10   R@10  p50 ms  p95 ms  floor MRR  time/floor")
    for row in rows:
        if row.set != "nonsense":
            floor = "" if row.floor_mrr is None or row.floor_ratio is None else f"{row.floor_mrr:11.3f}{row.floor_ratio:11.1f}×"
            print(
                f"{row.set:20} {row.language:9} {row.kind:12}{row.queries:4}{row.mrr:9.3f}{row.recall:7.3f}"
                f"{row.p50_ms:8.1f}{row.p95_ms:8.1f}{floor}"
            )
    print("\nlanguage  kind              n   exact  corrected    weak    none")
    kinds = defaultdict[tuple[str, str], Counter[str]](Counter)
    for row in rows:
        kinds[row.language, row.kind].update(row.outcomes)
    for (language, kind), outcomes in sorted(kinds.items()):
        total = outcomes.total()
        shares = [100 * outcomes[outcome] / total for outcome in OUTCOMES]
        print(f"{language:9} {kind:12}{total:7}{shares[0]:7.0f}%{shares[1]:10.0f}%{shares[2]:7.0f}%{shares[3]:7.0f}%")


def main() -> int:
    """Measure, and print a report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--cap", type=int, default=200, help="queries of each kind of a set (default: %(default)s)")
    parser.add_argument("--collection", default="corpus", help="(default: %(default)s)")
    parser.add_argument("--growth", action="store_true", help="measure indexes of several sizes instead")
    parser.add_argument("--sizes", default="100,1000,2396,10000", help="of --growth, in pairs (default: %(default)s)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep rendered articles here between runs")
    parser.add_argument("--json", action="store_true", help="print the outcome for programs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        collection = read_collection(options.data / options.collection, options.cache or Path(folder))
    if options.growth:
        queries = [
            query
            for path in sorted((options.data / "queries").glob("corpus-??.dev.jsonl"))
            for query in read_queries(path, collection)
            if query.kind == "clean"
        ]
        texts = {language: [query.text for query in queries if query.language == language] for language in LANGUAGES}
        report: object = [growth(collection.source, int(size), texts) for size in options.sizes.split(",")]
        print(json.dumps(report, indent=2))
        return 0
    rows, facts = measure_collection(collection, options.data, options.cap)
    if options.json:
        print(json.dumps({"rows": [as_json(row) for row in rows], **facts}, ensure_ascii=False, indent=2))
    else:
        print_rows(rows)
        print(f"\n{json.dumps(facts, indent=2)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
