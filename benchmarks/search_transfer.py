"""What searches fetch, and how indexes grow."""

from __future__ import annotations

import gzip
import json
import pickle
import resource
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from time import process_time

from kbgen.index.build import IndexSource, build_index
from kbgen.model import LANGUAGES, ArticleId, Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader
from kbgen.site.assets.bundles import read_bundles
from kbgen.site.assets.published_assets import published_assets
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.proof.first_search import SHOWN_RESULTS, stages_of

SESSIONS = 30
HOST_GZIP_LEVEL = 6


def transfer(files: Mapping[str, bytes], language: Language, queries: Sequence[str]) -> dict[str, object]:
    """Return bytes of sessions with two queries each, opened by the pack of the language as in a browser.

    cold: index and worker before the first results. following: the second query. Requests are counted likewise.
    waves: round trips from the focus in the box to the first results, the worker and the pack being one.
    by_part: mean of what both queries fetch of each kind of file.
    """
    scripts = published_scripts()
    places = parts_of_index(files)
    cold, following, requests, waves = [], [], [], []
    manifest = json.loads(files["manifest.json"])
    by_part: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    count = min(SESSIONS, len(queries) - 1)
    for number in range(count):
        at = number * (len(queries) - 1) // count
        names: list[str] = []

        def read(name: str, names: list[str] = names) -> bytes:
            names.append(name)
            return files[name]

        engine = SearchEngine(IndexReader(read, pack=language), language)
        engine.search(queries[at], limit=SHOWN_RESULTS)
        first = len(names)
        engine.search(queries[at + 1], limit=SHOWN_RESULTS)
        fetched = [len(files[name]) for name in names]
        parts = [places.get(name.partition("/")[0], "texts") for name in names]
        waves.append(1 + len(set(stages_of(names[1:first], manifest))))
        cold.append(sum(fetched[:first]) + sum(scripts))
        requests.append(first + len(scripts))
        following.append(sum(fetched[first:]))
        for place, (part, size) in enumerate(zip(parts, fetched, strict=True)):
            by_part[place >= first][part] += size
    return {
        "sessions": count,
        "scripts_bytes": sum(scripts),
        "cold_bytes_p50": round(statistics.median(cold)),
        "cold_bytes_max": max(cold),
        "cold_requests_p50": round(statistics.median(requests)),
        "cold_waves_p50": round(statistics.median(waves)),
        "cold_waves_max": max(waves),
        "following_bytes_p50": round(statistics.median(following)),
        "following_bytes_p95": sorted(following)[int(count * 0.95)],
        "cold_by_part": {part: size // count for part, size in by_part[0].most_common()},
        "following_by_part": {part: size // count for part, size in by_part[1].most_common()},
    }


def parts_of_index(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what each file or folder that a search may fetch is, by its name."""
    manifest = json.loads(files["manifest.json"])
    parts = {"en.pack": "pack", "zh-hant.pack": "pack", manifest["words"]["name"]: "words"}
    for family, place in manifest["families"].items():
        parts |= {place["name"]: f"shards {family}", f"{place['directory']}.bin": "directories"}
    parts |= {f"{name}.bin": f"lexicons {script}" for script, name in manifest["lexicons"].items()}
    parts |= {place["name"]: f"aliases {script}" for script, place in manifest["aliases"].items()}
    parts[manifest["real"]["name"]] = "real words"
    for place in manifest.get("answers", {}).values():
        parts |= {f"{place['name']}.bin": "answers", place["entries"]: "answers"}
    parts |= {f"{manifest[member]}.bin": member for member in ("forms", "characters")}
    parts |= {f"{name}.bin": f"starts {script}" for script, name in manifest["starts"].items()}
    return parts | dict.fromkeys(manifest["documents"].values(), "documents")


def published_scripts() -> list[int]:
    """Return the bytes of the worker, as a site publishes it and a host would send it."""
    root = theme_folder()
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*") if path.is_file()}
    published = published_assets(files, read_bundles(root))
    return [len(gzip.compress(published["assets/search/worker.js"], HOST_GZIP_LEVEL))]


def growth(source: IndexSource, size: int, queries: Mapping[Language, Sequence[str]]) -> dict[str, object]:
    """Measure an index of `size` pairs, in a fresh process so that its peak memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.pickle"
        path.write_bytes(pickle.dumps(resized(source, size)))
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            return pool.submit(_measure_size, path, queries).result()


def resized(source: IndexSource, size: int) -> IndexSource:
    """Return evenly spread pairs of the source, or all of them and copies with ids of their own."""
    total = len(source.pairs)
    if size <= total:
        return replace(source, pairs=tuple(source.pairs[number * total // size] for number in range(size)))
    pairs = []
    for number in range(size):
        copy, at = divmod(number, total)
        pair = source.pairs[at]
        pairs.append(replace(pair, id=ArticleId(f"copy-{copy}/{pair.id}"), urls={}) if copy else pair)
    return replace(source, pairs=tuple(pairs))


def _measure_size(path: Path, queries: Mapping[Language, Sequence[str]]) -> dict[str, object]:
    source: IndexSource = pickle.loads(path.read_bytes())  # this process's parent wrote it
    before_mb = _peak_mb()
    start = process_time()
    files = build_index(source).files
    seconds = process_time() - start
    peak_mb = _peak_mb()
    return {
        "pairs": len(source.pairs),
        "index_bytes": sum(map(len, files.values())),
        "index_files": len(files),
        "cpu_seconds": round(seconds, 1),
        "peak_mb": peak_mb,
        "peak_mb_before_indexing": before_mb,
        "transfer": {language: transfer(files, language, queries[language]) for language in LANGUAGES},
    }


def _peak_mb() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)
