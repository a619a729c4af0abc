"""List a sample of what `kbgen check` finds, each with the line that it means, for judging by eye.

    kbgen check --json | python benchmarks/findings.py half-width-punctuation --most 50 --seed 1

Run it in the folder of the site. The same seed draws the same sample of the same findings.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

_LONGEST_LINE = 300


def main() -> None:
    """Print the sample, or how often each code was found where none is named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("code", nargs="?", help="of the findings (default: count all)")
    parser.add_argument("--most", type=int, default=50, help="how many to list (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw (default: %(default)s)")
    options = parser.parse_args()
    problems = json.load(sys.stdin)["problems"]
    if not options.code:
        for code, count in Counter(problem["code"] for problem in problems).most_common():
            print(f"{count:6} {code}")
        return
    found = [problem for problem in problems if problem["code"] == options.code]
    drawn = random.Random(options.seed).sample(found, min(options.most, len(found)))
    for problem in sorted(drawn, key=lambda problem: (problem["path"], problem["line"])):
        path = Path(problem["path"])
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        line = lines[problem["line"] - 1] if 0 < problem["line"] <= len(lines) else ""
        print(f"{path}:{problem['line']}: {problem['message']}\n    {line.strip()[:_LONGEST_LINE]}")
    print(f"{len(drawn)} of {len(found)}", file=sys.stderr)


if __name__ == "__main__":
    main()
