"""The setting `look`: colours, logo, fonts, links and legal notices of a site's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import ConfigError
from kbgen.model import LANGUAGES, Language
from kbgen.settings.colours import Colour, read_colour, written
from kbgen.settings.config_file import Block
from kbgen.settings.contact import LocalText
from kbgen.settings.faults import ConfigFaults, read_each
from kbgen.settings.fonts import Fonts, read_fonts
from kbgen.settings.palette import ROLES, SCHEMES, Chosen, Role, Scheme, unreadable
from kbgen.settings.strict_yaml import Scalar

LOOK_KEYS = ("colours", "logo", "icon", "fonts", "header", "footer", "legal", "slash")
LOGO_KEYS = ("light", "dark", "wordmark")
LINK_KEYS = ("label", "url", "article")
LOGOS = (".svg", ".png", ".webp", ".jpg", ".jpeg")
ICONS = (".svg", ".png", ".ico")

_UNFIT_FOR_ADDRESS = re.compile(r"[\s\x00-\x20\x7f\"'<>\\^`|]")
_ADDRESS = re.compile(r"https?://[^/?#]+.*|/(?!/).*|mailto:.+@.+|tel:\+?[0-9-]+")


@dataclass(frozen=True, slots=True)
class Logo:
    """Pictures below the content folder, by language. dark: empty where one serves both schemes.

    wordmark: whether the picture holds the name of the site, which is not written beside it then.
    """

    light: LocalText
    dark: LocalText
    wordmark: bool
    line: int


@dataclass(frozen=True, slots=True)
class LookLink:
    """A link of header or footer: to an address, or to the article of this site with the id `article`. where: its key."""

    label: LocalText
    url: LocalText
    article: str
    where: str
    line: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a site looks and what frames its pages.

    legal: paragraphs at the foot of each page. slash: whether the key `/` opens the search. line: of the icon.
    """

    colours: Mapping[Scheme, Chosen] = field(default_factory=dict)
    logo: Logo | None = None
    icon: str = ""
    fonts: Fonts = field(default_factory=dict)
    header: tuple[LookLink, ...] = ()
    footer: tuple[LookLink, ...] = ()
    legal: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    slash: bool = True
    line: int = 0


def read_look(plugin: Block, content: Path) -> Look:
    """Return the setting `look`, all as usual where it is absent. Raises ConfigError, naming file, line and key."""
    block = plugin.block("look")
    if block is None:
        return USUAL_LOOK
    faults = ConfigFaults()
    with faults.caught():
        block.expect(LOOK_KEYS)
    legal: LocalText = faults.read(lambda: block.local_text("legal", LANGUAGES), {})
    look = Look(
        colours=faults.read(lambda: _colours(block), {}),
        logo=faults.read(lambda: _logo(block, content), None),
        icon=faults.read(lambda: _picture(block, "icon", block.text("icon"), ICONS, content), ""),
        fonts=faults.read(lambda: read_fonts(block, content), {}),
        header=faults.read(lambda: _links(block, "header"), ()),
        footer=faults.read(lambda: _links(block, "footer"), ()),
        legal={lang: tuple(filter(None, map(str.strip, text.splitlines()))) for lang, text in legal.items()},
        slash=faults.read(lambda: block.flag("slash", default=True), True),
        line=block.line_of("icon"),
    )
    faults.say()
    return look


def _colours(block: Block) -> Mapping[Scheme, Chosen]:
    inner = block.block("colours")
    if inner is None:
        return {}
    faults = ConfigFaults()
    with faults.caught():
        inner.expect(ROLES)
    chosen: dict[Scheme, dict[Role, Colour]] = {scheme: {} for scheme in SCHEMES}
    lines: dict[tuple[Role, Scheme], tuple[int, str]] = {}
    for role in ROLES:
        if role not in inner.table.entries:
            continue
        one = inner.node(role) is None or isinstance(inner.node(role), Scalar)
        with faults.caught():
            place = inner if one else inner.block(role)
            assert place is not None  # noqa: S101 - it is a mapping, or `block` has raised
            if not one:
                place.expect(SCHEMES)
            for scheme in ("light",) if one else SCHEMES:
                key: str = role if one else scheme
                if one or scheme in place.table.entries:
                    chosen[scheme][role] = _colour(place, key)
                    lines[role, scheme] = place.line_of(key), place.full(key)
    for fault in unreadable(chosen):
        line, key = lines[fault.role, fault.scheme]
        found = f"{fault.ratio:.2f}:1 on the background '{written(fault.background)}' of the {fault.scheme} scheme"
        direction = "lighter" if sum(fault.better) > sum(fault.colour) else "darker"
        hint = f"WCAG AA asks for {fault.needed:g}:1; take a {direction} one, such as '{written(fault.better)}'"
        faults.add(block.error(line, f"'{key}' is '{written(fault.colour)}', whose contrast is {found}", hint))
    faults.say()
    return chosen


def _colour(block: Block, key: str) -> Colour:
    text = block.text(key)
    if not text:
        hint = f"write it in quotes, as in {key}: \"#0d5763\"; without them '#' begins a comment"
        raise block.error(block.line_of(key), f"'{block.full(key)}' is empty", hint)
    colour = read_colour(text)
    if colour is None:
        guess = f"#{text}" if read_colour(f"#{text}") else "#0d5763"
        raise block.error(block.line_of(key), f"'{block.full(key)}' is '{text}'", f'write six digits, as in {key}: "{guess}"')
    return colour


def _logo(block: Block, content: Path) -> Logo | None:
    if block.node("logo") is None:
        return None
    entries = block.each("logo", short="light")
    if len(entries) != 1:
        raise block.error(block.line_of("logo"), "'look.logo' is a list", "write one logo; 'dark' names that of the dark scheme")
    inner = entries[0]
    inner.expect(LOGO_KEYS)
    light = {lang: _picture(inner, "light", name, LOGOS, content) for lang, name in inner.local_text("light", LANGUAGES).items()}
    dark = {lang: _picture(inner, "dark", name, LOGOS, content) for lang, name in inner.local_text("dark", LANGUAGES).items()}
    if not light:
        raise inner.missing("light", "name a picture below docs_dir, as in 'light: assets/logo.svg'")
    return Logo(light, dark, inner.flag("wordmark", default=False), inner.line_of("light"))


def _picture(block: Block, key: str, name: str, kinds: tuple[str, ...], content: Path) -> str:
    if not name:
        return ""
    if not name.lower().endswith(kinds):
        block.bad(key, name, f"name a picture below docs_dir: {', '.join(kinds)}")
    block.require_below(key, name, content)
    return name


def _links(block: Block, key: str) -> tuple[LookLink, ...]:
    return read_each(_link, block.each(key))


def _link(block: Block) -> LookLink:
    block.expect(LINK_KEYS)
    label, url, article = block.local_text("label", LANGUAGES), block.local_text("url", LANGUAGES), block.text("article")
    if not label:
        raise block.missing("label", "write what readers see, one text or one for each language")
    if bool(url) == bool(article):
        raise _not_one_target(block, both=bool(url))
    for address in url.values():
        if _UNFIT_FOR_ADDRESS.search(address) or not _ADDRESS.fullmatch(address):
            hint = "write https://…, mailto:…, tel:… or a path of your host as /shop/; 'article' names an article of this site"
            block.bad("url", address, hint)
    return LookLink(label, url, article, block.name, block.table.line)


def _not_one_target(block: Block, *, both: bool) -> ConfigError:
    message = f"a link of '{block.name}' has both url and article" if both else f"a link of '{block.name}' leads nowhere"
    return block.error(block.table.line, message, "write 'url: https://…', or 'article:' with the id of an article")


USUAL_LOOK = Look()
