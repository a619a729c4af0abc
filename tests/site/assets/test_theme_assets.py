"""The addresses of scripts and styles change with their content, and only then."""

from __future__ import annotations

import base64
import hashlib

from kbgen.site.assets.theme_assets import theme_assets

FILES = {
    "assets/portal/portal.js": b'import("./late.js")',
    "assets/portal/late.js": b"export const a = 1",
    "assets/portal/unused.js": b"",
    "assets/analytics/beacon.js": b"",
}


def test_one_folder_holds_all_so_that_scripts_find_each_other():
    assets = theme_assets(FILES | {"assets/own.css": b"a{}"})
    assert assets.folder.startswith("assets/kbgen/")
    assert set(assets.files) == {path.removeprefix("assets/") for path in FILES}


def test_the_folder_changes_with_a_byte_of_any_file_and_with_its_name():
    folders = {
        theme_assets(files).folder
        for files in (
            FILES,
            FILES | {"assets/portal/unused.js": b" "},
            FILES | {"assets/portal/other.js": b""},
            {path: content for path, content in FILES.items() if "unused" not in path},
        )
    }
    assert len(folders) == 4


def test_the_order_of_files_changes_nothing():
    assert theme_assets(dict(reversed(FILES.items()))).folder == theme_assets(FILES).folder


def test_integrity_is_that_of_the_published_bytes():
    algorithm, _, digest = theme_assets(FILES).integrity("portal/portal.js").partition("-")
    assert base64.b64decode(digest) == hashlib.new(algorithm, FILES["assets/portal/portal.js"]).digest()
