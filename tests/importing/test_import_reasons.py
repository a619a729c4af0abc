"""Why files of a source are no articles: each reason that the report gives is what the other tool does with the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.importing.sources.gitbook import GLOSSARY
from kbgen.importing.sources.reasons import IN_FOLDER_OF_PARTS
from tests.importing.small_trees import outcome

PROSE = "A kettle boils water in two minutes, and then it rests until somebody wants tea again. " * 3
HANT = "水壺用兩分鐘把水煮開，然後休息，直到有人又想喝茶，說明書裡寫得清楚。" * 4
HANS = "水壶用两分钟把水煮开，然后休息，直到有人又想喝茶，说明书里写得清楚。" * 4


def page(title: str, text: str = PROSE) -> str:
    return f"---\ntitle: {title}\n---\n\n{text}\n"


def reasons(folder: Path, tool: str, files: Mapping[str, str], *, sign: bool = True) -> dict[str, str]:
    """Return the reason of each file that an import leaves out."""
    said = re.compile(r"[\d,]+ files? not taken, because (?:each|it) (?P<reason>.+)")
    tasks = outcome(folder, tool, files, sign=sign).tasks
    return {file: match["reason"] for task in tasks if (match := said.fullmatch(task.what)) for file in task.places}


def test_mkdocs_makes_pages_of_all_but_what_it_or_its_configuration_leaves_out(tmp_path: Path) -> None:
    config = (
        "site_name: Kettle\nnav: [index.md, _odd/named.md]\nexclude_docs: |\n  /internal/\n"
        "plugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n"
        "        - {locale: zh-Hant, default: true}\n        - {locale: en}\n        - {locale: fr}\n"
        "markdown_extensions:\n  - pymdownx.snippets: {base_path: [docs, docs/snips]}\n"
    )
    files = {
        "mkdocs.yml": config,
        "docs/index.md": page("水壺", HANT),
        "docs/index.en.md": page("Kettle"),
        "docs/index.fr.md": page("Bouilloire"),
        "docs/index.zh-CN.md": page("水壶", HANS),
        "docs/_odd/named.md": page("有名", HANT),
        "docs/_odd/nowhere.md": page("無名", HANT),
        "docs/_parts/hot.md": "熱。\n",
        "docs/a/first.md": page("第一", f'{HANT}\n\n--8<-- "_parts/hot.md"\n'),
        "docs/snips/cold.md": "冷。\n",
        "docs/a/table.md": "| A | B |\n|---|---|\n| 一 | 二 |\n",
        "docs/a/second.md": page("第二", f"{HANT}\n\n    {{!docs/a/table.md!}}"),
        "docs/internal/team.md": page("內部", HANT),
        "docs/.hidden/old.md": page("舊", HANT),
        "docs/README.md": page("讀我", HANT),
        "docs/a/empty.md": "",
        "docs/a/notes.rst": "Notes\n",
        "README.md": "# Kettle\n",
        "tools/README.md": "# Tools\n",
    }
    assert reasons(tmp_path, "mkdocs", files) == {
        "docs/index.fr.md": "is in another language (fr)",
        "docs/index.zh-CN.md": "is in Simplified Chinese, and the same page in Traditional Chinese is taken",
        "docs/_odd/nowhere.md": "is called like a part of other pages, or lies in a folder called so, and no menu names it",
        "docs/_parts/hot.md": "is a part that other pages include",
        "docs/a/table.md": "is a part that other pages include",
        "docs/snips/cold.md": IN_FOLDER_OF_PARTS,
        "docs/internal/team.md": "is left out by the configuration",
        "docs/.hidden/old.md": "has a name with a dot first, or lies in a folder of one: MkDocs makes no page of it",
        "docs/README.md": "lies beside an index.md, which MkDocs takes in its place",
        "docs/a/empty.md": "has no text",
        "docs/a/notes.rst": "is reStructuredText, which kbgen does not read: write it in Markdown",
        "README.md": "is about the repository, as its README and its licence are",
        "tools/README.md": "lies where the other tool has no pages",
    }


def test_other_languages_in_folders_of_their_own_are_called_so(tmp_path: Path) -> None:
    files = {
        "docs/en/mkdocs.yml": "site_name: Kettle\n",
        "docs/en/docs/a/first.md": page("First"),
        "docs/zh-hant/docs/a/first.md": page("第一", HANT),
        "docs/fr/docs/a/first.md": page("Premier"),
        "docs/zh/docs/a/first.md": page("第一", HANS),
        "docs/fr/llm-prompt.md": "Translate.\n",
    }
    assert reasons(tmp_path, "mkdocs", files, sign=False) == {
        "docs/fr/docs/a/first.md": "is in another language (fr)",
        "docs/zh/docs/a/first.md": "is in Simplified Chinese, and the same page in Traditional Chinese is taken",
        "docs/fr/llm-prompt.md": "lies where the other tool has no pages",
    }


def test_hugo_has_bundles_whose_other_files_are_no_pages(tmp_path: Path) -> None:
    files = {
        "content/a/_index.md": page("A"),
        "content/a/boil/index.md": page("Boil"),
        "content/a/boil/notes.md": "Notes.\n",
        "content/a/boil/deep/more.md": "More.\n",
        "content/a/code.md": page("Code", f"{PROSE}\n\n```yaml\nheadless: true\n```\n"),
        "content/a/quiet.md": "---\ntitle: Quiet\nheadless: true\n---\n\nText.\n",
        "content/includes/hot.md": "Hot.\n",
        "content/a/old.html": page("Old", "<p>Old</p>"),
        "content/a/table.html": "<table></table>\n",
        "archetypes/default.md": page("New"),
    }
    resource = "is a resource of the page in its folder or above (index.md), so Hugo makes no page of it"
    assert reasons(tmp_path, "hugo", files) == {
        "content/a/boil/notes.md": resource,
        "content/a/boil/deep/more.md": resource,
        "content/a/quiet.md": "says itself that it has no page (headless, or render: never)",
        "content/includes/hot.md": "lies in a folder without pages (a headless bundle, or includes/), for other pages to include",
        "content/a/old.html": "is a page in HTML, which kbgen does not read: write it in Markdown",
        "archetypes/default.md": "lies where the other tool has no pages",
    }


def test_jekyll_says_by_folder_name_front_matter_and_configuration_what_is_a_page(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Kettle\ncollections:\n  docs: {output: true}\n  snips: {output: false}\nexclude: [internal]\n",
        "_docs/first.md": page("First"),
        "_docs/bare.md": "No front matter.\n",
        "_snips/cup.md": page("Cup"),
        "_other/tea.md": page("Tea"),
        "_posts/2024-01-02-news.md": page("News"),
        "_drafts/later.md": page("Later"),
        "_includes/part.md": "Part.\n",
        "internal/team.md": page("Team"),
        "guide/_old.md": page("Old"),
        "contributing.md": page("How to contribute"),
        "404.md": page("Not found"),
        "README.md": "# Kettle\n",
        "guide/page.html": page("Page", "<p>Text</p>"),
        "_layouts/default.html": page("Layout", "<html></html>"),
    }
    html = "is a page in HTML, which kbgen does not read: write it in Markdown"
    assert reasons(tmp_path, "jekyll", files) == {
        "_docs/bare.md": "has no front matter, so Jekyll made no page of it",
        "_snips/cup.md": "lies in _snips, a collection without 'output: true', so Jekyll makes no pages of it",
        "_other/tea.md": "lies in _other, which the configuration does not name as a collection",
        "_drafts/later.md": "lies in _drafts, which only writers saw: move it to a folder of pages to have it as a draft",
        "_includes/part.md": "lies in _includes, for pages to include",
        "internal/team.md": "is left out by the configuration",
        "guide/_old.md": "has a name with '_' or a dot first, or lies in a folder of one: Jekyll makes no page of it",
        "404.md": "is the page for what is not found, or for the search, which a portal has itself",
        "README.md": "has no front matter, so Jekyll made no page of it",
        "guide/page.html": html,
    }


def test_docusaurus_vitepress_and_gitbook_leave_out_what_they_say(tmp_path: Path) -> None:
    docusaurus = {
        "docs/a/first.mdx": page("First"),
        "docs/_part.mdx": "Part.\n",
        "versioned_docs/version-1.0/a/first.mdx": page("First"),
        "src/pages/index.tsx": "export default () => null;\n",
        "src/components/card.mdx": "Card.\n",
    }
    assert reasons(tmp_path / "d", "docusaurus", docusaurus) == {
        "docs/_part.mdx": "has a name with '_' first, or lies in a folder of one: Docusaurus makes no page of it",
        "versioned_docs/version-1.0/a/first.mdx": "is of a version that was kept (versioned_docs); the current one is taken",
        "src/pages/index.tsx": "is a page that a program draws (React): write what it says in Markdown",
        "src/components/card.mdx": "lies where the other tool has no pages",
    }
    vitepress = {"docs/a/first.md": page("First"), "docs/_loose.md": page("Loose"), "docs/.vitepress/theme/x.md": "Theme.\n"}
    assert reasons(tmp_path / "v", "vitepress", vitepress) == {
        "docs/_loose.md": "is called like a part of other pages, or lies in a folder called so, and no menu names it",
        "docs/.vitepress/theme/x.md": "has a name with a dot first, or lies in a folder of one, where VitePress has no pages",
    }
    gitbook = {"a/first.md": page("First"), "a/loose.md": page("Loose"), "GLOSSARY.md": "## Tea\n\nA drink.\n"}
    assert reasons(tmp_path / "g", "gitbook", gitbook) == {
        "SUMMARY.md": "is the table of contents, from which order and titles are taken",
        "GLOSSARY.md": GLOSSARY,
        "a/loose.md": "is not in SUMMARY.md, so GitBook made no page of it",
    }


def test_a_page_without_a_language_in_its_path_is_taken_in_the_one_it_is_written_in(tmp_path: Path) -> None:
    files = {f"docs/a/{number}.md": page(f"第{number}", HANT) for number in range(4)}
    result = outcome(tmp_path, "mkdocs", files | {"docs/a/api.md": page("API"), "docs/a/old.md": page("旧", HANS)})

    assert {"en/a/api.md", "zh-hant/a/0.md", "zh-hant/a/old.md"} <= result.files.keys()
    assert b"draft: true" in result.files["zh-hant/a/old.md"]
    assert b"draft: true" not in result.files["zh-hant/a/0.md"]


def test_two_names_that_become_one_address_are_two_articles_on_both_sides(tmp_path: Path) -> None:
    files = {
        f"docs/{label}/a/{name}.md": page(name, text)
        for label, text in (("en", PROSE), ("zh-tw", HANT))
        for name in ("X Y", "X-Y")
    }
    result = outcome(tmp_path, "mkdocs", files)

    assert not [task for task in result.tasks if "not taken" in task.what]
    assert {"en/a/X-Y.md", "en/a/X-Y-2.md", "zh-hant/a/X-Y.md", "zh-hant/a/X-Y-2.md"} <= result.files.keys()


def test_a_home_page_that_says_its_name_in_its_hero_has_a_title(tmp_path: Path) -> None:
    hero = "---\nlayout: home\nhero:\n  name: Kettle\n  tagline: Boils water\n---\n\n## Team\n\nThe team of the kettle.\n"
    result = outcome(tmp_path, "vitepress", {"docs/index.md": hero, "docs/a/first.md": page("First")})

    assert b"title: Kettle\ndescription: Boils water\n" in result.files["en/index.md"]
    assert not [task for task in result.tasks if "made of the name of the file" in task.what]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (HANT.encode("big5"), "looks like Big5, not UTF-8: convert it: iconv -f BIG5 -t UTF-8"),
        (HANS.encode("gbk"), "looks like GBK, not UTF-8: convert it: iconv -f GBK -t UTF-8"),
        (HANT.encode("utf-16"), "looks like UTF-16, not UTF-8: convert it: iconv -f UTF-16 -t UTF-8"),
        ("Café".encode("latin-1"), "looks like Windows-1252, not UTF-8: convert it: iconv -f WINDOWS-1252 -t UTF-8"),
        (b"# A\n\nB\0\n", "holds NUL bytes, so it is damaged or no text: write it again"),
        (b"", "has no text"),
    ],
)
def test_a_file_that_is_no_utf_8_is_named_once_with_how_to_convert_it(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "docs/a").mkdir(parents=True)
    (tmp_path / "docs/a/x.md").write_bytes(raw)
    result = outcome(tmp_path, "mkdocs", {"docs/a/first.md": page("First")})
    assert [task.what for task in result.tasks if "docs/a/x.md" in task.places] == [f"1 file not taken, because it {reason}"]


def test_a_page_that_the_contents_of_gitbook_name_and_that_is_missing_is_named(tmp_path: Path) -> None:
    summary = "* [First](a/first.md)\n* [Shop](https://a.b/shop)\n* [Lost](a/lost.md#top)\n"
    result = outcome(tmp_path, "gitbook", {"SUMMARY.md": summary, "a/first.md": page("First")})
    task = next(task for task in result.tasks if "SUMMARY.md names" in task.what)
    assert task.places == ("a/lost.md (Lost)",)


@pytest.mark.parametrize(
    ("tool", "files", "menu", "lost"),
    [
        (
            "mkdocs",
            {
                "mkdocs.yml": "site_name: K\nnav:\n  - a/first.md\n  - Lost: a/lost.md\n  - S:\n    - a/gone.md\n    - https://a.b/c.md\n"
                "  - Api: api/\n  - a/README.md\n",
                "docs/a/first.md": page("First"),
                "docs/a/index.md": page("A"),
            },
            "the menu in mkdocs.yml",
            ("a/lost.md (Lost)", "a/gone.md"),
        ),
        (
            "vitepress",
            {
                "docs/.vitepress/config.ts": "export default { themeConfig: { sidebar: [\n"
                "{ text: 'First', link: '/a/first' }, { text: 'Lost', link: '/a/lost#x' }, { text: 'A', link: '/a/' },\n"
                "{ text: 'Shop', link: 'https://a.b/c' }, { text: 'PDF', link: '/a.pdf' },\n"
                "{ base: '/a/', link: '/first.html' }] } }\n",
                "docs/a/first.md": page("First"),
                "docs/a/index.md": page("A"),
            },
            "the menu",
            ("/a/lost#x (Lost)",),
        ),
        (
            "docusaurus",
            {
                "sidebars.js": "module.exports = { docs: [{ type: 'category', label: 'A/B', \n"
                "items: ['a/first', 'a/lost', 'a/named'] },\n"
                "{ type: 'autogenerated', dirName: 'a' }, 'a/b/inner', { type: 'link', href: '/a/x' }] };\n",
                "docs/a/01-first.md": page("First"),
                "docs/a/second.md": "---\ntitle: S\nid: named\n---\n\n" + PROSE,
                "docs/a/b/inner.md": page("Inner"),
            },
            "the sidebar",
            ("a/lost",),
        ),
    ],
)
def test_pages_that_a_menu_names_and_that_are_missing_are_named(
    tmp_path: Path, tool: str, files: Mapping[str, str], menu: str, lost: tuple[str, ...]
) -> None:
    tasks = [task for task in outcome(tmp_path, tool, files).tasks if "not there" in task.what]
    assert [task.places for task in tasks] == [lost]
    assert f"that {menu} names" in tasks[0].what


def test_files_of_several_languages_are_named_in_one_order_in_each_run(tmp_path: Path) -> None:
    labels = ("de", "en", "fr", "ja", "pt", "zh-hant")
    files = {f"docs/{label}/docs/a/first.md": page("First") for label in labels}
    result = outcome(tmp_path, "mkdocs", {"docs/en/mkdocs.yml": "site_name: K\n", **files}, sign=False)
    assert result.found.roots == tuple(f"docs/{label}/docs" for label in labels)


def test_settings_of_the_frame_that_are_not_taken_over_are_named(tmp_path: Path) -> None:
    settings = (
        "site_name: K\ncopyright: Us\ntheme:\n  name: material\n  logo: a.png\nextra:\n  analytics: {provider: x}\n  own: 1\n"
        "extra_css: [a.css]\n"
    )
    result = outcome(tmp_path, "mkdocs", {"mkdocs.yml": settings, "docs/a/first.md": "# First\n\nWords of it.\n"})
    (task,) = [task for task in result.tasks if "not taken over" in task.what]
    assert task.places == ("theme.logo", "extra.analytics", "copyright", "extra_css")
