"""However a machine packs a file: the name is of what it holds, and readers take it."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_index import article, ask, ids, open_files, source_of, unpacked

from kbgen.errors import IndexReadError
from kbgen.index.build import build_index
from kbgen.index.codec import pack, single_name
from kbgen.search.columns import unpack

PAIRS = {
    "returns/refunds": {"en": article("Refunds", "Refunds take five days."), "zh-hant": article("退款", "退款需要五天。")},
    "payment/fps": {"en": article("Pay by FPS", "A QR code."), "zh-hant": article("轉數快付款", "裏面的二維碼。")},
}
LEVELS = st.integers(0, 9)
STRATEGIES = st.sampled_from([zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED])


def repacked(content: bytes, level: int, strategy: int, memory: int = 8) -> bytes:
    """Pack anew what a file holds, as a machine with another zlib would."""
    packer = zlib.compressobj(level, zlib.DEFLATED, 31, memory, strategy)
    return packer.compress(gzip.decompress(content)) + packer.flush()


@given(st.binary(max_size=300), LEVELS, STRATEGIES, st.integers(1, 9))
def test_a_file_packed_otherwise_gives_the_same_payload(payload: bytes, level: int, strategy: int, memory: int) -> None:
    assert unpack(repacked(pack("aliases/latn", payload), level, strategy, memory), "name", "aliases/latn") == payload


@pytest.mark.parametrize(
    ("level", "strategy"),
    [(0, zlib.Z_DEFAULT_STRATEGY), (1, zlib.Z_DEFAULT_STRATEGY), (9, zlib.Z_HUFFMAN_ONLY), (9, zlib.Z_FIXED), (9, zlib.Z_RLE)],
)
def test_an_index_built_on_a_machine_that_packs_otherwise_has_the_same_names_and_the_same_manifest(
    monkeypatch: pytest.MonkeyPatch, level: int, strategy: int
) -> None:
    here, compressobj = build_index(source_of(PAIRS)).files, zlib.compressobj
    monkeypatch.setattr(zlib, "compressobj", lambda *_: compressobj(level, zlib.DEFLATED, 31, 8, strategy))
    there = build_index(source_of(PAIRS)).files
    assert there != here
    assert unpacked(there) == unpacked(here)
    assert ids(ask(open_files(there), "轉數快")) == ["payment/fps"]
    assert ids(ask(open_files(there), "refnds", "en")) == ["returns/refunds"]


def test_a_single_file_whose_content_was_changed_and_packed_soundly_is_damaged() -> None:
    files = dict(build_index(source_of(PAIRS)).files)
    name = f"{open_files(files).manifest['lexicons']['latn']}.bin"
    whole = gzip.decompress(files[name])
    files[name] = gzip.compress(whole[:-1] + bytes([whole[-1] ^ 8]))
    with pytest.raises(IndexReadError, match="is another file"):
        open_files(files).lexicon("latn")


def test_the_place_of_a_file_is_part_of_its_name() -> None:
    assert single_name("aliases/latn", b"[]") != single_name("aliases/hani", b"[]")
