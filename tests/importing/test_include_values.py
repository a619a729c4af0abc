"""What an include of Jekyll gives to its part stands in the text, or the include stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_trees import outcome, text_of

_PARTS = {
    "_includes/note.html": '<div class="note">{{ include.content }}</div>\n',
    "_includes/price.md": "The fee is {{ include.amount }}.\n",
    "_includes/amount.md": "{{ include.amount }} (fixed)\n",
    "_includes/callout.html": (
        '<div class="alert alert-{{ include.type | default: "info" }}">{{ include.text | markdownify }}</div>\n'
    ),
    "_includes/titled.md": "{% if include.title %}**{{ include.title }}**: {% else %}Note: {% endif %}{{ include.text }}\n",
    "_includes/loud.md": "{{ include.text | upcase }}\n",
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{% include note.html content="Wash hands." %}', "!!! note\n\n    Wash hands.\n"),
        ("{% include note.html content='請先洗手。' %}", "!!! note\n\n    請先洗手。\n"),
        ('{% include price.md amount="$5 and $10" %}', "\nThe fee is $5 and $10.\n"),
        ('{% include price.md amount="`$5`" %}', "\nThe fee is `$5`.\n"),
        ("{% include price.md amount=5 %}", "\nThe fee is 5.\n"),
        ('{% include callout.html type="danger" text="It is **hot**." %}', "!!! danger\n\n    It is **hot**.\n"),
        ('{% include callout.html text="It is hot." %}', "!!! info\n\n    It is hot.\n"),
        ('{% include titled.md title="Care" text="Wipe it." %}', "\n**Care**: Wipe it.\n"),
        ('{% include titled.md text="Wipe it." %}', "\nNote: Wipe it.\n"),
        ('It is {% include amount.md amount="$6" %} a week.', "\nIt is $6 (fixed) a week.\n"),
        ('Say {% include loud.md text="now" %} twice.', 'Say {% include loud.md text="now" %} twice.'),
        ('{% include loud.md text="now" %}', '{% include loud.md text="now" %}'),
    ],
)
def test_values_that_an_include_gives_stand_in_the_text_of_its_part(tmp_path: Path, written: str, expected: str) -> None:
    page = f"---\ntitle: First\n---\n\nText of the page.\n\n{written}\n"
    assert expected in text_of(outcome(tmp_path, "jekyll", {**_PARTS, "a/first.md": page}), "en/a/first.md")
