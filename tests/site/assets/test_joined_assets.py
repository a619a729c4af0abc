"""The few scripts and styles that pages fetch, of the many in the theme."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.errors import KbgenError
from kbgen.site.assets.joined_assets import joined_assets
from kbgen.site.assets.theme_folder import theme_folder


@pytest.fixture(scope="module")
def theme() -> Mapping[str, bytes]:
    folder = theme_folder()
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("assets/**/*.*")}


def test_a_page_needs_one_script_and_each_later_part_is_one_more(theme: Mapping[str, bytes]) -> None:
    assert {path.removeprefix("assets/") for path in joined_assets(theme) if path.endswith(".js")} == {
        "portal/portal.js",
        "portal/contact.js",
        "portal/highlight.js",
        "portal/results-page.js",
        "analytics/beacon.js",
        "embed/element.js",
        "embed/panel.js",
        "search/client.js",
        "search/worker.js",
    }


def test_every_script_is_javascript_without_comments(theme: Mapping[str, bytes], tmp_path: Path) -> None:
    for path, content in joined_assets(theme).items():
        if path.endswith(".js"):
            script = tmp_path / path.replace("/", "-").replace(".js", ".mjs")
            script.write_bytes(content)
            subprocess.run(["node", "--check", script], check=True, capture_output=True)
            assert b"@param" not in content, path


def test_one_style_holds_those_of_every_page_in_their_order_and_paper_last(theme: Mapping[str, bytes]) -> None:
    style = joined_assets(theme)["assets/portal/portal.css"]
    names = ("tokens", "shell", "browse", "article", "search")
    assert style.startswith(b"".join(theme[f"assets/portal/{name}.css"] for name in names))
    assert style.endswith(b"@media print {\n" + theme["assets/portal/print.css"] + b"}\n")


def test_styles_of_one_page_images_and_other_scripts_stay_by_themselves(theme: Mapping[str, bytes]) -> None:
    files = {**theme, "assets/portal/own.js": b"// Ours.\nimport { startSearch } from '../search/client.js'\n"}
    published = joined_assets(files)
    assert published["assets/portal/own.js"] == b"import{startSearch}from'../search/client.js'"
    for path in ("assets/portal/contact.css", "assets/portal/icons/favicon.svg"):
        assert published[path] == theme[path]
    assert not published.keys() & {"assets/portal/dom.js", "assets/portal/tokens.css", "assets/portal/print.css"}


def test_a_script_that_needs_a_module_inside_another_is_refused_with_both_names(theme: Mapping[str, bytes]) -> None:
    files = {**theme, "assets/portal/own.js": b'import {\n  element,\n} from "./dom.js";\n'}
    with pytest.raises(KbgenError, match=r"assets/portal/own\.js imports assets/portal/dom\.js, which the site has inside"):
        joined_assets(files)
