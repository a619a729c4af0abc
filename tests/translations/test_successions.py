"""Of paragraphs that changed at once, a translator sees what each of them was."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.model import Article, ArticleId, FrontMatter
from kbgen.translations.fingerprints import what_is_said
from kbgen.translations.successions import successions

CARD = "Refunds to a credit card take five working days."
FPS = "With FPS the money arrives within a day of our approval."
OCTOPUS = "An Octopus refund is collected at any service point in person."
LATER = FPS.replace("day", "week")
ANY = OCTOPUS.replace("any", "a")
NEW = "We never ask for your password in a message or on the phone."


def was(before: list[str], now: list[str]) -> dict[str, list[str]]:
    said = [what_is_said(_article("\n\n".join(texts) + "\n")) for texts in (before, now)]
    found = successions(*said)
    return {said[1][place].text: [said[0][one].text for one in places] for place, places in found.items()}


def _article(body: str) -> Article:
    return Article(ArticleId("a/b"), "en", "article", "a", Path("a/b.md"), FrontMatter(title="T"), body, 1)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param([CARD, FPS], [NEW, CARD.replace("five", "six"), FPS], {CARD.replace("five", "six"): [CARD]}, id="insert"),
        pytest.param([CARD, FPS, OCTOPUS], [LATER, OCTOPUS], {LATER: [FPS]}, id="delete"),
        pytest.param(
            [CARD, f"{FPS} {OCTOPUS}"],
            [CARD, FPS, OCTOPUS],
            {FPS: [f"{FPS} {OCTOPUS}"], OCTOPUS: [f"{FPS} {OCTOPUS}"]},
            id="split",
        ),
        pytest.param([CARD, FPS, OCTOPUS], [CARD, f"{FPS} {OCTOPUS}"], {f"{FPS} {OCTOPUS}": [FPS, OCTOPUS]}, id="join"),
        pytest.param(
            [CARD, FPS, OCTOPUS],
            [ANY, CARD, FPS],
            {ANY: [OCTOPUS]},
            id="move and edit",
        ),
        pytest.param(
            ["轉數快退款一天內到帳。", "信用卡退款需時五個工作天。"],
            ["我們不會索取密碼。", "信用卡退款需時六個工作天。", "轉數快退款當天到帳。"],
            {"信用卡退款需時六個工作天。": ["信用卡退款需時五個工作天。"], "轉數快退款當天到帳。": ["轉數快退款一天內到帳。"]},
            id="Chinese",
        ),
        pytest.param(
            ["| Way | Days |\n| --- | --- |\n| FPS | 1–2 |\n| Card | 5 |"],
            ["| Way | Days |\n| --- | --- |\n| Octopus | 1–2 |\n| FPS | 2–3 |\n| Card | 7 |"],
            {"| FPS | 2–3 |": ["| FPS | 1–2 |"], "| Card | 7 |": ["| Card | 5 |"]},
            id="rows",
        ),
        pytest.param([CARD, FPS], [CARD, "Ask us."], {"Ask us.": [FPS]}, id="written anew in its place"),
        pytest.param([CARD, FPS], [FPS, CARD], {}, id="moved alone"),
        pytest.param([CARD], [CARD, CARD, NEW], {}, id="said twice, and new"),
        pytest.param([], [CARD], {}, id="all new"),
    ],
)
def test_each_changed_paragraph_is_told_with_what_it_was(before, now, expected):
    assert was(before, now) == expected
