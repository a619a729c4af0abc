"""The index of the former site stays for one deploy, so that open pages can go on searching."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_index import article, source_of

from kbgen.errors import IndexReadError
from kbgen.index.build import build_index
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader
from kbgen.site.outputs.former_index import file_list, keep_former_index


def index(word: str) -> dict[str, bytes]:
    pairs = {"returns/a": {"en": article("Returns", word)}, "returns/b": {"en": article("Refunds", "stays")}}
    files = dict(build_index(source_of(pairs)).files)
    return files | {"files.txt": file_list(files)}


def site(folder: Path, files: dict[str, bytes], former: Path | None = None) -> Path:
    """Write a site with this index, and what is kept of a former one."""
    for name, content in files.items():
        (folder / "search" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "search" / name).write_bytes(content)
    if former:
        keep_former_index(former, folder)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder / "search").as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


ONE, TWO, THREE = index("one"), index("two"), index("three")


def test_a_page_with_the_former_manifest_still_finds_every_file(tmp_path: Path) -> None:
    new = site(tmp_path / "new", TWO, site(tmp_path / "old", ONE))
    assert files_of(new) == ONE | TWO
    open_page = IndexReader(lambda name: ONE[name] if name == "manifest.json" else (new / "search" / name).read_bytes())
    assert [found.document.id for found in SearchEngine(open_page, "en").search("one").results] == ["returns/a"]
    manifest = (new / "search/manifest.json").read_bytes()
    assert manifest == TWO["manifest.json"]


def test_the_index_before_the_former_one_goes(tmp_path: Path) -> None:
    second = site(tmp_path / "two", TWO, site(tmp_path / "one", ONE))
    assert files_of(site(tmp_path / "three", THREE, second)) == TWO | THREE


def test_publishing_the_same_again_keeps_what_was_kept(tmp_path: Path) -> None:
    second = site(tmp_path / "two", TWO, site(tmp_path / "one", ONE))
    assert files_of(site(tmp_path / "again", TWO, second)) == files_of(second)


def test_going_back_to_the_former_site_keeps_the_other(tmp_path: Path) -> None:
    second = site(tmp_path / "two", TWO, site(tmp_path / "one", ONE))
    assert files_of(site(tmp_path / "back", ONE, second)) == TWO | ONE


def test_an_empty_folder_or_one_of_another_kind_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "former").mkdir()
    assert keep_former_index(tmp_path / "former", site(tmp_path / "new", ONE)) == 0
    assert keep_former_index(tmp_path / "not-there", tmp_path / "new") == 0
    assert files_of(tmp_path / "new") == ONE


@pytest.mark.parametrize(
    "name", ["../../secret.bin", "/etc/passwd", "aaaaaaaaaa/../../../x.bin", "aaaaaaaaaa.html", "", "<!doctype html>"]
)
def test_a_list_that_no_build_wrote_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    old, new = site(tmp_path / "old", ONE), site(tmp_path / "new", TWO)
    (old / "search/files.txt").write_text(f"aaaaaaaaaa.bin\n{name}\n")
    with pytest.raises(IndexReadError, match=r"files\.txt:2: "):
        keep_former_index(old, new)
    assert files_of(new) == TWO
