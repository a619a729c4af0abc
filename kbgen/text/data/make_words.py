"""Make `english_words.txt` of this folder again from SCOWL (a development tool, never run by a build).

    python kbgen/text/data/make_words.py SCOWL_DIR

SCOWL_DIR holds `english-words.10` and the like: `/usr/share/dict/scowl` of Debian's package scowl. Licence: LICENSE-SCOWL.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
RAREST_LEVEL = 60
"""SCOWL's size: 10 the commonest words, 50 a medium dictionary, 60 a large one, with 26 of 63,973 mistakes; 70 has 186."""
KINDS = tuple(
    f"{place}-{kind}" for place in ("english", "american", "british", "canadian") for kind in ("words", "upper", "proper-names")
)
SHORTEST = 3
"""Letters: shorter words are never mended (index-format 6.1)."""
HEADER = """\
# English words and names, so that a word which no article holds is known to be no typing mistake.
# Source: SCOWL 2020.12.07 by Kevin Atkinson, sizes up to 60, lower case, letters only, of 3 letters or more.
# Licence: LICENSE-SCOWL.
"""


def words(folder: Path) -> set[str]:
    """Return the words of all lists that are common enough."""
    found: set[str] = set()
    for path in folder.iterdir():
        kind, _, level = path.name.rpartition(".")
        if kind in KINDS and int(level) <= RAREST_LEVEL:
            lower = _plain(path.read_text("utf-8").lower()).split("\n")
            found.update(word for word in lower if len(word) >= SHORTEST and re.fullmatch("[a-z]+", word))
    return found


def _plain(text: str) -> str:
    """Return a text without accents, as readers' words are compared: cafe for café."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


if __name__ == "__main__":
    (HERE / "english_words.txt").write_text(HEADER + "".join(f"{word}\n" for word in sorted(words(Path(sys.argv[1])))), "utf-8")
