"""A site is shown to its writer with faults that a build refuses, but with none that would lose or reveal something."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_site import article

from kbgen.errors import ContentError, Problem
from kbgen.settings.site import load
from kbgen.site.portal import Portal, prepare
from kbgen.site.preview import PreviewProblems, as_a_build_calls_them, preview_problems, preview_settings


def shown(config: Path) -> tuple[Portal, PreviewProblems]:
    settings = load(config)
    with pytest.raises(ContentError):
        prepare(settings)
    portal = prepare(preview_settings(settings))
    return portal, preview_problems(portal, as_a_build_calls_them(portal.warnings, settings))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Only words.\n", "missing-title"),
        (article(title="T", aka="x"), "unknown-key"),
        (article(owner="nobody"), "unknown-owner"),
        (article("[x](../nowhere.md)\n"), "broken-link"),
        (article("[x](refund-times.md#nowhere)\n"), "broken-anchor"),
        (article("[x](javascript:alert)\n"), "unsafe-link"),
        (article("![x](none.png)\n"), "missing-image"),
        (article("![x](https://elsewhere.example/a.png)\n"), "external-image"),
        (article("{{ nothing }}\n"), "unknown-variable"),
        (article("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n"), "table-cells"),
    ],
)
def test_an_article_with_a_fault_is_shown_and_says_it(make_site, text, code):
    owners = "owners:\n  shop: { en: Shop, zh-hant: 店 }\nvariables:\n  hours: { en: '1', zh-hant: '1' }"
    config = make_site({"content/en/returns/new.md": text}, settings=owners)
    _, found = shown(config)
    assert codes(found.of_pages[Path("en/returns/new/index.html")]) == [code]
    assert codes(found.of_pages[Path("zh-hant/returns/new/index.html")]) == [code]
    assert set(found.of_pages) == {Path(f"{language}/returns/new/index.html") for language in ("en", "zh-hant")}
    assert found.of_site == ()


def test_a_category_without_its_page_is_said_on_every_page(make_site):
    _, found = shown(make_site({"content/en/gifts/card.md": article("Text.")}))
    assert codes(found.of_site) == ["missing-category-page"]
    assert found.of_pages == {}


def test_a_warning_that_a_site_takes_for_an_error_is_one_in_its_preview(make_site):
    config = make_site({"content/en/returns/new.md": article("<b>x</b>\n")}, settings="checks:\n  raw-html: error")
    _, found = shown(config)
    assert codes(found.of_pages[Path("en/returns/new/index.html")]) == ["raw-html"]


@pytest.mark.parametrize(
    "files",
    [
        {"content/en/returns/new.md": article("", type="poem")},
        {"content/en/returns/new.md": b"---\ntitle: \xff\n---\n"},
        {"content/en/returns/refund-times/index.md": article("Again.")},
        {"content/assets/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><!DOCTYPE x></svg>"},
    ],
    ids=["bad-value", "not-utf-8", "duplicate-slug", "unsafe-svg"],
)
def test_what_would_lose_text_or_act_in_a_browser_is_not_shown(make_site, files):
    with pytest.raises(ContentError):
        prepare(preview_settings(load(make_site(files))))
