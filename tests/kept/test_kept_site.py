"""A portal that was built and configured before: today's build takes its place, and nobody loses what they had open."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from kept_sets import CHANGELOG, EACH_SET, SETS, accept, as_far_as, build, expected, unpack_site
from set_files import plain

from kbgen.commands.main import main
from kbgen.settings.site import load


@dataclass(frozen=True)
class Shop:
    """A portal of before: its sources, the site that was built of them then, and the one that took its place today."""

    kept: Path
    folder: Path
    former: Path

    @property
    def config(self) -> Path:
        return self.folder / "mkdocs.yml"

    @property
    def site(self) -> Path:
        return self.folder / "public"


@pytest.fixture(scope="module", params=SETS, ids=lambda kept: kept.name)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Build with today's code over what was built before."""
    root = tmp_path_factory.mktemp("kept")
    shop = Shop(request.param, shutil.copytree(request.param / "shop", root / "shop"), root / "former")
    unpack_site(shop.kept, shop.former)
    shutil.copytree(shop.former, shop.site)
    build(shop.config)
    return shop


def gunzipped(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


@EACH_SET
@pytest.mark.parametrize("name", ["mkdocs", "mkdocs-small"])
def test_every_setting_means_what_it_meant(kept: Path, tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(kept / "shop", tmp_path / "shop")
    accept(folder / f"{name}.yml")
    wanted = expected(kept / f"settings-of-{name}.json")
    found = plain(asdict(load(folder / f"{name}.yml")), folder)
    gone = wanted.keys() - found.keys()
    assert all(f"`{setting}`" in CHANGELOG for setting in gone), gone
    assert as_far_as(wanted, found) == {name: value for name, value in wanted.items() if name not in gone}


def unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def test_an_open_page_still_gets_every_file_of_its_search_index(shop: Shop) -> None:
    own = (shop.former / "search/files.txt").read_text("utf-8").split()
    assert len(own) > 10
    # What they unpack to: another machine may compress the same file to other bytes (index-format 3.3).
    assert all(unpacked(shop.site / "search" / name) == unpacked(shop.former / "search" / name) for name in own)


def test_an_open_page_still_gets_every_script_and_style_it_may_ask_for(shop: Shop) -> None:
    assets = [name for name in files(shop.former) if name.startswith("assets/kbgen/")]
    assert len(assets) > 10
    assert all((shop.site / name).read_bytes() == (shop.former / name).read_bytes() for name in assets)


def test_no_address_of_a_page_a_feed_a_list_or_a_script_for_other_sites_is_gone(shop: Shop) -> None:
    assert files(shop.former) - files(shop.site) == set()


def test_a_link_to_a_heading_still_leads_there(shop: Shop) -> None:
    heading = re.compile(r'<(?:h[2-6]|details)\b[^>]*\bid="([^"]+)"')
    # No headings today: the foot of an article without the list that it stood over, and the title of the list beside an article.
    others = re.compile(r'<(?:div class="end"|p class="side-title") id="([^"]+)"')
    for page in ("returns/refund-times", "orders/faq", "writing/first-article"):
        for language in ("en", "zh-hant"):
            former, today = ((site / language / page / "index.html").read_text("utf-8") for site in (shop.former, shop.site))
            assert set(heading.findall(former)) <= {*heading.findall(today), *others.findall(today)}


def test_a_template_of_the_shops_own_and_its_style_are_on_every_page(shop: Shop) -> None:
    pages = [page.read_text("utf-8") for page in sorted(shop.site.glob("*/*/*/index.html")) if "<main" in page.read_text("utf-8")]
    assert len(pages) > 8
    assert all('<meta name="own-head" content="kept">' in page and "assets/own.css" in page for page in pages)


def test_the_articles_and_the_synonyms_have_no_errors_today(shop: Shop) -> None:
    assert main(["check", "--config", str(shop.config)]) == 0


def test_judged_queries_and_their_earlier_result_are_read_and_nothing_is_lost(shop: Shop) -> None:
    judged = ["eval", str(shop.folder / "searches/judged.yml"), "--config", str(shop.config)]
    assert main(judged) == 0
    assert main([*judged, "--against", str(shop.kept / "judged.json")]) == 0
    assert main([*judged, "--site", str(shop.site)]) == 0


def test_no_reply_that_a_help_desk_has_counts_as_changed(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snippets", "--config", str(shop.config), "--against", str(shop.kept / "replies.json")]) == 0
    assert capsys.readouterr().out == ""


def test_searches_that_were_saved_before_are_asked_of_the_articles_of_today(shop: Shop, tmp_path: Path) -> None:
    options = ["--queries", str(shop.kept / "store/asked.ndjson"), "--format", "json", "--output", str(tmp_path / "said.json")]
    assert main(["replay", *options, "--before", str(shop.site), "--after", str(shop.config)]) == 0
    assert json.loads((tmp_path / "said.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "command",
    [
        ["search", "refund", "--config", "{config}", "--site", "{former}"],
        ["eval", "{judged}", "--config", "{config}", "--site", "{former}"],
        ["replay", "--queries", "{asked}", "--before", "{former}", "--after", "{config}"],
        ["gaps", "--store", "{store}", "--portal", "{former}", "--until", "2026-11-22"],
    ],
    ids=lambda command: command[0],
)
def test_a_site_that_was_built_before_answers_or_the_command_says_what_to_do(
    shop: Shop, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "s.sqlite3").write_bytes(gunzipped(shop.kept / "store/searches.sqlite3.gz"))
    places = {
        "config": shop.config,
        "former": shop.former,
        "judged": shop.folder / "searches/judged.yml",
        "asked": shop.kept / "store/asked.ndjson",
        "store": tmp_path / "s.sqlite3",
    }
    filled = [part.format(**places) for part in command]
    done = subprocess.run([sys.executable, "-m", "kbgen", *filled], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "\n  hint: " in done.stderr or " hint: " in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
