"""The kinds of boxes: our words for them, those of other tools, and the one that a writer meant."""

from __future__ import annotations

_OWN = (
    *("note", "abstract", "info", "tip", "success", "question", "warning", "important", "caution", "failure", "danger", "bug"),
    *("example", "quote", "details"),
)
_THEIRS = (
    *(("hint", "tip"), ("attention", "warning"), ("error", "danger"), ("warn", "warning"), ("alert", "warning")),
    *(("secondary", "note"), ("summary", "abstract"), ("tldr", "abstract"), ("check", "success"), ("done", "success")),
    *(("help", "question"), ("faq", "question"), ("fail", "failure"), ("missing", "failure"), ("cite", "quote")),
    *(("todo", "note"), ("seealso", "info")),
)
KINDS = {kind: kind for kind in _OWN} | dict(_THEIRS)
"""Our kind of callout for the word that a writer gives."""


def slip_of_kind(word: str) -> str:
    """Return a hint that names the kind from which `word` is one letter away, or two exchanged ones; else an empty text."""
    meant = next((kind for kind in KINDS if _is_one_slip(word.lower(), kind)), "")
    return f"did you mean '{meant}'? The kinds are {', '.join(_OWN)}" if meant else ""


def _is_one_slip(written: str, meant: str) -> bool:
    one, other = written, meant
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return len(one) <= 1 >= len(other) or (len(one) == 2 and one == other[::-1])
