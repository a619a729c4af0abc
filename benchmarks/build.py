"""Measure what a cold build costs, and how much of it is the search index.

    python benchmarks/build.py MARKDOWN_DIR [--without-proof]

MARKDOWN_DIR holds `en/` and `zh-hant/`. --without-proof: the finished index is not asked for titles, keywords and synonyms.
Processor time of this process and of its helpers, in one run, so that the shares hold
on a busy machine as well. Prints JSON.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from search_adapter import CONFIG

import kbgen.site.search_index as stage
from kbgen.mkdocs_plugin.engine import build_site
from kbgen.mkdocs_plugin.plugin import Observer


def main(markdown: Path, *, proof: bool) -> int:
    """Build the portal of `markdown` in a folder of its own and print what that took."""
    spent = {"indexing": 0.0, "proof": 0.0}
    if not proof:
        stage.unfindable = lambda *_: []
    stage.build_index = _timed("indexing", stage.build_index, spent)
    stage.unfindable = _timed("proof", stage.unfindable, spent)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for language in ("en", "zh-hant"):
            shutil.copytree(markdown / language, project / "content" / language)
        (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        before, start = _cpu_seconds(), monotonic()
        built = build_site(project / "mkdocs.yml", project / "site", Observer(on_warnings=lambda _: None))
        seconds, total = monotonic() - start, _cpu_seconds() - before
    own, helper = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    outcome = {
        "pages": built.pages,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(total, 1),
        **{f"{name}_cpu_seconds": round(cpu, 1) for name, cpu in spent.items()},
        "indexing_share": round(spent["indexing"] / total, 3),
        "peak_memory_mb": own // 1024,
        "peak_memory_helper_mb": helper // 1024,
    }
    print(json.dumps(outcome, indent=2))
    return 0


def _timed(name: str, run: Callable[..., Any], spent: dict[str, float]) -> Any:
    def timed(*arguments: Any, **options: Any) -> Any:
        before = _cpu_seconds()
        try:
            return run(*arguments, **options)
        finally:
            spent[name] += _cpu_seconds() - before

    return timed


def _cpu_seconds() -> float:
    """Return the processor time of this process and of its helpers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), proof="--without-proof" not in sys.argv))
