"""Each closed set of words is defined once in Python; specification, stores, pages and the search say the same words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from kbgen.search import query, score
from search_analytics.events import record, wire
from search_analytics.store.search_log import FAILURE_KINDS
from search_analytics.store.statements import Backend, statement

ROOT = Path(__file__).parent.parent.parent
SPECIFICATION = (ROOT / "docs" / "spec" / "search-event.md").read_text("utf-8")
BACKENDS: tuple[Backend, ...] = get_args(Backend)


def quoted(text: str, mark: str) -> set[str]:
    return set(re.findall(rf"{mark}([a-zA-Z_-]+){mark}", text))


def clause(start: str, end: str = "\n") -> str:
    return SPECIFICATION.split(start, 1)[1].split(end, 1)[0]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("type", get_args(record.EventType)),
        ("source", get_args(record.Source)),
        ("language", get_args(record.Language)),
        ("outcome", get_args(wire.Outcome)),
        ("mode", get_args(wire.Mode)),
        ("origin", get_args(wire.ViewSource)),
    ],
)
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_store_takes_the_words_that_events_have(backend: Backend, column: str, words: tuple[str, ...]) -> None:
    check = re.search(rf"CHECK \({column} IN \(([^)]*)\)\)", statement(backend, "001_events"))
    assert check
    assert quoted(check[1], "'") == set(words)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_store_calls_the_kinds_of_failure_as_reports_do(backend: Backend) -> None:
    check = re.search(r"verdict IN \(([^)]*)\) AS failed", statement(backend, "report_judge"))
    assert check
    assert quoted(check[1], "'") == set(FAILURE_KINDS)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (get_args(record.Source), clause("site, build, source (", ")")),
        (get_args(wire.WireLanguage), clause("| `l` |")),
        (get_args(wire.Outcome), clause("| `o` |")),
        (get_args(wire.Mode), clause("| `m` |")),
        (get_args(wire.ViewSource), clause("where from: ")),
        (get_args(wire.VoteReason), clause("`r`, one of ", ". ")),
    ],
)
def test_the_specification_lists_the_words_of_events(words: tuple[str, ...], text: str) -> None:
    assert quoted(text, "`") == set(words)


def test_each_kind_of_event_has_a_form_on_the_wire() -> None:
    forms = [msgspec.inspect.type_info(form) for form in get_args(wire.Event)]
    tags = {form.tag for form in forms if isinstance(form, msgspec.inspect.StructType)}
    assert tags == set(get_args(record.EventType))


def test_a_reader_is_offered_the_reasons_that_a_vote_may_have() -> None:
    offered = re.search(r"for reason in \(([^)]*)\)", (ROOT / "theme" / "partials" / "vote.html").read_text("utf-8"))
    assert offered
    assert quoted(offered[1], '"') == set(get_args(wire.VoteReason))


def test_the_search_has_the_outcomes_that_events_tell() -> None:
    assert get_args(query.Outcome) == get_args(wire.Outcome)


@pytest.mark.parametrize(
    ("file", "name", "words"),
    [
        ("search/engine.js", "Outcome", get_args(wire.Outcome)),
        ("analytics/settle.js", "EventType", get_args(record.EventType)),
        ("analytics/settle.js", "Mode", get_args(wire.Mode)),
        ("portal/analytics.js", "VoteReason", get_args(wire.VoteReason)),
    ],
)
def test_pages_have_the_words_of_the_collector(file: str, name: str, words: tuple[str, ...]) -> None:
    typedef = re.search(rf"@typedef {{([^}}]*)}} {name}\b", (ROOT / "theme" / "assets" / file).read_text("utf-8"))
    assert typedef
    assert quoted(typedef[1], '"') == set(words)


def test_pages_have_the_kinds_of_match_that_the_search_has() -> None:
    kinds = re.search(r"kind: ([^,]*),[^@]*}} Reason", (ROOT / "theme" / "assets" / "search" / "client.js").read_text("utf-8"))
    assert kinds
    assert quoted(kinds[1], '"') == set(get_args(score.MatchKind))
