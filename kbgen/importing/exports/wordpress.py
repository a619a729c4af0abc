"""WordPress: the file of Tools → Export (WXR): posts, pages and articles of plugins, with the terms and languages they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, unquote

from kbgen.counted import counted
from kbgen.importing.exports.assembled import assembled
from kbgen.importing.exports.items import Export, Item, day_of, file_name, line_of, split_address
from kbgen.importing.exports.pictures import by_name
from kbgen.importing.exports.wordpress_languages import Languages, languages_of
from kbgen.importing.exports.wordpress_text import as_html, with_shared_blocks
from kbgen.importing.exports.wxr import Entry, Site, Term, site_of
from kbgen.importing.found import FolderName, Found
from kbgen.importing.languages import written_in
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.tasks import Task, of_places

_INTERNAL = frozenset(
    {
        *("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request"),
        *("wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"),
        *("acf-field", "acf-field-group", "wpcf7_contact_form", "elementor_library", "shop_order", "product_variation"),
        *("mailpoet_page", "polylang_mo", "feedback"),
    }
)
"""Kinds of entries that visitors never saw as a page."""
_GONE = frozenset({"trash", "auto-draft", "inherit"})
_NO_TOPICS = frozenset(
    {"language", "post_translations", "term_language", "term_translations", "post_tag", "post_format", "nav_menu"}
)
_UNSORTED = frozenset({"uncategorized", "未分類", "未分类"})
_SIZED = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{2,5}$)|-scaled(?=\.\w{2,5}$)")
_SHORTCODE = re.compile(
    r"(?<![\w\\\[])\[(?:(?P<name>[a-z][\w-]{1,60})(?:\s[^\[\]=]{0,300}=[^\[\]]{0,8000}|\s*/)\](?!\()"
    r"|(?P<alone>[a-z]\w{0,30}[_-][\w-]{1,30}|(?<=>\[)[a-z]\w{2,40}(?=\]\s*<)|(?<=\n\[)[a-z]\w{2,40}(?=\]\s*(?:\n|\Z)))"
    r"(?:\s[^\[\]\n]{0,300})?\](?!\())",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_MOST_DEEP = 6


def read(tree: SourceTree) -> Found:
    """Return the posts, pages and articles of a site."""
    site = site_of(tree)
    for entry in site.entries:
        if entry.kind not in _INTERNAL and entry.status in _GONE:
            tree.left[f"{entry.title or entry.name} ({entry.key})"] = "is in the bin of WordPress"
    entries = [entry for entry in site.entries if entry.kind not in _INTERNAL and entry.status not in _GONE]
    spoken = languages_of(site, entries)
    languages = {entry.key: spoken.of(entry) for entry in entries}
    keys = _keys(spoken, entries, languages)
    lost: list[str] = []
    unwrapped: dict[str, list[str]] = {}
    texts = {entry.key: _text(entry, site, lost, unwrapped) for entry in entries}
    addresses = {_spelled(entry.link): keys[entry.key] for entry in entries if entry.link}
    addresses |= {_spelled(former): keys[entry.key] for entry in entries for former in _former(entry)}
    hosts = {split_address(address).hostname or "" for address in (site.url, *(entry.link for entry in entries))} - {""}
    find = by_name(tree)

    def key_of(address: str, _item: Item) -> str:
        parts = split_address(address)
        if parts.hostname is not None and parts.hostname not in hosts:
            return ""
        asked = parse_qs(parts.query)
        number = next((asked[name][0] for name in ("p", "page_id", "post") if name in asked), "")
        return keys.get(number, "") or (addresses.get(_spelled(address), "") if parts.path.strip("/") else "")

    export = Export(
        tree,
        tuple(_item(site, entry, keys[entry.key], languages[entry.key], texts[entry.key]) for entry in entries),
        key_of,
        lambda address, _: find(address) or find(_SIZED.sub("", split_address(address).path)),
        folders=_titles(site),
        sites=tuple(sorted(hosts)),
        name=site.title,
        url=site.url,
        tasks=(*_lost_blocks(lost), *_guarded(entries), *_shortcodes(entries, texts), *_unwrapped(unwrapped)),
    )
    return assembled(export)


def _text(entry: Entry, site: Site, lost: list[str], unwrapped: dict[str, list[str]]) -> str:
    whole = with_shared_blocks(entry.text, site, lambda what: lost.append(f"{_name(entry)}: {what}"))
    return as_html(whole, site, lambda name: unwrapped.setdefault(name, []).append(_name(entry)))


def _name(entry: Entry) -> str:
    return line_of(entry.title) or entry.key


def _lost_blocks(lost: list[str]) -> tuple[Task, ...]:
    what = f"{counted(len(lost), 'reusable block')} of WordPress not in the text as visitors saw it: write what it showed"
    return (Task(1, what, tuple(dict.fromkeys(lost))),) if lost else ()


def _shortcodes(entries: list[Entry], texts: Mapping[str, str]) -> tuple[Task, ...]:
    """Return what plugins were to fill in, which nobody does here."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for match in _SHORTCODE.finditer(texts[entry.key]):
            found.setdefault(match["name"] or match["alone"], []).append(_name(entry))
    what = "which a plugin of WordPress filled in, is text now: write what it showed"
    return tuple(
        Task(2, f"[{name} …], {what}", tuple(dict.fromkeys(titles)))
        for name, titles in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def _unwrapped(names: Mapping[str, list[str]]) -> Iterator[Task]:
    """Yield what plugins did with text between two shortcodes, such as showing it to members alone."""
    for name, titles in sorted(names.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        what = f"[{name}] … [/{name}] of a plugin of WordPress is gone, and the text between is for everybody: read it"
        yield Task(2, what, tuple(dict.fromkeys(titles)))


def _guarded(entries: list[Entry]) -> Iterator[Task]:
    """Yield the entries that not everybody saw, by the reason."""
    published = [entry for entry in entries if entry.status == "publish"]
    for why, found in (
        ("private, for those who work on the site", [entry for entry in entries if entry.status == "private"]),
        ("behind a password", [entry for entry in published if entry.password]),
    ):
        what = f"of WordPress {why}, now drafts, which nobody sees: remove 'draft: true' where everybody may read it"
        yield from of_places(1, "entry", what, map(_name, found), plural="entries")


def _keys(spoken: Languages, entries: list[Entry], languages: Mapping[str, str]) -> dict[str, str]:
    """Return the key of each entry, which translations of one share."""
    groups = {entry.key: _group(entry) or spoken.address_group(entry) for entry in entries}
    labels = {entry.key: languages[entry.key] or written_in(f"{entry.title} {_TAG.sub(' ', entry.text)}") for entry in entries}
    often = Counter((group, labels[key]) for key, group in groups.items() if group)
    return {key: f"group {group}" if group and often[group, labels[key]] == 1 else key for key, group in groups.items()}


def _group(entry: Entry) -> str:
    return next((term for domain, term, _ in entry.terms if domain == "post_translations"), "") or entry.meta.get(
        "_wpml_import_translation_group", ""
    )


def _former(entry: Entry) -> tuple[str, ...]:
    """Return addresses that an entry had before it was renamed."""
    path = split_address(entry.link).path.rstrip("/")
    return tuple(f"{path.rpartition('/')[0]}/{slug}/" for slug in entry.old_names if path and slug)


def _item(site: Site, entry: Entry, key: str, language: str, text: str) -> Item:
    path = unquote(split_address(entry.link).path)
    return Item(
        key=key,
        label=language,
        title=line_of(entry.title),
        text=text,
        folders=_folders(site, entry),
        name=file_name(unquote(entry.name)),
        addresses=tuple(dict.fromkeys(address for address in (path, *_former(entry)) if address.strip("/"))),
        order=10 * entry.order or None,
        draft=entry.status != "publish" or bool(entry.password),
        description=line_of(entry.excerpt) or _without_variables(line_of(entry.meta.get("_yoast_wpseo_metadesc"))),
        keywords=tuple(line_of(name) for domain, _, name in entry.terms if domain == "post_tag" and name),
        updated=day_of(entry.changed),
        featured=entry.sticky,
    )


def _without_variables(text: str) -> str:
    """Return a description that a plugin does not fill in, such as `%%excerpt%%`; nothing where it would."""
    return "" if re.search(r"%%?[a-z][\w-]{1,60}%%?(?!\w)", text) else text


def _folders(site: Site, entry: Entry) -> tuple[str, ...]:
    """Return the folders of an entry: the pages around it, or its topic with those around that."""
    names: list[str] = []
    parent, by_key = entry.parent, site.by_key
    while parent in by_key and len(names) < _MOST_DEEP:
        names.insert(0, file_name(unquote(by_key[parent].name)) or file_name(by_key[parent].title))
        parent = by_key[parent].parent
    if names:
        return tuple(filter(None, names))
    named = (site.original(domain, slug) for domain, slug, _ in entry.terms if domain not in _NO_TOPICS)
    topics = [_topic(site, term) for term in named if term and not {term.slug, term.name} & _UNSORTED]
    return max(topics, key=len, default=("posts",) if entry.kind == "post" else ())


def _topic(site: Site, term: Term) -> tuple[str, ...]:
    names: list[str] = []
    at: Term | None = term
    while at is not None and len(names) < _MOST_DEEP:
        names.insert(0, file_name(unquote(at.slug)) or file_name(at.name))
        at = site.original(at.domain, at.parent) if at.parent else None
    return tuple(filter(None, names))


def _titles(site: Site) -> dict[tuple[str, str], FolderName]:
    """Return what topics are called, in each language that has a term for them."""
    titles: dict[tuple[str, str], FolderName] = {}
    for term in site.terms.values():
        original = site.original(term.domain, term.slug)
        if term.domain not in _NO_TOPICS and original is not None:
            label = site.language_of(term) or written_in(term.name)
            folder = "/".join(_topic(site, original))
            titles.setdefault((label, folder), FolderName(line_of(term.name), line_of(term.description)))
    return titles


def _spelled(address: str) -> str:
    return unquote(split_address(address).path).strip("/").casefold()
