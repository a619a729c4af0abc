"""What an editor is told about blocks of regions, with file and line."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.portal import prepare

BOTH = ":::region hk\n{hk}\n:::\n\n:::region tw\n{tw}\n:::\n"


def problems(make_site, **bodies: str) -> list[str]:
    """What an editor is told about an article: its line, code and words. en, zh: bodies, or whole files."""
    files = {
        f"content/{folder}/returns/fees.md": text if text.startswith("---") else article(text, title=title, description=about)
        for folder, text, title, about in (("en", bodies["en"], "F", "About it."), ("zh-hant", bodies["zh"], "費", "關於收費。"))
    }
    try:
        found = prepare(load(make_site({**files, **{k: v for k, v in bodies.items() if "/" in k}}))).warnings
    except ContentError as error:
        found = error.problems
    return [f"{p.path.parts[1]}:{p.line} {p.code}: {p.message}" for p in found]


SOUND = BOTH.format(hk="HK$35.", tw="NT$120.")
SOUND_ZH = BOTH.format(hk="順豐 HK$35。", tw="黑貓 NT$120。")


@pytest.mark.parametrize(
    ("en", "said"),
    [
        (f"{SOUND}\n:::region hk\nnever closed\n", "14 region-block: the block of a region is never closed"),
        (f"{SOUND}\n:::region macau\nMOP 5.\n:::\n", "14 unknown-region: 'macau' is no region of this site"),
        (f"{SOUND}\n:::region\nFree.\n:::\n", "14 unknown-region: a block of no region"),
        (":::region hk\nHK$35.\n:::\n", "6 region-block: has no block for TW, and one for HK"),
        ("Free.\n", "5 region-block: has no blocks of regions, and content/zh-hant/returns/fees.md has"),
        (
            BOTH.format(hk="HK$35 or NT$120.", tw="NT$120."),
            "7 other-region-price: 'NT$120' is a price of Taiwan, in a block for Hong Kong",
        ),
        (
            f"HK$35 or NT$120.\n\n{SOUND}",
            "6 prices-of-both: prices of Hong Kong and Taiwan outside of blocks: 'HK$35' and 'NT$120'",
        ),
        (f"{SOUND}\n::region hk\nHK$5.\n::\n", "14 region-block: '::region hk' begins no block of a region"),
        (f"{SOUND}\n：：：region hk\nHK$5.\n：：：\n", "14 region-block: '：：：region hk' begins no block of a region"),
        (f"{SOUND}\n!!! region hk\nFlush left.\n", "14 region-block: the block of a region holds nothing"),
        (f"{SOUND}\n:::region hk\n\n:::\n", "14 region-block: the block of a region holds nothing"),
        (f"{SOUND}\n!!! region-hk\n    HK$5.\n", "14 region-block: '!!! region-hk' begins no block of a region"),
        (f"::::region hk\n:::region tw\nNT$120.\n:::\n::::\n\n{SOUND}", "7 region-block: a block of a region inside another one"),
    ],
)
def test_an_editor_is_told_file_and_line_of_each_fault(make_site, en, said):
    assert any(one.startswith(f"en:{said}") for one in problems(make_site, en=en, zh=SOUND_ZH))


@pytest.mark.parametrize(
    ("hk", "shown"),
    [
        ("It costs {{ fee }}.", "NT$80"),
        ("It costs NT${{ count }}.", "NT$80"),
        ("It costs NTD80.", "NTD80"),
        ("It costs TW$80.", "TW$80"),
        ("It costs NTD1,200.", "NTD1,200"),
    ],
)
def test_a_price_of_taiwan_is_one_however_it_is_written(make_site, hk, shown):
    files = {"content/en/returns/fees.md": article(BOTH.format(hk=f"`{{{{ fee }}}}` {hk}", tw="NT$120."))}
    settings = "variables: {fee: NT$80, count: '80'}"
    with pytest.raises(ContentError) as raised:
        prepare(load(make_site(files, settings=settings)))
    (problem,) = raised.value.problems
    assert (problem.line, problem.message) == (7, f"'{shown}' is a price of Taiwan, in a block for Hong Kong")


@pytest.mark.parametrize("shown", ["港紙 90 元", "90 蚊", "90 港紙"])
def test_a_price_of_hong_kong_is_one_however_it_is_said(make_site, shown):
    found = problems(make_site, en=SOUND, zh=BOTH.format(hk="順豐 HK$35。", tw=f"黑貓 {shown}。"))
    assert any(one.endswith(f"'{shown}' is a price of Hong Kong, in a block for Taiwan") for one in found)


def test_a_notice_for_one_region_states_no_price_of_the_other(make_site):
    notice = (
        "start: 2026-11-29\nend: 2026-12-30\nregion: hk\nen: { title: T, text: Fee is NT$30. }\n"
        "zh-hant: { title: 題, text: 收費 NT$30。 }\n"
    )
    with pytest.raises(ContentError) as raised:
        prepare(load(make_site({"content/notices/fee.yml": notice})))
    assert [(problem.line, problem.message) for problem in raised.value.problems] == [
        (4, "'NT$30' is a price of Taiwan, in a notice for Hong Kong"),
        (5, "'NT$30' is a price of Taiwan, in a notice for Hong Kong"),
    ]


def test_a_block_inside_another_one_is_reported_once(make_site):
    en = f"::::region hk\n:::region tw\nFree.\n:::\n::::\n\n{SOUND}"
    assert [one for one in problems(make_site, en=en, zh=SOUND_ZH) if "region-block" in one] == [
        "en:7 region-block: a block of a region inside another one"
    ]


@pytest.mark.parametrize("written", [":::region-hk\nFree.\n:::", ":::hk\nFree.\n:::", "/// region-hk\nFree.\n///"])
def test_what_is_nearly_a_block_of_a_region_is_advised_to_become_one(make_site, written):
    files = {"content/en/returns/fees.md": article(f"{SOUND}\n{written}\n")}
    hints = [problem.hint for problem in prepare(load(make_site(files))).warnings]
    assert any("':::region hk'" in hint for hint in hints)
    assert not any("!!! note" in hint for hint in hints)


def test_prices_of_both_in_the_description_are_outside_of_blocks(make_site):
    en = article(BOTH.format(hk="HK$35.", tw="NT$120."), description="HK$35 or NT$120.")
    assert any(one.startswith("en:3 prices-of-both") for one in problems(make_site, en=en, zh=SOUND_ZH))


@pytest.mark.parametrize(
    ("en", "line"),
    [
        (article(f"It costs HK$5 everywhere.\n\n{SOUND}"), 6),
        (article(SOUND, description="Costs HK$10 in Hong Kong."), 3),
        (article(SOUND, title="Costs HK$10"), 2),
    ],
)
def test_a_price_of_one_region_outside_of_blocks_is_told_where_the_other_has_its_own(make_site, en, line):
    found = prepare(load(make_site({"content/en/returns/fees.md": en}))).warnings
    assert [(problem.code, problem.line) for problem in found] == [("one-region-price", line)]
    assert "is a price of Hong Kong; readers in Taiwan see it" in found[0].message


@pytest.mark.parametrize("body", [f"Macau: HK$60.\n\n{BOTH.format(hk='HK$35.', tw='Free.')}", f"Macau: MOP 60.\n\n{SOUND}"])
def test_a_price_outside_of_blocks_may_hold_for_all_where_the_other_region_states_none(make_site, body):
    assert prepare(load(make_site({"content/en/returns/fees.md": article(body)}))).warnings == ()


def test_a_block_has_no_effect_in_shared_texts_and_on_pages_of_categories(make_site):
    en = '--8<-- "part.md"\n'
    found = problems(make_site, en=en, zh="文字。\n", **{"content/en/_parts/part.md": BOTH.format(hk="a", tw="b")})
    assert "en:6 region-block: a block of the region 'hk' where it has no effect" in found
    found = problems(make_site, en="x\n", zh="字。\n", **{"content/en/returns/index.md": article(BOTH.format(hk="a", tw="b"))})
    assert "en:6 region-block: a block of the region 'hk' where it has no effect" in found


def test_an_article_for_one_region_has_no_blocks_no_other_prices_and_a_region_that_is_one(make_site):
    en, zh = article("NT$120.\n", regions="[hk]"), article("NT$120。\n", title="費", description="關於。", regions="[hk]")
    assert "en:7 other-region-price: 'NT$120' is a price of Taiwan, in an article for Hong Kong" in problems(
        make_site, en=en, zh=zh
    )
    assert "en:4 unknown-region: 'regions' names 'cn', which is no region" in problems(
        make_site, en=article(regions="[cn]"), zh=zh
    )
    both = article(BOTH.format(hk="a", tw="b"), regions="[hk]")
    assert "en:4 region-block: has blocks of regions, and 'regions' in its front matter" in problems(
        make_site, en=both, zh=SOUND_ZH
    )


@pytest.mark.parametrize(
    ("en", "zh", "said"),
    [
        ({"regions": "[hk]"}, {"regions": "[tw]"}, "is for tw, and content/en/returns/fees.md for hk"),
        ({"regions": "[hk]"}, {}, "is for all regions, and content/en/returns/fees.md for hk"),
        ({}, {"regions": "[tw]"}, "is for tw, and content/en/returns/fees.md for all regions"),
    ],
)
def test_both_sides_of_a_pair_are_for_the_same_regions(make_site, en, zh, said):
    zh_file = article("免費。\n", title="費", description="關於收費。", **zh)
    found = [one for one in problems(make_site, en=article("Free.\n", **en), zh=zh_file) if "region-block" in one]
    assert found == [f"zh-hant:{4 if zh else 1} region-block: {said}"]


def test_facts_are_compared_within_a_region_and_words_are_those_of_the_region(make_site):
    en = BOTH.format(hk="Delivery takes 3 days.", tw="Delivery takes 5 days.")
    zh = BOTH.format(hk="送貨需要 3 天，公眾假期除外。", tw="送貨需要 3 天，公眾假期除外。")
    found = problems(make_site, en=en, zh=zh)
    (time,) = [one for one in found if "time-differs" in one]
    assert time.startswith("zh-hant:11 time-differs")
    (word,) = [one for one in found if "other-region-word" in one]
    assert word == "zh-hant:11 other-region-word: '公眾假期' is a word of Hong Kong"


def test_prices_of_both_in_an_article_without_blocks_are_told_where_the_site_asks_for_it(make_site):
    files = {"content/en/returns/fees.md": article("HK$35 or NT$120.\n")}
    assert prepare(load(make_site(files))).warnings == ()
    asked = prepare(load(make_site(files, settings="checks: {unmarked-regions: warning}"))).warnings
    assert [problem.code for problem in asked] == ["unmarked-regions"]


def test_a_heading_that_only_one_region_has_is_linked_by_the_page_of_that_region(make_site):
    body = BOTH.format(hk="## Both\n\n## HK", tw="## Both")
    files = {"content/en/returns/a.md": article("[x](fees.md#both) [y](fees.md#hk) [z](fees/hk.md#hk)\n")}
    with pytest.raises(ContentError) as raised:
        prepare(load(make_site({**files, "content/en/returns/fees.md": article(body)})))
    (problem,) = raised.value.problems
    assert (problem.code, problem.hint) == ("broken-anchor", "name the page of the region: 'fees/hk.md#hk'")
