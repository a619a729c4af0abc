"""Measure the redaction of searches: how much is caught, how much is changed without need, and how long a text can take.

    python benchmarks/redaction.py

The lists are those of tests/search_analytics. A time is the least of thirty runs; the worst is that of 190 hostile texts of
200 characters, hand-made and random. Prints JSON.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from pathlib import Path

from search_analytics.privacy.match_key import clean_text
from search_analytics.privacy.redaction import redact

LISTS = Path(__file__).parents[1] / "tests" / "search_analytics"
HOSTILE = (
    *(
        "1 ",
        "1-",
        "a1",
        "1.1.",
        "a@",
        "a.b@",
        ":",
        "0:",
        "+1(",
        "order ",
        "訂單編號",
        "一",
        "九一二",
        "a at b dot ",
        "A123456(",
        "http://",
    ),
    *(
        "ab?c#",
        "x.y/",
        "4111 ",
        "12 34 ",
        "0912",
        "852 ",
        "eyJ",
        "aA1_",
        "!#$%&'*+/=?^`{|}~-",
        "is is no ",
        "order #:",
        "1234567 ",
    ),
    *("100 ", "(02) ", "2026-10-", "a", "身分證號碼", "⟨", "１２３ ", "٦١", "1", "12345678 ", "0x", "1-2."),
)
ALPHABET = "0123456789 -.@:/#?+()ab訂單一二⟨⟩order"


def main() -> int:
    found = {path.stem: _outcome(path) for path in sorted(LISTS.glob("redaction_*.json"))}
    draw = random.Random(3)
    hostile = [(part * 200)[:200] for part in HOSTILE]
    hostile += ["".join(draw.choice(ALPHABET) for _ in range(200)) for _ in range(150)]
    ordinary = json.loads((LISTS / "redaction_held_out.json").read_text("utf-8"))["ordinary"]
    times = {
        "worst_ms": round(max(_milliseconds(clean_text(text)) for text in hostile), 3),
        "ordinary_mean_ms": round(statistics.mean(_milliseconds(clean_text(text)) for text in ordinary), 4),
    }
    json.dump({"lists": found, **times}, sys.stdout, indent=1)
    return 0


def _outcome(path: Path) -> dict[str, str]:
    entries = json.loads(path.read_text("utf-8"))
    personal, ordinary = entries["personal"], entries["ordinary"]
    caught = sum(clean_text(secret) not in redact(clean_text(query)) for query, secret in personal)
    changed = sum(redact(clean_text(query)) != clean_text(query) for query in ordinary)
    return {"caught": f"{caught} of {len(personal)}", "changed": f"{changed} of {len(ordinary)}"}


def _milliseconds(text: str) -> float:
    best = float("inf")
    for _ in range(30):
        started = time.perf_counter()
        redact(text)
        best = min(best, time.perf_counter() - started)
    return best * 1000


if __name__ == "__main__":
    sys.exit(main())
