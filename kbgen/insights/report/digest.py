"""A few lines of the report for e-mail, Slack or another program, when there is something to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from kbgen.insights.gaps import Gap
from kbgen.insights.report.content import ReportContent
from kbgen.insights.report.tables import gap_as_json
from kbgen.insights.report.thresholds import DigestKind, Thresholds
from kbgen.insights.report.wording import Strings, advice, percent
from kbgen.model import Language


@dataclass(frozen=True, slots=True)
class Digest:
    """What a message says: the costliest open gaps that pass the thresholds."""

    report: ReportContent
    gaps: tuple[Gap, ...]
    language: Language


def digest_of(report: ReportContent, thresholds: Thresholds, language: Language) -> Digest | None:
    """Return what to send, or None where nothing passes the thresholds."""
    totals = report.totals
    gaps = tuple(gap for gap in report.gaps if gap.impact >= thresholds.least_impact)[: thresholds.most_gaps]
    share = totals.failed / totals.searched if totals.searched else 0.0
    return Digest(report, gaps, language) if gaps and share >= thresholds.least_failed_share else None


def render_digest(digest: Digest, kind: DigestKind) -> str:
    """Return the digest as a message for e-mail, a body for Slack, or JSON."""
    formats: Mapping[DigestKind, Callable[[Digest], str]] = {"email": _email, "slack": _slack, "json": _json}
    return formats[kind](digest)


def _email(digest: Digest) -> str:
    t = Strings(digest.language)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{t('title')}: {digest.report.question.from_day} – {digest.report.question.to_day}"
    message.set_content("\n".join(_lines(digest, str)) + "\n", charset="utf-8", cte="base64")
    return message.as_string()


def _slack(digest: Digest) -> str:
    t = Strings(digest.language)
    lines = [f"*{t('title')}*", *_lines(digest, escape_slack)]
    return json.dumps({"text": "\n".join(lines), "unfurl_links": False, "unfurl_media": False}, ensure_ascii=False)


def _json(digest: Digest) -> str:
    question, totals, days = digest.report.question, digest.report.counts, digest.report.totals
    content = {
        "from": question.from_day.isoformat(),
        "to": question.to_day.isoformat(),
        "k": question.threshold_k,
        "site": question.site,
        "searches": totals.searches,
        "failed": totals.failed,
        "visitor_days": {"searched": round(days.searched, 2), "failed": round(days.failed, 2)},
        "gaps": [gap_as_json(gap) for gap in digest.gaps],
    }
    return json.dumps(content, ensure_ascii=False)


def _lines(digest: Digest, escape: Callable[[str], str]) -> list[str]:
    t, report = Strings(digest.language), digest.report
    totals = report.totals
    first, second = report.rates()
    share = percent(totals.failed, totals.searched)
    return [
        t("lead", first=report.question.from_day, last=report.question.to_day),
        t("digest.rate", share=share, first=percent(first, 1), second=percent(second, 1)),
        "",
        t("digest.gaps"),
        *(_gap_line(t, gap, escape) for gap in digest.gaps),
    ]


def _gap_line(t: Strings, gap: Gap, escape: Callable[[str], str]) -> str:
    why, visitors = t(f"verdict.{gap.diagnosis.verdict.value}"), t("visitor_days", n=round(gap.days.failed))
    values = {"visitors": visitors, "trend": t(f"trend.{gap.trend}"), "why": why, "advice": advice(t, gap), "id": gap.id}
    return t("digest.gap", title=escape(printable(gap.title)), **values)


def printable(text: str) -> str:
    """Return a text on one line, without anything a terminal or a mail program would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def escape_slack(text: str) -> str:
    """Return a text that names nobody and links nowhere in Slack; a full stop before a letter would make a link."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("`", "'")
    return f"`{text}`"
