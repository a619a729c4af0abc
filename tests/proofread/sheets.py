"""One article as the rules read it, and what they say of it."""

from __future__ import annotations

from pathlib import Path

from kbgen.model import Article, ArticleId, FrontMatter, Language
from kbgen.proofread.fixes import fixes_of
from kbgen.proofread.hygiene.finding import Sheet, Wording
from kbgen.proofread.prose import blocks_of
from kbgen.proofread.rules import RULES


def article(body: str, language: Language = "zh-hant", title: str = "") -> Article:
    path = Path(f"content/{language}/a.md")
    return Article(ArticleId("a"), language, "article", "", path, FrontMatter(title=title), body, 1)


def found(code: str, body: str, language: Language = "zh-hant", wording: Wording | None = None) -> list[tuple[int, str]]:
    """Return line and text of each place that the rule of a code finds."""
    sheet = Sheet(one := article(body, language), blocks_of(one), wording or Wording())
    return [(finding.block.line(finding.start), finding.block.raw[finding.start : finding.end]) for finding in RULES[code](sheet)]


def words(code: str, body: str, language: Language = "zh-hant", wording: Wording | None = None) -> list[str]:
    """Return the text of each place that the rule of a code finds."""
    return [text for _, text in found(code, body, language, wording)]


def fixed(body: str, language: Language = "zh-hant", wording: Wording | None = None) -> str:
    """Return a body as `kbgen check --fix` leaves it."""
    lines = body.split("\n")
    for fix in fixes_of(article(body, language), wording or Wording()):
        line = lines[fix.line - 1]
        lines[fix.line - 1] = line[: fix.column] + fix.new + line[fix.column + len(fix.old) :]
    return "\n".join(lines)
