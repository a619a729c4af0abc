"""The documentation says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbgen.commands.main import COMMANDS
from kbgen.content.front_matter import KEYS
from kbgen.errors import PROBLEM_CODES
from kbgen.model import ARTICLE_TYPES
from kbgen.settings.contact import CHANNEL_KEYS, CONTACT_KEYS, EXPECTATION_KEYS, PLACE_KEYS
from kbgen.settings.site import SETTINGS, load
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.strings import load_strings

ALWAYS = {"en": "*always*", "zh-hant": "*一律*"}
GUIDE = Path(__file__).parents[2] / "docs/guide/content"


LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hant"])


def read(language: str, page: str) -> str:
    return (GUIDE / language / page).read_text("utf-8")


def first_cells(language: str, page: str) -> list[list[str]]:
    """Return the code in the first cell of each row, by table, of those that have some."""
    tables = re.findall(r"(?:^\|.*\n)+", read(language, page), re.MULTILINE)
    found = [re.findall(r"^\| `([^`]+)`", table, re.MULTILINE) for table in tables]
    return [cells for cells in found if cells]


@LANGUAGES
def test_every_setting_is_documented(language: str):
    assert first_cells(language, "settings/settings.md") == [list(SETTINGS)]
    keys = [list(keys) for keys in (CONTACT_KEYS, CHANNEL_KEYS, PLACE_KEYS, EXPECTATION_KEYS)]
    assert first_cells(language, "settings/contact.md") == keys


@LANGUAGES
def test_the_example_of_a_configuration_is_valid(make_site, language: str):
    example = re.search(r"```yaml\n(site_name.*?)```", read(language, "settings/settings.md"), re.DOTALL)
    config = make_site()
    config.write_text(example[1], "utf-8")
    assert load(config).collector.site == "harbour-hill"


@LANGUAGES
def test_every_key_of_the_front_matter_is_documented(language: str):
    assert first_cells(language, "writing/front-matter.md") == [list(KEYS)]


@LANGUAGES
def test_every_type_and_every_callout_is_documented(language: str):
    text = read(language, "writing/front-matter.md") + read(language, "writing/boxes-and-tabs.md")
    callouts = [
        key.removeprefix("callout.")
        for key in load_strings(theme_folder() / "strings.yml")["en"].for_markup
        if key.startswith("callout.")
    ]
    assert len(callouts) == 15
    for word in (*ARTICLE_TYPES, *callouts):
        assert f"`{word}`" in text


@LANGUAGES
def test_every_problem_is_documented_with_its_severity(language: str):
    pages = sorted((GUIDE / language / "problems").glob("*.md"))
    text = "".join(page.read_text("utf-8") for page in pages)
    rows = re.findall(r"^\| `([a-z0-9-]+)` .*\| (\S+) \|$", text, re.MULTILINE)
    severities = {code: known.severity if known.adjustable else ALWAYS[language] for code, known in PROBLEM_CODES.items()}
    assert dict(rows) == severities
    assert len(rows) == len(PROBLEM_CODES)


@LANGUAGES
def test_every_command_is_documented(language: str):
    documented = [cell.partition(" ")[2] for cell in first_cells(language, "settings/commands.md")[0]]
    assert [next(name for name in reversed(COMMANDS) if f"{cell} ".startswith(f"{name} ")) for cell in documented] == [*COMMANDS]
