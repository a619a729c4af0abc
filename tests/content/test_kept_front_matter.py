"""Front matter that is kept from build to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.content import kept_front_matter
from kbgen.content.front_matter import read_front_matter
from kbgen.content.kept_front_matter import KeptFrontMatter

EVERYTHING = """title: Refund times
description: "How long it takes: 3 days"
keywords: [refund, 退款]
pin_for: [when do I get my money]
type: faq
owner: payments
updated: 2026-01-02
publish_at: 2026-02-03 09:30
expire_at: 2026-03-04T10:00+08:00
review_by: 2027-01-01
featured: true
order: 3
aliases: [old/name, /shop/refunds.html]
id: 7f3k
regions: [hk]
differs: {"HK$ 100": only there}
translated_from: 0a1b2c 3d4e5f
colour: red
updted: 2026-01-01
"""


def _read(folder: Path | None, text: str | None) -> tuple[object, list[tuple[int, str, str, str]]]:
    fronts, said = KeptFrontMatter(folder), []
    front = fronts.read(text, lambda *one: said.append(one))
    fronts.keep()
    return front, said


def test_what_was_kept_is_what_would_be_read_with_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    said: list[tuple[int, str, str, str]] = []
    front = read_front_matter(EVERYTHING, lambda *one: said.append(one))
    assert len(said) == 2
    _read(tmp_path, EVERYTHING)
    assert _read(tmp_path, EVERYTHING) == (front, said)


def test_a_text_that_was_read_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _read(tmp_path, "title: Fees\n")
    monkeypatch.setattr(kept_front_matter, "read_front_matter", None)
    assert _read(tmp_path, "title: Fees\n") == first


def test_another_text_is_read(tmp_path: Path) -> None:
    _read(tmp_path, "title: Fees\n")
    assert _read(tmp_path, "title: Fares\n") == _read(None, "title: Fares\n")


def test_a_kept_file_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    first = _read(tmp_path, "title: Fees\n")
    (file,) = tmp_path.glob("front-matter/*/*")
    file.write_bytes(file.read_bytes()[:-1])
    assert _read(tmp_path, "title: Fees\n") == first


def test_without_a_folder_nothing_is_kept() -> None:
    assert _read(None, "title: Fees\n") == _read(None, "title: Fees\n")
