"""What a translator finds in the file: a comment on top of a translation that is behind, or the draft of a missing one.

A comment does not reach the page, and `kbgen translate ID --current` takes it out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.content.edit.front_keys import with_draft, with_translated_from
from kbgen.content.edit.lines import written_lines
from kbgen.content.edit.whole_text import head_and_body, with_whole_text
from kbgen.model import Article
from kbgen.translations.fingerprints import fingerprints, not_in, what_is_said
from kbgen.translations.status import NOTE_BEGINS, Translation
from kbgen.translations.successions import successions

_NOTE = re.compile(rf"{re.escape(NOTE_BEGINS)}.*?-->\n*", re.DOTALL)


def with_note(raw: bytes, found: Translation, former: Article | None) -> bytes:
    """Return a translation with what changed in its source on top of its text, in place of an earlier note.

    former: the source that it is of, where git has it. Raises UsageError: the file mixes line ends, or is not UTF-8.
    """
    assert found.side is not None  # noqa: S101 - who asks has looked
    written = written_lines(raw, found.side.path.as_posix())
    head, body = head_and_body(written)
    note = "\n".join([f"{NOTE_BEGINS} changed in {found.source.path.as_posix()}", *_changes(found, former), "-->"])
    bare = _without_note(body).lstrip("\n")
    return with_whole_text(written, f"{head}\n{note}\n\n{bare}")


def as_current(raw: bytes, found: Translation) -> bytes:
    """Return a translation that is of what its source says today, without the note. Raises UsageError: see `with_note`."""
    assert found.side is not None  # noqa: S101 - likewise
    name = found.side.path.as_posix()
    return with_translated_from(without_note(raw, name), fingerprints(found.source), name)


def without_note(raw: bytes, name: str) -> bytes:
    """Return a translation without the note of what is to translate. Raises UsageError: see `with_note`."""
    written = written_lines(raw, name)
    head, body = head_and_body(written)
    bare = _without_note(body)
    return with_whole_text(written, head + bare) if bare != body else raw


def draft_of(source: Article, raw: bytes) -> bytes:
    """Return a draft of a missing translation: the source as it is, which readers do not see before `draft` is removed.

    raw: the file of the source. Raises UsageError: see `with_note`.
    """
    name = source.path.as_posix()
    raw = with_draft(with_translated_from(raw, fingerprints(source), name), draft=True, name=name)
    written = written_lines(raw, name)
    first, *rest = written.lines
    note = f"# Translated from {name}: translate title, description and text, choose keywords, then remove 'draft'"
    return written.bytes((first, note, *rest))


def _changes(found: Translation, former: Article | None) -> Iterator[str]:
    before = what_is_said(former) if former else ()
    now = what_is_said(found.source)
    was = successions(before, now) if former else {}
    by_line = {(now[place].line, now[place].text): places for place, places in was.items()}
    for one in found.changed:
        yield f"\nline {one.line}:"
        for place in by_line.get((one.line, one.text), ()):
            yield f"  was: {_shown(before[place].text)}"
        yield f"  now: {_shown(one.text)}"
    told = {before[place].text for places in was.values() for place in places}
    for gone in not_in(before, fingerprints(found.source)):
        if gone.text not in told:
            yield f"\nleft out: {_shown(gone.text)}"
    if former is None and found.left_out:
        yield f"\nleft out: {found.left_out} more than were added"


def _shown(text: str) -> str:
    """A text in a comment: on lines of its own where it has several, and without what would end the comment."""
    safe = text.replace("-->", "-- >")
    return safe if "\n" not in safe else "\n    " + safe.replace("\n", "\n    ")


def _without_note(body: str) -> str:
    return _NOTE.sub("", body, count=1)
