"""An article with a page for each region, as its reader goes through it: the address says the region, and nothing else does."""

from __future__ import annotations

from other_site import OpenShop
from playwright.sync_api import expect
from portal_reader import LANGUAGES, Language, MakeReader

FEES = "delivery/times-and-fees/"
OTHER = {"hk": "tw", "tw": "hk"}


@LANGUAGES
def test_the_address_keeps_the_region_through_links_search_and_the_switch_of_language(
    make_reader: MakeReader, language: Language
) -> None:
    other, query, name, taiwan = {
        "en": ("zh-hant", "delivery fee", "Hong Kong", "Taiwan"),
        "zh-hant": ("en", "運費", "香港", "台灣"),
    }[language]
    reader = make_reader(language)
    reader.open(FEES)
    expect(reader.page.locator(".prose")).not_to_contain_text("$")
    reader.page.locator(".regions").get_by_role("link", name=taiwan).click()
    reader.page.wait_for_url(f"**/{language}/{FEES}tw/")
    expect(reader.page.locator(".prose")).to_contain_text("NT$120")
    expect(reader.page.locator(".prose")).not_to_contain_text("HK$")
    expect(reader.page.locator(".regions [aria-current]")).to_have_text(taiwan)
    for region, called in (("tw", taiwan), ("hk", name)):
        reader.open(f"{FEES}{region}/")
        reader.page.keyboard.press("/")
        reader.type(query)
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(f"**/search/?q=*&region={region}")
        titles = reader.hits.locator(".title").filter(has_text={"en": "Delivery times", "zh-hant": "送貨時間"}[language])
        expect(titles).to_have_count(1)
        expect(titles).to_contain_text(called)
        others = reader.page.locator("li:has(.hit) > .other-regions").first
        expect(others.get_by_role("link")).to_have_attribute("href", f"{reader.address}{language}/{FEES}{OTHER[region]}/")
        switch = reader.page.locator("a.switch")
        expect(switch).to_have_attribute("href", f"{reader.address}{other}/search/?{reader.page.url.partition('?')[2]}")


def test_the_box_leads_to_the_page_for_the_other_region_too(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open()
    reader.page.keyboard.press("/")
    reader.type("delivery fee")
    options = reader.page.locator("[role=listbox] [role=option]")
    expect(options.nth(1)).to_have_text("Other regions: Delivery times and fees (Taiwan)")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(f"**/en/{FEES}tw/")


def test_the_search_of_another_site_leads_to_the_page_for_the_other_region_too(open_shop: OpenShop) -> None:
    shop = open_shop(lang="zh-HK")
    shop.search("運費")
    shop.dialog.get_by_role("option", name="其他地區： 送貨時間與運費（台灣）").click()
    expect(shop.text).to_contain_text("NT$120")


def test_a_region_in_capitals_is_the_region(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("search/?q=delivery+fee&region=TW")
    expect(reader.hits.first).to_contain_text("Delivery times and fees (Taiwan)")
