"""A saved article is on its page before the site is built again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_site import article, write_site

from kbgen.commands.main import main
from kbgen.settings.site import load
from kbgen.site.first_look import FirstLook
from kbgen.site.portal import prepare

ENGLISH, CHINESE = "content/en/returns/refund-times.md", "content/zh-hant/returns/only.md"
PICTURED = "content/zh-hant/returns/pictured.md"
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("first_look")
    texts = {CHINESE: article("只有中文。\n", title="只有"), PICTURED: article("有圖。\n", title="有圖")}
    pictures = {"content/assets/a.svg": DRAWING, "content/assets/a.zh-hant.svg": DRAWING}
    assert main(["build", "--config", str(write_site(place, {**texts, **pictures}))]) == 0
    return place


@pytest.fixture
def look(folder: Path, tmp_path: Path) -> Iterator[FirstLook]:
    """A look at the site as it was built, which is so again for the next test: a look finds only what the build wrote."""
    built = shutil.copytree(folder / "site", tmp_path / "built")
    yield FirstLook(prepare(load(folder / "mkdocs.yml")), folder / "site")
    shutil.rmtree(folder / "site")
    shutil.copytree(built, folder / "site")


def save(look: FirstLook, path: Path, text: str | bytes) -> int:
    """Save a file, have a look, and bring the file back; return how many pages changed."""
    before = path.read_bytes()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    pages = look.show([str(path)])
    path.write_bytes(before)
    return pages


def test_what_was_saved_is_on_its_page_and_so_is_what_was_saved_next(folder, look):
    for words in ("New words.", "Newer words."):
        assert save(look, folder / ENGLISH, article(f"{words}\n")) == 1
        assert f"<p>{words}</p>" in (folder / "site/en/returns/refund-times/index.html").read_text("utf-8")


def test_a_text_that_both_languages_show_changes_on_both_pages(folder, look):
    assert save(look, folder / CHINESE, article("新的字。\n")) == 2
    for language in ("en", "zh-hant"):
        assert "<p>新的字。</p>" in (folder / f"site/{language}/returns/only/index.html").read_text("utf-8")


def test_a_picture_is_that_of_the_language_of_the_article(folder, look):
    assert save(look, folder / PICTURED, article("![圖](../../assets/a.svg)\n")) == 2
    assert "assets/a.zh-hant.svg" in (folder / "site/zh-hant/returns/pictured/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "text", [b"\xff\xfe\x00", "---\ntitle: [\n---\nx", "---\norder: many\n---\nx", article("Not yet.\n", draft="true")]
)
def test_what_is_no_article_to_publish_is_left_to_the_build(folder, look, text):
    page = folder / "site/en/returns/refund-times/index.html"
    before = page.read_bytes()
    assert save(look, folder / ENGLISH, text) == 0
    assert page.read_bytes() == before


def test_other_files_are_left_to_the_build(folder, look):
    assert look.show([str(folder / "content/en/returns/none.md"), str(folder / "content/en/x.svg"), str(folder / "x.md")]) == 0
