"""`kbgen import`: what the report calls not taken is published by no link either."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.commands.main import main
from tests.importing.export_archives import write_zip

_TABLE = "Name,Cost price,Owner\nBulb,3,bob@example.com\n"
_DIGITS = tuple(f"{number:032x}" for number in range(9))
_PATH = f"Help%20{_DIGITS[0]}"


_BULB = {
    "md": "# Bulb\n\nA bulb for the lamp.\n",
    "html": '<h1 class="page-title">Bulb</h1><div class="page-body"><p>A bulb for the lamp.</p></div>',
}


def _workspace(text: str, ending: str = "md") -> dict[str, str]:
    return {
        f"Help {_DIGITS[0]}.{ending}": text,
        f"Help {_DIGITS[0]}/Parts {_DIGITS[1]}.csv": _TABLE,
        f"Help {_DIGITS[0]}/Parts {_DIGITS[1]}_all.csv": _TABLE,
        f"Help {_DIGITS[0]}/Stock.csv": _TABLE,
        f"Help {_DIGITS[0]}/Stock/Bulb {_DIGITS[2]}.{ending}": _BULB[ending],
        f"Help {_DIGITS[0]}/prices.csv": "Part,Price\nBulb,5\n",
    }


_MARKDOWN = (
    f"# Help\n\nWelcome. See [the *parts*]({_PATH}/Parts%20{_DIGITS[1]}.csv), "
    f"[all](<Help {_DIGITS[0]}/Parts {_DIGITS[1]}_all.csv>), "
    f'[stock]({_PATH}/Stock.csv "Stock") and [prices]({_PATH}/prices.csv).\n\n![x]({_PATH}/Stock.csv)\n\n'
    f"[parts again][p]\n\n[p]: {_PATH}/Parts%20{_DIGITS[1]}.csv\n"
)
_HTML = (
    '<html><body><article class="page"><h1 class="page-title">Help</h1><div class="page-body"><p>Welcome. See '
    f'<a href="{_PATH}/Parts%20{_DIGITS[1]}.csv">the <em>parts</em></a>, <a href="{_PATH}/Parts%20{_DIGITS[1]}_all.csv">all</a>, '
    f'<a href="{_PATH}/Stock.csv">stock</a> and <a href="{_PATH}/prices.csv">prices</a>.</p></div></article></body></html>'
)


@pytest.mark.parametrize(("text", "ending"), [(_MARKDOWN, "md"), (_HTML, "html")])
def test_no_link_publishes_the_table_of_a_database_of_notion(tmp_path: Path, text: str, ending: str) -> None:
    source = write_zip(tmp_path / "notion.zip", _workspace(text, ending))
    assert main(["import", str(source), str(tmp_path / "site"), "--from", "notion"]) == 0
    content = tmp_path / "site/content"
    assert [path.name for path in content.rglob("*.csv")] == ["prices.csv"]
    assert "Welcome. See the *parts*, all, stock and [prices](" in (content / "en/index.md").read_text("utf-8")
    report = (tmp_path / "site/import-report.md").read_text("utf-8")
    assert "3 links to files that were not taken, now only words" in report
    assert "    - `en/index.md: the *parts*`\n" in report
