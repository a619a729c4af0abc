"""The report live, for the editors of this computer: a page at a secret address, and a click that sets the state of a gap.

Only programs of this computer reach it (it listens on the loopback address), and only pages that know the token: another page in
the same browser has none, may not name this host (its Host would be another), and what it sends carries its Origin.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from urllib.parse import parse_qs, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kbgen.errors import KbgenError
from kbgen.insights.gaps import Gap
from kbgen.insights.report.content import ReportContent
from kbgen.insights.report.html import Live, page_policy, render_html, render_refusal
from kbgen.insights.report.refusals import RefusedError
from kbgen.insights.report.tables import render_json
from kbgen.insights.report.wording import Strings
from kbgen.model import LANGUAGES, Language

ASKED = ("since", "until", "readers", "category", "channel", "compare", "language")
"""What the address of a page may ask for; the names are those of the options of `kbgen report`."""
MOST_FORM_BYTES = 4_096
HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

Asked = Mapping[str, str]
Marks = tuple[str, str]
"""Of two gaps (`Gap.mark`), as a page showed them; empty where it showed none."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the live report needs of its command.

    read: returns the report that is asked for, with the phrases that may be shown at home or, for programs, away.
    decide: writes the state of a gap, with a reason; told the state and reason that the page showed, to write over nothing newer.
    join: writes that two gaps are one, and returns the one whose name stays; told the marks of both that the page showed.
    part: writes that a gap and another, or the id of a phrasing of its own, are two needs; told the same. All raise KbgenError.
    """

    read: Callable[[Asked, bool], ReportContent]
    decide: Callable[[Gap, str, str, str], None]
    join: Callable[[Gap, Gap, Marks], Gap]
    part: Callable[[Gap, Gap | str, Marks], None]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class LiveReport:
    """The application. port: where it is reached. language: of the page, unless the address names another. clock: UTC."""

    desk: Desk
    port: int
    language: Language
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    clock: Callable[[], datetime] = _now
    _lock: Lock = field(default_factory=Lock)
    _gaps: dict[str, Gap] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address of the page; whoever has it can read the report and decide about gaps."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def app(self) -> Starlette:
        """Return the ASGI application."""
        routes = [
            Route("/{token}/", self.show, methods=["GET"]),
            Route("/{token}/report.json", self.show_json, methods=["GET"]),
            Route("/{token}/gaps/{gap}", self.set_state, methods=["POST"]),
            Route("/{token}/gaps/{gap}/join", self.join, methods=["POST"]),
            Route("/{token}/gaps/{gap}/apart", self.part, methods=["POST"]),
        ]
        app = Starlette(routes=routes, exception_handlers={HTTPException: self._refused, KbgenError: self._not_done})
        app.router.redirect_slashes = False
        return app

    async def show(self, request: Request) -> Response:
        """Answer with the page."""
        self._admit(request)
        asked = _asked(request)
        report = await run_in_threadpool(self._read, asked)
        language = self._language(request)
        live = Live(urlencode(asked), self.clock())
        policy = {"content-security-policy": f"{page_policy(live)}; frame-ancestors 'none'"}
        return Response(render_html(report, language, live), media_type="text/html", headers={**HEADERS, **policy})

    async def show_json(self, request: Request) -> Response:
        """Answer with the report for programs, in which phrases need as many visitor-days as in what leaves the house."""
        self._admit(request)
        report = await run_in_threadpool(self.desk.read, _asked(request), True)
        return Response(render_json(report), media_type="application/json", headers=dict(HEADERS))

    async def set_state(self, request: Request) -> Response:
        """Write what an editor decided, and lead back to the gap."""
        gap, form = await self._form(request)
        await run_in_threadpool(self.desk.decide, gap, form.get("state", ""), form.get("reason", ""), form.get("seen", ""))
        return _back("../", form, gap)

    async def join(self, request: Request) -> Response:
        """Write that two gaps are one need, and lead to what is one gap by now."""
        gap, form = await self._form(request)
        return _back(
            "../../", form, await run_in_threadpool(self.desk.join, gap, self._shown(form.get("other", "")), _marks(form))
        )

    async def part(self, request: Request) -> Response:
        """Write that two gaps, or a gap and one of its phrasings, are two needs, and lead back to the gap."""
        gap, form = await self._form(request)
        other = form.get("other", "")
        await run_in_threadpool(self.desk.part, gap, other if gap.has_joined(other) else self._shown(other), _marks(form))
        return _back("../../", form, gap)

    async def _form(self, request: Request) -> tuple[Gap, dict[str, str]]:
        """Return the gap that a form is about, and its fields."""
        self._admit(request)
        form = parse_qs((await _small_body(request)).decode("utf-8", "replace"))
        request.state.language = parse_qs(form.get("back", [""])[0]).get("language", [None])[0]
        return self._shown(request.path_params["gap"]), {name: values[0] for name, values in form.items()}

    def _shown(self, gap: str) -> Gap:
        if gap not in self._gaps:
            raise HTTPException(404, "refused.gap")
        return self._gaps[gap]

    def _read(self, asked: Asked) -> ReportContent:
        with self._lock:  # one reading at a time: a second one would only make both slower
            report = self.desk.read(asked, False)
            self._gaps |= {gap.id: gap for gap in report.every_gap}
        return report

    def _language(self, request: Request) -> Language:
        """Return the language that the address of a page asks for, or the page that sent a form; else that of the command."""
        asked = getattr(request.state, "language", None) or request.query_params.get("language")
        return next((known for known in LANGUAGES if known == asked), self.language)

    async def _refused(self, request: Request, error: Exception) -> Response:
        """Answer what is not admitted; what the router refuses by itself has no words of ours."""
        status, key = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
        if not key.startswith("refused."):
            key = "refused.not_found" if status == 404 else "refused.method"
        return self._answer(request, RefusedError(key, status=status))

    async def _not_done(self, request: Request, error: Exception) -> Response:
        """Answer what is admitted and cannot be done."""
        return self._answer(request, error if isinstance(error, KbgenError) else KbgenError(str(error)))

    def _answer(self, request: Request, error: KbgenError) -> Response:
        """Answer with a page or, where a program asked, with a sentence. Who does not have the key is not told it."""
        refused = error if isinstance(error, RefusedError) else None
        status = refused.status if refused else 422
        if request.url.path.endswith("/report.json"):
            sentence = f"{error.message}\n{error.hint or ''}".rstrip()
            return PlainTextResponse(f"{sentence}\n", status_code=status, headers=dict(HEADERS))
        has_key = self._has_key(request) and not (refused and refused.key in ("refused.host", "refused.origin"))
        address = f"/{self.token}/" if has_key else ""
        language = self._language(request)
        words = refused.words(Strings(language)) if refused else ""
        page = render_refusal(language, status, words=words, message=error.message, hint=error.hint or "", address=address)
        policy = {"content-security-policy": f"{page_policy()}; frame-ancestors 'none'"}
        return Response(page, status_code=status, media_type="text/html", headers={**HEADERS, **policy})

    def _has_key(self, request: Request) -> bool:
        return hmac.compare_digest(str(request.path_params.get("token", "")).encode(), self.token.encode())

    def _admit(self, request: Request) -> None:
        """Refuse what does not come from a page of this report, or from somebody who was given its address."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        host = request.headers.get("host", "")
        if host not in hosts:
            raise HTTPException(421, "refused.host")
        origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
        own = f"http://{host}"
        # A form on a page without referrer has the Origin null; that it is ours, browsers say where no page can forge it.
        if origin not in (None, own) and not (origin == "null" and site == "same-origin"):
            raise HTTPException(403, "refused.origin")
        if request.method == "POST" and origin is None:
            raise HTTPException(403, "refused.form")
        if not self._has_key(request):
            raise HTTPException(404, "refused.not_found")


def _back(start: str, form: Mapping[str, str], gap: Gap) -> Response:
    """Lead from an address below the page back to a gap of it, with what the page was asked for."""
    kept = {key: values[0] for key, values in parse_qs(form.get("back", "")).items() if key in ASKED}
    return RedirectResponse(f"{start}?{urlencode(kept)}#gap-{gap.id}", status_code=303, headers=dict(HEADERS))


def _asked(request: Request) -> dict[str, str]:
    found = {key: request.query_params[key] for key in ASKED if request.query_params.get(key)}
    if unknown := sorted(request.query_params.keys() - set(ASKED)):
        raise RefusedError("refused.asked", found=unknown[0], known=", ".join(ASKED))
    if (language := found.get("language", LANGUAGES[0])) not in LANGUAGES:
        raise RefusedError("refused.choice", name="language", found=language, known=", ".join(LANGUAGES))
    return found


def _marks(form: Mapping[str, str]) -> Marks:
    return form.get("seen", ""), form.get("seen_other", "")


async def _small_body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_FORM_BYTES:
            raise HTTPException(413, "refused.size")
    return body
