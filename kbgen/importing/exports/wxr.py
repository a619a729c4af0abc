"""WXR, the XML of WordPress' export, as values. Entities and external files are refused: no WordPress writes any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kbgen.errors import UsageError
from kbgen.importing.languages import label_of
from kbgen.importing.source_tree import SourceTree

_MAX_XML_BYTES = 512 * 1024 * 1024
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TRANSLATIONS = re.compile(r"s:\d+:\"(?P<label>[\w-]+)\";i:(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Term:
    """A category or another term. parent: slug of the one around it."""

    domain: str
    slug: str
    name: str
    number: str = ""
    parent: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A post, page or article. terms: domain, slug and name of each. text: as WordPress stores it."""

    key: str
    kind: str
    status: str
    title: str
    text: str
    name: str = ""
    link: str = ""
    parent: str = ""
    order: int = 0
    password: str = ""
    excerpt: str = ""
    changed: str = ""
    sticky: bool = False
    attachment: str = ""
    terms: tuple[tuple[str, str, str], ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    old_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Site:
    """A whole export. terms: by domain and slug. translations: of terms, label → number, for each number of a term."""

    title: str
    url: str
    entries: tuple[Entry, ...]
    terms: Mapping[tuple[str, str], Term]
    translations: Mapping[str, Mapping[str, str]]

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Every entry by its number."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def _by_number(self) -> Mapping[str, Term]:
        return {term.number: term for term in self.terms.values() if term.number}

    def original(self, domain: str, slug: str) -> Term | None:
        """Return the English side of a term, or the term itself where it has none."""
        term = self.terms.get((domain, slug)) or next(
            (one for (_, own), one in self.terms.items() if own == slug and domain), None
        )
        if term is None:
            return Term(domain, slug, slug) if slug else None
        sides = self.translations.get(term.number, {})
        english = next((number for label, number in sorted(sides.items()) if label.lower().startswith("en")), "")
        return self._by_number.get(english or next(iter(sorted(sides.values())), ""), term)

    def language_of(self, term: Term) -> str:
        """Return the language of a term, or an empty text."""
        sides = self.translations.get(term.number, {})
        return next((label_of(label) for label, number in sides.items() if number == term.number), "")


def site_of(tree: SourceTree) -> Site:
    """Return what all files of an export say. Raises UsageError: a file is no XML, or is one that attacks its reader."""
    titles: list[str] = []
    urls: list[str] = []
    entries: dict[str, Entry] = {}
    terms: dict[tuple[str, str], Term] = {}
    translations: dict[str, Mapping[str, str]] = {}
    for path in tree.ending(".xml"):
        channel = _root(tree, path).find("channel")
        for child in channel if channel is not None else ():
            name = _local(child)
            if name == "title":
                titles.append(child.text or "")
            elif name in {"base_blog_url", "link"} and child.text:
                urls.append(child.text.strip())
            elif name == "item":
                entry = _entry(child)
                key = entry.key or f"{entry.kind} {len(entries)}"
                entries[key] = replace(entry, key=key)
            elif name in {"category", "tag", "term"}:
                term = _term(child, name)
                terms[term.domain, term.slug] = term
                sides = {match["label"]: match["number"] for match in _TRANSLATIONS.finditer(term.description)}
                if term.domain == "term_translations":
                    translations |= dict.fromkeys(sides.values(), sides)
    return Site(
        next(filter(None, titles), "").strip(), next(filter(None, urls), ""), tuple(entries.values()), terms, translations
    )


def _root(tree: SourceTree, path: str) -> Element:
    text = _NO_XML.sub("", tree.text(path, _MAX_XML_BYTES))
    try:
        root: Element = fromstring(text.encode())
    except DefusedXmlException as error:
        what = f"{tree.root}: '{path}' declares entities or files outside of it, as no export does ({type(error).__name__})"
        raise UsageError(what, hint="export it again; nothing was written") from error
    except (ParseError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{tree.root}: '{path}' is no whole XML: {error}", hint="export it again, or download it again"
        ) from error
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each child; `content` and `excerpt` for the two that are called `encoded`."""
    for child in element:
        name = _local(child)
        if name == "encoded":
            name = "excerpt" if "excerpt" in str(child.tag) else "content"
        yield name, child.text or ""


def _term(element: Element, kind: str) -> Term:
    values = dict(_texts(element))
    prefix = {"category": "", "tag": "tag_", "term": "term_"}[kind]
    return Term(
        values.get("term_taxonomy", "") or {"category": "category", "tag": "post_tag"}.get(kind, ""),
        values.get("category_nicename" if kind == "category" else f"{prefix}slug", "").strip(),
        values.get("cat_name" if kind == "category" else f"{prefix}name", "").strip(),
        values.get("term_id", "").strip(),
        values.get("category_parent" if kind == "category" else f"{prefix}parent", "").strip(),
        values.get("category_description" if kind == "category" else f"{prefix}description", "").strip(),
    )


def _entry(element: Element) -> Entry:
    values = dict(_texts(element))
    meta: dict[str, str] = {}
    old_names = []
    for child in element:
        if _local(child) == "postmeta":
            pair = dict(_texts(child))
            meta[pair.get("meta_key", "")] = pair.get("meta_value", "")
            if pair.get("meta_key") == "_wp_old_slug":
                old_names.append(pair.get("meta_value", ""))
    order = values.get("menu_order", "").strip()
    return Entry(
        values.get("post_id", "").strip(),
        values.get("post_type", "").strip() or "post",
        values.get("status", "").strip() or "publish",
        values.get("title", ""),
        values.get("content", ""),
        name=values.get("post_name", "").strip(),
        link=values.get("link", "").strip(),
        parent=values.get("post_parent", "").strip(),
        order=int(order) if re.fullmatch(r"\d{1,6}", order) else 0,
        password=values.get("post_password", ""),
        excerpt=values.get("excerpt", ""),
        changed=values.get("post_modified", "") or values.get("post_date", ""),
        sticky=values.get("is_sticky", "").strip() == "1",
        attachment=values.get("attachment_url", "").strip(),
        terms=tuple(
            (child.get("domain", ""), child.get("nicename", ""), (child.text or "").strip())
            for child in element
            if _local(child) == "category"
        ),
        meta=meta,
        old_names=tuple(old_names),
    )
