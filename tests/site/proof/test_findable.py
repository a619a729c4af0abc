"""What a build asks of its own search index: titles, keywords and synonyms find their articles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from small_site import article

from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.outputs.written import SiteFiles
from kbgen.site.portal import prepare
from kbgen.site.search_beside import MadeIndex, write_search_index
from kbgen.site.search_index import build_search_index

OTHERS = {f"content/en/returns/other-{number}.md": article(title=f"Topic {number}") for number in range(40)}
CARDS = OTHERS | {f"content/en/returns/card-{number}.md": article(title="Card card", keywords="[card]") for number in range(4)}
MANY_CARDS = OTHERS | {f"content/en/returns/card-{number}.md": article(title=f"Card {number}") for number in range(10)}
LONG = "Words about many other things. " * 40
CODES = {"title-not-found", "keyword-not-found", "synonym-not-found"}


@pytest.fixture
def found_in(make_site: Callable[..., Path]) -> Callable[[Mapping[str, str]], list[tuple[str, int, str, str]]]:
    """Return path, line, code and message of what a site, changed by some files, does not find."""

    def found(files: Mapping[str, str]) -> list[tuple[str, int, str, str]]:
        _, problems = build_search_index(prepare(load(make_site(files))), lambda done, total: None)
        return [(str(problem.path), problem.line, problem.code, problem.message) for problem in problems if problem.code in CODES]

    return found


def test_a_sound_site_finds_every_title_and_keyword(found_in):
    assert found_in({}) == []


def test_titles_and_keywords_of_words_that_say_little_are_found(found_in):
    names = {"about": "About us", "on": "What's on", "who": "Who we are", "here": "How to get here"}
    little = {f"content/en/returns/{name}.md": article(LONG, title=title) for name, title in names.items()}
    assert found_in(little | {"content/en/returns/fee.md": article("It is free.", title="Fee", keywords="[how much]")}) == []


def test_a_title_that_others_hold_more_prominently_is_a_problem_on_its_line(found_in):
    ((path, line, code, message),) = found_in(CARDS | {"content/en/returns/how.md": article(LONG, title="Card")})
    assert (path, line, code) == ("content/en/returns/how.md", 2, "title-not-found")
    assert message == "this article comes 5th in a search for its title 'Card'"


def test_articles_of_one_title_are_not_in_each_other_s_way(found_in):
    same = {
        f"content/en/returns/part-{number}.md": article(f"Part {number}. " * number, title="Overview") for number in range(1, 36)
    }
    assert found_in(same) == []


def test_a_keyword_that_others_hold_more_prominently_is_a_problem_on_its_own_line(found_in):
    text = "---\ntitle: Paying\ndescription: About it.\nkeywords:\n  - paying by phone\n  - card\n---\n\n" + LONG
    ((path, line, code, message),) = found_in(MANY_CARDS | {"content/en/returns/paying.md": text})
    assert (path, line, code) == ("content/en/returns/paying.md", 6, "keyword-not-found")
    assert message == "this article comes 11th in a search for its keyword 'card'"


def test_a_keyword_that_too_many_articles_share_says_how_many(found_in):
    shared = {
        f"content/en/returns/n-{number}.md": article("Voucher.", title=f"No {number}", keywords="[voucher]")
        for number in range(10)
    }
    last = {"content/en/returns/last.md": article(LONG, title="Last", keywords="[voucher]")}
    ((path, line, code, message),) = found_in(OTHERS | shared | last)
    assert (path, line, code) == ("content/en/returns/last.md", 4, "keyword-not-found")
    assert message == "this article comes 11th in a search for its keyword 'voucher', which 11 articles have"


def test_a_synonym_that_other_articles_hold_themselves_is_a_problem_on_its_line(found_in):
    terms = "one-way:\n  - from: [money back]\n    to: [refund]\n  - from:\n      - card\n    to: [refund]\n"
    (found,) = found_in(MANY_CARDS | {"content/terms.yml": terms})
    assert found == (
        "content/terms.yml",
        5,
        "synonym-not-found",
        "a search for 'card' shows no article that 'refund' finds (en)",
    )


def test_chinese_is_asked_as_written_and_in_simplified_characters(make_site):
    asked = []
    build_search_index(prepare(load(make_site())), lambda done, total: asked.append((done, total)))
    assert asked[-1] == (6, 6)  # Refund times, money back, 退款時間, 退款时间, 退錢, 退钱


def test_an_index_that_did_not_change_is_not_asked_again_and_its_problems_stay(make_site):
    site = make_site(CARDS | {"content/en/returns/how.md": article(LONG, title="Card")})
    asked = []
    _, first = build_search_index(prepare(load(site)), lambda done, total: asked.append((done, total)))
    once = len(asked)
    _, again = build_search_index(prepare(load(site)), lambda done, total: asked.append((done, total)))
    assert [problem.code for problem in again] == ["title-not-found"]
    assert again == first
    assert len(asked) == once


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("content/en/returns/how.md", article(LONG, title="Wallet")),
        ("content/en/returns/how.md", article(LONG, title="Card", keywords="[wallet]")),
        ("content/zh-hant/returns/how.md", article("卡片。", title="卡片")),
        ("content/terms.yml", "one-way:\n  - from: [wallet]\n    to: [card]\n"),
    ],
)
def test_any_edit_asks_the_index_again(make_site, path, written):
    site = make_site(CARDS | {"content/en/returns/how.md": article(LONG, title="Card")})
    build_search_index(prepare(load(site)), lambda done, total: None)
    edited = site.parent / path
    edited.parent.mkdir(parents=True, exist_ok=True)
    edited.write_text(written, "utf-8")
    asked = []
    _, warm = build_search_index(prepare(load(site)), lambda done, total: asked.append((done, total)))
    shutil.rmtree(site.parent / ".kbgen")
    assert asked
    assert warm == build_search_index(prepare(load(site)), lambda done, total: None)[1]


def test_nothing_is_asked_without_somebody_to_tell(make_site):
    site = make_site(CARDS | {"content/en/returns/how.md": article(LONG, title="Card")})
    assert build_search_index(prepare(load(site)))[1] == ()


def test_an_index_that_does_not_find_a_title_is_not_written_where_that_is_an_error(make_site, tmp_path):
    lost = CARDS | {"content/en/returns/how.md": article(LONG, title="Card")}
    site = make_site(lost, settings="checks:\n  title-not-found: error")
    built, problems = build_search_index(prepare(load(site)), lambda done, total: None)
    with pytest.raises(ContentError, match="title-not-found"):
        write_search_index(SiteFiles(tmp_path / "site"), MadeIndex(built.files, {}, problems, {}, ()))
    assert not (tmp_path / "site").exists()
