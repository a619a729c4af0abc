"""A port that somebody has is not fought for: the next one that is free is taken, and said."""

from __future__ import annotations

import errno
from io import StringIO

import pytest

from kbgen.commands.ports import on_free_port
from kbgen.commands.terminal import Terminal
from kbgen.errors import UsageError


def opened_unless(*taken: int, why: int = errno.EADDRINUSE):
    def opened(port: int) -> str:
        if port in taken:
            raise OSError(why, "not this one")
        return f"server on {port}"

    return opened


def test_the_first_port_is_taken_without_a_word_where_it_is_free():
    said = StringIO()
    assert on_free_port(8000, opened_unless(), Terminal(said)) == "server on 8000"
    assert said.getvalue() == ""


def test_the_next_free_port_is_said():
    said = StringIO()
    assert on_free_port(8000, opened_unless(8000, 8001), Terminal(said)) == "server on 8002"
    assert said.getvalue() == "port 8000 is taken, using 8002\n"


def test_it_ends_with_a_hint_where_none_is_free():
    with pytest.raises(UsageError, match=r"ports 8000 to 8019 are taken\n  hint: choose another one with --port"):
        on_free_port(8000, opened_unless(*range(8000, 8020)), Terminal(StringIO()))


def test_a_port_that_nobody_may_have_is_not_tried_twice():
    with pytest.raises(UsageError, match="cannot listen on port 80: not this one"):
        on_free_port(80, opened_unless(80, why=errno.EACCES), Terminal(StringIO()))
