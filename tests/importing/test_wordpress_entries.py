"""Entries of WordPress that no plugin of languages calls a pair, and blocks that entries share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.commands.main import main

_HEAD = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Lamps</title><wp:base_blog_url>https://lamp.example</wp:base_blog_url>"
)


def entry(number: int, name: str, link: str, title: str, text: str, kind: str = "page") -> str:
    return (
        f"<item><title>{title}</title><link>https://lamp.example{link}</link><content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_name>{name}</wp:post_name><wp:status>publish</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type></item>"
    )


def imported(folder: Path, *entries: str) -> Path:
    (folder / "site.xml").write_text(f"{_HEAD}{''.join(entries)}</channel></rss>", encoding="utf-8")
    main(["import", str(folder / "site.xml"), str(folder / "site")])
    return folder / "site"


def test_entries_whose_addresses_differ_in_the_language_alone_are_a_pair(tmp_path: Path) -> None:
    site = imported(
        tmp_path,
        entry(1, "about", "/about/", "About", "<p>We sell lamps.</p>"),
        entry(2, "about", "/zh/about/", "關於", "<p>我們賣檯燈，也修檯燈。</p>"),
        entry(3, "contact", "/contact/", "Contact", "<p>Write to us.</p>"),
        entry(4, "contact", "/zh/contact/", "聯絡", "<p>請寫信給我們，我們會盡快回覆。</p>"),
        entry(5, "fees", "/zh/fees/", "收費", "<p>送貨收費五元。</p>"),
    )
    files = sorted(path.relative_to(site / "content").as_posix() for path in (site / "content").rglob("*.md"))
    general = [path for path in files if "/general/" in path and not path.endswith("index.md")]
    assert general == [
        "en/general/about.md",
        "en/general/contact-page.md",
        "zh-hant/general/about.md",
        "zh-hant/general/contact-page.md",
        "zh-hant/general/fees.md",
    ]


def test_a_former_address_that_a_page_of_the_portal_has_is_named_and_no_alias(tmp_path: Path) -> None:
    site = imported(
        tmp_path,
        entry(3, "contact", "/en/contact/", "Contact", "<p>Write to us.</p>"),
        entry(4, "contact", "/zh-hant/contact/", "聯絡", "<p>請寫信給我們，我們會盡快回覆。</p>"),
    )
    assert "aliases" not in (site / "content/en/general/contact-page.md").read_text("utf-8")
    assert "`zh-hant/general/contact-page.md: /zh-hant/contact/`" in (site / "import-report.md").read_text("utf-8")
    assert main(["check", "--config", str(site / "mkdocs.yml")]) == 0


def test_a_block_that_entries_share_stands_in_the_text_of_each(tmp_path: Path) -> None:
    site = imported(
        tmp_path,
        entry(1, "care", "/care/", "Care", '<p>Wipe it.</p><!-- wp:block {"ref":77} /-->'),
        entry(2, "保養", "/zh/保養/", "保養", '<p>請用乾布抹檯燈。</p><!-- wp:block {"ref": 78, "className":"x"} /-->'),
        entry(77, "hands", "/?p=77", "Hands", "<!-- wp:paragraph --><p>Wash hands.</p><!-- /wp:paragraph -->", "wp_block"),
        entry(78, "hands-zh", "/?p=78", "洗手", '<p>請先洗手。</p><!-- wp:block {"ref":78} /-->', "wp_block"),
    )
    assert "Wipe it.\n\nWash hands.\n" in (site / "content/en/general/care.md").read_text("utf-8")
    assert "請用乾布抹檯燈。\n\n請先洗手。\n" in (site / "content/zh-hant/general/保養.md").read_text("utf-8")
    assert "`保養: block 78, which the export does not hold`" in (site / "import-report.md").read_text("utf-8")


def test_blocks_that_lie_in_each_other_without_end_are_named_and_stop_nothing(tmp_path: Path) -> None:
    twice = "<p>Step {}.</p>" + '<!-- wp:block {{"ref":{}}} /-->' * 2
    chain = [entry(at, f"b{at}", f"/?p={at}", f"B{at}", twice.format(at, *2 * [at + 1]), "wp_block") for at in range(100, 700)]
    site = imported(tmp_path, entry(1, "care", "/care/", "Care", '<p>Wipe it.</p><!-- wp:block {"ref":100} /-->'), *chain)
    assert "Wipe it.\n\nStep 100.\n\nStep 101.\n" in (site / "content/en/general/care.md").read_text("utf-8")
    report = (site / "import-report.md").read_text("utf-8")
    assert "`Care: block 105 (B105), which lies too deep in others or is too long`" in report


def test_a_block_too_long_for_an_article_is_named_and_stops_nothing(tmp_path: Path) -> None:
    text = "<p>Wipe it.</p>" + '<!-- wp:block {"ref":77} /--><!-- wp:block {"ref":78} /-->'
    long = entry(77, "long", "/?p=77", "Long", f"<p>{'x' * 1024 * 1024}</p>", "wp_block")
    short = entry(78, "hands", "/?p=78", "Hands", "<p>Wash hands.</p>", "wp_block")
    site = imported(tmp_path, entry(1, "care", "/care/", "Care", text), long, short)
    assert "Wipe it.\n\nWash hands.\n" in (site / "content/en/general/care.md").read_text("utf-8")
    report = (site / "import-report.md").read_text("utf-8")
    assert "`Care: block 77 (Long), which lies too deep in others or is too long`" in report


def test_a_shared_block_that_is_lost_is_named_with_its_page(tmp_path: Path) -> None:
    text = '<p>Wipe it.</p><!-- wp:block {"ref":79} /--><!-- wp:block {"ref":77,"content":{"A":{"content":"Hot."}}} /-->'
    site = imported(
        tmp_path,
        entry(1, "care", "/care/", "Care", text),
        entry(77, "hands", "/?p=77", "Hands", "<p>Wash hands.</p>", "wp_block"),
    )
    report = (site / "import-report.md").read_text("utf-8")
    assert "2 reusable blocks of WordPress not in the text as visitors saw it" in report
    assert "`Care: block 79, which the export does not hold`" in report
    assert "`Care: block 77 (Hands), whose own words for this page are lost`" in report


_ENGLISH = "<p>Ask the people of this team if your printer is broken, and they will help you.</p>"


def articles(site: Path) -> list[str]:
    files = (path.relative_to(site / "content").as_posix() for path in (site / "content").rglob("*.md"))
    return sorted(path for path in files if not path.endswith("index.md"))


@pytest.mark.parametrize("slug", ["it", "no", "el", "hr", "pt", "id", "hk", "tc", "sc", "de"])
def test_a_page_that_is_called_as_a_language_is_a_page(tmp_path: Path, slug: str) -> None:
    site = imported(
        tmp_path,
        entry(1, slug, f"/{slug}/", "Help of the team", _ENGLISH),
        entry(2, "printers", f"/{slug}/printers/", "Printers", _ENGLISH),
        entry(3, "no-text", "/me/", "Me", "<p>Hello there.</p>"),
        entry(4, "fr", "/fr/", "FR", "<p>Short.</p>"),
    )
    assert "is in another language" not in (site / "import-report.md").read_text("utf-8")
    assert len([path for path in articles(site) if path.startswith("en/")]) == 4


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("it", "<p>Se la lampada non si accende, controllare il cavo e premere di nuovo il pulsante con cura.</p>"),
        ("de", "<p>Wenn die Lampe nicht leuchtet, prüfen Sie bitte das Kabel und drücken Sie noch einmal auf den Schalter.</p>"),
        ("ja", "<p>ランプの電源を入れてください。</p>"),
        ("ru", "<p>Включите лампу.</p>"),
        ("fr", "<p>La lampe.</p>"),
    ],
)
def test_pages_below_the_code_of_their_language_are_named_and_left(tmp_path: Path, code: str, text: str) -> None:
    site = imported(
        tmp_path,
        entry(1, "about", "/about/", "About", "<p>We sell lamps of the best kind.</p>"),
        entry(2, "about", f"/{code}/about/", "x", text),
    )
    assert f"is in another language ({code})" in (site / "import-report.md").read_text("utf-8")
    assert articles(site) == ["en/general/about.md"] or articles(site) == ["en/general/about-page.md"]


def test_pages_of_builders_give_their_text_titles_pictures_and_links(tmp_path: Path) -> None:
    text = (
        '[et_pb_section fb_built="1"][et_pb_row][et_pb_column type="4_4"][et_pb_text]'
        "<p>Divi text with <b>bold</b>.</p>[/et_pb_text]"
        '[et_pb_blurb title="Fast"]Quick lamps.[/et_pb_blurb]'
        '[et_pb_image src="https://cdn.example/a.png" alt="Lamp"][/et_pb_image]'
        '[et_pb_button button_url="https://other.example/" button_text="Go"][/et_pb_button]'
        '[et_pb_toggle title="Is it safe?"]<p>Yes.</p>[/et_pb_toggle][/et_pb_column][/et_pb_row][/et_pb_section]'
    )
    visual = (
        '[vc_row][vc_column width="1/2"][vc_column_text]請用乾布抹檯燈，不要用水。[/vc_column_text][vc_empty_space height="9px"]'
        '[vc_custom_heading text="清潔" font_container="tag:h2|text_align:left"][vc_raw_html]PGI+JTIwPC9iPg==[/vc_raw_html]'
        "[/vc_column][/vc_row]"
    )
    site = imported(tmp_path, entry(1, "divi", "/divi/", "Divi", text), entry(2, "vc", "/zh/vc/", "抹燈", visual))
    english = (site / "content/en/general/divi.md").read_text("utf-8").partition("\n---\n\n")[2]
    assert english == (
        "Divi text with **bold**.\n\n**Fast**\n\nQuick lamps.\n\n![Lamp](https://cdn.example/a.png)\n\n"
        '[Go](https://other.example/)\n\n??? question "Is it safe?"\n\n    Yes.\n'
    )
    chinese = (site / "content/zh-hant/general/vc.md").read_text("utf-8").partition("\n---\n\n")[2]
    assert chinese.startswith("請用乾布抹檯燈，不要用水。\n\n## 清潔")
    assert "vc_" not in chinese
    assert "PGI" not in chinese
    assert "of WordPress" not in (site / "import-report.md").read_text("utf-8")


def test_pairs_of_any_plugin_give_their_text_and_are_named_as_others_are(tmp_path: Path) -> None:
    text = (
        "<p>Buy [fancy size=2]this <em>lamp</em>[/fancy] or [sic] that, see [[gallery]].</p>[members][nested]<p>Secret.</p>"
        "[/nested][/members]<p>[price_list]</p><p>[products]</p><p>[ninja_form id=5]</p><pre>[b]code[/b]</pre>"
    )
    site = imported(tmp_path, entry(1, "buy", "/buy/", "Buy", text))
    body = (site / "content/en/general/buy.md").read_text("utf-8")
    assert "Buy this *lamp* or [sic] that" in body
    assert "\n\nSecret.\n\n" in body
    assert "[b]code[/b]" in body
    report = (site / "import-report.md").read_text("utf-8")
    assert [name for name in ("fancy", "members", "nested") if f"[{name}] … [/{name}] of a plugin" in report] == [
        "fancy",
        "members",
        "nested",
    ]
    assert [name for name in ("price_list", "products", "ninja_form", "sic", "gallery") if f"[{name} …]" in report] == [
        "price_list",
        "products",
        "ninja_form",
    ]


def test_private_and_guarded_entries_are_drafts_that_the_report_names(tmp_path: Path) -> None:
    private = entry(1, "staff", "/staff/", "Staff", "<p>Rota.</p>").replace(">publish<", ">private<")
    guarded = entry(2, "press", "/press/", "Press", "<p>News.</p>").replace(
        "</wp:status>", "</wp:status><wp:post_password>x</wp:post_password>"
    )
    meta = (
        "<wp:postmeta><wp:meta_key>_yoast_wpseo_metadesc</wp:meta_key>"
        "<wp:meta_value>%%title%% %%sep%%</wp:meta_value></wp:postmeta>"
    )
    seen = entry(3, "care", "/care/", "Care", "<p>Wipe it.</p>").replace("</item>", f"{meta}</item>")
    site = imported(tmp_path, private, guarded, seen)
    for name in ("staff", "press"):
        assert "draft: true" in (site / f"content/en/general/{name}.md").read_text("utf-8")
    report = (site / "import-report.md").read_text("utf-8")
    assert "1 entry of WordPress private, for those who work on the site, now drafts" in report
    assert "1 entry of WordPress behind a password, now drafts" in report
    assert "%%" not in (site / "content/en/general/care.md").read_text("utf-8")
