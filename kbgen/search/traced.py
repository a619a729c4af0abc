"""An index that notes what queries read of it: one that has the same there gives the same ranking, and need not be asked.

What is noted is as fine as what an edit moves: the postings of a term, the words that begin alike, one file of several.
Pairs count by their ids: with an article that comes or goes all numbers behind it change, and no ranking does by that alone.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from kbgen.index.codec import payload_digest
from kbgen.model import Language
from kbgen.search.payloads import AliasTarget, Characters, Document, Postings
from kbgen.search.reader import IndexReader, reader_of_files
from kbgen.text.normalise import Script, normalise

_WORDS_FAMILY = "hani/zh-hant"
"""The family whose shards hold the costs of Chinese words (index-format 4.3)."""
_DIGEST_BYTES = 8


class TracedReader(IndexReader):
    """Notes what is read for rankings. What only shows in results, as the forms that a site writes, is not noted.

    files: of the index, by name. payloads: what stands for the payload of numbered files, by name, as far as that is known:
    these need not be unpacked. Another process opens the files anew.
    """

    def __init__(self, files: Mapping[str, bytes], payloads: Mapping[str, bytes] | None = None) -> None:
        super().__init__(reader_of_files(files))
        self._files = files
        self._payloads = payloads or {}
        self._noted: set[str] = set()
        self._fingerprints: dict[str, int] = {}
        self._known_parts: dict[str, tuple[int, int]] = {}

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, bytes], dict[str, bytes]]]:
        return type(self), (dict(self._files), dict(self._payloads))

    def begin(self, query: str) -> None:
        """Forget what was noted: a query begins.

        It reads which pairs are pages of one article, and how its own characters are folded.
        """
        self._noted = {"whole", f"fold {query}"}

    def noted(self) -> tuple[str, ...]:
        """Return what was read since the query began; what several queries read is one string."""
        return tuple(map(sys.intern, self._noted))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all pairs, in the order of their numbers."""
        documents = super().documents("en", range(self.manifest["pairs"]))
        return tuple(documents[number].id for number in sorted(documents))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """The number of each pair, by its id."""
        return {name: number for number, name in enumerate(self.ids)}

    @cached_property
    def _names(self) -> NDArray[np.uint64]:
        """What stands for the id of each pair, by its number."""
        digests = b"".join(hashlib.blake2b(one.encode(), digest_size=_DIGEST_BYTES).digest() for one in self.ids)
        return np.frombuffer(digests, np.uint64)

    def fingerprint(self, read: str) -> int:
        """Return a number that stands for what this index holds where a query read, of any index."""
        if read not in self._fingerprints:
            kind, _, rest = read.partition(" ")
            self._fingerprints[read] = _number(self._content(kind, rest))
        return self._fingerprints[read]

    def part(self, read: str) -> int:
        """Return what stands for the part of the index where a query read, all of it; 0 where that is none of `parts`.

        An index that has the same part has the same there.
        """
        kind, _, rest = read.partition(" ")
        if kind == "postings":
            family, _, term = rest.partition(" ")
            name = self._shard_name(family, term)
            return 0 if name is None else self._shard_parts(family, name)[not self._content(kind, rest)]
        if kind == "alias":
            kind, _, _ = read.rpartition(" ")
        return self._whole_parts.get(kind, 0)

    @cached_property
    def parts(self) -> frozenset[int]:
        """All parts of this index that `part` may name."""
        directories = ((family, self._directory(family)) for family in self.manifest["families"])
        shards = ((family, f"{found.name}/{at}") for family, found in directories if found for at in range(len(found.firsts)))
        return frozenset(self._whole_parts.values()).union(*(self._shard_parts(family, name) for family, name in shards))

    @cached_property
    def _whole_parts(self) -> Mapping[str, int]:
        """Parts that are files of their own, by what is read of them; their names stand for what they hold."""
        found = {
            "fold": self.manifest["forms"],
            "begun": self.manifest["families"].get(_WORDS_FAMILY),
            "alias latn": self.manifest["aliases"]["latn"],
            "alias hani": self.manifest["aliases"]["hani"],
        }
        return {kind: _number(_json([kind, files])) for kind, files in found.items()}

    def _shard_parts(self, family: str, name: str) -> tuple[int, int]:
        """Return what stands for a shard, its terms with their postings by the ids of the pairs; and for all terms it has not.

        The latter lie between its first term and that of the next shard.
        """
        if name not in self._known_parts:
            firsts, at = self._firsts(family), int(name.rpartition("/")[2])
            digest = self._payloads.get(name) or payload_digest(self._payload(name, name))
            held = _number(b"%d %s " % (self._pairs_part, family.encode()) + digest)
            self._known_parts[name] = held, _number(_json([held, firsts[at + 1 : at + 2]]))
        return self._known_parts[name]

    def _firsts(self, family: str) -> Sequence[str]:
        directory = self._directory(family)
        return directory.firsts if directory else ()

    @cached_property
    def _pairs_part(self) -> int:
        """What stands for all pairs with their numbers."""
        return _number(self._names.tobytes())

    def _content(self, kind: str, rest: str) -> bytes:
        match kind:
            case "postings":
                family, _, term = rest.partition(" ")
                super().load(family, [term])
                found = super().postings(family, term)
                if found is None:
                    return b""
                return b"\n".join(
                    (self._names[found.pairs].tobytes(), found.impacts.tobytes(), "\n".join(found.relatives).encode())
                )
            case "begun":
                return repr(sorted(self._words_begun.get(rest, ()))).encode()
            case "english":
                return str(super().is_real_english(rest)).encode()
            case "fold":
                return normalise(rest).translate(self.forms().fold).encode()
            case "everyday":
                return str(self.manifest.get("everyday", {}).get(rest)).encode()
            case "alias":
                script, _, begin = rest.partition(" ")
                return repr(super()._aliases_from("hani" if script == "hani" else "latn", begin)).encode()
            case "words":
                listed = self.manifest["words"]
                name = f"{listed['name']}/{rest}"
                return self._payload(name, name) if int(rest) < listed["files"] else b""
            case "lexicon":
                return str(self.manifest["lexicons"][rest]).encode()
            case "document":
                language, _, name = rest.partition(" ")
                number = self._numbers.get(name, -1)
                return b"" if number < 0 else repr(super().documents(language, [number])[number]).encode()
            case "whole":
                pages = [
                    [(region, self.ids[pair]) for region, pair in of.items()] for of in self.manifest.get("region_pages", ())
                ]
                return _json([pages, self.manifest.get("region_names"), sorted(self.light), sorted(self.little)])
            case "little_names":
                return _json({name: [self.ids[pair] for pair in pairs] for name, pairs in super().little_names().items()})
            case "pins":
                found_answers = super().answers(rest)
                pins = [(phrase, self.ids[pair]) for phrase, pair in found_answers["pins"]] if found_answers else []
                return _json([pins, found_answers["words"]]) if pins else b""
            case _:
                return _json(self.manifest.get(kind))

    @cached_property
    def _words_begun(self) -> Mapping[str, Sequence[tuple[str, int | None]]]:
        """Chinese words with their costs, None of those that are only real, by their first two characters."""
        super().load(_WORDS_FAMILY, self._firsts(_WORDS_FAMILY))
        found: dict[str, list[tuple[str, int | None]]] = {}
        for word, cost in (*self._word_costs.items(), *((word, None) for word in self._real)):
            found.setdefault(word[:2], []).append((word, cost))
        return found

    def little_names(self) -> Mapping[str, Sequence[int]]:
        """Note the names."""
        self._noted.add("little_names")
        return super().little_names()

    def postings(self, family: str, term: str) -> Postings | None:
        """Note the term."""
        self._noted.add(f"postings {family} {term}")
        return super().postings(family, term)

    def word_cost(self, word: str) -> int | None:
        """Note the words that begin as this one does: queries ask for every stretch of theirs, and few are words."""
        self._noted.add(f"begun {word[:2]}")
        return super().word_cost(word)

    def is_real_chinese(self, word: str) -> bool:
        """Note the words that begin as this one does."""
        self._noted.add(f"begun {word[:2]}")
        return super().is_real_chinese(word)

    def is_real_english(self, word: str) -> bool:
        """Note the word."""
        self._noted.add(f"english {word}")
        return super().is_real_english(word)

    def lexicon(self, script: Script) -> Mapping[str, int]:
        """Note the lexicon: a mended word may be any of it."""
        self._noted.add(f"lexicon {script}")
        return super().lexicon(script)

    def alias_words(self) -> Sequence[str]:
        """Note the words: a mended one may be any of them."""
        self._noted.add("alias_words")
        return super().alias_words()

    def alias_sounds(self) -> Sequence[str]:
        """Note the sources: a romanised one may be any of them."""
        self._noted.add("alias_sounds")
        return super().alias_sounds()

    def everyday(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        """Note the table: its place in it names a group."""
        self._noted.add(f"everyday {language}")
        return super().everyday(language)

    def words(self, text: str) -> Mapping[int, Mapping[str, int]]:
        """Note the files."""
        found = super().words(text)
        self._noted.update(f"words {number}" for number in found)
        return found

    def _aliases_from(self, script: Script, begin: str) -> Mapping[str, tuple[AliasTarget, ...]]:
        self._noted.add(f"alias {script} {begin}")
        return super()._aliases_from(script, begin)

    def characters(self) -> Characters:
        """Note the table."""
        self._noted.add("characters")
        return super().characters()

    def documents(self, language: str, pairs: Iterable[int]) -> dict[int, Document]:
        """Note each document, whose record names its text: a phrase is looked for in whole texts."""
        found = super().documents(language, pairs)
        self._noted.update(f"document {language} {self.ids[pair]}" for pair in found)
        return found

    def answers(self, language: str) -> Any:
        """Note what is pinned, which is all that decides a ranking."""
        self._noted.add(f"pins {language}")
        return super().answers(language)

    def answer_entries(self, language: str, pair: int) -> tuple[str, Any]:
        """Note all answers."""
        self._noted.add("answers")
        return super().answer_entries(language, pair)


def _number(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=_DIGEST_BYTES).digest(), "big")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
