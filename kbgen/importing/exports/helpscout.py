"""Help Scout Docs: the answers of its API, saved as files: collections, categories, articles with their text, redirects."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.importing.exports.assembled import assembled
from kbgen.importing.exports.items import Export, Item, day_of, file_name, line_of, split_address
from kbgen.importing.exports.json_pages import Record, number_of, records, text_of, texts_of
from kbgen.importing.exports.pictures import by_name
from kbgen.importing.found import FolderName, Found
from kbgen.importing.languages import label_named, written_in
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.tasks import Task, of_places

_ARTICLE = re.compile(r"/article/(?P<number>\d+)(?=[-/?#]|$)")


@dataclass
class _Records:
    """What the API says, by id. redirects: former paths by the number of the article they lead to."""

    collections: dict[str, Record] = field(default_factory=dict)
    categories: dict[str, Record] = field(default_factory=dict)
    articles: dict[str, Record] = field(default_factory=dict)
    redirects: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read(tree: SourceTree) -> Found:
    """Return the articles of all collections."""
    found = _read(tree)
    keys, orders = _keys(found), _orders(found)
    numbers = {text_of(record, "number"): keys[key] for key, record in found.articles.items()}
    hosts = {split_address(text_of(record, "publicUrl")).hostname or "" for record in found.articles.values()} - {""}
    own = sorted(host for host in hosts if not host.endswith((".helpscoutdocs.com", ".helpscout.net")))
    find = by_name(tree)

    def key_of(address: str, _item: Item) -> str:
        match = _ARTICLE.search(address)
        host = split_address(address).hostname
        return numbers.get(match["number"], "") if match and (host is None or host in hosts) else ""

    export = Export(
        tree,
        tuple(_item(found, keys[key], orders[key], record) for key, record in found.articles.items()),
        key_of,
        lambda address, _: find(address),
        folders=_titles(found),
        sites=tuple(sorted(hosts)),
        url=f"https://{own[0]}/" if own else "",
        tasks=_private(found),
    )
    return assembled(export)


def _read(tree: SourceTree) -> _Records:
    found = _Records()
    for kind, record in records(tree):
        key = text_of(record, "id")
        if kind == "redirects" or "urlMapping" in record:
            match = _ARTICLE.search(text_of(record, "redirect"))
            if match:
                found.redirects[match["number"]].append(text_of(record, "urlMapping"))
        elif kind == "articles" or "text" in record or ("number" in record and "status" in record):
            former = found.articles.get(key, {})
            found.articles[key] = {**former, **{name: value for name, value in record.items() if value is not None}}
        elif kind == "categories" or "collectionId" in record:
            found.categories[key] = record
        elif kind == "collections" or "siteId" in record:
            found.collections[key] = record
    return found


def _language(found: _Records, record: Record) -> str:
    """Return the language of an article: that by which its collection is called, or an empty text."""
    collection = found.collections.get(text_of(record, "collectionId"), {})
    return label_named(text_of(collection, "slug")) or label_named(line_of(collection.get("name")))


def _keys(found: _Records) -> dict[str, str]:
    """Return the key of each article; those with one slug in collections of several languages are one article."""
    by_slug: dict[str, dict[str, str]] = defaultdict(dict)
    for key, record in found.articles.items():
        slug, label = text_of(record, "slug"), _language(found, record)
        if slug and label and label not in by_slug[slug]:
            by_slug[slug][label] = key
    shared = {key: min(own.values()) for own in by_slug.values() if len(own) > 1 for key in own.values()}
    return {key: shared.get(key, key) for key in found.articles}


def _folders(found: _Records, record: Record) -> tuple[str, ...]:
    categories = [found.categories[key] for key in texts_of(record, "categories") if key in found.categories]
    names = [_folder(category) for category in categories[:1] if text_of(category, "slug") != "uncategorized"]
    by_language = {_language(found, {"collectionId": key}) for key in found.collections}
    collection = found.collections.get(text_of(record, "collectionId"))
    if collection and len(found.collections) > 1 and by_language == {""}:
        names.insert(0, _folder(collection))
    return tuple(names)


def _folder(record: Record) -> str:
    return (
        file_name(text_of(record, "slug")) or file_name(line_of(record.get("name"))) or f"topic-{text_of(record, 'number', 'id')}"
    )


def _item(found: _Records, key: str, order: int, record: Record) -> Item:
    number, slug = text_of(record, "number"), text_of(record, "slug")
    path = split_address(text_of(record, "publicUrl")).path or (f"/article/{number}-{slug}" if number and slug else "")
    text = record.get("text")
    return Item(
        key=key,
        label=_language(found, record),
        title=line_of(record.get("name")),
        text=text if isinstance(text, str) else "",
        folders=_folders(found, record),
        name=file_name(slug),
        addresses=tuple(filter(None, (path, *found.redirects.get(number, ())))),
        order=order,
        draft=text_of(record, "status") == "notpublished" or _is_private(found, record),
        keywords=texts_of(record, "keywords"),
        updated=day_of(record.get("lastPublishedAt")) or day_of(record.get("updatedAt")),
    )


def _orders(found: _Records) -> dict[str, int]:
    """Return the place of each article in its category, by number, in steps of ten."""
    counts: Counter[tuple[str, ...]] = Counter()
    orders = {}
    for key, record in sorted(found.articles.items(), key=lambda pair: (number_of(pair[1], "number"), pair[0])):
        category = texts_of(record, "categories")
        counts[category] += 1
        orders[key] = 10 * counts[category]
    return orders


def _is_private(found: _Records, record: Record) -> bool:
    around = (found.collections.get(text_of(record, "collectionId")), *map(found.categories.get, texts_of(record, "categories")))
    return any(one is not None and text_of(one, "visibility") == "private" for one in around)


def _private(found: _Records) -> tuple[Task, ...]:
    names = sorted(line_of(record.get("name")) for record in found.articles.values() if _is_private(found, record))
    return tuple(of_places(1, "article", "of private collections, now drafts: a portal is public", names))


def _titles(found: _Records) -> Mapping[tuple[str, str], FolderName]:
    titles: dict[tuple[str, str], FolderName] = {}
    for record in (*found.collections.values(), *found.categories.values()):
        name = FolderName(
            line_of(record.get("name")), line_of(record.get("description")), 10 * number_of(record, "order") or None
        )
        titles.setdefault((_language(found, record) or written_in(name.title), _folder(record)), name)
    return titles
