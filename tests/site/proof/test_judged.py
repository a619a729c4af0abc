"""Queries that editors judged find their articles, or the command says which do not."""

from __future__ import annotations

import json
from datetime import date
from functools import reduce
from pathlib import Path

import pytest

from kbgen.commands.main import main
from kbgen.content.lifecycle import Withheld
from kbgen.errors import ContentError
from kbgen.model import Article, ArticleId, FrontMatter, Moment
from kbgen.site.proof.judged import Judged, JudgedResult, JudgedResults, read_judged

ROOT = Path(__file__).parents[3]
KNOWN = frozenset({ArticleId("returns/refund-times"), ArticleId("returns/other")})


def result(query: str, within: int = 10, **places: int) -> JudgedResult:
    return JudgedResult(query=query, language="en", within=within, places=places)


def test_a_judged_query_takes_its_language_from_its_script(tmp_path: Path):
    path = tmp_path / "judged.yml"
    path.write_text(
        "- {query: refund, finds: returns/refund-times, within: 3}\n"
        "- {query: 退款, finds: [returns/refund-times, returns/other]}\n"
        "- {query: FPS, finds: returns/other, language: zh-hant}\n",
        "utf-8",
    )
    assert read_judged(path, KNOWN) == (
        Judged(1, "refund", "en", (ArticleId("returns/refund-times"),), 3),
        Judged(2, "退款", "zh-hant", (ArticleId("returns/refund-times"), ArticleId("returns/other"))),
        Judged(3, "FPS", "zh-hant", (ArticleId("returns/other"),)),
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("query: x", 1, "holds no list of queries"),
        ("- {query: x, finds: returns/refund-time}", 1, "there is no article 'returns/refund-time'"),
        ("- {query: ok, finds: returns/other}\n- {query: ok, finds: returns/other}", 2, "'ok' is already on line 1"),
        ("- {query: x, find: returns/other}", 1, "unknown key 'find'"),
        ("- query: x\n  finds: returns/other\n  within: 11", 3, "'within' cannot be '11'"),
        ("- query: x\n  finds: returns/other\n  language: zh", 3, "'language' cannot be 'zh'"),
        ("- {query: [x], finds: returns/other}", 1, "'query' must be a text, not a list"),
        ("- {finds: returns/other}", 1, "an entry without 'query'"),
        ("- {query: x}", 1, "an entry without 'finds'"),
        ("- just words", 1, "an entry without 'query' and 'finds'"),
        ("- {query: a: b}", 1, "cannot be read"),
    ],
)
def test_a_faulty_entry_is_named_with_its_line(tmp_path: Path, text: str, line: int, message: str):
    path = tmp_path / "judged.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as error:
        read_judged(path, KNOWN)
    assert (error.value.problems[0].line, error.value.problems[0].code) == (line, "judged-query")
    assert message in " ".join(problem.message for problem in error.value.problems)


def test_a_query_for_an_article_that_time_has_taken_away_is_left_out_and_said(tmp_path: Path):
    path = tmp_path / "judged.yml"
    path.write_text("- {query: sale, finds: returns/sale}\n- {query: refund, finds: [returns/sale, returns/other]}\n", "utf-8")
    gone = Article(ArticleId("returns/sale"), "en", "article", "returns", path, FrontMatter("Sale"), "", 1)
    away = {gone.id: Withheld("over", gone, Moment(date(2026, 11, 28)))}
    said: list[str] = []
    (left,) = read_judged(path, KNOWN, away, said.append)
    assert (left.query, left.finds) == ("refund", (ArticleId("returns/other"),))
    assert said == ["line 1: not asked, for it is to find 'returns/sale', which was for readers until 2026-11-28"]
    path.write_text("- {query: sale, finds: returns/sale}\n", "utf-8")
    with pytest.raises(ContentError, match="no query for an article that is there now"):
        read_judged(path, KNOWN, away)


def test_measures_count_what_is_not_on_the_first_page_as_nothing():
    found = JudgedResults(results=(result("a", a=1), result("b", a=0, b=4), result("c", c=0)))
    assert found.mrr == pytest.approx((1 + 1 / 4) / 3)
    assert [found.recall(k) for k in (1, 3, 10)] == pytest.approx([1 / 3, 1 / 3, 1.5 / 3])
    assert [miss.query for miss in found.misses] == ["c"]


@pytest.fixture
def judged(make_site, tmp_path: Path) -> list[str]:
    config = make_site()
    path = tmp_path / "judged.yml"
    path.write_text(
        "- {query: money back, finds: returns/refund-times, within: 1}\n- {query: 信用卡, finds: returns/refund-times}\n", "utf-8"
    )
    return ["eval", str(path), "--config", str(config)]


def test_all_found_is_success(judged: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(judged) == 0
    assert capsys.readouterr().out.startswith("2 of 2 queries find their article; MRR@10 1.000, recall@1 1.000")


def test_what_a_change_loses_fails_and_what_was_missing_before_does_not(
    judged: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    saved = tmp_path / "saved.json"
    with Path(judged[1]).open("a", encoding="utf-8") as file:
        file.write("- {query: zebra, finds: returns/refund-times}\n")
    assert main([*judged, "--save", str(saved)]) == 1
    assert main([*judged, "--before", str(saved)]) == 0
    article = tmp_path / "content/en/returns/refund-times.md"
    words = {"[money back]": "[]", "money arrives": "it comes", "efund": "arcel"}  # the search knows that refunds are meant
    article.write_text(reduce(lambda text, word: text.replace(word, words[word]), words, article.read_text("utf-8")), "utf-8")
    capsys.readouterr()
    assert main([*judged, "--before", str(saved)]) == 1
    assert "Changed:\n  money back  →  returns/refund-times: 1 → –" in capsys.readouterr().out
    assert main([*judged, "--before", str(saved), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["failures"] == ["money back"]


def test_a_file_that_is_no_earlier_result_is_named(judged: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "saved.json").write_text('{"results": [{"query": 1}]}')
    assert main([*judged, "--before", str(tmp_path / "saved.json")]) == 2
    assert "saved.json is no result of 'kbgen eval'" in capsys.readouterr().err


def test_the_comment_of_a_pull_request_shows_what_is_not_found(judged: list[str], tmp_path: Path):
    Path(judged[1]).write_text("- {query: 'zebra | <b>', finds: returns/refund-times}\n", "utf-8")
    output = tmp_path / "comment.md"
    assert main([*judged, "--format", "markdown", "--output", str(output)]) == 1
    assert "| zebra &#124; &#60;b&#62; | returns/refund-times | –" in output.read_text("utf-8")


def test_the_judged_queries_of_the_sample_shop_find_their_articles(capsys: pytest.CaptureFixture[str]):
    assert main(["eval", str(ROOT / "searches/judged.yml"), "--config", str(ROOT / "mkdocs.yml")]) == 0
    sentence = capsys.readouterr().out.partition(";")[0]
    assert f"\n{sentence};" in (ROOT / "docs/eval.md").read_text("utf-8")
