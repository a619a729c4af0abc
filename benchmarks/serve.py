"""Measure how long a writer waits under `kbgen serve`: from a saved sentence to its page, and to the whole site with its search.

    python benchmarks/serve.py [--pairs 1000] [--edits 9]

The tree comes from `pairs_tree.py`. Each edit changes another article and waits until the build after it has ended, as a writer
does who looks at what was written. Seconds of the clock, which tell of the load of the machine too.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

from pairs_tree import write_project

BUILT = re.compile(r"^(?:re)?built ", re.MULTILINE)
ADDRESS = re.compile(r"^Serving on (\S+)$", re.MULTILINE)
POLL_SECONDS = 0.01
DEADLINE_SECONDS = 300.0


def main() -> int:
    """Serve, edit, and print what was waited for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=1_000)
    parser.add_argument("--edits", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        project = Path(place)
        write_project(options.pairs, project)
        output = project / "serve.txt"
        command = [sys.executable, "-m", "kbgen", "serve", "--config", "mkdocs.yml"]
        with output.open("wb") as stream:
            server = subprocess.Popen(command, cwd=project, stdout=stream, stderr=stream)
        try:
            waited = _edits(project, output, options.edits)
        finally:
            server.terminate()
            server.wait()
    for what, seconds in zip(("the page", "the site and its search"), zip(*waited, strict=True), strict=True):
        print(f"{options.pairs:,} pairs, {what}: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s")
    return 0


def _edits(project: Path, output: Path, edits: int) -> list[tuple[float, float]]:
    """Return for each edit the seconds until its sentence was on the page, and until the site was built."""
    _wait(lambda: ADDRESS.search(output.read_text("utf-8")))
    address = ADDRESS.findall(output.read_text("utf-8"))[0]
    articles = sorted(path for path in (project / "content/en").rglob("*.md") if path.stem != "index")
    waited = []
    for number in range(edits):
        article = articles[number * len(articles) // edits]
        page = f"{address}{article.relative_to(project / 'content').with_suffix('.html').as_posix()}"
        sentence = f"Sentence {number} of the benchmark."
        before = _builds(output)
        start = monotonic()
        article.write_text(f"{article.read_text('utf-8')}\n\n{sentence}\n", encoding="utf-8")
        _wait(lambda page=page, sentence=sentence: sentence in urlopen(page).read().decode())
        shown = monotonic() - start
        _wait(lambda before=before: _builds(output) > before)
        waited.append((shown, monotonic() - start))
    return waited


def _builds(output: Path) -> int:
    return len(BUILT.findall(output.read_text("utf-8")))


def _wait(is_so: Callable[[], object]) -> None:
    until = monotonic() + DEADLINE_SECONDS
    while not is_so():
        if monotonic() > until:
            raise SystemExit("kbgen serve did not do it")
        sleep(POLL_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
