"""Bytes → text, with nothing replaced in silence."""

from __future__ import annotations

import codecs
import re

from kbgen.settings.fields import Report
from kbgen.settings.likely_encoding import likely_encoding

READ_ALL_THE_SAME = frozenset({"byte-order-mark", "mixed-newlines"})
"""The codes of what is reported of a text that is read."""
_BARE_RETURN = re.compile(r"\r(?!\n)")


def decode_text(raw: bytes, report: Report) -> str | None:
    """Return the text with '\\n' as its only line end, or None after a report that it cannot be read."""
    for mark, name in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
    ):
        if raw.startswith(mark):
            report(1, "not-utf-8", f"is {name}, not UTF-8", "save it as UTF-8")
            return None
    if raw.startswith(codecs.BOM_UTF8):
        report(1, "byte-order-mark", "starts with a byte order mark", "save it as UTF-8 without BOM")
        raw = raw[len(codecs.BOM_UTF8) :]
    if (offset := raw.find(b"\0")) >= 0:
        report(_line(raw, offset), "nul-byte", f"holds a NUL byte at byte {offset}", "remove it, or save it as UTF-8")
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        found = raw[error.start]
        message = f"is not UTF-8: byte {error.start} is 0x{found:02X}"
        likely = likely_encoding(raw)
        hint = f"save it as UTF-8; it looks like {likely.name} ({likely.hint})" if likely else "save it as UTF-8"
        report(_line(raw, error.start), "not-utf-8", message, hint)
        return None
    return _newlines(text, report)


def _newlines(text: str, report: Report) -> str:
    if "\r" not in text:
        return text
    windows, bare = text.count("\r\n"), len(_BARE_RETURN.findall(text))
    unix = text.count("\n") - windows
    if bare or (windows and unix):
        report(1, "mixed-newlines", "mixes kinds of line ends", "let your editor save it with LF line ends")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1
