"""What `kbgen import` does not take, does not overwrite and does not publish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kbgen.commands.main import main

PAGES = {
    "mkdocs.yml": "site_name: Lamp docs\nsite_url: https://lamp.example/\n",
    "docs/index.md": "# Lamp\n\nWelcome to the lamp.\n",
    "docs/guide/first.md": "# First steps\n\nPlug the lamp in.\n",
    "docs/guide/second.md": "# Second\n\nMore about the lamp.\n",
}
SIMPLIFIED = "# 第一步\n\n请插上台灯并按下开关，灯就会亮起来。如果没有亮，请检查电源线是否连接好，然后再试一次。\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def tasks(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [task["what"] for task in json.loads(capsys.readouterr().out)["tasks"]]


def test_simplified_chinese_is_a_draft_that_is_named_and_never_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "source", PAGES | {"docs/zh/guide/first.md": SIMPLIFIED})
    assert main(["import", "--json", str(source), str(tmp_path / "site")]) == 0
    assert any(what.startswith("1 page in Simplified Chinese taken as drafts, which nobody sees") for what in tasks(capsys))
    assert "draft: true\n" in (tmp_path / "site/content/zh-hant/guide/first.md").read_text(encoding="utf-8")


def test_a_page_in_both_scripts_is_taken_in_traditional_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"docs/zh-hans/guide/first.md": SIMPLIFIED, "docs/zh-hant/guide/first.md": "# 第一步\n\n插上檯燈並按下開關。\n"}
    assert main(["import", "--json", str(write(tmp_path / "source", PAGES | files)), str(tmp_path / "site")]) == 0
    assert any("is in Simplified Chinese, and the same page in Traditional Chinese is taken" in what for what in tasks(capsys))
    assert "插上檯燈" in (tmp_path / "site/content/zh-hant/guide/first.md").read_text(encoding="utf-8")


def test_pages_in_other_languages_are_named_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"docs/ja/guide/first.md": "# 最初\n\n電源を入れる。\n", "docs/en/guide/third.md": "# Third\n\nMore.\n"}
    main(["import", "--json", str(write(tmp_path / "source", PAGES | files)), str(tmp_path / "site")])
    assert "1 file not taken, because it is in another language (ja)" in tasks(capsys)


def test_what_a_person_changed_since_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, site = write(tmp_path / "source", PAGES), tmp_path / "site"
    main(["import", str(source), str(site)])
    own = site / "content/en/guide/first.md"
    own.write_text(own.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    write(source, {"docs/guide/first.md": "# First steps\n\nOther words.\n", "docs/guide/second.md": "# Second\n\nChanged.\n"})
    capsys.readouterr()
    main(["import", "--json", str(source), str(site)])
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["kept"] == ["content/en/guide/first.md"]
    assert outcome["written"] == ["content/en/guide/second.md"]
    assert own.read_text(encoding="utf-8").endswith("Mine.\n")


def test_a_page_that_the_source_gave_up_is_removed_unless_somebody_changed_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, site = write(tmp_path / "source", PAGES), tmp_path / "site"
    main(["import", str(source), str(site)])
    (source / "docs/guide/second.md").unlink()
    capsys.readouterr()
    main(["import", "--json", str(source), str(site)])
    assert json.loads(capsys.readouterr().out)["removed"] == ["content/en/guide/second.md"]


def test_a_site_that_is_there_keeps_its_settings_and_articles(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {
        "mkdocs.yml": "site_name: Mine\ndocs_dir: articles\ntheme:\n  name: material\nplugins: [kbgen]\n",
        "articles/en/guide/first.md": "---\ntitle: Mine\ndescription: My own.\n---\n\nMine.\n",
    })  # fmt: skip
    main(["import", str(write(tmp_path / "source", PAGES)), str(site)])
    assert (site / "mkdocs.yml").read_text(encoding="utf-8").startswith("site_name: Mine\n")
    assert "title: Mine" in (site / "articles/en/guide/first.md").read_text(encoding="utf-8")
    assert (site / "articles/en/guide/second.md").is_file()


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "--dry-run", str(write(tmp_path / "source", PAGES)), str(tmp_path / "site")])
    assert "nothing was written (--dry-run)" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_nothing_is_read_through_a_link_out_of_the_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nNobody may read this.\n", encoding="utf-8")
    source = write(
        tmp_path / "source",
        PAGES | {"docs/guide/third.md": '# Third\n\nSee it.\n\n--8<-- "../secret.md"\n\n![x](../../../secret.md)\n'},
    )
    (source / "docs/guide/linked.md").symlink_to(tmp_path / "secret.md")
    main(["import", "--json", str(source), str(tmp_path / "site")])
    assert any("is a symbolic link, which is never followed" in what for what in tasks(capsys))
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "site/content").rglob("*.md")]
    assert not any("Nobody may read this" in text for text in written)


def test_nothing_is_written_through_a_link_out_of_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, site = write(tmp_path / "source", PAGES), tmp_path / "site"
    main(["import", str(source), str(site)])
    (tmp_path / "elsewhere").mkdir()
    for path in sorted((site / "content/en/guide").iterdir()):
        path.unlink()
    (site / "content/en/guide").rmdir()
    (site / "content/en/guide").symlink_to(tmp_path / "elsewhere")
    assert main(["import", str(source), str(site)]) == 2
    assert "is a symbolic link; nothing is written through it" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_names_that_are_no_addresses_are_changed_and_links_follow(tmp_path: Path) -> None:
    files = {
        "docs/guide/a & b (new).md": "# Both\n\nBoth of them.\n",
        "docs/guide/third.md": "# Third\n\n[both](<a & b (new).md>)\n",
    }
    main(["import", str(write(tmp_path / "source", PAGES | files)), str(tmp_path / "site")])
    assert "[both](a-b-new.md)" in (tmp_path / "site/content/en/guide/third.md").read_text(encoding="utf-8")
    assert main(["check", "--config", str(tmp_path / "site/mkdocs.yml")]) == 0


def test_front_matter_that_cannot_be_read_becomes_comments(tmp_path: Path) -> None:
    front = "---\ntitle: A: B\ntype: guide\nicon: fas fa-lamp\nupdated: yesterday\nowner: Team\n---\n\nText of it.\n"
    main(["import", str(write(tmp_path / "source", PAGES | {"docs/guide/third.md": front})), str(tmp_path / "site")])
    text = (tmp_path / "site/content/en/guide/third.md").read_text(encoding="utf-8")
    assert "# title: A: B\n" in text
    assert "# icon: fas fa-lamp\n" in text
    assert "owner: Team\n" in text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"notes/a.md": "# A\n"}, "is of no tool that kbgen knows by its files"),
        ({"a.txt": "A"}, "holds no Markdown"),
        ({"mkdocs.yml": "site_name: A\n"}, "holds no page of MkDocs"),
    ],
)
def test_what_is_no_source_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], said: str) -> None:
    assert main(["import", str(write(tmp_path / "source", files)), str(tmp_path / "site")]) == 2
    assert said in capsys.readouterr().err


def test_a_source_is_never_written_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "source", PAGES)
    assert main(["import", str(source), str(source / "new")]) == 2
    assert "lies within" in capsys.readouterr().err
