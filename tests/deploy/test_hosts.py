"""The examples for nginx and Caddy do what the documents say, in a real nginx and a real Caddy."""

from __future__ import annotations

import base64
import gzip
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from collector_process import running
from collector_station import search
from free_port import free_port
from small_site import article
from web_server import caddy, fetch, nginx

from kbgen.settings.site import load
from kbgen.site.outputs.host_redirects import CADDY, NGINX, caddy_redirects, nginx_redirects
from kbgen.site.outputs.redirects import list_redirects
from kbgen.site.portal import prepare
from search_analytics.cli.main import main

ROOT = Path(__file__).parents[2]
PUBLISHING = (ROOT / "docs/guide/content/en/publishing/host.md").read_text("utf-8")
LASTING = "public, max-age=31536000, immutable"
MakeSite = Callable[..., Path]
Serve = Callable[[Path, Path], AbstractContextManager[str]]


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PUBLISHING, re.DOTALL)
    assert found
    return found[1].replace("/srv/help", "{root}")


def nginx_portal(root: Path, folder: Path) -> AbstractContextManager[str]:
    port = free_port()
    snippet = example("nginx").replace("{root}", str(root))
    return nginx(snippet.replace("server_name", f"listen 127.0.0.1:{port};\n  server_name", 1), folder, port)


def caddy_portal(root: Path, folder: Path) -> AbstractContextManager[str]:
    port = free_port()
    return caddy(
        example("caddy").replace("{root}", str(root)).replace("help.example.com", f"http://127.0.0.1:{port}"), folder, port
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with one file of each kind that a site has."""
    root = tmp_path / "site"
    text = "<!doctype html><title>x</title>" + "words " * 300
    for name in ("index.html", "404.html", "en/index.html", "en/404.html", "zh-hant/index.html", "zh-hant/404.html"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text + name, "utf-8")
    for name in ("en/refund.md", "search/manifest.json", "search/abc.bin", "assets/kbgen/1a2b/portal/portal.js", "sitemap.xml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        text = "退款 " * 300
        (root / name).write_bytes(gzip.compress(text.encode()) if name.endswith(".bin") else text.encode())
    return root


@pytest.mark.parametrize("serve", [nginx_portal, caddy_portal], ids=["nginx", "Caddy"])
def test_a_former_address_is_redirected_for_good(
    serve: Serve, site: Path, tmp_path: Path, make_site: Callable[..., Path]
) -> None:
    (tmp_path / "server").mkdir()
    files = {
        "content/en/returns/a.md": article(aliases="[returns/was+1]"),
        "content/zh-hant/returns/a.md": article(title="甲", aliases="[/舊頁/退款.html]"),
    }
    portal = prepare(load(make_site(files)))
    (site / NGINX).write_text(nginx_redirects(portal, list_redirects(portal)), "utf-8")
    (site / CADDY).write_text(caddy_redirects(portal, list_redirects(portal)), "utf-8")
    with serve(site, tmp_path / "server") as address:
        for former, current in (
            ("/en/returns/was%2B1/", "/en/returns/a/"),
            ("/en/returns/was+1/", "/en/returns/a/"),
            ("/%E8%88%8A%E9%A0%81/%E9%80%80%E6%AC%BE.html", "/zh-hant/returns/a/"),
        ):
            connection = HTTPConnection(address.removeprefix("http://"), timeout=10)
            connection.request("GET", former)
            response = connection.getresponse()
            assert response.status == 301
            assert (response.getheader("location") or "").endswith(current)
            connection.close()


@pytest.mark.parametrize("serve", [nginx_portal, caddy_portal], ids=["nginx", "Caddy"])
def test_a_published_site_is_sent_as_its_document_says(serve: Serve, site: Path, tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    with serve(site, tmp_path / "server") as address:
        status, headers, _ = fetch(f"{address}/en/")
        assert status == 200
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert headers["content-encoding"] == "gzip"
        assert headers["cache-control"] == "no-cache"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["permissions-policy"].startswith("camera=()")
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["access-control-allow-origin"] == "*"
        assert fetch(f"{address}/search/manifest.json")[1]["cache-control"] == "no-cache"
        for path in ("/search/abc.bin", "/assets/kbgen/1a2b/portal/portal.js"):
            assert fetch(address + path)[1]["cache-control"] == LASTING
        assert "content-encoding" not in fetch(f"{address}/search/abc.bin")[1]
        assert fetch(f"{address}/sitemap.xml")[1]["content-encoding"] == "gzip"
        markdown = fetch(f"{address}/en/refund.md")[1]
        assert markdown["content-type"] == "text/markdown; charset=utf-8"
        assert markdown["x-robots-tag"] == "noindex"
        assert "x-robots-tag" not in headers


@pytest.mark.parametrize("serve", [nginx_portal, caddy_portal], ids=["nginx", "Caddy"])
def test_what_is_not_there_is_said_in_the_language_of_its_folder(serve: Serve, site: Path, tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    with serve(site, tmp_path / "server") as address:
        for path, page in {"/none": "404.html", "/en/a/b": "en/404.html", "/zh-hant/none": "zh-hant/404.html"}.items():
            status, headers, body = fetch(address + path, headers={"Accept-Encoding": "identity"})
            assert (status, body.decode().rpartition(" ")[2]) == (404, page)
            assert "content-security-policy" in headers


def nginx_collector(collector: int, port: int, folder: Path) -> AbstractContextManager[str]:
    snippet = (ROOT / "deploy" / "nginx-collector.conf").read_text("utf-8").replace("8787", str(collector))
    return nginx(f"server {{ listen 127.0.0.1:{port}; {snippet} }}", folder, port)


def caddy_collector(collector: int, port: int, folder: Path) -> AbstractContextManager[str]:
    snippet = (ROOT / "deploy" / "Caddyfile-collector").read_text("utf-8").replace("8787", str(collector))
    return caddy(f"http://127.0.0.1:{port} {{\n{snippet}\n}}", folder, port)


@pytest.mark.parametrize("serve", [nginx_collector, caddy_collector], ids=["nginx", "Caddy"])
def test_behind_a_web_server_each_reader_counts_as_one_and_cannot_pretend_to_be_another(
    serve: Callable[[int, int, Path], AbstractContextManager[str]], tmp_path: Path
) -> None:
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    with running(str(tmp_path / "s.sqlite3"), "--origin", origin) as collector, serve(collector.port, port, tmp_path) as address:
        for number in range(1, 6):
            body = json.dumps({"v": 1, "site": "s", "b": "b", "e": [search(number, "octopus")]}).encode()
            claimed = {"Content-Type": "text/plain", "Origin": origin, "X-Forwarded-For": f"10.0.{number}.1"}
            status, headers, _ = fetch(f"{address}/v1/events", body=body, headers=claimed)
            assert (status, headers["x-kb-result"]) == (204, "stored=1;dup=0")
        assert b"kb_" not in fetch(f"{address}/metrics")[2]  # the counters stay inside
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as connection:
        counted = connection.execute("SELECT count(*), sum(first) FROM event").fetchone()
    assert counted == (5, 1)


def test_a_real_log_is_imported_searches_and_events_alike(tmp_path: Path) -> None:
    (tmp_path / "site" / "en" / "search").mkdir(parents=True)
    (tmp_path / "site" / "en" / "search" / "index.html").write_text("x")
    running_page = (ROOT / "docs/guide/content/en/running/logs.md").read_text("utf-8")
    log_format = re.search(r"```nginx\n(log_format kb .*?)```", running_page, re.DOTALL)
    assert log_format
    port = free_port()
    server = (
        f"{log_format[1]} server {{ listen 127.0.0.1:{port}; root {tmp_path}/site;"
        f" access_log {tmp_path}/combined.log combined; access_log {tmp_path}/json.log kb; location = /_kb/b {{ return 204; }} }}"
    )
    body = json.dumps({"v": 1, "site": "s", "b": "b", "e": [search(1, "退貨")]}).encode()
    left = base64.urlsafe_b64encode(body).decode().rstrip("=")
    with nginx(server, tmp_path, port) as address:
        for path in (
            "/en/search/?nojs=1&q=a%22b%5Cc",
            "/en/search/?nojs=1&q=%E9%80%80%E6%AC%BE",
            "/en/search/?q=js",
            f"/_kb/b?d={left}",
        ):
            assert fetch(address + path, headers={"User-Agent": 'Lynx "2" \\'})[0] in (200, 204)
    for name, log in (("combined", "combined.log"), ("nginx-json", "json.log")):
        database = tmp_path / f"{name}.sqlite3"
        options = ("--site", "s", "--format", name, "--db", str(database), "--positions", str(tmp_path / f"{name}.json"))
        assert main(["import", *options, str(tmp_path / log)]) == 0
        with closing(sqlite3.connect(database)) as connection:
            found = connection.execute("SELECT query, source FROM event ORDER BY query").fetchall()
        assert found == [('a"b\\c', "log"), ("退款", "log"), ("退貨", "js")]
