"""Hooks of a site, which MkDocs runs: followed while somebody writes, and named where they fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.commands.main import main
from kbgen.commands.serve import watch_of
from kbgen.settings.site import load

SAYS = "def on_post_page(output, page, config):\n    return output + '<!-- {} -->'\n"


def test_an_edited_hook_is_a_change_of_the_site(make_site, tmp_path: Path) -> None:
    config = make_site({"own/hook.py": SAYS.format("one")}, top="hooks: [own/hook.py]\n")
    watch = watch_of(load(config))
    (tmp_path / "own/hook.py").write_text(SAYS.format("another"), "utf-8")
    try:
        assert watch.take(30) == {str(tmp_path / "own/hook.py")}
    finally:
        watch.stop()


def test_what_the_settings_say_to_watch_is_watched(make_site, tmp_path: Path) -> None:
    watch = watch_of(load(make_site({"rates/today.csv": "1"}, top="watch: [rates]\n")))
    (tmp_path / "rates/today.csv").write_text("1.07", "utf-8")
    try:
        assert watch.take(30) == {str(tmp_path / "rates/today.csv")}
    finally:
        watch.stop()


def test_the_next_build_of_a_process_runs_an_edited_hook_as_it_is_now(make_site, tmp_path: Path) -> None:
    config = make_site({"hook.py": SAYS.format("one")}, top="hooks: [hook.py]\n")
    assert main(["build", "--config", str(config)]) == 0
    (tmp_path / "hook.py").write_text(SAYS.format("another one"), "utf-8")
    assert main(["build", "--config", str(config)]) == 0
    assert "<!-- another one -->" in (tmp_path / "site/en/index.html").read_text("utf-8")


def test_so_it_does_with_what_a_hook_imports_from_beside_it(make_site, tmp_path: Path) -> None:
    hook = "from words_of_hook import said\n\ndef on_post_page(output, **kw):\n    return output + said\n"
    config = make_site({"own/hook.py": hook, "own/words_of_hook.py": "said = 'one'\n"}, top="hooks: [own/hook.py]\n")
    assert main(["build", "--config", str(config)]) == 0
    (tmp_path / "own/words_of_hook.py").write_text("said = 'another one'\n", "utf-8")
    assert main(["build", "--config", str(config)]) == 0
    assert (tmp_path / "site/en/index.html").read_text("utf-8").endswith("another one")


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("def on_page_context(context, **kw:\n    pass\n", "hook.py:1: SyntaxError: '(' was never closed"),
        ("import os\n\nimport nothing_there\n", "hook.py:3: ModuleNotFoundError: No module named 'nothing_there'"),
        ("def on_post_page(output, **kw):\n    return 1 / 0\n", "hook.py:2: ZeroDivisionError: division by zero"),
    ],
)
def test_a_hook_that_fails_is_named_with_its_line(make_site, hook, said, monkeypatch, tmp_path, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    config = make_site({"hook.py": hook}, top="hooks: [hook.py]\n")
    assert main(["build", "--config", str(config)]) == 1
    assert capsys.readouterr().err == f"error: {said}\n  hint: mend it, or take it out of 'hooks'\n"
