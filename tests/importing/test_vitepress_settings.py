"""What the configuration of VitePress says: languages with a menu each, pages at other paths than their files."""

from __future__ import annotations

from pathlib import Path

from small_trees import outcome, text_of

_LOCALES = """export default { title: 'Proj', locales: {
  root: { label: 'English', lang: 'en-US', themeConfig: { sidebar: {
    '/guide/': [{ text: 'Introduction', items: [{ text: 'Get going', link: '/guide/start' }] }] } } },
  'zh-tw': { label: '繁體中文', lang: 'zh-TW', link: '/zh-tw/', themeConfig: { sidebar: {
    '/zh-tw/guide/': [{ text: '簡介', items: [{ text: '開始', link: '/zh-tw/guide/start' }] }] } } },
  zh: { label: '简体中文', lang: 'zh-CN' } } }
"""
_PAGE = "# Start\n\nText of the page, of some length.\n"
_CHINESE = "# 開始\n\n這一頁說明怎樣開始使用，請先安裝。\n"


def test_menus_of_languages_name_the_categories_in_each_and_labels_of_languages_do_not(tmp_path: Path) -> None:
    files = {
        "docs/.vitepress/config.ts": _LOCALES,
        "docs/guide/start.md": _PAGE,
        "docs/other/page.md": _PAGE,
        "docs/zh-tw/guide/start.md": _CHINESE,
        "docs/zh/guide/start.md": "# 开始\n\n这一页说明怎样开始使用，请先安装。\n",
    }
    result = outcome(tmp_path, "vitepress", files)
    assert "title: Introduction\n" in text_of(result, "en/guide/index.md")
    assert "title: 簡介\n" in text_of(result, "zh-hant/guide/index.md")


def test_pages_at_other_paths_than_their_files_have_those_as_former_addresses(tmp_path: Path) -> None:
    config = (
        "export default { title: 'Proj', base: '/docs/', rewrites: {\n"
        "  'guide/old-name.md': 'guide/new-name.md',\n  'packages/:pkg/src/(.*)': ':pkg/index.md' } }\n"
    )
    files = {
        "docs/.vitepress/config.ts": config,
        "docs/guide/old-name.md": _PAGE,
        "docs/guide/same.md": _PAGE,
        "docs/packages/kettle/src/readme-page.md": _PAGE,
    }
    result = outcome(tmp_path, "vitepress", files)
    assert "aliases: ['/docs/guide/new-name.html', '/docs/guide/new-name/']" in text_of(result, "en/guide/old-name.md")
    assert "aliases: ['/docs/guide/same.html', '/docs/guide/same/']" in text_of(result, "en/guide/same.md")
    own = next(text for path, text in result.files.items() if path.endswith("readme-page.md"))
    assert "aliases: ['/docs/kettle/']" in own.decode()


def test_attributes_of_a_box_are_no_title(tmp_path: Path) -> None:
    page = f"{_PAGE}\n::: warning{{no-icon}} Watch out\nHot.\n:::\n\n::: tip {{.wide #a}}\n小心。\n:::\n"
    text = text_of(outcome(tmp_path, "vitepress", {"docs/a/first.md": page}), "en/a/first.md")
    assert text.endswith("::: warning Watch out\nHot.\n:::\n\n::: tip\n小心。\n:::\n")
