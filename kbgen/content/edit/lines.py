"""Change a line or two of a writer's file and nothing else: what was written stays, to the last byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kbgen.errors import UsageError

_PLAIN_EXTRA = frozenset(" '-/+.")


@dataclass(frozen=True, slots=True)
class WrittenLines:
    """The lines of a file without their ends, and what they end in. mark: whether a byte order mark comes first."""

    lines: tuple[str, ...]
    newline: str
    ends: bool
    mark: bool

    def bytes(self, lines: Iterable[str]) -> bytes:
        """Return the file with other lines."""
        text = self.newline.join(lines) + (self.newline if self.ends else "")
        return (b"\xef\xbb\xbf" if self.mark else b"") + text.encode()


def written_lines(raw: bytes, name: str) -> WrittenLines:
    """Return the lines of a file. Raises UsageError where putting them together again would not give the same bytes."""
    mark = raw.startswith(b"\xef\xbb\xbf")
    try:
        text = raw[3:].decode() if mark else raw.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8: byte {error.start}", hint="save it as UTF-8") from None
    newline = "\r\n" if "\r\n" in text else "\n"
    ends = text.endswith(newline)
    lines = tuple((text[: -len(newline)] if ends else text).split(newline)) if text else ()
    found = WrittenLines(lines, newline, ends or not text, mark)
    if (text and found.bytes(lines) != raw) or any("\n" in line or "\r" in line for line in lines):
        raise UsageError(f"{name} mixes kinds of line ends", hint="let your editor save it with LF line ends")
    return found


def yaml_word(text: str) -> str:
    """Return a text as an item of a YAML list: plain where that is safe, otherwise in quotes."""
    plain = all(char.isalnum() or char in _PLAIN_EXTRA for char in text) and text[:1].isalpha() and text == text.strip()
    if plain and text.lower() not in {"null", "true", "false", "yes", "no", "on", "off"}:
        return text
    return "'" + "".join(char for char in text if char.isprintable()).replace("'", "''") + "'"
