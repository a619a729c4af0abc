"""The words of the report in one language of the interface, and how verdicts, reasons and numbers are put into them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kbgen.insights.counting import VisitorDays
from kbgen.insights.diagnosis.verdicts import Evidence, Reason, Verdict
from kbgen.insights.gaps import Gap
from kbgen.insights.report.content import ReportContent
from kbgen.model import Language
from kbgen.site import strings as catalogue

_BETWEEN_HAN = re.compile("(?<=[\u3400-\u9fff\uf900-\ufaff]) (?=[\u3400-\u9fff\uf900-\ufaff])")
LANG_TAGS: Mapping[Language, str] = {"en": "en", "zh-hant": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Strings:
    """Look words up by key: Strings("en")("times.of", searches=3)."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of `key` with its placeholders filled in; Raises KbgenError: an unknown key, or a missing value."""
        return _catalogue()[self.language].text(key, **values)


def reason_text(t: Strings, reason: Reason, gap: Gap) -> str:
    """Return a reason for a gap as a sentence, its searches as visitor-days."""
    typed = t(f"language.{reason.typed}") if reason.evidence in (Evidence.ONLY_IN, Evidence.NEAREST_ABROAD) else reason.typed
    key, times = f"reason.{reason.evidence.value}", reason.times
    if reason.evidence is Evidence.PLACE:
        key += "" if times else ".none"
    elif reason.evidence is not Evidence.OPENED_BY_FEW:  # which speaks of networks
        times = round(failed_days(gap, times))
    return t(key, typed=closed_up(typed), ours=closed_up(reason.ours), times=times)


def failed_days(gap: Gap, networks: int) -> float:
    """Return the visitor-days on which networks that failed with a gap were new: one each, and no more than failed at all."""
    return min(float(networks), gap.days.failed)


def closed_up(text: str) -> str:
    """Return a text without the blanks that cutting into words leaves between Chinese characters."""
    return _BETWEEN_HAN.sub("", text)


def advice(t: Strings, gap: Gap) -> str:
    """Return what to do about a gap."""
    if not gap.is_answered or gap.state == "reopened":
        is_mended = gap.diagnosis.verdict is Verdict.TYPO and any(
            reason.evidence is Evidence.CORRECTED for reason in gap.diagnosis.reasons
        )
        return t(f"verdict.{gap.diagnosis.verdict.value}.do{'.mended' if is_mended else ''}")
    return t("do.answered" if gap.diagnosis.answered_now else "do.found")


def decided(t: Strings, gap: Gap) -> str:
    """Return the state of a gap, or nothing where it is open as all are at first."""
    return "" if gap.state == "open" else t(f"state.{gap.state}")


def only_parts(t: Strings, report: ReportContent) -> str:
    """Return which part of all searches a report is of, or nothing where it is of all."""
    question = report.question
    parts = []
    if question.language:
        parts.append(t("only.language", name=t(f"language.{question.language}")))
    if question.channel:
        parts.append(t(f"only.channel.{question.channel}"))
    if report.category:
        parts.append(t("only.category", name=report.facts.category_title(report.category, t.language)))
    return (", " if t.language == "en" else "、").join(parts)


def unjudged(t: Strings, totals: VisitorDays) -> str:
    """Return of how many visitor-days it is not known what became of the search, or nothing where it is of all."""
    return t("unjudged", n=f"{days:,}") if (days := round(totals.unjudged)) else ""


def nothing_failed(t: Strings, totals: VisitorDays) -> tuple[str, str]:
    """Return a heading and a sentence for a period in which no search failed, or none that is known to have."""
    if not totals.searched:
        return t("nothing.title"), t("nothing.empty")
    known = ".known" if unjudged(t, totals) else ""
    return t(f"nothing.title{known}"), t(f"nothing.collected{known}", searches=f"{round(totals.searched):,}")


def percent(part: float, whole: float) -> str:
    """Return a share; of nothing, a dash."""
    return f"{part / whole:.0%}" if whole else "–"


@cache
def _catalogue() -> Mapping[Language, catalogue.Strings]:
    return catalogue.load_strings(Path(__file__).with_name("strings.yml"))
