"""A translation with other texts in the places of some paragraphs; every other byte of it stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kbgen.content.edit.front_keys import with_draft, with_front_text, with_translated_from
from kbgen.content.edit.lines import written_lines
from kbgen.content.edit.whole_text import head_and_body, with_whole_text
from kbgen.model import Article
from kbgen.translations.fingerprints import fingerprints
from kbgen.translations.note import without_note
from kbgen.translations.paragraphs import Paragraph, paragraphs_of, written
from kbgen.translations.po.export import Answer, Sides
from kbgen.translations.po.numbering import numbered
from kbgen.translations.po.units import FRONT_KEYS, Unit, body_units
from kbgen.translations.status import NOTE_BEGINS

_BOX = re.compile(r"[ \t>]*(?::{3,}|/{3,})[ \t]*(?P<name>\S)?")
_Origin = Literal["side", "copied", "skipped"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that a translator stands for, whether or not it is new. line: of the PO file."""

    answer: Answer
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """raw: the file, or None where there is nothing to write. broken: texts that would be other blocks.

    left: of a draft, what still says what its source once said there and answers nothing of today.
    """

    raw: bytes | None
    broken: tuple[Taken, ...] = ()
    left: tuple[Unit, ...] = ()


def rewritten(sides: Sides, answers: Sequence[Answer], taken: Sequence[Taken], source: bytes, side: bytes | None) -> Rewritten:
    """Return the file of the translation. answers: of every unit. source, side: the files as they are; side may be missing.

    A missing translation begins as its source, a draft until every paragraph is translated. Raises UsageError: a file mixes
    line ends, or its front matter cannot be changed without touching anything else.
    """
    if sides.side is None and not any(one.text.strip() for one in taken):
        return Rewritten(None)
    article = sides.side or sides.source
    name = article.path.as_posix()
    raw = source if side is None else side
    texts = {one.answer.source.name: one.text for one in taken}
    before = paragraphs_of(article.body)
    after = _from_source(sides, before, texts) if sides.side is None else _in_place(sides, before, answers, texts)
    if not _stays(after):
        broken = tuple(one for one in taken if one.text != one.answer.text and not _stands_alone(sides, one))
        return Rewritten(None, broken or tuple(one for one in taken if one.text != one.answer.text))
    raw = _with_body(raw, name, written(after), article.body)
    for one in taken:
        if one.answer.source.kind in FRONT_KEYS and (one.text != one.answer.text or sides.side is None):
            raw = with_front_text(raw, one.answer.source.kind, one.text, name)
    left = _left(sides.side, answers)
    return Rewritten(_noted(sides, answers, taken, raw, name, still_draft=bool(left)), left=left)


def _left(side: Article | None, answers: Sequence[Answer]) -> tuple[Unit, ...]:
    """Return the paragraphs of a draft that nobody translated and whose source is gone or has moved."""
    if side is None or not side.front.draft:
        return ()
    placed, copied = {answer.unit.at for answer in answers if answer.unit}, set(side.front.translated_from)
    return tuple(unit for unit in body_units(side) if unit.at not in placed and unit.fingerprint in copied)


def _in_place(sides: Sides, pieces: Sequence[Paragraph], answers: Sequence[Answer], texts: Mapping[str, str]) -> list[Paragraph]:
    """Put texts where the answers are; what nothing answers yet goes behind the answer of the paragraph before it."""
    source = paragraphs_of(sides.source.body)
    after: dict[int, list[Paragraph]] = {}
    changed: dict[int, Paragraph] = {}
    place, done = _behind_note(pieces), 0
    tight: set[int] = set()
    boxes: list[_Origin] = []
    for answer in answers:
        unit = answer.source
        if unit.at < 0:
            continue
        text = texts.get(unit.name)
        end = unit.at + 1 + (unit.kind == "code" and _closes(source, unit.at + 1))
        _open(boxes, source[done : unit.at + 1], "side" if answer.unit else "skipped" if text is None else "copied")
        own, in_side, closed = _closed(boxes, source, end)
        if answer.unit is not None:
            place = answer.unit.at + (unit.kind == "code" and _closes(pieces, answer.unit.at + 1))
            if text is not None:
                changed[answer.unit.at] = pieces[answer.unit.at].saying(text)
            if own > end:
                after.setdefault(place, []).extend(source[end:own])
        elif text is not None:
            new = [*source[done : unit.at], source[unit.at].saying(text), *source[unit.at + 1 : own]]
            after.setdefault(place, []).extend(new)
            tight -= {place}
            tight |= {place} if own < len(source) and source[own].kind != "rest" else set()
        place, done = _behind_ends(pieces, place, in_side), closed
    placed: list[Paragraph] = []
    added: set[int] = set()
    for at in range(-1, len(pieces)):
        if at >= 0 and not (at - 1 in tight and pieces[at].kind == "rest" and not pieces[at].tail.strip()):
            placed.append(changed.get(at, pieces[at]))
        added |= {len(placed) + number for number in range(len(after.get(at, ())))}
        placed += after.get(at, ())
    return numbered(placed, added)


def _behind_note(pieces: Sequence[Paragraph]) -> int:
    """Return the place of the comment of what to translate, on top; what is new stands below it. -1: there is none."""
    at = next((at for at, piece in enumerate(pieces) if piece.kind != "rest" or piece.tail.strip()), -1)
    return at if at >= 0 and pieces[at].kind == "rest" and pieces[at].tail.startswith(NOTE_BEGINS) else -1


def _open(boxes: list[_Origin], pieces: Iterable[Paragraph], origin: _Origin) -> None:
    """Note which boxes are open behind pieces, and where their first lines are from."""
    for piece in pieces:
        mark = _BOX.match(piece.lead or piece.tail)
        if mark and mark["name"]:
            boxes.append(origin)
        elif mark and boxes:
            boxes.pop()


def _closed(boxes: list[_Origin], source: Sequence[Paragraph], at: int) -> tuple[int, int, int]:
    """Take out the boxes that end before the next text: a box ends where it began, in the source or in the translation.

    Returns where pieces to copy end, how many ends the translation has already, and where the last end is.
    """
    own = last = at
    in_side = 0
    while boxes and at < len(source) and source[at].kind == "rest":
        mark = _BOX.match(source[at].lead or source[at].tail)
        if mark and mark["name"]:
            break
        at += 1
        if mark:
            origin = boxes.pop()
            in_side += origin == "side"
            own, last = at if origin == "copied" else own, at
    return own, in_side, last


def _behind_ends(pieces: Sequence[Paragraph], place: int, ends: int) -> int:
    """Return the place of the last of some ends of boxes that follow a place."""
    at = place + 1
    while ends and at < len(pieces) and pieces[at].kind == "rest":
        mark = _BOX.match(pieces[at].tail)
        if mark and not mark["name"]:
            place, ends = at, ends - 1
        at += 1
    return place


def _closes(pieces: Sequence[Paragraph], at: int) -> bool:
    """Whether a piece is the line that ends a block of code."""
    return at < len(pieces) and pieces[at].kind == "rest" and pieces[at].tail.lstrip(" \t>").startswith(("```", "~~~"))


def _from_source(sides: Sides, pieces: Sequence[Paragraph], texts: Mapping[str, str]) -> list[Paragraph]:
    names = {unit.at: unit.name for unit in body_units(sides.source)}
    return [piece.saying(texts.get(names.get(at, ""), piece.said)) for at, piece in enumerate(pieces)]


def _stays(pieces: Sequence[Paragraph]) -> bool:
    """Whether a text taken apart anew has the very pieces that it was put together of."""
    again = [piece for piece in paragraphs_of(written(pieces)) if piece.kind != "rest"]
    wanted = [piece for piece in pieces if piece.kind != "rest"]
    return [(one.kind, one.lead, one.text) for one in again] == [(one.kind, one.lead, one.text) for one in wanted]


def _stands_alone(sides: Sides, one: Taken) -> bool:
    """Whether the source with this text alone in the place of its own would keep its pieces."""
    unit = one.answer.source
    return unit.at < 0 or _stays(_from_source(sides, paragraphs_of(sides.source.body), {unit.name: one.text}))


def _with_body(raw: bytes, name: str, body: str, before: str) -> bytes:
    if body == before:
        return raw
    lines = written_lines(raw, name)
    head, _ = head_and_body(lines)
    return with_whole_text(lines, head + body)


def _noted(sides: Sides, answers: Sequence[Answer], taken: Sequence[Taken], raw: bytes, name: str, *, still_draft: bool) -> bytes:
    """Note what the translation is of by now, where somebody keeps note of that, and whether it is whole."""
    side, stood_for = sides.side, {one.answer.source.name for one in taken}
    known = Counter(side.front.translated_from if side else ())
    if side is not None and not known:
        return raw
    noted, new = [], 0
    for answer in answers:
        print_ = answer.source.fingerprint
        if print_ and known[print_] > 0:
            known[print_] -= 1
            noted.append(print_)
        elif print_ and answer.source.name in stood_for:
            new += 1
            noted.append(print_)
    gone = [print_ for print_ in (side.front.translated_from if side else ()) if _taken_out(known, print_)]
    now = (*noted, *gone[new:])
    if new:
        raw = with_translated_from(raw, now, name)
    if Counter(now) == Counter(fingerprints(sides.source)):
        raw = without_note(raw, name)
    whole = all(answer.source.name in stood_for or answer.source.kind == "keywords" for answer in answers)
    draft = side is None or side.front.draft
    return with_draft(raw, draft=still_draft or not whole, name=name) if draft else raw


def _taken_out(left: Counter[str], one: str) -> bool:
    left[one] -= 1
    return left[one] >= 0
