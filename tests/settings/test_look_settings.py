"""What a site may say of its look, and what it is told where it cannot be."""

from __future__ import annotations

import re

import pytest
from small_site import article

from kbgen.errors import ConfigError
from kbgen.settings.colours import WHITE, contrast, read_colour, written
from kbgen.settings.palette import (
    ACCENT,
    BACKGROUND,
    LINE_STRONG,
    LINK,
    MUTED,
    ON_PRIMARY,
    PRIMARY,
    STANDARD,
    SURFACE,
    TEXT,
    TINT,
    palette,
)
from kbgen.settings.site import load
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.portal import prepare

WOFF2 = b"wOF2" + bytes(40)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 30"><path d="M0 0h9"/></svg>'
FILES = {
    "content/assets/a.woff2": WOFF2,
    "content/assets/logo.svg": SVG,
    "content/assets/zip.woff2": b"PK",
    "content/a.ttf": b"x",
}


def refused(make_site, look: str, files: dict[str, str] | None = None) -> str:
    lines = "look:\n" + "".join(f"  {line}\n" for line in look.splitlines())
    with pytest.raises(ConfigError) as error:
        prepare(load(make_site(FILES | (files or {}), settings=lines)))
    return str(error.value)


def colours(make_site, look: str):
    return load(make_site(settings=f"look:\n  colours: {look}\n")).look.colours


@pytest.mark.parametrize(
    ("look", "found", "hint"),
    [
        ("colours: { primary: '#f5b301' }", "'look.colours.primary' is '#f5b301', whose contrast is 1.", "such as '#"),
        ("colours: { link: { dark: '#0b5f6d' } }", "'look.colours.link.dark' is '#0b5f6d'", "a lighter one"),
        ("colours: { accent: '#ffe0a0' }", "background '#fbfaf7' of the light scheme", "asks for 3:1"),
        ("colours: { text: { light: '#888' } }", "'look.colours.text.light' is '#888888'", "asks for 4.5:1"),
        ("colours:\n  primary: #0d5763", "'look.colours.primary' is empty", "'#' begins a comment"),
        ("colours: { primary: 0d5763 }", "'look.colours.primary' is '0d5763'", 'as in primary: "#0d5763"'),
        ("colours: { primary: rebeccapurple }", "is 'rebeccapurple'", "six digits"),
        ("colours: { primary: '#12345' }", "is '#12345'", "six digits"),
        ("colours: { primray: '#123456' }", "unknown setting 'look.colours.primray'", "did you mean 'primary'?"),
        ("colours: { primary: { night: '#fff' } }", "unknown setting 'look.colours.primary.night'", "light"),
        ("colours: [red]", "'look.colours' must hold settings", ""),
        ("logo: assets/none.svg", "'look.logo.light' is 'assets/none.svg', which does not exist", "below docs_dir"),
        ("logo: ../mkdocs.yml", "'look.logo.light' is '../mkdocs.yml'", ".svg"),
        ("logo: { dark: assets/logo.svg }", "'look.logo.light' is missing", "name a picture"),
        ("logo: assets/./logo.svg", "which is not published", "as it lies below docs_dir"),
        ("fonts: { text: { family: A, files: [assets/b.woff2] } }", "'assets/b.woff2', which does not exist", "below docs_dir"),
        ("fonts: { text: { family: A, files: [assets/zip.woff2] } }", "no such font by its first bytes", ""),
        ("fonts: { text: { family: A, files: [a.ttf] } }", "is 'a.ttf'", ".woff2"),
        ("fonts: { text: { family: serif, files: [assets/a.woff2] } }", "is 'serif'", "give the files another one"),
        ("fonts: { text: { files: [assets/a.woff2] } }", "'look.fonts.text.family' is missing", ""),
        ("fonts: { text: 'A\"; } body { color: red' }", "look.fonts.text.family", "one family"),
        ("fonts: { body: Arial }", "unknown setting 'look.fonts.body'", "known: chinese"),
        ("fonts: { text: { family: A, files: [{ file: assets/a.woff2, weight: bold }] } }", "is 'bold'", "700"),
        ("header: [{ label: Shop }]", "a link of 'look.header' leads nowhere", "url"),
        ("header: [{ label: Shop, url: 'javascript:alert(1)' }]", "'look.header.url' is 'javascript:alert(1)'", "https"),
        ("footer: [{ label: Shop, url: //evil.example }]", "is '//evil.example'", "https"),
        ("footer: [{ label: { en: Shop }, url: /a/ }]", "'look.footer.label.zh-hant' is missing", "both languages"),
        ("footer: [{ label: Shop, url: /a/, article: returns/a }]", "has both url and article", ""),
        (
            "footer: [{ label: Times, article: returns/refund-time }]",
            "'returns/refund-time', which does not exist",
            "refund-times",
        ),
        ("headr: []", "unknown setting 'look.headr'", "did you mean 'header'?"),
    ],
)
def test_what_cannot_be_is_said_with_its_line_what_was_found_and_what_to_do(make_site, look, found, hint):
    told = refused(make_site, look)
    assert re.search(r"mkdocs\.yml:\d+: ", told)
    assert found in told
    assert hint in told


def test_a_drawing_whose_size_nobody_can_tell_is_no_logo(make_site):
    told = refused(make_site, "logo: assets/x.svg", {"content/assets/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    assert "whose size nobody can tell" in told


def test_a_link_to_an_article_that_is_still_to_come_is_no_fault(make_site):
    files = {"content/en/returns/sale.md": article("Half.\n", publish_at="2099-01-31")}
    look = "look:\n  header: [{ label: Sale, article: returns/sale }]\n"
    assert prepare(load(make_site(files, settings=look))).settings.look.header[0].article == "returns/sale"


@pytest.mark.parametrize(
    ("scheme", "media"), [("light", r"^:root \{(.*?)\}"), ("dark", r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}")]
)
def test_the_colours_that_a_site_starts_from_are_those_of_the_style_sheet(scheme, media):
    style = (theme_folder() / "assets/portal/tokens.css").read_text("utf-8")
    block = re.search(media, style, re.DOTALL | re.MULTILINE)[1]
    written_there = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", block))
    for token, colour in STANDARD[scheme].items():
        assert read_colour(written_there[token]) == colour, token


LOOKS = [
    "{}",
    "{ primary: '#b3123c' }",
    "{ primary: '#6b5b00', background: '#fff9c4' }",
    "{ primary: { light: '#ffe600', dark: '#ff4df0' }, background: { light: '#14072b', dark: '#000' } }",
    "{ background: '#ffffff', text: '#000000' }",
    "{ text: '#5a5a5a' }",
    "{ link: '#005fcc', accent: '#005fcc' }",
    "{ primary: '#767676', background: '#fff' }",
    "{ background: { dark: '#3a3a3a' } }",
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_a_site_chooses_every_text_can_be_read_on_every_ground(make_site, look, scheme):
    tokens = palette(colours(make_site, look), scheme)
    for ground in (BACKGROUND, SURFACE, TINT):
        for ink in (TEXT, MUTED, LINK, PRIMARY):
            assert contrast(tokens[ink], tokens[ground]) >= 4.49, (ink, ground, written(tokens[ink]), written(tokens[ground]))
    assert contrast(tokens[ON_PRIMARY], tokens[PRIMARY]) >= 4.5
    for ground in (BACKGROUND, SURFACE):  # edges of fields, and the frame round what has the focus
        assert contrast(tokens[LINE_STRONG], tokens[ground]) >= 2.99
        assert contrast(tokens[ACCENT], tokens[ground]) >= 2.99
    for name in ("note", "tip", "warning", "danger"):
        assert contrast(tokens[TEXT], tokens[f"--kb-{name}-tint"]) >= 4.5
        assert contrast(tokens[f"--kb-{name}"], tokens[f"--kb-{name}-tint"]) >= 4.5


def test_contrast_is_that_of_wcag():
    assert round(contrast((119, 119, 119), WHITE), 2) == 4.48
    assert contrast((0, 0, 0), WHITE) == 21
