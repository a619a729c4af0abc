"""A few lines of the report for e-mail, Slack or another program, when there is something to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from urllib.parse import quote, urlsplit

from kbgen.errors import UsageError
from kbgen.insights.gaps import Gap
from kbgen.insights.report.content import ReportContent
from kbgen.insights.report.html import template_of
from kbgen.insights.report.tables import JSON_VERSION, gap_as_json
from kbgen.insights.report.thresholds import DigestKind, Thresholds
from kbgen.insights.report.wording import LANG_TAGS, Strings, advice, decided, percent
from kbgen.model import Language


@dataclass(frozen=True, slots=True)
class Digest:
    """What a message says: the costliest open gaps that pass the thresholds. url: where its readers find the report, or empty.

    unlisted: open gaps that it does not list, because there are enough or they cost too little.
    """

    report: ReportContent
    gaps: tuple[Gap, ...]
    language: Language
    url: str = ""
    unlisted: int = 0

    def link(self, gap: Gap) -> str:
        """Return where the page of a gap is, or nothing where nobody said where the report is."""
        return f"{self.url}#gap-{gap.id}" if self.url else ""


def report_address(text: str) -> str:
    """Return the address of a report as it may stand in a message, its host in ASCII. Raises UsageError."""
    refused = UsageError(f"'{text}' is no address of a page", hint="such as https://intranet.example/failed-searches.html")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # UnicodeError included
        raise refused from None
    if parts.scheme not in ("http", "https") or not host or parts.username or not text.isprintable():
        raise refused
    if not parts.netloc.isascii():
        parts = parts._replace(netloc=f"{host}:{port}" if port else host)
    return quote(parts._replace(fragment="").geturl(), safe="/:?&=%~@!$()*+,;[]-._")


def digest_of(report: ReportContent, thresholds: Thresholds, language: Language, url: str = "") -> Digest | None:
    """Return what to send, or None where nothing passes the thresholds."""
    totals = report.totals
    gaps = tuple(gap for gap in report.gaps if gap.impact >= thresholds.least_impact)[: thresholds.most_gaps]
    share = totals.failed / totals.searched if totals.searched else 0.0
    unlisted = len(report.gaps) + report.unshown - len(gaps)
    return Digest(report, gaps, language, url, unlisted) if gaps and share >= thresholds.least_failed_share else None


def render_digest(digest: Digest, kind: DigestKind) -> str:
    """Return the digest as a message for e-mail, a body for Slack, or JSON."""
    formats: Mapping[DigestKind, Callable[[Digest], str]] = {
        "email": lambda found: email_of(found).as_string(),
        "slack": _slack,
        "json": _json,
    }
    return formats[kind](digest)


def email_of(digest: Digest) -> EmailMessage:
    """Return the digest as a message that names nobody yet: plain text, and the same as HTML."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(digest)
    message.set_content("\n".join(_lines(digest, str)) + "\n", charset="utf-8", cte="base64")
    message.add_alternative(_html(digest), subtype="html", charset="utf-8", cte="base64")
    return message


def _subject(digest: Digest) -> str:
    question = digest.report.question
    return f"{Strings(digest.language)('title')}: {question.from_day} – {question.to_day}"


def _html(digest: Digest) -> str:
    t = Strings(digest.language)
    gaps = [
        {
            "title": printable(gap.title),
            "phrasings": gap.phrasings,
            "url": digest.link(gap),
            "why": _why(t, gap),
            "visitors": t("visitor_days", n=round(gap.days.failed)),
            "trend": t(f"trend.{gap.trend}"),
            "advice": advice(t, gap),
        }
        for gap in digest.gaps
    ]
    return template_of("digest.html").render(
        t=t,
        lang_tag=LANG_TAGS[digest.language],
        lang_tags=LANG_TAGS,
        subject=_subject(digest),
        question=digest.report.question,
        rate=_rate(digest),
        gaps=gaps,
        more=_more(digest),
        url=digest.url,
    )


def _slack(digest: Digest) -> str:
    t = Strings(digest.language)
    lines = [f"*{t('title')}*", *_lines(digest, escape_slack, lambda url: f"<{url}|{t('digest.look')}>")]
    return json.dumps({"text": "\n".join(lines), "unfurl_links": False, "unfurl_media": False}, ensure_ascii=False)


def _json(digest: Digest) -> str:
    question, totals, days = digest.report.question, digest.report.counts, digest.report.totals
    content = {
        "version": JSON_VERSION,
        "from": question.from_day.isoformat(),
        "to": question.to_day.isoformat(),
        "k": question.threshold_k,
        "site": question.site,
        "searches": totals.searches,
        "failed": totals.failed,
        "visitor_days": {"searched": round(days.searched, 2), "failed": round(days.failed, 2)},
        "gaps": [_gap_as_json(digest, gap) for gap in digest.gaps],
        "unshown_gaps": digest.unlisted,
    }
    return json.dumps(content, ensure_ascii=False)


def _gap_as_json(digest: Digest, gap: Gap) -> dict[str, Any]:
    """Return a gap with its address; of those that may be the same need only what the digest has too."""
    ids = {one.id for one in digest.gaps}
    told = gap_as_json(replace(gap, perhaps_same=tuple(one for one in gap.perhaps_same if one in ids)))
    return told | ({"url": digest.link(gap)} if digest.url else {})


def _rate(digest: Digest) -> str:
    totals = digest.report.totals
    first, second = digest.report.rates()
    share = percent(totals.failed, totals.searched)
    return Strings(digest.language)("digest.rate", share=share, first=percent(first, 1), second=percent(second, 1))


def _lines(digest: Digest, escape: Callable[[str], str], linked: Callable[[str], str] = str) -> list[str]:
    t, question = Strings(digest.language), digest.report.question
    return [
        t("lead", first=question.from_day, last=question.to_day),
        _rate(digest),
        "",
        t("digest.gaps"),
        *(f"{_gap_line(t, gap, escape)} {linked(url) if (url := digest.link(gap)) else ''}".rstrip() for gap in digest.gaps),
        *filter(None, [_more(digest)]),
    ]


def _more(digest: Digest) -> str:
    """Return how many open gaps are not listed, or nothing."""
    return Strings(digest.language)("digest.more", n=f"{digest.unlisted:,}") if digest.unlisted else ""


def _gap_line(t: Strings, gap: Gap, escape: Callable[[str], str]) -> str:
    visitors = t("visitor_days", n=round(gap.days.failed))
    values = {"visitors": visitors, "trend": t(f"trend.{gap.trend}"), "advice": advice(t, gap), "id": gap.id}
    return t("digest.gap", title=escape(printable(gap.title)), why=_why(t, gap), **values)


def _why(t: Strings, gap: Gap) -> str:
    """Return why a gap fails, and that somebody sees to it or that it came back."""
    return " · ".join(filter(None, (t(f"verdict.{gap.diagnosis.verdict.value}"), decided(t, gap))))


def printable(text: str) -> str:
    """Return a text on one line, without anything a terminal or a mail program would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def escape_slack(text: str) -> str:
    """Return a text that names nobody and links nowhere in Slack; a full stop before a letter would make a link."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("`", "'")
    return f"`{text}`"
