"""The report as one HTML file that opens from disk: one style, one script, and a policy that allows nothing else.

Each gap is a page of its own within the file, shown by its address (`#gap-…`), so that one file can be sent and kept.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import get_args

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.fixes.kinds import has_command
from kbgen.insights.gaps import Trend
from kbgen.insights.report.chart import draw_chart, spark_bars
from kbgen.insights.report.comparison import CHANGES, Span
from kbgen.insights.report.content import SECTIONS, ReportContent
from kbgen.insights.report.figures import STEPS, figures_of
from kbgen.insights.report.sections import SHOWN_ROWS, STALE_DAYS, count_of
from kbgen.insights.report.wording import (
    LANG_TAGS,
    Strings,
    advice,
    failed_days,
    nothing_failed,
    only_parts,
    percent,
    reason_text,
    unjudged,
)
from kbgen.model import LANGUAGES, Language
from search_analytics.store.search_log import CHANNELS, FAILURE_KINDS, ROLL_UP_K

SHOWN_CHANGES = 6
"""Of each kind at once; the others open."""
MOST_PAGES = 300
"""Gaps with a page of their own."""
SHOWN_PHRASINGS = 100
SHOWN_OPENED = 5
"""Phrasings of a gap, and articles that its readers opened, on its page."""
STARTING_GAPS = 3
FOLDED_ROWS = 10
"""Rows of a table of gaps until its reader asks for all; report.css names the number too."""
TREND_ORDER: Mapping[Trend, int] = {"new": 3, "rising": 2, "steady": 1, "falling": 0, "unknown": -1}


@dataclass(frozen=True, slots=True)
class Live:
    """What a page that is served adds: what its address asks for, as a query, and forms that ask and decide.

    read_at: when the log was read, UTC.
    """

    query: str
    read_at: datetime


def render_html(report: ReportContent, language: Language, live: Live | None = None) -> str:
    """Return the report as a page in `language`: a file or, with `live`, a page of `kbgen report --serve`."""
    style, script = _text("report.css"), _text("report.js")
    gaps = report.every_gap
    template = template_of("report.html")
    return template.render(
        t=Strings(language),
        lang_tag=LANG_TAGS[language],
        lang_tags=LANG_TAGS,
        # Style and script are ours and the policy names their hashes, so they go in unescaped.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=page_policy(live),
        live=live,
        decides=live is not None and not report.away,
        all_languages=LANGUAGES,
        channels=tuple(CHANNELS),
        report=report,
        question=report.question,
        totals=report.totals,
        rates=report.rates(),
        chart=draw_chart(report.days),
        nothing_failed=nothing_failed(Strings(language), report.totals),
        unjudged=unjudged(Strings(language), report.totals),
        roll_up_k=ROLL_UP_K,
        failure_kinds=FAILURE_KINDS,
        pages=gaps[:MOST_PAGES],
        every_gap=gaps,
        first_gaps=report.gaps[:STARTING_GAPS],
        most_impact=max([gap.impact for gap in gaps], default=0) or 1,
        verdicts=[verdict.value for verdict in Verdict if any(gap.diagnosis.verdict is verdict for gap in report.gaps)],
        sections=[(name, getattr(report, name)) for name in SECTIONS if getattr(report, name)],
        categories=report.facts.categories,
        known_articles={article for article, _ in report.facts.titles},
        yes=sum(votes.helpful for votes in report.votes),
        no=sum(votes.unhelpful for votes in report.votes),
        stale_days=STALE_DAYS,
        trend_order=TREND_ORDER,
        only=only_parts(Strings(language), report),
        span=report.span,
        spans=get_args(Span),
        changes_in_order=CHANGES,
        changes_shown=SHOWN_CHANGES,
        page_ids={gap.id for gap in gaps[:MOST_PAGES]},
        gaps_by_id={gap.id: gap for gap in gaps[:MOST_PAGES]},
        told=lambda days: Strings(language)("changes.few", k=report.question.threshold_k) if days is None else f"{round(days):,}",
        title=lambda article: report.title(article, language),
        number=lambda value: f"{round(value):,}",
        decimal=lambda value: f"{value:,.1f}",
        percent=percent,
        has_command=has_command,
        share=lambda part, whole: part / whole if whole else 0.0,
        advice=advice,
        reason_text=reason_text,
        failed_days=failed_days,
        figures_of=figures_of,
        steps=STEPS,
        zip=zip,
        folded_rows=FOLDED_ROWS,
        shown_rows=SHOWN_ROWS,
        shown_phrasings=SHOWN_PHRASINGS,
        shown_opened=SHOWN_OPENED,
        count_of=count_of,
        spark_bars=spark_bars,
    )


def render_refusal(
    language: Language, status: int, *, words: str = "", message: str = "", hint: str = "", address: str = ""
) -> str:
    """Return a page that says why something was not done. words: ours; without, the message and hint of an error.

    address: of the report, for those who have it.
    """
    return template_of("refused.html").render(
        t=Strings(language),
        lang_tag=LANG_TAGS[language],
        policy=page_policy(),
        style=Markup(_text("report.css")),  # noqa: S704, ours
        title="refused.title.404" if status == 404 else "refused.title",
        words=words,
        message=message,
        hint=hint,
        address=address,
    )


def page_policy(live: Live | None = None) -> str:
    """Return the policy of a page: its own style and script and, where it is served, its own forms."""
    style, script = _text("report.css"), _text("report.js")
    forms = "'self'" if live else "'none'"
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        f"base-uri 'none'; form-action {forms}; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def template_of(name: str) -> Template:
    """Return a template of this folder; what it is given is escaped."""
    return _environment().get_template(name)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(name: str) -> str:
    return (resources.files("kbgen.insights.report") / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kbgen.insights", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
