"""An article with a page for each region, as its reader goes through it: the address says the region, and nothing else does."""

from __future__ import annotations

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
