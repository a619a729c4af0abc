"""`kbgen import`: a second import of a source, whatever it is called by then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.commands.main import main
from tests.importing.export_archives import write_zip

_SETTINGS = {"mkdocs.yml": "site_name: Lamp\n"}
_FIRST = _SETTINGS | {
    "docs/guide/start.md": "# Start\n\nPlug the lamp in and press the switch.\n",
    "docs/guide/clean.md": "# Clean\n\nWipe the lamp with a dry cloth.\n",
}
_SECOND = _SETTINGS | {
    "docs/guide/start.md": "# Start\n\nPlug the lamp in and turn the switch.\n",
    "docs/guide/care.md": "# Care\n\nWipe the lamp with a soft cloth.\n",
}
_OTHER = _SETTINGS | {f"docs/guide/{name}.md": f"# {name}\n\nAbout the {name} of a kettle.\n" for name in ("lid", "foot", "plug")}


def _imported(
    capsys: pytest.CaptureFixture[str], folder: Path, name: str, files: Mapping[str, str], *options: str
) -> Mapping[str, list[str]]:
    if name.endswith(".zip"):
        write_zip(folder / name, files)
    else:
        shutil.rmtree(folder / name, ignore_errors=True)
        for path, text in files.items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "--json", str(folder / name), str(folder / "site"), *options]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("first", "second"), [("a.zip", "a (1).zip"), ("r1", "r1b"), ("r1", "r1b.zip")])
def test_a_source_under_another_name_updates_its_pages_and_removes_what_it_gave_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str, second: str
) -> None:
    _imported(capsys, tmp_path, first, _FIRST)
    outcome = _imported(capsys, tmp_path, second, _SECOND)
    assert outcome["source"] == first
    assert outcome["written"] == ["content/en/guide/care.md", "content/en/guide/start.md"]
    assert (outcome["kept"], outcome["removed"]) == ([], ["content/en/guide/clean.md"])


def test_an_export_of_notion_has_another_name_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = {
        f"Help {1:032x}.md": "# Help\n\nWelcome to the lamp.\n",
        f"Help {1:032x}/Start {2:032x}.md": "# Start\n\nPlug it in.\n",
    }
    _imported(capsys, tmp_path, "Export-1111.zip", page)
    changed = page | {f"Help {1:032x}/Start {2:032x}.md": "# Start\n\nPlug the lamp in.\n"}
    assert _imported(capsys, tmp_path, "Export-2222.zip", changed)["written"] == ["content/en/general/start.md"]


def test_another_source_is_added_and_takes_nothing_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _imported(capsys, tmp_path, "lamp", _FIRST)
    outcome = _imported(capsys, tmp_path, "kettle", _OTHER)
    assert (outcome["source"], outcome["removed"]) == ("kettle", [])
    assert _imported(capsys, tmp_path, "lamp", _SETTINGS | {"docs/guide/start.md": "# Start\n\nPress.\n"})["removed"] == [
        "content/en/guide/clean.md"
    ]


def test_a_category_page_that_another_source_has_too_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _imported(capsys, tmp_path, "lamp", _FIRST)
    _imported(capsys, tmp_path, "kettle", _OTHER)
    moved = {path.replace("/guide/", "/use/"): text for path, text in _FIRST.items()}
    assert "content/en/guide/index.md" not in _imported(capsys, tmp_path, "lamp", moved)["removed"]
    assert (tmp_path / "site/content/en/guide/index.md").is_file()


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("more", _OTHER | {"docs/guide/start.md": "# Start\n\nFill the kettle.\n"}),
        ("lamp", {path.replace("guide/", "kettle/"): text for path, text in _OTHER.items()}),
    ],
)
def test_where_nobody_can_tell_whether_it_is_the_same_source_it_asks_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, files: Mapping[str, str]
) -> None:
    _imported(capsys, tmp_path, "lamp", _FIRST | {"docs/guide/bulb.md": "# Bulb\n\nTurn the bulb to the left.\n"})
    before = sorted(path.name for path in (tmp_path / "site").rglob("*.md"))
    with pytest.raises(AssertionError):
        _imported(capsys, tmp_path, name, files)
    said = capsys.readouterr().err
    assert "of the 3 pages in common that were imported from 'lamp'" in said
    assert "say --as 'lamp' where it is the same source, and --as another name where it is not" in said
    assert sorted(path.name for path in (tmp_path / "site").rglob("*.md")) == before
    assert _imported(capsys, tmp_path, name, files, "--as", "kettle")["removed"] == []
    assert _imported(capsys, tmp_path, name, files)["source"] == "kettle"


def test_a_page_of_another_source_is_not_said_to_be_changed_by_somebody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _imported(capsys, tmp_path, "lamp", _FIRST)
    outcome = _imported(
        capsys, tmp_path, "more", _OTHER | {"docs/guide/start.md": "# Start\n\nFill the kettle.\n"}, "--as", "more"
    )
    whats = [task["what"] for task in outcome["tasks"] if isinstance(task, dict)]
    assert "1 file left as they are, because the import of another source wrote them: rename one page" in whats
    assert not any("somebody changed" in what for what in whats)
