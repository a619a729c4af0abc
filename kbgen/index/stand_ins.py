"""Words that stand for others, as an index holds them (index-format 4.7), kept while the articles hold the same of their words.

Those that come with kbgen are thousands, and reading them takes 0.1 s. What an edit changes is seldom one of the words that they
stand for, so nearly every build finds them as the one before made them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

import msgspec

from kbgen.index.codec import alias_start, encode_starts, source_start
from kbgen.index.lexicon import plain_word
from kbgen.index.phrases import Said, several_words
from kbgen.index.sounded import LONGEST_SOUNDED
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.text.aliases import Alias, Concept, packaged_aliases, packaged_concepts, region_wholes, relevant, terms_of
from kbgen.text.denials import source_key
from kbgen.text.normalise import Script, is_han

ALIASES_PER_FILE = 100
_SHORTEST_WORD = 3
"""Letters of the shortest word of a source that one typed wrong may be meant for."""

Target = tuple[str, int, str] | tuple[str, int, str, int]
"""Text, weight and kind; and 1 where its words stand scattered (index-format 4.7)."""
Row = tuple[Sequence[str], Sequence[Target]]
"""Sources, and what each of them stands for."""


class StandIns(msgspec.Struct, array_like=True, frozen=True):
    """What may stand for others. terms: those that articles must hold where they are to hold a target, all targets together.

    phrases: targets of several alphabetic words.
    han_words: sources and targets that begin with a Chinese character. characters: those of the sources of aliases.
    """

    name: str
    terms: frozenset[str]
    phrases: frozenset[str]
    han_words: frozenset[str]
    characters: str


class StandInFiles(msgspec.Struct, array_like=True, frozen=True):
    """By script: the payloads of numbered files, and that of the beginnings of sources (index-format 4.7 and 4.7.1).

    words: alphabetic ones of the sources, which may be typed wrong (4.7.2).
    sounds: Chinese sources that may be typed by their sound (4.7.3).
    """

    files: Mapping[Script, list[bytes]]
    starts: Mapping[Script, bytes]
    words: frozenset[str]
    sounds: frozenset[str]


def kept_stand_ins(aliases: Sequence[Alias], concepts: Sequence[Concept], kept: KeptValues, *, packaged: bool) -> StandIns:
    """Return what may stand for other words. packaged: the words that come with kbgen besides."""
    code = package_digest("text", "index/stand_ins.py", "index/codec.py", "index/lexicon.py")
    said = repr((packaged, aliases, concepts)).encode("utf-8", "surrogatepass")
    name = hashlib.blake2b(code + said, digest_size=DIGEST_BYTES).hexdigest()
    found = kept.load_as(name, StandIns)
    if found is None:
        found = _stand_ins(name, *_all(aliases, concepts, packaged=packaged))
        kept.store(name, msgspec.msgpack.encode(found))
    return found


def kept_stand_in_files(
    stand_ins: StandIns,
    aliases: Sequence[Alias],
    concepts: Sequence[Concept],
    terms: Set[str],
    kept: KeptValues,
    *,
    said: Said,
    packaged: bool,
) -> StandInFiles:
    """Return the files of those that lead somewhere. stand_ins: of the same words. terms: all that the articles hold.

    said: phrases of several alphabetic words that they say, and names of regions that they say in passing.
    """
    held = sorted(stand_ins.terms & terms)
    decided = "\n".join((stand_ins.name, *held, "", *sorted(said.phrases), "", *sorted(said.passing)))
    name = hashlib.blake2b(decided.encode(), digest_size=DIGEST_BYTES).hexdigest()
    found = kept.load_as(name, StandInFiles)
    if found is None:
        found = _files(*_all(aliases, concepts, packaged=packaged), frozenset(held), said)
        kept.store(name, msgspec.msgpack.encode(found))
    return found


def _all(aliases: Sequence[Alias], concepts: Sequence[Concept], *, packaged: bool) -> tuple[Sequence[Alias], Sequence[Concept]]:
    if not packaged:
        return aliases, concepts
    return (*packaged_aliases(), *aliases), (*packaged_concepts(), *concepts)


def _stand_ins(name: str, aliases: Sequence[Alias], concepts: Sequence[Concept]) -> StandIns:
    forms = {form for concept in concepts for form, _ in concept.forms}
    targets = forms.union(alias.target for alias in aliases)
    words = targets.union(alias.source for alias in aliases)
    return StandIns(
        name=name,
        terms=frozenset(term for target in targets for term in terms_of(target)),
        phrases=frozenset(filter(several_words, targets)),
        han_words=frozenset(word for word in words if is_han(word[0])),
        characters="".join(sorted({char for alias in aliases for char in alias.source})),
    )


def _files(aliases: Iterable[Alias], concepts: Iterable[Concept], terms: Set[str], said: Said) -> StandInFiles:
    """Return the words that stand for what articles hold, by script and start of the source, and what sources begin with.

    The forms of a concept share a row in each file, which names a form among its own targets.
    """
    alone: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for alias in relevant((replace(alias, source=source_key(alias.source)) for alias in aliases), terms.__contains__):
        alone[alias.source].append((alias.target, alias.weight, alias.kind))
    grouped: list[Row] = [([word], targets) for word, targets in sorted(alone.items())]
    for concept in concepts:
        grouped += concept.rows(terms.__contains__)
    grouped = [(sources, [_marked(sources, target, said) for target in targets]) for sources, targets in grouped]
    scripts: tuple[Script, ...] = ("latn", "hani")
    rows = {script: [row for row in grouped if is_han(row[0][0][0]) == (script == "hani")] for script in scripts}
    words = {word for sources, _ in rows["latn"] for source in sources for word in source.split(" ")}
    return StandInFiles(
        {script: _payloads(script, rows[script]) for script in scripts},
        {script: _starts(script, rows[script]) for script in scripts},
        frozenset(word for word in words if len(word) >= _SHORTEST_WORD and plain_word(word)),
        frozenset(word for sources, _ in rows["hani"] for word in sources if len(word) <= LONGEST_SOUNDED),
    )


def _marked(sources: Sequence[str], target: Target, said: Said) -> Target:
    """Return a target with a mark where no article says it as a phrase, or only in passing as the region of a district.

    What editors say stands for something has none.
    """
    text, weight, kind = target[:3]
    unsaid = several_words(text) and text not in said.phrases
    passing = text in said.passing and region_wholes().isdisjoint(sources)
    return (text, weight, kind, 1) if kind == "variant" and (unsaid or passing) else (text, weight, kind)


def _payloads(script: Script, rows: Sequence[Row]) -> list[bytes]:
    count = sum(len(sources) for sources, _ in rows) // ALIASES_PER_FILE + 1
    parts: list[list[Row]] = [[] for _ in range(count)]
    for sources, targets in rows:
        by_file: dict[int, list[str]] = defaultdict(list)
        for word in sources:
            by_file[alias_start(script, word) % count].append(word)
        for number, words in by_file.items():
            parts[number].append((words, targets))
    return [json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() for part in parts]


def _starts(script: Script, rows: Sequence[Row]) -> bytes:
    return encode_starts(source_start(script, word) for sources, _ in rows for word in sources)
