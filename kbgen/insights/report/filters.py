"""A report of one category: the rows about its articles. No figure changes, so no difference of two reports tells more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kbgen.insights.gaps import Gap
from kbgen.insights.report.comparison import Comparison
from kbgen.insights.report.content import ReportContent


def of_category(report: ReportContent, category: str) -> ReportContent:
    """Return the report with the gaps, changes and lists that are about articles below a folder such as `payment`."""

    def about(article: str) -> bool:
        return article.startswith(f"{category}/")

    def gaps(found: tuple[Gap, ...]) -> tuple[Gap, ...]:
        return tuple(gap for gap in found if about(article_of(gap)))

    return replace(
        report,
        category=category,
        gaps=gaps(report.gaps),
        closed=gaps(report.closed),
        noise=gaps(report.noise),
        dismissed=gaps(report.dismissed),
        top=tuple(row for row in report.top if about(row.article)),
        passed_over=(),
        low_clicks=tuple(row for row in report.low_clicks if about(row.article)),
        synonyms=tuple(row for row in report.synonyms if about(row.article)),
        translations=tuple(row for row in report.translations if about(row.article)),
        viewed=tuple(row for row in report.viewed if about(row.article)),
        votes=tuple(row for row in report.votes if about(row.article)),
        comments=tuple(row for row in report.comments if about(row.article)),
        comparison=_comparison(report.comparison, report, about),
    )


def article_of(gap: Gap) -> str:
    """Return the article that a gap is about: what it should have found, or what readers opened in the end; else nothing."""
    return gap.diagnosis.article or next((article for article, _ in gap.opened), "")


def _comparison(found: Comparison | None, report: ReportContent, about: Callable[[str], bool]) -> Comparison | None:
    if found is None:
        return None
    articles = {gap.id: article_of(gap) for gap in report.every_gap}
    return replace(found, changed=tuple(row for row in found.changed if about(articles.get(row.gap, ""))))
