"""Field counts → BM25F → integer impacts (Robertson, Zaragoza and Taylor, CIKM 2004).

The client adds impacts; it knows no logarithm, no field length and no field weight.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kbgen.text.normalise import Script
from kbgen.text.tokens import TermCounts

Field = Literal["title", "headings", "keywords", "description", "body"]
FIELDS: tuple[Field, ...] = ("title", "headings", "keywords", "description", "body")


@dataclass(frozen=True, slots=True)
class Bm25f:
    """Parameters of the ranking; chosen on the dev queries, see docs/decisions/0003-ranking.md.

    weights: of one occurrence in each field. lengths: 0 ignores a field's length, 1 divides by it. saturation: k1.
    """

    weights: Mapping[Field, float]
    lengths: Mapping[Field, float]
    saturation: float


DEFAULT_BM25F = Bm25f(
    weights={"title": 8.0, "headings": 3.0, "keywords": 5.0, "description": 3.0, "body": 1.0},
    lengths={"title": 0.3, "headings": 0.5, "keywords": 0.2, "description": 0.3, "body": 0.75},
    saturation=1.2,
)


def weigh(articles: Mapping[int, Mapping[Field, TermCounts]], script: Script, ranking: Bm25f) -> dict[str, dict[int, float]]:
    """Return term → pair number → BM25F score, for the terms of one script in the articles of one language, by pair number."""
    average = {
        field: max(1.0, sum(fields[field].length for fields in articles.values()) / max(1, len(articles))) for field in FIELDS
    }
    frequency: dict[str, dict[int, float]] = defaultdict(dict)
    for pair, fields in articles.items():
        for field in FIELDS:
            counts, share = fields[field], ranking.lengths[field]
            weight = ranking.weights[field] / (1 - share + share * (counts.length + 1) / average[field])
            for term, count in (counts.latn if script == "latn" else counts.hani).items():
                entry = frequency[term]
                entry[pair] = entry.get(pair, 0.0) + weight * count
    total, k1 = len(articles), ranking.saturation
    for entry in frequency.values():
        idf = math.log(1 + (total - len(entry) + 0.5) / (len(entry) + 0.5))
        for pair, value in entry.items():
            entry[pair] = idf * value * (k1 + 1) / (value + k1)
    return dict(frequency)


def impact_scale(articles_total: int, ranking: Bm25f) -> float:
    """Return the factor from scores to impacts: the highest score that a term can have becomes 255."""
    return 255 / (math.log(1 + (articles_total - 0.5) / 1.5) * (ranking.saturation + 1)) if articles_total > 1 else 100.0


def quantise(score: float, scale: float, step: int) -> int:
    """Return an impact of 1..255, rounded to a multiple of `step` so that shards compress better."""
    return max(1, min(255, round(score * scale / step) * step))
