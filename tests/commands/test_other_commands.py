"""check, new-site, and what all commands have: help, colour, progress."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from small_site import article

from kbgen.commands.main import COMMANDS, main, parser_of_commands
from kbgen.commands.terminal import Terminal
from kbgen.errors import Problem


def test_check_of_a_sound_site(make_site, capsys):
    assert main(["check", "--config", str(make_site())]) == 0
    assert capsys.readouterr().err == "0 errors, 0 warnings\n"


def test_check_lists_everything_and_fails_for_errors_only(make_site, capsys):
    config = make_site(
        {"content/en/returns/x.md": article("A <b>x</b>\n\n[x](y.md)")}, settings="checks:\n  broken-link: warning"
    )
    assert main(["check", "--config", str(config)]) == 0
    written = capsys.readouterr().err
    assert "x.md:6: warning: the HTML '<b>'" in written
    assert "x.md:8: warning: the link 'y.md'" in written
    assert "0 errors, 2 warnings" in written
    assert main(["check", "--config", str(make_site())]) == 1
    assert "1 error, 1 warning\n" in capsys.readouterr().err


def test_check_asks_the_search_for_titles_and_keywords(make_site, capsys):
    others = {f"content/en/returns/other-{number}.md": article(title=f"Topic {number}") for number in range(40)}
    cards = {f"content/en/returns/card-{number}.md": article(title="Card card", keywords="[card]") for number in range(4)}
    lost = {"content/en/returns/how.md": article("Words about many things. " * 40, title="Card")}
    assert main(["check", "--config", str(make_site(others | cards | lost))]) == 0
    assert "how.md:2: warning: this article comes 5th in a search for its title 'Card'" in capsys.readouterr().err


def test_check_for_programs(make_site, capsys):
    config = make_site({"content/en/returns/x.md": article("[x](refund-time.md)")})
    assert main(["check", "--json", "--config", str(config)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["severity"]) == ("broken-link", "error")


def test_a_new_site_builds_as_it_is(tmp_path, capsys):
    folder = tmp_path / "help"
    assert main(["new-site", str(folder)]) == 0
    assert main(["check", "--config", str(folder / "mkdocs.yml")]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().err
    assert (folder / ".gitignore").read_text() == "/site/\n/.site.*/\n/.kbgen/\n/var/\n"
    assert main(["build", "--config", str(folder / "mkdocs.yml")]) == 0
    for language in ("en", "zh-hant"):
        assert (folder / f"site/{language}/orders/track-order/index.html").is_file()
        home = (folder / f"content/{language}/index.md").read_text("utf-8")
        assert "My shop" not in home  # its writer gives the shop another name, in one place


def test_a_new_site_never_writes_into_a_folder_with_files(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["new-site", str(tmp_path)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_command_without_a_configuration_says_how_to_start(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "hint: run this in the folder of your site" in capsys.readouterr().err


def test_help_lists_every_command_with_a_line_of_its_own(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    written = re.sub(
        r"^( {4}\S+(?: \S+)?)\n {10,}", r"\1  ", capsys.readouterr().out, flags=re.MULTILINE
    )  # a long name has its own line
    written = re.sub(r"\n {10,}", " ", written)
    listed = dict(re.findall(r"^ {4}(\S+(?: \S+)*) {2,}(\S.*)$", written, re.MULTILINE))
    assert listed == {name: import_module(f"kbgen.commands.{module}").ABOUT for name, module in COMMANDS.items()}


def test_python_m_kbgen_is_kbgen():
    done = subprocess.run([sys.executable, "-m", "kbgen", "--version"], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("kbgen ")


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def problem(number: int) -> Problem:
    return Problem(Path("content/a.md"), number, "missing-alt", "no words", "write some", "warning")


def test_colour_is_for_terminals_and_not_where_no_color_is_set(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    screen, file = Screen(), StringIO()
    Terminal(screen).problems([problem(1)])
    Terminal(file).problems([problem(1)])
    assert "\x1b[33mwarning" in screen.getvalue()
    assert file.getvalue() == "content/a.md:1: warning: no words [missing-alt]\n  hint: write some\n"
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Screen()
    Terminal(plain).problems([problem(1)])
    assert plain.getvalue() == file.getvalue()


def test_progress_is_for_terminals_only():
    screen, file = Screen(), StringIO()
    Terminal(screen).progress("articles", 5, 5)
    Terminal(file).progress("articles", 5, 5)
    assert "5/5" in screen.getvalue()
    assert file.getvalue() == ""


def test_many_warnings_are_counted():
    file = StringIO()
    files = [replace(problem(1), path=Path(f"content/{number}.md")) for number in range(30)]
    Terminal(file).problems(files, max_warnings=20)
    assert file.getvalue().endswith("and 10 more warnings (10 missing-alt); 'kbgen check' lists all\n")


@pytest.mark.parametrize(
    ("command", "former", "now"),
    [
        ("search", "--site", "--portal"),
        ("eval", "--site", "--portal"),
        ("eval", "--against", "--before"),
        ("snippets", "--against", "--before"),
        ("build", "--former", "--before"),
    ],
)
def test_an_option_goes_on_working_under_its_former_name(command, former, now):
    parser = parser_of_commands([command])
    given = ["x"] if command in ("search", "eval") else []
    assert vars(parser.parse_args([command, *given, former, "a"])) == vars(parser.parse_args([command, *given, now, "a"]))
