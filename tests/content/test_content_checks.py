"""The rules: each with one site that breaks it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from small_site import article

from kbgen.errors import ContentError, Problem, gathered
from kbgen.settings.site import load
from kbgen.site.portal import prepare


def problems_of(config: Path) -> tuple[Problem, ...]:
    settings = load(config)
    try:
        return prepare(settings).warnings
    except ContentError as error:
        return error.problems


def only_problem(config: Path) -> Problem:
    (problem,) = problems_of(config)
    return problem


def test_two_files_for_one_address_are_reported(make_site):
    problem = only_problem(make_site({"content/en/returns/a.md": article(), "content/en/returns/a/index.md": article()}))
    assert (problem.code, problem.path) == ("duplicate-slug", Path("content/en/returns/a/index.md"))
    assert "content/en/returns/a.md" in problem.message


def test_a_category_of_one_language_that_is_an_article_of_the_other_is_reported(make_site):
    files = {"content/en/gifts.md": article(), "content/zh-hant/gifts/index.md": article("")}
    assert "duplicate-slug" in {problem.code for problem in problems_of(make_site(files))}


def test_paths_of_the_two_languages_must_not_differ_by_case(make_site):
    files = {"content/en/returns/FAQ.md": article(), "content/zh-hant/returns/faq.md": article()}
    assert only_problem(make_site(files)).code == "duplicate-slug"


def test_an_alias_that_is_in_use_is_reported_with_its_line(make_site):
    text = article(aliases="[returns/refund-times]")
    problem = only_problem(make_site({"content/en/returns/a.md": text}))
    assert (problem.code, problem.line) == ("alias-clash", 4)


def test_an_alias_of_two_articles_is_reported(make_site):
    titles = {"a": "One", "b": "Another"}
    files = {f"content/en/returns/{name}.md": article(title=title, aliases="[returns/old]") for name, title in titles.items()}
    problem = only_problem(make_site(files))
    assert (problem.code, problem.path) == ("alias-clash", Path("content/en/returns/b.md"))


def test_the_same_alias_in_both_languages_is_fine(make_site):
    text = article(aliases="[returns/old]")
    assert problems_of(make_site({"content/en/returns/a.md": text, "content/zh-hant/returns/a.md": text})) == ()


def test_an_empty_content_folder_is_reported(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\nplugins: [kbgen]\n")
    assert only_problem(tmp_path / "mkdocs.yml").code == "empty-content"


def test_a_language_without_articles_is_reported(make_site):
    config = make_site({"content/zh-hant/returns/refund-times.md": None})
    problem = only_problem(config)
    assert (problem.code, problem.path) == ("empty-language", Path("content/zh-hant"))


def test_a_category_without_articles_is_reported(make_site):
    problem = only_problem(make_site({"content/en/gifts/index.md": article("")}))
    assert (problem.code, str(problem.path)) == ("empty-category", "content/en/gifts/index.md")


def test_a_folder_of_articles_without_a_category_page_is_reported(make_site):
    problem = only_problem(make_site({"content/en/gifts/a.md": article(), "content/en/gifts/b.md": article(title="B")}))
    assert (problem.code, str(problem.path)) == ("missing-category-page", "content/en/gifts/index.md")


def test_a_category_page_in_one_language_is_enough(make_site):
    files = {"content/en/gifts/index.md": article(), "content/zh-hant/gifts/a.md": article()}
    assert problems_of(make_site(files)) == ()


def test_a_language_without_a_home_page_is_reported(make_site):
    assert only_problem(make_site({"content/zh-hant/index.md": None})).code == "missing-home-page"


def test_a_missing_title_is_reported(make_site):
    problem = only_problem(make_site({"content/en/returns/a.md": "Only text.\n"}))
    assert (problem.code, problem.line) == ("missing-title", 1)


def test_an_empty_title_is_reported_on_its_own_line(make_site):
    problem = only_problem(make_site({"content/en/returns/a.md": "---\ndescription: x\ntitle:\n---\n\nText.\n"}))
    assert (problem.code, problem.line, problem.message) == ("missing-title", 3, "'title' holds no text")
    assert "begin the file" not in problem.hint


def test_an_anchor_in_chinese_is_named_as_it_is_written(make_site):
    text = "---\ntitle: x\ndescription: y\n---\n\n[z](#取消)\n"
    problem = only_problem(make_site({"content/en/returns/a.md": text}))
    assert problem.code == "broken-anchor"
    assert "the link '#取消'" in problem.message


def test_a_missing_description_is_reported(make_site):
    problem = only_problem(make_site({"content/en/returns/a.md": "---\ntitle: x\n---\n\nText.\n"}))
    assert problem.code == "missing-description"


@pytest.mark.parametrize("body", ["", "\n\n", "<!-- to do:\n\nask Ann -->\n"])
def test_an_article_of_front_matter_alone_is_reported_for_its_page_would_be_empty(make_site, body):
    problem = only_problem(make_site({"content/en/returns/a.md": article(body)}))
    assert (problem.code, problem.line) == ("missing-text", 1)


def test_a_category_page_needs_no_text(make_site):
    files = {"content/en/gifts/index.md": article(""), "content/en/gifts/a.md": article(title="A gift")}
    assert problems_of(make_site(files)) == ()


@pytest.mark.parametrize("key", ["updated", "reviewed"])
def test_a_day_to_come_is_reported(make_site, key):
    text = "---\ntitle: x\ndescription: y\n{}---\n\nText.\n"
    problem = only_problem(make_site({"content/en/returns/a.md": text.format(f"{key}: 2999-01-02\n")}))
    assert (problem.code, problem.line) == ("day-to-come", 4)
    planned = f"publish_at: 2999-01-02\n{key}: 2999-01-02\n"
    assert "day-to-come" not in {one.code for one in problems_of(make_site({"content/en/returns/a.md": text.format(planned)}))}


def test_unreadable_front_matter_is_reported_once(make_site):
    problem = only_problem(make_site({"content/en/returns/a.md": "---\ntitle: a: b\n---\n"}))
    assert (problem.code, problem.line) == ("front-matter", 2)


@pytest.mark.parametrize(
    ("code", "markdown", "part"),
    [
        ("broken-link", "See [this](refund-time.md).", "refund-time.md"),
        ("broken-link", "See [this](/checkout).", "/checkout"),
        ("broken-anchor", "See [this](refund-times.md#by-cash).", "#by-cash"),
        ("broken-anchor", "See [this](#nowhere).", "#nowhere"),
        ("missing-image", "![A parcel](../../assets/parcel.svg)", "parcel.svg"),
        ("external-image", "![A parcel](https://example.com/parcel.png)", "example.com"),
        ("unsafe-link", "See [this](javascript:alert(1)).", "javascript:alert(1)"),
        ("unsafe-link", "![x](data:image/png;base64,AAAA)", "data:image"),
        ("raw-html", "A <div>box</div>.", "<div>"),
        ("extra-title", "# Another title", "Another title"),
    ],
)
def test_a_fault_in_the_text_is_reported_with_its_line(make_site, code, markdown, part):
    text = article(f"One line.\n\nAnother\n{markdown}\n" if not markdown.startswith("#") else f"One.\n\nAnother\n\n{markdown}\n")
    problem = only_problem(make_site({"content/en/returns/a.md": text}))
    assert problem.code == code
    assert part in problem.message
    assert text.splitlines()[problem.line - 1] == markdown


def test_an_image_without_words_is_a_warning(make_site):
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
    files = {"content/assets/x.svg": drawing, "content/en/returns/a.md": article("![](../../assets/x.svg)\n")}
    problem = only_problem(make_site(files))
    assert (problem.code, problem.severity) == ("missing-alt", "warning")


def test_a_link_to_an_article_of_the_other_language_leads_to_its_fallback_page(make_site):
    files = {
        "content/en/returns/only-english.md": article("## A part\n"),
        "content/zh-hant/returns/a.md": article("[看](only-english.md#a-part)\n"),
    }
    assert problems_of(make_site(files)) == ()


def test_an_anchor_is_looked_for_in_the_text_the_page_shows(make_site):
    files = {
        "content/en/returns/only-english.md": article("## A part\n"),
        "content/zh-hant/returns/a.md": article("[看](only-english.md#b-part)\n"),
    }
    problem = only_problem(make_site(files))
    assert (problem.code, problem.hint) == ("broken-anchor", "did you mean 'a-part'?")


def test_all_problems_of_a_site_show_at_once_and_in_order_of_file_and_line(make_site):
    files = {
        "content/en/returns/b.md": article("[x](y.md)\n\n[x](z.md)\n"),
        "content/en/returns/a.md": "---\ntitle: x\n---\n\nText.\n",
        "content/zh-hant/returns/c.md": b"\xff",
    }
    found = [(problem.path.name, problem.line, problem.code) for problem in problems_of(make_site(files))]
    assert found == [
        ("a.md", 1, "missing-description"),
        ("b.md", 6, "broken-link"),
        ("b.md", 8, "broken-link"),
        ("c.md", 1, "not-utf-8"),
    ]


def test_an_owner_that_the_settings_do_not_name_is_reported_with_its_line(make_site):
    files = {"content/zh-hant/returns/a.md": article(owner="Payment")}
    problem = only_problem(make_site(files, settings="owners:\n  Payments: { en: Payments, zh-hant: 付款組 }"))
    assert (problem.code, problem.line) == ("unknown-owner", 4)
    assert "did you mean 'Payments'?" in problem.hint


def test_without_a_list_of_owners_any_name_will_do(make_site):
    assert problems_of(make_site({"content/zh-hant/returns/a.md": article(owner="Payment")})) == ()


def test_a_site_may_make_a_problem_a_warning_or_switch_it_off(make_site):
    files = {"content/en/returns/a.md": article("[x](y.md) ![y](z.svg)\n")}
    config = make_site(files, settings="checks:\n  broken-link: warning\n  missing-image: off")
    problem = only_problem(config)
    assert (problem.code, problem.severity) == ("broken-link", "warning")


def test_a_folder_whose_only_page_is_a_written_index_is_an_article(make_site):
    text = article("Gift cards never expire.\n")
    config = make_site({"content/en/gifts/index.md": text, "content/zh-hant/gifts/index.md": article("禮品卡永久有效。\n")})
    assert problems_of(config) == ()
    assert {rendered.article.kind for key, rendered in prepare(load(config)).rendered.items() if key[1] == "gifts"} == {"article"}


def test_a_written_index_in_one_language_makes_an_article_of_both(make_site):
    files = {"content/en/gifts/index.md": article("Gift cards never expire.\n"), "content/zh-hant/gifts/index.md": article()}
    assert problems_of(make_site(files)) == ()


def test_an_alias_of_the_root_that_is_the_address_of_a_page_is_reported(make_site):
    for alias in ("/en/returns/refund-times/", "/zh-hant/", "/en/search/", "/index.html"):
        assert only_problem(make_site({"content/en/returns/a.md": article(aliases=f"[{alias}]")})).code == "alias-clash"


def test_an_alias_of_the_root_of_two_languages_is_reported(make_site):
    text = article(aliases="[/old/page/]")
    problem = only_problem(make_site({"content/en/returns/a.md": text, "content/zh-hant/returns/a.md": text}))
    assert (problem.code, problem.path) == ("alias-clash", Path("content/zh-hant/returns/a.md"))


def test_a_link_that_only_stores_its_accents_apart_is_told_so(make_site):
    files = {"content/en/returns/caf\u00e9.md": article(title="Tea"), "content/en/returns/a.md": article("[x](cafe\u0301.md)\n")}
    problem = only_problem(make_site(files))
    assert problem.code == "broken-link"
    assert "Unicode NFC" in problem.hint
    assert "caf\u00e9.md" in problem.hint


def test_faults_alike_in_one_file_are_one_line_that_counts_them_and_names_lines(make_site):
    text = article("[x](/checkout)\n\n" * 300 + "[y](gone.md)\n")
    problems = problems_of(make_site({"content/en/returns/a.md": text}))
    assert len(problems) == 301
    (shown,) = gathered(problems)
    assert shown.line == 6
    assert "and 300 more like it on lines 8, 10, 12" in shown.message


def test_a_few_faults_that_differ_are_shown_one_by_one_and_equal_ones_together(make_site):
    text = article("[x](/checkout)\n\n[y](gone.md)\n\n[x](/checkout)\n")
    shown = gathered(problems_of(make_site({"content/en/returns/a.md": text})))
    assert [(problem.line, "more like it on line 10" in problem.message) for problem in shown] == [(6, True), (8, False)]


ALONE = "checks: {unlinked-file: off}"


def test_a_broken_and_a_large_picture_are_reported(make_site):
    size = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0))
    whole = size + png_chunk(b"IDAT", b"x" * 6_000_000) + png_chunk(b"IEND")
    files = {"content/assets/a.png": whole, "content/assets/b.png": whole[:5000], "content/assets/c.png": b""}
    found = [(problem.path.name, problem.code, problem.severity) for problem in problems_of(make_site(files, settings=ALONE))]
    assert found == [
        ("a.png", "large-image", "warning"),
        ("b.png", "broken-image", "warning"),
        ("c.png", "broken-image", "warning"),
    ]


def png_chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("text", ["## a\n\n#### b\n", "### b\n"])
def test_a_heading_that_skips_a_level_is_a_warning_with_its_line(make_site, text):
    text = article(text)
    found = [problem for problem in problems_of(make_site({"content/en/returns/a.md": text})) if problem.code == "heading-jump"]
    assert [(text.splitlines()[problem.line - 1][-1], problem.severity) for problem in found] == [("b", "warning")]


def test_headings_may_go_up_by_any_number_of_levels(make_site):
    text = article("## a\n\n### b\n\n#### c\n\n## d\n\n### e\n")
    assert problems_of(make_site({"content/en/returns/a.md": text})) == ()


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("en", "## By card\n\nA refund to a card takes five to ten working days.\n"),
        (
            "zh-hant",
            "## 信用卡\n\n退款到信用卡需時五至十個工作天，銀行收到我們的通知之後，便會於下一期月結單入帳，毋須另行申請。\n",
        ),
    ],
)
def test_two_articles_of_one_text_are_a_warning(make_site, folder, text):
    one, other = article(text), article(text.replace("## ", "### ").replace("takes", "**takes**\n"), title="Other")
    problem = only_problem(
        make_site(
            {f"content/{folder}/returns/a.md": one, f"content/{folder}/returns/b.md": other},
            settings="checks: {heading-jump: 'off'}",
        )
    )
    assert (problem.code, problem.path.name, problem.severity) == ("same-text", "b.md", "warning")
    assert f"content/{folder}/returns/a.md" in problem.message


def test_an_address_that_a_program_would_fill_in_is_foreign_and_lacks_no_file(make_site):
    body = '\n[Home]({{base}}/start)\n\n<img src="{{ user.picture }}" alt="You" />\n\n![You]({{user.picture}})\n'
    problems = problems_of(make_site({"content/en/returns/a.md": article() + body}))
    assert {problem.code for problem in problems} == {"foreign-syntax"}
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("en/returns/a/index.html", "duplicate-slug"),
        ("zh-hant/returns/A/index.html", "duplicate-slug"),
        ("en/index.html", "duplicate-slug"),
        ("en/search/index.html", "duplicate-slug"),
        ("en/returns/old/index.html", "alias-clash"),
        ("old/x.html", "alias-clash"),
        ("en/returns/b/index.html", ""),
        ("google123.html", ""),
    ],
)
def test_a_file_in_the_place_of_a_page_is_reported(make_site, file, code):
    text, chinese = article(aliases="[returns/old, /old/x.html]"), article()
    files = {"content/en/returns/a.md": text, "content/zh-hant/returns/a.md": chinese, f"content/{file}": "STATIC"}
    found = [(problem.code, problem.path) for problem in problems_of(make_site(files)) if problem.severity == "error"]
    assert found == ([(code, Path("content", file))] if code else [])


READABLE = "---\ntitle: Fees\ndescription: About it.\n---\n\n## Parcels\n\nIt costs HK$100.\n"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (READABLE.replace("Parcels", "\xe9").encode("latin-1"), "not-utf-8"),
        (READABLE.encode("utf-16"), "not-utf-8"),
        (READABLE.replace("HK$", "\0").encode(), "nul-byte"),
        (READABLE.encode() + b"x" * 1024 * 1024, "too-large"),
        (READABLE.replace("---\n\n##", "\n##").encode(), "front-matter"),
    ],
    ids=["latin-1", "utf-16", "nul", "large", "no end"],
)
def test_an_article_that_cannot_be_read_is_one_error_and_none_elsewhere(make_site, raw, code):
    files = {
        "content/zh-hant/returns/fees.md": article("## 包裹\n\n收費 100 港元。\n", title="收費"),
        "content/en/returns/b.md": article("[One](fees.md#parcels) and [two](fees.md).\n"),
        "content/zh-hant/returns/b.md": article("[一](fees.md#包裹)和[二](fees.md)。\n"),
    }
    config = make_site(files)
    (config.parent / "content/en/returns/fees.md").write_bytes(raw)
    assert [(p.code, p.path.name) for p in problems_of(config)] == [(code, "fees.md")]


def test_two_names_of_one_folder_that_differ_by_case_are_one_error(make_site):
    files = {f"content/en/returns/{name}.md": article() for name in ("fees", "Fees")}
    files["content/zh-hant/returns/fees.md"] = article()
    assert [problem.code for problem in problems_of(make_site(files)) if problem.severity == "error"] == ["case-clash"]


def test_a_name_with_the_end_of_a_line_stays_on_the_line_of_its_problem():
    assert str(Problem(Path("content/en/a\nb\x1b[31m.md"), 3, "file-name", "m")).startswith("content/en/a\\nb\\x1b[31m.md:3: ")
