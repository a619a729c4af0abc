"""The vectors of docs/spec/index-format.md that Python and JavaScript share; tests/js/search/ runs the other half."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import astuple
from functools import cache
from itertools import accumulate, starmap
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_index import reader_of, shown

from kbgen.errors import IndexReadError
from kbgen.index.codec import FORMAT, TermPostings, column, encode_shard, encode_terms, encode_varints, folder_name, seal
from kbgen.model import Language
from kbgen.search.amounts import in_figures
from kbgen.search.columns import Columns, unpack
from kbgen.search.constants import MAX_QUERY_LENGTH
from kbgen.search.day_times import on_the_clock
from kbgen.search.decode_han import HanDecoder
from kbgen.search.decode_latin import LatinDecoder, edit_cost
from kbgen.search.number_words import in_digits
from kbgen.search.numerals import in_characters, number_of, numerals
from kbgen.search.operators import holds, read_operators
from kbgen.search.payloads import AliasTarget, Character, Characters, Postings, alias_files
from kbgen.search.query import Answer, SearchEngine
from kbgen.search.read_han import Missing, Reading, Segment, completed_reading, is_contraction, literal_reading
from kbgen.search.reader import IndexReader
from kbgen.search.reasons import Reason, card_as_json, reasons
from kbgen.search.region_pages import RegionPages
from kbgen.search.romanised import Romaniser, looks_romanised
from kbgen.search.score import Near, Need, Part, PartReading, Term, rank
from kbgen.search.told_reason import told_reason
from kbgen.search.whether import whether_spans
from kbgen.search.zhuyin import zhuyin_pinyin
from kbgen.text.denials import source_key
from kbgen.text.near_sounds import plain_syllable
from kbgen.text.normalise import normalise, split_runs, word_parts
from kbgen.text.prices import with_prices
from kbgen.text.tokens import count_terms

FOLDER = Path(__file__).parent.parent / "conformance"
RUN: dict[str, Callable[[Any], Any]] = {}
"""What each file of vectors is run with: `in` → `out`."""


def runs(name: str) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    def register(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        RUN[name] = function
        return function

    return register


def vectors() -> list[Any]:
    return [
        pytest.param(path.stem.removeprefix("index-format-"), vector["in"], vector["out"], id=vector["id"])
        for path in sorted(FOLDER.glob("index-format-*.json"))
        for vector in json.loads(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("name", "given", "expected"), vectors())
def test_python_gives_what_the_vector_says(name: str, given: Any, expected: Any) -> None:
    assert RUN[name](given) == expected


# Text


@runs("cut")
def _cut(given: list[tuple[str, int]]) -> list[list[Any]]:
    cut = "".join(text * times for text, times in given)[:MAX_QUERY_LENGTH]
    kept = []
    for text, times in given:
        part, cut = cut[: len(text) * times], cut[len(text) * times :]
        whole = len(part) // len(text)
        kept += [[text, whole]] * (whole > 0)
        kept += [[part[whole * len(text) :], 1]] * (len(part) > whole * len(text))
    return kept


RUN["normalise"] = normalise
RUN["word-parts"] = word_parts
RUN["order"] = sorted


@runs("split-runs")
def _split_runs(text: str) -> list[list[Any]]:
    return [[run.text, run.script, run.glued] for run in split_runs(text, {})]


@runs("count-terms")
def _count_terms(texts: list[str]) -> dict[str, Any]:
    counts = count_terms(texts)
    return {"hani": dict(counts.hani), "latn": dict(counts.latn)}


@runs("fold")
def _fold(given: Any) -> str:
    return str(given["text"]).translate({ord(variant): folded for variant, folded in given["table"].items()})


# Files


@runs("manifest")
def _manifest(text: str) -> str:
    try:
        IndexReader(lambda name: text.encode())
    except IndexReadError as error:
        return "format" if "format" in str(error) else "damaged"
    return "open"


@runs("pack")
def _pack(given: Any) -> Any:
    try:
        reader = IndexReader(lambda name: bytes.fromhex(given["file"]), pack=given["language"])
    except IndexReadError as error:
        return "format" if "format" in str(error) else "damaged"
    return [reader.manifest["build"], {name: payload.hex() for name, payload in reader._packed.items()}]


@runs("file-name")
def _file_name(contents: list[str]) -> str:
    return folder_name(content.encode() for content in contents)


@runs("file")
def _file(given: Any) -> str:
    try:
        return unpack(bytes.fromhex(given["file"]), "name", given["place"]).hex()
    except IndexReadError:
        return "damaged"


@runs("numbers")
def _numbers(content: str) -> list[int]:
    numbers = Columns(bytes.fromhex(content)).numbers()
    assert column(encode_varints(numbers)).hex() == content
    return numbers


@runs("terms")
def _terms(content: str) -> list[str]:
    terms = Columns(bytes.fromhex(content)).terms()
    assert encode_terms(terms).hex() == content
    return terms


@runs("shard")
def _shard(content: str) -> list[Any]:
    payload = bytes.fromhex(content)
    terms = Columns(payload).terms()
    payloads = {"@d": ("directory/f", encode_terms(terms[:1])), "f/0": ("f/0", payload)}
    reader = reader_of(payloads, families={"latn/en": {"name": "f", "directory": "@d"}})
    reader.load("latn/en", terms[:1])
    found = [(term, reader.postings("latn/en", term)) for term in terms]
    return [[term, np.column_stack((p.pairs, p.impacts)).tolist(), list(p.relatives)] for term, p in found if p]


@runs("shard-name")
def _shard_name(given: Any) -> int | None:
    asked: list[str] = []
    empty = encode_shard([TermPostings("term", 0, (0,), (1,))])
    payloads = {"@d": ("directory/f", encode_terms(given["firsts"]))}
    payloads |= {f"f/{number}": (f"f/{number}", empty) for number in range(len(given["firsts"]))}
    reader = reader_of(payloads, families={"latn/en": {"name": "f", "directory": "@d"}})
    read = reader._read
    reader._read = lambda name: asked.append(name) or read(name)  # type: ignore[func-returns-value]
    reader.load("latn/en", [given["term"]])
    shards = [name for name in asked if name.startswith("f/")]
    return int(shards[0].removeprefix("f/").removesuffix(".bin")) if shards else None


@runs("lexicon")
def _lexicon(given: Any) -> list[Any]:
    script = given["script"]
    reader = reader_of({"@l": (f"lexicon/{script}", bytes.fromhex(given["payload"]))}, lexicons={script: "@l"})
    return [list(item) for item in reader.lexicon(script).items()]


@runs("words")
def _words(given: Any) -> list[list[Any]]:
    payloads = {f"w/{number}": (f"w/{number}", bytes.fromhex(content)) for number, content in given["files"].items()}
    reader = reader_of(payloads, words={"name": "w", "files": given["count"]})
    found = {word: cost for words in reader.words(given["text"]).values() for word, cost in words.items()}
    return [list(item) for item in sorted(found.items())]


@runs("forms")
def _forms(content: str) -> dict[str, Any]:
    forms = reader_of({"@f": ("forms", bytes.fromhex(content))}, forms="@f").forms()
    tables = {"fold": forms.fold, "written": forms.written}
    return {name: {chr(code): char for code, char in table.items()} for name, table in tables.items()}


@runs("word-costs")
def _word_costs(given: Any) -> list[Any]:
    payload = bytes.fromhex(given["shard"])
    payloads = {"@d": ("directory/f", encode_terms(Columns(payload).terms()[:1])), "f/0": ("f/0", payload)}
    reader = reader_of(payloads, families={given["family"]: {"name": "f", "directory": "@d"}})
    reader.load(given["family"], given["words"])
    found = [(reader.word_cost(word), reader.postings(given["family"], word)) for word in given["words"]]
    return [[cost, postings is not None] for cost, postings in found]


@runs("characters")
def _characters(content: str) -> dict[str, Any]:
    table = reader_of({"@c": ("characters", bytes.fromhex(content))}, characters="@c").characters()
    rows = [[char, c.pinyin, c.pinyin_second, c.jyutping, c.phonetic, sorted(c.endings)] for char, c in table.features.items()]
    return {"pinyin": list(table.pinyin), "jyutping": list(table.jyutping), "features": rows}


@runs("aliases")
def _aliases(rows: Any) -> list[Any]:
    place = {"latn": {"name": "a", "files": 1}}
    aliases = reader_of({"a/0": ("a/0", json.dumps(rows).encode())}, aliases=place).all_aliases("latn")
    return [[source, list(map(_shown_target, aliases[source]))] for source in sorted(aliases)]


def _shown_target(target: AliasTarget) -> list[Any]:
    return [target.text, target.weight, target.kind, *([1] if target.scattered else [])]


RUN["source-key"] = source_key


@runs("alias-files")
def _alias_files(given: Any) -> list[int]:
    starts = None if given["starts"] is None else set(accumulate(Columns(bytes.fromhex(given["starts"])).numbers()))
    return alias_files(given["script"], given["texts"], given["files"], starts)


@runs("named")
def _named(given: Any) -> Any:
    manifest = seal({"format": FORMAT, "lexicons": {"latn": given["name"]}})
    reader = IndexReader(lambda name: manifest if name == "manifest.json" else bytes.fromhex(given["file"]))
    try:
        return len(reader.lexicon("latn"))
    except IndexReadError:
        return "damaged"


@runs("documents")
def _documents(given: Any) -> list[dict[str, str]]:
    payload = json.dumps(given["records"]).encode()
    manifest = {"documents": {given["language"]: "d"}, "documents_per_file": 8, "url_suffix": given["url_suffix"]}
    found = reader_of({"d/0": ("d/0", payload)}, **manifest).documents(given["language"], range(len(given["records"])))
    return [{name: getattr(doc, name) for name in ("id", "title", "language", "url", "type")} for doc in found.values()]


# Alphabetic words


@runs("edit-cost")
def _edit_cost(given: Any) -> int:
    return edit_cost(given["typed"], given["meant"], given["limit"])


@runs("candidates")
def _candidates(given: Any) -> list[Any]:
    decoder = LatinDecoder({word: given["lexicon"][word] for word in sorted(given["lexicon"])})
    candidates = decoder.candidates(given["typed"], last=given["last"], real=given.get("real", False))
    return [[list(found.words), found.cost, found.kind] for found in candidates]


# Chinese


RUN["plain-syllable"] = plain_syllable


def characters_of(table: Any) -> Characters:
    features = {char: Character(*numbers, frozenset(endings)) for char, *numbers, endings in table["features"]}
    return Characters(features, tuple(table["pinyin"]), tuple(table.get("jyutping", ())))


@runs("character-cost")
def _character_cost(given: Any) -> int:
    return HanDecoder({}, characters_of(given["characters"])).character_cost(given["typed"], given["meant"])


@runs("literal-reading")
def _literal_reading(given: Any) -> list[Any]:
    reading = literal_reading(given["run"], given["costs"])
    return [reading.cost, [[segment.word, segment.start, segment.end] for segment in reading.segments]]


def with_edits(reading: Reading) -> list[Any]:
    return [reading.cost, [[segment.word, segment.start, segment.end, int(segment.edited)] for segment in reading.segments]]


@runs("mended-readings")
def _mended_readings(given: Any) -> list[Any]:
    decoder = HanDecoder(given["costs"], characters_of(given["characters"]))
    return [with_edits(reading) for reading in decoder.readings(given["run"], literal_reading(given["run"], given["costs"]))]


@runs("missing")
def _missing(given: Any) -> list[Any]:
    decoder = HanDecoder(given["costs"], Characters({}, (), ()))
    found = decoder.missing(given["run"], literal_reading(given["run"], given["costs"]))
    return [[missing.at, missing.character, missing.cost] for missing in found]


@runs("completed-reading")
def _completed_reading(given: Any) -> list[Any]:
    missing = Missing(given["at"], given["run"][given["at"]], 0)
    return with_edits(completed_reading(given["run"], missing, given["costs"]))


@runs("romanised")
def _romanised(given: Any) -> list[Any]:
    text = given["text"]
    readings = Romaniser(given["costs"], characters_of(given["characters"]), given.get("besides", {})).readings(text)
    return [looks_romanised(text), [[list(reading.words), reading.cost] for reading in readings]]


@runs("initials")
def _initials(given: Any) -> list[Any]:
    readings = Romaniser(given["costs"], characters_of(given["characters"]), given.get("besides", {})).from_initials(
        given["text"]
    )
    return [[list(reading.words), reading.cost] for reading in readings]


RUN["zhuyin"] = zhuyin_pinyin
RUN["prices"] = with_prices


@runs("amounts")
def _amounts(given: Any) -> str:
    return in_figures(given["text"], given.get("held", []).__contains__)


@runs("contraction")
def _contraction(given: Any) -> bool:
    return is_contraction(Reading(tuple(Segment(word, start, end, edited=bool(edited)) for word, start, end, edited in given), 0))


# Phrases, and what is left out


@runs("operators")
def _operators(given: Any) -> dict[str, Any]:
    query, names = (given["query"], given["names"]) if isinstance(given, dict) else (given, ())
    asked = read_operators(query, names)
    note = [asked.note.kind, list(asked.note.words)] if asked.note else None
    marks = {"phrases": asked.phrases, "left_out": asked.left_out}
    return {
        "words": asked.words,
        "unquoted": asked.unquoted,
        **{name: [[mark.typed, mark.text] for mark in found] for name, found in marks.items()},
        "note": note,
    }


@runs("phrase")
def _phrase(given: Any) -> bool:
    fold = {ord(variant): target for variant, target in given["fold"].items()}
    return holds([given["text"]], given["phrase"], fold)


# Numbers


RUN["number-of"] = number_of


@runs("number-words")
def _number_words(given: Any) -> str:
    return in_digits(given["text"], given["held"].__contains__)


@runs("day-times")
def _day_times(given: Any) -> str:
    return on_the_clock(given["text"], given["held"].__contains__)


@runs("whether")
def _whether(text: str) -> list[Any]:
    return [list(span) for span in whether_spans(text)]


@runs("numerals")
def _numerals(text: str) -> list[Any]:
    return [[source, others] for source, others in numerals(text)]


@runs("in-characters")
def _in_characters(given: Any) -> list[str]:
    return in_characters(*given)


# Parts, score, answer


@runs("rank")
def _rank(given: Any) -> list[Any]:
    postings = {
        (family, term): Postings(*np.array(rows, np.int64).reshape(-1, 2).T, ())
        for family, terms in given["postings"].items()
        for term, rows in terms.items()
    }
    near = given.get("near", [[]] * len(given["parts"]))
    parts = [
        Part("", tuple(_part_reading(*reading) for reading in readings), near=tuple(starmap(_near, words)))
        for readings, words in zip(given["parts"], near, strict=True)
    ]
    regions = RegionPages(given.get("region_pages", ()), region=given.get("region", ""))
    ranked = rank(parts, lambda family, term: postings.get((family, term)), 1000, most=1000, regions=regions).best
    return [[scored.pair, scored.score, scored.mass, list(scored.chosen)] for scored in ranked]


def _need(share: int, terms: Any, apart: int = 0) -> Need:
    return Need(tuple(Term(*term) for term in terms), share, bool(apart))


def _near(typed: Any, group: Any) -> Near:
    return Near(typed and _need(*typed), _need(*group))


def _part_reading(weight: int, needs: Any, scattered: int = 0, told: int = 256) -> PartReading:
    return PartReading(tuple(starmap(_need, needs)), weight, "exact", (), scattered=bool(scattered), told=told)


@cache
def index_named(name: str) -> IndexReader:
    files = json.loads((FOLDER / "indexes" / f"{name}.files.json").read_text("utf-8"))
    return IndexReader(lambda file: b64decode(files[file]))


def engine_for(index: str, language: Language, region: str = "") -> SearchEngine:
    return SearchEngine(index_named(index), language, region)


@runs("parts")
def _parts(given: Any) -> list[Any]:
    engine = engine_for(given["index"], given["language"])
    query = split_runs(normalise(given["query"]), {})
    parts = [*engine._parts.parts(query, literal=given.get("literal", False)), *engine._parts.joined_parts(query)]
    return [[part.typed, [_shown_reading(reading, needs=given["needs"]) for reading in part.readings]] for part in parts]


@runs("everyday")
def _everyday(given: Any) -> list[Any]:
    engine = engine_for(given["index"], given["language"])
    near = engine._everyday.with_near(Part(given["typed"], ())).near
    return [[word.typed and _shown_need(word.typed), _shown_need(word.group)] for word in near]


def _shown_need(need: Need) -> list[Any]:
    terms = [[term.family, term.term, term.weight] for term in need.terms]
    return [need.weight, terms, *([1] if need.apart else [])]


def _shown_reading(reading: PartReading, *, needs: bool) -> list[Any]:
    shown = list(map(_shown_need, reading.needs))
    return [reading.kind, reading.weight, list(reading.words), *([shown] if needs else [])]


@runs("query")
def _query(given: Any) -> dict[str, Any]:
    options = {"limit": given.get("limit", 10), "literal": given.get("literal", False)}
    answer = engine_for(given["index"], given["language"], given.get("region", "")).search(given["query"], **options)
    return shown(answer)


def given_reasons(rows: Sequence[Sequence[Any]]) -> list[Reason]:
    """Return reasons of vectors: typed, read, kind, and `part` where the article holds some of it only."""
    return [Reason(typed, read, kind, "text", *(extent or ["whole"])) for typed, read, kind, *extent in rows]


@runs("told")
def _told(given: Any) -> list[Any] | None:
    answer = Answer(given["query"], given.get("outcome", "exact"), None, None, 0, ())
    told = told_reason(index_named("hand"), given["language"], answer, given_reasons(given["reasons"]))
    return [told.query, told.term, told.kind] if told else None


@runs("card")
def _card(given: Any) -> dict[str, Any] | None:
    options = {"literal": given.get("literal", False)}
    card = engine_for(given["index"], given["language"]).search(given["query"], **options).card
    return card_as_json(card) if card else None


@runs("pinned")
def _pinned(given: Any) -> dict[str, Any]:
    engine = engine_for(given["index"], given["language"], given.get("region", ""))
    answer = engine.search(given["query"], limit=given.get("limit", 10))
    return {"total": answer.total, "results": [[found.document.id, found.score, found.pinned] for found in answer.results]}


@runs("reasons")
def _reasons(given: Any) -> list[Any]:
    answer = engine_for(given["index"], given["language"]).search(given["query"], limit=given.get("limit", 10))
    return [
        [result.document.id, [list(astuple(reason)) for reason in reasons(index_named(given["index"]), result)]]
        for result in answer.results
    ]


@runs("first")
def _first(given: Any) -> list[Any]:
    answer = engine_for(given["index"], given["language"]).search(given["query"], literal=given.get("literal", False))
    return [answer.outcome, answer.corrected, answer.results[0].document.id if answer.results else None]
