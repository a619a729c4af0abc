"""The words that questions with one value for an answer are asked in: data/answers.tsv (index-format 4.11)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kbgen.text.tokens import canonical

FILLER = "filler"
TELLING = ("denied", "mine", "much")
"""Concepts whose words say something even where `function_words.tsv` has them: what is not, whose it is, what it costs."""
THINGS = ("delivery", "refund", "production", "HK", "TW")
"""Concepts that the names of a site's expectations are made of: what takes time, and where."""


@cache
def answer_words() -> Mapping[str, tuple[str, ...]]:
    """Return concept → its words and phrases, canonical, each once, in order."""
    text = files("kbgen.text").joinpath("data", "answers.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    forms = {row[0]: [form for cell in row[1:] for form in cell.split("; ") if form] for row in rows}
    return {name: tuple(dict.fromkeys(map(canonical, written))) for name, written in forms.items()}
