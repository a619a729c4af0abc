"""What configurations of other tools say of whole trees, and what lies in one language only."""

from __future__ import annotations

from pathlib import Path

from small_trees import outcome, text_of


def test_the_configuration_of_mkdocs_says_which_pages_are_left_out_and_what_they_share(tmp_path: Path) -> None:
    config = (
        "site_name: Kettle\nsite_url: https://a.b/docs/\nextra: {mail: {help: help@a.b}}\n"
        "exclude_docs: |\n  drafts/\n  *.tmpl.md\n"
        "plugins:\n  - macros: {include_dir: parts}\n  - exclude: {glob: ['old/*']}\n"
        "markdown_extensions:\n  - pymdownx.snippets: {base_path: [bits], auto_append: [abbr.md]}\n"
    )
    page = '# First\n\nAsk {{ mail.help }} of the API, in [abs](/docs/a/second/).\n\n{% include "hot.md" %}\n'
    part = '\n{% include-markdown "../../README.md" start="<!--s-->" end="<!--e-->" %}\n'
    files = {
        "mkdocs.yml": config, "docs/a/first.md": page + part, "docs/a/second.md": "# Second\n\nText of it.\n",
        "docs/a/.pages": "title: All of A\nnav: [second.md, first.md]\n", "docs/drafts/x.md": "# X\n\nText.\n",
        "docs/a/x.tmpl.md": "# X\n\nText.\n", "docs/old/x.md": "# X\n\nText.\n", "parts/hot.md": "It is hot.\n",
        "bits/abbr.md": "*[API]: Way in\n*[CLI]: Line\n", "README.md": "# R\n<!--s-->\nOf the readme.\n<!--e-->\nNot.\n",
    }  # fmt: skip
    result = outcome(tmp_path, "mkdocs", files)
    assert set(result.files) == {"en/index.md", "en/a/index.md", "en/a/first.md", "en/a/second.md"}
    assert "Ask help@a.b of the API (Way in), in [abs](second.md).\n\nIt is hot.\n\nOf the readme." in text_of(
        result, "en/a/first.md"
    )
    assert "order: 10\n" in text_of(result, "en/a/second.md")
    assert "title: All of A\n" in text_of(result, "en/a/index.md")


def test_a_configuration_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    result = outcome(tmp_path, "mkdocs", {"mkdocs.yml": "site_name: [\n", "docs/a/first.md": "# First\n\nText of it.\n"})
    assert any("cannot be read" in task.what and "mkdocs.yml" in task.places[0] for task in result.tasks)


def test_the_menu_of_vitepress_may_have_a_base_and_leave_files_out(tmp_path: Path) -> None:
    config = (
        "export default { title: 'Kettle', base: '/kettle/', srcExclude: ['**/README.md', 'drafts/**'], themeConfig: { sidebar: {"
        " '/a/': { base: '/a/', items: [{ text: 'Second', link: 'second' }, { text: 'First', link: 'first' }] } } } }\n"
    )
    files = {
        "docs/.vitepress/config.ts": config,
        "docs/a/first.md": "# First\n\nText of it.\n\n<!--@include: ./parts/b.md-->\n",
        "docs/a/parts/b.md": "A part of it.\n",
        "docs/a/second.md": "# Second\n\nText of it.\n",
        "docs/drafts/x.md": "# X\n\nText.\n",
        "docs/README.md": "# X\n\nText.\n",
    }
    result = outcome(tmp_path, "vitepress", files)
    assert set(result.files) == {"en/index.md", "en/a/index.md", "en/a/first.md", "en/a/second.md"}
    assert "order: 20\naliases: ['/kettle/a/first.html', '/kettle/a/first/']" in text_of(result, "en/a/first.md")


def test_a_picture_that_only_one_language_has_is_shown_in_both(tmp_path: Path) -> None:
    files = {
        "docs/en/a/first.md": "# First\n\nText of it.\n\n![K](../img/k.png)\n",
        "docs/en/img/k.png": "x",
        "docs/zh-TW/a/first.md": "# 第一\n\n![水壺](../img/k.png)\n\n文字。\n",
    }
    result = outcome(tmp_path, "mkdocs", files)
    assert "![水壺](../../assets/en/img/k.png)" in text_of(result, "zh-hant/a/first.md")


def test_a_second_heading_of_a_name_is_found_by_what_the_other_tool_called_it(tmp_path: Path) -> None:
    text = "# First\n\nText of it: [second](#boil_1), [third](#boil-2).\n\n## Boil\n\nA.\n\n## Boil\n\nB.\n\n## Boil\n\nC.\n"
    assert "[second](#boil-2), [third](#boil-3)" in text_of(
        outcome(tmp_path, "mkdocs", {"docs/a/first.md": text}), "en/a/first.md"
    )


def test_variables_of_gitbook_and_of_a_page_are_filled_in(tmp_path: Path) -> None:
    page = '---\ntitle: First\n---\n\nOf <code class="expression">space.vars.name</code> and {{ page.title }}.\n'
    result = outcome(tmp_path, "gitbook", {"a/first.md": page, ".gitbook/vars.yaml": "name: Kettle\n"})
    assert "Of Kettle and First." in text_of(result, "en/a/first.md")


def test_files_that_a_block_of_code_includes_are_put_into_it(tmp_path: Path) -> None:
    page = (
        '# First\n\nText of it.\n\n```python title="a"\n{!> ../a.py!}\n```\n\n'
        '- In a list:\n\n    ```python\n    --8<-- "a.py:2:2"\n    ```\n\n'
        '```md\n--8<-- "none.py"\n```\n'
    )
    files = {"mkdocs.yml": "site_name: K\n", "docs/a/first.md": page, "docs/a.py": "a = 1\nb = 2\n"}
    text = text_of(outcome(tmp_path, "mkdocs", files), "en/a/first.md")
    assert '```python title="a"\na = 1\nb = 2\n```' in text
    assert "    ```python\n    b = 2\n    ```" in text
    assert '```md\n--8<-- "none.py"\n```' in text
