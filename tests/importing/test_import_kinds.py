"""What the documentation of each tool shows that its trees may hold, a small one each: nothing is lost or left as text."""

# ruff: noqa: E501 - pages as writers write them

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from small_trees import outcome, text_of


def test_keys_over_several_lines_leave_nothing_behind(tmp_path: Path) -> None:
    front = "---\ntitle: First\ndescription: >-\n  A long\n  description.\naliases:\n  - /old/\n  - /older/\ntags: [x]\n---\n\nText.\n"
    text = text_of(outcome(tmp_path, "hugo", {"content/a/first.md": front}), "en/a/first.md")
    assert text == (
        "---\ntitle: First\ndescription: A long description.\nkeywords: [x]\n"
        "aliases: ['/old/', '/older/', '/a/first/']\n---\n\nText.\n"
    )


def test_the_home_page_of_vitepress_keeps_its_buttons_and_features(tmp_path: Path) -> None:
    front = (
        "---\nlayout: home\nhero:\n  name: Kettle\n  tagline: Fast.\n  actions:\n    - text: Start\n      link: /a/first\n"
        "features:\n  - title: Quiet\n    details: You hear nothing.\n---\n"
    )
    text = text_of(
        outcome(tmp_path, "vitepress", {"docs/index.md": front, "docs/a/first.md": "# First\n\nText.\n"}), "en/index.md"
    )
    assert "title: Kettle\ndescription: Fast.\n" in text
    assert "[Start](a/first.md){ .button }\n\n- **Quiet**: You hear nothing.\n" in text


def test_what_stands_in_front_matter_is_no_description(tmp_path: Path) -> None:
    front = "---\ntitle: First\nprev:\n  text: 'Before'\n  link: '/x'\n---\n\nThe text of the first page.\n"
    assert "description: The text of the first page.\n" in text_of(
        outcome(tmp_path, "vitepress", {"docs/a/first.md": front}), "en/a/first.md"
    )


def test_translations_at_other_paths_are_pairs_by_their_key(tmp_path: Path) -> None:
    files = {
        "content/en/use/boil.md": "---\ntitle: Boil\ntranslationKey: boil\n---\n\nPress.\n",
        "content/zh/use/zhushui/index.md": '{\n  "title": "煮水",\n  "translationKey": "boil"\n}\n\n按下開關，水就會開。\n',
    }
    assert "煮水" in text_of(outcome(tmp_path, "hugo", files), "zh-hant/use/boil.md")


def test_every_set_of_documents_of_docusaurus_is_taken(tmp_path: Path) -> None:
    files = {
        "docusaurus.config.js": (
            "export default { title: 'K', i18n: { defaultLocale: 'en' }, presets: [['classic', { docs: { path: 'manual', "
            "routeBasePath: '/' } }]], plugins: [['@docusaurus/plugin-content-docs', { id: 'team', path: 'team', "
            "routeBasePath: 'people' }]] };"
        ),
        "manual/use/boil.md": "# Boil\n\nPress.\n",
        "team/who.md": "# Who\n\nBob.\n",
        "src/pages/about.md": "# About\n\nUs.\n",
        "i18n/zh-TW/docusaurus-plugin-content-docs-team/current/who.md": "# 誰\n\n是他。\n",
    }
    result = outcome(tmp_path, "docusaurus", files)
    assert "aliases: ['/use/boil/']" in text_of(result, "en/use/boil.md")
    assert "aliases: ['/people/who/']" in text_of(result, "en/team/who.md")
    assert "# 誰" not in text_of(result, "zh-hant/team/who.md")
    assert "Us." in text_of(result, "en/general/about.md")


@pytest.mark.parametrize(
    ("tool", "files"),
    [
        ("docusaurus", {
            "sidebars.js": "module.exports = { docs: [{ type: 'category', label: 'Using it', link: {type: 'generated-index'}, items: ['use/boil'] }] };",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
        ("docusaurus", {
            "sidebars.js": "module.exports = { docs: { 'Using it': ['use/boil', 'use/clean'] } };",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
        ("vitepress", {
            "docs/.vitepress/config.ts": "export default { themeConfig: { sidebar: [{ text: 'Using it', collapsed: true, items: [{ text: 'Boil', link: '/use/boil' }] }] } }",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
        ("gitbook", {
            "SUMMARY.md": "# Contents\n\n* [Home](README.md)\n\n## Using it\n\n* [Boil](use/boil.md)\n\n***\n\n* [FAQ](faq.md)\n",
            "use/boil.md": "# Boil\n\nPress.\n", "faq.md": "# FAQ\n\nAsk.\n",
        }),
        ("mkdocs", {
            "mkdocs.yml": "site_name: K\nnav:\n  - Using it:\n    - Boil: use/boil.md\n",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
    ],
)  # fmt: skip
def test_categories_are_called_as_the_menu_calls_them(tmp_path: Path, tool: str, files: Mapping[str, str]) -> None:
    assert "title: Using it\n" in text_of(outcome(tmp_path, tool, files), "en/use/index.md")


def test_menus_are_translated_where_static_i18n_says_how(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": (
            "site_name: K\nnav:\n  - Use:\n    - use/boil.md\nplugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n"
            "        - {locale: en, default: true}\n        - locale: zh-TW\n          nav_translations: {Use: 使用}\n"
        ),
        "docs/use/boil.md": "# Boil\n\nPress.\n",
        "docs/use/boil.zh-TW.md": "# 煮水\n\n按下開關。\n",
    }
    assert "title: 使用\n" in text_of(outcome(tmp_path, "mkdocs", files), "zh-hant/use/index.md")


def test_former_addresses_that_settings_and_lists_name_lead_on(tmp_path: Path) -> None:
    page = "---\ntitle: First\npermalink: /start/\nredirect_from:\n  - /old/\n  - /older.html\n---\n\nText.\n"
    jekyll = text_of(outcome(tmp_path / "jekyll", "jekyll", {"a/first.md": page}), "en/a/first.md")
    assert all(f"'/k{address}'" in jekyll for address in ("/start/", "/old/", "/older.html"))
    mkdocs = {
        "mkdocs.yml": "site_name: K\nplugins:\n  - redirects:\n      redirect_maps:\n        old/one.md: a/first.md\n",
        "docs/a/first.md": "# First\n\nText.\n",
    }
    assert "'/old/one/'" in text_of(outcome(tmp_path / "mkdocs", "mkdocs", mkdocs), "en/a/first.md")
    gitbook = {".gitbook.yaml": "redirects:\n  old/one: ./a/first.md\n", "a/first.md": "# First\n\nText.\n"}
    assert "'/old/one/'" in text_of(outcome(tmp_path / "gitbook", "gitbook", gitbook), "en/a/first.md")


def test_named_parts_and_lists_of_included_files_are_in_the_text(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: K\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [docs/parts]\n",
        "docs/a/first.md": ('# First\n\n--8<-- "code.py:two"\n\n--8<--\none.md\ntwo.md\n--8<--\n\n;--8<-- "shown.md"\n'),
        "docs/parts/one.md": "Part one.\n",
        "docs/parts/two.md": "Part two.\n",
        "docs/parts/code.py": "a = 1\n# --8<-- [start:two]\nb = 2\n# --8<-- [end:two]\n",
    }
    result = outcome(tmp_path, "mkdocs", files)
    text = text_of(result, "en/a/first.md")
    assert "```python\nb = 2\n```" in text
    assert "Part one.\n\nPart two.\n" in text
    assert '`--8<-- "shown.md"`' in text
    assert not any("parts" in path for path in result.files)


def test_values_of_the_settings_stand_in_the_text(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: K\nextra:\n  version: 1.2\n",
        "docs/a/first.md": "# First\n\nOf {{ version }} and {{ other }}.\n",
    }
    assert "Of 1.2 and {{ other }}." in text_of(outcome(tmp_path, "mkdocs", files), "en/a/first.md")


def test_anchors_lead_to_the_heading_that_the_former_site_meant(tmp_path: Path) -> None:
    links = "[title](a.md#_1) [期限](a.md#_2) [運費](a.md#_3) [例外](a.md#_4) [b](b.md#_1) [own](#_1) [top](c.md#first)"
    files = {
        "docs/x/a.md": "# 退款\n\n退款需時七日。\n\n## 期限\n\n七日。\n\n## 運費\n\n免費。\n\n## FAQ\n\n有。\n\n## 例外\n\n無。\n",
        "docs/x/b.md": "---\ntitle: 換貨\n---\n\n換貨需時七日。\n\n## 步驟\n\n先寄回。\n",
        "docs/x/c.md": "# First\n\n第一頁有這些文字。\n",
        "docs/x/d.md": f"---\ntitle: 連結\n---\n\n這頁有這些連結：{links}\n\n## 結尾\n\n完。\n",
    }
    text = text_of(outcome(tmp_path, "mkdocs", files), "zh-hant/x/d.md")
    assert "[title](a.md) [期限](a.md#期限) [運費](a.md#運費) [例外](a.md#例外) [b](b.md#步驟) [own](#結尾) [top](c.md)" in text


def test_no_page_is_left_without_a_word(tmp_path: Path) -> None:
    files = {
        "docs/a/first.md": "# First\n\nText.\n",
        "docs/a/empty.md": "# Only a title\n",
        "docs/a/[id].md": "# {{ $params.id }}\n\nText.\n",
        "other/notes.md": "# Notes\n\nText.\n",
    }
    said = {task.what: task.places for task in outcome(tmp_path, "vitepress", files).tasks}
    assert said["1 file not taken, because it has no text"] == ("docs/a/empty.md",)
    assert said["1 file not taken, because it is the pattern of pages that a program makes"] == ("docs/a/[id].md",)
    assert said["1 file not taken, because it lies where the other tool has no pages"] == ("other/notes.md",)


def test_the_menu_of_mkdocs_names_pages_in_every_language_that_it_is_translated_into(tmp_path: Path) -> None:
    config = (
        "site_name: Kettle\nnav:\n  - 使用方法: use/index.md\nplugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n"
        "        - {locale: zh-Hant, default: true, name: 繁體中文}\n"
        "        - {locale: en, name: English, nav_translations: {使用方法: Usage}}\n"
    )
    files = {"mkdocs.yml": config, "docs/use/index.md": "把水煮開。\n", "docs/use/index.en.md": "Boil water.\n"}
    result = outcome(tmp_path, "mkdocs", files)
    assert "title: 使用方法\n" in text_of(result, "zh-hant/use/index.md")
    assert "title: Usage\n" in text_of(result, "en/use/index.md")


_HUGO = (
    'title = "Kettle"\ncontentDir = "content/en"\n[params]\nversion = "2.1"\n[languages.en]\ntitle = "Kettle"\n'
    '[languages.zh-tw]\ncontentDir = "content/zh-tw"\n[languages.ja]\ncontentDir = "i18n/ja"\n'
)


def test_hugo_may_keep_each_language_in_a_folder_of_its_own(tmp_path: Path) -> None:
    files = {
        "hugo.toml": _HUGO,
        "content/en/docs/boil.md": '---\ntitle: Boil\n---\n\nVersion {{< param "version" >}}. {{% include "hot.md" %}}\n\n{{< include "hot.md" >}}\n',
        "content/en/includes/hot.md": "It is hot.\n",
        "content/en/docs/pour.md": '---\ntitle: Pour\n---\n\n{{% code_sample file="pour.yaml" %}}\n',
        "content/en/examples/pour.yaml": "pour: true\n",
        "content/zh-tw/docs/boil.md": "---\ntitle: 煮水\n---\n\n把水煮開。\n",
        "i18n/ja/docs/boil.md": "---\ntitle: 沸かす\n---\n\nお湯。\n",
    }
    result = outcome(tmp_path, "hugo", files)
    assert "Version 2.1." in text_of(result, "en/docs/boil.md")
    assert "\n\nIt is hot.\n" in text_of(result, "en/docs/boil.md")
    assert "```yaml\npour: true\n```" in text_of(result, "en/docs/pour.md")
    assert "/zh-tw/docs/boil/" in text_of(result, "zh-hant/docs/boil.md")
    assert result.articles == {"en": 2, "zh-hant": 1}


def test_the_languages_of_hugo_may_stand_in_files_of_their_own(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.yaml": "title: Kettle\nDefaultContentLanguage: en\n",
        "config/_default/languages.yaml": "en:\n  contentDir: content/english\nzh-hant:\n  contentDir: content/chinese\n",
        "content/english/docs/boil.md": "---\ntitle: Boil\n---\n\nBoil water.\n",
        "content/chinese/docs/boil.md": "---\ntitle: 煮水\n---\n\n把水煮開。\n",
    }
    result = outcome(tmp_path, "hugo", files, sign=False)
    assert result.articles == {"en": 1, "zh-hant": 1}
    assert result.found.name == "Kettle"


def test_a_link_to_what_is_not_translated_leads_to_the_page_that_readers_are_shown(tmp_path: Path) -> None:
    current = "i18n/zh-TW/docusaurus-plugin-content-docs/current"
    files = {
        "docs/a/first.md": "# First\n\nSee [more](./more.md).\n",
        "docs/a/more.md": "# More\n\nMuch more of it.\n",
        f"{current}/a/first.md": "# 第一\n\n請見[更多](./more.md#much)。\n",
    }
    assert "[更多](more.md#much)" in text_of(outcome(tmp_path, "docusaurus", files), "zh-hant/a/first.md")


def test_docusaurus_may_have_several_blogs_and_redirects(tmp_path: Path) -> None:
    config = (
        "export default { title: 'Kettle', plugins: [['@docusaurus/plugin-content-blog', { id: 'tips', path: './tips',"
        " routeBasePath: 'tips' }], ['@docusaurus/plugin-client-redirects', { redirects: [{ to: '/docs/a/first',"
        " from: ['/begin/', '/old'] }] }]] };\n"
    )
    files = {
        "docusaurus.config.js": config,
        "docs/a/first.md": "# First\n\nText of it.\n",
        "tips/2024-01-02-tea.md": "---\ntitle: Tea\n---\n\nMake tea with it.\n",
        "i18n/zh-TW/docusaurus-plugin-content-blog-tips/2024-01-02-tea.md": "---\ntitle: 泡茶\n---\n\n用它泡茶。\n",
    }
    result = outcome(tmp_path, "docusaurus", files)
    assert "title: 泡茶" in text_of(result, "zh-hant/tips/tea.md")
    assert "aliases: ['/docs/a/first/', '/begin/', '/old/']" in text_of(result, "en/a/first.md")


def test_headings_of_a_page_whose_title_the_theme_draws_begin_at_the_second_level(tmp_path: Path) -> None:
    files = {"a/first.md": "---\ntitle: First\n---\n\nText of it.\n\n### One\n\nText.\n\n#### Two\n\nText.\n"}
    text = text_of(outcome(tmp_path, "jekyll", files), "en/a/first.md")
    assert "\n## One\n" in text
    assert "\n### Two\n" in text


@pytest.mark.parametrize(
    ("tool", "page", "part", "include"),
    [
        ("mkdocs", "docs/a/first.md", "docs/shared/parts/note.md", '--8<-- "shared/parts/note.md"'),
        ("vitepress", "docs/a/first.md", "docs/shared/parts/note.md", "<!--@include: ../shared/parts/note.md-->"),
        ("gitbook", "a/first.md", "shared/parts/note.md", '{% include "../shared/parts/note.md" %}'),
    ],
)
def test_links_of_an_included_file_lead_where_they_led_also_to_files_with_new_names(
    tmp_path: Path, tool: str, page: str, part: str, include: str
) -> None:
    root = page.removesuffix("a/first.md")
    note = (
        "See [the other](../../b/Other%20page%20(new).md#how) and ![K](../../img/k.png).\n\n[here]: ../../b/plain.md\n\n"
        "As [here], and [from the page](../b/plain.md).\n"
    )
    files = {
        page: f"# First\n\nText of the page.\n\n{include}\n",
        part: note,
        f"{root}b/Other page (new).md": "# Other\n\nText.\n\n## How\n\nSo.\n",
        f"{root}b/plain.md": "# Plain\n\nText.\n",
        f"{root}img/k.png": "PNG",
    }
    if tool == "gitbook":
        files["SUMMARY.md"] = "* [First](a/first.md)\n* [Other](b/Other%20page%20%28new%29.md)\n* [Plain](b/plain.md)\n"
    text = text_of(outcome(tmp_path, tool, files), "en/a/first.md")
    assert "[the other](../b/Other-page-new.md#how)" in text
    assert "assets/img/k.png)" in text
    assert "[here]: ../b/plain.md" in text
    assert "[from the page](../b/plain.md)" in text
