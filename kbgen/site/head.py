"""What the head of a page holds: languages, cards for shared links, structured data, the policy, scripts and styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import quote

from kbgen.content.addresses import HOME
from kbgen.index.packs import pack_name
from kbgen.model import LANGUAGES, OTHER, Asset, Language
from kbgen.settings.lang_tags import LangTag
from kbgen.settings.site import PICTURES
from kbgen.site.assets.theme_assets import ThemeAssets
from kbgen.site.language_links import LanguageLink, contact_links, language_links, privacy_links
from kbgen.site.look_style import first_fonts, font_path
from kbgen.site.outputs.article_markdown import markdown_url
from kbgen.site.outputs.feed import feed_path
from kbgen.site.page_context import Kind, PageContext
from kbgen.site.pages import Page
from kbgen.site.portal import Portal
from kbgen.site.structured_data import structured_data

LOCALES: Mapping[LangTag, str] = {"en": "en_US", "zh-Hant-HK": "zh_HK", "zh-Hant-TW": "zh_TW"}
"""Open Graph wants a territory. `en_US` is what it assumes where none is given."""

OF_ITS_OWN: Mapping[Kind, tuple[str, ...]] = {"contact": ("contact",)}
"""Styles of one kind of page only, and what the script of the page imports there without being asked."""

SEARCHING: tuple[str, ...] = ("portal/results-page", "search/worker")
"""Scripts that the results page needs at once."""


@dataclass(frozen=True, slots=True)
class HeadAsset:
    """A script or style of the portal. url: relative to the root of the site."""

    url: str
    integrity: str


@dataclass(frozen=True, slots=True)
class HeadAssets:
    """Those that a page loads. modules: what `script` imports or starts at once, so that browsers fetch both together.

    clock: runs before the page is drawn, where something on it is there for a time; tabs: likewise, where an article has some;
    asked: behind the box of the results page. fonts: what the beginning of every page is set in.
    data: addresses of what it fetches at once, relative to the root of the site.
    """

    styles: tuple[HeadAsset, ...]
    script: HeadAsset
    clock: HeadAsset
    asked: HeadAsset
    tabs: HeadAsset
    modules: tuple[HeadAsset, ...]
    fonts: tuple[HeadAsset, ...]
    data: tuple[str, ...]
    icon_url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What templates see as `head`.

    index: false where search engines should not keep the page. card: Open Graph properties with their values.
    markdown_url, feed_url: relative to the root of the site, or empty. structured_data: safe inside a script element.
    policy: the content security policy, safe inside an attribute; or empty.
    """

    index: bool
    language_links: tuple[LanguageLink, ...]
    card: tuple[tuple[str, str], ...]
    large_card: bool
    markdown_url: str
    feed_url: str
    structured_data: str
    policy: str
    assets: HeadAssets


class HeadBuilder:
    """Builds the head of any page of one portal."""

    def __init__(self, portal: Portal, assets: ThemeAssets, policy: str) -> None:
        self._portal = portal
        self._policy = policy
        kinds: tuple[Kind, ...] = get_args(Kind)
        fonts = tuple(font_path(file, portal.settings.content) for file in first_fonts(portal.settings.look))
        self._assets = {(kind, lang): _head_assets(assets, kind, lang, fonts) for kind in kinds for lang in LANGUAGES}
        self._images = {asset.path: asset for asset in portal.assets if asset.path.lower().endswith(PICTURES)}
        self._feeds = {language: feed_path(portal, language) for language in LANGUAGES}

    def build(self, page: Page, kb: PageContext) -> Head:
        """Return the head of `page`, whose body shows `kb`."""
        portal = self._portal
        index = kb.fallback is None and kb.kind not in {"results", "not-found", "expired"}
        image = self._image(kb)
        shown = portal.shown((page.language, page.article_id)) if page.article_id else None
        return Head(
            index=index,
            language_links=self._language_links(page) if index else (),
            card=tuple(self._card(kb, image)),
            large_card=image is not None,
            markdown_url=markdown_url(portal, (shown.article.language, shown.article.id)) if shown else "",
            feed_url=self._feeds[page.language],
            structured_data=structured_data(portal, kb, self._absolute(image)),
            policy=self._policy,
            assets=self._assets[kb.kind, page.language],
        )

    def of_language(self, language: Language) -> tuple[object, ...]:
        """Return what heads of pages of a language are made of besides their contexts and what `of_page` tells."""
        assets = [(kind, found) for (kind, of), found in self._assets.items() if of == language]
        image = self._images.get(self._portal.settings.social_image.get(language, ""))
        return self._policy, self._feeds[language], assets, image

    def of_page(self, page: Page) -> Asset | None:
        """Return the picture of the article itself."""
        shown = self._portal.shown((page.language, page.article_id)) if page.article_id else None
        return self._images.get(shown.first_image) if shown else None

    def _language_links(self, page: Page) -> tuple[LanguageLink, ...]:
        if page.kind == "contact":
            return contact_links(self._portal)
        return privacy_links(self._portal) if page.kind == "privacy" else language_links(self._portal, page.article_id or HOME)

    def _image(self, kb: PageContext) -> Asset | None:
        """The first picture of the article, else the one of the site."""
        if not kb.site_url:
            return None
        own = kb.article.first_image if kb.article else ""
        for path in (own, self._portal.settings.social_image.get(kb.language, "")):
            if path in self._images:
                return self._images[path]
        return None

    def _absolute(self, image: Asset | None) -> str:
        return self._portal.settings.site_url + quote(image.path) if image else ""

    def _card(self, kb: PageContext, image: Asset | None) -> list[tuple[str, str]]:
        card = {
            "og:type": "article" if kb.article else "website",
            "og:site_name": kb.site_name,
            "og:title": kb.site_name if kb.kind == "gateway" else kb.title,
            "og:description": kb.description,
            "og:url": kb.canonical_url,
            "og:locale": LOCALES[self._shown_tag(kb)],
            "og:locale:alternate": "" if kb.fallback else LOCALES[self._other_tag(kb)],
            "article:modified_time": kb.article.updated.isoformat() if kb.article and kb.article.updated else "",
            "article:section": kb.category.title if kb.article and kb.category else "",
            "og:image": self._absolute(image),
            "og:image:width": str(image.width) if image and image.width else "",
            "og:image:height": str(image.height) if image and image.height else "",
        }
        return [(name, value) for name, value in card.items() if value]

    def _shown_tag(self, kb: PageContext) -> LangTag:
        return self._other_tag(kb) if kb.fallback else kb.lang_tag

    def _other_tag(self, kb: PageContext) -> LangTag:
        return next(one.lang_tag for one in kb.alternates if one.language == OTHER[kb.language])


def _head_assets(assets: ThemeAssets, kind: Kind, language: Language, fonts: tuple[str, ...]) -> HeadAssets:
    def asset(path: str) -> HeadAsset:
        return HeadAsset(assets.folder + path, assets.integrity(path))

    own = OF_ITS_OWN.get(kind, ())
    modules = SEARCHING if kind == "results" else tuple(f"portal/{name}" for name in own)
    return HeadAssets(
        styles=tuple(asset(f"portal/{name}.css") for name in ("reading" if kind == "article" else "portal", *own)),
        script=asset("portal/portal.js"),
        clock=asset("portal/clock.js"),
        asked=asset("portal/asked.js"),
        tabs=asset("portal/tabs.js"),
        modules=tuple(asset(f"{path}.js") for path in modules),
        fonts=tuple(map(asset, fonts)),
        data=(f"search/{pack_name(language)}",) if kind == "results" else (),
        icon_url=f"{assets.folder}portal/icons/favicon.svg",
    )
