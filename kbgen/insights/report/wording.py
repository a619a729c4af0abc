"""How verdicts, reasons and numbers are put into words."""

from __future__ import annotations

from kbgen.insights.diagnosis.verdicts import Evidence, Reason
from kbgen.insights.gaps import Gap
from kbgen.insights.report.strings import Strings


def reason_text(t: Strings, reason: Reason) -> str:
    """Return a reason as a sentence."""
    typed = t(f"language.{reason.typed}") if reason.evidence is Evidence.ONLY_IN else reason.typed
    key = f"reason.{reason.evidence.value}"
    if reason.evidence is Evidence.PLACE and not reason.times:
        key += ".none"
    return t(key, typed=typed, ours=reason.ours, times=reason.times)


def advice(t: Strings, gap: Gap) -> str:
    """Return what to do about a gap."""
    return t("do.answered") if gap.diagnosis.answered_now else t(f"verdict.{gap.diagnosis.verdict.value}.do")


def percent(part: float, whole: float) -> str:
    """Return a share; of nothing, a dash."""
    return f"{part / whole:.0%}" if whole else "–"
