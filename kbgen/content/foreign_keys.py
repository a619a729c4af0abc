"""Front matter keys of other tools → the key of kbgen that says the same."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

NO_KEY = ""

_ORDER = ("sidebar_position", "weight", "nav_order", "menu_order", "position", "sort", "rank", "priority")
_UPDATED = "lastUpdated lastmod last_updated lastupdated last_update last_modified_at last_modified modified date_modified"
_KEYWORDS = ("tags", "label_names", "tag", "search_keywords", "labels", "topics", "content_tags")
_ALIASES = ("redirect_from", "redirects", "redirect", "old_url", "old_urls", "url_aliases", "permalink", "url")
_DESCRIPTION = ("summary", "intro", "excerpt", "desc", "subtitle", "lead", "abstract", "meta_description")
_REVIEWED = ("last_reviewed", "review_date", "reviewed_at", "ms.date", "last_validated")
_NONE = """
    layout template slug id uid hide status parent grand_parent has_children toc toc_sticky sidebar
    sidebar_label sidebar_class_name pagination_next pagination_prev pagination_label comments image cover
    coverY thumbnail og_image robots lang locale language ref translationKey outline editLink edit_url
    custom_edit_url head search boost social categories category collection linkTitle linktitle nav_title
    short_title hide_title hide_table_of_contents toc_min_heading_level toc_max_heading_level
    displayed_sidebar sitemap type_of_page menu params build outputs markup math mermaid prev next footer
    navbar aside pageClass metaLinks resources cascade class untranslated nav bookHidden bookToc
    bookCollapseSection no_list simple_list created date authors author contributors
    maintainers version versions unlisted hidden exclude noindex format hero features visibility tagline actions banner
    tableOfContents editUrl pagefind asIndexPage sidebarTitle mode openapi shortTitle permissions featuredLinks effectiveDate
    allowTitleToDifferFromFilename children changelog orphan tocdepth substitutions execute bibliography jupyter kernelspec
    section_id permission_group_id user_segment_id comments_disabled folder_id seo_data post_id guid subject services
    audience robot bookSearchExclude bookFlatSection geekdocHidden geekdocNav showDate showReadingTime series
    extra images in_search_index page_template sort_by insert_anchor_links generate_feeds
"""

KBGEN_KEYS: Mapping[str, str] = {
    **dict.fromkeys(_ORDER, "order"),
    **dict.fromkeys(_UPDATED.split(), "updated"),
    **dict.fromkeys(_KEYWORDS, "keywords"),
    **dict.fromkeys(_ALIASES, "aliases"),
    **dict.fromkeys(_DESCRIPTION, "description"),
    **dict.fromkeys(_REVIEWED, "reviewed"),
    **dict.fromkeys(("pinned", "promoted", "sticky", "highlight"), "featured"),
    "publishDate": "publish_at",
    "expiryDate": "expire_at",
    **dict.fromkeys(("team", "maintainer", "responsible", "ms.author"), "owner"),
    **dict.fromkeys(("page_title", "name", "heading"), "title"),
    **dict.fromkeys(_NONE.split(), NO_KEY),
}
"""NO_KEY: what the key says has no counterpart here, or follows from the file's path, its language and the settings."""

_LOWER = {key.lower(): meant for key, meant in KBGEN_KEYS.items()}
_YES, _NO = frozenset({"true", "yes", "on", "y", "1"}), frozenset({"false", "no", "off", "n", "0"})
_NOT_PUBLISHED: Mapping[str, frozenset[str]] = {
    "draft": _YES,
    "published": _NO,
    "publish": _NO,
    "status": frozenset({"draft", "private", "pending", "unpublished", "archived"}),
    "visibility": frozenset({"draft", "private", "hidden", "internal", "unpublished"}),
    "private": _YES,
    "archived": _YES,
}
"""Keys by which other tools keep an article from readers, and the values that do; some tools read them whatever their case."""

_FIX = "'kbgen check --fix' changes it"


def is_about_readers(key: str) -> bool:
    """Tell whether other tools say by this key whether readers see an article."""
    return key.lower() in _NOT_PUBLISHED


def keeps_from_readers(key: str, texts: Iterable[str]) -> bool:
    """Tell whether another tool keeps an article from readers by this key. texts: its value, or the items of that."""
    return any(text.strip().lower() in _NOT_PUBLISHED.get(key.lower(), ()) for text in texts)


def counterpart(key: str, own: Container[str]) -> str | None:
    """Return the key of kbgen that a key of another tool means, NO_KEY where none does, or None for one of no tool we know.

    own: the keys of kbgen, which other tools may write with capitals.
    """
    if key in own:
        return None
    if is_about_readers(key):
        return "draft"
    if key.lower() in own:
        return key.lower()
    found = KBGEN_KEYS.get(key, _LOWER.get(key.lower()))
    return NO_KEY if found is None and key.startswith("ms.") else found


def key_hint(key: str, own: Container[str]) -> str:
    """Return what to write instead of a key of another tool; empty for one that is of none we know."""
    meant = counterpart(key, own)
    if meant is None:
        return ""
    if meant == "draft":
        return f"write 'draft: true' for what readers must not see yet; {_FIX}"
    if key in {"slug", "permalink", "url"}:
        return f"the path of the file is its address; a former one goes into 'aliases: [/old/page/]'; {_FIX}"
    if meant == NO_KEY:
        return "it has no effect here, so remove it; 'kbgen check --fix' makes it a comment"
    return f"the key is '{meant}' here; {_FIX}"
