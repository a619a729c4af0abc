"""Reading Chinese runs, against oracles that try everything. Exact cases are vectors: tests/conformance/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.decode_han import HanDecoder, plain_syllable
from kbgen.search.payloads import Character, Characters
from kbgen.search.read_han import Reading, Segment, best_readings, completed_reading, exact_arcs, literal_reading

CHARS = "甲乙丙丁𨋢"
RUN = st.text(alphabet=CHARS, min_size=1, max_size=5)
COSTS = st.dictionaries(
    st.text(alphabet=CHARS, min_size=1, max_size=4), st.integers(1, 12).map(lambda cost: cost * 10), max_size=8
)
# 甲 and 乙 sound alike, 乙 and 丙 nearly, 丙 and 丁 look alike, 𨋢 is like nothing.
TABLE = Characters(
    {"甲": Character(1, 0, 0, 0), "乙": Character(1, 0, 0, 0), "丙": Character(2, 0, 0, 7), "丁": Character(0, 0, 0, 7)},
    ("zhi", "zi"),
    (),
)
ALIKE = {"甲乙": 40, "甲丙": 56, "乙丙": 56, "丙丁": 48}


def cuts(run: str) -> Iterator[tuple[str, ...]]:
    """Yield every way to cut a run into pieces."""
    if not run:
        yield ()
    for size in range(1, len(run) + 1):
        yield from ((run[:size], *rest) for rest in cuts(run[size:]))


@given(RUN, COSTS)
def test_a_run_is_read_as_the_cheapest_of_all_its_cuts(run: str, costs: Mapping[str, int]) -> None:
    ways = []
    for cut in cuts(run):
        known = [costs.get(word, 150 if len(word) == 1 else None) for word in cut]
        if None not in known:
            # Of equal ways the one whose last word is longest, then the last but one, counts.
            ways.append((sum(filter(None, known)), [-len(word) for word in reversed(cut)], cut))
    reading = literal_reading(run, costs)
    assert (reading.cost, tuple(segment.word for segment in reading.segments)) == (min(ways)[0], min(ways)[2])


@given(RUN, COSTS)
def test_a_reading_as_typed_covers_the_run_in_order(run: str, costs: Mapping[str, int]) -> None:
    reading = literal_reading(run, costs)
    assert "".join(segment.word for segment in reading.segments) == run
    assert [segment.start for segment in reading.segments] == [0, *(segment.end for segment in reading.segments[:-1])]
    assert reading.edits == 0


def mended(run: str, costs: Mapping[str, int]) -> dict[tuple[str, int, int], int]:
    """Return word, start, end → edit cost of every word that may have been meant, from the table of index-format 7.2."""
    found: dict[tuple[str, int, int], int] = {}
    for word in costs:
        size = len(word)
        for at, char in enumerate(run):
            if size < 2 or char not in word:
                continue
            home = at - word.index(char)
            ways = [(home, size, same_length_cost(run[max(0, home) : home + size], word))]
            ways += [
                (start, size - 1, (100 if size > 2 else 116) if run[max(0, start) : start + size - 1] in without_one(word) else 0)
                for start in (home, home + 1)
                if start <= at < start + size - 1
            ]
            ways += [(start, size + 1, extra_cost(run[max(0, start) : start + size + 1], word)) for start in (home, home - 1)]
            for start, length, cost in ways:
                if cost and start >= 0 and start + length <= len(run):
                    key = (word, start, start + length)
                    found[key] = min(cost, found.get(key, cost))
    return found


def extra_cost(typed: str, word: str) -> int:
    """Return what one character more than in a word costs, 36 where it repeats one; in a word of two no other is a slip."""
    if word not in without_one(typed):
        return 0
    if any(typed[:at] + typed[at + 1 :] == word and typed[at] == typed[at - 1] for at in range(1, len(typed))):
        return 36
    return 130 if len(word) > 2 else 0


def without_one(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def same_length_cost(typed: str, word: str) -> int:
    if len(typed) != len(word) or typed == word:
        return 0
    wrong = [(one, other) for one, other in zip(typed, word, strict=True) if one != other]
    if len(wrong) == 1:
        return ALIKE.get("".join(sorted(wrong[0], key=CHARS.index)), 120 if len(word) > 3 else 0)
    swaps = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    return 72 if typed in swaps else 0


@given(RUN, COSTS)
def test_the_words_that_may_be_meant_are_those_of_the_table(run: str, costs: Mapping[str, int]) -> None:
    arcs = HanDecoder(costs, TABLE)._mended(run)
    found = {(s.word, s.start, s.end): cost - costs[s.word] for row in arcs.values() for s, cost in row}
    assert found == mended(run, costs)


@given(RUN, COSTS)
def test_mended_readings_are_few_cheap_sorted_and_not_what_was_typed(run: str, costs: Mapping[str, int]) -> None:
    literal = literal_reading(run, costs)
    readings = HanDecoder(costs, TABLE).readings(run, literal)
    assert len(readings) <= 5
    assert [(reading.cost, reading.text) for reading in readings] == sorted(
        {(reading.cost, reading.text) for reading in readings}
    )
    for reading in readings:
        assert reading.text != run
        assert reading.edits in {1, 2}
        assert reading.cost <= literal.cost + 48


@given(RUN, COSTS)
def test_the_cost_of_a_mended_reading_is_that_of_its_words_and_edits(run: str, costs: Mapping[str, int]) -> None:
    edits = mended(run, costs)
    for reading in HanDecoder(costs, TABLE).readings(run, literal_reading(run, costs)):
        paid = [
            costs[s.word] + edits[s.word, s.start, s.end] if s.edited else costs.get(s.word, 150)
            for s in reading.segments
        ]  # fmt: skip
        assert sum(paid) == reading.cost


def every_reading(run: str, arcs: list[list[tuple[Segment, int]]], start: int = 0) -> Iterator[Reading]:
    if start == len(run):
        yield Reading((), 0)
        return
    for segment, cost in arcs[start]:
        for rest in every_reading(run, arcs, segment.end):
            yield Reading((segment, *rest.segments), cost + rest.cost)


@given(st.text(alphabet=CHARS, min_size=1, max_size=4), COSTS)
def test_the_six_cheapest_texts_are_the_six_cheapest_of_all(run: str, costs: Mapping[str, int]) -> None:
    arcs = exact_arcs(run, costs)
    for start, found in HanDecoder(costs, TABLE)._mended(run).items():
        arcs[start].extend(found)
    cheapest: dict[str, int] = {}
    for reading in every_reading(run, arcs):
        cheapest[reading.text] = min(reading.cost, cheapest.get(reading.text, reading.cost))
    assert [reading.cost for reading in best_readings(run, arcs, keep=6)][:6] == sorted(cheapest.values())[:6]


@given(RUN, COSTS, st.randoms(use_true_random=False))
def test_the_order_of_the_lexicon_does_not_change_the_readings(run: str, costs: dict[str, int], shuffled: object) -> None:
    words = list(costs)
    shuffled.shuffle(words)  # type: ignore[attr-defined]
    mixed = {word: costs[word] for word in words}
    literal = literal_reading(run, costs)
    one, other = HanDecoder(costs, TABLE), HanDecoder(mixed, TABLE)
    assert one.readings(run, literal) == other.readings(run, literal)
    assert one.missing(run, literal) == other.missing(run, literal)


@given(RUN, COSTS)
def test_an_offered_character_completes_a_word_of_two_with_a_neighbour(run: str, costs: Mapping[str, int]) -> None:
    literal = literal_reading(run, costs)
    for missing in HanDecoder(costs, TABLE).missing(run, literal):
        assert missing.at in {segment.start for segment in literal.segments[1:]}
        words = {run[missing.at - 1] + missing.character, missing.character + run[missing.at]}
        assert missing.cost == min(costs[word] for word in words & set(costs))


@given(RUN, COSTS)
def test_a_completed_reading_has_the_places_of_what_was_typed(run: str, costs: Mapping[str, int]) -> None:
    literal = literal_reading(run, costs)
    for missing in HanDecoder(costs, TABLE).missing(run, literal):
        reading = completed_reading(run[: missing.at] + missing.character + run[missing.at :], missing, costs)
        assert reading.edits == 1
        assert reading.segments[0].start == 0
        assert reading.segments[-1].end == len(run)
        for segment in reading.segments:
            if not segment.edited:
                assert run[segment.start : segment.end] == segment.word


@given(st.text(alphabet="zhcsnlfrigaeou", max_size=6))
def test_sounds_made_one_stay_one(syllable: str) -> None:
    plain = plain_syllable(syllable)
    assert not plain.startswith(("zh", "ch", "sh")) or syllable.startswith(("zhh", "chh", "shh"))


def test_near_sounds_are_one_both_ways() -> None:
    for one, other in [("zhang", "zan"), ("shi", "si"), ("ning", "lin"), ("feng", "hen"), ("rang", "lan")]:
        assert plain_syllable(one) == plain_syllable(other)
