"""Texts as cells of tables: no spreadsheet takes one for a formula, and no dialect of Markdown for anything but text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable

# What spreadsheets take for a formula or a command when a cell starts with it, in ASCII and full width.
_FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠'\"| %")
_FORMULA = re.compile(r"[\s\x00'\"]*[=+\-@\t\r＝＋－＠]")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MARKUP = re.compile(r"[^\w \u3000-\u9fff/,-]|_")


def typed_cell(text: str) -> str:
    """Return what a stranger typed so that no spreadsheet runs it: an apostrophe before anything that could start a formula."""
    text = text.replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def written_cell(text: str) -> str:
    """Return what our writers wrote so that no spreadsheet runs it; a quotation stays as it is, for it is copied from there."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_table(rows: Iterable[Iterable[object]], cell: Callable[[str], str], *, quote_all: bool = True) -> str:
    """Return rows as RFC 4180 lines. cell: `typed_cell`, or `written_cell` where no stranger typed any of it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerows([cell(str(value)) for value in row] for row in rows)
    return text.getvalue()


def code_cell(text: str) -> str:
    """Return a text as a code span in Markdown: nothing in it is read as Markdown or HTML, linked, or notified."""
    text = _BREAKS.sub(" ", text).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{fence}{pad}{text or ' '}{pad}{fence}"


def plain_cell(text: str) -> str:
    """Return a text in Markdown, without anything that Markdown reads."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)
