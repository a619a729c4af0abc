"""Add a one-way entry to `terms.yml`, and change nothing else: comments and order stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kbgen.content.edit.lines import written_lines, yaml_word
from kbgen.errors import UsageError
from kbgen.text.synonyms import Terms
from kbgen.text.terms import read_terms
from kbgen.text.tokens import canonical

SECTION = "one-way"
_TOP = re.compile(r"[^\s#-][^:]*:")
_ITEM = re.compile(r"([ \t]*)-[ \t]")


def add_one_way(raw: bytes, typed: Sequence[str], ours: Sequence[str], shown: Path) -> bytes:
    """Return the file with an entry from the words that customers type to the words of the articles, at the end of its part.

    raw: the file, empty where there is none. Raises UsageError where the file has faults, or the entry would have.
    """
    written = written_lines(raw, str(shown))
    before = read_terms("\n".join(written.lines), shown)
    if before.problems:
        raise UsageError(str(before.problems[0]), hint="mend it first; see 'kbgen check'")
    lines = _with_entry(list(written.lines), _list(typed), _list(ours))
    after = read_terms("\n".join(lines), shown)
    if after.problems:
        raise UsageError(f"an entry from {_list(typed)} to {_list(ours)} cannot be added: {after.problems[0].message}")
    expected = _pairs(before) | {(canonical(one), canonical(other)) for one in typed for other in ours}
    if _pairs(after) != expected or _products(after) != _products(before):
        raise UsageError(
            f"{shown}: adding an entry would change something else",
            hint=f"add it by hand: - {{from: {_list(typed)}, to: {_list(ours)}}}",
        )
    return written.bytes(lines)


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(yaml_word, words))}]"


def _pairs(terms: Terms) -> set[tuple[str, str]]:
    return {pair for entry in terms.entries for pair in entry.pairs()}


def _products(terms: Terms) -> list[str]:
    return [word.text for word in terms.products]


def _with_entry(lines: list[str], typed: str, ours: str) -> list[str]:
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{SECTION}:")), None)
    if start is None:
        blank = [""] if lines and lines[-1].strip() else []
        return [*lines, *blank, f"{SECTION}:", f"  - from: {typed}", f"    to: {ours}"]
    stop = next((number for number in range(start + 1, len(lines)) if _TOP.match(lines[number])), len(lines))
    last = max((n for n in range(start, stop) if lines[n].strip() and not lines[n].lstrip().startswith("#")), default=start)
    indents = [item[1] for line in lines[start + 1 : stop] if (item := _ITEM.match(line))]
    indent = indents[-1] if indents else "  "
    return [*lines[: last + 1], f"{indent}- from: {typed}", f"{indent}  to: {ours}", *lines[last + 1 :]]
