"""Front matter keys of other tools → the key of kbgen that says the same."""

from __future__ import annotations

from collections.abc import Mapping

NO_KEY = ""

_ORDER = ("sidebar_position", "weight", "nav_order", "menu_order", "position", "sort", "rank", "priority")
_UPDATED = "lastmod last_updated lastupdated last_update last_modified_at last_modified modified date_modified"
_KEYWORDS = ("tags", "tag", "search_keywords", "labels", "topics")
_ALIASES = ("redirect_from", "redirects", "redirect", "old_url", "old_urls", "url_aliases", "permalink", "url")
_DESCRIPTION = ("summary", "excerpt", "desc", "subtitle", "lead", "abstract", "meta_description")
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
    maintainers version versions unlisted hidden exclude noindex format
"""

KBGEN_KEYS: Mapping[str, str] = {
    **dict.fromkeys(_ORDER, "order"),
    **dict.fromkeys(_UPDATED.split(), "updated"),
    **dict.fromkeys(_KEYWORDS, "keywords"),
    **dict.fromkeys(_ALIASES, "aliases"),
    **dict.fromkeys(_DESCRIPTION, "description"),
    **dict.fromkeys(_REVIEWED, "reviewed"),
    **dict.fromkeys(("pinned", "sticky", "highlight"), "featured"),
    "publishDate": "publish_at",
    "expiryDate": "expire_at",
    **dict.fromkeys(("published", "publish"), "draft"),
    **dict.fromkeys(("team", "maintainer", "responsible", "ms.author"), "owner"),
    **dict.fromkeys(("page_title", "name", "heading"), "title"),
    **dict.fromkeys(_NONE.split(), NO_KEY),
}
"""NO_KEY: what the key says has no counterpart here, or follows from the file's path, its language and the settings."""

_FIX = "'kbgen check --fix' changes it"


def key_hint(key: str) -> str:
    """Return what to write instead of a key of another tool; empty for one that is of none we know."""
    if key not in KBGEN_KEYS:
        return ""
    meant = KBGEN_KEYS[key]
    if key in {"published", "publish"}:
        return f"write 'draft: true' for what readers must not see yet; {_FIX}"
    if key in {"slug", "id", "permalink", "url"}:
        return f"the path of the file is its address; a former one goes into 'aliases: [/old/page/]'; {_FIX}"
    if meant == NO_KEY:
        return "it has no effect here, so remove it; 'kbgen check --fix' makes it a comment"
    return f"the key is '{meant}' here; {_FIX}"
