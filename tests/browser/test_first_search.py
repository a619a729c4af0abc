"""A first search asks for little, each thing once, and for nothing that it could have asked for before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Request, Route, expect
from portal_reader import LANGUAGES, Language, MakeReader, Reader, eventually

QUESTIONS: dict[Language, tuple[str, str]] = {"en": ("refund times", "refnd paymnt"), "zh-hant": ("退款時間", "推款時間")}


def watch(reader: Reader) -> list[str]:
    """Return the addresses that the reader's browser asks for from now on, of scripts and index of the search."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/search/" in request.url and not request.is_navigation_request():
            asked.append(request.url.rpartition("/search/")[2])

    reader.page.context.on("request", note)
    return asked


@LANGUAGES
def test_the_results_page_asks_for_worker_and_index_while_its_own_script_is_on_its_way(
    make_reader: MakeReader, language: Language
) -> None:
    reader = make_reader(language)
    held: list[Route] = []
    reader.page.context.route("**/portal/portal.js", lambda route: held.append(route))
    asked = watch(reader)
    reader.page.goto(f"{reader.address}{language}/search/?q={QUESTIONS[language][0]}", wait_until="commit")

    def seen() -> set[str]:
        reader.page.title()  # which lets Playwright tell what was asked for meanwhile
        return {*asked, *("portal.js" for _ in held)}

    eventually(seen, lambda names: names >= {f"{language}.pack", "worker.js", "portal.js"})
    held[0].continue_()
    expect(reader.hits.first).to_be_visible()
    assert asked.count(f"{language}.pack") == 1


@LANGUAGES
@pytest.mark.parametrize("mended", [False, True], ids=["clean", "mended"])
def test_a_first_search_of_a_small_portal_asks_for_at_most_12_files(
    make_reader: MakeReader, language: Language, mended: bool
) -> None:
    reader = make_reader(language)
    reader.open()
    asked = watch(reader)
    reader.start_search()
    reader.page.keyboard.insert_text(QUESTIONS[language][mended])
    expect(reader.options.first).to_be_visible()
    texts = reader.options.count()  # an excerpt for each result comes after it
    assert len(asked) <= 12 + texts
    assert asked.count(f"{language}.pack") == asked.count("worker.js") == 1
    assert "manifest.json" not in asked
