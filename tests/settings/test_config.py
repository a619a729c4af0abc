"""Settings: what they mean, and how a wrong one is explained."""

from __future__ import annotations

import pytest

from kbgen.errors import ConfigError
from kbgen.settings.contact import Duration
from kbgen.settings.site import load


def message(config) -> str:
    with pytest.raises(ConfigError) as caught:
        load(config)
    return str(caught.value)


def test_defaults(make_site, tmp_path):
    settings = load(make_site())
    assert settings.site_name == "My shop"
    assert settings.content == tmp_path / "content"
    assert settings.output == tmp_path / "site"
    assert settings.cache == tmp_path / ".kbgen/cache"
    assert settings.terms == tmp_path / "content/terms.yml"
    assert settings.folders == {"en": "en", "zh-hant": "zh-hant"}
    assert (settings.zh_hant_tag, settings.default_language) == ("zh-Hant-HK", "en")
    assert (settings.collector, settings.contact) == (None, None)


def test_every_setting_is_read(make_site, tmp_path, monkeypatch):
    monkeypatch.setenv("KB_ENDPOINT", "https://collect.example.com/e")
    settings = load(
        make_site(
            {"words.yml": ""},
            settings=(
                "folders:\n  zh-hant: zh-hk\nzh_hant_tag: zh-Hant-TW\ndefault_language: zh-hant\n"
                "collector:\n  endpoint: !ENV [KB_ENDPOINT, '']\n  site: shop\n"
                "contact:\n  email: hello@example.com\n  hours:\n    en: Mon\n    zh-hant: 一\n  replies: 24 hours\n"
                "cache: 'off'\nterms: words.yml\n"
                "checks:\n  broken-link: warning"
            ),
            top="site_url: https://help.example.com\nuse_directory_urls: false\n",
        )
    )
    assert settings.folders["zh-hant"] == "zh-hk"
    assert settings.lang_tag("zh-hant") == "zh-Hant-TW"
    assert settings.collector is not None
    assert settings.collector.endpoint == "https://collect.example.com/e"
    assert settings.contact is not None
    assert settings.contact.hours == {"en": "Mon", "zh-hant": "一"}
    assert settings.contact.replies == Duration(24, 24, "hour")
    assert settings.cache is None
    assert settings.terms == tmp_path / "words.yml"
    assert settings.severity("broken-link") == "warning"
    assert settings.site_url == "https://help.example.com/"
    assert not settings.use_directory_urls


@pytest.mark.parametrize(
    ("settings", "line", "part", "hint"),
    [
        ("zh_hant_tga: zh-Hant-TW", 7, "unknown setting 'zh_hant_tga'", "did you mean 'zh_hant_tag'?"),
        ("zh_hant_tag: zh-TW", 7, "'zh_hant_tag' is 'zh-TW'", "zh-Hant-TW"),
        ("default_language: zh", 7, "'default_language' is 'zh'", "zh-hant"),
        ("collector:\n  endpoint: https://x.example", 8, "'collector.site' is missing", "endpoint and site"),
        ("collector:\n  endpoint: //x.example\n  site: a", 8, "'collector.endpoint' is '//x.example'", "https://"),
        ("collector:\n  endpoint: ftp://x\n  site: a", 8, "'collector.endpoint' is 'ftp://x'", "https://"),
        ("collector:\n  url: x", 8, "unknown setting 'collector.url'", "endpoint"),
        ("collector: yes", 7, "'collector' must hold settings", ""),
        ("contact:\n  mail: x", 8, "unknown setting 'contact.mail'", "did you mean 'email'?"),
        ("contact:\n  hours:\n    en: Mon", 9, "'contact.hours.zh-hant' is missing", "both languages"),
        ("contact:\n  form: javascript:x", 8, "'contact.form' is", "https://"),
        ("folders:\n  en: ../x", 8, "'folders.en' is '../x'", "one folder name"),
        ("folders:\n  en: zh-hant", 8, "both languages have the folder", "two folders"),
        ("checks:\n  broken-links: warning", 8, "unknown setting 'checks.broken-links'", "did you mean 'broken-link'?"),
        ("checks:\n  broken-link: ignore", 8, "'checks.broken-link' is 'ignore'", "off"),
        ("checks:\n  symlink: warning", 8, "'symlink' is always an error", "remove"),
        ("search:\n  fuzzy: true", 7, "the setting 'search' is gone: it did nothing", "remove it"),
        ("cache: [a]", 7, "'cache' must be a text", ""),
        ("terms: nosuch.yml", 7, "'terms' is 'nosuch.yml', which does not exist", "or remove the line"),
        ("terms: content", 7, "'terms' is 'content', which does not exist", "write that file"),
        ("social_image: no.png", 7, "'social_image' is 'no.png', which does not exist", "below docs_dir"),
        ("cache: mkdocs.yml", 7, "'cache' is 'mkdocs.yml'", "a file is in its place"),
        ("cache: mkdocs.yml/below", 7, "'cache' is 'mkdocs.yml/below'", "name a folder"),
        ("cache: a\ncache: b", 8, "'cache' is given twice", ""),
    ],
)
def test_a_wrong_setting_is_explained_with_file_line_and_hint(make_site, settings, line, part, hint):
    text = message(make_site(settings=settings))
    assert f"mkdocs.yml:{line}: " in text
    assert part in text
    assert hint in text


def test_a_missing_file_says_how_to_start(tmp_path):
    assert "kbgen new-site" in message(tmp_path / "mkdocs.yml")


def test_a_file_without_the_plugin_says_so(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [search]\n")
    assert "mkdocs.yml:2: the kbgen plugin is not switched on" in message(tmp_path / "mkdocs.yml")


def test_a_content_folder_that_does_not_exist_is_named(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: texts\nplugins: [kbgen]\n")
    assert "mkdocs.yml:2: the content folder" in message(tmp_path / "mkdocs.yml")


def test_broken_yaml_is_reported_with_its_line(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [kbgen\ntheme: y\n")
    assert "mkdocs.yml:2:" in message(tmp_path / "mkdocs.yml")


def test_settings_of_mkdocs_may_be_inherited(make_site, tmp_path):
    (tmp_path / "base.yml").write_text("site_url: https://a.example/\nsite_name: Base\n")
    settings = load(make_site(top="INHERIT: base.yml\n"))
    assert (settings.site_url, settings.site_name) == ("https://a.example/", "My shop")


@pytest.mark.parametrize(
    ("parent", "part"),
    [
        ("nosuch.yml", "'INHERIT' is 'nosuch.yml', which does not exist"),
        ("content", "'INHERIT' is 'content', which does not exist"),
        ("mkdocs.yml", "'INHERIT' is 'mkdocs.yml'\n  hint: name a file that does not inherit from this one"),
    ],
)
def test_a_file_to_inherit_from_that_cannot_be_is_named_with_its_line(make_site, parent, part):
    text = message(make_site(top=f"INHERIT: {parent}\n"))
    assert "mkdocs.yml:5: " in text
    assert part in text


def test_files_that_inherit_from_each_other_are_refused(make_site, tmp_path):
    (tmp_path / "base.yml").write_text("INHERIT: mkdocs.yml\n")
    assert "base.yml:1: 'INHERIT' is 'mkdocs.yml'" in message(make_site(top="INHERIT: base.yml\n"))


def test_tags_of_other_plugins_do_not_disturb(make_site):
    assert load(make_site(top="extra:\n  emoji: !!python/name:material.extensions.emoji.twemoji\n"))
