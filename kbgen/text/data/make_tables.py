"""Make the character tables of this folder again from their sources (a development tool, never run by a build).

    python kbgen/text/data/make_tables.py UNIHAN_DIR OPENCC_DICTIONARY_DIR

UNIHAN_DIR holds Unihan_*.txt or .txt.bz2 (Debian's package unicode-data); OPENCC_DICTIONARY_DIR holds TSCharacters.txt and
the TW/HK variant tables (the folder `opencc/dictionary` of the PyPI package opencc-python-reimplemented).
Licences: README.md in this folder.
"""

from __future__ import annotations

import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
TONE_MARKS = re.compile("[\u0300\u0301\u0304\u030c]")


def unihan(folder: Path, file: str, *fields: str) -> Iterator[tuple[str, str, str]]:
    """Yield (character, field, value) of the named fields."""
    path = folder / f"Unihan_{file}.txt"
    text = path.read_text("utf-8") if path.exists() else bz2.decompress(Path(f"{path}.bz2").read_bytes()).decode()
    for line in text.splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t", 2)
            if field in fields:
                yield chr(int(code[2:], 16)), field, value


def opencc(folder: Path, file: str) -> dict[str, str]:
    """Return single characters mapped to the first alternative of an OpenCC table."""
    rows = (line.split("\t") for line in (folder / file).read_text("utf-8").splitlines() if "\t" in line)
    return {row[0]: row[1].split(" ")[0] for row in rows if len(row[0]) == 1}


def fold_table(unihan_dir: Path, opencc_dir: Path) -> dict[str, str]:
    """Map every variant to one character per family, Simplified where there is one; chains are followed to their end."""
    step: dict[str, str] = {}
    for char, _, value in unihan(unihan_dir, "Variants", "kZVariant"):
        target = chr(int(value.split()[0].split("<")[0][2:], 16))
        if char > target and ord(target) < 0xA000:
            step[char] = target
    step.update({"裏": "里", "裡": "里", "著": "着", "麽": "么", "麼": "么", "衹": "只", "祇": "只", "啓": "启", "噉": "咁"})
    for file in ("TWVariants.txt", "HKVariants.txt"):
        for char, variant in opencc(opencc_dir, file).items():
            if char != variant:
                step.setdefault(variant, char)
    traditional = opencc(opencc_dir, "TSCharacters.txt")
    # The Simplified form is where a family ends: a table that leads away from it (户 → 戶 in Taiwan) would make a circle.
    for simple in traditional.values():
        step.pop(simple, None)
    step.update({char: simple for char, simple in traditional.items() if char != simple})
    step["帐"] = "账"  # 帳戶 and 賬戶 are one word
    step["著"] = "着"  # readers write both for the particle; the rarer 著作 still folds the same way on both sides
    table: dict[str, str] = {}
    for char in sorted(step):
        seen, target = {char}, step[char]
        while target in step and target not in seen:
            seen.add(target)
            target = step[target]
        if target != char and target not in seen - {target} and len(target) == 1:
            table[char] = target
    return table


def plain_pinyin(reading: str) -> str:
    """Return a Unihan pinyin reading without its tone mark, ü written v: `lǜ` → `lv`."""
    return unicodedata.normalize("NFC", TONE_MARKS.sub("", unicodedata.normalize("NFD", reading))).replace("ü", "v")


def write(name: str, header: str, rows: list[str]) -> None:
    """Write a table with its header line."""
    (HERE / name).write_text(f"# {header}\n" + "\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(rows)} rows\n")


def main(unihan_dir: Path, opencc_dir: Path) -> None:
    """Write fold.tsv and characters.tsv."""
    fold = fold_table(unihan_dir, opencc_dir)
    write(
        "fold.tsv",
        "variant, folded. Sources: OpenCC character tables, Unihan kZVariant",
        [f"{c}\t{fold[c]}" for c in sorted(fold)],
    )

    core = {char for char, _, value in unihan(unihan_dir, "DictionaryLikeData", "kUnihanCore2020") if set(value) & set("GHT")}
    common = {c for c in core if ord(c) < 0xA000}
    features: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(char: str, field: str, values: list[str]) -> None:
        if char in common:
            known = features[fold.get(char, char)][field]
            known.extend(value for value in values if value and value not in known)

    for char, _, value in unihan(unihan_dir, "Readings", "kMandarin"):
        add(char, "pinyin", [plain_pinyin(reading) for reading in value.split()])
    for char, _, value in unihan(unihan_dir, "Readings", "kHanyuPinlu"):
        frequent = [item for item in value.split() if int(item[item.index("(") + 1 : -1]) >= 30]
        add(char, "pinyin", [plain_pinyin(item[: item.index("(")]) for item in frequent])
    for char, _, value in unihan(unihan_dir, "Readings", "kCantonese"):
        add(char, "jyutping", value.split())
    for char, _, value in unihan(unihan_dir, "DictionaryLikeData", "kPhonetic"):
        add(char, "phonetic", [item.strip("*x") for item in value.split()])
    for char, _, value in unihan(unihan_dir, "DictionaryLikeData", "kCangjie"):
        add(char, "cangjie", value.split())
    rows = [
        "\t".join([char, *(" ".join(features[char][field]) for field in ("pinyin", "jyutping", "phonetic", "cangjie"))])
        for char in sorted(features)
    ]
    write("characters.tsv", "folded character, pinyin, Jyutping, phonetic series, Cangjie. Source: Unihan", rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
