"""Which block of one side says what a block of the other says: by their kinds and order, as translations keep both."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from kbgen.proofread.prose import Block


def align(one: Sequence[Block], other: Sequence[Block]) -> dict[int, int]:
    """Return number of a block of `one` → number of the block of `other` that stands for it; in order on both sides.

    Sections of the same shape are aligned block by block; of other sections, the blocks whose kinds stay in order.
    """
    parts, other_parts = sections(one), sections(other)
    if len(parts) != len(other_parts):
        return _matched(_keys(one), _keys(other), 0, 0)
    found: dict[int, int] = {}
    for (start, end), (other_start, other_end) in zip(parts, other_parts, strict=True):
        found |= _matched(_keys(one[start:end]), _keys(other[other_start:other_end]), start, other_start)
    return found


def sections(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return where each heading with its text begins and ends, after what stands above the first."""
    starts = [0, *(number for number, block in enumerate(blocks) if block.kind == "heading")]
    return list(zip(starts, [*starts[1:], len(blocks)], strict=True))


def _keys(blocks: Sequence[Block]) -> list[str]:
    return [f"{block.kind}{block.depth if block.kind == 'heading' else ''}{block.images or ''}" for block in blocks]


def _matched(one: list[str], other: list[str], start: int, other_start: int) -> dict[int, int]:
    if one == other:
        return {start + at: other_start + at for at in range(len(one))}
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        found |= {start + block.a + at: other_start + block.b + at for at in range(block.size)}
    return found
