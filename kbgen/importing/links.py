"""Links and pictures of a source → relative paths of the new places, with the anchors that headings have here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from kbgen.importing.addresses import shielded
from kbgen.importing.anchors import anchors_of, is_unnamed, loose
from kbgen.importing.articles import Draft
from kbgen.importing.forms.masked import mask
from kbgen.importing.found import Found, SourcePage
from kbgen.importing.placing import clean_file_name
from kbgen.importing.source_tree import MARKDOWN, SourceTree
from kbgen.importing.sources.layout import stem_of
from kbgen.model import Language

_TARGET = r"(?:<(?P<angled>[^<>\n]{1,800})>|(?P<address>(?:[^\s()<>]|\([^\s()]{0,200}\)){1,800}))"
_LINK = re.compile(
    r"(?P<start>!?\[(?:[^\[\]\n]|\\.|!?\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,500}\))?|\n(?!\n)){0,800}\]\([ \t]*)"
    + _TARGET
    + r"(?P<rest>(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \t]*\))"
)
_INNER = re.compile(rf"(?P<start>!\[[^\[\]\n]{{0,300}}\]\([ \t]*){_TARGET}(?P<rest>[^()\n]{{0,300}}\))")
_DEFINED = re.compile(
    r"^(?P<start>[ \t]{0,3}\[[^\]\n^]{1,200}\]:[ \t]*)"
    r"(?:<(?P<angled>[^<>\n]{1,800})>|(?P<address>[^\s<>]{1,800}))(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
_HTML = re.compile(r"(?P<start>\b(?:src|href)=[\"'])(?P<angled>(?!))?(?P<address>[^\"'\n<>]{1,800})(?P<rest>[\"'])")
_GAP = re.compile(r"\{\{|\{%|<%|\$\{")
"""A part of an address that a program fills in."""
_FILE_AS_WORDS = re.compile(r"\[(?P<name>[^\[\]\n]{1,200}\.mdx?)\]\([ \t]*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_KEY_OF_NOTION = re.compile(r"(?<=.)[ _-]+[0-9a-f]{32}(?=$|\.)")
_COLOUR_SCHEMES = frozenset({"only-light", "only-dark", "gh-light-mode-only", "gh-dark-mode-only"})
"""Anchors of pictures by which others show one in the light and another in the dark."""
_PAGE_ENDING = re.compile(r"(?:\.(?:html?|mdx?|markdown))?/*$", re.IGNORECASE)


@dataclass
class Links:
    """Knows every page and file of a source by all the ways in which links name it.

    copies: files to copy, source → path below the content folder. withheld: links to files that the source does not give away,
    as the page they stand in and their words, which are all that is left of them.
    """

    tree: SourceTree
    found: Found
    drafts: Sequence[Draft]
    folders: Mapping[Language, str]

    def __post_init__(self) -> None:
        self.copies: dict[str, str] = {}
        self.withheld: list[tuple[str, str]] = []
        self._by_file = {draft.placement.page.file: draft for draft in self.drafts}
        self._by_address: dict[str, Draft] = {}
        self._by_place: dict[tuple[Language, str], Draft] = {}
        self._anchors: dict[str, Mapping[str, str]] = {}
        self._labels = {page.label for page in self.found.pages} | {"en"}
        self._taken: set[str] = set()
        folders = {folder for page in self.found.pages if (folder := _folder_of_language(page)) is not None}
        self._folders = sorted(folders, key=lambda folder: (-len(folder), folder))
        for draft in self.drafts:
            self._by_place[draft.placement.language, draft.placement.place] = draft
            for address in (*draft.placement.page.addresses, *draft.aliases):
                self._by_address.setdefault(_spelled(address), draft)

    def changed(self, draft: Draft) -> str:
        """Return the text of an article with its links as they are here."""
        masked = mask(draft.body)
        masked.text = _INNER.sub(lambda match: self._link(match, draft), masked.text)
        masked.text = _LINK.sub(lambda match: match[0] if _INNER.fullmatch(match[0]) else self._link(match, draft), masked.text)
        for pattern in (_DEFINED, _HTML):
            masked.text = pattern.sub(lambda match: self._link(match, draft), masked.text)
        return masked.whole()

    def _link(self, match: re.Match[str], draft: Draft) -> str:
        address = (match["angled"] or match["address"]).strip()
        is_picture = match["start"].startswith("!") or match["start"].startswith("src")
        if match["start"].startswith("[") and match["rest"].endswith(")") and self._is_withheld(address, draft):
            words = match["start"].rpartition("](")[0][1:]
            self.withheld.append((draft.placement.page.file, words))
            return words
        new = self._address(address, draft, is_picture=is_picture)
        if new is None:
            return match[0]
        return f"{self._called(match['start'], address, draft)}{shielded(new)}{match['rest']}"

    def _is_withheld(self, address: str, draft: Draft) -> bool:
        """Tell whether an address leads to a file that the report calls not taken: publishing it would belie that."""
        path = unquote(address.partition("#")[0].partition("?")[0])
        return any(file in self.tree.left for file in self._candidates(path, draft.placement.page.file) if self.tree.has(file))

    def _called(self, start: str, address: str, draft: Draft) -> str:
        """Return the words of a link, and its bracket; of one that is called as its file, the title of that page."""
        name = _FILE_AS_WORDS.fullmatch(start)
        path = unquote(address.partition("#")[0])
        target = self._page(path, draft) if name and posixpath.basename(path) == posixpath.basename(name["name"]) else None
        if not target:
            return start
        shown = self._by_place.get((draft.placement.language, target.placement.place), target)
        title = shown.title.replace("[", "\\[").replace("]", "\\]")
        return f"[{title}]("

    def _address(self, address: str, draft: Draft, *, is_picture: bool) -> str | None:
        """Return the address as this article must write it, or None where it stays."""
        own = self._own_path(address)
        if own is None or _GAP.search(address):
            return None
        stays = own if own != address and address.startswith("pathname:") else None
        try:
            parts = urlsplit(own)
        except ValueError:
            return None
        path = unquote(parts.path)
        anchor = unquote(parts.fragment)
        here = f"{self.folders[draft.placement.language]}/{draft.placement.place}"
        if not path:
            named = self._anchor(draft, anchor) if anchor else ""
            return f"#{named}" if named else posixpath.basename(here)
        if not is_picture and (target := self._page(path, draft)):
            place = f"{self.folders[draft.placement.language]}/{target.placement.place}"
            same = self._by_place.get((draft.placement.language, target.placement.place), target)
            named = self._anchor(same, anchor) if anchor else ""
            return self._relative(place, here) + (f"#{named}" if named else "")
        file = self._file(path, draft.placement.page.file)
        shown = f"#{anchor}" if is_picture and anchor in _COLOUR_SCHEMES else ""
        if file:
            return self._relative(self._copied(file), here) + shown
        if is_picture:
            names = (part for part in posixpath.normpath(path).split("/") if part not in {"", ".", ".."})
            missing = "/".join(map(clean_file_name, names)).removeprefix("assets/")
            return self._relative(f"assets/{missing}", here) + shown
        return stays

    def _relative(self, path: str, here: str) -> str:
        return quote(posixpath.relpath(path, posixpath.dirname(here)), safe="/-_.~!$&'+,;=:@")

    def _own_path(self, address: str) -> str | None:
        """Return an address without the site it is of, or None for one of another site."""
        address = address.replace("pathname://", "")
        site = "" if self.found.ours else self.found.url.rstrip("/")
        if re.match(r"https?://", site) and (address == site or address.startswith((f"{site}/", f"{site}#"))):
            return address.removeprefix(site) or "/"
        return None if _SCHEME.match(address) else address

    def _page(self, path: str, draft: Draft) -> Draft | None:
        source = draft.placement.page.file
        for candidate in self._files(path, source):
            if candidate in self._by_file:
                return self._by_file[candidate]
            if beside := self._in_another_language(candidate, source):
                return beside
        own = draft.placement.page.addresses[0] if draft.placement.page.addresses else "/"
        address = path if path.startswith("/") else posixpath.join(own if own.endswith("/") else posixpath.dirname(own), path)
        for base in ("/", self.found.base):
            if found := self._by_address.get(_spelled(f"/{base.strip('/')}/{address}")):
                return found
            if address.startswith(base) and (found := self._by_address.get(_spelled(address.removeprefix(base)))):
                return found
        label, _, rest = path.strip("/").partition("/")
        if path.startswith("/") and rest and label in self._labels:
            return self._page(f"/{rest}", draft)  # of the other language only: the page is shown in it here
        return self._only_one_of_its_name(path, draft)

    def _in_another_language(self, candidate: str, source: str) -> Draft | None:
        """Return the page at the same place in another language: that is what readers are shown here."""
        found = (self._by_file.get(path) for path in self._beside(candidate, source))
        return next((draft for draft in found if draft), None)

    def _beside(self, candidate: str, source: str) -> Iterator[str]:
        """Yield the paths at which a file of the same place lies in other languages."""
        own = next((folder for folder in self._folders if candidate.startswith(folder) and source.startswith(folder)), None)
        if own is not None:
            yield from (f"{folder}{candidate.removeprefix(own)}" for folder in reversed(self._folders) if folder != own)

    def _only_one_of_its_name(self, path: str, draft: Draft) -> Draft | None:
        """Return the one page whose file has a name, as `ref` of Hugo and wikis look for it."""
        name = posixpath.basename(path)
        if not name.lower().endswith(MARKDOWN) or name.lower() in {"index.md", "readme.md", "_index.md"}:
            return None
        found = [
            other
            for file, other in self._by_file.items()
            if posixpath.basename(file) == name and other.placement.language == draft.placement.language
        ]
        return found[0] if len(found) == 1 else None

    def _files(self, path: str, source: str) -> Iterator[str]:
        clean = path.removeprefix("@site").removeprefix("@") if path.startswith("@") else path
        starts = [posixpath.dirname(source)] if not path.startswith(("/", "@")) else []
        for start in (*starts, *self.found.roots, "") if path.startswith(("/", "@")) else starts:
            joined = posixpath.normpath(posixpath.join(start, clean.lstrip("/") if not starts else clean))
            base = _PAGE_ENDING.sub("", joined) if not joined.lower().endswith(MARKDOWN) else joined
            yield joined
            if base == joined and joined.lower().endswith(MARKDOWN):
                yield from (re.sub(r"\.\w+$", ending, joined) for ending in MARKDOWN[:2])
                continue
            yield from (f"{base}{ending}" for ending in MARKDOWN[:2])
            yield from (posixpath.join(base, name) for name in ("index.md", "README.md", "_index.md", "index.mdx", "readme.md"))

    def _file(self, path: str, source: str) -> str:
        """Return the file to copy that a path names, or an empty text; never one that is reported as not taken."""
        found = (
            file
            for file in self._candidates(path, source)
            if self.tree.has(file) and not file.lower().endswith(MARKDOWN) and file not in self.tree.left
        )
        return next(found, "")

    def _candidates(self, path: str, source: str) -> Iterator[str]:
        """Yield the paths in the tree that a path within a page may mean, the likeliest first."""
        clean = path.removeprefix("@site/").removeprefix("@/")
        if path.startswith("/"):
            clean = clean.lstrip("/").removeprefix(self.found.base.lstrip("/"))
            starts: tuple[str, ...] = (*self.found.pictures, *self.found.roots, "")
        elif path.startswith("@"):
            starts = ("", *self.found.includes, *self.found.roots)
        else:
            starts = (posixpath.dirname(source), posixpath.join(posixpath.dirname(source), "x"), *self.found.pictures)
        candidates = [posixpath.normpath(posixpath.join(start, clean)) for start in starts]
        yield from candidates
        for candidate in candidates[:2]:
            yield from self._beside(candidate, source)

    def _copied(self, file: str) -> str:
        """Return where a file is copied to, below the content folder."""
        if file in self.copies:
            return self.copies[file]
        starts = sorted(
            (start for start in (*self.found.pictures, *self.found.roots) if start and file.startswith(f"{start}/")), key=len
        )
        below = file.removeprefix(f"{starts[-1]}/") if starts else file
        clean = "/".join(clean_file_name(_KEY_OF_NOTION.sub("", part)) for part in below.split("/")).removeprefix("assets/")
        path, number = f"assets/{clean}", 2
        while path.casefold() in self._taken or path.startswith(
            ("assets/kbgen/", "assets/portal/", "assets/search/", "assets/analytics/", "assets/embed/")
        ):
            stem, dot, ending = clean.rpartition(".")
            path = f"assets/files/{stem}-{number}{dot}{ending}" if number > 2 else f"assets/files/{clean}"
            number += 1
        self.copies[file] = path
        self._taken.add(path.casefold())
        return path

    def _anchor(self, target: Draft, anchor: str) -> str:
        """Return the anchor that a heading of an article has here; as it was where no heading is like it."""
        said = self.found.anchors.get(target.placement.page.file, {}).get(anchor)
        if said is not None:
            return said
        unnamed = bool(target.title_anchor) and is_unnamed(target.title_anchor)
        if target.title_anchor and (loose(anchor) == loose(target.title_anchor) or (unnamed and anchor == "_1")):
            return ""
        file = target.placement.page.file
        if file not in self._anchors:
            self._anchors[file] = dict(anchors_of(target.body, 1 + unnamed))
        known = self._anchors[file]
        return known.get(f"={anchor}") or known.get(loose(anchor)) or anchor


def _folder_of_language(page: SourcePage) -> str | None:
    """Return the folder in which all pages of its language lie, with a slash; None where its name was changed."""
    path = stem_of(page.file)
    place = page.place.removesuffix(".md")
    place = place if path.endswith(place) else posixpath.dirname(place)
    folder = path.removesuffix(place) if path.endswith(place) and place == page.place.removesuffix(".md") else ""
    if not folder and place and posixpath.dirname(path).endswith(place):
        folder = posixpath.dirname(path).removesuffix(place)
    return folder if folder.endswith("/") or path == place else None


def _spelled(address: str) -> str:
    path = posixpath.normpath("/" + unquote(address).strip("/"))
    path = _PAGE_ENDING.sub("", path)
    return (path.removesuffix("/index").removesuffix("/README") or "/").casefold()
