"""Numbers in messages."""

from __future__ import annotations

from kbgen.counted import counted


def test_one_thing_is_not_said_as_several() -> None:
    said = [counted(number, "query", "queries") for number in (0, 1, 2, 1_200)]
    assert said == ["0 queries", "1 query", "2 queries", "1,200 queries"]
    assert [counted(number, "error") for number in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]
