"""Who holds a word of an everyday group, and what that tells."""

import numpy as np

from kbgen.index.everyday import everyday_terms
from kbgen.index.impacts import DEFAULT_BM25F
from kbgen.index.postings import TermImpacts

NINE = TermImpacts(np.arange(9, dtype=np.int32), bytes([100] * 9))


def test_one_of_the_words_tells_no_more_than_all_of_them() -> None:
    """Many articles say device; that one says handset is no reason to show it to who asks for a phone."""
    found = {"device": NINE, "handset": TermImpacts(np.array([9], np.int32), bytes([200]))}

    terms = everyday_terms([("phone", "device", "handset")], "latn", found, 100, DEFAULT_BM25F["latn"], 4)

    by_pair = dict(zip(terms.impacts["0"].pairs, terms.impacts["0"].impacts, strict=True))
    assert by_pair == {**dict.fromkeys(range(9), 60), 9: 72}


def test_a_group_is_held_in_any_form_of_its_words_and_left_out_where_no_article_holds_one() -> None:
    found = {"devices": NINE}

    terms = everyday_terms([("bus", "tram"), ("phone", "device")], "latn", found, 100, DEFAULT_BM25F["latn"], 4)

    assert terms.words == [("phone", "device")]
    assert list(terms.impacts) == ["0"]


def test_a_long_chinese_word_is_asked_for_and_not_found() -> None:
    found = {"手机": NINE, "行动": NINE, "动电": NINE, "电话": NINE}

    terms = everyday_terms([("行动电话", "手机")], "hani", found, 100, DEFAULT_BM25F["hani"], 4)

    assert list(terms.impacts["0"].pairs) == list(range(9))
    assert set(terms.impacts["0"].impacts) == {64}
