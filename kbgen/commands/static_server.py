"""Serve a built site on this computer, as a host would: for the demo and for tests, not for the public.

Like the hosts of the guide's publishing/host it sends the headers of the site's `_headers`, and for an address that is not there
the nearest 404.html on the way up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# Written out, because the tables of an operating system may lack one or call JavaScript text/plain.
TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}


NOT_FOUND = "404.html"


class StaticServer(ThreadingHTTPServer):
    """Serves one folder.

    port: 0 takes any free one. base: path the site lives under, such as `/help/`. headers: added to every answer.
    Raises OSError when the port is taken.
    """

    daemon_threads = True
    block_on_close = False  # a browser keeps connections open; nobody should wait for them

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        *,
        base: str = "/",
        headers: Mapping[str, str] | None = None,
        host: str = "127.0.0.1",
        handler: type[SiteHandler] | None = None,
    ) -> None:
        self.folder = folder
        self.base = base
        self.headers = dict(headers or {})
        self.host = host
        super().__init__((host, port), handler or SiteHandler)

    @property
    def address(self) -> str:
        """The address of the site, with a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_port}{self.base}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that leaves in the middle of an answer is no error."""


def _headers_of(folder: Path, path: str) -> Iterator[tuple[str, str]]:
    """Yield what the `_headers` of a site says for a path: rules of a pattern, and below it indented headers."""
    file = folder / "_headers"
    applies = False
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        if line.startswith("/"):
            applies = re.fullmatch(".*".join(map(re.escape, line.split("*"))), path) is not None
        elif applies and line.strip():
            name, _, value = line.partition(":")
            yield name.strip(), value.strip()


class SiteHandler(SimpleHTTPRequestHandler):
    """Answers for one request of a StaticServer."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES
    server: StaticServer

    def translate_path(self, path: str) -> str:
        """Return the file of an address below the base path."""
        self.directory = str(self.server.folder)
        if not path.startswith(self.server.base):
            return str(self.server.folder / "outside the site")
        return super().translate_path(path[len(self.server.base) - 1 :])

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        """Show no lists of files."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where nothing is found."""
        page = self._nearest_not_found() if code == HTTPStatus.NOT_FOUND else None
        if page is None:
            super().send_error(code, message, explain)
            return
        content = self.content_of(page)
        self.send_response(code)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def content_of(self, page: Path) -> bytes:
        """Return what is sent of a page."""
        return page.read_bytes()

    def site_headers(self, path: str) -> dict[str, str]:
        """Return the headers that the site itself asks for."""
        return dict(_headers_of(self.server.folder, path))

    def _nearest_not_found(self) -> Path | None:
        """Return the not-found page of the folder that was asked for, or of the next one above it."""
        asked = Path(self.translate_path(self.path.partition("?")[0]))
        folders = [folder for folder in (asked, *asked.parents) if folder.is_relative_to(self.server.folder)]
        return next((folder / NOT_FOUND for folder in folders if (folder / NOT_FOUND).is_file()), None)

    def end_headers(self) -> None:
        """Add the headers of the site and of the server."""
        asked = getattr(self, "path", "")  # a request that cannot be read asks for nothing, and is answered all the same
        path = "/" + asked.partition("?")[0].removeprefix(self.server.base)
        headers = self.site_headers(path) | self.server.headers
        headers["Cache-Control"] = "no-cache"  # the next demo may serve another site at this address
        headers.pop("Content-Type", None)  # said already, by the ending of the file
        for name, value in headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
