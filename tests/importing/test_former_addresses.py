"""The former addresses of pages whose tool makes them of a day, a slug or a pattern."""

# ruff: noqa: E501 - a case a line

from __future__ import annotations

from pathlib import Path

import pytest
from small_trees import outcome, text_of

_TEXT = "Text of the page.\n"


@pytest.mark.parametrize(
    ("file", "front", "address"),
    [
        ("blog/2023-06-01-second.md", "title: Second", "/blog/2023/06/01/second/"),
        ("blog/2023-05-01-hello/index.md", "slug: hello", "/blog/hello/"),
        ("blog/2023-05-01-hello/index.md", "title: Hello", "/blog/2023/05/01/hello/"),
        ("blog/2023/06/02/third.md", "title: Third", "/blog/2023/06/02/third/"),
        ("blog/2023/06-02-fourth.md", "title: Fourth", "/blog/2023/06/02/fourth/"),
        ("blog/tips/2023-06-03-fifth.md", "title: Fifth", "/blog/2023/06/03/tips/fifth/"),
        ("blog/plain.md", "title: Plain", "/blog/plain/"),
        ("blog/tips/2023-06-03-sixth.md", "slug: six", "/blog/six/"),
        ("docs/a/first.md", "slug: one", "/docs/a/one/"),
    ],
)
def test_a_page_of_docusaurus_keeps_the_address_of_its_day_or_slug(tmp_path: Path, file: str, front: str, address: str) -> None:
    files = {file: f"---\n{front}\n---\n\n{_TEXT}", "docs/a/other.md": f"# Other\n\n{_TEXT}"}
    result = outcome(tmp_path, "docusaurus", files)
    found = [path for path, raw in result.files.items() if b"Text of the page." in raw and "other" not in path]
    assert len(found) == 1
    assert f"aliases: ['{address}']" in text_of(result, found[0])


@pytest.mark.parametrize(
    ("settings", "file", "address"),
    [
        ('collections: {docs: {output: true, permalink: "/manual/:path/"}}', "_docs/a/first.md", "/k/manual/a/first/"),
        ("collections:\n  docs:\n    permalink: /:collection/:title\n", "_docs/a/first.md", "/k/docs/first/"),
        ("collections:\n  docs:\n    permalink: /x/:name:output_ext\n", "_docs/a/first.md", "/k/x/first.html"),
        ("permalink: /:categories/:year/:month/:title/\n", "_posts/2023-05-01-hello.md", "/k/a/b/2023/05/hello/"),
        ("permalink: pretty\n", "_posts/2023-05-01-hello.md", "/k/a/b/2023/05/01/hello/"),
        ("", "_posts/2023-05-01-hello.md", "/k/a/b/2023/05/01/hello.html"),
    ],
)
def test_a_page_of_jekyll_keeps_the_address_of_the_pattern_of_its_collection(
    tmp_path: Path, settings: str, file: str, address: str
) -> None:
    files = {
        "_config.yml": f"title: Kettle\nbaseurl: /k\n{settings}",
        file: f"---\ntitle: First\ncategories: a B\ntags: 檯燈 lamp\n---\n\n{_TEXT}",
    }
    result = outcome(tmp_path, "jekyll", files, sign=False)
    found = [path for path, raw in result.files.items() if b"Text of the page." in raw]
    assert len(found) == 1
    assert f"aliases: ['{address}'" in text_of(result, found[0])
    assert "keywords: [檯燈, lamp]" in text_of(result, found[0])


@pytest.mark.parametrize(
    ("tool", "settings", "file", "front", "address"),
    [
        ("hugo", {"hugo.toml": '[permalinks]\nblog = "/:year/:month/:slug/"\n'}, "content/blog/one.md", "date: 2024-05-01", "/2024/05/my-lamp/"),
        ("hugo", {"hugo.toml": '[permalinks.page]\nblog = "/n/:filename/"\n'}, "content/blog/one.md", "x: 1", "/n/one/"),
        ("hugo", {"hugo.toml": '[permalinks]\nblog = "/:year/:slug/"\n'}, "content/blog/one.md", "url: /own/", "/own/"),
        ("mkdocs", {"mkdocs.yml": "plugins:\n  - blog\n"}, "docs/blog/posts/one.md", "date: 2024-01-31", "/blog/2024/01/31/my-lamp/"),
        ("mkdocs", {"mkdocs.yml": "plugins:\n  - material/blog: {post_url_format: '{slug}'}\n"}, "docs/blog/posts/one.md", "date:\n  created: 2024-01-31", "/blog/my-lamp/"),
    ],
)  # fmt: skip
def test_pages_with_a_day_keep_the_address_of_their_pattern(
    tmp_path: Path, tool: str, settings: dict[str, str], file: str, front: str, address: str
) -> None:
    files = {**settings, file: f"---\ntitle: My Lamp!\n{front}\n---\n\n{_TEXT}", "docs/a/other.md": f"# Other\n\n{_TEXT}"}
    result = outcome(tmp_path, tool, files, sign=False)
    found = [path for path, raw in result.files.items() if b"My Lamp!" in raw and path.endswith("one.md")]
    assert f"aliases: ['{address}'" in text_of(result, found[0])


def test_redirects_and_menus_of_mkdocs_that_lead_to_other_sites_are_named(tmp_path: Path) -> None:
    settings = (
        "site_name: Kettle\nnav:\n  - Forum: https://forum.example/\n  - a/first.md\n"
        "plugins:\n  - redirects:\n      redirect_maps:\n        old.md: https://new.example/\n        b.md: a/first.md\n"
    )
    page = f"# First\n\n{_TEXT}\nOf {{{{ config.site_name }}}}.\n"
    result = outcome(tmp_path, "mkdocs", {"mkdocs.yml": settings, "docs/a/first.md": page}, sign=False)
    places = [task.places for task in result.tasks if "another site" in task.what]
    assert places == [("old.md: https://new.example/",), ("Forum: https://forum.example/",)]
    assert "Of Kettle." in text_of(result, "en/a/first.md")
