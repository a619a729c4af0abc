"""The rows of an export as CSV, NDJSON and Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple
from datetime import date

from kbgen.errors import UsageError
from kbgen.insights.exports.rows import COLUMNS, ExportRow
from kbgen.table_cells import csv_table, typed_cell

_TEXTS = ("language", "phrase")


def render_csv(rows: Sequence[ExportRow]) -> bytes:
    """Return RFC 4180 lines in UTF-8 with a byte order mark, in which no cell is a formula."""
    return csv_table([COLUMNS, *map(astuple, rows)], typed_cell).encode("utf-8-sig")


def render_ndjson(rows: Sequence[ExportRow]) -> bytes:
    """Return one JSON object a line, in UTF-8."""
    return "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows).encode()


def render_parquet(rows: Sequence[ExportRow]) -> bytes:
    """Return a Parquet file: the day as a date, counts as 64-bit integers. Raises UsageError: pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        hint = "pip install 'kbgen[parquet]', or take --format csv or ndjson"
        raise UsageError("Parquet needs pyarrow, which is not installed", hint=hint) from None
    types = [(name, pa.date32() if name == "day" else pa.string() if name in _TEXTS else pa.int64()) for name in COLUMNS]
    values = [asdict(row) | {"day": date.fromisoformat(row.day)} for row in rows]
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(values, schema=pa.schema(types)), file, compression="zstd")
    return file.getvalue()


FORMATS: Mapping[str, Callable[[Sequence[ExportRow]], bytes]] = {
    "csv": render_csv,
    "ndjson": render_ndjson,
    "parquet": render_parquet,
}
