"""A real nginx or Caddy for a test, with a snippet of ours in it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NGINX = """pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
  types {{ text/html html; text/css css; text/javascript js; application/json json; text/xml xml; text/plain txt; }}
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{snippet}
}}
"""
CADDY = "{{\n  admin off\n  auto_https off\n}}\n{snippet}\n"


def program(name: str) -> str:
    """Return the path of a program, or skip: on a computer without it there is nothing to try."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@contextmanager
def nginx(snippet: str, folder: Path, port: int) -> Iterator[str]:
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, snippet=snippet), "utf-8")
    command = [program("nginx"), "-p", str(folder), "-c", str(config)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with _running([*command, "-g", "daemon off; master_process off;"], folder, port) as address:
        yield address


@contextmanager
def caddy(snippet: str, folder: Path, port: int) -> Iterator[str]:
    config = folder / "Caddyfile"
    config.write_text(CADDY.format(snippet=snippet), "utf-8")
    options = ["--adapter", "caddyfile", "--config", str(config)]
    checked = subprocess.run([program("caddy"), "validate", *options], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with _running([program("caddy"), "run", *options], folder, port) as address:
        yield address


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[str]:
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        assert process.poll() is None, (folder / "server.log").read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def fetch(url: str, *, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers with lower-case names, and body."""
    request = urllib.request.Request(url, data=body, headers={"Accept-Encoding": "gzip", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()
