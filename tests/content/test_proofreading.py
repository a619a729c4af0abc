"""The proofreader on a whole site: its problems, its switches, what readers get of an untranslated page, and `--fix`."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_site import article, write_site

from kbgen.commands.main import main
from kbgen.errors import ConfigError, ContentError, Problem
from kbgen.proofread import cache
from kbgen.settings.site import load
from kbgen.site.index_source import index_source
from kbgen.site.language_links import language_links
from kbgen.site.portal import Portal, prepare

ENGLISH = (
    "You can return what you bought in our shop within thirty days of the day on which it arrived at your address.\n\n"
    "We send the money back in the way in which you paid for it, and we tell you by e-mail when it is on its way.\n"
)
CHINESE = "貨品送達當日起計三十天之內，您可以把在本店購買的貨品退回，退款會按原本的付款方式存入您的帳戶。\n"
SIMPLIFIED = "货物送达当日起计三十天之内，您可以把在本店购买的货品退回，退款会按原本的付款方式存入您的账户。\n"


def portal_of(config: Path) -> Portal:
    return prepare(load(config))


def problems_of(config: Path) -> tuple[Problem, ...]:
    try:
        return portal_of(config).warnings
    except ContentError as error:
        return error.problems


def codes_of(config: Path) -> list[str]:
    return [problem.code for problem in problems_of(config)]


def pair(en: str, zh: str, **front: str) -> dict[str, str | bytes | None]:
    return {
        "content/en/returns/a.md": article(en),
        "content/zh-hant/returns/a.md": article(zh, title="文章", description="關於它。", **front),
    }


def test_facts_that_differ_are_warnings_with_both_lines(make_site):
    (problem,) = problems_of(make_site(pair("It costs HK$100.", "收費 HK$250。")))
    assert (problem.code, problem.severity, problem.path, problem.line) == (
        "price-differs",
        "warning",
        Path("content/zh-hant/returns/a.md"),
        6,
    )
    assert "content/en/returns/a.md:6" in problem.message


def test_a_reason_in_the_front_matter_of_either_side_lets_a_fact_differ(make_site):
    assert (
        codes_of(make_site(pair("It costs HK$100.", "收費 NT$400。", differs='{"NT$400": Taiwan pays in its own money}'))) == []
    )


@pytest.mark.parametrize("differs", ['{"NT$400": }', "[NT$400]", "NT$400"])
def test_a_difference_without_reason_stops_the_build(make_site, differs):
    (problem,) = [one for one in problems_of(make_site(pair("A.", "文。", differs=differs))) if one.code == "bad-value"]
    assert (problem.severity, problem.line) == ("error", 4)


def test_the_times_that_the_settings_know_are_compared_as_readers_see_them(make_site):
    settings = (
        "contact:\n  replies: 1 working day\n  email: a@example.com\n  expectations:\n    refund:\n"
        "      label: {en: Refund, zh-hant: 退款}\n      takes: 1-2 working days"
    )
    assert codes_of(make_site(pair("It takes {takes:refund}.", "需時一至兩個工作天。"), settings=settings)) == []
    assert codes_of(make_site(pair("It takes {takes:refund}.", "需時三個工作天。"), settings=settings)) == ["time-differs"]


def test_a_check_may_be_an_error_or_off(make_site):
    files = pair("It costs HK$100.", "收費 HK$250。")
    assert codes_of(make_site(files, settings="checks: {price-differs: off}")) == []
    assert problems_of(make_site(files, settings="checks: {price-differs: error}"))[0].severity == "error"


def test_long_sentences_are_named_where_a_site_asks_for_it(make_site):
    files = pair("This is " + "very " * 40 + "long.", "文章。")
    assert codes_of(make_site(files)) == []
    assert codes_of(make_site(files, settings="checks: {long-sentence: warning}")) == ["long-sentence"]


def test_an_english_page_among_chinese_articles_is_shown_as_not_translated(make_site):
    portal = portal_of(make_site(pair(ENGLISH, ENGLISH)))
    assert [problem.code for problem in portal.warnings] == ["wrong-language"]
    assert ("zh-hant", "returns/a") not in portal.rendered
    shown = portal.shown(("zh-hant", "returns/a"))
    assert shown is not None
    assert shown.article.path == Path("content/en/returns/a.md")
    (indexed,) = [one for one in index_source(portal).pairs if one.id == "returns/a"]
    assert set(indexed.sides) == {"en"}
    assert language_links(portal, "returns/a") == ()


def test_an_english_page_without_an_english_side_is_the_english_side(make_site):
    portal = portal_of(make_site({"content/zh-hant/returns/a.md": article(ENGLISH)}))
    assert [problem.code for problem in portal.warnings] == ["wrong-language"]
    assert {key for key in portal.rendered if key[1] == "returns/a"} == {("en", "returns/a")}


def test_a_chinese_page_among_english_articles_is_shown_as_not_translated(make_site):
    portal = portal_of(make_site(pair(CHINESE, CHINESE)))
    assert ("en", "returns/a") not in portal.rendered


def test_a_page_in_simplified_characters_is_shown_as_not_translated(make_site):
    portal = portal_of(make_site(pair(ENGLISH, SIMPLIFIED)))
    assert [problem.code for problem in portal.warnings] == ["wrong-script"]
    assert ("zh-hant", "returns/a") not in portal.rendered


def test_who_switches_the_check_off_publishes_the_page_as_it_is(make_site):
    portal = portal_of(make_site(pair(ENGLISH, ENGLISH), settings="checks: {wrong-language: off}"))
    assert ("zh-hant", "returns/a") in portal.rendered


def test_the_region_of_the_site_decides_which_words_are_foreign(make_site):
    files = pair("Ask the courier.", "請問速遞員。")
    assert codes_of(make_site(files)) == []
    (problem,) = problems_of(make_site(files, settings="zh_hant_tag: zh-Hant-TW"))
    assert (problem.code, problem.hint) == ("other-region-word", "write '快遞員' or '送貨員' or '宅配員'")


def test_blanks_between_chinese_and_latin_follow_the_setting(make_site):
    files = pair("Pay by FPS.", "用FPS付款。")
    assert codes_of(make_site(files)) == []
    assert codes_of(make_site(files, settings="zh_hant_spacing: spaced")) == ["han-latin-space"]
    with pytest.raises(ConfigError, match="zh_hant_spacing"):
        load(make_site(files, settings="zh_hant_spacing: wide"))


def test_the_terms_of_the_site_name_words_to_avoid(make_site):
    files = {**pair("Log-in first.", "先登入。"), "content/terms.yml": "avoid:\n  - {from: [log-in, logon], to: sign in}\n"}
    (problem,) = problems_of(make_site(files))
    assert (problem.code, problem.message) == ("avoided-word", "the site writes 'sign in', not 'Log-in'")


@pytest.mark.parametrize("entry", ["log-in", "{from: log-in}", "{to: sign in}", "{from: sign, to: sign in}"])
def test_an_entry_of_avoid_that_says_nothing_is_named_with_its_line(make_site, entry):
    files = {"content/terms.yml": f"avoid:\n  - {entry}\n"}
    (problem,) = problems_of(make_site(files))
    assert (problem.path, problem.line, problem.severity) == (Path("content/terms.yml"), 2, "error")


def test_fix_mends_what_cannot_be_lost_and_nothing_else(tmp_path, capsys):
    zh = "你好, 世界!\r\n\r\n```\r\n你好,世界\r\n```\r\n\r\n系統響應(yīng)頁麵。\r\n"
    files = pair("Hello，world. The the end.", "")
    text = article("", title="文章,一", description="關於它。").replace("\n", "\r\n") + zh
    config = write_site(tmp_path, {**files, "content/zh-hant/returns/a.md": text.encode()})
    assert main(["check", "--fix", "--config", str(config)]) == 0
    written = (tmp_path / "content/zh-hant/returns/a.md").read_bytes().decode()
    assert written == text.replace("你好, 世界!", "你好，世界！").replace("頁麵", "頁面")
    assert "Hello, world. The the end." in (tmp_path / "content/en/returns/a.md").read_text("utf-8")
    said = capsys.readouterr().err
    assert "mended 4 places in content/en/returns/a.md, content/zh-hant/returns/a.md" in said
    assert "pinyin-residue" in said
    assert main(["check", "--fix", "--config", str(config)]) == 0
    assert "nothing that a program can mend" in capsys.readouterr().err


def test_fix_keeps_every_line_end_of_a_file_that_mixes_them(tmp_path):
    text = "\ufeff" + article("").replace("\n", "\r\n") + "你好,世界。\r\n頁麵\n尾"
    config = write_site(tmp_path, {**pair("Hello.", ""), "content/zh-hant/returns/a.md": text.encode()})
    for _ in range(2):
        main(["check", "--fix", "--config", str(config)])
        written = (tmp_path / "content/zh-hant/returns/a.md").read_bytes().decode()
        assert written == text.replace("你好,", "你好，").replace("頁麵", "頁面")


def test_a_second_look_at_a_saved_article_is_a_new_one(make_site):
    assert codes_of(make_site(pair("It takes 3 days.", "需時 3 天。"))) == []
    assert codes_of(make_site(pair("It takes 3 days.", "需時 7 天。"))) == ["time-differs"]


def test_a_second_build_says_what_the_first_said_and_a_damaged_memory_says_it_too(make_site):
    config = make_site(pair("It takes 3 days.", "需時 7 天。"))
    first = problems_of(config)
    assert problems_of(config) == first
    (kept,) = (path for path in (config.parent / ".kbgen/cache/proofread").rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert problems_of(config) == first


@pytest.mark.parametrize("place", ["proofread/facts/units.py", "text/tables.py", "render/shared.py", "settings/lang_tags.py"])
def test_what_was_found_is_forgotten_when_code_changes_that_decides_it(monkeypatch, place):
    read: list[str] = []
    monkeypatch.setattr(cache, "package_digest", lambda *places: read.extend(places))
    cache._software()
    package = Path(cache.__file__).parent.parent
    assert (package / place).is_file()
    assert any((package / place).is_relative_to(package / one) for one in read)
