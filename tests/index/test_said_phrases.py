"""A phrase that stands for others is found where an article says it, not where its words stand far apart."""

import pytest

from kbgen.index.phrases import SaidPhrases
from kbgen.kept_values import KeptValues
from kbgen.text.aliases import Alias, packaged_concepts
from tests.small_index import article, ask, ids, index_of

FAR_APART = article("Sign in", "Does it work? Ask us. We are here for you.")
OTHERS = {f"other{number}": {"en": article(f"Another matter {number}", "Nothing of the kind.")} for number in range(8)}


def said(text: str, *phrases: str) -> list[str]:
    return sorted(SaidPhrases(phrases, KeptValues(None, "index", most_unused=1)).said([article("Title", text)]))


@pytest.mark.parametrize(
    "text",
    ["Ask for a price match.", "We match prices: a price that matches", "A price we can match", "The price of ink, we match."],
)
def test_a_phrase_is_said_in_any_form_with_a_few_words_between(text):
    assert said(text, "price match") == ["price match"]


@pytest.mark.parametrize("text", ["The price is low. We match colours.", "match the price", "price one two three match"])
def test_a_phrase_is_not_said_across_sentences_or_backwards_or_with_many_words_between(text):
    assert said(text, "price match") == []


def test_a_phrase_with_one_word_that_says_something_is_said_only_as_it_is():
    assert said("We work for all of us.", "work for us") == []
    assert said("Come and work for us!", "work for us") == ["work for us"]


@pytest.mark.parametrize("query", ["careers", "vacancies"])
def test_what_no_article_says_as_a_phrase_is_not_found(query):
    index = index_of({"sign-in": {"en": FAR_APART}, **OTHERS}, concepts=packaged_concepts())
    assert ids(ask(index, query, "en")) == []


def test_what_an_article_says_as_a_phrase_is_found():
    jobs = article("Join the studio", "Write to us if you want to work for us.")
    index = index_of({"sign-in": {"en": FAR_APART}, "jobs": {"en": jobs}, **OTHERS}, concepts=packaged_concepts())
    answer = ask(index, "careers", "en")
    assert (answer.outcome, ids(answer)[:1]) == ("exact", ["jobs"])


def test_what_editors_say_a_word_stands_for_is_no_scattered_phrase():
    prices = article("Prices", "Ink has a price. We match colours.")
    alias = Alias("cheaper elsewhere", "price match", 256, "synonym")
    assert ids(ask(index_of({"prices": {"en": prices}, **OTHERS}, aliases=(alias,)), "cheaper elsewhere", "en")) == ["prices"]
