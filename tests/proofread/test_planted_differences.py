"""A hundred differences planted into sentences of both languages: all are found, and nothing where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import PlantedPair, planted_pairs

from kbgen.model import Article, ArticleId, FrontMatter, Language
from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.prose import blocks_of


def article(body: str, language: Language) -> Article:
    path = Path(f"content/{language}/a.md")
    return Article(ArticleId("a"), language, "article", "", path, FrontMatter(title=""), body, 1)


def problems_of(pair: PlantedPair) -> list[tuple[str, int]]:
    en, zh = article(pair.en, "en"), article(pair.zh, "zh-hant")
    return [(problem.code, problem.line) for problem in fact_differences(en, zh, blocks_of(en), blocks_of(zh))]


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_every_planted_difference_is_found_with_its_line(seed):
    missed = [pair for pair in planted_pairs(100, seed, differ=True) if (pair.code, pair.zh_line) not in problems_of(pair)]
    assert missed == []


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_sides_that_say_the_same_in_different_forms_do_not_differ(seed):
    wrong = [(pair, problems_of(pair)) for pair in planted_pairs(100, seed, differ=False) if problems_of(pair)]
    assert wrong == []
