"""Zendesk Guide: the answers of its API (`/api/v2/help_center/…`), saved as files: topics, articles, translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qs

from kbgen.importing.exports.assembled import assembled
from kbgen.importing.exports.items import Export, Item, day_of, file_name, line_of, split_address
from kbgen.importing.exports.json_pages import Record, number_of, records, text_of, texts_of
from kbgen.importing.exports.pictures import by_name
from kbgen.importing.found import FolderName, Found
from kbgen.importing.languages import label_of
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.tasks import Task, of_places


@dataclass
class Answers:
    """What the saved answers say of each other. Of a list by cursors only its end tells that all of it is there."""

    saved: set[tuple[str, int]] = field(default_factory=set)
    following: dict[tuple[str, int], str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    unended: dict[str, str] = field(default_factory=dict)

    def note(self, answer: Record) -> None:
        """Look at one answer: its own page, and the one that it says comes next."""
        following, former = text_of(answer, "next_page"), text_of(answer, "previous_page")
        if following or former:
            after, before = _page_of(following), _page_of(former)
            own = number_of(answer, "page") or (after - 1 if after else before + 1)
            self.saved.add((_list_of(following or former), own))
            if following:
                self.following[_list_of(following), after] = following
        links, meta = answer.get("links"), answer.get("meta")
        if isinstance(links, dict) and isinstance(meta, dict):
            following, former = text_of(links, "next"), text_of(links, "prev")
            if meta.get("has_more") is True and following:
                self.unended[_list_of(following)] = following
            elif former:
                self.ended.add(_list_of(former))

    def missing(self) -> tuple[Task, ...]:
        """Return what to save besides, with the address of each."""
        pages = [address for place, address in sorted(self.following.items()) if place not in self.saved]
        pages += [address for name, address in sorted(self.unended.items()) if name not in self.ended]
        return tuple(
            of_places(1, "page", "of the API not saved, so what they list is missing: save them too, and import again", pages)
        )


def _list_of(address: str) -> str:
    return re.sub(r"\.json$", "", split_address(address).path)


def _page_of(address: str) -> int:
    number = parse_qs(split_address(address).query).get("page", ["0"])[0]
    return int(number) if re.fullmatch(r"\d{1,9}", number) else 0


_ARTICLE = re.compile(r"/hc/(?:[\w-]+/)?articles/(?P<key>\d+)")
_ATTACHMENT = re.compile(r"/article_attachments/(?P<key>\d+)(?:/(?P<name>[^/?#]+))?")
_MOST_DEEP = 6
_OF_ONE_LANGUAGE = {"translations": None, "draft": False, "edited_at": None, "body": None, "html_url": None}
"""What a translation does not share with its original."""


@dataclass
class _Records:
    """What the API says, by id and locale. attachments: names of files by id."""

    articles: dict[tuple[str, str], Record] = field(default_factory=dict)
    groups: dict[str, dict[tuple[str, str], Record]] = field(default_factory=lambda: {"categories": {}, "sections": {}})
    originals: dict[str, Record] = field(default_factory=dict)
    attachments: dict[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)

    @cached_property
    def sections(self) -> Mapping[str, Record]:
        """Sections by id; translations do not say where they belong."""
        return {key: record for (key, _), record in self.groups["sections"].items() if "category_id" in record}


def read(tree: SourceTree) -> Found:
    """Return the articles of a help centre in all its languages."""
    found = _read(tree)
    names = {kind: _folder_names(records_of) for kind, records_of in found.groups.items()}
    paths = {key: _path(found, names, text_of(record, "section_id")) for key, record in found.originals.items()}
    orders = _orders(found)
    items = tuple(_item(found, key, locale, record, paths, orders) for (key, locale), record in found.articles.items())
    hosts = {
        split_address(text_of(record, name)).hostname or "" for record in found.originals.values() for name in ("html_url", "url")
    }
    own = sorted(host for host in hosts - {""} if not host.endswith(".zendesk.com"))
    find = by_name(tree)

    def key_of(address: str, _item: Item) -> str:
        match = _ARTICLE.search(address)
        host = split_address(address).hostname
        return match["key"] if match and (host is None or host in hosts or match["key"] in found.originals) else ""

    def picture_of(address: str, _item: Item) -> str:
        match = _ATTACHMENT.search(address)
        if match and not match["name"] and (name := found.attachments.get(match["key"])):
            return find(f"{match['key']}/{name}") or find(match["key"])
        return find(address)

    export = Export(
        tree,
        items,
        key_of,
        picture_of,
        folders=_titles(found, names),
        sites=tuple(sorted(hosts - {""})),
        url=f"https://{own[0]}/" if own else "",
        tasks=(*found.answers.missing(), *_restricted(found, paths)),
    )
    return assembled(export)


def _read(tree: SourceTree) -> _Records:
    found = _Records()
    translations: list[Record] = []
    for kind, record in records(tree, found.answers.note):
        if kind == "article_attachments" or "content_url" in record:
            found.attachments[text_of(record, "id")] = text_of(record, "file_name", "display_file_name")
        elif kind == "translations" or "source_id" in record:
            translations.append(record)
        elif "section_id" in record or "body" in record:
            key = text_of(record, "id")
            found.originals.setdefault(key, record)
            _keep(found.articles, key, record)
        elif kind in found.groups or "category_id" in record or "/categories/" in text_of(record, "html_url"):
            name = kind if kind in found.groups else "sections" if "category_id" in record else "categories"
            _keep(found.groups[name], text_of(record, "id"), record)
    for record in translations:
        key, source = text_of(record, "source_id"), text_of(record, "source_type").lower()
        if source == "article" or (not source and key in found.originals):
            original = found.originals.get(key, {})
            _keep(found.articles, key, {**original, **_OF_ONE_LANGUAGE, **record, "id": key})
            found.originals.setdefault(key, record)
        else:
            for group in found.groups.values():
                if any(own == key for own, _ in group):
                    _keep(group, key, {**record, "name": record.get("title"), "description": record.get("body")})
    return found


def _keep(table: dict[tuple[str, str], Record], key: str, record: Record) -> None:
    """Keep a record, unless one with a text is there."""
    place = (key, label_of(text_of(record, "locale", "source_locale")))
    former = table.get(place)
    if former is None or (not former.get("body") and record.get("body")):
        table[place] = record


def _folder_names(table: Mapping[tuple[str, str], Record]) -> dict[str, str]:
    """Return the name of a folder for each category or section, in English where there is English; no two alike."""
    found: dict[str, str] = {}
    for key, label in sorted(table, key=lambda place: (len(place[0]), place[0], not place[1].startswith("en"), place[1])):
        if key not in found:
            name = file_name(line_of(table[key, label].get("name"))) or f"topic-{key}"
            found[key] = name if name not in found.values() else f"{name}-{key}"
    return found


def _path(found: _Records, names: Mapping[str, Mapping[str, str]], section: str) -> tuple[str, ...]:
    """Return the folders of a section: its category, the sections around it, itself."""
    path: list[str] = []
    by_id = found.sections
    category = ""
    while section in by_id and len(path) < _MOST_DEEP:
        path.insert(0, names["sections"][section])
        category = text_of(by_id[section], "category_id")
        section = text_of(by_id[section], "parent_section_id")
    return (*([names["categories"][category]] if category in names["categories"] else []), *path)


def _orders(found: _Records) -> dict[str, int]:
    """Return the place of each article among all, in steps of ten: by section, then by its own position."""
    sections = {key: number_of(record, "position") for key, record in found.sections.items()}

    def place(key: str) -> tuple[int, str, bool, int, int, str]:
        record = found.originals[key]
        section = text_of(record, "section_id")
        return (
            sections.get(section, 0),
            section,
            record.get("promoted") is not True,
            number_of(record, "position"),
            len(key),
            key,
        )

    return {key: 10 * number for number, key in enumerate(sorted(found.originals, key=place), 1)}


def _item(
    found: _Records, key: str, locale: str, record: Record, paths: Mapping[str, tuple[str, ...]], orders: Mapping[str, int]
) -> Item:
    original = found.originals.get(key, record)
    address = split_address(text_of(record, "html_url")).path
    body = record.get("body")
    return Item(
        key=key,
        label=locale,
        title=line_of(record.get("title") or record.get("name")),
        text=body if isinstance(body, str) else "",
        folders=paths.get(key, ()),
        addresses=tuple(dict.fromkeys(filter(None, (address, f"/hc/{locale}/articles/{key}" if locale else "")))),
        order=orders.get(key),
        draft=bool(record.get("draft") or record.get("hidden") or _is_restricted(original)),
        keywords=texts_of(record, "label_names") or texts_of(original, "label_names"),
        updated=day_of(record.get("edited_at")) or day_of(record.get("updated_at")),
        featured=original.get("promoted") is True,
    )


def _is_restricted(record: Record) -> bool:
    return bool(record.get("user_segment_id")) or bool(record.get("user_segment_ids"))


def _restricted(found: _Records, paths: Mapping[str, tuple[str, ...]]) -> tuple[Task, ...]:
    titles = ["/".join((*paths[key], line_of(one.get("title")))) for key, one in found.originals.items() if _is_restricted(one)]
    return tuple(of_places(1, "article", "that only some users could see, now drafts: a portal is public", sorted(titles)))


def _titles(found: _Records, names: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], FolderName]:
    """Return what categories and sections are called in each language."""
    titles: dict[tuple[str, str], FolderName] = {}
    orders: dict[str, int] = {}
    for kind, table in found.groups.items():
        for (key, label), record in table.items():
            folder = names[kind][key]
            order = orders.setdefault(folder, 10 * number_of(record, "position") + 10)
            name = FolderName(line_of(record.get("name")), line_of(record.get("description")), order)
            titles.setdefault((label, folder), name)
    return titles
