"""Singular and plural of a noun are one word where an article says what it is about."""

import pytest

from kbgen.index.plurals import other_number
from tests.small_index import article, ask, ids, index_of

OTHERS = {f"other{number}": {"en": article(f"Another matter {number}", "Nothing of the kind.")} for number in range(8)}


@pytest.mark.parametrize(
    ("title", "query"), [("Delivery times and fees", "delivery fee"), ("Company policy", "company policies")]
)
def test_a_title_in_the_other_number_stands_before_a_text_that_mentions_the_word(title, query):
    text = "Who sends a thing back pays the delivery fee; a company has policies. " + "More about sending things back. " * 6
    index = index_of({"a-mention": {"en": article("Who pays", text)}, "b-title": {"en": article(title)}, **OTHERS})

    assert ids(ask(index, query, "en"))[:2] == ["b-title", "a-mention"]


def test_the_number_that_was_typed_stands_first_among_titles():
    index = index_of({"plural": {"en": article("Print colours")}, "singular": {"en": article("Print colour")}, **OTHERS})

    assert ids(ask(index, "colour", "en"))[0] == "singular"
    assert ids(ask(index, "colours", "en"))[0] == "plural"


@pytest.mark.parametrize(
    ("keyword", "query"), [("shipping abroad", "do you ship"), ("delete", "deleted"), ("cancelled", "cancelling")]
)
def test_a_keyword_is_found_in_whatever_form_it_is_typed(keyword, query):
    """A keyword is what customers say: its form is an accident, where a title chooses one."""
    text = f"Some say: {query}. " + "More about other things. " * 6
    pairs = {"a-mention": {"en": article("Mentioned", text)}, "b-keyword": {"en": article("By its name", keywords=(keyword,))}}
    index = index_of({**pairs, **OTHERS})

    assert ids(ask(index, query, "en"))[:2] == ["b-keyword", "a-mention"]


def test_a_noun_is_as_common_as_both_its_numbers():
    """One article that says *orders* must not make that the rarest word of a shop where all say *order*."""
    pairs = {f"a{number}": {"en": article(f"Matter {number}", "Your order.")} for number in range(8)}
    index = index_of(
        {**pairs, "b": {"en": article("Parcels", "Your orders.")}, "c": {"en": article("Colours", "Express, an order.")}}
    )

    assert ids(ask(index, "express orders", "en"))[0] == "c"


@pytest.mark.parametrize(
    ("word", "other"),
    [("fee", "fees"), ("policy", "policies"), ("box", "boxes"), ("address", "addresses"), ("size", "sizes"), ("use", "uses")],
)
def test_numbers_of_one_noun_are_known(word, other):
    assert other_number({word, other}) == {word: [other], other: [word]}


@pytest.mark.parametrize(
    ("word", "other"),
    [("custom", "customs"), ("us", "uses"), ("statu", "status"), ("glas", "glass"), ("root", "rooted"), ("a", "as")],
)
def test_other_words_are_no_numbers_of_one_noun(word, other):
    assert not other_number({word, other})
