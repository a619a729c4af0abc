"""`kbgen report --serve`: the report live, for this computer alone."""

from __future__ import annotations

import argparse
import copy
import logging
import socket
from datetime import UTC, date, datetime
from pathlib import Path

from kbgen.commands.log_reading import PORTAL, SPANS, NoCategoryError, decisions_file, read_report
from kbgen.commands.options import MOST_DAYS, PeriodError, period_of
from kbgen.commands.ports import on_free_port
from kbgen.commands.report import LIVE_PORT
from kbgen.commands.report_sources import KeptSources
from kbgen.commands.terminal import Terminal
from kbgen.errors import IndexReadError, UsageError
from kbgen.insights.decisions import (
    DECIDED,
    LONGEST_REASON,
    Decision,
    Decisions,
    State,
    ids_of,
    newer_decision,
    read_decisions,
    reason_fault,
    write_decision,
)
from kbgen.insights.gaps import Gap
from kbgen.insights.joining import join_two, set_apart
from kbgen.insights.report.content import ReportContent
from kbgen.insights.report.live import Asked, Desk, LiveReport, Marks
from kbgen.insights.report.refusals import RefusedError
from kbgen.model import LANGUAGES
from kbgen.settings.fields import shown
from search_analytics.option_values import day
from search_analytics.store.search_log import AT_HOME_K, AWAY_K, CHANNELS

HOST = "127.0.0.1"


def serve_report(options: argparse.Namespace, terminal: Terminal) -> int:
    """Serve the report until it is stopped. Raises UsageError: options that need a file or a message, or no port is free."""
    import uvicorn

    if options.digest or options.output or options.format != "html":
        raise UsageError("--serve shows a page", hint="leave out --digest, --output and --format")
    period_of(options)
    listener = on_free_port(options.port or LIVE_PORT, listen, terminal)
    live = LiveReport(desk_of(options, terminal), listener.getsockname()[1], options.language)
    print(live.address, flush=True)
    terminal.say("the address is a key: whoever has it reads the report and decides about gaps; Ctrl-C stops it")
    logging.getLogger("uvicorn.access").disabled = True  # it would write the key down
    config = uvicorn.Config(live.app(), log_level="warning", access_log=False, server_header=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def desk_of(options: argparse.Namespace, terminal: Terminal) -> Desk:
    """Return what reads the report, with what the address of a page asks for in place of options, and what decides."""

    sources, portal = KeptSources(), LivePortal(options.portal)

    def read(asked: Asked, away: bool) -> ReportContent:
        least_k, wanted = AWAY_K if away else AT_HOME_K, _asked_options(options, asked)

        def found(without: str = "") -> ReportContent:
            if without and away:  # a program would take what nobody could judge for open
                raise RefusedError("refused.portal", status=503, folder=without)
            return read_report(wanted, terminal, least_k=least_k, with_comments=not away, sources=sources, away=without)

        try:
            return found("" if portal.is_there() else portal.name)
        except IndexReadError:  # it goes away while it is read
            return found(portal.name)
        except NoCategoryError as error:
            raise RefusedError("refused.category", found=error.found, known=", ".join(error.known)) from None

    def decide(gap: Gap, state: str, reason: str, seen: str) -> None:
        known: State | None = next((one for one in DECIDED if one == state), None)
        if known is None:
            raise RefusedError("refused.state", found=state, states=DECIDED)
        if reason_fault(known, reason):
            is_missing = not reason.strip()
            raise RefusedError("refused.reason") if is_missing else RefusedError("refused.reason.long", most=LONGEST_REASON)
        today, path = datetime.now(UTC).date(), decisions_file(options)
        if seen and (newer := newer_decision(read_decisions(path).about(gap.identities), *seen.split(" ", 1))):
            raise RefusedError("refused.newer", state=newer[0], reason=newer[1])
        write_decision(path, Decision(gap.id, known, today, reason.strip(), ids_of(gap.identities, gap.id)))

    def require_seen(*gaps: tuple[Gap | str, str]) -> None:
        decisions = read_decisions(decisions_file(options))
        for gap, mark in gaps:
            if isinstance(gap, Gap) and mark and mark != _mark(decisions, gap):
                raise RefusedError("refused.newer.two")

    def join(one: Gap, other: Gap, marks: Marks) -> Gap:
        require_seen((one, marks[0]), (other, marks[1]))
        return join_two(decisions_file(options), one, other, datetime.now(UTC).date())

    def part(gap: Gap, other: Gap | str, marks: Marks) -> None:
        require_seen((gap, marks[0]), (other, marks[1]))
        set_apart(decisions_file(options), gap, other, datetime.now(UTC).date())

    return Desk(read, decide, join, part)


def _asked_options(options: argparse.Namespace, asked: Asked) -> argparse.Namespace:
    changed = copy.copy(options)
    for name in ("since", "until"):
        if name in asked:
            setattr(changed, name, _day(name, asked[name]))
    if "since" in asked:
        changed.since_days = None
    if "since" in asked or "until" in asked:
        _require_period(changed)
    if "category" in asked:
        changed.category = asked["category"].strip("/ ")
    for name, choices in (("readers", LANGUAGES), ("channel", tuple(CHANNELS)), ("compare", SPANS), ("language", LANGUAGES)):
        if name in asked:
            if asked[name] not in choices:
                raise RefusedError("refused.choice", name=name, found=asked[name], known=", ".join(choices))
            setattr(changed, name, asked[name])
    return changed


def _day(name: str, text: str) -> date:
    try:
        return day(text)
    except argparse.ArgumentTypeError:
        raise RefusedError("refused.day", name=name, found=text) from None


def _require_period(options: argparse.Namespace) -> None:
    """Refuse a period that no report has: the words of a command line would name its options."""
    try:
        period_of(options)
    except PeriodError as error:
        since, until = error.since, error.until
        days, most = f"{(until - since).days + 1:,}", f"{MOST_DAYS:,}"
        raise RefusedError(f"refused.{error.fault}", since=since, until=until, days=days, most=most) from None


def _mark(decisions: Decisions, gap: Gap) -> str:
    return decisions.mark({*gap.identities, gap.id})


class LivePortal:
    """The built portal that gaps are explained by: where it was once, the page says that it is away."""

    def __init__(self, named: Path | None) -> None:
        self._folder = PORTAL if named is None else named
        self._was_there = named is not None

    def is_there(self) -> bool:
        """Tell whether it can be asked, or never was there; else somebody builds it."""
        found = (self._folder / "search" / "manifest.json").is_file()
        self._was_there |= found
        return found or not self._was_there

    @property
    def name(self) -> str:
        """The folder, as it is shown."""
        return str(shown(self._folder))


def listen(port: int) -> socket.socket:
    """Return a socket of this computer alone. Raises OSError where the port is taken."""
    listener = socket.create_server((HOST, port))
    listener.set_inheritable(True)
    return listener
