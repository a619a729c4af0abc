"""A replay for people (lines, or Markdown for a pull request) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kbgen.counted import counted
from kbgen.insights.replay.fates import Change, Fate, Replay
from kbgen.table_cells import plain_cell

MOST_LISTED = 50
"""Queries listed of each kind; the rest is counted."""


def headline(outcome: Replay) -> str:
    """Return the outcome in one sentence."""
    failed, worked = outcome.searches(failed=True), outcome.searches(failed=False)
    return (
        f"rescues {outcome.rescued:,} of {counted(failed, 'failed search', 'failed searches')}, breaks {outcome.broken:,}"
        f"{_what_broke(outcome)} ({worked:,} worked)"
    )


def _what_broke(outcome: Replay) -> str:
    """Return what the broken searches were: a failed one never worked, though an earlier change may have answered it."""
    worked, answered = outcome.searches("broken", failed=False), outcome.searches("broken", failed=True)
    if not answered:
        return " that worked" if worked else ""
    return f": {worked:,} that worked and {answered:,} that an earlier change had answered"


def rest(outcome: Replay) -> str:
    """Return what else became of the searches, in one sentence."""
    parts = [
        (
            outcome.searches("answered-before", failed=True),
            "failed search was",
            "failed searches were",
            "answered before already",
        ),
        (outcome.searches("unanswered", failed=True), "failed search stays", "failed searches stay", "without an answer"),
        (outcome.searches("regained", failed=False), "shows", "show", "again the article that was opened once"),
        (outcome.searches("lost-before", failed=False), "had", "had", "lost the article that was opened before already"),
    ]
    return "; ".join(f"{counted(count, one, more)} {what}" for count, one, more, what in parts if count)


def as_lines(outcome: Replay) -> list[str]:
    """Return the outcome as lines of text."""
    lines = [headline(outcome)]
    if more := rest(outcome):
        lines.append(more)
    for title, changes in _lists(outcome):
        lines += ["", f"{title}:"]
        lines += (f"  {_times(change):>5}  {_plain(change.query.query)}  →  {_where(change)}" for change in changes[:MOST_LISTED])
        lines += (f"  and {text}" for text in [_unlisted(changes, outcome, title)] if text)
    return lines


def as_markdown(outcome: Replay) -> str:
    """Return the outcome as a comment of a pull request."""
    lines = [f"**Search replay:** this change {headline(outcome)}.", ""]
    if more := rest(outcome):
        lines += [f"{more[:1].upper()}{more[1:]}.", ""]
    for title, changes in _lists(outcome):
        lines += [f"<details{' open' if title == 'Broken' else ''}><summary>{title}</summary>", ""]
        lines += ["| searches | query | article | before | after |", "| ---: | --- | --- | --- | --- |"]
        lines += (
            f"| {_times(change)} | {plain_cell(_plain(change.query.query))} | {plain_cell(_plain(change.article or '–'))} "
            f"| {_place(change.before, weak=change.weak_before)} | {_place(change.after, weak=change.weak_after)} |"
            for change in changes[:MOST_LISTED]
        )
        lines += (f"\nAnd {text}." for text in [_unlisted(changes, outcome, title)] if text)
        lines += ["", "</details>", ""]
    lines.append(
        f"An article counts as shown where it is among the first {counted(outcome.within, 'result')}. "
        "Queries of too few readers are not shown, and of fewer than three networks not counted."
    )
    return "\n".join(lines) + "\n"


def as_json(outcome: Replay) -> str:
    """Return the outcome for programs."""
    kinds: tuple[Fate, ...] = ("rescued", "answered-before", "unanswered", "broken")
    fates: tuple[Fate, ...] = ("kept", "broken", "regained", "lost-before")
    document = {
        "within": outcome.within,
        "rescued": outcome.rescued,
        "broken": outcome.broken,
        "failed": {"searches": outcome.searches(failed=True)} | {kind: outcome.searches(kind, failed=True) for kind in kinds},
        "worked": {"searches": outcome.searches(failed=False)} | {fate: outcome.searches(fate, failed=False) for fate in fates},
        "changes": [
            {
                "query": change.query.query,
                "language": change.query.language,
                "fate": change.fate,
                "failed": change.failed,
                "searches": change.searches,
                "article": change.article,
                "before": change.before,
                "after": change.after,
                "weak_before": change.weak_before,
                "weak_after": change.weak_after,
            }
            for change in outcome.of("broken", "rescued", "regained")
            if change.may_show
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _lists(outcome: Replay) -> list[tuple[str, Sequence[Change]]]:
    """Return the lists to show: title and the changes whose text may be shown."""
    lists = [("Broken", outcome.of("broken")), ("Rescued", outcome.of("rescued"))]
    return [(title, [change for change in changes if change.may_show]) for title, changes in lists if changes]


def _unlisted(shown: Sequence[Change], outcome: Replay, title: str) -> str:
    all_of = outcome.of("broken" if title == "Broken" else "rescued")
    texts = [(len(shown) - MOST_LISTED, "more"), (len(all_of) - len(shown), "of too few readers to be shown")]
    return ", ".join(f"{count:,} {what}" for count, what in texts if count > 0)


def _times(change: Change) -> str:
    return f"{change.searches:,}"


def _where(change: Change) -> str:
    before, after = _place(change.before, weak=change.weak_before), _place(change.after, weak=change.weak_after)
    return f"{change.article or 'nothing'} ({before} → {after})"


def _place(place: int | None, *, weak: bool) -> str:
    return f"{place}.{' (weak)' * weak}" if place else "–"


def _plain(text: str) -> str:
    """Return a text without what a terminal would obey."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
