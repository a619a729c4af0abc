"""What first searches fetch is counted from the files of a site, and held to a budget."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kbgen.commands.main import main
from kbgen.errors import ConfigError, IndexReadError, UsageError
from kbgen.index.codec import encode_pack, pack
from kbgen.model import Language
from kbgen.settings.budget import Budget
from kbgen.settings.site import load
from kbgen.site.proof.first_search import FirstSearch, first_searches, nine_of_ten, over_budget

SHOP = Path(__file__).parents[3] / "mkdocs.yml"
FOLDERS: dict[Language, str] = {"en": "en", "zh-hant": "zh-hant"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop") / "site"
    assert main(["build", "--config", str(SHOP), "--output", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def searches(site: Path) -> Mapping[Language, Sequence[FirstSearch]]:
    return first_searches(site, FOLDERS)


def test_first_searches_of_the_sample_shop_stay_within_the_standard_budget(
    searches: Mapping[Language, Sequence[FirstSearch]],
) -> None:
    assert {language: len(asked) for language, asked in searches.items()} == {"en": 40, "zh-hant": 40}
    assert list(over_budget(searches, load(SHOP))) == []


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (Budget(first_search_kib=20), "KiB, and budget.first_search_kib allows 20: one is '"),
        (Budget(first_search_requests=2), "requests, and budget.first_search_requests allows 2: one is '"),
        (Budget(first_search_waves=1), "waves, and budget.first_search_waves allows 1: one is '"),
    ],
)
def test_what_goes_beyond_a_budget_is_said_for_each_language_with_a_search_to_try(
    searches: Mapping[Language, Sequence[FirstSearch]], budget: Budget, words: str
) -> None:
    problems = list(over_budget(searches, replace(load(SHOP), budget=budget)))
    assert [problem.code for problem in problems] == ["search-budget", "search-budget"]
    english, chinese = (problem.message for problem in problems)
    assert english.startswith("nine of ten first searches in English need up to ")
    assert chinese.startswith("nine of ten first searches in Chinese need up to ")
    assert words in english
    assert words in chinese


def test_one_dear_search_of_ten_breaks_no_budget_and_two_do() -> None:
    usual, dear = FirstSearch("refund", 1024, 5, 2), FirstSearch("everything", 900 * 1024, 99, 7)
    assert nine_of_ten([usual] * 9 + [dear])["first_search_kib"] == (1, usual)
    assert nine_of_ten([usual] * 8 + [dear] * 2)["first_search_waves"] == (7, dear)


def test_a_large_portal_waits_for_what_was_typed_and_then_for_what_results_show(
    site: Path, searches: Mapping[Language, Sequence[FirstSearch]], tmp_path: Path
) -> None:
    large = shutil.copytree(site, tmp_path / "site")
    manifest = (large / "search/manifest.json").read_bytes()
    for language in FOLDERS:
        (large / f"search/{language}.pack").write_bytes(pack(f"pack/{language}", encode_pack(manifest, {})))
    for language, asked in first_searches(large, FOLDERS).items():
        assert nine_of_ten(asked)["first_search_requests"][0] > nine_of_ten(searches[language])["first_search_requests"][0]
        assert nine_of_ten(asked)["first_search_waves"][0] in {3, 4}


def test_a_site_that_was_not_built_and_one_that_lacks_files_are_said(site: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no built site in"):
        first_searches(tmp_path, FOLDERS)
    broken = shutil.copytree(site, tmp_path / "broken")
    (broken / "search/en.pack").unlink()
    with pytest.raises(IndexReadError, match=r"en\.pack cannot be read: No such file"):
        first_searches(broken, FOLDERS)


def test_check_fails_where_the_site_named_goes_beyond_the_budget(
    make_site: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    config = make_site(settings="budget:\n  first_search_requests: 1")
    assert main(["build", "--config", str(config)]) == 0
    assert main(["check", "--config", str(config)]) == 0
    capsys.readouterr()
    assert main(["check", "--budget", "--config", str(config), "--json"]) == 1
    shown = capsys.readouterr()
    assert {problem["code"] for problem in json.loads(shown.out)["problems"]} == {"search-budget"}
    assert "nine of ten first searches in Chinese: " in shown.err


def test_a_budget_that_is_no_number_is_refused_with_its_line(make_site: Callable[..., Path]) -> None:
    with pytest.raises(ConfigError, match=r"mkdocs\.yml:8: 'budget\.first_search_kib' is 'much'"):
        load(make_site(settings="budget:\n  first_search_kib: much"))
    with pytest.raises(ConfigError, match="first_search_kb"):
        load(make_site(settings="budget:\n  first_search_kb: 5"))
