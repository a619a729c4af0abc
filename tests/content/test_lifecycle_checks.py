"""Dates in the front matter: what is said about them, and about what leads to an article that is not there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_site import article, seen_from

from kbgen.errors import ConfigError, ContentError, Problem
from kbgen.model import Moment
from kbgen.settings.moment import read_moment
from kbgen.settings.site import load
from kbgen.site.portal import prepare
from kbgen.site.search_index import build_search_index

NOON = datetime(2026, 11, 29, 4, tzinfo=UTC)
"""Of 29 November in Hong Kong and Taipei."""


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))


def problems_of(config: Path) -> dict[str, Problem]:
    try:
        found = prepare(load(config)).warnings
    except ContentError as error:
        found = error.problems
    return {problem.code: problem for problem in found}


def both(name: str, en: str, zh_hant: str) -> dict[str, str]:
    return {f"content/en/returns/{name}.md": en, f"content/zh-hant/returns/{name}.md": zh_hant}


def pair(name: str, **dates: str) -> dict[str, str]:
    return both(name, article("Words.", title=name.title(), **dates), article("內容。", title=f"文章（{name}）", **dates))


def leading_to(name: str, **dates: str) -> dict[str, str]:
    return {**pair(name, **dates), **both("door", article(f"[it]({name}.md)"), article(f"[它]({name}.md)"))}


def test_an_article_that_is_still_to_come_is_not_in_the_portal_and_a_link_to_it_says_when(make_site):
    portal = prepare(load(make_site(leading_to("sale", publish_at="2026-12-01"))))
    assert ("en", "returns/sale") not in portal.rendered
    assert "<p>it</p>" in portal.rendered["en", "returns/door"].html
    assert {(p.code, p.line) for p in portal.warnings} == {("scheduled-target", 6)}
    assert "appears on 2026-12-01" in portal.warnings[0].message


def test_an_article_that_is_over_is_not_in_the_portal_and_a_link_to_it_says_since_when(make_site):
    portal = prepare(load(make_site(leading_to("sale", expire_at="2026-11-28"))))
    assert ("zh-hant", "returns/sale") not in portal.rendered
    assert "<p>它</p>" in portal.rendered["zh-hant", "returns/door"].html
    assert {p.code for p in portal.warnings} == {"expired-target"}
    assert "until 2026-11-28" in portal.warnings[0].message


@pytest.mark.parametrize(
    ("key", "dates", "said"),
    [
        ("publish_at", ("2027-03-01", "2027-02-01"), "appears on 2027-02-01"),
        ("publish_at", ("2027-02-01 09:00", "2027-02-01"), "appears on 2027-02-01"),
        ("expire_at", ("2026-10-01", "2026-11-28"), "until 2026-11-28"),
        ("expire_at", ("2026-11-28 09:00", "2026-11-28"), "until 2026-11-28"),
    ],
)
def test_the_day_that_a_link_is_told_is_the_first_or_last_one_of_its_page(make_site, key, dates, said):
    first, second = ({key: day} for day in dates)
    in_a_category = {
        "content/en/sales/index.md": article(title="Sales"),
        "content/en/sales/a.md": article(title="Aprons", **first),
        "content/en/sales/b.md": article(title="Bags", **second),
        "content/en/returns/door.md": article("[it](../sales/index.md)"),
    }
    sides = both("sale", article(title="Sale", **first), article(title="減價", **second))
    for files in (in_a_category, {**sides, "content/en/returns/door.md": article("[it](sale.md)")}):
        (target,) = [problem for code, problem in problems_of(make_site(files)).items() if code.endswith("-target")]
        assert f"{said}" in target.message


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ({"expire_at": "2026-11-29"}, True),  # the day itself still counts
        ({"expire_at": "2026-11-29 12:00"}, False),
        ({"expire_at": "2026-11-29 12:01"}, True),
        ({"expire_at": "2026-11-29T04:00Z"}, False),
        ({"expire_at": "2026-11-29T11:00-02:00"}, True),
        ({"publish_at": "2026-11-29"}, True),
        ({"publish_at": "2026-11-29 12:00"}, True),
        ({"publish_at": "2026-11-29 12:01"}, False),
        ({"publish_at": "2026-11-29T12:00+09:00"}, True),
        ({"publish_at": "2026-11-30"}, False),
    ],
)
def test_a_day_begins_and_ends_where_the_site_is_and_a_time_may_name_its_zone(make_site, dates, shown):
    portal = prepare(load(make_site(pair("sale", **dates))))
    assert (("en", "returns/sale") in portal.rendered) is shown


def test_the_zone_of_the_site_is_a_setting(make_site):
    config = make_site(pair("sale", expire_at="2026-11-28"), settings="time_zone: Pacific/Honolulu")
    assert ("en", "returns/sale") in prepare(load(config)).rendered  # 28 November, six in the evening


@pytest.mark.parametrize("name", ["Asia/Hongkong2", "../etc/passwd", "Asia", "/etc/localtime", "Asia/Taipei\\0"])
def test_a_zone_that_nobody_knows_is_an_error_with_its_line(make_site, name):
    with pytest.raises(ConfigError, match=r"mkdocs\.yml:\d+: 'time_zone' is "):
        load(make_site(settings=f"time_zone: {name}"))


@pytest.mark.parametrize("epoch", ["soon", "-1", "99999999999999999999", "1e9", "²"])
def test_a_moment_of_the_build_that_is_none_is_an_error(make_site, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
        load(make_site())


@pytest.mark.parametrize(
    "written",
    ["2026-02-30", "tomorrow", "2026-12-01 25:00", "2026-12-01 9:00", "1/12/2026", "0001-01-01", "9999-12-31", "２０２６-01-01"],
)
def test_a_date_that_is_none_is_reported_with_how_to_write_one(make_site, written):
    problem = problems_of(make_site(pair("sale", publish_at=written)))["bad-value"]
    assert (problem.line, written in problem.message) == (4, True)
    assert "2026-12-01 09:00" in problem.hint


@pytest.mark.parametrize("written", ["2026-12-01", "2026-12-01 09:00", "2026-12-01 09:00+08:00"])
def test_a_moment_is_shown_as_it_was_written(written):
    moment = read_moment(written)
    assert isinstance(moment, Moment)
    assert str(moment) == written


def test_an_article_that_would_end_before_it_begins_is_an_error(make_site):
    problem = problems_of(make_site(pair("sale", publish_at="2026-12-02", expire_at="2026-12-01")))["bad-value"]
    assert "before 'publish_at'" in problem.message


def test_an_article_of_one_day_is_none(make_site):
    assert "bad-value" not in problems_of(make_site(pair("sale", publish_at="2026-12-01", expire_at="2026-12-01")))


@pytest.mark.parametrize("page", ["content/en/index.md", "content/en/returns/index.md"])
def test_home_and_category_pages_have_no_dates(make_site, page):
    problem = problems_of(make_site({page: article(publish_at="2020-01-01")}))["bad-value"]
    assert "has no effect on a" in problem.message


def test_sides_that_come_or_go_at_different_moments_are_reported(make_site):
    files = both("sale", article(expire_at="2027-01-31"), article("內容"))
    problem = problems_of(make_site(files))["dates-differ"]
    assert problem.message == "'expire_at' is missing here, and 2027-01-31 in content/en/returns/sale.md"


def test_sides_that_write_one_moment_in_two_zones_are_the_same(make_site):
    files = both("sale", article(publish_at="2026-12-01"), article("內容", publish_at="2026-11-30T16:00Z"))
    assert problems_of(make_site(files)) == {}


def test_an_overdue_review_names_the_owner_and_one_that_is_due_today_is_none(make_site):
    files = {**pair("sale", review_by="2026-11-28", owner="Studio"), **pair("other", review_by="2026-11-29")}
    problems = prepare(load(make_site(files))).warnings
    assert [p.path.stem for p in problems if p.code == "review-due"] == ["sale"]  # once, not once a side
    assert "2026-11-28, by Studio" in problems[0].message


def test_an_article_that_expires_within_two_weeks_is_said_and_so_is_a_link_to_it_that_will_break(make_site):
    problems = problems_of(make_site(leading_to("sale", expire_at="2026-12-12")))
    assert set(problems) == {"expires-soon", "expiring-target"}
    assert problems_of(make_site(leading_to("sale", expire_at="2027-01-12"))) == {}


def test_a_link_between_two_articles_that_end_together_is_fine(make_site):
    body = {"expire_at": "2026-12-12"}
    files = {**pair("sale", **body), **both("door", article("[it](sale.md)", **body), article("[它](sale.md)", **body))}
    assert set(problems_of(make_site(files))) == {"expires-soon"}


def test_what_is_wrong_in_an_article_is_said_before_it_appears(make_site):
    files = both("sale", article("[gone](nope.md)", publish_at="2027-01-01"), article("内容错误这里", publish_at="2027-01-01"))
    assert {"broken-link"} <= set(problems_of(make_site(files)))


def test_an_article_to_come_may_lead_to_another_that_comes_with_it_and_not_to_a_later_one(make_site):
    files = {**leading_to("sale", publish_at="2027-01-01")}
    for language, word in (("en", "it"), ("zh-hant", "它")):
        files[f"content/{language}/returns/door.md"] = article(f"[{word}](sale.md)", publish_at="2027-01-01")
    assert problems_of(make_site(files)) == {}
    for language, word in (("en", "it"), ("zh-hant", "它")):
        files[f"content/{language}/returns/door.md"] = article(f"[{word}](sale.md)", publish_at="2026-12-31")
    assert set(problems_of(make_site(files))) == {"scheduled-target"}


def test_a_link_to_a_draft_says_that_it_is_one(make_site):
    problem = problems_of(make_site(leading_to("sale", draft="true")))["broken-link"]
    assert "is a draft" in problem.message


def test_a_category_comes_and_goes_with_its_articles(make_site):
    files = {}
    for language in ("en", "zh-hant"):
        files[f"content/{language}/gifts/index.md"] = article(title="Gifts")
        files[f"content/{language}/gifts/box.md"] = article("Box", title="Box", publish_at="2026-12-24")
        files[f"content/{language}/old/index.md"] = article(title="Old")
        files[f"content/{language}/old/box.md"] = article("Old", title="An old box", expire_at="2025-12-24")
    files["content/en/returns/door.md"] = article("[g](../gifts/index.md) [o](../old/index.md)")
    portal = prepare(load(make_site(files, settings="checks: {wrong-language: off}")))
    assert not {"gifts", "old"} & {article_id for _, article_id in portal.paths}
    assert set(portal.over) == {"old", "old/box"}
    assert {p.message.partition("article that ")[2] for p in portal.warnings} == {
        "appears on 2026-12-24",
        "was for readers until 2025-12-24",
    }


def test_pins_and_expectations_that_name_what_is_not_there_are_said_and_break_nothing(make_site):
    files = {
        **pair("sale", publish_at="2026-12-01"),
        **pair("past", expire_at="2026-11-01"),
        "content/terms.yml": "pins:\n  - {for: big sale, article: returns/sale}\n  - {for: past one, article: returns/past}\n",
    }
    contact = (
        "contact:\n  email: a@example.com\n  expectations:\n    x:\n      label: {en: X, zh-hant: 甲}\n"
        "      takes: 1 day\n      article: returns/past"
    )
    found = [(p.code, p.path.name) for p in prepare(load(make_site(files, settings=contact))).warnings]
    assert found == [("scheduled-target", "terms.yml"), ("expired-target", "terms.yml"), ("expired-target", "mkdocs.yml")]


def test_a_short_id_of_an_article_that_is_over_is_not_given_again(make_site):
    files = {**pair("sale", id="7f3k"), **pair("past", id="7f3k", expire_at="2026-11-01")}
    assert set(problems_of(make_site(files))) == {"id-clash"}


def test_a_site_whose_only_article_is_over_still_builds(make_site):
    files = both("refund-times", article(expire_at="2026-01-01"), article("內容", expire_at="2026-01-01"))
    portal = prepare(load(make_site(files)))
    assert {key[1] for key in portal.rendered} == {"index"}


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ({"expire_at": "2027-02-28"}, {"publish_at": "2027-03-01"}, set()),
        ({"expire_at": "2027-02-28"}, {"publish_at": "2027-02-28"}, {"pin-clash"}),
        ({}, {"publish_at": "2027-06-01"}, {"pin-clash"}),
    ],
)
def test_a_query_may_be_pinned_to_one_article_after_another_and_a_clash_to_come_is_said_today(make_site, first, second, codes):
    files = {**pair("winter", **first), **pair("summer", **second)}
    files = {path: text.replace("---\n\n", "pin_for: [big sale]\n---\n\n") for path, text in files.items()}
    assert set(problems_of(make_site(files))) == codes


@pytest.mark.parametrize("dates", [{"publish_at": "2027-01-01"}, {"expire_at": "2026-01-01"}])
def test_a_word_of_the_terms_that_only_an_article_of_another_time_holds_breaks_no_build(make_site, dates):
    files = {
        "content/en/returns/sale.md": article("A zebra voucher.", **dates),
        "content/terms.yml": "synonyms:\n  - [stripes, zebra]\n",
    }
    assert build_search_index(prepare(load(make_site(files))))[1] == ()
    files["content/terms.yml"] = "synonyms:\n  - [stripes, zebras of the moon]\n"
    assert [p.code for p in build_search_index(prepare(load(make_site(files))))[1]] == ["terms-target"]


@pytest.mark.parametrize(
    ("key", "value", "part"), [("publish_at", "2027-01-01", "appears on 2027-01-01"), ("draft", "true", "is a draft")]
)
def test_a_published_article_that_is_taken_back_is_named_as_what_it_is(make_site, tmp_path, key, value, part):
    for page in ("index.html", "en/returns/sale/index.html"):
        (tmp_path / "live" / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "live" / page).write_text("<!doctype html>", "utf-8")
    portal = prepare(load(make_site(pair("sale", **{key: value}))))
    (problem,) = seen_from(tmp_path / "live", portal)
    assert problem.code == "lost-address"
    assert part in problem.hint
