"""Serve a site while somebody writes it: pages load anew when there is a newer one, and show what stops the build."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from kbgen.commands.ports import family_of
from kbgen.commands.static_server import SiteHandler, StaticServer

_ASKED = re.compile(r"/livereload/([0-9]+)/[0-9]+")
LONGEST_WAIT_SECONDS = 60
_SCRIPT = """<script>
function livereload(epoch, page) {
  let asking;
  const ask = () => {
    asking = new AbortController();
    fetch(`/livereload/${epoch}/${page}`, { signal: asking.signal }).then((answer) => answer.text()).then(
      (now) => (Number(now) === epoch ? ask() : location.reload()),
      (failure) => failure.name === "AbortError" || setTimeout(ask, 1000));
  };
  const seen = () => (document.visibilityState === "visible" ? ask() : asking?.abort());
  addEventListener("load", seen);
  document.addEventListener("visibilitychange", seen);
}
livereload(%d, 0);
</script>"""
_LETTERING = "font:15px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere"
_PROBLEM = (
    '<div role="alert" lang="en" style="position:fixed;inset:auto 0 0;z-index:99;max-height:50vh;overflow:auto;'
    f'box-sizing:border-box;padding:1rem 1.25rem;background:#7a1414;color:#fff;{_LETTERING}">%s</div>'
)
# At the top and in the flow, for it must cover nothing of what is read below it; who reads further down still sees it.
_NOTES = (
    '<div style="position:sticky;top:0;z-index:98;max-height:30vh;overflow:auto;background:#fff1c9;color:#3d2c00;'
    f'border-bottom:2px solid #8a6500;{_LETTERING}">%s</div>'
    # What a link leads to, and the menus beside the text, stand below it, however high it is.
    "<style>:root{scroll-padding-top:calc(var(--above) + 1.5rem)}"
    ".side>*,.toc>div{top:calc(var(--above) + 1.5rem);max-height:calc(100vh - var(--above) - 3rem)}</style>"
    "<script>{const notes=document.currentScript.previousElementSibling.previousElementSibling,"
    "measure=()=>document.documentElement.style.setProperty('--above',`${notes.offsetHeight}px`);"
    "measure();new ResizeObserver(measure).observe(notes);"
    # Browsers lead back to what was at the top, after the load: below a note that is new, which then covers the header.
    "addEventListener('load',()=>requestAnimationFrame(()=>"
    "{if(scrollY<=notes.offsetHeight+4)scrollTo({top:0,behavior:'instant'})}))}</script>"
)
_NOTE = '<div role="note" lang="en" style="padding:.75rem 1.25rem">%s</div>'
_BODY = re.compile(rb"<body\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands at the top of pages. of_pages: by their file, relative to the folder that is shown. of_site: on every page."""

    of_pages: Mapping[Path, str]
    of_site: str


class LiveServer(StaticServer):
    """Serves the folder that was shown last. Raises OSError when the port is taken."""

    def __init__(self, folder: Path, host: str, port: int, *, base: str) -> None:
        self.epoch = 1
        self.problem = ""
        self._notes = Notes({}, "")
        self._news = threading.Condition()
        self.address_family = family_of(host)
        super().__init__(folder, port, base=base, host=host, handler=_LiveHandler)

    def show(self, folder: Path, problem: str = "", notes: Notes | None = None) -> None:
        """Let pages load anew, from a folder; `problem` stands on them until the next call, and notes until the next ones."""
        with self._news:
            self.folder, self.problem = folder, problem
            self._notes = notes or self._notes
            self.epoch += 1
            self._news.notify_all()

    def newer_than(self, epoch: int) -> int:
        """Return the number of what is shown as soon as it is another one, or after LONGEST_WAIT_SECONDS."""
        with self._news:
            self._news.wait_for(lambda: self.epoch != epoch, LONGEST_WAIT_SECONDS)
            return self.epoch

    def live(self, file: Path, folder: Path) -> bytes:
        """Return the page of a file of a folder with what makes it load anew, with the problem there is, and with its notes."""
        said = (self._notes.of_pages.get(file.relative_to(folder)), self._notes.of_site)
        notes = "".join(_NOTE % escape(words) for words in said if words)
        above = (_NOTES % notes).encode() if notes else b""
        page = _BODY.sub(lambda start: start[0] + above, file.read_bytes(), count=1)
        body, end, rest = page.rpartition(b"</body>")
        problem = _PROBLEM % escape(self.problem) if self.problem else ""
        return (body or rest) + problem.encode() + (_SCRIPT % self.epoch).encode() + end + (rest if end else b"")


class _LiveHandler(SiteHandler):
    server: LiveServer

    def do_GET(self) -> None:  # noqa: N802 - as the server of Python calls it
        path = self.path.partition("?")[0]
        if asked := _ASKED.fullmatch(path):
            self._answer(HTTPStatus.OK, "text/plain", str(self.server.newer_than(int(asked[1]))).encode())
        elif path == "/" != self.server.base:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", self.server.base)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if file.suffix != ".html" or not file.is_file():
            return super().send_head()
        content = self.content_of(file)
        self._start(HTTPStatus.OK, "text/html; charset=utf-8", len(content))
        return io.BytesIO(content)

    def content_of(self, page: Path) -> bytes:
        return self.server.live(page, Path(self.directory))

    def site_headers(self, path: str) -> dict[str, str]:  # noqa: ARG002
        """No policy: it would refuse the script that loads pages anew."""
        return {}

    def _answer(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self._start(status, media_type, len(content))
        self.wfile.write(content)

    def _start(self, status: HTTPStatus, media_type: str, size_bytes: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(size_bytes))
        self.end_headers()
