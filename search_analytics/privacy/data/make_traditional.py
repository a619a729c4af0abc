"""Make traditional.tsv again (a development tool, never run by the collector).

    python search_analytics/privacy/data/make_traditional.py kbgen/text/data/fold.tsv OPENCC_DICTIONARY_DIR

The families of characters are those of the search; OpenCC says which Traditional character stands for a family.
Source and licence: README.md in this folder.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(fold_table: Path, opencc_dir: Path) -> None:
    """Write, for each family, its Traditional character and the others."""
    rows = (line.split("\t") for line in (opencc_dir / "STCharacters.txt").read_text("utf-8").splitlines() if "\t" in line)
    traditional = {row[0]: row[1].split(" ")[0] for row in rows if len(row[0]) == 1}
    families: dict[str, set[str]] = {}
    for line in fold_table.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            variant, folded = line.split("\t")
            families.setdefault(folded, {folded}).add(variant)
    lines = [
        "# The Traditional character of a family, its other characters. Sources: OpenCC, and the families of kbgen/text/data"
    ]
    for folded in sorted(families):
        shown = traditional.get(folded, folded)
        lines.append(f"{shown}\t{''.join(sorted(families[folded] - {shown}))}")
    (Path(__file__).parent / "traditional.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
