"""`kbgen calendar`: what an editor has to plan for, by owner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_site import article

from kbgen.commands.main import main


@pytest.fixture
def config(make_site, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795924800")  # 29 November 2026, noon in Hong Kong
    dated = {"title": "Sale", "owner": "Shop", "publish_at": "2026-12-01", "expire_at": "2026-12-26", "review_by": "2026-11-28"}
    return make_site(
        {
            "content/en/returns/sale.md": article(**dated),
            "content/zh-hant/returns/sale.md": article(**{**dated, "title": "優惠"}),
            "content/en/returns/old.md": article(title='"Old \\e[31mone"', expire_at="2026-11-20 18:00"),
            "content/en/returns/late.md": article(title="Late", owner="Shop", review_by="2025-01-01"),
            "content/en/returns/far.md": article(title="Far", owner="Shop", expire_at="2027-11-29"),
            "content/en/returns/idea.md": article(draft="true", review_by="2025-01-01"),
        }
    )


def test_each_owner_sees_what_is_overdue_first_and_then_what_comes(config, capsys):
    assert main(["calendar", "--config", str(config)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "(no owner)",
        "  2026-11-20 18:00  expired         returns/old (en): Old  [31mone",
        "",
        "Shop",
        "  2025-01-01        review overdue  returns/late (en): Late",
        "  2026-11-28        review overdue  returns/sale: Sale",
        "  2026-12-01        appears         returns/sale: Sale",
        "  2026-12-26        expires         returns/sale: Sale",
    ]
    assert printed.err == "5 entries, 2 reviews overdue\n"


def test_programs_get_moments_with_their_zone(config, capsys):
    assert main(["calendar", "--config", str(config), "--json", "--owner", "Shop", "--days", "0"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["now"] == "2026-11-29T04:00:00+00:00"
    assert [(entry["article"], entry["at"]) for entry in found["entries"]] == [
        ("returns/late", "2025-01-02T00:00:00+08:00"),
        ("returns/sale", "2026-11-29T00:00:00+08:00"),
    ]


def test_an_owner_that_has_no_article_is_told_who_has(config, capsys):
    assert main(["calendar", "--config", str(config), "--owner", "Shops"]) == 2
    assert "did you mean 'Shop'?" in capsys.readouterr().err
