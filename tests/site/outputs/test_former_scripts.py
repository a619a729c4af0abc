"""Scripts and styles of the former site stay for one deploy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.site.outputs.former_scripts import keep_former_assets


def make(folder: Path, own: str) -> Path:
    (folder / f"assets/kbgen/{own}/portal").mkdir(parents=True)
    (folder / f"assets/kbgen/{own}/portal/portal.js").write_text(own)
    (folder / "index.html").write_text(f'<script src="assets/kbgen/{own}/portal/portal.js"></script>')
    return folder


def folders(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "assets/kbgen").iterdir())


def test_the_scripts_of_the_former_site_lie_beside_the_new_ones(tmp_path):
    former, site = make(tmp_path / "former", "aaa"), make(tmp_path / "site", "bbb")
    assert keep_former_assets(former, site) == 1
    assert folders(site) == ["aaa", "bbb"]
    assert (site / "assets/kbgen/aaa/portal/portal.js").read_text() == "aaa"


def test_they_go_with_the_build_after_that(tmp_path):
    former, site = make(tmp_path / "former", "bbb"), make(tmp_path / "site", "ccc")
    keep_former_assets(make(tmp_path / "first", "aaa"), former)
    keep_former_assets(former, site)
    assert folders(site) == ["bbb", "ccc"]


def test_publishing_again_without_a_change_takes_nothing_from_open_pages(tmp_path):
    former, site = make(tmp_path / "former", "bbb"), make(tmp_path / "site", "bbb")
    keep_former_assets(make(tmp_path / "first", "aaa"), former)
    keep_former_assets(former, site)
    assert folders(site) == ["aaa", "bbb"]


@pytest.mark.parametrize("page", [None, "an older site", '<a href="assets/kbgen/gone/">'])
def test_a_folder_without_such_a_site_gives_nothing(tmp_path, page):
    site = make(tmp_path / "site", "bbb")
    if page:
        (tmp_path / "former").mkdir()
        (tmp_path / "former/index.html").write_text(page)
    assert keep_former_assets(tmp_path / "former", site) == 0
    assert folders(site) == ["bbb"]
