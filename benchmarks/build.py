"""Measure what builds cost, beside MkDocs with Material and, where they are installed, Zensical: like trees, one session.

    python benchmarks/build.py [--pairs 200,1000] [--tools kbgen,material] [--markdown DIR] [--json]

The trees come from `pairs_tree.py`; --markdown takes a folder with `en/` and `zh-hant/` instead. Processor seconds count every
process of a build and hold, more or less, on a machine that does other things; seconds of the clock do not. Peers are asked for
a cold build and one after an edit only, above SMALL pairs.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from pairs_tree import write_project
from search_adapter import CONFIG

SMALL = 1_000
MATERIAL = """site_name: Benchmark
site_url: https://benchmark.example/
docs_dir: content
use_directory_urls: false
theme:
  name: material
  features: [navigation.prune, navigation.indexes]
plugins: [search]
"""
TOOLS = {
    "kbgen": (sys.executable, "-m", "kbgen", "build", "--config", "mkdocs.yml"),
    "material": (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "material.yml", "-d", "material-site"),
    "zensical": ("zensical", "build", "--config-file", "material.yml"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took. processor_seconds: of all its processes; peak_mb: of the largest of them."""

    pairs: int
    tool: str
    after: str
    processor_seconds: float
    seconds: float
    peak_mb: int


def main() -> int:
    """Build, and print what it took."""
    options = _options()
    costs = []
    for pairs in options.pairs:
        for tool in options.tools:
            with tempfile.TemporaryDirectory() as place:  # each begins with the tree that no other has changed
                project = Path(place)
                _write(project, pairs, options.markdown)
                costs += _costs(project, pairs, tool)
    print(json.dumps([asdict(cost) for cost in costs], indent=1) if options.json else _table(costs))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", type=lambda text: [int(part) for part in text.split(",")], default=[200, 1_000])
    parser.add_argument("--tools", type=lambda text: text.split(","), default=["kbgen", "material"])
    parser.add_argument("--markdown", type=Path, help="articles in place of made-up ones")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for tool in options.tools:
        if tool not in TOOLS or not shutil.which(TOOLS[tool][0]):
            parser.error(f"{tool} is not here; known are {', '.join(TOOLS)}")
    return options


def _write(project: Path, pairs: int, markdown: Path | None) -> None:
    if markdown is None:
        write_project(pairs, project)
    else:
        for language in ("en", "zh-hant"):
            shutil.copytree(markdown / language, project / "content" / language)
        (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (project / "material.yml").write_text(MATERIAL, encoding="utf-8")


def _costs(project: Path, pairs: int, tool: str) -> Iterator[Cost]:
    article = next(path for path in sorted((project / "content/en").rglob("*.md")) if path.stem != "index")
    changes: list[tuple[str, Callable[[], object]]] = [
        ("nothing built yet", lambda: None),
        ("a sentence more", lambda: _append(article, "\n\nOne more sentence about parcels.\n")),
    ]
    if tool == "kbgen" or pairs <= SMALL:
        changes += [
            ("no change", lambda: None),
            ("a new article", lambda: shutil.copyfile(article, article.with_name("new-article.md"))),
            ("another title", lambda: _change(article, "title: ", "title: Newly ")),
            ("another name of the site", lambda: [_change(project / name, "Benchmark", "Shop") for name in _CONFIGS]),
        ]
    for after, change in changes:
        change()
        yield _cost(project, pairs, tool, after)


_CONFIGS = ("mkdocs.yml", "material.yml")


def _cost(project: Path, pairs: int, tool: str, after: str) -> Cost:
    start = monotonic()
    process = subprocess.Popen(TOOLS[tool], cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tool} failed on {pairs} pairs ({after}): {' '.join(TOOLS[tool])}")
    seconds, memory_mb = monotonic() - start, used.ru_maxrss // 1024
    return Cost(pairs, tool, after, round(used.ru_utime + used.ru_stime, 1), round(seconds, 1), memory_mb)


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _change(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def _table(costs: Sequence[Cost]) -> str:
    lines = ["| Pairs | Tool | After | Processor s | Clock s | Peak MB |", "| ---: | --- | --- | ---: | ---: | ---: |"]
    for cost in costs:
        numbers = f"{cost.processor_seconds:.1f} | {cost.seconds:.1f} | {cost.peak_mb}"
        lines.append(f"| {cost.pairs:,} | {cost.tool} | {cost.after} | {numbers} |")
    return "\n".join([*lines, *_growth(costs)])


def _growth(costs: Sequence[Cost]) -> Iterator[str]:
    """Yield by which power of the pairs the cost of a cold build grows, from the smallest tree to the largest."""
    for tool in dict.fromkeys(cost.tool for cost in costs):
        cold = [cost for cost in costs if cost.tool == tool and cost.after == "nothing built yet"]
        if cold[-1].pairs > cold[0].pairs:
            power = math.log(cold[-1].processor_seconds / cold[0].processor_seconds) / math.log(cold[-1].pairs / cold[0].pairs)
            yield f"\n{tool}, cold: processor seconds grow as pairs to the power of {power:.2f}"


if __name__ == "__main__":
    sys.exit(main())
