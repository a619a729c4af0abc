"""How many steps and images a section has on each side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kbgen.proofread.facts.align import sections
from kbgen.proofread.prose import Block

CountKind = Literal["steps", "images"]


@dataclass(frozen=True, slots=True)
class CountDifference:
    """A section with more of something on one side. en_line, zh_line: where it begins, from 1."""

    kind: CountKind
    en: int
    zh_hant: int
    en_line: int
    zh_line: int


def count_differences(en: Sequence[Block], zh: Sequence[Block]) -> Iterator[CountDifference]:
    """Yield sections whose steps differ in number, and the first one whose images do, where those of the page do.

    Where the sections themselves differ in number, the page is one section.
    """
    for kind, count in _COUNTS.items():
        whole = count(en), count(zh)
        if whole[0] == whole[1] and kind == "images":
            continue
        parts, other_parts = sections(en), sections(zh)
        if len(parts) != len(other_parts):
            parts, other_parts = [(0, len(en))], [(0, len(zh))]
        for (start, end), (other_start, other_end) in zip(parts, other_parts, strict=True):
            one, other = en[start:end], zh[other_start:other_end]
            if (found := count(one)) != (against := count(other)):
                yield CountDifference(kind, found, against, _line(one, kind), _line(other, kind))
                if kind == "images":
                    break


def _steps(blocks: Sequence[Block]) -> int:
    return sum(block.kind == "step" for block in blocks)


def _images(blocks: Sequence[Block]) -> int:
    return sum(block.images for block in blocks)


_COUNTS: dict[CountKind, Callable[[Sequence[Block]], int]] = {"steps": _steps, "images": _images}


def _line(blocks: Sequence[Block], kind: CountKind) -> int:
    counted = (block.line() for block in blocks if (block.kind == "step" if kind == "steps" else block.images))
    return next(counted, blocks[0].line() if blocks else 1)
