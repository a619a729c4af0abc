"""The few scripts and styles that pages fetch, of the many in the theme."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from bundled_theme import bundled_assets, fresh_bundles, theme_files

from kbgen.errors import KbgenError
from kbgen.site.assets.bundles import Bundles
from kbgen.site.assets.minify import minified
from kbgen.site.assets.published_assets import published_assets

BUNDLED = {
    "portal/portal.js",
    "portal/article-page.js",
    "portal/contact.js",
    "portal/highlight.js",
    "portal/asked.js",
    "portal/clock.js",
    "portal/results-page.js",
    "portal/short-link.js",
    "portal/tabs.js",
    "analytics/beacon.js",
    "embed/element.js",
    "embed/panel.js",
    "search/client.js",
    "search/worker.js",
}


@pytest.fixture(scope="module")
def theme() -> Mapping[str, bytes]:
    return theme_files()


@pytest.fixture(scope="module")
def bundles() -> Bundles:
    return fresh_bundles()


def scripts(files: Mapping[str, bytes]) -> set[str]:
    return {path.removeprefix("assets/") for path in files if path.endswith(".js")}


def test_a_page_needs_one_script_and_each_later_part_is_one_more() -> None:
    assert scripts(bundled_assets()) == BUNDLED


def test_every_bundle_is_javascript_without_comments(bundles: Bundles, tmp_path: Path) -> None:
    for path, content in bundles.scripts.items():
        script = tmp_path / path.replace("/", "-").replace(".js", ".mjs")
        script.write_bytes(content)
        subprocess.run(["node", "--check", script], check=True, capture_output=True)
        assert b"@param" not in content, path


def test_every_module_of_the_theme_is_in_a_bundle(theme: Mapping[str, bytes], bundles: Bundles) -> None:
    assert scripts(bundles.sources) == scripts(theme)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"assets/portal/dom.js": b"export const element = 1"},
        {"assets/portal/portal.js": b""},
        {"assets/search/score.js": None},
    ],
)
def test_with_one_module_that_is_another_every_module_is_published_as_it_is(
    theme: Mapping[str, bytes], bundles: Bundles, change: Mapping[str, bytes | None]
) -> None:
    files = {path: content for path, content in {**theme, **change}.items() if content is not None}
    published = published_assets(files, bundles)
    assert {path: published[path] for path in files if path.endswith(".js")} == {
        path: content for path, content in files.items() if path.endswith(".js")
    }
    assert published.keys() == published_assets(files, None).keys()


def test_one_style_holds_those_of_every_page_in_their_order_and_paper_last(theme: Mapping[str, bytes]) -> None:
    style = published_assets(theme, None)["assets/portal/portal.css"]
    names = ("tokens", "shell", "browse", "article", "notices", "search")
    screen = b"".join(theme[f"assets/portal/{name}.css"] for name in names)
    assert style == minified(screen + b"@media print {\n" + theme["assets/portal/print.css"] + b"}\n")


def test_an_article_has_no_style_of_pages_that_lead_to_it_and_the_search_box_comes_later(
    theme: Mapping[str, bytes],
) -> None:
    published = published_assets(theme, None)
    assert b".cards{" in published["assets/portal/portal.css"]
    assert b".cards{" not in published["assets/portal/reading.css"]
    assert b".palette{width" not in published["assets/portal/reading.css"]
    assert b".palette{width" in published["assets/portal/search.css"]
    assert b".tick{" in published["assets/portal/reading.css"]


def test_styles_of_one_page_images_and_other_scripts_stay_by_themselves(theme: Mapping[str, bytes], bundles: Bundles) -> None:
    files = {**theme, "assets/portal/own.js": b"// Ours.\nimport { startSearch } from '../search/client.js'\n"}
    published = published_assets(files, bundles)
    for path in ("assets/portal/own.js", "assets/portal/icons/favicon.svg"):
        assert published[path] == files[path]
    assert published["assets/portal/contact.css"] == minified(files["assets/portal/contact.css"])
    assert not published.keys() & {"assets/portal/dom.js", "assets/portal/tokens.css", "assets/portal/print.css"}


@pytest.mark.parametrize("line", ['import {\n  element,\n} from "./dom.js";\n', "import './dom.js'", "await import('./dom.js')"])
def test_a_script_that_needs_a_module_inside_another_is_refused_with_both_names(
    theme: Mapping[str, bytes], bundles: Bundles, line: str
) -> None:
    files = {**theme, "assets/portal/own.js": line.encode()}
    with pytest.raises(KbgenError, match=r"assets/portal/own\.js imports assets/portal/dom\.js, which the site has inside"):
        published_assets(files, bundles)
