"""A source → the files of a site and what is left to do: all of it decided before anything is written."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from urllib.parse import unquote

from kbgen.content.addresses import page_url
from kbgen.content.files import UnreadableFileError
from kbgen.content.names import RESERVED_IDS, path_fault
from kbgen.importing.articles import Draft, draft_of, text_of
from kbgen.importing.category_pages import made_pages
from kbgen.importing.forms import Dialect
from kbgen.importing.found import Found
from kbgen.importing.languages import is_taiwanese
from kbgen.importing.links import Links
from kbgen.importing.placing import GENERAL, placements, sides_of, with_own_languages
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources import SOURCES
from kbgen.importing.sources.layout import is_of_repository
from kbgen.importing.sources.reasons import NOWHERE, OF_REPOSITORY
from kbgen.importing.tasks import Task, of_files, of_places
from kbgen.model import Language

MAX_FILE_BYTES = 64 * 1024 * 1024

_SIMPLIFIED = (
    "in Simplified Chinese taken as drafts, which nobody sees: write them in Traditional Chinese, then remove 'draft: true'"
)
_UNLISTED = (
    "in no menu and no search of the former site, now drafts, which nobody sees: remove 'draft: true' where everybody may find it"
)
_WITHHELD = "to files that were not taken, now only words: link to what readers may see"
_UNKEPT = "that no alias can hold, so links to them lead nowhere"


@dataclass(frozen=True, slots=True)
class Moved:
    """A source as files of a site. files: by path below the content folder. articles: how many of each language."""

    found: Found
    files: Mapping[str, bytes]
    tasks: tuple[Task, ...]
    articles: Mapping[Language, int]
    drafts: int
    taiwanese: bool


def moved(tree: SourceTree, name: str, folders: Mapping[Language, str]) -> Moved:
    """Return what becomes of a tree. name: of its tool. folders: of each language, below the content folder.

    Raises UsageError where the source cannot be taken at all, such as a damaged archive.
    """
    found = SOURCES[name].read(tree)
    tree = found.made or tree
    sides = sides_of(found.pages, tree)
    found = replace(found, pages=with_own_languages(found.pages, sides, tree))
    sides = sides_of(found.pages, tree)
    placed, left = placements(found.pages, sides)
    folders_of_parts = tuple(dict.fromkeys((*found.includes, *found.roots)))
    values = (found.icons, found.variables, found.appended, found.mdx, found.spaced)
    dialect = None if found.ours else Dialect(tree, folders_of_parts, *values)
    drafts = [draft_of(placement, tree, dialect) for placement in placed]
    empty = (draft.placement.page.file for draft in drafts if _is_empty(draft))
    left |= {file: "has no text" for file in empty if file not in tree.left}
    gone = {*left, *tree.left}
    drafts = [draft for draft in drafts if draft.placement.page.file not in gone]
    drafts, alone = _with_an_article(drafts, folders)
    links = Links(tree, found, drafts, folders)
    files, unkept = _articles(drafts, links, folders)
    made = list(made_pages(drafts, found, folders, found.name or "Help", sides))
    files |= {page.path: page.text.encode() for page in made}
    counts = Counter(draft.placement.language for draft in drafts if not draft.is_draft)
    unfinished = [page.path for page in made if page.unfinished]
    withheld = of_places(2, "link", _WITHHELD, (": ".join(one) for one in links.withheld))
    tasks = (
        *of_places(1, "page", _SIMPLIFIED, (_path(draft, folders) for draft in drafts if draft.placement.draft)),
        *of_places(1, "page", _UNLISTED, (_path(draft, folders) for draft in drafts if draft.unlisted)),
        *_missing_language(counts),
        *of_files(1, (*tree.left.items(), *left.items())),
        *_of_source((*found.tasks, *withheld), drafts, folders),
        *of_places(3, "former address", _UNKEPT, (": ".join(one) for one in unkept), plural="former addresses"),
        *_made_up(drafts, unfinished, folders),
        *_renamed(drafts, folders),
        *alone,
        *of_files(4, ({**found.left} | _unseen(tree, found, left)).items()),
    )
    taiwanese = is_taiwanese(label for label, side in sides.items() if side == "zh-hant")
    return Moved(found, files, tasks, counts, sum(draft.is_draft for draft in drafts), taiwanese)


def _is_empty(draft: Draft) -> bool:
    """Tell whether an article holds nothing that readers could read; pages of categories and drafts may."""
    return not draft.body.strip() and not draft.placement.place.endswith("index.md") and not draft.is_draft


def _with_an_article(drafts: Sequence[Draft], folders: Mapping[Language, str]) -> tuple[list[Draft], list[Task]]:
    """Return the articles, and what to say where they were none but home pages, as which no site can be searched or read."""
    if not drafts or any(draft.placement.place != "index.md" and not draft.is_draft for draft in drafts):
        return list(drafts), []
    place = f"{GENERAL}/start.md"
    moved_down = [
        replace(draft, placement=replace(draft.placement, place=place)) if draft.placement.place == "index.md" else draft
        for draft in drafts
    ]
    what = "The source has no page but its home page, which is an article now: write what the home page says, and more articles"
    seen = tuple(_path(draft, folders) for draft in moved_down if not draft.is_draft)
    return moved_down, [Task(2, what, seen)] if seen else []


def _renamed(drafts: Sequence[Draft], folders: Mapping[Language, str]) -> list[Task]:
    """Return the pages whose name got a number, so that the team sees which of two it is."""
    places = (f"{_path(draft, folders)}: {draft.placement.page.file}" for draft in drafts if draft.placement.renamed)
    return of_places(3, "page", "with a number in the name, because another would have the same address: rename one", places)


def _unseen(tree: SourceTree, found: Found, left: Mapping[str, str]) -> dict[str, str]:
    """Return the files of Markdown that nobody has spoken of: they lie where the tool looks for no pages."""
    spoken = {*(page.file for page in found.pages), *found.left, *left, *tree.left}
    files = () if found.made else tree.markdown
    return {path: OF_REPOSITORY if is_of_repository(path) else NOWHERE for path in files if path not in spoken}


def _articles(
    drafts: Sequence[Draft], links: Links, folders: Mapping[Language, str]
) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Return the files of articles and of what they show, and the former addresses that no alias can hold, with the article."""
    taken = {address.casefold(): address for address in _own_addresses(drafts, folders)}
    of_portal = {f"/{folder}/{name}{end}" for folder in folders.values() for name in RESERVED_IDS for end in ("/", ".html")}
    files: dict[str, bytes] = {}
    unkept: list[tuple[str, str]] = []
    for draft in drafts:
        path = _path(draft, folders)
        aliases, lost = _aliases(draft, taken, of_portal)
        unkept += [(path, address) for address in lost]
        files[path] = text_of(draft, links.changed(draft), aliases).encode()
    for source, path in links.copies.items():
        try:
            raw = links.tree.raw(source, MAX_FILE_BYTES)
        except UnreadableFileError as error:
            links.tree.left[source] = f"cannot be read: {error}"
            continue
        if len(raw) > MAX_FILE_BYTES:
            links.tree.left[source] = f"is larger than {MAX_FILE_BYTES // 1024**2} MiB: link to it where it is"
        else:
            files[path] = raw
    return files, unkept


def _of_source(tasks: Sequence[Task], drafts: Sequence[Draft], folders: Mapping[Language, str]) -> list[Task]:
    """Return what the source itself leaves to a person, with the new paths of pages."""
    paths = {draft.placement.page.file: _path(draft, folders) for draft in drafts}
    return [
        replace(
            task,
            places=tuple(
                paths.get(file, file) + mark + rest for file, mark, rest in (place.partition(": ") for place in task.places)
            ),
        )
        for task in tasks
    ]


def _own_addresses(drafts: Sequence[Draft], folders: Mapping[Language, str]) -> set[str]:
    """Return every address that pages have here, in both languages, so that no former one is the same."""
    places = {draft.placement.place for draft in drafts}
    places |= {f"{posixpath.dirname(place)}/index.md".lstrip("/") for place in places}
    return {"/" + page_url(f"{folder}/{place}", use_directory_urls=True) for place in places for folder in folders.values()} | {
        "/"
    }


def _aliases(draft: Draft, taken: dict[str, str], of_portal: Set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the former addresses of a page that lead nowhere else, and take them; and those that no alias can hold.

    taken: without capitals → as it is; one that differs in these alone is the same file on many disks.
    """
    kept, lost = [], []
    for alias in dict.fromkeys((*draft.aliases, *draft.placement.page.addresses)):
        address = re.sub(r"/(?:index|README)(?:\.html?)?$", "/", unquote(alias))
        if not address.startswith("/"):
            kept.append(address)
            continue
        address = address if address.endswith((".html", ".htm", "/")) else f"{address}/"
        if taken.get(address.casefold()) == address:
            continue
        if (
            address.casefold() in taken
            or address in of_portal
            or path_fault(address.strip("/"))
            or re.search(r"[:{}\s,\[\]]", address)
        ):
            lost.append(address)
            continue
        taken[address.casefold()] = address
        kept.append(address)
    return tuple(kept), tuple(lost)


def _missing_language(counts: Mapping[Language, int]) -> list[Task]:
    names: Mapping[Language, str] = {"en": "English", "zh-hant": "Traditional Chinese"}
    return [
        Task(1, f"There is no page in {name}: its readers see the other language until you write some", (), "empty-language")
        for language, name in names.items()
        if not counts.get(language)
    ]


def _made_up(drafts: Sequence[Draft], unfinished: Sequence[str], folders: Mapping[Language, str]) -> Iterator[Task]:
    """Yield what a person must read because no source said it."""
    yield from of_places(2, "category title", "made of the folder: write them", unfinished, code="unfinished-article")
    paths = [(draft, _path(draft, folders)) for draft in drafts]
    for key, rank, noun, what, code in (
        ("title", 2, "title", "made of the name of the file: write them", ""),
        ("no description", 3, "article", "without a description, for want of a sentence: write them", "missing-description"),
        ("description", 4, "description", "made of the first sentence of the text: read them", ""),
    ):
        yield from of_places(rank, noun, what, (path for draft, path in paths if key in draft.made), code=code)
    broken = (f"{path}: {draft.fault} ({draft.placement.page.file})" for draft, path in paths if draft.fault)
    yield from of_places(2, "page", "whose front matter cannot be read as it is: lines of it are comments, mend them", broken)
    lost = (f"{path}: {line}" for draft, path in paths for line in draft.lost)
    yield from of_places(3, "line", "of front matter without a counterpart, now comments", lost)


def _path(draft: Draft, folders: Mapping[Language, str]) -> str:
    return f"{folders[draft.placement.language]}/{draft.placement.place}"
