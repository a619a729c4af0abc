"""What templates see of the look of a site, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbgen.model import Asset, Language
from kbgen.settings.colours import written
from kbgen.settings.look import Look, LookLink
from kbgen.settings.palette import BACKGROUND, Scheme, palette

LOGO_HEIGHT = 32
"""CSS pixels."""
WIDEST_LOGO = 224
"""CSS pixels, so that the way to the other language has room beside it on a phone."""


@dataclass(frozen=True, slots=True)
class PictureContext:
    """A picture. url: relative to the root of the site. width, height: CSS pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LinkContext:
    """A link of header or footer. url: relative to the root of the site, or absolute."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class LookContext:
    """The look of a site. dark_logo: None where one logo serves both schemes.

    wordmark: whether the logo holds the name of the site. slash: whether the key `/` opens the search.
    icon: of the tab, relative to the root of the site, or empty.
    backgrounds: of the light and of the dark scheme, as CSS writes them.
    """

    logo: PictureContext | None
    dark_logo: PictureContext | None
    wordmark: bool
    icon: str
    header: tuple[LinkContext, ...]
    footer: tuple[LinkContext, ...]
    legal: tuple[str, ...]
    slash: bool
    backgrounds: tuple[str, str]


def look_context(
    look: Look, language: Language, images: Mapping[str, Asset], url_of_article: Callable[[str], str]
) -> LookContext:
    """Return the look in a language. images: the published ones by path. url_of_article: empty for one that is not there now."""

    def links(found: tuple[LookLink, ...]) -> tuple[LinkContext, ...]:
        all_of_them = ((link, link.url[language] if link.url else url_of_article(link.article)) for link in found)
        return tuple(LinkContext(link.label[language], url) for link, url in all_of_them if url)

    logo = look.logo
    return LookContext(
        logo=_picture(images[logo.light[language]]) if logo else None,
        dark_logo=_picture(images[logo.dark[language]]) if logo and logo.dark else None,
        wordmark=logo.wordmark if logo else False,
        icon=look.icon,
        header=links(look.header),
        footer=links(look.footer),
        legal=look.legal.get(language, ()),
        slash=look.slash,
        backgrounds=(_background(look, "light"), _background(look, "dark")),
    )


def _background(look: Look, scheme: Scheme) -> str:
    return written(palette(look.colours, scheme)[BACKGROUND])


def _picture(image: Asset) -> PictureContext:
    width, height = image.width or LOGO_HEIGHT, image.height or LOGO_HEIGHT
    scale = min(LOGO_HEIGHT / height, WIDEST_LOGO / width)
    return PictureContext(image.path, max(1, round(width * scale)), max(1, round(height * scale)))
