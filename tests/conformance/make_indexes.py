"""Write `indexes/*.files.json`, the two small indexes of the vectors: python tests/conformance/make_indexes.py

hand: postings, costs and features written by hand. shop: articles, through the builder.
A file of `*.files.json` maps names to base64, so that JavaScript reads the bytes that Python wrote.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kbgen.index.articles import IndexedArticle, IndexedPair
from kbgen.index.build import IndexSource, build_index
from kbgen.index.codec import (
    FORMAT,
    TermPostings,
    column,
    encode_lexicon,
    encode_shard,
    encode_starts,
    encode_terms,
    encode_varints,
    folder_name,
    letters_start,
    pack,
    seal,
    single_name,
    source_start,
)
from kbgen.index.packs import build_packs
from kbgen.model import ArticleId, Section
from kbgen.text.aliases import Alias
from kbgen.text.normalise import is_han
from kbgen.text.tokens import canonical

FOLDER = Path(__file__).parent / "indexes"


def read_source(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def shop_files(source: Mapping[str, Any]) -> dict[str, bytes]:
    """Build the index of articles."""
    pairs = tuple(
        IndexedPair(ArticleId(pair["id"]), {language: _article(side) for language, side in pair["sides"].items()})
        for pair in source["pairs"]
    )
    aliases = tuple(Alias(canonical(word), canonical(target), *rest) for word, target, *rest in source["aliases"])
    return dict(build_index(IndexSource(pairs, "shop", aliases=aliases, own_words=tuple(source["own_words"]))).files)


def _article(side: Mapping[str, Any]) -> IndexedArticle:
    sections = tuple(Section(anchor, 2 if anchor else 1, title, text) for anchor, title, text in side["sections"])
    return IndexedArticle(side["title"], side["description"], tuple(side["keywords"]), sections)


def hand_files(source: Mapping[str, Any]) -> dict[str, bytes]:
    """Encode what was written by hand."""
    files: dict[str, bytes] = {}

    def single(place: str, payload: bytes) -> str:
        name = single_name(place, payload)
        files[f"{name}.bin"] = pack(place, payload)
        return name

    def numbered(payloads: list[bytes]) -> str:
        name = folder_name(payloads)
        files.update((f"{name}/{number}.bin", pack(f"{name}/{number}", payload)) for number, payload in enumerate(payloads))
        return name

    families = {}
    _put_word_costs(source["families"]["hani/zh-hant"], source["lexicons"]["hani"])
    for family, shards in source["families"].items():
        name = numbered([encode_shard([_postings(*entry) for entry in shard]) for shard in shards])
        firsts = encode_terms([shard[0][0] for shard in shards])
        families[family] = {"name": name, "directory": single(f"directory/{name}", firsts)}
    variants, targets = "".join(source["fold"]), "".join(source["fold"].values())
    lexicons = source["lexicons"]
    manifest = {
        "format": FORMAT,
        "build": "hand",
        "pairs": len(source["documents"]["en"]),
        "url_suffix": source["url_suffix"],
        "families": families,
        "lexicons": {
            "latn": single("lexicon/latn", encode_lexicon(lexicons["latn"])),
            "hani": single("lexicon/hani", encode_lexicon(lexicons["hani"])),
        },
        "words": {"name": numbered([encode_lexicon(part) for part in _by_characters(lexicons["hani"], 3)]), "files": 3},
        "real": {"name": numbered([encode_terms(part) for part in _by_letters(source["real"], 2)]), "files": 2},
        "forms": single("forms", column(targets.encode()) + column(variants.encode())),
        "characters": single("characters", _characters(source["characters"])),
        "aliases": {
            script: {"name": numbered([_json(rows), _json(rows)]), "files": 2}
            for script, rows in _by_script(source["aliases"]).items()
        },
        "starts": {
            script: single(f"starts/{script}", encode_starts(source_start(script, word) for row in rows for word in row[0]))
            for script, rows in _by_script(source["aliases"]).items()
        },
        "alias_words": single("alias_words", encode_terms(_alias_words(source))),
        "alias_sounds": single("alias_sounds", encode_terms(_alias_sounds(source))),
        "documents": {language: numbered(_documents(source, language, single)) for language in ("en", "zh-hant")},
        "documents_per_file": source["documents_per_file"],
        "categories": {},
        "everyday": {language: single(f"everyday/{language}", _json(groups)) for language, groups in source["everyday"].items()},
        "region_pages": source["region_pages"],
        "region_names": source["region_names"],
        "answers": {language: _answers(source["answers"], language, single, numbered) for language in ("en", "zh-hant")},
        "light": " ".join(source["light"]),
        "little": " ".join(source["little"]),
        "little_names": source["little_names"],
    }
    sealed = seal(manifest)
    return files | build_packs(files, manifest, sealed) | {"manifest.json": sealed}


def _alias_words(source: Mapping[str, Any]) -> list[str]:
    """Return the words of alphabetic sources that are no terms, of three letters or more."""
    held = {entry[0] for shards in source["families"].values() for shard in shards for entry in shard}
    words = {word for row in _by_script(source["aliases"])["latn"] for text in row[0] for word in text.split(" ")}
    return sorted(word for word in words - held if len(word) > 2)


def _alias_sounds(source: Mapping[str, Any]) -> list[str]:
    """Return the Chinese sources of two to four characters that the lexicon lacks."""
    words = {text for row in _by_script(source["aliases"])["hani"] for text in row[0]}
    return sorted(word for word in words - source["lexicons"]["hani"].keys() if 2 <= len(word) <= 4)


def _by_script(aliases: list[Any]) -> dict[str, list[Any]]:
    return {
        "latn": [row for row in aliases if not is_han(row[0][0][0])],
        "hani": [row for row in aliases if is_han(row[0][0][0])],
    }


def _by_letters(words: list[str], files: int) -> list[list[str]]:
    """Return the English words of each file, by their first two letters."""
    return [[word for word in sorted(words) if letters_start(word) % files == number] for number in range(files)]


def _by_characters(costs: Mapping[str, int], files: int) -> list[dict[str, int]]:
    """Return the words of each file: those with a character whose code point leaves the file's number."""
    return [
        {word: cost for word, cost in costs.items() if any(ord(char) % files == number for char in word)}
        for number in range(files)
    ]


def _put_word_costs(shards: list[list[Any]], costs: Mapping[str, int]) -> None:
    """Mark the terms that are words, and add the words that are no terms to the shard they would be looked for in."""
    for word, cost in costs.items():
        shard = [shard for shard in shards if shard[0][0] <= word][-1]
        known = [entry for entry in shard if entry[0] == word]
        if not known:
            shard.append([word, 0, []])
            shard.sort(key=lambda entry: str(entry[0]))
        for entry in known or [entry for entry in shard if entry[0] == word]:
            entry[1] = cost // 8


def _postings(term: str, mark: int, postings: list[list[int]]) -> TermPostings:
    return TermPostings(term, mark, tuple(pair for pair, _ in postings), tuple(impact for _, impact in postings))


def _characters(table: Mapping[str, Any]) -> bytes:
    codes = [ord(row[0]) for row in table["features"]]
    columns = [[row[number] for row in table["features"]] for number in range(1, 5)]
    endings = [row[5] for row in table["features"]]
    gaps = [code - before for before, code in zip([0, *codes], codes, strict=False)]
    contents = [
        encode_varints(gaps),
        " ".join(table["pinyin"]).encode(),
        encode_varints(columns[0]),
        encode_varints(columns[1]),
        " ".join(table["jyutping"]).encode(),
        encode_varints(columns[2]),
        encode_varints(columns[3]),
        encode_varints(len(ends) for ends in endings),
        encode_varints(end for ends in endings for end in ends),
    ]
    return b"".join(map(column, contents))


def _answers(source: Mapping[str, Any], language: str, single: Any, numbered: Any) -> dict[str, Any]:
    site = {name: source[name] for name in ("words", "answers", "pins", "promise")}
    return {
        "name": single(f"answers/{language}", _json(site)),
        "entries": numbered([_json(entries) for entries in source["entries"]]),
        "pairs_per_file": source["pairs_per_file"],
    }


def _documents(source: Mapping[str, Any], language: str, single: Any) -> list[bytes]:
    records = []
    for article, title, shown in source["documents"][language]:
        records.append([article, title, shown, single(f"text/{shown}/{article}", _json([["", "", title]])), ""])
    size = source["documents_per_file"]
    return [_json(records[at : at + size]) for at in range(0, len(records), size)]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def main() -> None:
    for name, encode in (("hand", hand_files), ("shop", shop_files)):
        files = encode(read_source(name))
        lines = [f"  {json.dumps(file)}: {json.dumps(b64encode(files[file]).decode())}" for file in sorted(files)]
        (FOLDER / f"{name}.files.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
