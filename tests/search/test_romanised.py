"""Chinese typed in Latin letters, against an oracle that tries every cut. Exact cases are vectors: tests/conformance/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.payloads import Character, Characters
from kbgen.search.romanised import Romaniser, looks_romanised

SYLLABLES = ("a", "an", "na", "n")
JYUTPING = ("an", "aa")
CHARS = "甲乙丙丁"
READINGS = {"甲": (1, 1), "乙": (2, 2), "丙": (3, 0), "丁": (0, 0)}
TABLE = Characters({char: Character(one, 0, other, 0) for char, (one, other) in READINGS.items()}, SYLLABLES, JYUTPING)
COSTS = st.dictionaries(
    st.text(alphabet=CHARS, min_size=1, max_size=5), st.integers(1, 12).map(lambda cost: cost * 8), max_size=8
)
TEXT = st.text(alphabet="an1", max_size=8)


def keys(word: str) -> set[str]:
    pinyin = [SYLLABLES[READINGS[char][0] - 1] if READINGS[char][0] else None for char in word]
    jyutping = [JYUTPING[READINGS[char][1] - 1] if READINGS[char][1] else None for char in word]
    found = {"".join(filter(None, sounds)) for sounds in (pinyin, jyutping) if None not in sounds}
    return found | {"".join(filter(None, jyutping)).replace("aa", "a") for _ in [0] if None not in jyutping}


def words_by_key(costs: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for word, cost in costs.items():
        for key in keys(word) if len(word) <= 4 else ():
            entry = (cost + 64 * (len(word) == 1), word)
            found[key] = min(entry, found.get(key, entry))
    return found


def cuts(letters: str, known: Mapping[str, tuple[int, str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    if not letters:
        yield 0, ()
    for size in range(1, len(letters) + 1):
        if letters[:size] in known:
            cost, word = known[letters[:size]]
            yield from ((cost + rest_cost, (word, *rest)) for rest_cost, rest in cuts(letters[size:], known))


@given(TEXT, COSTS)
def test_the_readings_are_the_cheapest_of_all_cuts(text: str, costs: Mapping[str, int]) -> None:
    letters = text.replace("1", "")
    ways = [list(cuts(spelt, words_by_key(costs))) for spelt in (letters, letters.replace("aa", "a"))]
    long = [[way for way in some if any(len(word) > 1 for word in way[1])] for some in ways]
    cheapest: dict[str, int] = {}
    for cost, words in ways[0] if long[0] else ways[1]:
        written = "".join(words)
        cheapest[written] = min(cost, cheapest.get(written, cost))
    best = sorted(cheapest.values())[:3]
    found = Romaniser(costs, TABLE).readings(text)
    assert all(reading.cost == cheapest["".join(reading.words)] for reading in found)
    assert all(any(len(word) > 1 for word in reading.words) for reading in found)
    assert [reading.cost for reading in found] == sorted(reading.cost for reading in found)
    assert all(reading.cost in best for reading in found)


@given(TEXT, COSTS)
def test_tones_do_not_matter(text: str, costs: Mapping[str, int]) -> None:
    romaniser = Romaniser(costs, TABLE)
    assert romaniser.readings(text) == romaniser.readings(text.replace("1", "") + "4")


@given(COSTS, st.randoms(use_true_random=False))
def test_the_order_of_the_lexicon_does_not_change_the_readings(costs: dict[str, int], shuffled: object) -> None:
    words = list(costs)
    shuffled.shuffle(words)  # type: ignore[attr-defined]
    mixed = {word: costs[word] for word in words}
    assert Romaniser(mixed, TABLE).readings("anana") == Romaniser(costs, TABLE).readings("anana")


def test_everyday_spellings_look_romanised() -> None:
    for text in ("tuikuan", "tui3kuan2", "teoifun", "cyunfai", "zhuanshukuai", "lv", "xian"):
        assert looks_romanised(text)


def test_english_words_and_codes_do_not() -> None:
    for text in ("refund", "delivery", "acsd45488", "fps", "x", "", "tuikuan7", "r" * 50):
        assert not looks_romanised(text)
