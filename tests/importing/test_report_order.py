"""The report of `kbgen import`: in the order of what readers of the published site would suffer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.commands.main import main
from kbgen.errors import Problem
from kbgen.importing.tasks import Task, of_problems, worst_first


def _problem(code: str, path: str = "content/en/a/first.md", severity: str = "warning", line: int = 4) -> Problem:
    return Problem(Path(path), line, code, f"about {code}", severity="error" if severity == "error" else "warning")


def test_what_stops_the_build_is_first_and_what_readers_see_broken_is_above_what_to_read_once() -> None:
    told = [
        Task(4, "3 descriptions made of the first sentence of the text: read them", ("a", "b", "c")),
        Task(3, "1 former address that no alias can hold", ("a",)),
        Task(1, "There is no page in Traditional Chinese", ()),
        Task(1, "2 files not taken", ("a", "b")),
    ]
    found = [
        *(_problem("doubled-word"), _problem("raw-html"), _problem("missing-alt"), _problem("missing-alt", line=9)),
        *(_problem("broken-link"), _problem("broken-link", line=9), _problem("case-clash", severity="error")),
    ]
    assert [task.what.partition(", such as")[0] for task in worst_first([*told, *of_problems(found, told)])] == [
        "1 place [case-clash]",
        "There is no page in Traditional Chinese",
        "2 files not taken",
        "2 places [broken-link]",
        "1 place [raw-html]",
        "2 places [missing-alt]",
        "1 former address that no alias can hold",
        "3 descriptions made of the first sentence of the text: read them",
        "1 place [doubled-word]",
    ]


def test_what_a_line_says_already_is_not_said_again_but_other_places_and_errors_are() -> None:
    told = [Task(3, "1 article without a description", ("en/a/first.md",), "missing-description")]
    found = [
        _problem("missing-description"),
        _problem("missing-description", "content/zh-hant/a/other.md"),
        _problem("missing-description", severity="error"),
    ]
    assert [task.places for task in of_problems(found, told)] == [("content/zh-hant/a/other.md:4",), ("content/en/a/first.md:4",)]


def test_a_report_says_once_that_a_page_has_no_description_and_a_language_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "source/docs/a").mkdir(parents=True)
    (tmp_path / "source/mkdocs.yml").write_text("site_name: Kettle\n", encoding="utf-8")
    (tmp_path / "source/docs/a/list.md").write_text("# List\n\n<marquee>Hot!</marquee>\n\n- One\n- Two\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "source"), str(tmp_path / "site")]) == 0
    said = capsys.readouterr().err
    assert said.count("description") == 1
    assert said.count("Traditional Chinese: ") == 1
    assert said.index("[raw-html]") < said.index("without a description")


def test_names_of_files_do_nothing_to_the_terminal_or_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "source/docs/a"
    folder.mkdir(parents=True)
    (tmp_path / "source/mkdocs.yml").write_text("site_name: Kettle\n", encoding="utf-8")
    (folder / "first.md").write_text("# First\n\nPlug it in.\n", encoding="utf-8")
    for name in ("red\x1b[31m.md", "two\nlines.md", "turned\u202edm.md", "wide\u3000gap`s.md"):
        (folder / name).write_text("", encoding="utf-8")
    (tmp_path / "source/docs/a" / b"\xa4\xa4.md".decode("utf-8", "surrogateescape")).write_text("# X\n\nText.\n")
    assert main(["import", str(tmp_path / "source"), str(tmp_path / "site")]) == 0
    said, report = capsys.readouterr().err, (tmp_path / "site/import-report.md").read_text("utf-8")
    assert not {"\x1b", "\u202e"} & {*said, *report}
    for shown in ("red\\x1b[31m.md", "two\\nlines.md", "turned\\u202edm.md", "wide\u3000gap`s.md"):
        assert shown in said
        assert shown in report
    assert "    - `` docs/a/wide\u3000gap`s.md ``\n" in report
    assert "1 file not taken, because it has a name that is not UTF-8: rename it" in report
