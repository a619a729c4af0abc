"""The documentation says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from kbgen.commands.main import COMMANDS
from kbgen.content.front_matter import KEYS
from kbgen.errors import PROBLEM_CODES
from kbgen.model import ARTICLE_TYPES
from kbgen.settings.contact import CHANNEL_KEYS, CONTACT_KEYS, EXPECTATION_KEYS, PLACE_KEYS
from kbgen.settings.site import SETTINGS, load
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.strings import load_strings

DOCS = Path(__file__).parents[2] / "docs"


def first_cells(page: str, heading: str) -> list[str]:
    """Return the code in the first cell of each row of the tables below a heading."""
    text = (DOCS / page).read_text("utf-8")
    section = re.split(r"^#+ ", text.partition(f"{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^\| `([^`]+)`", section, re.MULTILINE)


def test_every_setting_is_documented():
    assert first_cells("configuration.md", "## Settings of kbgen") == list(SETTINGS)
    assert first_cells("configuration.md", "### `contact`") == list(CONTACT_KEYS)
    assert first_cells("configuration.md", "#### A channel") == list(CHANNEL_KEYS)
    assert first_cells("configuration.md", "#### `places`") == list(PLACE_KEYS)
    assert first_cells("configuration.md", "#### `expectations`") == list(EXPECTATION_KEYS)


def test_the_example_of_a_configuration_is_valid(make_site):
    example = re.search(r"```yaml\n(site_name.*?)```", (DOCS / "configuration.md").read_text("utf-8"), re.DOTALL)
    config = make_site()
    config.write_text(example[1], "utf-8")
    assert load(config).collector.site == "harbour-hill"


def test_every_key_of_the_front_matter_is_documented():
    assert first_cells("writing.md", "## Front matter") == list(KEYS)


def test_every_type_and_every_callout_is_documented():
    text = (DOCS / "writing.md").read_text("utf-8")
    callouts = [
        key.removeprefix("callout.")
        for key in load_strings(theme_folder() / "strings.yml")["en"].for_markup
        if key.startswith("callout.")
    ]
    assert len(callouts) == 15
    for word in (*ARTICLE_TYPES, *callouts):
        assert f"`{word}`" in text


def test_every_problem_is_documented_with_its_severity():
    rows = re.findall(r"^\| `([a-z0-9-]+)` .*\| ([a-z*]+) \|$", (DOCS / "problems.md").read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == {code: known.severity if known.adjustable else "*always*" for code, known in PROBLEM_CODES.items()}


def test_every_command_is_documented():
    documented = [cell.partition(" ")[2] for cell in first_cells("configuration.md", "## Commands")]
    assert [next(name for name in reversed(COMMANDS) if f"{cell} ".startswith(f"{name} ")) for cell in documented] == [*COMMANDS]
