"""The words of other regions that a site's own readers would stumble over, of the tables of regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from kbgen.settings.lang_tags import ChineseTag
from kbgen.text.tables import fold_code_points

Region = Literal["hk", "tw", "cn"]
REGIONS: tuple[Region, ...] = ("hk", "tw", "cn")
"""In the order of the columns."""

_OWN: Mapping[ChineseTag, Region] = {"zh-Hant-HK": "hk", "zh-Hant-TW": "tw"}
_FOREIGN: Mapping[ChineseTag, tuple[Region, ...]] = {"zh-Hant-HK": ("cn",), "zh-Hant-TW": ("cn", "hk")}
"""Words of Taiwan are at home in Hong Kong: shops there ship to Taiwan and say 超商."""
_DOUBT = "~"


@dataclass(frozen=True, slots=True)
class ForeignWord:
    """A word of another region. written: as the table has it. local: what the site's own readers say, best first.

    before: how many characters of a match stand before the word, where it is found by those around it: [登錄]密碼.
    shared: whether Hong Kong says it too, as it does 網絡 of the mainland.
    """

    written: str
    region: Region
    local: tuple[str, ...]
    before: int = 0
    shared: bool = False


@cache
def words_of_elsewhere(tag: ChineseTag) -> Mapping[str, ForeignWord]:
    """Return folded word → what it is, for a site of this Chinese.

    Of the table of regions only those of `elsewhere.txt`; a word that any row has as one of the site's own region is left out.
    Those of `elsewhere_inside.tsv` also stand inside others: see `innocent_words`.
    """
    own = REGIONS.index(_OWN[tag])
    rows, unmistakable = list(_rows()), _unmistakable()
    at_home = {_folded(word) for row in rows for word in row[own]}
    in_hong_kong = {_folded(word) for row in rows for word in row[REGIONS.index("hk")]}
    found: dict[str, ForeignWord] = {}
    for row in rows:
        local = tuple(word for word in row[own] if not word.startswith(_DOUBT)) or tuple(
            word.removeprefix(_DOUBT) for word in row[own]
        )
        for region in _FOREIGN[tag]:
            for word in row[REGIONS.index(region)]:
                folded = _folded(word)
                if local and word in unmistakable and folded not in at_home:
                    shared = region == "cn" and folded in in_hong_kong
                    found.setdefault(folded, ForeignWord(word, region, local, shared=shared))
    for inside in _inside():
        if inside.local[own]:
            before, _, rest = inside.written.rpartition("[")
            core, _, after = rest.partition("]")
            shared = inside.region == "cn" and not inside.local[REGIONS.index("hk")]
            foreign = ForeignWord(core, inside.region, inside.local[own], len(before), shared)
            found.setdefault(_folded(before + core + after), foreign)
    return found


@cache
def innocent_words() -> frozenset[str]:
    """Return the folded words inside of which a word of another region is none: 的士 in 的士兵."""
    return frozenset(_folded(word) for row in _inside() for word in row.innocent)


@dataclass(frozen=True, slots=True)
class _Inside:
    """A word of `elsewhere_inside.tsv`, in brackets where others tell it.

    local: what Hong Kong and Taiwan write, in the order of REGIONS. innocent: words inside of which it is none.
    """

    written: str
    region: Region
    local: tuple[tuple[str, ...], ...]
    innocent: tuple[str, ...]


@cache
def _inside() -> tuple[_Inside, ...]:
    found = []
    for words, (region,), hong_kong, taiwan, innocent in _cells("elsewhere_inside.tsv"):
        assert region in REGIONS, region  # noqa: S101 - a table of ours
        local = (tuple(hong_kong), tuple(taiwan))
        found += [_Inside(word, region, local, tuple(innocent)) for word in words]
    return tuple(found)


def _unmistakable() -> frozenset[str]:
    text = files("kbgen.text").joinpath("data", "elsewhere.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _folded(word: str) -> str:
    return word.removeprefix(_DOUBT).translate(fold_code_points())


def _rows() -> Iterator[list[list[str]]]:
    return _cells("regions.tsv")


def _cells(table: str) -> Iterator[list[list[str]]]:
    text = files("kbgen.text").joinpath("data", table).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [cell.split(" ") if cell else [] for cell in line.split("\t")]
