"""What other sites load to show the portal's search."""

from __future__ import annotations

import json
import re

from kbgen.settings.site import load
from kbgen.site.assets.styles import apart_in_the_dark, panel_style
from kbgen.site.outputs.embed_script import embed_script
from kbgen.site.outputs.host_headers import header_rules
from kbgen.site.portal import prepare

STYLES = {f"assets/portal/{name}.css": b"" for name in ("tokens", "shell", "search", "article", "contact")}


def panel_css(text: str) -> str:
    return panel_style(STYLES | {"assets/embed/panel.css": text.encode()}).decode()


def test_the_script_names_the_assets_of_its_build_and_both_home_pages_from_wherever_it_lies(make_site):
    script = embed_script(prepare(load(make_site())), "assets/kbgen/0123456789ab/")
    assert script.startswith('import{define}from"./assets/kbgen/0123456789ab/embed/element.js";')
    languages = json.loads(re.search(r"languages:(.*)\}\)\n", script)[1])
    assert {language: side["home"] for language, side in languages.items()} == {"en": "en/", "zh-hant": "zh-hant/"}
    assert languages["en"]["open"] != languages["zh-hant"]["open"]


def test_sizes_do_not_depend_on_the_page_around_the_panel():
    assert panel_css("a { margin: -.5rem 2rem; width: calc(1lh - 2rem) }") == (
        "a { margin: calc(-.5*var(--kb-rem)) calc(2*var(--kb-rem)); width: calc(1lh - calc(2*var(--kb-rem))) }"
    )
    assert panel_css("@media (max-width: 44.99rem) { a { top: 0 } }") == "@media (max-width: 44.99rem) { a { top: 0 } }"


def test_what_the_root_of_the_portal_has_the_element_has():
    assert panel_css(":root { --a: 1 } @media print { :root { --a: 2 } }") == ":host { --a: 1 } @media print { :host { --a: 2 } }"


def test_icons_are_found_from_the_folder_of_the_panel():
    assert panel_css('a { mask: url("icons/note.svg") }') == 'a { mask: url("../portal/icons/note.svg") }'


def test_hosts_let_other_sites_load_every_file():
    rules = header_rules("default-src 'none'")
    assert [pattern for pattern, headers in rules.items() if "Access-Control-Allow-Origin" in headers] == ["/*"]


def test_what_holds_in_the_dark_is_a_sheet_of_its_own_without_that_condition() -> None:
    light, dark = apart_in_the_dark(
        b"a { top: 0 }\n@media screen and (prefers-color-scheme: dark) { a { top: 1px } @media print { b { top: 2px } } }\n"
        b"@media screen and (prefers-contrast: more) and (prefers-color-scheme: dark) { c { top: 3px } }\nd { top: 4px }\n"
    )
    assert light.split() == b"a { top: 0 } d { top: 4px }".split()
    assert dark.split() == (
        b"a { top: 1px } @media print { b { top: 2px } } @media (prefers-contrast: more) { c { top: 3px } }".split()
    )
