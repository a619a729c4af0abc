"""Whatever happens to a file on its way: the right answer or a damaged index, never a wrong answer."""

from __future__ import annotations

import gzip
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.errors import IndexReadError
from kbgen.index.codec import FORMAT, TermPostings, encode_shard, pack, seal
from kbgen.search.columns import is_sealed, unpack
from kbgen.search.reader import IndexReader

PLACE = "abcdefghij/3"
PAYLOAD = encode_shard([TermPostings("退款", 0, (1, 5), (9, 200)), TermPostings("退貨", 0, (2,), (40,))])
FILE = pack(PLACE, PAYLOAD)
PAGE = b"<!doctype html><html><title>404</title></html>"

damage = st.sampled_from(range(len(FILE)))


def read(content: bytes) -> bytes | None:
    """Return the payload, or None where the file is refused as damaged; any other error fails the test."""
    try:
        return unpack(content, "abcdefghij/3", PLACE)
    except IndexReadError:
        return None


@pytest.mark.parametrize("length", range(len(FILE)))
def test_a_file_cut_short_anywhere_is_damaged(length: int) -> None:
    assert read(FILE[:length]) is None


@given(damage, st.integers(1, 255))
def test_a_byte_changed_anywhere_never_gives_another_payload(place: int, change: int) -> None:
    changed = FILE[:place] + bytes([FILE[place] ^ change]) + FILE[place + 1 :]
    assert read(changed) in {None, PAYLOAD}


@given(st.integers(len(FILE) - 8, len(FILE) - 1), st.integers(1, 255))
def test_a_byte_changed_in_the_checksum_or_the_length_is_damage(place: int, change: int) -> None:
    changed = FILE[:place] + bytes([FILE[place] ^ change]) + FILE[place + 1 :]
    assert read(changed) is None


@given(st.lists(damage, min_size=2, max_size=2, unique=True).map(sorted))
def test_a_piece_lost_in_the_middle_never_gives_another_payload(border: list[int]) -> None:
    assert read(FILE[: border[0]] + FILE[border[1] :]) in {None, PAYLOAD}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        PAGE,
        gzip.compress(PAGE),
        gzip.compress(b""),
        FILE[::-1],
        pack("abcdefghij/2", PAYLOAD),
        pack("lexicon/hani", PAYLOAD),
    ],
    ids=["nothing", "page", "compressed page", "compressed nothing", "backwards", "another shard", "another kind"],
)
def test_another_file_is_damage(content: bytes) -> None:
    assert read(content) is None


@given(st.binary(max_size=200))
def test_any_bytes_under_a_sound_checksum_are_refused_without_the_header(content: bytes) -> None:
    assert read(gzip.compress(content)) is None


def test_no_place_is_taken_for_another_that_begins_alike() -> None:
    places = ["abcdefghij/1", "abcdefghij/11", "text/en/a", "text/en/a/b", "aliases", "characters"]
    for asked, found in permutations(places, 2):
        with pytest.raises(IndexReadError, match=asked):
            unpack(pack(found, b""), "name", asked)


def test_a_manifest_with_any_one_byte_changed_is_damaged() -> None:
    manifest = seal(
        {"format": FORMAT, "build": "b", "pairs": 12, "documents_per_file": 8, "categories": {"zh-hant": {"pay": "付款"}}}
    )
    assert is_sealed(manifest)
    for place, change in product(range(len(manifest)), (1, 8, 0x80)):
        assert not is_sealed(manifest[:place] + bytes([manifest[place] ^ change]) + manifest[place + 1 :])


def test_an_index_of_another_format_is_refused_whatever_else_its_manifest_holds() -> None:
    manifest = seal({"format": 1, "light": {"words": []}})
    with pytest.raises(IndexReadError, match="format 1, not 2"):
        IndexReader({"manifest.json": manifest}.__getitem__)
