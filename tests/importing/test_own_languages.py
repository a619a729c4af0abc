"""`kbgen import`: pages whose path says no language go where most of them are, or where they clearly belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.commands.main import main
from tests.importing.small_trees import outcome

_ENGLISH = "Fill the kettle, put it on its foot and press the switch. It turns itself off when the water boils."
_CHINESE = "把水注入水煲，放在底座上，然後按下開關；水煮沸後會自動關上。"


def _places(folder: Path, pages: dict[str, str]) -> set[str]:
    files = {f"docs/a/{name}.md": f"# {name}\n\n{text}\n" for name, text in pages.items()}
    found = outcome(folder, "mkdocs", files).files
    return {path for path in found if path.startswith(("en/a/", "zh-hant/a/")) and not path.endswith("index.md")}


@pytest.mark.parametrize("text", ["請勿浸入水中，小心燙手。", _CHINESE, _CHINESE * 40])
def test_a_chinese_page_of_any_length_among_english_ones_is_the_only_chinese_one(tmp_path: Path, text: str) -> None:
    pages = {str(number): _ENGLISH for number in range(6)} | {"long": text}
    assert _places(tmp_path, pages) == {f"en/a/{number}.md" for number in range(6)} | {"zh-hant/a/long.md"}


@pytest.mark.parametrize("text", [_ENGLISH, f"{_ENGLISH} {_ENGLISH} See 說明.", _ENGLISH * 40])
def test_an_english_page_of_any_length_among_chinese_ones_is_the_only_english_one(tmp_path: Path, text: str) -> None:
    pages = {str(number): _CHINESE for number in range(6)} | {"long": text}
    assert _places(tmp_path, pages) == {f"zh-hant/a/{number}.md" for number in range(6)} | {"en/a/long.md"}


@pytest.mark.parametrize(("most", "folder"), [(_ENGLISH, "en"), (_CHINESE, "zh-hant")])
def test_a_page_of_commands_and_names_goes_where_most_pages_are(tmp_path: Path, most: str, folder: str) -> None:
    pages = {"1": most, "2": most, "names": "API, SDK\n\n```sh\nkettle --boil\n```"}
    assert f"{folder}/a/names.md" in _places(tmp_path, pages)


def test_keys_of_front_matter_and_code_are_of_no_language(tmp_path: Path) -> None:
    front = "---\ntitle: 水煲\nsidebar_position: 4\nhide_table_of_contents: true\nowner: Team of the kettle\n---\n\n"
    code = "```sh\nkettle boil the water and turn it off\n```\n"
    page = {
        "docs/a/zh.md": f"{front}{_CHINESE}\n\n{code}",
        "docs/a/1.md": f"# A\n\n{_ENGLISH}\n",
        "docs/a/2.md": "# B\n\nText.\n",
    }
    assert "zh-hant/a/zh.md" in outcome(tmp_path, "mkdocs", page).files


def test_check_calls_no_moved_in_page_one_of_the_wrong_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {"one": _ENGLISH, "two": _ENGLISH, "三": f"{_CHINESE}見 API。", "四": "請勿把水煲浸入水中，也不要在沒有水時開機。"}
    for name, text in pages.items():
        path = tmp_path / "source/docs/a" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    (tmp_path / "source/mkdocs.yml").write_text("site_name: Kettle\n", encoding="utf-8")
    main(["import", str(tmp_path / "source"), str(tmp_path / "site")])
    said = capsys.readouterr().err
    assert "2 pages in English and 2 pages in Traditional Chinese" in said
    assert "wrong-language" not in said
