"""A phrase that stands for others is found where an article says it, not where its words stand far apart."""

import pytest

from kbgen.index.phrases import SaidPhrases
from kbgen.kept_values import KeptValues
from kbgen.text.aliases import Alias, packaged_aliases, packaged_concepts
from tests.small_index import article, ask, ids, index_of

FAR_APART = article("Sign in", "Does it work? Ask us. We are here for you.")
OTHERS = {f"other{number}": {"en": article(f"Another matter {number}", "Nothing of the kind.")} for number in range(8)}


def said(text: str, *phrases: str) -> list[str]:
    return sorted(SaidPhrases(phrases, (), KeptValues(None, "index", most_unused=1)).said([article("Title", text)]).phrases)


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


STATION = {
    "en": article("Get to the pier", "Take the MTR; the nearest station is Hong Kong."),
    "zh-hant": article("前往碼頭", "最近的車站是香港站。"),
}


@pytest.mark.parametrize(
    ("query", "language"), [("kowloon", "en"), ("sham shui po", "en"), ("九龍", "zh-hant"), ("沙田", "zh-hant")]
)
def test_a_district_is_not_found_by_its_region_that_one_article_names_in_passing(query, language):
    index = index_of({"pier": STATION, **OTHERS}, aliases=packaged_aliases())
    assert ask(index, query, language).outcome in {"none", "weak"}
    assert ids(ask(index, "hong kong", "en")) == ["pier"]


@pytest.mark.parametrize(
    "areas",
    [
        article("Where we deliver", "All of Hong Kong."),
        article("Delivery", "We deliver in Hong Kong.", keywords=("Hong Kong",)),
        article("Delivery", "We deliver in Hong Kong. Hong Kong takes a day."),
    ],
)
def test_a_district_is_found_by_its_region_that_is_named_more_than_once(areas):
    index = index_of({"areas": {"en": areas}, "pier": STATION, **OTHERS}, aliases=packaged_aliases())
    answer = ask(index, "kowloon", "en")
    assert (answer.outcome, "areas" in ids(answer)) == ("exact", True)


def test_another_name_of_a_region_finds_it_also_where_it_is_named_in_passing():
    index = index_of({"visa": {"zh-hant": article("簽證", "由內地前來要簽證。")}, **OTHERS}, aliases=packaged_aliases())
    assert (ask(index, "大陸", "zh-hant").outcome, ask(index, "深圳", "zh-hant").outcome) == ("exact", "none")
