"""What did not change is not written again: the file of the site before is the file of the new one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.errors import KbgenError
from kbgen.site.outputs.written import SiteBefore, SiteFiles, digest_of_content, held_open

OTHERS = {
    "content/en/gifts/index.md": article(title="Gifts"),
    "content/zh-hant/gifts/index.md": article(title="禮物"),
    "content/en/gifts/cards.md": article("Cards.\n", title="Cards"),
    "content/en/returns/a.md": article("One.\n", title="A"),
}
COLLECTOR = "collector:\n  endpoint: https://collect.example.com/v1/events\n  site: shop\n"


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def inodes_of(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def rebuilt(config: Path, edited: str) -> set[str]:
    """Return which files of a site are new ones after an article says something else."""
    site = config.parent / "site"
    assert main(["build", "--config", str(config)]) == 0
    before = inodes_of(site)
    (config.parent / "content/en/returns/a.md").write_text(edited, "utf-8")
    assert main(["build", "--config", str(config)]) == 0
    return {path for path, inode in inodes_of(site).items() if before.get(path) != inode}


def as_built_for_the_first_time(config: Path) -> dict[str, bytes]:
    shutil.rmtree(config.parent / ".kbgen")
    assert main(["build", "--config", str(config), "--output", str(config.parent / "cold")]) == 0
    return files_of(config.parent / "cold")


@pytest.mark.skipif(os.link not in os.supports_dir_fd, reason="nothing is linked here")
def test_after_an_edit_only_what_changed_is_another_file(make_site):
    config = make_site(OTHERS)
    new = rebuilt(config, article("Two.\n", title="A"))
    assert {"en/returns/a/index.html", "en/returns/a.md", "search/manifest.json"} <= new
    assert not {"en/gifts/cards/index.html", "en/gifts/cards.md", "zh-hant/returns/refund-times/index.html"} & new
    cold = as_built_for_the_first_time(config)
    warm = files_of(config.parent / "site")
    assert {path: warm[path] for path in cold} == cold


def test_a_file_that_somebody_changed_in_the_site_is_written_again(make_site):
    config = make_site(OTHERS)
    assert main(["build", "--config", str(config)]) == 0
    page = config.parent / "site/en/gifts/cards/index.html"
    sound, stamp = page.read_bytes(), page.stat()
    page.write_bytes(sound.replace(b"Cards", b"Cardz"))
    os.utime(page, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    (config.parent / "content/en/returns/a.md").write_text(article("Two.\n", title="A"), "utf-8")
    assert main(["build", "--config", str(config)]) == 0
    assert page.read_bytes() == sound


def test_on_a_disk_without_links_files_are_copied(make_site, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    config = make_site(OTHERS)
    rebuilt(config, article("Two.\n", title="A"))
    warm, cold = files_of(config.parent / "site"), as_built_for_the_first_time(config)
    assert {path: warm[path] for path in cold} == cold


def test_pages_name_the_build_only_where_somebody_counts_by_it(make_site):
    for settings, named in (("", False), (COLLECTOR, True)):
        config = make_site(OTHERS, settings=settings)
        assert main(["build", "--config", str(config)]) == 0
        page = (config.parent / "site/en/gifts/cards/index.html").read_text("utf-8")
        assert ("data-kb-build=" in page) == named


def test_with_a_collector_every_page_names_the_build_it_is_of(make_site):
    config = make_site(OTHERS, settings=COLLECTOR)
    rebuilt(config, article("Two.\n", title="A"))
    warm, cold = files_of(config.parent / "site"), as_built_for_the_first_time(config)
    assert {path: warm[path] for path in cold} == cold


@pytest.mark.skipif(os.link not in os.supports_dir_fd, reason="nothing is linked here")
def test_a_site_that_another_build_replaced_meanwhile_gives_nothing(tmp_path: Path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    (old / "a.html").write_text("one")
    with held_open(old) as descriptor:
        assert descriptor is not None
        files = SiteFiles(new, SiteBefore(descriptor, {"a.html": digest_of_content(b"one")}))
        files.write([("a.html", b"one")])
        shutil.rmtree(old)
        old.mkdir()
        (old / "a.html").write_text("of another build")
        with pytest.raises(KbgenError, match="another build took the place of the site meanwhile"):
            files.put_together()
    assert not (new / "a.html").exists()
