"""Plant gaps in a made-up shop, and print how many of them kbgen finds, explains, closes rightly, and knows to be closed.

    python benchmarks/planted.py [--seeds 1,2,5,6] [--number 40] [--misses] [--without-fixes]

The generator is in tests/insights/planted_*.py; docs/diagnosis.md has the table.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "insights")]

from planted_run import Outcome, diagnosed, fix_all, planted_shop, share, table, weeks_later  # noqa: E402


def outcomes_of(seed: int, number: int, *, with_fixes: bool) -> list[Outcome]:
    """Return what became of the gaps of one shop."""
    with tempfile.TemporaryDirectory(prefix="kbgen-planted-") as folder:
        shop = planted_shop(Path(folder), seed=seed, number=number)
        outcomes = diagnosed(shop)
        if with_fixes:
            fix_all(shop, outcomes)
            weeks_later(shop, outcomes)
    return outcomes


def missed(outcome: Outcome, *, with_fixes: bool) -> str:
    """Return what is wrong with an outcome, or an empty text."""
    plant = outcome.plant
    reasons = [f"{r.evidence.value}: {r.typed} > {r.ours}" for r in outcome.gap.diagnosis.reasons] if outcome.gap else []
    if not outcome.is_diagnosed:
        return f"{plant}: {outcome.verdict} {reasons}"
    if with_fixes and not outcome.is_fixed:
        return f"{plant}: {outcome.fix}"
    return f"{plant}: {outcome.fix}: {outcome.state}" if outcome.finds is not None and not outcome.follows else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1,2,5,6", help="a shop for each (default: %(default)s)")
    parser.add_argument("--number", type=int, default=40, metavar="N", help="gaps of each cause (default: %(default)s)")
    parser.add_argument("--misses", action="store_true", help="print each gap with which something is wrong")
    parser.add_argument(
        "--without-fixes", action="store_true", help="find and explain only: seconds instead of a quarter of an hour"
    )
    options = parser.parse_args()
    with_fixes = not options.without_fixes
    outcomes: list[Outcome] = []
    for seed in options.seeds.split(","):
        outcomes += outcomes_of(int(seed), options.number, with_fixes=with_fixes)
    if options.misses:
        print(*filter(None, (missed(one, with_fixes=with_fixes) for one in outcomes)), sep="\n")
    print(f"{table(outcomes)}\n")
    again = [one for one in outcomes if one.finds is not None]
    shares = {"found": share(outcomes, lambda one: one.is_found), "diagnosed": share(outcomes, lambda one: one.is_diagnosed)}
    if again:
        shares |= {"fixed": share(outcomes, lambda one: one.is_fixed), "closed": share(again, lambda one: one.follows)}
    print(", ".join(f"{name} {value:.1%}" for name, value in shares.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
