"""A line of a web server's log → the request it tells of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

_LAST_SECOND = 253_402_300_800
"""The year 10000, which dates do not know."""

_COMBINED = re.compile(
    r'(?P<address>\S+) \S+ .*?\[(?P<time>[^\]]+)\] "(?:GET) (?P<target>\S+)[^"]*" (?P<status>\d{3}) \S+'
    r'(?: "(?:[^"\\]|\\.)*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)

_CLOCK = re.compile(r":([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]) ([+-][0-9]{4})")


@dataclass(frozen=True, slots=True)
class Hit:
    """One GET request of a log. unix_seconds: when. target: path and query. agent: may be empty."""

    unix_seconds: float
    address: str
    target: str
    status: int
    agent: str


def parse_combined(line: str) -> Hit | None:
    """Read a line of the "combined" format of nginx and Apache; None for anything else."""
    match = _COMBINED.match(line)
    if match is None:
        return None
    try:
        moment = _combined_seconds(match["time"])
    except ValueError:
        return None
    return Hit(moment, match["address"], match["target"], int(match["status"]), match["agent"] or "")


def _combined_seconds(moment: str) -> float:
    """Return the Unix seconds of `22/Nov/2026:09:00:00 +0800`. Raises ValueError: it is no such time."""
    clock = _CLOCK.fullmatch(moment, 11)
    if clock is None:  # a few servers write hours of one digit, or fractions of a minute of a zone
        return datetime.strptime(moment, "%d/%b/%Y:%H:%M:%S %z").timestamp()
    hours, minutes, seconds, zone = clock.groups()
    return _midnight(moment[:11], zone) + 3_600 * int(hours) + 60 * int(minutes) + int(seconds)


@lru_cache(64)
def _midnight(day: str, zone: str) -> float:
    """Return the Unix seconds at which a day begins: a log has few days, and reading one takes a third of reading its line."""
    return datetime.strptime(f"{day} {zone}", "%d/%b/%Y %z").timestamp()


def parse_caddy(line: str) -> Hit | None:
    """Read a line of Caddy's JSON log."""
    row = _object(line)
    request = row.get("request")
    if not isinstance(request, dict):
        return None
    headers = request.get("headers")
    agents = headers.get("User-Agent") if isinstance(headers, dict) else None
    address = request.get("client_ip") or request.get("remote_ip")
    agent = agents[0] if isinstance(agents, list) and agents else None
    return _hit(row, row.get("ts"), address, request.get("uri"), row.get("status"), agent, request.get("method"))


def _named(moment: str, address: str, target: str, status: str, agent: str, method: str) -> Callable[[str], Hit | None]:
    """Return what reads a JSON line in which each part of a hit stands under a name of its own."""

    def parse(line: str) -> Hit | None:
        row = _object(line)
        return _hit(row, row.get(moment), row.get(address), row.get(target), row.get(status), row.get(agent), row.get(method))

    return parse


parse_nginx_json = _named("time_iso8601", "remote_addr", "request_uri", "status", "http_user_agent", "request_method")
"""Read a JSON line with nginx's own names."""

parse_cloudflare = _named(
    "EdgeStartTimestamp", "ClientIP", "ClientRequestURI", "EdgeResponseStatus", "ClientRequestUserAgent", "ClientRequestMethod"
)
"""Read a JSON line of Cloudflare's Logpush, data set "HTTP requests"; its time may have any of Logpush's formats."""

parse_ndjson = _named("time", "address", "target", "status", "agent", "method")
"""Read a JSON line with plain names, for logs of any other server. time: RFC 3339 or Unix seconds."""

FORMATS: Mapping[str, Callable[[str], Hit | None]] = {
    "caddy": parse_caddy,
    "cloudflare": parse_cloudflare,
    "combined": parse_combined,
    "ndjson": parse_ndjson,
    "nginx-json": parse_nginx_json,
}


def _hit(row: dict[str, Any], moment: Any, address: Any, target: Any, status: Any, agent: Any, method: Any) -> Hit | None:
    """Return a hit; None where the line is no object, or no part of it is what it should be. agent, method: may be missing."""
    if not row or (method is not None and method != "GET"):
        return None
    try:
        return Hit(_unix_seconds(moment), _text(address), _text(target), int(status), _text(agent or ""))
    except (OverflowError, TypeError, ValueError):
        return None


def _unix_seconds(value: object) -> float:
    """RFC 3339, or a number of seconds, or one so large that it must be nanoseconds."""
    if isinstance(value, str) and not value.replace(".", "", 1).isdecimal():
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError("a time without zone could be any")
        seconds = moment.timestamp()
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
        seconds = float(value)
    else:
        raise TypeError("no time")
    seconds = seconds / 1e9 if seconds > 1e12 else seconds
    if not 0 <= seconds < _LAST_SECOND:
        raise ValueError("no time of any log")
    return seconds


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
