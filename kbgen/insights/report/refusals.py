"""What the live report refuses, in words of the language of its page: it has no options of a command line to name."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.errors import KbgenError
from kbgen.insights.report.wording import Strings


class RefusedError(KbgenError):
    """Something that the live report does not do. key: of its words, with their values; `name` is a field of its form.

    state, states: of a gap, which have words of their own. status: of the answer.
    """

    def __init__(self, key: str, *, status: int = 422, **values: object) -> None:
        self.key, self.status, self.values = key, status, values
        super().__init__(self.words(Strings("en")))

    def words(self, t: Strings) -> str:
        """Return the words in a language; a field of the form has the name that stands beside it there."""
        named: dict[str, object] = {}
        if t.language != "en" and "name" in self.values:
            named["name"] = t(f"ask.{self.values['name']}")
        if isinstance(states := self.values.get("states"), tuple):
            named["known"] = _listed(t, [f"{t(f'state.{state}')} ({state})" if t.language != "en" else state for state in states])
        if state := self.values.get("state"):
            reason = self.values.get("reason")
            named["found"] = _listed(t, [t(f"state.{state}"), *([str(reason)] if reason else [])])
        return t(self.key, **{**self.values, **named})


def _listed(t: Strings, parts: Sequence[str]) -> str:
    return (", " if t.language == "en" else "、").join(parts)
