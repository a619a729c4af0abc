"""What a command of the editors' half loads before it says anything: no more than it asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from collector_station import search_record

from search_analytics.store.sqlite.store import SqliteStore


def test_a_report_without_a_portal_loads_neither_numpy_nor_the_search(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([search_record(n, "gift card", language="en", results=0) for n in range(1, 9)])
    store.close()
    asked = "['report', '--format', 'json', '--store', 's.sqlite3', '--since', '2026-11-01', '--until', '2026-11-30']"
    told = "print(*sorted({'numpy', 'kbgen.search.query', 'kbgen.index'} & set(sys.modules)), file=sys.stderr)"
    program = f"import sys\nfrom kbgen.commands.main import main\ncode = main({asked})\n{told}\nsys.exit(code)"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert '"title": "gift card"' in done.stdout
    assert done.stderr.splitlines()[-1] == ""
