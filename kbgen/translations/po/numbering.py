"""Numbers of steps where one came in between: a list that counts goes on counting."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kbgen.translations.paragraphs import Paragraph

_NUMBERED = re.compile(r"(?P<before>[ \t>]*)(?P<number>\d{1,9})(?P<after>[.)][ \t]+)")


def numbered(pieces: Sequence[Paragraph], new: Collection[int]) -> list[Paragraph]:
    """Return pieces with numbers that follow each other where items are new.

    new: places of those. A list in which every item has the same number keeps to it, and one without a new item stays.
    """
    counted = list(pieces)
    for places in _lists(counted):
        if not any(place in new for place in places):
            continue
        old = [_number(counted[place]) for place in places if place not in new]
        step = 0 if len(old) > 1 and len(set(old)) == 1 else 1
        number = old[0] if old and (places[0] not in new or not step) else _number(counted[places[0]])
        for place in places:
            counted[place] = _with_number(counted[place], number)
            number += step
    return counted


def _lists(pieces: Sequence[Paragraph]) -> list[list[int]]:
    """Return the places of the items of each numbered list; a list inside an item is one of its own."""
    done: list[list[int]] = []
    still: dict[str, list[int]] = {}
    for place, piece in enumerate(pieces):
        found = _NUMBERED.fullmatch(piece.lead) if piece.kind == "item" else None
        if found is None and piece.kind == "rest" and not piece.tail.strip():
            continue
        own = found["before"] if found else re.match(r"[ \t>]*", piece.lead + piece.text)[0]  # type: ignore[index]
        for indent in [one for one in still if len(one) > len(own) or (len(one) == len(own) and (found is None or one != own))]:
            del still[indent]
        if found and own in still:
            still[own].append(place)
        elif found:
            still[own] = [place]
            done.append(still[own])
    return done


def _number(piece: Paragraph) -> int:
    found = _NUMBERED.fullmatch(piece.lead)
    return int(found["number"]) if found else 0


def _with_number(piece: Paragraph, number: int) -> Paragraph:
    found = _NUMBERED.fullmatch(piece.lead)
    return replace(piece, lead=f"{found['before']}{number}{found['after']}") if found else piece
