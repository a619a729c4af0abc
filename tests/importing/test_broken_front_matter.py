"""`kbgen import`: front matter that cannot be read is named with its line, and never published as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.small_trees import outcome, text_of

_OPEN_LIST = "line 3: a value begins with '[' that no ']' closes, or lacks a ',' on a line below"
_NO_END = "line 1: the front matter has no end; it was closed below its last key"


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\nowner: A\ntitle: [unclosed\n---\n", _OPEN_LIST),
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


_BROKEN = {
    "TOML": (
        '+++\ntitle = "Fees of the club\nweight = 3\n# kept\ndescription = "What it costs."\ntags = ["a", "b"]\n'
        'aliases = ["/old-fees/"]\n[params]\nx = 1\n+++\n',
        "line 2: Illegal character '\\n'",
    ),
    "JSON": (
        '{\n  "title": "Fees of the club,\n  "weight": 3,\n  "description": "What it costs.",\n  "params": {\n    "title": "No"\n'
        '  },\n  "tags": ["a", "b"],\n  "aliases": ["/old-fees/"]\n}\n',
        "line 2: Invalid control character at",
    ),
}


@pytest.mark.parametrize("form", ["TOML", "JSON"])
def test_one_broken_entry_of_toml_or_json_does_not_take_the_others_with_it(tmp_path: Path, form: str) -> None:
    front, said = _BROKEN[form]
    result = outcome(tmp_path, "hugo", {"content/en/m/fees.md": f"{front}\nThe fee is HK$100.\n"})
    task = next(task for task in result.tasks if "front matter cannot be read" in task.what)
    assert task.places == (f"en/m/fees.md: {said} (content/en/m/fees.md)",)
    text = text_of(result, "en/m/fees.md")
    own, _, body = text.removeprefix("---\n").partition("---\n")
    lines = own.splitlines()
    assert body.strip() == "The fee is HK$100."
    assert "order: 3" in lines
    assert "keywords: [a, b]" in lines
    assert "description: What it costs." in lines
    assert next(line for line in lines if line.startswith("aliases:")).count("/old-fees/") == 1
    assert any(line.startswith("# ") and "Fees of the club" in line for line in lines)
    assert "title: Fees" in lines


@pytest.mark.parametrize(
    ("front", "kept"),
    [
        ('+++\ntags = ["a",\nweight = 3\n+++\n', "order: 3"),
        ('+++\nweight = 3\n[author\ntitle = "Dr"\n+++\n', "order: 3"),
        ('+++\ntext = """\nweight = 4\n"""\nweight = 3\ntitle = \'x\n+++\n', "order: 3"),
        ('{\n "weight": 3\n "tags": ["a"]\n}\n', "order: 3"),
        ('{\n "weight": 3,\n "tags": ["x"\n}\n', "order: 3"),
        ('{\n "weight": 3,\n "list": [\n  "a",\n  "b"\n ],\n "tags": ["x"\n}\n', "order: 3"),
        ("\n---\ntitle: A: b\norder: 3\n---\n", "order: 3"),
        ("---\ntitle: A: b\nsidebar_position: 3\nweight: 3\n---\n", "order: 3"),
    ],
)
def test_what_is_sound_around_a_broken_entry_is_read(tmp_path: Path, front: str, kept: str) -> None:
    result = outcome(tmp_path, "hugo", {"content/en/m/fees.md": f"{front}\nThe fee is HK$100.\n"})
    assert kept in text_of(result, "en/m/fees.md").splitlines()
    assert any("front matter cannot be read" in task.what for task in result.tasks)
