"""An article that answers many questions stands behind the one that is about what is asked."""

import pytest
from small_index import article, ask, ids, index_of

OTHERS = {f"other{number}": {"en": article(f"Another matter {number}", "Nothing of the kind.")} for number in range(8)}


@pytest.fixture(scope="module")
def index():
    several = ("We answer.", "A discount code: one discount code.", "Minimum order.")
    return index_of(
        {
            "a-questions": {
                "en": article("Questions", *several, keywords=("discount code",), kind="faq"),
                "zh-hant": article("常見問題", "一一回答。", "落單之後，落單之前。", keywords=("落單", "最低數量"), kind="faq"),
            },
            "b-about": {
                "en": article("What it costs", "We reckon.", "A discount code.", keywords=("discount code", "prices of prints")),
                "zh-hant": article("怎樣開始", "由此開始。", "落單之後。", keywords=("落單",)),
            },
            **OTHERS,
        }
    )


@pytest.mark.parametrize(("query", "language"), [("discount code", "en"), ("落單", "zh-hant")])
def test_what_a_faq_says_too_is_found_first_where_it_is_the_subject(index, query, language):
    assert ids(ask(index, query, language))[:2] == ["b-about", "a-questions"]


@pytest.mark.parametrize(("query", "language"), [("minimum order", "en"), ("最低數量", "zh-hant")])
def test_what_only_a_faq_answers_is_found_there(index, query, language):
    answer = ask(index, query, language)

    assert ids(answer)[0] == "a-questions"
    assert answer.outcome == "exact"
