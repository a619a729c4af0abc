"""The places of the contact settings → what readers call them by: their names, and the parts of their addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from kbgen.index.answers import Slot
from kbgen.settings.contact import Place
from kbgen.site.answer_slots import SlotReader, concept
from kbgen.text.tables import rows_of
from kbgen.text.tokens import canonical, runs_of

_PIECES = re.compile(r"[,;()，、；（）\n]+")
_UNTELLING = "no shop unit flat room rm suite floor fl block blk level lot phase at in near"
_ENDS = frozenset(_UNTELLING.split(" "))
"""Words at the ends of a piece of an address that name nothing by themselves."""
_SHORT_FORMS = (
    ("road", "rd"),
    ("street", "st"),
    ("avenue", "ave"),
    ("boulevard", "blvd"),
    ("lane", "ln"),
    ("building", "bldg"),
    ("centre", "center", "ctr"),
    ("square", "sq"),
    ("section", "sec"),
)
_KINDS = "plaza building centre center mall tower house court estate mansion arcade district city"
_BUILDINGS = frozenset(_KINDS.split(" "))
"""The last words of names that people leave out: Lek Yuen Plaza is Lek Yuen, and Castle Peak Road no castle."""
_NUMBERED = re.compile(r"第?[0-9a-z〇一二三四五六七八九十百]+ ?(?:号|楼|层|室|铺|舖|座|期|段|巷|弄|之)|[0-9a-z]+")
_HAN_PART = re.compile("[^ ]+?(?:市|县|区|乡|镇|邨|新村|公路|大道|路|街|道|里|广场|大厦|大楼|中心|商场|商城)(?![市区])|[^ ]+")
_HAN_BUILDING = re.compile("(?<=..)(?:广场|大厦|大楼|中心|商场|商城|邨|市|县|区)$")
_REGIONS = ("HK", "TW")
_JOINED_WORDS = 3
"""Words of the longest name that people write as one: shatin, tsuenwan."""


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """The places of a site with what they are called by.

    words: what their names are made of. common: what says nothing of which place is meant: words of the site's own name,
    those that the names of several places share, and what any place is called.
    own: of each place, what names it or where it is, canonical, in either language.
    """

    places: Sequence[Place]
    words: tuple[Slot, ...]
    common: tuple[Slot, ...]
    own: tuple[Slot, ...]

    @property
    def all_names(self) -> tuple[Slot, ...]:
        """All that may stand beside a question about any of them."""
        return tuple(dict.fromkeys((*self.common, *self.words, *filter(None, self.own))))

    def together(self) -> Mapping[tuple[int, ...], Slot]:
        """Return numbers of places → the names that these have and no others."""
        found: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for name in dict.fromkeys(name for names in self.own for name in names):
            found[tuple(number for number, names in enumerate(self.own) if name in names)].append(name)
        return {numbers: tuple(names) for numbers, names in found.items()}

    def beside(self, numbers: Iterable[int]) -> tuple[Slot, ...]:
        """Return what may stand beside the names of some places: their other names, and what is left of their addresses."""
        names = [self.own[number] for number in numbers]
        rests = [_rest_of_address(self.places[number], self.own[number]) for number in numbers]
        return tuple(dict.fromkeys((*self.common, *filter(None, (*names, *rests)))))


def named_places(places: Sequence[Place], site_names: Iterable[str], reader: SlotReader) -> NamedPlaces:
    """Return the places with their names. site_names: what the site is called, in each language."""
    words = [[slot for text in place.name.values() for slot in reader.things(text)] for place in places]
    shared = [slot for number, slots in enumerate(words) for slot in slots if any(slot in other for other in words[:number])]
    site = [slot for name in site_names for slot in reader.things(name)]
    common = tuple(dict.fromkeys((concept("premises"), *site, *shared)))
    plain, regions = (frozenset(form for slot in slots for form in slot) for slots in (common, map(concept, _REGIONS)))
    own = tuple(_names_of(place, plain, regions) for place in places)
    return NamedPlaces(places, tuple(dict.fromkeys(slot for slots in words for slot in slots)), common, own)


def _names_of(place: Place, common: Set[str], regions: Set[str]) -> Slot:
    """Return what names a place. A region alone names none, for a query is seldom about the place there."""
    found: dict[str, None] = {}
    for text in place.name.values():
        found |= dict.fromkeys((canonical(text), *_of_name(text, common | regions)))
    for text in place.address.values():
        found |= dict.fromkeys((canonical(text), *_of_address(text)))
    return tuple(name for name in found if name not in regions and _tells(name, common))


def _tells(name: str, common: Set[str]) -> bool:
    """Tell whether a name is of two characters or more, and not of common words throughout."""
    return len(name) > 1 and name not in common and not all(word in common or len(word) < 2 for word in name.split(" "))


def _rest_of_address(place: Place, names: Iterable[str]) -> Slot:
    """Return the words and characters of the addresses of a place that its names leave: numbers, floors, shops."""
    runs = [run for text in place.address.values() for run in runs_of(text)]
    words = dict.fromkeys(word for run in runs for word in (run.text if run.script == "hani" else [run.text]))
    return tuple(word for word in words if word not in names)


def _of_name(text: str, common: Set[str]) -> Iterator[str]:
    """Yield the parts of a name between commas, and each without the common words at its ends: Sha Tin, 沙田."""
    for piece in _PIECES.split(text):
        words = canonical(piece).split(" ")
        yield " ".join(words)
        for run in runs_of(piece):
            if run.script == "hani":
                yield _without_ends(run.text, common)
        while words and words[-1] in common:
            words.pop()
        while words and words[0] in common:
            words.pop(0)
        yield from _as_written(words)


def _without_ends(name: str, common: Set[str]) -> str:
    """Return a Chinese name without the longest common words at its end and beginning."""
    words = sorted((word for word in common if len(word) > 1), key=lambda word: (-len(word), word))
    end = next((word for word in words if name.endswith(word)), "")
    name = name.removesuffix(end)
    return name.removeprefix(next((word for word in words if name.startswith(word)), ""))


def _of_address(text: str) -> Iterator[str]:
    for piece in _PIECES.split(text):
        plain = canonical(piece)
        if any(run.script == "hani" for run in runs_of(plain)):
            yield from _of_han(plain)
        else:
            yield from _of_latin(plain.split(" "))


def _of_latin(words: list[str]) -> Iterator[str]:
    """Yield a piece of an address without numbers at its ends, as people write it; a building also without its kind."""
    while words and _is_number(words[0]):
        words = words[1:]
    while words and _is_number(words[-1]):
        words = words[:-1]
    yield from _as_written(words)
    if words and words[-1] in _BUILDINGS:
        yield from _as_written(words[:-1])


def _is_number(word: str) -> bool:
    return len(word) < 2 or word in _ENDS or any(char.isdecimal() for char in word)


def _as_written(words: list[str]) -> Iterator[str]:
    """Yield a name with its last word in each of its forms (road, rd), and as one word."""
    if not words:
        return
    last = next((forms for forms in _SHORT_FORMS if words[-1] in forms), (words[-1],))
    yield from (" ".join((*words[:-1], form)) for form in last)
    if 1 < len(words) <= _JOINED_WORDS:
        yield "".join(words)


def _of_han(text: str) -> Iterator[str]:
    """Yield the parts of a Chinese address: regions and districts, then roads, and buildings with their kind and without."""
    for piece in _NUMBERED.sub(" ", text).split(" "):
        rest = piece
        while district := next((name for name in _districts() if rest.startswith(name) and len(rest) > len(name) + 1), ""):
            yield from (rest, district)
            rest = rest.removeprefix(district)
        for name in (rest, *_HAN_PART.findall(rest)):
            yield from (name, _HAN_BUILDING.sub("", name))


@cache
def _districts() -> tuple[str, ...]:
    """Return the Chinese names of parts of regions, canonical, the longer first."""
    names = {canonical(name) for row in rows_of("districts.tsv") for name in row[2].split("; ")}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
