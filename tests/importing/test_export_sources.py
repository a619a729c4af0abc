"""`kbgen import` of exports: one of each kind, in the shape that its program writes, moved in as a team would."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.commands.main import main
from tests.importing.export_archives import CONFLUENCE, MANUAL, NOTION, NOTION_HTML, docx, paragraph, write_zip

KINDS = ("zendesk", "helpscout", "wordpress", "confluence", "notion", "notion-html", "docx", "docx-folder")
_HERE = Path(__file__).parent / "exports"


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """An export of each kind."""
    folder = tmp_path_factory.mktemp("exports")
    for kind in ("zendesk", "helpscout", "wordpress"):
        shutil.copytree(_HERE / kind, folder / kind)
    (folder / "word").mkdir()
    docx(folder / "word/clean it.en.docx", paragraph("Clean it", "Heading1"), paragraph("Wipe it with a dry cloth."))
    docx(folder / "word/clean it.zh-hant.docx", paragraph("清潔", "Title"), paragraph("請用乾布抹檯燈。"))
    return {
        "zendesk": folder / "zendesk",
        "helpscout": folder / "helpscout/all.json",
        "wordpress": folder / "wordpress/lamp.WordPress.2024-05-01.xml",
        "confluence": write_zip(folder / "confluence.zip", CONFLUENCE),
        "notion": write_zip(folder / "notion.zip", NOTION),
        "notion-html": write_zip(folder / "notion-html.zip", NOTION_HTML),
        "docx": docx(folder / "manual.docx", *MANUAL),
        "docx-folder": folder / "word",
    }


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, sources: Mapping[str, Path]) -> Mapping[str, Path]:
    """The site that each export became."""
    folder = tmp_path_factory.mktemp("moved-exports")
    for kind, source in sources.items():
        assert main(["import", str(source), str(folder / kind)]) == 0
    return {kind: folder / kind for kind in sources}


def article(site: Path, path: str) -> str:
    return (site / "content" / path).read_text(encoding="utf-8")


def report(site: Path) -> str:
    return (site / "import-report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_import_of_an_export_changes_nothing(
    sources: Mapping[str, Path], sites: Mapping[str, Path], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["import", "--json", str(sources[kind]), str(sites[kind])]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["written"], outcome["kept"], outcome["removed"]) == ([], [], [])


@pytest.mark.parametrize("kind", KINDS)
def test_no_html_and_no_foreign_form_of_an_export_is_left(sites: Mapping[str, Path], kind: str) -> None:
    assert "[raw-html]" not in report(sites[kind])
    assert "[foreign-syntax]" not in report(sites[kind]).replace("a shortcode of WordPress", "")


def test_translations_of_one_article_become_a_pair(sites: Mapping[str, Path]) -> None:
    for kind, path in (
        ("zendesk", "orders-returns/refunds/when-a-refund-arrives.md"),
        ("helpscout", "billing/change-plan.md"),
        ("wordpress", "care/clean-the-lamp.md"),
        ("docx-folder", "general/clean-it.md"),
    ):
        assert (sites[kind] / "content/en" / path).is_file()
        assert (sites[kind] / "content/zh-hant" / path).is_file()


def test_categories_are_called_in_each_language_as_the_export_says(sites: Mapping[str, Path]) -> None:
    assert 'title: "Orders & returns"\ndescription: From order to refund.' in article(
        sites["zendesk"], "en/orders-returns/index.md"
    )
    assert "title: 訂單與退貨\n" in article(sites["zendesk"], "zh-hant/orders-returns/index.md")
    assert 'title: "Billing & plans"\n' in article(sites["helpscout"], "en/billing/index.md")
    assert "title: 帳務\n" in article(sites["helpscout"], "zh-hant/billing/index.md")
    assert 'title: "Care & cleaning"\n' in article(sites["wordpress"], "en/care/index.md")
    assert "title: 保養\n" in article(sites["wordpress"], "zh-hant/care/index.md")
    assert "title: Lamp manual\n" in article(sites["docx"], "en/manual/index.md")


def test_other_languages_and_second_versions_of_ours_are_left_and_named(sites: Mapping[str, Path]) -> None:
    text = report(sites["zendesk"])
    assert "1 file not taken, because it is in another language (de)" in text
    another = "is the same page in another kind of the language"
    assert f"{another} (en-gb) than en-us/orders-returns/refunds/return-a-lamp.md" in text
    assert f"{another} (zh-hk) than zh-tw/orders-returns/refunds/when-a-refund-arrives.md" in text


def test_links_between_articles_lead_to_files_and_to_headings(sites: Mapping[str, Path]) -> None:
    assert "[how to return a lamp](return-a-lamp.md#h_01hx)" in article(
        sites["zendesk"], "en/orders-returns/refunds/when-a-refund-arrives.md"
    )
    assert "## The label { #h_01hx }" in article(sites["zendesk"], "en/orders-returns/refunds/return-a-lamp.md")
    assert "[Cancel](cancel.md)" in article(sites["helpscout"], "en/billing/change-plan.md")
    assert "[the warranty](../warranty/index.md)" in article(sites["wordpress"], "en/care/clean-the-lamp.md")
    confluence = article(sites["confluence"], "en/care/clean-it.md")
    assert ".md#id-清潔檯燈-步驟)" in confluence
    assert "[care](index.md) and Bob." in confluence
    assert "[Care](index.md)" in article(sites["notion"], "en/care/clean-it.md")
    assert "[Care](general/care.md)" in article(sites["notion-html"], "en/index.md")


def test_what_the_export_does_not_hold_is_listed_first(sites: Mapping[str, Path]) -> None:
    text = report(sites["zendesk"])
    assert "https://help.lamp.example/hc/article_attachments/360000502/lost.png" in text
    assert "1 link to pages of the former site that the export does not hold" in text
    assert text.index("still on the former site") < text.index("made of the first sentence")


def test_pictures_of_exports_lie_in_assets_with_their_width(sites: Mapping[str, Path]) -> None:
    for kind, path, picture in (
        ("zendesk", "orders-returns/refunds/when-a-refund-arrives.md", "refund.png){ width=320 }"),
        ("confluence", "care/clean-it.md", "98320.png){ width=250 }"),
        ("notion-html", "general/care.md", "Untitled.png){ width=336 }"),
    ):
        assert picture in article(sites[kind], f"en/{path}")
    assert "![A cloth](../../assets/pictures/" in article(sites["docx"], "en/manual/clean-it.md")
    assert not list((sites["notion"] / "content/assets").rglob("*0a0a0a*"))
    for site in sites.values():
        assert "[missing-image]" not in report(site)


def test_old_addresses_of_articles_lead_on(sites: Mapping[str, Path]) -> None:
    zendesk = article(sites["zendesk"], "en/orders-returns/refunds/when-a-refund-arrives.md")
    assert "'/hc/en-us/articles/360000101-When-a-refund-arrives/', '/hc/en-us/articles/360000101/'" in zendesk
    assert "'/hc/zh-tw/articles/360000101-退款/'" in article(
        sites["zendesk"], "zh-hant/orders-returns/refunds/when-a-refund-arrives.md"
    )
    assert "['/article/14-change-plan/', '/old/plan/']" in article(sites["helpscout"], "en/billing/change-plan.md")
    assert "['/clean-the-lamp/', '/cleaning/']" in article(sites["wordpress"], "en/care/clean-the-lamp.md")
    assert "'/display/LAMP/Clean+it/'" in article(sites["confluence"], "en/care/clean-it.md")


def test_what_nobody_could_read_there_is_a_draft_here(sites: Mapping[str, Path]) -> None:
    for kind, path in (
        ("zendesk", "en/lamps/set-up/a-draft.md"),
        ("zendesk", "en/lamps/set-up/for-agents-only.md"),
        ("zendesk", "en/lamps/set-up/null-body.md"),
        ("zendesk", "zh-hant/lamps/set-up/set-up-quickly.md"),
        ("helpscout", "en/billing/cancel.md"),
        ("wordpress", "en/warranty/change-the-bulb-more.md"),
        ("notion", "zh-hant/care/清潔檯燈.md"),
    ):
        assert "\ndraft: true\n" in article(sites[kind], path)
    assert "1 article that only some users could see, now drafts" in report(sites["zendesk"])
    assert "Ask Bob first" not in article(sites["helpscout"], "en/billing/change-plan.md")


def test_two_articles_of_one_name_both_stay(sites: Mapping[str, Path]) -> None:
    assert "Plug it in." in article(sites["zendesk"], "en/lamps/set-up/set-up-quickly.md")
    assert "Another article of the same title." in article(sites["zendesk"], "en/lamps/set-up/set-up-quickly-2.md")
    assert "Another page of the same name." in article(sites["notion"], "en/care/clean-it-2.md")


def test_front_matter_says_what_the_export_says(sites: Mapping[str, Path]) -> None:
    assert "keywords: [money back, refund time]\nupdated: 2024-04-30\nfeatured: true\norder: 20\n" in article(
        sites["zendesk"], "en/orders-returns/refunds/when-a-refund-arrives.md"
    )
    assert "updated: 2024-05-02\n" in article(sites["zendesk"], "zh-hant/orders-returns/refunds/when-a-refund-arrives.md")
    assert "description: How to clean it.\nkeywords: [dust]\nupdated: 2024-04-01\n" in article(
        sites["wordpress"], "en/care/clean-the-lamp.md"
    )
    assert "keywords: [dust]\nupdated: 2024-05-03\norder: 30\n" in article(sites["confluence"], "en/care/clean-it.md")
    assert 'keywords: ["dust", "cloth"]\nupdated: 2024-05-03\n# Owner: Bob\n' in article(sites["notion"], "en/care/clean-it.md")
    assert 'title: "Q&A 🎉"\n' in article(sites["helpscout"], "en/general/說明.md")


def test_macros_and_blocks_become_those_of_kbgen(sites: Mapping[str, Path]) -> None:
    confluence = article(sites["confluence"], "en/care/clean-it.md")
    assert '!!! note "Hot"\n\n    Wait until it is cold.' in confluence
    assert '```bash title="clean.sh"\nlamp off\necho "<ready>"\n```' in confluence
    assert '??? question "May I use water?"\n\n    No.' in confluence
    assert "- [x] Cool\n- [ ] Wipe" in confluence
    assert "**DONE** ✅" in confluence
    assert "| • Shade<br>• Foot | weekly |" in confluence
    notion = article(sites["notion-html"], "en/general/care.md")
    assert "!!! tip\n\n    Use a soft one." in notion
    assert "<figcaption>A cloth</figcaption>" in notion
    assert "!!! warning\n\n    Wait until it is cold." in article(sites["notion"], "en/care/clean-it.md")
    assert "[^footnote-2]: Not the shade." in article(sites["docx"], "en/manual/clean-it.md")


def test_the_classic_editor_of_wordpress_keeps_paragraphs_and_lines(sites: Mapping[str, Path]) -> None:
    text = article(sites["wordpress"], "zh-hant/care/clean-the-lamp.md")
    assert "用乾布抹。\n\n第二段，*小心*。\\\n換行在此。" in text
    assert "<https://vimeo.com/123>" in text
    assert "!!! note\n\n    記得拔掉插頭。" in text
    assert "[contact-form-7 …], which a plugin of WordPress filled in" in report(sites["wordpress"])


def test_cells_that_were_merged_stand_in_every_row_and_are_named(sites: Mapping[str, Path]) -> None:
    text = article(sites["zendesk"], "en/orders-returns/refunds/when-a-refund-arrives.md")
    assert "| Card | Visa<br>3 |\n| Card | Master<br>5 |\n| a \\| b |  |" in text
    assert "2 merged cells written into each of its rows" in report(sites["zendesk"])


def test_pictures_saved_beside_the_export_are_taken_by_the_next_import(
    tmp_path: Path, sources: Mapping[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source = shutil.copytree(sources["zendesk"], tmp_path / "zendesk")
    main(["import", str(source), str(tmp_path / "site")])
    shutil.copy(source / "article_attachments/360000501/refund.png", source / "lost.png")
    main(["import", str(source), str(tmp_path / "site")])
    assert "![](../../../assets/lost.png)" in article(tmp_path / "site", "en/orders-returns/refunds/when-a-refund-arrives.md")


def test_links_between_documents_of_word_lead_to_articles_whatever_their_names_are_made_of(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "%E6%B8%85%E6%BD%94%20A.docx" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>清潔</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    (tmp_path / "word").mkdir()
    docx(tmp_path / "word/清潔 A.docx", paragraph("清潔", "Title"), paragraph("請用乾布抹檯燈。"))
    docx(tmp_path / "word/開始.docx", paragraph("開始", "Title"), paragraph("使用之前請看", inner=field))
    assert main(["import", str(tmp_path / "word"), str(tmp_path / "site")]) == 0
    assert "使用之前請看[清潔](%E6%B8%85%E6%BD%94-a.md)" in article(tmp_path / "site", "zh-hant/general/開始.md")


def test_entries_of_wordpress_without_numbers_are_all_taken(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>{title}</title><content:encoded>{text}</content:encoded></item>"
        for title, text in (("Clean it", "Wipe it."), ("Switch it on", "Press the button."))
    )
    (tmp_path / "site.xml").write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel>{items}</channel></rss>",
        encoding="utf-8",
    )
    assert main(["import", str(tmp_path / "site.xml"), str(tmp_path / "site")]) == 0
    assert "Wipe it." in article(tmp_path / "site", "en/posts/clean-it.md")
    assert "Press the button." in article(tmp_path / "site", "en/posts/switch-it-on.md")


def test_places_that_are_no_numbers_are_the_first(tmp_path: Path) -> None:
    pages = [
        '{"id": 1, "section_id": 3, "locale": "en-us", "title": "Clean it", "body": "<p>Wipe it.</p>", "position": 1e999}',
        '{"id": 2, "section_id": 3, "locale": "en-us", "title": "Switch it on", "body": "<p>Press it.</p>", "position": NaN}',
    ]
    (tmp_path / "articles.json").write_text(f'{{"articles": [{", ".join(pages)}]}}', encoding="utf-8")
    assert main(["import", str(tmp_path / "articles.json"), str(tmp_path / "site")]) == 0
    assert "order: 10\n" in article(tmp_path / "site", "en/general/clean-it.md")
    assert "order: 20\n" in article(tmp_path / "site", "en/general/switch-it-on.md")


@pytest.mark.parametrize("place", ["1" + "0" * 400, "-1" + "0" * 4290, "1e300"])
def test_places_that_no_list_has_are_the_first(tmp_path: Path, place: str) -> None:
    page = '{"id": 1, "section_id": 3, "locale": "zh-tw", "title": "清潔", "body": "<p>請用乾布抹檯燈。</p>", "position": 1}'
    section = f'{{"id": 3, "category_id": 4, "locale": "zh-tw", "name": "保養", "position": {place}}}'
    (tmp_path / "all.json").write_text(f'{{"articles": [{page}], "sections": [{section}]}}', encoding="utf-8")
    assert main(["import", str(tmp_path / "all.json"), str(tmp_path / "site")]) == 0
    assert "order: 10\n" in article(tmp_path / "site", "zh-hant/保養/index.md")


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "markdownify", None)
    assert main(["import", str(_HERE / "helpscout"), str(tmp_path / "site")]) == 2
    assert 'pip install "kbgen[import]"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("articles.json", '{"articles": [], "count": 0, "section_id": 1}', "holds no page of Zendesk"),
        ("articles.json", '{"articles": [{"id": 1, "section_id": 2, ', "'articles.json' is no JSON: Expecting"),
        ("articles.json", '{"section_id":' + "[" * 100_000 + "]" * 100_000 + "}", "is nested too deeply"),
        ("site.xml", '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>', "is no whole XML"),
        ("site.xml", '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>', "holds no page of WordPress"),
        ("notes.json", '{"a": 1}', "is of no tool that kbgen knows"),
    ],
)
def test_an_export_that_is_empty_or_broken_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path / name), str(tmp_path / "site")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("english", "chinese"), [("{} (EN)", "{} (中文)"), ("{}", "{} 繁體中文"), ("[English] {}", "[zh-Hant] {}")]
)
def test_pages_of_notion_that_differ_in_the_language_of_their_names_are_pairs(tmp_path: Path, english: str, chinese: str) -> None:
    digits = [f"{number:032x}" for number in range(5)]
    files = {
        f"Help {digits[0]}.md": "# Help\n\nWelcome to the lamp shop.\n",
        f"Help {digits[0]}/{english.format('Fees')} {digits[1]}.md": "# Fees\n\nDelivery costs five dollars.\n",
        f"Help {digits[0]}/{chinese.format('Fees')} {digits[2]}.md": "# 收費\n\n送貨收費五元，順豐速運。\n",
        f"Help {digits[0]}/Delivery HK {digits[3]}.md": "# Delivery HK\n\nWe deliver in Hong Kong.\n",
        f"Help {digits[0]}/Delivery TW {digits[4]}.md": "# Delivery TW\n\nWe deliver in Taiwan.\n",
    }
    source = write_zip(tmp_path / "notion.zip", files)
    assert main(["import", str(source), str(tmp_path / "site"), "--from", "notion"]) in {0, 1}
    content = tmp_path / "site/content"
    assert "title: Fees" in (content / "en/general/fees.md").read_text("utf-8")
    assert "title: 收費" in (content / "zh-hant/general/fees.md").read_text("utf-8")
    assert {path.name for path in content.glob("en/*/delivery*.md")} == {"delivery-hk.md", "delivery-tw.md"}
