"""The regions that a page says it is for, and the ways to the others."""

from __future__ import annotations

from kbgen.model import Article, Language
from kbgen.site.page_context import RegionEntry
from kbgen.site.portal import Portal
from kbgen.site.regions import region_page_id


def region_entries(portal: Portal, language: Language, article: Article) -> tuple[RegionEntry, ...]:
    """Return the regions that an article has pages for; that of an article for one region, without an address; or none."""
    strings = portal.strings[language]
    if article.region and article.id == article.name:
        return (RegionEntry(article.region, strings.text(f"region.{article.region}"), "", current=True),)
    entries = []
    for region in portal.settings.regions if article.whole else ():
        url = portal.url_if_shown((language, region_page_id(article.name, region)))
        if url:
            entries.append(RegionEntry(region, strings.text(f"region.{region}"), url, current=region == article.region))
    return tuple(entries)
