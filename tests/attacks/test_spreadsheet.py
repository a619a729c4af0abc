"""C11: what a reader typed never becomes a formula in a spreadsheet that an editor opens."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from collector_station import search_record

from kbgen.commands.main import main
from search_analytics.store.sqlite.store import SqliteStore

OFFICE = shutil.which("soffice")
# Comma, quotes, UTF-8, from the first line, every column as it likes; the last true: formulas are evaluated.
READ = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1,2)", "＝1+1", "＋1+1", "－1+1", "＠SUM(1,2)", '=HYPERLINK("http://evil.example","退款")',
    "=cmd|' /C calc'!A0", '"=1+1', "'=1+1", "refund,=1+1", 'refund","=1+1', "=WEBSERVICE(\"http://evil.example\")",
]  # fmt: skip
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice: apt-get install libreoffice-calc-nogui"),
]


def opened(table: Path) -> tuple[list[str], list[str]]:
    """Open a file in LibreOffice Calc; return the texts of its cells, and its formulas."""
    folder = table.parent
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "fods",
         f"--infilter={READ}", "--outdir", str(folder / "out"), str(table)],
        check=True, capture_output=True,
    )  # fmt: skip
    cells = list(ElementTree.parse(folder / "out" / f"{table.stem}.fods").iter(f"{TABLE}table-cell"))
    texts = ["".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p")) for cell in cells]
    return texts, [cell.attrib[f"{TABLE}formula"] for cell in cells if f"{TABLE}formula" in cell.attrib]


def test_libreoffice_would_run_what_is_not_guarded(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text('"=1+1"\r\n', "utf-8")
    assert opened(tmp_path / "bare.csv") == (["2"], ["of:=1+1"])


@pytest.mark.parametrize("kind", ["report", "export"])
def test_what_readers_typed_stays_text_in_a_spreadsheet(kind: str, tmp_path: Path) -> None:
    day = datetime.now(UTC).date().isoformat()
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([search_record(10 * n + v, text, results=0, day=day) for n, text in enumerate(FORMULAS) for v in range(6)])
    store.close()
    out = str(tmp_path / "table.csv")
    if kind == "report":
        assert main(["report", "--db", str(tmp_path / "s.sqlite3"), "--format", "csv", "--limit", "100", "--output", out]) == 0
    else:
        assert main(["export", "--db", str(tmp_path / "s.sqlite3"), "--format", "csv", "--output", out]) == 0
    texts, formulas = opened(tmp_path / "table.csv")
    assert formulas == []
    for part in ("=HYPERLINK(", "=cmd|", "SUM(1,2)", "1+1"):
        assert any(part in text for text in texts), part
