"""Patterns of paths that other tools leave out."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_trees import outcome

from kbgen.importing.sources.patterns import excluded_by


@pytest.mark.parametrize(
    ("pattern", "left_out", "taken"),
    [
        ("drafts/", "x/drafts/a.md", "x/drafts.md"),
        ("/drafts/", "drafts/a.md", "x/drafts/a.md"),
        ("*.tmpl.md", "x/a.tmpl.md", "x/a.md"),
        ("[!a]*.md", "b.md", "a.md"),
        ("[^a]*.md", "b.md", "a.md"),
        ("[a-c].md", "b.md", "d.md"),
        ("[甲乙].md", "乙.md", "丙.md"),
        ("**/{README,TODO}.md", "x/TODO.md", "x/{README,TODO}.md"),
        ("{drafts,草稿}/**", "草稿/a.md", "guide/a.md"),
        ("{a,b*}.md", "bc.md", "ac.md"),
        ("[z-a].md", "[z-a].md", "a.md"),
        ("[\\].md", "\\.md", "a.md"),
        ("[a&&b--c].md", "&.md", "d.md"),
        ("[a.md", "[a.md", "a.md"),
    ],
)
def test_a_pattern_leaves_out_what_it_names(pattern: str, left_out: str, taken: str) -> None:
    is_excluded = excluded_by([pattern])
    assert is_excluded(left_out)
    assert not is_excluded(taken)


def test_patterns_of_vitepress_begin_at_its_folder_of_pages(tmp_path: Path) -> None:
    files = {
        "docs/.vitepress/config.ts": "export default { srcExclude: ['notes.md', '**/{TODO,草稿}.md'] }\n",
        "docs/notes.md": "# Notes\n\nText.\n",
        "docs/a/notes.md": "# Notes of A\n\nText.\n",
        "docs/a/草稿.md": "# 草稿\n\n文字。\n",
    }
    assert sorted(outcome(tmp_path, "vitepress", files).files) == ["en/a/index.md", "en/a/notes.md", "en/index.md"]
