"""Addresses in templates are relative to the page, whichever page of the folder asked before."""

from types import SimpleNamespace

import pytest

from kbgen.mkdocs_plugin.relative_urls import url_filter_of_folders

PAGE_AND_ADDRESS = [
    ("en/billing/refunds.html", "en/billing/cards.html", "cards.html"),
    ("en/billing/cards.html", "en/billing/cards.html", "cards.html"),
    ("en/billing/cards.html", "zh-hant/index.html", "../../zh-hant/index.html"),
    ("en/billing/", "en/billing/cards/", "cards/"),
    ("en/billing/cards/", "en/billing/cards/", "./"),
    ("en/billing/cards/", "assets/portal.css", "../../../assets/portal.css"),
    ("index.html", "en/", "en/"),
    ("./", "en/", "en/"),
    ("en/billing/cards.html", "https://example.com/a", "https://example.com/a"),
    ("en/billing/cards.html", "#top", "#top"),
]


@pytest.mark.parametrize("places", [PAGE_AND_ADDRESS, PAGE_AND_ADDRESS[::-1]], ids=["in this order", "in the other"])
def test_an_address_is_relative_to_the_folder_of_its_page(places):
    url = url_filter_of_folders()
    for page, address, written in places * 2:
        assert url({"page": SimpleNamespace(url=page), "base_url": ""}, address) == written


def test_on_a_page_that_is_served_for_any_address_it_begins_at_the_root():
    url = url_filter_of_folders()
    assert url({"page": SimpleNamespace(url="en/a.html"), "base_url": "."}, "en/b.html") == "b.html"
    assert url({"page": None, "base_url": "/help/"}, "en/b.html") == "/help/en/b.html"
