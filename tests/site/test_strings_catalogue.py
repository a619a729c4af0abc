"""The catalogue of interface strings."""

from __future__ import annotations

import pytest

from kbgen.errors import ConfigError, KbgenError
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.strings import in_forms_of, load_strings


def catalogue(tmp_path, text):
    path = tmp_path / "strings.yml"
    path.write_text(text, "utf-8")
    return load_strings(path)


def test_the_catalogue_of_the_theme_is_complete():
    strings = load_strings(theme_folder() / "strings.yml")
    assert strings["en"].texts.keys() == strings["zh-hant"].texts.keys()
    assert strings["en"].for_scripts
    assert "callout.tip" in strings["zh-hant"].for_markup


def test_a_placeholder_is_filled_in(tmp_path):
    strings = catalogue(tmp_path, 'count: { en: "{n} articles", zh-hant: "{n} 篇文章" }')
    assert strings["zh-hant"].text("count", n=3) == "3 篇文章"


def test_a_page_has_one_form_of_a_word_that_hong_kong_and_taiwan_write_differently():
    strings = load_strings(theme_folder() / "strings.yml")
    both = {"zh-Hant-HK": ("甚麼", "什麼"), "zh-Hant-TW": ("什麼", "甚麼")}
    for tag, (written, other) in both.items():
        texts = [text for own in in_forms_of(strings, tag).values() for text in own.texts.values()]
        assert any(written in text for text in texts)
        assert not any(other in text for text in texts)


HONG_KONG, TAIWAN = ["電郵", "按主題", "搜尋記錄", "幫到您", "未能載入"], ["電子郵件", "依主題", "搜尋紀錄", "幫上忙", "無法載入"]


@pytest.mark.parametrize(
    ("tag", "own", "others"), [("zh-Hant-HK", HONG_KONG, TAIWAN), ("zh-Hant-TW", TAIWAN, [*HONG_KONG, "私隱", "有關字詞"])]
)
def test_the_interface_speaks_to_the_readers_of_its_region(tag, own, others):
    texts = "\n".join(in_forms_of(load_strings(theme_folder() / "strings.yml"), tag)["zh-hant"].texts.values())
    assert [word for word in own if word not in texts] == []
    assert [word for word in others if word in texts] == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("home: { en: Home }", ":1: 'home' has no text in 'zh-hant'"),
        ("a: { en: x, zh-hant: x }\nhome: { en: Home, zh-hant: '' }", ":2: 'home' has no text in 'zh-hant'"),
        ("home: Home", ":1: 'home' has no text in 'en'"),
        ("home: { en: Home, zh-hant: 首頁, fr: Accueil }", "unknown language 'fr'"),
        ("a: { en: '{n} of {m}', zh-hant: '{n}' }", "has the placeholders ['m', 'n'] in one language and ['n']"),
        ("a: [", "strings.yml:"),
    ],
)
def test_an_incomplete_catalogue_fails_with_its_line(tmp_path, text, part):
    with pytest.raises(ConfigError, match=r"strings\.yml") as caught:
        catalogue(tmp_path, text)
    assert part in str(caught.value)


def test_an_unknown_string_and_a_missing_value_are_errors(tmp_path):
    strings = catalogue(tmp_path, 'count: { en: "{n} articles", zh-hant: "{n} 篇文章" }')["en"]
    with pytest.raises(KbgenError, match="did you mean 'count'"):
        strings.text("coun")
    with pytest.raises(KbgenError, match="needs a value for n"):
        strings.text("count")
