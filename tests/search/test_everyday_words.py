"""Who asks with a word of everyday speech finds the articles that say it in another word of its kind."""

import pytest
from small_index import article, ask, ids, index_of

OTHERS = {
    f"other{number}": {
        "en": article(f"Another matter {number}", "Nothing of the kind."),
        "zh-hant": article(f"另一件事{number}", "與此無關。"),
    }
    for number in range(8)
}


@pytest.fixture(scope="module")
def index():
    return index_of(
        {
            "a-warehouse": {
                "en": article("Wipe the shelves", "Wipe them with a cloth."),
                "zh-hant": article("清除灰塵", "用布清除。"),
            },
            "b-device": {
                "en": article("Wipe your device", "All of it is gone then."),
                "zh-hant": article("清除裝置", "之後全部都沒有了。"),
            },
            **OTHERS,
        },
        everyday=(("phone", "device", "tablet"), ("手机", "装置")),
    )


@pytest.mark.parametrize(
    ("query", "language"), [("wipe phone", "en"), ("wipe phones", "en"), ("wipe my tablet", "en"), ("清除手機", "zh-hant")]
)
def test_another_word_of_the_kind_decides_between_articles(index, query, language):
    assert ids(ask(index, query, language))[0] == "b-device"


@pytest.mark.parametrize(("query", "language"), [("phone", "en"), ("手機", "zh-hant")])
def test_nothing_is_found_by_another_word_of_the_kind_alone(index, query, language):
    assert ids(ask(index, query, language)) == []


def test_a_search_for_the_words_as_typed_knows_no_others(index):
    assert ids(ask(index, "wipe phone", "en", literal=True))[0] == "a-warehouse"


def test_the_word_typed_comes_before_another_of_its_kind():
    said = {
        "a-device": {"en": article("Wipe your device", "All of it is gone then.")},
        "b-tablet": {"en": article("Wipe your tablet", "All of it is gone then.")},
        **OTHERS,
    }
    index = index_of(said, everyday=(("phone", "device", "tablet"),))

    assert ids(ask(index, "wipe tablet", "en"))[:2] == ["b-tablet", "a-device"]
