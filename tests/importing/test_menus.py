"""Menus of a former site: the order of its parts, what they are called, and pages that are not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_trees import outcome, text_of

from kbgen.importing.move import Moved


def _order(result: Moved, path: str) -> int:
    found = re.search(r"^order: (\d+)$", text_of(result, path), re.MULTILINE)
    return int(found[1]) if found else 1000


PARTS = {"mkdocs": "docs/", "docusaurus": "docs/", "vitepress": "docs/", "gitbook": ""}
MENUS = {
    "mkdocs": ("mkdocs.yml", "site_name: Kettle\nnav:\n  - Zinc: [zinc/a.md, zinc/b.md]\n  - Ash: [ash/c.md, ash/d.md]\n"),
    "docusaurus": (
        "sidebars.js",
        "module.exports = { docs: [{ type: 'category', label: 'Zinc', items: ['zinc/a', 'zinc/b'] },"
        " { type: 'category', label: 'Ash', items: ['ash/c', 'ash/d'] }] };\n",
    ),
    "vitepress": (
        "docs/.vitepress/config.ts",
        "export default { themeConfig: { sidebar: [{ text: 'Zinc', items: [{ text: 'A', link: '/zinc/a' }] },"
        " { text: 'Ash', items: [{ text: 'C', link: '/ash/c' }] }] } }\n",
    ),
    "gitbook": ("SUMMARY.md", "* [A](zinc/a.md)\n* [B](zinc/b.md)\n* [C](ash/c.md)\n* [D](ash/d.md)\n"),
}


@pytest.mark.parametrize("tool", MENUS)
def test_parts_of_a_menu_keep_their_order_where_none_has_a_page_of_its_own(tmp_path: Path, tool: str) -> None:
    pages = {f"{PARTS[tool]}{page}.md": f"# {page}\n\nWords of it.\n" for page in ("zinc/a", "zinc/b", "ash/c", "ash/d")}
    name, menu = MENUS[tool]
    result = outcome(tmp_path, tool, {**pages, name: menu})
    assert _order(result, "en/zinc/index.md") < _order(result, "en/ash/index.md") < 900


@pytest.mark.parametrize(
    ("tool", "name", "menu"),
    [
        ("mkdocs", "mkdocs.yml", "site_name: Kettle\nnav:\n  - First: [ash/a.md, ash/b.md]\n  - Further: [ash/c.md]\n"),
        ("gitbook", "SUMMARY.md", "## First\n\n* [A](ash/a.md)\n* [B](ash/b.md)\n\n## Further\n\n* [C](ash/c.md)\n"),
    ],
)
def test_a_folder_whose_pages_a_menu_parts_in_two_has_the_name_of_neither(
    tmp_path: Path, tool: str, name: str, menu: str
) -> None:
    pages = {f"{PARTS[tool]}ash/{page}.md": f"# {page}\n\nWords of it.\n" for page in "abc"}
    assert "title: Ash\n" in text_of(outcome(tmp_path, tool, {**pages, name: menu}), "en/ash/index.md")


def test_a_group_within_another_does_not_take_its_name(tmp_path: Path) -> None:
    menu = "site_name: Kettle\nnav:\n  - Whole:\n      - ash/a.md\n      - Further: [ash/b.md, ash/c.md]\n"
    pages = {f"docs/ash/{page}.md": f"# {page}\n\nWords of it.\n" for page in "abc"}
    assert "title: Whole\n" in text_of(outcome(tmp_path, "mkdocs", {**pages, "mkdocs.yml": menu}), "en/ash/index.md")


MINIMAL = """
main:
  - title: Help
    url: /docs/zinc/a/
docs:
  - title: About zinc
    children:
      - { title: "Zinc, first", url: /docs/zinc/a/ }
      - { title: Second, url: "{{ site.baseurl }}/docs/zinc/b/#top" }
  - title: Of ash
    children:
      - { title: Third, url: /docs/ash/c/ }
      - { title: Gone, url: /docs/ash/gone/ }
      - { title: Elsewhere, url: "https://example.com/" }
"""
SIDEBAR = """
- title: Everything
  folders:
    - title: About zinc
      folderitems:
        - { title: "Zinc, first", url: docs/zinc/a.html }
        - { title: Second, url: docs/zinc/b.html }
    - title: Of ash
      folderitems:
        - { title: Third, url: docs/ash/c.html }
        - { title: Gone, url: docs/ash/gone.html }
"""


@pytest.mark.parametrize(("name", "menu"), [("navigation.yml", MINIMAL), ("sidebars/help.yml", SIDEBAR)])
def test_a_menu_in_the_data_of_jekyll_says_order_titles_and_what_is_not_there(tmp_path: Path, name: str, menu: str) -> None:
    page = "---\nlayout: single\n---\n\nWords of it.\n"
    team = "- { name: Ann, url: /docs/zinc/b/ }\n- { name: Bo, url: 'https://example.com/bo' }\n"
    files = {f"docs/{place}.md": page for place in ("ash/c", "zinc/a", "zinc/b")}
    result = outcome(tmp_path, "jekyll", {**files, f"_data/{name}": menu, "_data/authors.yml": team})
    assert 'title: "Zinc, first"\n' in text_of(result, "en/zinc/a.md")
    assert _order(result, "en/zinc/a.md") < _order(result, "en/zinc/b.md") < _order(result, "en/ash/c.md") < 900
    assert "title: About zinc\n" in text_of(result, "en/zinc/index.md")
    assert _order(result, "en/zinc/index.md") < _order(result, "en/ash/index.md") < 900
    (task,) = [task for task in result.tasks if "not there" in task.what]
    assert "a menu in _data" in task.what
    assert len(task.places) == 1
    assert "gone" in task.places[0]


HUGO = """
title = "Kettle"

[[menu.docs]]
name = "About zinc"
identifier = "zinc"
weight = 10

[[menu.docs]]
name = "Of ash"
pageRef = "/docs/ash"
weight = 20

[[menu.docs]]
name = "Elsewhere"
url = "https://example.com/"
"""


def test_menus_of_hugo_say_the_order_of_pages_and_the_names_of_parts(tmp_path: Path) -> None:
    files = {
        "hugo.toml": HUGO,
        "content/docs/zinc/b.md": "---\ntitle: B\nmenu:\n  docs:\n    parent: zinc\n    weight: 1\n---\n\nWords of it.\n",
        "content/docs/zinc/a.md": '+++\ntitle = "A"\n[menu.docs]\nparent = "zinc"\nweight = 2\n+++\n\nWords of it.\n',
        "content/docs/ash/c.md": "---\ntitle: C\nmenu: docs\nweight: 7\n---\n\nWords of it.\n",
    }
    result = outcome(tmp_path, "hugo", files, sign=False)
    assert (_order(result, "en/zinc/b.md"), _order(result, "en/zinc/a.md"), _order(result, "en/ash/c.md")) == (1, 2, 7)
    assert "title: About zinc\norder: 10\n" in text_of(result, "en/zinc/index.md")
    assert "title: Of ash\norder: 20\n" in text_of(result, "en/ash/index.md")


def test_menus_of_a_language_of_hugo_are_those_of_its_file(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.toml": 'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.zh-tw]\nweight = 2\n',
        "config/_default/menus.en.toml": '[[main]]\nname = "Ashes"\npageRef = "/docs/ash"\nweight = 4\n',
        "config/_default/menus.zh-tw.toml": '[[main]]\nname = "灰燼"\npageRef = "/docs/ash"\nweight = 4\n',
        "content/docs/ash/c.md": "---\ntitle: C\n---\n\nWords of it.\n",
        "content/docs/ash/c.zh-tw.md": "---\ntitle: 丙\n---\n\n它的文字。\n",
        "content/docs/zinc/a.md": "---\ntitle: A\n---\n\nWords of it.\n",
    }
    result = outcome(tmp_path, "hugo", files, sign=False)
    assert "title: Ashes\norder: 4\n" in text_of(result, "en/ash/index.md")
    assert "title: 灰燼\norder: 4\n" in text_of(result, "zh-hant/ash/index.md")


def test_what_docusaurus_says_on_a_page_made_of_a_category_is_its_description(tmp_path: Path) -> None:
    menu = (
        "module.exports = { docs: [{ type: 'category', label: 'Zinc', link: { type: 'generated-index',"
        " description: 'All of zinc.' }, items: ['zinc/a', 'zinc/b'] }] };\n"
    )
    pages = {f"docs/zinc/{page}.md": f"# {page}\n\nWords of it.\n" for page in "ab"}
    result = outcome(tmp_path, "docusaurus", {**pages, "sidebars.js": menu})
    assert "title: Zinc\ndescription: All of zinc.\n" in text_of(result, "en/zinc/index.md")
