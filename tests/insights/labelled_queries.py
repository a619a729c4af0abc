"""Queries as customers write them, with what a person would say is wrong with each; half are held out and never tuned on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Verdict
from search_analytics.store.search_log import SearchCounts

FILE = Path(__file__).with_name("diagnosis_queries.json")
TIMES = 3


@dataclass(frozen=True)
class Labelled:
    trail: Trail
    verdict: Verdict
    article: str | None
    held_out: bool


def labelled() -> Iterator[Labelled]:
    """Yield every labelled query as the log would show it."""
    for row in json.loads(FILE.read_text("utf-8")):
        opened = [row["then"][1]] if "then" in row else [row["gone"]] if "gone" in row else []
        unclicked = "unclicked" in row or "clicked" in row
        trail = Trail(
            phrase=(row["query"].lower(), row["language"]),
            text=row["query"],
            counts=SearchCounts(visitor_days=TIMES, no_result=0 if unclicked else TIMES, unclicked=TIMES if unclicked else 0),
            opened=tuple((article, TIMES) for article in opened),
            followed=((row["then"][0], TIMES, TIMES),) if "then" in row else (),
            clicked=((row["clicked"][0], row["clicked"][1], TIMES),) if "clicked" in row else (),
        )
        yield Labelled(trail, Verdict(row["verdict"]), row.get("article"), row["held_out"])


def former() -> frozenset[str]:
    """Return the articles that the labels call gone, as the portal's own list of former ones would name them."""
    return frozenset(row["gone"] for row in json.loads(FILE.read_text("utf-8")) if "gone" in row)


def drafts() -> dict[str, str]:
    """Return the drafts that the labels speak of: id → title."""
    found: dict[str, list[str]] = {}
    for row in json.loads(FILE.read_text("utf-8")):
        if "draft" in row:
            found.setdefault(row["article"], []).append(row["draft"])
    return {article: "\n".join(titles) for article, titles in found.items()}
