"""Tags of templates that hold words, values and addresses: nothing of it is lost or shown as a path."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_trees import PAGE, outcome, text_of


@pytest.mark.parametrize(
    ("tool", "theirs", "ours"),
    [
        ("hugo", '{{< button href="https://a.b" text="去那裡" >}}', "[去那裡](https://a.b)\n"),
        (
            "hugo",
            '{{< imgproc lamp Fill "600x300" >}}\nA lamp.\n{{< /imgproc >}}',
            "(../../assets/lamp)\n/// caption\nA lamp.\n///\n",
        ),
        ("jekyll", "See {% link a/first.md %} there.", "See [First](first.md) there.\n"),
        ("jekyll", "See [x]({{ site.baseurl }}{% link a/first.md %}).", "See [x](first.md).\n"),
        ("jekyll", '{% assign who = "阿明" %}\nAsk our colleague {{ who }} for it.', "Ask our colleague 阿明 for it.\n"),
        ("jekyll", "{% assign s = site %}Of {{ s.title }}.", "Of Kettle.\n"),
        ("jekyll", "{% capture note %}Hot.{% endcapture %}\n\nThen {{ note }}", "Then Hot.\n"),
        ("jekyll", "{% assign q = site.none | first %}\n\n{{ q.name }}", "{% assign q = site.none | first %}\n\n{{ q.name }}\n"),
        ("mkdocs", "Text {== marked ==}.", "Text ==marked==.\n"),
        ("mkdocs", '## with pip <small>x</small> { #with-pip data-toc-label="with pip" }', "## with pip x { #with-pip }\n"),
    ],
)
def test_tags_give_their_words_values_and_links(tmp_path: Path, tool: str, theirs: str, ours: str) -> None:
    page = f"---\ntitle: First\n---\n\nText of the page.\n\n{theirs}\n"
    assert text_of(outcome(tmp_path, tool, {PAGE[tool]: page}), "en/a/first.md").endswith(ours)


def test_a_list_of_tags_that_a_plugin_made_is_named(tmp_path: Path) -> None:
    result = outcome(tmp_path, "mkdocs", {"docs/a/first.md": "# First\n\nText of the page.\n\n[TAGS]\n"})
    assert "TAGS" not in text_of(result, "en/a/first.md")
    assert [task.places for task in result.tasks if "list of tags" in task.what] == [("en/a/first.md",)]
