"""The report as Markdown, for a ticket, a pull request or a wiki.

What readers typed stands in code spans, which no dialect of Markdown reads as anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kbgen.insights.gaps import Gap
from kbgen.insights.joining import asked_first, perhaps_one
from kbgen.insights.report.content import ReportContent
from kbgen.insights.report.sections import STALE_DAYS, count_of
from kbgen.insights.report.wording import Strings, advice, decided, nothing_failed, only_parts, percent, unjudged
from kbgen.model import Language
from kbgen.table_cells import code_cell
from search_analytics.store.search_log import ROLL_UP_K

MOST_ROWS = 50
"""Rows of a table."""
MOST_SHORT_ROWS = 20
"""Of tables of what readers did, of which the first rows say most."""


def render_markdown(report: ReportContent, language: Language) -> str:
    """Return the report as Markdown in `language`."""
    t = Strings(language)
    lines = [f"# {t('title')}", "", t("lead", first=report.question.from_day, last=report.question.to_day), ""]
    if report.rolled_up_until:
        lines += [t("rolled_up", day=report.rolled_up_until, k=ROLL_UP_K), ""]
    totals = report.totals
    if not report.facts.titles:
        lines += [t("unexplained"), ""]
    if report.question.threshold_k == 1:
        lines += [f"**{t('every_query')}**", ""]
    if totals.failed:
        share = percent(totals.failed, totals.searched)
        searched, failed, recovered = (round(days) for days in (totals.searched, totals.failed, totals.recovered))
        lines += [t("summary", searches=searched, failed=failed, share=share, recovered=recovered), ""]
        lines += [t("about.visitor_days"), ""]
    else:
        lines += [nothing_failed(t, totals)[1], ""]
    if unknown := unjudged(t, totals):
        lines += [unknown, ""]
    if only := only_parts(t, report):
        lines += [t("only", parts=only), ""]
    lines += _changes(t, report)
    lines += _gaps(t, "gaps", report.gaps)
    if report.unshown:
        lines += [t("more", n=report.unshown), ""]
    lines += _gaps(t, "closed", report.closed)
    lines += _perhaps_one(t, [*report.gaps, *report.closed])
    lines += _gaps(t, "dismissed", report.dismissed)
    lines += _gaps(t, "noise", report.noise)
    lines += _sections(t, report, language)
    if report.held_back_phrases:
        values = {"days": round(report.held_back_days), "phrases": report.held_back_phrases, "k": report.question.threshold_k}
        lines += [t("held_back", **values)]
    elif report.held_back_searches:
        lines += [t("held_back.searches", days=round(report.held_back_days))]
    else:
        lines += [t("held_back.none")]
    return "\n".join(lines) + "\n"


def _gaps(t: Strings, key: str, gaps: Sequence[Gap]) -> list[str]:
    if not gaps:
        return []
    heads = ("gap", "why", "impact", "visitor_days", "trend", "unrecovered")
    rows = [
        (
            code_cell(gap.title),
            f"{t(f'verdict.{gap.diagnosis.verdict.value}')}: {_decided(t, gap) or advice(t, gap)}",
            f"{gap.impact:.1f}",
            str(round(gap.days.failed)),
            t(f"trend.{gap.trend}"),
            percent(gap.days.unrecovered, gap.days.failed),
            f"`{gap.id}`",
        )
        for gap in gaps
    ]
    return _section(
        t, t(key), t(f"{key}.about"), [*(t(f"column.{head}") for head in heads), "id"], rows, all_rows=f"{len(rows):,}"
    )


def _perhaps_one(t: Strings, gaps: Sequence[Gap]) -> list[str]:
    ranked = sorted(gaps, key=lambda gap: (-gap.impact, gap.id))
    asked = asked_first(ranked)[:MOST_ROWS]
    rows = [(code_cell(one.title), code_cell(other.title), f"`kbgen gaps join {one.id} {other.id}`") for one, other in asked]
    heads = [t("column.gap"), t("column.gap"), t("gap.perhaps.join")]
    lines = _section(t, t("gap.perhaps"), t("gap.perhaps.about"), heads, rows)
    more = len(perhaps_one(ranked)) - len(rows)
    return [*lines, t("gap.perhaps.more", n=more), ""] if more else lines


def _changes(t: Strings, report: ReportContent) -> list[str]:
    found, k = report.comparison, report.question.threshold_k
    if found is None:
        return []
    periods = found.periods
    total = {"before": percent(found.before.failed, found.before.searched), "now": percent(found.now.failed, found.now.searched)}
    days = {
        "first": periods.from_day,
        "last": periods.to_day,
        "before_first": periods.before_from,
        "before_last": periods.before_to,
    }
    lines = [f"## {t(f'changes.{report.span}')}", "", f"{t('changes.total', **total)} {t('changes.about', **days, k=k)}", ""]
    for row in found.changed:
        before, now = (t("changes.few", k=k) if figure is None else str(round(figure)) for figure in (row.before, row.now))
        lines.append(f"- {t(f'change.{row.change}')}: {code_cell(row.text)} {t('changes.figures', before=before, now=now)}")
    if more := sum(found.unlisted.values()):
        lines += ["", t("changes.more", n=more)]
    return [*lines, ""] if found.changed else [*lines, t("changes.none"), ""]


def _decided(t: Strings, gap: Gap) -> str:
    """Return what editors decided, with their reason, or nothing."""
    state = decided(t, gap)
    return f"{state}. {code_cell(gap.reason)}" if gap.reason else f"{state}. {advice(t, gap)}" if state else ""


def _sections(t: Strings, report: ReportContent, language: Language) -> Iterator[str]:
    def heads(*names: str) -> list[str]:
        return [t(f"column.{name}") for name in names]

    def title(article: str) -> str:
        return code_cell(report.title(article, language))

    top = [
        (
            code_cell(row.text),
            str(round(row.visitor_days)),
            percent(row.opened_visitor_days, row.visitor_days),
            f"{row.position:.1f}" if row.position else "–",
            percent(row.failed_visitor_days, row.visitor_days),
        )
        for row in report.top
    ]
    yield from _section(
        t, t("top"), t("top.about"), heads("gap", "visitors", "opened", "mean_place", "failed_share"), top, most=MOST_SHORT_ROWS
    )
    synonyms = [
        (code_cell(row.text), code_cell(row.then), title(row.article), str(round(row.visitor_days))) for row in report.synonyms
    ]
    yield from _section(t, t("synonyms"), t("synonyms.about"), heads("gap", "then", "article", "visitors"), synonyms)
    wanted = [
        (
            title(row.article),
            t(f"language.{row.language}"),
            t("state.behind", days=row.behind_days) if row.behind_days else t("state.missing"),
            str(round(row.visitor_days)),
            str(row.views),
        )
        for row in report.translations
    ]
    about = t("translations.about", days=STALE_DAYS)
    yield from _section(t, t("translations"), about, heads("article", "language", "state", "visitor_days", "views"), wanted)
    low = [(code_cell(row.text), title(row.article), str(row.place), str(round(row.visitor_days))) for row in report.low_clicks]
    yield from _section(t, t("low_clicks"), t("low_clicks.about"), heads("gap", "article", "place", "visitors"), low)
    passed = [
        (code_cell(row.text), t(f"language.{row.language}"), str(round(row.ignored_visitor_days)), str(round(row.visitor_days)))
        for row in report.passed_over
    ]
    yield from _section(t, t("passed_over"), t("passed_over.about"), heads("gap", "language", "ignored", "visitors"), passed)
    viewed = [(title(row.article), str(row.views), str(row.from_search)) for row in report.viewed]
    yield from _section(t, t("viewed"), t("viewed.about"), heads("article", "views", "from_search"), viewed, most=MOST_SHORT_ROWS)
    votes = [
        (title(row.article), t(f"language.{row.language}") if row.language else "–", str(row.helpful), str(row.unhelpful))
        for row in report.votes
    ]
    vote_heads = [*heads("article", "language"), t("votes.yes"), t("votes.no")]
    yield from _section(t, t("votes"), t("votes.about"), vote_heads, votes, most=MOST_SHORT_ROWS)


def _section(
    t: Strings,
    title: str,
    about: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    most: int = MOST_ROWS,
    all_rows: str = "",
) -> list[str]:
    """Return a table under its heading, or nothing without rows; of more than `most`, the number of all stands below."""
    if not rows:
        return []
    lines = [f"| {' | '.join(row)} |" for row in rows[:most]]
    more = [t("rows.more", shown=most, all=all_rows or count_of(rows)), ""] if len(rows) > most else []
    return [f"## {title}", "", about, "", f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}", *lines, "", *more]
