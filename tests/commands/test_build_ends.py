"""How `kbgen build` ends when somebody ends it: in one line that says what there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_site import article

from kbgen.commands.main import main


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_first_build_says_that_there_is_no_site(make_site, monkeypatch, capsys):
    monkeypatch.setattr("kbgen.mkdocs_plugin.plugin.write_search_index", _interrupted)
    assert main(["build", "--config", str(make_site())]) == 130
    assert capsys.readouterr().err == ("stopped: no site was written; what was rendered until now is kept for the next build\n")


def test_an_interrupted_build_leaves_the_site_and_says_so(make_site, tmp_path: Path, monkeypatch, capsys):
    config = make_site()
    assert main(["build", "--config", str(config)]) == 0
    page = tmp_path / "site/index.html"
    before = page.read_bytes()
    (tmp_path / "content/en/returns/refund-times.md").write_text(article(title="Another"), "utf-8")
    capsys.readouterr()
    monkeypatch.setattr("kbgen.mkdocs_plugin.plugin.write_search_index", _interrupted)
    assert main(["build", "--config", str(config)]) == 130
    assert capsys.readouterr().err.endswith(
        "stopped: the site stays as it was; what was rendered until now is kept for the next build\n"
    )
    assert page.read_bytes() == before


def test_without_a_cache_nothing_is_said_to_be_kept(make_site, monkeypatch, capsys):
    monkeypatch.setattr("kbgen.mkdocs_plugin.plugin.write_search_index", _interrupted)
    assert main(["build", "--config", str(make_site(settings="cache: off\n"))]) == 130
    assert capsys.readouterr().err == "stopped: no site was written\n"


@pytest.mark.parametrize("there", [True, False])
def test_a_build_that_is_interrupted_after_the_site_took_its_place_says_that_it_is_new(make_site, there, monkeypatch, capsys):
    config = make_site()
    if there:
        assert main(["build", "--config", str(config)]) == 0
        (config.parent / "content/en/returns/new.md").write_text(article(title="New"), "utf-8")
        capsys.readouterr()
    monkeypatch.setattr("kbgen.commands.build._told", _interrupted)
    assert main(["build", "--config", str(config)]) == 130
    assert capsys.readouterr().err.endswith("stopped: the site is the new one\n")


def test_a_build_that_is_interrupted_before_it_reads_an_article_says_so_too(make_site, monkeypatch, capsys):
    config = make_site(settings="cache: off\n")
    monkeypatch.setattr("kbgen.site.outputs.last_build.LastBuild.told", _interrupted)
    assert main(["build", "--config", str(config)]) == 130
    assert capsys.readouterr().err == "stopped: no site was written\n"


def test_a_build_that_is_interrupted_while_it_tells_of_itself_says_that_the_site_is_new(make_site, monkeypatch, capsys):
    monkeypatch.setattr("kbgen.commands.build._show", _interrupted)
    assert main(["build", "--config", str(make_site())]) == 130
    assert capsys.readouterr().err == "stopped: the site is the new one\n"


INTERRUPTED_EARLY = """
import sys

class WhileLoading:
    def find_spec(self, name, path, target=None):
        if name == "kbgen.commands.main":
            raise KeyboardInterrupt

sys.meta_path.insert(0, WhileLoading())
from kbgen.__main__ import main
sys.exit(main())
"""


def test_a_command_that_is_interrupted_while_it_is_loaded_shows_no_traceback():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED_EARLY], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")
