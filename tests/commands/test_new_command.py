"""`kbgen new`: an article begun in both languages, by options or by answers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from small_site import write_site

from kbgen.commands.main import main


@pytest.fixture
def config(tmp_path: Path) -> str:
    return str(write_site(tmp_path))


class Answers(io.StringIO):
    def isatty(self) -> bool:
        return True


BOTH = ["--type", "faq", "--title", "Who pays: me?", "--title-zh-hant", "誰付運費？"]


def test_both_files_are_written_with_an_outline_and_named_as_unfinished(
    tmp_path: Path, config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "returns/postage", *BOTH, "--config", config]) == 0
    english = (tmp_path / "content/en/returns/postage.md").read_text(encoding="utf-8")
    chinese = (tmp_path / "content/zh-hant/returns/postage.md").read_text(encoding="utf-8")
    assert english.startswith('---\ntitle: "Who pays: me?"\ntype: faq\n---\n\n<!-- unfinished: write')
    assert '??? question "The question as customers ask it"' in english
    assert chinese.startswith('---\ntitle: "誰付運費？"\ntype: faq\n---\n\n<!-- unfinished：請')
    main(["check", "--config", config])
    named = [line for line in capsys.readouterr().err.split("\n") if "[unfinished-article]" in line]
    assert ["en/returns/postage.md" in named[0], "zh-hant/returns/postage.md" in named[1]] == [True, True]


QUESTION, ANSWER = '??? question "The question as customers ask it"', "    The answer, in two or three sentences."


@pytest.mark.parametrize(("left", "written"), [(QUESTION, (ANSWER, "    You do.")), (ANSWER, (QUESTION, '??? question "Who?"'))])
def test_an_outline_that_would_reach_the_page_is_unfinished_without_its_mark_too(
    tmp_path: Path, config: str, left: str, written: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", "returns/postage", *BOTH, "--config", config])
    path = tmp_path / "content/en/returns/postage.md"
    lines = [line for line in path.read_text("utf-8").replace(*written).splitlines() if not line.startswith("<!--")]
    path.write_text("\n".join(lines), "utf-8")
    capsys.readouterr()
    assert main(["check", "--config", config]) == 1
    assert f"en/returns/postage.md:{lines.index(left) + 1}: error: this article is unfinished" in capsys.readouterr().err


def test_what_no_option_says_is_asked(
    tmp_path: Path, config: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Answers("nowhere\nreturns\npostage\ntro\nboth\nPostage\n運費\n"))
    assert main(["new", "--config", config]) == 0
    assert "type (how-to, faq, policy, reference, troubleshooting):" in capsys.readouterr().err
    assert "type: troubleshooting\n" in (tmp_path / "content/zh-hant/returns/postage.md").read_text(encoding="utf-8")


def test_a_script_is_told_which_option_is_missing(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "returns/postage", "--type", "faq", "--title", "Postage", "--config", config]) == 2
    assert "the title in Chinese is missing" in (said := capsys.readouterr().err)
    assert "--title-zh-hant" in said


def test_one_language_is_enough_and_the_other_can_follow(tmp_path: Path, config: str) -> None:
    chinese = ["--type", "policy", "--language", "zh-hant", "--title-zh-hant", "運費", "--config", config]
    assert main(["new", "returns/postage", *chinese]) == 0
    assert not (tmp_path / "content/en/returns/postage.md").exists()
    assert main(["new", "returns/postage", "--language", "en", "--type", "policy", "--title", "Postage", "--config", config]) == 0


def test_nothing_that_is_there_is_overwritten_and_nothing_half_written(
    tmp_path: Path, config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content/zh-hant/returns/postage.md").write_text("mine", encoding="utf-8")
    assert main(["new", "returns/postage", *BOTH, "--config", config]) == 2
    assert "postage.md exists" in capsys.readouterr().err
    assert not (tmp_path / "content/en/returns/postage.md").exists()


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("retuns/postage", "did you mean 'returns'?"),
        ("postage", "names no category"),
        ("returns/a b", "cannot be an address"),
        ("returns/../../x", "cannot be an address"),
        ("search/x", "is a page of the portal itself"),
        ("returns/index", "is the page of a category"),
        ("returns/README", "is the page of a category"),
        ("_drafts/postage", "is never published"),
        ("returns/.postage", "is never published"),
        ("returns/Refund-Times", "would differ only by case"),
        ("Returns/postage", "would differ only by case"),
        ("returns/postage-to-you", "postage-to-you/index.md exists"),
    ],
)
def test_a_path_that_is_no_address_is_said(config: str, capsys: pytest.CaptureFixture[str], article: str, said: str) -> None:
    other = Path(config).parent / "content/en/returns/postage-to-you/index.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: Postage\n---\n\nIt is free.\n", encoding="utf-8")
    extra = ["--new-category"] if article.startswith(("search", "_", "Ret")) else []
    assert main(["new", article, *BOTH, *extra, "--config", config]) == 2
    assert said in capsys.readouterr().err


def test_a_new_category_gets_its_pages(tmp_path: Path, config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "post-and-more/fees", "--new-category", "--json", *BOTH, "--config", config]) == 0
    assert len(json.loads(capsys.readouterr().out)["files"]) == 4
    assert "title: Post and more\n" in (tmp_path / "content/en/post-and-more/index.md").read_text(encoding="utf-8")
