"""What a pattern cannot do without: leaving texts without it unsearched must lose nothing."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kbgen.proofread
from kbgen.proofread.cued import DIGIT, Cued, cues_of
from kbgen.proofread.hygiene import residue


def _all_cued() -> Iterator[tuple[str, Cued]]:
    for module in pkgutil.walk_packages(kbgen.proofread.__path__, "kbgen.proofread."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Cued) and not name.startswith("__"):
                yield f"{module.name.removeprefix('kbgen.proofread.')}.{name}", value
    yield "residue._converted", residue._converted()


CUED = dict(_all_cued())


def test_a_text_is_known_by_its_signs_its_words_and_how_they_begin() -> None:
    assert cues_of("O'Clock 週一") == {"'", " ", "週", "一", "o", "o*", "clock", "clo*"}


def test_a_digit_of_any_script_is_a_digit() -> None:
    assert DIGIT in cues_of("٣")


def test_a_text_without_a_cue_is_not_searched() -> None:
    assert Cued("cat", words="dog").search("a cat") is None


@pytest.mark.parametrize("name", CUED)
@settings(max_examples=200, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_every_text_that_a_pattern_fits_holds_one_of_its_cues(name: str, data: st.DataObject) -> None:
    pattern = CUED[name].pattern
    text = data.draw(st.from_regex(pattern, alphabet=st.characters(codec="utf-8", exclude_characters="ſKİı")))
    if pattern.search(text):
        assert CUED[name].search(text), text
