"""The look of a site, as its style sheet and its templates have it."""

from __future__ import annotations

import re

from bundled_theme import theme_files
from small_site import article

from kbgen.settings.site import Settings, load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.look_style import with_look
from kbgen.site.pages import list_pages
from kbgen.site.portal import prepare

FONTS = """look:
  fonts:
    text: [{ family: Own Text, files: [a.woff2, { file: b.woff2, weight: 700 }, { file: c.woff2, style: italic }] }, Georgia]
    chinese: [serif]
"""
FILES = {f"content/{name}.woff2": b"wOF2" + name.encode() for name in "abc"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}"/>'


def settings_with(make_site, look: str, files: dict | None = None) -> Settings:
    return load(make_site(FILES | (files or {}), settings=look))


def tokens(settings: Settings) -> str:
    return with_look(theme_files(), settings.look, settings.content)["assets/portal/tokens.css"].decode()


def test_a_site_without_a_look_has_our_files_as_they_are(make_site):
    settings = load(make_site())
    assert with_look(theme_files(), settings.look, settings.content) == theme_files()


def test_fonts_lie_beside_the_styles_and_never_move_a_line(make_site):
    settings = settings_with(make_site, FONTS)
    files = with_look(theme_files(), settings.look, settings.content)
    style = files["assets/portal/tokens.css"].decode()
    faces = re.findall(r"@font-face \{(.*?)\}", style)
    assert [re.search(r"font-weight: (\d+); font-style: (\w+); font-display: (\w+)", face).groups() for face in faces] == [
        ("400", "normal", "optional"),
        ("700", "normal", "optional"),
        ("400", "italic", "optional"),
    ]
    for address in re.findall(r'@font-face.*?url\("(.*?)"\)', style):
        assert files[f"assets/portal/{address}"].startswith(b"wOF2")


def test_own_families_come_before_those_of_the_system_and_kinds_of_css_are_no_names(make_site):
    style = tokens(settings_with(make_site, FONTS))
    assert '--kb-own-text: "Own Text", "Georgia", ;' in style
    assert '--kb-own-headings: "Own Text", "Georgia", ;' in style
    assert "--kb-own-chinese: serif, ;" in style


def test_colours_hold_on_the_screen_in_both_schemes_and_for_more_contrast(make_site):
    style = tokens(settings_with(make_site, 'look:\n  colours: { primary: "#7a1f3d" }\n'))
    added = style.removeprefix(theme_files()["assets/portal/tokens.css"].decode())
    assert re.findall(r"@media ([^{]+?) \{", added) == [
        "screen",
        "screen and (prefers-color-scheme: dark)",
        "screen and (prefers-contrast: more)",
        "screen and (prefers-contrast: more) and (prefers-color-scheme: dark)",
    ]
    assert "--md-primary-fg-color: #7a1f3d;" in added
    assert added.count("color-scheme: light;") == added.count("color-scheme: dark;") == 1


def test_a_site_that_is_dark_in_both_schemes_has_dark_scroll_bars_in_both(make_site):
    look = 'look:\n  colours: { background: { light: "#14072b", dark: "#000" }, text: { light: "#fff", dark: "#fff" } }\n'
    assert tokens(settings_with(make_site, look)).count("{ color-scheme: dark;") == 2


def test_the_little_icon_has_the_colour_of_the_site(make_site):
    settings = settings_with(make_site, 'look:\n  colours: { primary: "#7a1f3d" }\n')
    icon = with_look(theme_files(), settings.look, settings.content)["assets/portal/icons/favicon.svg"]
    assert b"#7a1f3d" in icon
    assert b"#0d5763" not in icon


def looks(make_site, look: str, files: dict | None = None):
    portal = prepare(settings_with(make_site, look, files))
    builder, pages = ContextBuilder(portal), {page.path: page for page in list_pages(portal)}
    return [builder.build(pages[f"{folder}/index.md"]).look for folder in ("en", "zh-hant")]


def test_a_logo_keeps_its_proportions_and_leaves_room_on_a_phone(make_site):
    files = {"content/wide.svg": SVG.format(2000, 100), "content/square.svg": SVG.format(100, 100)}
    english, chinese = looks(make_site, "look:\n  logo: { light: { en: wide.svg, zh-hant: square.svg } }\n", files)
    assert (english.logo.url, english.logo.width, english.logo.height) == ("wide.svg", 224, 11)
    assert (chinese.logo.url, chinese.logo.width, chinese.logo.height) == ("square.svg", 32, 32)


def test_a_site_can_leave_the_key_of_the_search_to_its_readers(make_site):
    assert [look.slash for look in looks(make_site, "look:\n  slash: false\n")] == [False, False]


def test_links_lead_to_the_article_in_the_language_of_the_page_and_wait_for_one_that_is_to_come(make_site):
    look = (
        "look:\n  header: [{ label: { en: Times, zh-hant: 時間 }, article: returns/refund-times }]\n"
        "  footer: [{ label: Sale, article: returns/sale }, { label: Shop, url: /shop/ }]\n"
        "  legal: |\n    One & only.\n\n    Two.\n"
    )
    files = {"content/en/returns/sale.md": article("Half.\n", publish_at="2099-01-31")}
    english, chinese = looks(make_site, look, files)
    assert [(link.label, link.url) for link in english.header] == [("Times", "en/returns/refund-times/")]
    assert [(link.label, link.url) for link in chinese.header] == [("時間", "zh-hant/returns/refund-times/")]
    assert [link.url for link in english.footer] == ["/shop/"]
    assert chinese.legal == ("One & only.", "Two.")
