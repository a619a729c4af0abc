"""A draft has a title in words of its language, and its file a name that can be read."""

from __future__ import annotations

import pytest

from kbgen.errors import UsageError
from kbgen.insights.fixes.titles import keywords_of, name_for, title_for
from kbgen.insights.fixes.traditional import in_traditional


@pytest.mark.parametrize(
    ("phrasings", "english", "chinese", "name"),
    [
        (["gift card"], "gift card", "禮品卡", "gift-card"),
        (["商品券", "禮券"], "gift card", "商品券", "gift-card"),
        (["gift voucher", "送禮券"], "gift voucher", "送禮券", "gift-voucher"),
        (["陶瓷修補"], "About “陶瓷修補”", "陶瓷修補", "tao-ci-xiu-bu"),
        (["about the ladder", "ladder"], "ladder", "關於「ladder」", "ladder"),
        (["請問我的車座呢"], "About “車座”", "車座", "che-zuo"),
        (["how do i use my kintsugi?"], "use my kintsugi", "關於「use my kintsugi」", "use-my-kintsugi"),
        (["請問"], "About “請問”", "請問", "qing-wen"),
        (["my parcel is not received"], "parcel is not received", "關於「parcel is not received」", "parcel-is-not-received"),
        (["连帽卫衣", "連帽衫"], "About “連帽衫”", "連帽衫", "lian-mao-shan"),
        (["礼品卡"], "gift card", "禮品卡", "gift-card"),
        (["修补车座"], "About “修补车座”", "修補車座", "xiu-bu-che-zuo"),
        (["<script>alert(1)</script> lanyard"], "lanyard", "關於「lanyard」", "lanyard"),
        (["&lt;b&gt;修补车座&lt;/b&gt;"], "About “修补车座”", "修補車座", "xiu-bu-che-zuo"),
        (["[kintsugi](javascript:alert(1)) http://evil.example"], "kintsugi", "關於「kintsugi」", "kintsugi"),
        (["<img src=x onerror=alert(1)>", "lanyard"], "lanyard", "關於「lanyard」", "lanyard"),
        (["kintsugi"], "kintsugi", "關於「kintsugi」", "kintsugi"),
    ],
)
def test_titles_and_names_of_drafts(phrasings: list[str], english: str, chinese: str, name: str) -> None:
    assert (title_for(phrasings, "en"), title_for(phrasings, "zh-hant")) == (english, chinese)
    assert name_for(phrasings, "12345678") == name


def test_without_any_word_the_id_of_the_gap_is_the_name() -> None:
    assert name_for(["⟨order⟩", "???"], "12345678") == "gap-12345678"


@pytest.mark.parametrize("phrasing", ["<img src=x onerror=alert(1)>", "⟨order⟩", "lanyard " * 20])
def test_what_can_be_no_title_is_refused(phrasing: str) -> None:
    with pytest.raises(UsageError, match="no phrasing of this gap can be the title"):
        title_for([phrasing], "en")
    assert keywords_of([phrasing], None) == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("信用卡发票", "信用卡發票"),
        ("后台设置", "後台設置"),
        ("毁坏的衣柜", "毀壞的衣櫃"),
        ("饼干", "餅乾"),
        ("日历", "日曆"),
        ("皇后大道", "皇后大道"),
        ("公里", "公里"),
        ("裏面", "裏面"),
        ("臺灣", "臺灣"),
    ],
)
def test_a_title_is_wholly_traditional_and_what_is_so_already_stays(typed: str, written: str) -> None:
    assert in_traditional(typed) == written
