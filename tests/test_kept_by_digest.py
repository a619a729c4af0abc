"""Many small values, kept in one file."""

from __future__ import annotations

from pathlib import Path

from kbgen.kept_by_digest import KeptByDigest
from kbgen.kept_values import KeptValues


def _values(folder: Path) -> KeptByDigest[str]:
    return KeptByDigest(KeptValues(folder, "index", most_unused=0), "ab12", str)


def _make(made: list[str], value: str) -> str:
    made.append(value)
    return value


def test_a_value_is_made_once_for_many_builds(tmp_path: Path) -> None:
    made: list[str] = []
    for _ in range(2):
        values = _values(tmp_path)
        assert values.made(b"1", lambda: _make(made, "one")) == "one"
        assert values.made(b"1", lambda: _make(made, "one")) == "one"
        values.keep()
    assert made == ["one"]


def test_what_a_build_did_not_ask_for_goes(tmp_path: Path) -> None:
    for digests in ([b"1", b"2"], [b"2"]):
        values = _values(tmp_path)
        for digest in digests:
            values.made(digest, lambda: "value")
        values.keep()
    made: list[str] = []
    values = _values(tmp_path)
    assert (values.made(b"2", lambda: _make(made, "two")), values.made(b"1", lambda: _make(made, "one"))) == ("value", "one")
    assert made == ["one"]


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    values = _values(tmp_path)
    values.made(b"1", lambda: "one")
    values.keep()
    (tmp_path / "index" / "ab" / "ab12").write_bytes(b"half")
    assert _values(tmp_path).made(b"1", lambda: "new") == "new"
