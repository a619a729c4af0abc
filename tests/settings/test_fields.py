"""The one reader of fields: what it takes, and that it raises or collects as whoever reads wants it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kbgen.errors import ConfigError
from kbgen.settings.config_file import read_file
from kbgen.settings.fields import Fields
from kbgen.settings.strict_yaml import Table, parse

FAULTY = "kind: cat\nloud: maybe\nlegs: four\nborn: 2026-02-30\nnames: Mo\nname: [Mo]\nhome: x\nage: 3\n"
KNOWN = ("kind", "loud", "legs", "born", "names", "name", "home", "ages")


def fields_of(text: str, report=lambda *_: None, name: str = "") -> Fields:
    table = parse(text)
    assert isinstance(table, Table)
    return Fields(table, report, name)


def read_all(fields: Fields) -> tuple[object, ...]:
    fields.expect(KNOWN)
    return (
        fields.choice("kind", ("dog", "bird"), "dog"),
        fields.flag("loud", default=True),
        fields.whole_number("legs", 4, hint="write 2 or 4"),
        fields.day("born"),
        fields.texts("names", "write [one, two]"),
        fields.text("name", "Rex"),
        fields.block("home"),
    )


def test_values_are_read_by_their_kind():
    fields = fields_of(
        "kind: bird\nloud: false\nlegs: 2\nborn: 2026-02-28\nnames: [Mo, Joe  Lee, Mo]\nname: no\nhome:\n  street: x\n"
    )
    kind, loud, legs, born, names, name, home = read_all(fields)
    assert (kind, loud, legs, born, name) == ("bird", False, 2, date(2026, 2, 28), "no")
    assert names == {"Mo": 5, "Joe Lee": 5}
    assert isinstance(home, Fields)
    assert (home.text("street"), home.full("street")) == ("x", "home.street")


def test_what_is_missing_or_empty_has_its_default():
    assert read_all(fields_of("kind:\nlegs: ''\n")) == ("dog", True, 4, None, {}, "Rex", None)


def test_a_reader_that_collects_tells_every_fault_and_goes_on_with_defaults():
    reports: list[tuple[int, str, str, str]] = []
    fields = fields_of(FAULTY, lambda *report: reports.append(report), "pet")
    assert read_all(fields) == ("dog", True, 4, None, {}, "Rex", None)
    assert reports == [
        (8, "unknown-key", "unknown key 'pet.age'", "did you mean 'ages'?"),
        (1, "bad-value", "'pet.kind' cannot be 'cat'", "known: bird, dog"),
        (2, "bad-value", "'pet.loud' cannot be 'maybe'", "write true or false"),
        (3, "bad-value", "'pet.legs' cannot be 'four'", "write 2 or 4"),
        (4, "bad-value", "'pet.born' is not a date: '2026-02-30'", "write YYYY-MM-DD"),
        (5, "bad-value", "'pet.names' cannot be 'Mo'", "write [one, two]"),
        (6, "bad-value", "'pet.name' must be a text, not a list", "write one text, in quotes if it begins with a bracket"),
        (7, "bad-value", "'pet.home' must hold keys of its own, one per line", ""),
    ]


def test_a_configuration_file_raises_its_first_fault_with_file_and_line(tmp_path: Path):
    path = tmp_path / "site.yml"
    path.write_text(FAULTY, "utf-8")
    with pytest.raises(ConfigError, match=r"site\.yml:8: unknown setting 'age'\n  hint: did you mean 'ages'\?"):
        read_all(read_file(path))
