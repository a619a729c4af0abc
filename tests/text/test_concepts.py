"""The table of concepts, read as a file: its rows, its forms, its scripts."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

import pytest

from kbgen.text.aliases import LONGEST_HAN_SOURCE, MOST_SOURCE_WORDS, source_fault
from kbgen.text.normalise import is_han
from kbgen.text.tables import fold_table
from kbgen.text.tokens import canonical

COLUMNS = ("id", "en", "hk", "tw", "cn", "spoken")
LEAST_CONCEPTS = 400
LINES = files("kbgen.text").joinpath("data", "concepts.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


def _forms(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def _cells(*columns: str) -> list[tuple[str, str]]:
    """Return (id of the row, form without its mark) of every form of the columns."""
    places = [COLUMNS.index(column) for column in columns]
    return [(row[0], form.removeprefix("~")) for row in ROWS for place in places for form in _forms(row[place])]


def _encodable(char: str, encoding: str) -> bool:
    return bool(char.encode(encoding, "ignore"))


def _is_simplified(char: str) -> bool:
    """Tell whether a character is what others fold to and no everyday Traditional character: 单, not 里."""
    everyday = b"\xa4" <= char.encode("big5", "ignore") < b"\xc7"
    return char in set(fold_table().values()) and char not in fold_table() and not everyday


def test_the_file_says_what_it_is_where_it_comes_from_and_its_licence() -> None:
    head = "\n".join(LINES[:4])
    assert LINES[0].startswith("# ")
    assert "Source: kbgen authors" in head
    assert "MIT" in head


def test_every_row_has_six_columns() -> None:
    assert [row for row in ROWS if len(row) != len(COLUMNS)] == []
    assert len(ROWS) >= LEAST_CONCEPTS


def test_an_id_is_a_short_slug_and_names_one_concept() -> None:
    ids = [row[0] for row in ROWS]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if name != name.lower() or not name.replace("-", "").isalnum() or len(name) > 30] == []


def test_forms_are_parted_by_a_semicolon_and_a_blank_and_hold_nothing_else_around() -> None:
    forms = [form.removeprefix("~") for row in ROWS for cell in row[1:] for form in _forms(cell)]
    assert [form for form in forms if not form or form != form.strip() or ";" in form or "~" in form or "  " in form] == []


def test_every_concept_can_be_said_in_english_in_hong_kong_and_in_taiwan() -> None:
    assert [row[0] for row in ROWS if len(_forms(row[1])) < 2] == []
    assert [row[0] for row in ROWS if not row[2] or not row[3]] == []


def test_the_query_side_can_recognise_every_form() -> None:
    assert [found for found in _cells(*COLUMNS[1:]) if source_fault(found[1])] == []


def test_english_forms_are_lower_case_and_at_most_four_words() -> None:
    forms = _cells("en")
    assert [form for form in forms if not form[1].isascii() or form[1] != form[1].lower()] == []
    assert [form for form in forms if len(form[1].split(" ")) > MOST_SOURCE_WORDS] == []


def test_chinese_forms_hold_two_to_eight_han_characters_and_no_others() -> None:
    forms = _cells("hk", "tw", "cn", "spoken")
    assert [form for form in forms if not all(map(is_han, form[1]))] == []
    assert [form for form in forms if not 2 <= len(form[1]) <= LONGEST_HAN_SOURCE] == []


@pytest.mark.parametrize(("column", "encoding"), [("hk", "big5hkscs"), ("tw", "big5")])
def test_forms_of_hong_kong_and_taiwan_are_traditional(column: str, encoding: str) -> None:
    forms = _cells(column)
    assert [form for form in forms if any(map(_is_simplified, form[1]))] == []
    assert [form for form in forms if not all(_encodable(char, encoding) for char in form[1])] == []


def test_forms_of_the_mainland_are_simplified() -> None:
    assert [form for form in _cells("cn") if not all(_encodable(char, "gb2312") for char in form[1])] == []


def test_a_form_stands_once_in_a_cell() -> None:
    cells = [(row[0], [canonical(form) for form in _forms(cell)]) for row in ROWS for cell in row[1:]]
    assert [cell for cell in cells if len(set(cell[1])) != len(cell[1])] == []


def test_a_form_is_marked_in_every_cell_of_a_row_or_in_none() -> None:
    for row in ROWS:
        marks = defaultdict(set)
        for form in (form for cell in row[1:] for form in _forms(cell)):
            marks[canonical(form.removeprefix("~"))].add(form.startswith("~"))
        assert {form for form, found in marks.items() if len(found) > 1} == set(), row[0]


def test_a_form_of_two_concepts_is_marked_in_both() -> None:
    owners = defaultdict(set)
    sure = set()
    for row in ROWS:
        for form in (form for cell in row[1:] for form in _forms(cell)):
            text = canonical(form.removeprefix("~"))
            owners[text].add(row[0])
            if not form.startswith("~"):
                sure.add(text)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1 and form in sure} == {}
