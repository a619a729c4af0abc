"""`kbgen import`: front matter that cannot be read is named with its line, and never published as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.small_trees import outcome, text_of

_NO_END = "line 1: the front matter has no end; it was closed below its last key"


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\nowner: A\ntitle: [unclosed\n---\n", "line 4: did not find expected ',' or ']'"),
        ("---\ntitle: A\ntitle: B\n---\n", "line 3: 'title' is given twice (first on line 2)"),
        ("---\ntitle: A\n", _NO_END),
        (
            "---\ntitle: A\ntags:\n  - one\n- two\n# note\n",
            _NO_END,
        ),
    ],
)
def test_front_matter_that_cannot_be_read_is_named_and_is_no_text(tmp_path: Path, front: str, said: str) -> None:
    result = outcome(tmp_path, "mkdocs", {"docs/a/x.md": f"{front}\nText of the page.\n", "docs/a/y.md": "# Y\n\nText.\n"})
    task = next(task for task in result.tasks if "front matter cannot be read" in task.what)
    assert task.places == (f"en/a/x.md: {said} (docs/a/x.md)",)
    _, _, body = text_of(result, "en/a/x.md").removeprefix("---\n").partition("---\n")
    assert body.strip() == "Text of the page."


@pytest.mark.parametrize("text", ["---\n\n# Rule\n\nText.\n", "---\nText: of it\n---\n\nMore.\n", "---\n" + " " * 50_000])
def test_a_rule_on_top_and_front_matter_that_is_closed_are_not_called_broken(tmp_path: Path, text: str) -> None:
    result = outcome(tmp_path, "mkdocs", {"docs/a/x.md": text, "docs/a/y.md": "# Y\n\nText.\n"})
    assert not [task for task in result.tasks if "no end" in " ".join(task.places)]
