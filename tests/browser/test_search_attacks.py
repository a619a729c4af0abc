"""Hostile questions and a hostile index: every text stays a text, and the page goes on answering."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from portal_reader import LANGUAGES, Language, MakeReader, Reader
from small_index import article, source_of

from kbgen.index.build import build_index

# JavaScript expressions, because a lone surrogate cannot be sent to the browser.
QUERIES = {
    "__proto__": "'__proto__'",
    "constructor": "'constructor'",
    "inherited names": "'toString hasOwnProperty valueOf __defineGetter__ prototype'",
    "100 kB in one word": "'refund'.repeat(17000)",
    "100 kB of Chinese": "'退款'.repeat(25000)",
    "many combining marks": "'e' + '\\u0301'.repeat(500)",
    "10,000 words": "'refund '.repeat(10000)",
    "10,000 unlike words": "Array.from({length: 10000}, (_, at) => 'w' + at.toString(36)).join(' ')",
    "10,000 scripts in turn": "'退a'.repeat(10000)",
    "emoji": "'👩‍👩‍👧‍👦🇭🇰🏳️‍🌈'.repeat(50)",
    "emoji in a question": "'refund 💸 退款 🧾'",
    "lone surrogates": "'\\ud800refund\\udfff 退款\\ud83d'",
    "nothing but lone surrogates": "'\\udc00\\ud800'.repeat(300)",
    "blanks": "' \\t\\u00a0\\u3000\\u2003'.repeat(500)",
    "invisible": "'\\u200b\\u200d\\ufeff\\u202e\\u0000'",
    "right to left": "'\\u202erefund\\u202c مرحبا'",
    "a ligature that grows": "'\\ufdfa'.repeat(200)",
    "punctuation": "'.*+?^${}()|[]\\\\/%%%00'",
    "outside the BMP": "'𠮷𠀀𪚥'.repeat(100)",
}

MARKUP = [
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
]
PAYLOADS = [
    *MARKUP,
    *(f'">{markup}' for markup in MARKUP),
    *(f"'>{markup}" for markup in MARKUP),
    *(f"refund {markup}" for markup in MARKUP),
    *(f"</title>{markup}" for markup in MARKUP),
    *(f"</script>{markup}" for markup in MARKUP),
    *(f"</mark>{markup}" for markup in MARKUP),
    *(f"{markup}退款" for markup in MARKUP),
    *(markup.replace("<", "&lt;").replace(">", "&gt;") for markup in MARKUP),
    *(markup.replace("<", "＜").replace(">", "＞") for markup in MARKUP),  # NFKC makes these ASCII
    *(markup.upper() for markup in MARKUP),
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "{query}{count}{corrected}",
    "`-alert(1)-`",
    "--><!--<img src=x onerror=alert(1)>",
    "]]><img src=x onerror=alert(1)>",
    "<a href=javascript:alert(1)>refund</a>",
    "<form action=javascript:alert(1)><button>refund</button></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<base href=//example.com/>",
]
FOREIGN_ELEMENTS = (
    "img[src=x], svg[onload], script:not([src]):not([type*=json]), iframe, math, base, "
    "[onerror], [onfocus], [onmouseover], [ontoggle]"
)


def is_untouched(reader: Reader) -> None:
    """Assert that no payload became an element."""
    assert reader.page.locator(FOREIGN_ELEMENTS).count() == 0


def listen_for_dialogs(page: Page) -> list[str]:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return dialogs


@LANGUAGES
def test_hostile_questions_are_answered_like_any_other(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    page = reader.page
    reader.open("search/")
    names = "Object.getOwnPropertyNames(Object.prototype).sort().join()"
    before = page.evaluate(names)
    found = page.locator("[data-kb-found]")
    for name, query in QUERIES.items():
        page.evaluate(
            "const input = document.querySelector('input[name=q]');"
            f"input.value = {query}; input.dispatchEvent(new Event('input'))"
        )
        expect(found, name).not_to_have_attribute("aria-busy", "true")
        assert page.get_by_role("alert").locator("visible=true").count() == 0, name
    page.locator("input[name=q]").fill({"en": "octopus", "zh-hant": "八達通"}[language])
    expect(reader.hits.first).to_have_attribute("data-article", "payment/octopus")
    assert page.evaluate(names) == before
    assert page.workers[0].evaluate(names) == before


@LANGUAGES
def test_the_engine_itself_bounds_what_it_is_asked(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    reader.open()
    answers = reader.page.evaluate(
        f"""async () => {{
            const {{ createSearch }} = await import(
                new URL("../search/client.js", document.querySelector("script[type=module]").src)
            );
            const search = createSearch({{ base: "../", locale: "{language}" }});
            const answers = [];
            for (const query of [{",".join(QUERIES.values())}]) {{
                const {{ outcome, total, results }} = await search.search(query);
                const literal = (await search.search(query, {{ literal: true }})).total;
                answers.push({{ outcome, total, literal, ids: results.map(({{ id }}) => id) }});
            }}
            return answers;
        }}"""
    )
    answered = dict(zip(QUERIES, answers, strict=True))
    for name, answer in answered.items():
        assert answer["outcome"] in {"exact", "corrected", "weak", "none"}, name
        assert bool(answer["total"]) == (answer["outcome"] != "none"), name
        assert all("/" in identity for identity in answer["ids"]), name
    for name in ("__proto__", "constructor", "nothing but lone surrogates", "blanks", "invisible", "emoji"):
        assert answered[name]["literal"] == 0, name
    assert answered["emoji in a question"]["literal"] > 0
    assert answered["lone surrogates"]["literal"] > 0


def test_markup_in_the_address_stays_text(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    page = reader.page
    dialogs = listen_for_dialogs(page)
    for payload in PAYLOADS[::5]:  # a page each; the other tests take all of them
        page.goto(f"{reader.address}en/search/?q={quote(payload, safe='')}#{quote(payload, safe='')}", wait_until="commit")
        expect(page.locator("input[name=q]")).to_have_value(payload)
        found = page.locator("[data-kb-found]")
        expect(found.locator(".hits, .nothing").first).to_be_visible()
        assert page.title().startswith(f"{payload} – "), payload
        nothing = found.locator(".nothing h2")
        if nothing.count():
            assert nothing.evaluate("(title) => title.textContent") == f"No article found for “{payload}”"
        is_untouched(reader)
    assert dialogs == []


def test_markup_typed_into_the_box_stays_text(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    dialogs = listen_for_dialogs(reader.page)
    reader.open()
    box = reader.start_search()
    panel = reader.page.locator("form .answers")
    for payload in PAYLOADS:
        box.fill(payload)
        expect(panel).not_to_have_attribute("aria-busy", "true")
        nothing = panel.locator(".nothing h2")
        if nothing.count():
            assert nothing.evaluate("(title) => title.textContent") == f"No article found for “{payload}”"
        is_untouched(reader)
    assert dialogs == []


@pytest.fixture(scope="module")
def hostile_files() -> dict[str, bytes]:
    """An index whose every title, heading, text and synonym is a payload."""
    return dict(
        build_index(
            source_of(
                {
                    f"orders/hostile-{number:02}": {
                        "en": article(
                            payload,
                            f"voucher {payload}",
                            f"{payload} voucher",
                            keywords=("voucher", payload),
                            description=payload,
                        )
                    }
                    for number, payload in enumerate(PAYLOADS)
                }
            )
        ).files
    )


def test_markup_in_the_index_stays_text(make_reader: MakeReader, hostile_files: dict[str, bytes]) -> None:
    reader = make_reader("en")
    page = reader.page
    dialogs = listen_for_dialogs(page)
    page.context.route("**/search/**/*.bin", lambda route: _answer(route, hostile_files))
    page.context.route("**/search/*.pack", lambda route: _answer(route, hostile_files))
    reader.open("search/?q=voucher")
    for shown in (20, 40, 50):
        expect(reader.hits).to_have_count(shown)
        page.locator(".more").click()
    expect(reader.hits).to_have_count(len(PAYLOADS))
    expect(reader.hits.locator(".excerpt:empty")).to_have_count(0)
    titles = {hit["id"]: hit["title"] for hit in page.evaluate(HITS)}
    assert titles == {f"orders/hostile-{number:02}": payload for number, payload in enumerate(PAYLOADS)}
    is_untouched(reader)
    assert dialogs == []


HITS = """[...document.querySelectorAll("[data-kb-found] a[data-article]")].map((hit) => (
    { id: hit.dataset.article, title: hit.querySelector(".title").textContent, href: hit.href }))"""


@pytest.mark.parametrize(
    "identity", ["javascript:alert(1)/x", "../../x/y", "//example.com/x", "\\\\example.com/x", "__proto__/constructor"]
)
def test_a_result_never_leads_out_of_the_portal(make_reader: MakeReader, identity: str) -> None:
    files = build_index(source_of({identity: {"en": article("Voucher", "A voucher.")}})).files
    reader = make_reader("en")
    reader.page.context.route("**/search/**/*.bin", lambda route: _answer(route, files))
    reader.page.context.route("**/search/*.pack", lambda route: _answer(route, files))
    reader.open("search/?q=voucher")
    expect(reader.hits).to_have_count(1)
    assert [hit["href"].startswith(reader.address) for hit in reader.page.evaluate(HITS)] == [True]


def _answer(route: Route, files: Mapping[str, bytes]) -> None:
    route.fulfill(body=files[route.request.url.rpartition("/search/")[2]])
