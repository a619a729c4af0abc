"""Pages of a source → paths below a language folder: the same for both sides of a pair, and every article in a category."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from kbgen.content.front_matter import split_front_matter
from kbgen.content.names import RESERVED_IDS, is_left_out, name_fault
from kbgen.content.other_formats import other_format
from kbgen.importing.forms.masked import mask
from kbgen.importing.found import SourcePage
from kbgen.importing.languages import Side, clearly_written_in, side_of
from kbgen.importing.source_tree import SourceTree
from kbgen.model import Language

GENERAL = "general"
"""The category of articles that lie in no folder."""

_WHOLE = frozenset({"docs", "doc", "documentation", "content", "pages", "src", "manual", "wiki", "handbook", "help", "articles"})
"""Names of a folder that says nothing about what lies in it: the folders below it become the categories."""
_SHARE_OF_WHOLE = 0.9
_SAMPLE_PAGES = 12
_NO_PROSE = re.compile(r"<[^<>]{1,500}>|\]\([^()\n]{0,500}\)|https?://\S{1,500}")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page goes.

    place: below the language folder. draft: a page in Simplified characters that nobody may see yet. renamed: whether its place
    has a number, because another page would have the same address.
    """

    page: SourcePage
    language: Language
    place: str
    draft: bool = False
    renamed: bool = False


def sides_of(pages: Iterable[SourcePage], tree: SourceTree) -> Mapping[str, Side]:
    """Return the side of each label, by the texts of some of its pages where the label leaves it open."""
    files: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        files[page.label].append(page.file)
    found: dict[str, Side] = {}
    for label, own in files.items():
        step = max(1, len(own) // _SAMPLE_PAGES) if label else 1
        found[label] = side_of(label, [tree.text(file) for file in own[::step]])
    return found


def with_own_languages(pages: Iterable[SourcePage], sides: Mapping[str, Side], tree: SourceTree) -> tuple[SourcePage, ...]:
    """Return pages without a label in the language that each is clearly written in, where that is another than of most.

    One whose place a page with a label has already stays as it is.
    """
    pages = tuple(pages)
    taken = {(sides[page.label], page.place) for page in pages}
    found = []
    for page in pages:
        own = clearly_written_in(_prose(tree.text(page.file))) if not page.label else ""
        if own and own != sides[page.label] and (own, page.place) not in taken:
            page = replace(page, label=own)
        found.append(page)
    return tuple(found)


def _prose(text: str) -> str:
    """Return a page without its front matter, whose keys are English in every language, its code and its addresses."""
    other = other_format(text)
    parts = split_front_matter(text, lambda *_: None)
    return _NO_PROSE.sub(" ", mask(other.body if other else parts.body).text)


def placements(pages: tuple[SourcePage, ...], sides: Mapping[str, Side]) -> tuple[tuple[Placement, ...], dict[str, str]]:
    """Return where each page goes, and the files that go nowhere, each with the reason.

    A page in Simplified characters is a draft of the Traditional one where that is missing, and is left out otherwise.
    """
    left: dict[str, str] = {}
    kept: list[tuple[SourcePage, Language, str, bool]] = []
    places, renamed = _new_places((sides[page.label], page.place) for page in pages)
    traditional = {page.place for page in pages if sides[page.label] == "zh-hant"}
    for page in pages:
        side = sides[page.label]
        if side == "other":
            left[page.file] = f"is in another language ({page.label})"
        elif side == "zh-hans" and page.place in traditional:
            left[page.file] = "is in Simplified Chinese, and the same page in Traditional Chinese is taken"
        else:
            language: Language = "en" if side == "en" else "zh-hant"
            kept.append((page, language, places[page.place], side == "zh-hans"))
    taken: dict[tuple[Language, str], SourcePage] = {}
    placed = []
    for page, language, place, draft in kept:
        key = (language, place.casefold())
        if key in taken:
            left[page.file] = _second(page, taken[key])
            continue
        taken[key] = page
        placed.append(Placement(page, language, place, draft, page.place in renamed))
    return tuple(placed), left


def _second(page: SourcePage, first: SourcePage) -> str:
    """Return why of two pages with one new address the second is not taken."""
    if page.label != first.label and page.place == first.place:
        return f"is the same page in another kind of the language ({page.label or 'none said'}) than {first.file}, which is taken"
    return f"would have the address of {first.file}, which is taken"


def _new_places(pages: Iterable[tuple[Side, str]]) -> tuple[Mapping[str, str], Set[str]]:
    """Return the new place of each, and the places of which the name got a number.

    Names work as addresses; no folder holds all, no article is without a category, and no two differ by case alone: a page that
    differs so from one in the other language is its translation.
    """
    sides: dict[str, set[Side]] = defaultdict(set)
    for side, place in pages:
        sides[place].add("zh-hant" if side == "zh-hans" else side)
    cleaned = {place: "/".join(_clean(part) for part in place.removesuffix(".md").split("/")) for place in sides}
    whole = _whole_folder(cleaned.values())
    stems = _in_folders({place: _without(whole, stem) for place, stem in cleaned.items()})
    owners: dict[str, tuple[str, set[Side]]] = {}
    found, renamed = {}, set()
    for place, stem in _in_one_case(stems).items():
        number = 1
        while (name := stem if number == 1 else f"{stem}-{number}").casefold() in owners:
            first, own = owners[name.casefold()]
            if not own & sides[place]:
                name = first
                break
            number += 1
        owners.setdefault(name.casefold(), (name, set()))[1].update(sides[place])
        found[place] = f"{name}.md"
        renamed |= {place} if number > 1 else set()
    return found, renamed


def _in_folders(stems: Mapping[str, str]) -> dict[str, str]:
    """Return paths again, every article in a category; the page `a` beside the folder `a/` has its address, so it is its page."""
    folders = {outer.casefold() for stem in stems.values() for outer in _outer(posixpath.dirname(stem))}
    taken = {stem.casefold() for stem in stems.values()}
    changed = {}
    for place, stem in stems.items():
        if stem.casefold() in folders and stem != "index":
            stem = f"{stem}/index" if f"{stem}/index".casefold() not in taken else f"{stem}/overview"
        changed[place] = stem if "/" in stem or stem == "index" else f"{GENERAL}/{stem}"
    return changed


def _in_one_case(stems: Mapping[str, str]) -> dict[str, str]:
    """Return paths again whose folders are spelled as they are first: `Guide/` and `guide/` are one folder on many disks."""
    known: dict[str, str] = {}
    changed = {}
    for place, stem in stems.items():
        spelled = ""
        *folders, name = stem.split("/")
        for folder in folders:
            spelled = known.setdefault(f"{spelled}{folder}".casefold(), f"{spelled}{folder}") + "/"
        changed[place] = f"{spelled}{name}"
    return changed


def _outer(folder: str) -> Iterable[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def _whole_folder(stems: Iterable[str]) -> str:
    stems = list(stems)
    counts = Counter(stem.partition("/")[0] for stem in stems if "/" in stem)
    for folder, count in counts.most_common(1):
        inner = {stem.split("/")[1] for stem in stems if stem.startswith(f"{folder}/") and stem.count("/") >= 2}
        if len(inner) >= 2 and (folder.lower() in _WHOLE or count >= len(stems) * _SHARE_OF_WHOLE):
            return folder
    return ""


def _without(whole: str, stem: str) -> str:
    if not whole or not stem.startswith(f"{whole}/"):
        return stem
    rest = stem.removeprefix(f"{whole}/")
    return f"{GENERAL}/{whole}" if rest == "index" else rest


def clean_file_name(name: str) -> str:
    """Return the name of a file that works in addresses and on every system."""
    name = unicodedata.normalize("NFC", name).strip()
    name = re.sub(r"[\s&/\\]+", "-", name)
    kept = "".join(char if not name_fault(f"a{char}a") else "-" for char in name)
    kept = re.sub(r"-{2,}", "-", kept).strip("-.")
    stem, dot, ending = kept.rpartition(".")
    kept = f"{stem[:60]}{dot}{ending[:10]}" if dot else kept[:60]
    return kept if kept and not name_fault(kept) and not is_left_out(kept) else f"{kept}-file" if kept else "file"


def _clean(name: str) -> str:
    """Return a name of a page or folder that works as an address and is none of the portal's own."""
    kept = clean_file_name(name.replace(".", "-"))
    return f"{kept}-page" if kept.lower() in {*RESERVED_IDS, "assets", "readme"} else kept
