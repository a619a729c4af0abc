"""The vectors that Python and JavaScript share; theme's half runs them in tests/js/analytics/."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_analytics.events.wire import decode_envelope
from search_analytics.privacy.match_key import clean_text, group_key, match_key

FOLDER = Path(__file__).parent.parent / "conformance"


def vectors(name: str) -> list[Any]:
    return [pytest.param(v["in"], v["out"], id=v["id"]) for v in json.loads((FOLDER / name).read_text("utf-8"))]


@pytest.mark.parametrize(("text", "key"), vectors("search-event-match-key.json"))
def test_a_query_has_the_match_key_of_its_vector(text: str, key: str) -> None:
    assert match_key(text) == key


@pytest.mark.parametrize(("text", "key"), vectors("search-event-group-key.json"))
def test_a_query_has_the_group_key_of_its_vector(text: str, key: str) -> None:
    assert group_key(text) == key


@given(st.text(max_size=150))
def test_the_group_key_of_a_group_key_is_the_group_key(text: str) -> None:
    assert group_key(group_key(text)) == group_key(text)


@pytest.mark.parametrize(("envelope", "verdict"), vectors("search-event-validation.json"))
def test_an_envelope_is_accepted_or_rejected_as_its_vector_says(station: Any, envelope: Any, verdict: str) -> None:
    body = json.dumps(envelope).encode()
    answer = station.request("POST", "/v1/events", {"content-type": "text/plain"}, (body,))
    assert answer.status == {"accept": 204, "reject": 400}[verdict]
    assert len(station.rows("id")) == {"accept": 1, "reject": 0}[verdict]


def test_what_a_page_sends_is_what_the_collector_takes() -> None:
    script = FOLDER.parent / "js" / "analytics" / "print_bodies.js"
    bodies = subprocess.run(["node", str(script), "1", "60"], capture_output=True, check=True).stdout.splitlines()
    events = [event for body in bodies for event in decode_envelope(body).e]
    assert {type(event).__name__ for event in events} == {"SearchEvent", "ClickEvent", "ViewEvent", "VoteEvent"}
    assert len({event.id for event in events}) == len(events)


@given(st.text(max_size=220))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(max_size=220))
def test_a_clean_text_has_at_most_200_characters_and_no_space_at_its_ends(text: str) -> None:
    clean = clean_text(text)
    assert len(clean) <= 200
    assert clean == clean.strip()


@given(st.text(max_size=150))
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)
