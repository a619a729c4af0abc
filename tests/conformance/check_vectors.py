"""Check the vectors themselves: python tests/conformance/check_vectors.py

Each file is a list of {"id", "spec", "why", "in", "out"}; ids are unique; every cited clause exists in docs/spec.
In index-format.md a clause says MUST at most once, and each that does is cited by a vector.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SPECIFICATIONS = FOLDER.parent.parent / "docs" / "spec"
KEYS = ["id", "spec", "why", "in", "out"]
CLAUSE = re.compile(r"^- \*\*(\d+(?:\.\d+)+)(?: \([^)]*\))?\*\* ", re.MULTILINE)
COVERED = "index-format"


def clauses(name: str) -> dict[str, str]:
    """Return the clauses of a specification: number → text, up to the next clause or chapter."""
    text = (SPECIFICATIONS / f"{name}.md").read_text("utf-8")
    found = list(CLAUSE.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return {match[1]: text[match.end() : end].partition("\n## ")[0] for match, end in zip(found, ends, strict=True)}


def vectors() -> Iterator[tuple[str, Any]]:
    """Yield the vectors of all files with the name of their file."""
    for path in sorted(FOLDER.glob("*.json")):
        yield from ((path.name, vector) for vector in json.loads(path.read_text("utf-8")))


def problems() -> Iterator[str]:
    """Yield everything that is wrong, in words."""
    ids = Counter(vector.get("id") for _, vector in vectors())
    yield from (f"{number} vectors have the id {name!r}" for name, number in ids.items() if number > 1)
    known: dict[str, dict[str, str]] = {}
    cited: set[tuple[str, str]] = set()
    for file, vector in vectors():
        place = f"{file}: {vector.get('id')}"
        if list(vector) != KEYS:
            yield f"{place}: the keys are {list(vector)}, not {KEYS}"
            continue
        name, _, clause = vector["spec"].partition(" ")
        known.setdefault(name, clauses(name))
        cited.add((name, clause))
        if clause not in known[name]:
            yield f"{place}: {vector['spec']!r} is no clause of docs/spec/{name}.md"
        if not vector["why"].strip():
            yield f"{place}: no reason given"
    for clause, text in known[COVERED].items():
        if text.count("MUST") > 1:
            yield f"{COVERED} {clause} says MUST more than once"
        if "MUST" in text and (COVERED, clause) not in cited:
            yield f"{COVERED} {clause} says MUST and no vector cites it"


def main() -> int:
    found = list(problems())
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
