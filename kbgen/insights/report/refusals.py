"""What the live report refuses, in words of the language of its page: it has no options of a command line to name."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.errors import KbgenError
from kbgen.insights.report.wording import Strings


class RefusedError(KbgenError):
    """Something that the live report does not do. key: of its words, with their values; `name` is a field of its form.

    status: of the answer.
    """

    def __init__(self, key: str, *, status: int = 422, **values: object) -> None:
        super().__init__(Strings("en")(key, **values))
        self.key, self.status, self.values = key, status, values

    def words(self, t: Strings) -> str:
        """Return the words in a language; a field of the form has the name that stands beside it there."""
        named: Mapping[str, object] = {}
        if t.language != "en" and "name" in self.values:
            named = {"name": t(f"ask.{self.values['name']}")}
        return t(self.key, **{**self.values, **named})
