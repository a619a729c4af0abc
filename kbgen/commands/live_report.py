"""`kbgen report --serve`: the report live, for this computer alone."""

from __future__ import annotations

import argparse
import copy
import logging
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from kbgen.commands.log_reading import SPANS, category_name, decisions_file, read_report
from kbgen.commands.options import period_of
from kbgen.commands.ports import on_free_port
from kbgen.commands.report import LIVE_PORT
from kbgen.commands.report_sources import KeptSources
from kbgen.commands.terminal import Terminal
from kbgen.errors import UsageError
from kbgen.insights.decisions import (
    DECIDED,
    Decision,
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
from kbgen.insights.report.live import Asked, Desk, LiveReport
from kbgen.model import LANGUAGES
from search_analytics.option_values import day
from search_analytics.store.search_log import AT_HOME_K, AWAY_K, CHANNELS

HOST = "127.0.0.1"
Value = TypeVar("Value")


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

    sources = KeptSources()

    def read(asked: Asked, away: bool) -> ReportContent:
        least_k = AWAY_K if away else AT_HOME_K
        return read_report(_asked_options(options, asked), terminal, least_k=least_k, with_comments=not away, sources=sources)

    def decide(gap: Gap, state: str, reason: str, seen: str) -> None:
        known: State | None = next((one for one in DECIDED if one == state), None)
        if known is None:
            raise UsageError(f"'{state}' is no state to set", hint=f"one of {', '.join(DECIDED)}")
        if fault := reason_fault(known, reason):
            raise UsageError(fault, hint="go back, and write the reason beside the button")
        today, path = datetime.now(UTC).date(), decisions_file(options)
        if seen and (newer := newer_decision(read_decisions(path).about(gap.identities), *seen.split(" ", 1))):
            hint = "look at the page anew, and decide then; nothing was written"
            raise UsageError(f"somebody decided about this gap since your page was shown: {newer}", hint=hint)
        write_decision(path, Decision(gap.id, known, today, reason.strip(), ids_of(gap.identities, gap.id)))

    def join(one: Gap, other: Gap) -> Gap:
        return join_two(decisions_file(options), one, other, datetime.now(UTC).date())

    def part(gap: Gap, other: Gap | str) -> None:
        set_apart(decisions_file(options), gap, other, datetime.now(UTC).date())

    return Desk(read, decide, join, part)


def _asked_options(options: argparse.Namespace, asked: Asked) -> argparse.Namespace:
    changed = copy.copy(options)
    for name in ("since", "until"):
        if name in asked:
            setattr(changed, name, _read_value(name, asked[name], day))
    if "category" in asked:
        changed.category = _read_value("category", asked["category"], category_name)
    for name, choices in (("readers", LANGUAGES), ("channel", tuple(CHANNELS)), ("compare", SPANS), ("language", LANGUAGES)):
        if name in asked:
            if asked[name] not in choices:
                raise UsageError(f"{name} is '{asked[name]}'", hint=f"one of {', '.join(choices)}")
            setattr(changed, name, asked[name])
    return changed


def _read_value(name: str, text: str, read: Callable[[str], Value]) -> Value:
    try:
        return read(text)
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"{name}: {error}") from None


def listen(port: int) -> socket.socket:
    """Return a socket of this computer alone. Raises OSError where the port is taken."""
    listener = socket.create_server((HOST, port))
    listener.set_inheritable(True)
    return listener
