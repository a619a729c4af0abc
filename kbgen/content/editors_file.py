"""A YAML file that editors keep beside the articles: bytes → nodes, and everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kbgen.errors import Problem
from kbgen.settings.decode import decode_text
from kbgen.settings.fields import Fields
from kbgen.settings.strict_yaml import Node, Table, YamlError, parse


class EditorsFile:
    """Collects the problems of one file. path: as messages name it. codes: the file's own code for each general one."""

    def __init__(self, path: Path, codes: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._codes = codes

    def report(self, line: int, code: str, message: str, hint: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self._path, line, self._codes.get(code, code), message, hint))

    def document(self, raw: bytes, *, most_bytes: int, shorten: str) -> Node | None:
        """Return what the file holds, or None where that is nothing, or cannot be read. shorten: hint for too large a file."""
        if len(raw) > most_bytes:
            self.report(0, "too-large", f"is larger than {most_bytes // 1024} KiB", shorten)
            return None
        text = decode_text(raw, self.report)
        try:
            return None if text is None else parse(text)
        except YamlError as error:
            self.report(error.line, "bad-value", f"cannot be read: {error.message}", error.hint)
            return None

    def fields(self, table: Table) -> Fields:
        """Return a reader of one mapping of the file."""
        return Fields(table, self.report)
