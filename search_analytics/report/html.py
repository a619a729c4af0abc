"""The report as one HTML file that opens from disk: no script, one style, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from search_analytics.failures import VERDICTS, DayCount, FailedPhrase, FailureReport, Verdict
from search_analytics.record import Language
from search_analytics.report.chart import draw_chart
from search_analytics.report.strings import LANG_TAGS, Strings


@dataclass(frozen=True, slots=True)
class Section:
    """Phrases that mostly failed in one way. searches: all failed searches of this kind, shown or held back."""

    verdict: Verdict
    searches: int
    phrases: tuple[FailedPhrase, ...]


def render_html(report: FailureReport, language: Language) -> str:
    """Return the report as a page in `language`."""
    style = (resources.files("search_analytics.report") / "report.css").read_text("utf-8")
    template = _environment().get_template("report.html")
    return template.render(
        t=Strings(language),
        lang_tag=LANG_TAGS[language],
        lang_tags=LANG_TAGS,
        # The style is ours and the policy names its hash, so it goes in unescaped.
        style=Markup(style),  # noqa: S704
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        question=report.question,
        totals=_totals(report),
        verdicts=VERDICTS,
        sections=[_section(report, verdict) for verdict in VERDICTS],
        chart=draw_chart(report.days),
        votes=report.votes,
        held_back=report.held_back,
        unshown=report.unshown_phrases,
        number=lambda value: f"{value:,}",
        percent=_percent,
    )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("search_analytics", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _section(report: FailureReport, verdict: Verdict) -> Section:
    return Section(
        verdict=verdict,
        searches=sum(getattr(day, verdict) for day in report.days),
        phrases=tuple(phrase for phrase in report.phrases if phrase.verdict == verdict),
    )


def _totals(report: FailureReport) -> DayCount:
    return DayCount(
        day=report.question.to_day,
        searches=sum(day.searches for day in report.days),
        zero=sum(day.zero for day in report.days),
        weak=sum(day.weak for day in report.days),
        unclicked=sum(day.unclicked for day in report.days),
        outages=sum(day.outages for day in report.days),
        recovered=sum(day.recovered for day in report.days),
    )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"
