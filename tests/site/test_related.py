"""Which articles lead to which others."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.settings.site import load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.pages import list_pages
from kbgen.site.portal import Portal, prepare

FILES = {
    **{
        f"content/{language}/{category}/index.md": article(title=category.title())
        for language in ("en", "zh-hant")
        for category in ("account", "delivery", "orders")
    },
    "content/en/delivery/missing-parcel.md": article("See [track](../orders/track-parcel.md).", title="A parcel is missing"),
    "content/zh-hant/delivery/missing-parcel.md": article(title="收不到包裹", description="包裹遺失"),
    "content/en/orders/track-parcel.md": article(title="Track your parcels"),
    "content/zh-hant/orders/track-parcel.md": article(title="追蹤包裹"),
    "content/en/orders/parcel-size.md": article(title="Sizes of a parcel"),
    "content/en/account/sign-in.md": article("Lost a [parcel](../delivery/missing-parcel.md)?", title="Sign in"),
    "content/en/account/password.md": article(title="Change a password"),
    "content/zh-hant/account/close.md": article(title="關閉帳戶與登入"),
    "content/zh-hant/orders/sign-in.md": article(title="用電話登入"),
    "content/en/account/points.md": article(title="Earn and spend"),
}


@pytest.fixture
def portal(make_site) -> Portal:
    return prepare(load(make_site(FILES)))


def related(portal: Portal, path: str) -> list[str]:
    page = next(page for page in list_pages(portal) if page.path == path)
    return [entry.title for entry in ContextBuilder(portal).build(page).article.related]


def test_articles_about_the_same_thing_are_related_in_whatever_form_they_name_it(portal):
    assert related(portal, "en/delivery/missing-parcel.md") == ["Track your parcels", "Sizes of a parcel"]


def test_a_link_alone_relates_nothing(portal):
    assert "A parcel is missing" not in related(portal, "en/account/sign-in.md")


def test_the_side_list_is_not_repeated(portal):
    assert related(portal, "en/orders/track-parcel.md") == ["A parcel is missing"]


def test_an_article_in_chinese_alone_has_relatives_too(portal):
    assert related(portal, "zh-hant/account/close.md") == ["用電話登入"]


MANY = {f"content/en/account/other-{number}.md": article(title=f"Matter {number} x{number}y") for number in range(24)}
PAIRS = {
    "content/en/orders/cancel.md": article(title="Cancel an order", keywords="[withdraw, regret]"),
    "content/en/delivery/late.md": article(title="Cancel the alarm", keywords="[courier, rain, weather, storm]"),
    "content/en/account/leave.md": article(title="Leave us", keywords="[withdraw, regret]"),
    "content/en/delivery/drone.md": article(title="Drones"),
    "content/en/orders/drone.md": article(title="A drone"),
    "content/zh-hant/orders/festival.md": article(title="中秋節提早截單"),
    "content/zh-hant/delivery/festival.md": article(title="中秋節提早停送"),
    "content/zh-hant/account/early.md": article(title="提早登入"),
}


def test_a_word_that_happens_to_stand_in_two_articles_of_many_relates_nothing(make_site):
    many = prepare(load(make_site(FILES | MANY | PAIRS)))
    assert related(many, "en/orders/cancel.md") == ["Leave us"]
    assert related(many, "en/delivery/late.md") == []
    assert related(many, "en/delivery/drone.md") == ["A drone"]
    assert related(many, "zh-hant/orders/festival.md") == ["中秋節提早停送"]


def test_an_article_about_nothing_else_has_none(portal):
    assert related(portal, "en/account/points.md") == []
