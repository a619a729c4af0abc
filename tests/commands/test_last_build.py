"""A build where nothing changed ends at once, and only there: whatever a page may be made of is looked at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from small_site import article, write_site

from kbgen.commands.main import main
from kbgen.kept_values import DIGEST_BYTES, KINDS
from kbgen.settings.site import load
from kbgen.site.outputs.last_build import LastBuild

OWN_THEME = {"own/partials/more.html": "more", "terms-here.yml": "synonyms: []\n", "base.yml": "strict: false\n"}
SETTINGS = "terms: terms-here.yml\ncollector:\n  endpoint: !ENV [KB_COLLECTOR, /_kb/events]\n  site: shop"
TOP = "INHERIT: base.yml\nsite_url: https://help.example.com/\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A site whose configuration inherits, has templates of its own and names a variable; just built."""
    folder = tmp_path_factory.mktemp("last_build")
    config = write_site(folder, OWN_THEME, settings=SETTINGS, top=TOP)
    config.write_text(config.read_text().replace("  name: material\n", "  name: material\n  custom_dir: own\n"))
    assert main(["build", "--config", str(config)]) == 0
    return folder


def told(site: Path, now: datetime | None = None) -> object:
    settings = load(site / "mkdocs.yml")
    return LastBuild(replace(settings, now=now or settings.now), settings.output).told()


def rewrite(path: Path, content: bytes) -> None:
    """Write a file anew, with the time of writing it had."""
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_second_build_says_that_nothing_changed_and_loads_no_engine(site):
    code = "import sys; from kbgen.commands.main import main; main(sys.argv[1:]); print(*sys.modules)"
    command = [sys.executable, "-c", code, "build", "--config", str(site / "mkdocs.yml")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "nothing changed: the 11 pages in " in done.stderr
    loaded = set(done.stdout.split())
    assert not loaded & {"mkdocs", "jinja2", "numpy", "markdown_it", "kbgen.site.portal", "kbgen.index"}


@pytest.mark.parametrize(
    "name",
    [
        "content/en/returns/refund-times.md",
        "mkdocs.yml",
        "base.yml",
        "own/partials/more.html",
        "terms-here.yml",
        "site/index.html",
        "site/search/manifest.json",
    ],
)
def test_a_file_of_the_same_size_and_time_with_other_content_is_noticed(site, name):
    path = site / name
    content = path.read_bytes()
    assert told(site) is not None
    rewrite(path, content[:-1] + b" ")
    assert told(site) is None
    rewrite(path, content)
    if name.startswith("site/"):  # of what was written, nobody keeps more than its stamp
        main(["build", "--config", str(site / "mkdocs.yml")])
    assert told(site) is not None


@pytest.mark.parametrize(
    "name", ["content/en/returns/new.md", "content/assets/a.bin", "own/main.html", "popular.json", "site/stray.html"]
)
def test_a_file_that_came_or_went_is_noticed(site, name):
    path = site / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert told(site) is None
    path.unlink()
    assert told(site) is not None


def test_a_file_that_was_only_touched_changes_nothing(site):
    os.utime(site / "content/en/index.md")
    assert told(site) is not None


def test_another_day_or_another_value_of_a_variable_that_the_settings_name_is_noticed(site, monkeypatch):
    assert told(site, datetime(2000, 1, 1, tzinfo=UTC)) is None
    monkeypatch.setenv("KB_COLLECTOR", "https://searches.example/")
    assert told(site) is None


def test_a_link_in_the_content_folder_is_never_vouched_for(site):
    link = site / "content/en/link.md"
    link.symlink_to(site / "base.yml")
    assert told(site) is None
    link.unlink()


def test_what_a_build_told_of_the_articles_and_of_the_settings_is_told_again(make_site, capsys):
    config = make_site({"content/en/returns/a.md": article("# Again\n")}, top="nav: [en/index.md]\n")
    told = []
    for _ in range(2):
        assert main(["build", "--config", str(config), "--json"]) == 0
        written = capsys.readouterr()
        assert "the setting 'nav' has no effect" in written.err
        assert "[extra-title]" in written.err
        told.append(json.loads(written.out))
    assert [outcome["nothing_changed"] for outcome in told] == [False, True]
    assert told[0]["problems"] == told[1]["problems"]
    assert told[0].keys() == told[1].keys()


def test_seconds_of_all_stages_add_up_to_those_of_the_build(make_site, capsys):
    assert main(["build", "--config", str(make_site()), "--json", "--profile"]) == 0
    written = capsys.readouterr()
    outcome = json.loads(written.out)
    assert set(outcome["stages"]) >= {"starting", "reading", "rendering", "checking", "pages", "index", "proof", "publishing"}
    assert sum(outcome["stages"].values()) == pytest.approx(outcome["seconds"], abs=0.01)
    assert " s of processors\n" in written.err


def test_a_hook_may_read_anything_so_its_site_is_always_built(make_site, capsys):
    config = make_site({"hook.py": "def on_config(config):\n    return config\n"}, top="hooks: [hook.py]\n")
    for _ in range(2):
        assert main(["build", "--config", str(config)]) == 0
        assert "nothing changed" not in capsys.readouterr().err


def test_a_damaged_record_only_costs_a_build(make_site, tmp_path, capsys):
    config = make_site()
    main(["build", "--config", str(config)])
    for path in (tmp_path / ".kbgen/cache/build").glob("*/*"):
        path.write_bytes(b"x" * 40)
    assert main(["build", "--config", str(config)]) == 0
    assert "built 9 pages" in capsys.readouterr().err


def test_the_cache_is_shown_and_cleared_and_the_next_build_makes_the_same_site(make_site, tmp_path, capsys):
    config = make_site()
    main(["build", "--config", str(config)])
    before = (tmp_path / "site/en/index.html").read_bytes()
    capsys.readouterr()
    assert main(["cache", "--config", str(config)]) == 0
    shown = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert shown == [kind for kind in KINDS if kind not in {"diagrams", "pictures"}]
    assert main(["cache", "--config", str(config), "--clear", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kinds"]["render"]["files"] == 2  # one for each category
    assert main(["cache", "--config", str(config)]) == 0
    assert "kept 0.0 MB in 0 files" in capsys.readouterr().err
    main(["build", "--config", str(config)])
    assert (tmp_path / "site/en/index.html").read_bytes() == before


OPENED = """
import os, sys
opened = set()
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and "r" in str(arguments[1] or "r"):
        opened.add(os.path.abspath(arguments[0]))
sys.addaudithook(note)
from kbgen.commands.main import main
main(sys.argv[1:])
print(*sorted(opened), sep="\\n")
"""


def test_whatever_a_build_opens_is_looked_at_before_the_next_one(make_site, tmp_path):
    config = make_site({"content/assets/a.svg": "<svg/>", "content/terms.yml": "synonyms: []\n"})
    command = [sys.executable, "-c", OPENED, "build", "--config", str(config)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    record = next(iter((tmp_path / ".kbgen/cache/build").glob("*/*"))).read_bytes()
    looked_at = set(msgspec.msgpack.decode(record[DIGEST_BYTES:])["stamps"])
    opened = {path for path in done.stdout.splitlines() if Path(path).is_file() and Path(path).suffix not in {".py", ".pyc"}}
    of_the_system = (sys.base_prefix, "/proc/", "/etc/", "/usr/")
    own = [path for path in opened if "/site-packages/" not in path and not path.startswith(of_the_system)]
    made = (str(tmp_path / "site"), str(tmp_path / ".kbgen"), "/dev/")
    assert {path for path in own if not path.startswith(made)} - looked_at == set()


def test_an_article_that_comes_or_goes_within_the_day_is_a_change(tmp_path, monkeypatch):
    write_site(tmp_path, {"content/en/returns/sale.md": article(publish_at="2026-11-29 13:00", expire_at="2026-11-29 18:00")})
    noon = 1_795_924_800
    for built, same, other in ((noon, 3_599, 3_600), (noon + 3_600, 21_599, 21_600)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(built))
        assert main(["build", "--config", str(tmp_path / "mkdocs.yml")]) == 0
        monkeypatch.setattr("kbgen.settings.site.moment_of_build", lambda at=noon + same: datetime.fromtimestamp(at, UTC))
        assert told(tmp_path) is not None
        monkeypatch.setattr("kbgen.settings.site.moment_of_build", lambda at=noon + other: datetime.fromtimestamp(at, UTC))
        assert told(tmp_path) is None
        monkeypatch.undo()
