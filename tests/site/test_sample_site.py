"""The whole sample site as files: what its pages load, and whether what programs read agrees with itself."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
SITE_URL = "https://help.example.com/"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "a": "http://www.w3.org/2005/Atom",
}
FETCHED = {"stylesheet", "icon", "modulepreload", "preload"}
DATA = {"application/json", "application/ld+json"}


@dataclass
class Html(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts by type."""

    path: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script" and data.strip():
            self.scripts.append((self.elements[-1][1].get("type", ""), data))

    @property
    def url(self) -> str:
        return SITE_URL + self.path.removesuffix("index.html")

    def links(self, rel: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag == "link" and attributes.get("rel") == rel]

    def meta(self, name: str) -> str:
        found = [a["content"] for tag, a in self.elements if tag == "meta" and name in (a.get("name"), a.get("http-equiv"))]
        return found[0] if found else ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sample") / "site"
    command = [sys.executable, "-m", "kbgen", "build", "--output", str(output)]
    environment = os.environ | {"KBGEN_COLLECTOR": "https://collect.example.com/e"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return output


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Html]:
    found = []
    for path in sorted(site.rglob("*.html")):
        page = Html(path.relative_to(site).as_posix())
        page.feed(path.read_text("utf-8"))
        found.append(page)
    assert len(found) > 120
    return found


def file_at(site: Path, page: Html, address: str) -> Path:
    """Return the file a browser would fetch for an address on a page."""
    path = unquote(urlsplit(urljoin(page.url, address)).path).removeprefix("/")
    return site / (f"{path}index.html" if not path or path.endswith("/") else path)


def test_no_page_holds_a_script_or_a_style_of_its_own(pages: list[Html]) -> None:
    for page in pages:
        assert not [tag for tag, _ in page.elements if tag == "style"], page.path
        handlers = [name for _, attributes in page.elements for name in attributes if name == "style" or name.startswith("on")]
        assert handlers == [], page.path
        assert {kind for kind, _ in page.scripts} <= DATA, page.path


def test_no_page_asks_anybody_else_for_a_file(site: Path, pages: list[Html]) -> None:
    for page in pages:
        fetched = [a["src"] for _, a in page.elements if "src" in a]
        fetched += [link["href"] for rel in FETCHED for link in page.links(rel)]
        for address in fetched:
            assert not urlsplit(address).netloc, page.path
            assert file_at(site, page, address).is_file(), (page.path, address)


def test_every_page_has_the_policy_before_anything_it_could_forbid(pages: list[Html]) -> None:
    policies = set()
    for page in pages:
        in_head = [(tag, attributes) for tag, attributes in page.elements if tag in {"meta", "link", "script", "img"}]
        assert "charset" in in_head[0][1], page.path
        assert in_head[1][1].get("http-equiv") == "Content-Security-Policy", page.path
        if not page.meta("refresh"):
            policies.add(page.meta("Content-Security-Policy"))
    short_links = {policy for policy in policies if "connect-src" not in policy}
    assert short_links == {"default-src 'none'; script-src 'self'"}
    (policy,) = policies - short_links
    assert "unsafe" not in policy
    assert "connect-src 'self' https://collect.example.com;" in policy


def test_every_script_has_the_integrity_of_its_bytes(site: Path, pages: list[Html]) -> None:
    for page in pages:
        guarded = page.links("modulepreload")
        guarded += [attributes for tag, attributes in page.elements if tag == "script" and "src" in attributes]
        for attributes in guarded:
            content = file_at(site, page, attributes.get("href") or attributes["src"]).read_bytes()
            algorithm, _, digest = attributes["integrity"].partition("-")
            assert base64.b64decode(digest) == hashlib.new(algorithm, content).digest(), page.path


def test_pages_and_sitemap_name_the_same_languages_and_every_one_answers(site: Path, pages: list[Html]) -> None:
    in_sitemap = {
        entry.findtext("s:loc", "", NAMES): {(link.get("hreflang"), link.get("href")) for link in entry.findall("x:link", NAMES)}
        for entry in ET.parse(site / "sitemap.xml").getroot().findall("s:url", NAMES)
    }
    kept = {page.url: page for page in pages if not page.meta("robots") and not page.path.endswith("404.html")}
    assert in_sitemap.keys() == kept.keys()
    for url, page in kept.items():
        links = {(link["hreflang"], link["href"]) for link in page.links("alternate") if "hreflang" in link}
        assert links == in_sitemap[url], url
        assert page.links("canonical")[0]["href"] == url
        for _, other in links:
            assert in_sitemap[other] == links, (url, other)


def test_a_page_without_its_own_text_points_to_the_original_and_names_no_languages(pages: list[Html]) -> None:
    originals = {page.url for page in pages if not page.meta("robots")}
    fallbacks = [page for page in pages if page.meta("robots") and page.links("canonical") and "search" not in page.path]
    assert len(fallbacks) > 2
    for page in fallbacks:
        assert page.meta("robots") == "noindex"
        assert page.links("canonical")[0]["href"] in originals - {page.url}
        assert not [link for link in page.links("alternate") if "hreflang" in link]


def test_structured_data_is_json_about_the_page_it_is_on(pages: list[Html]) -> None:
    kinds = set()
    for page in pages:
        for kind, text in page.scripts:
            if kind == "application/ld+json":
                nodes = json.loads(text)["@graph"]
                kinds |= {node["@type"] for node in nodes}
                assert all(node["url"] == page.url for node in nodes if node["@type"].endswith("Article")), page.path
    assert kinds == {"WebSite", "TechArticle", "Article", "FAQPage", "BreadcrumbList"}


def test_every_address_programs_are_given_leads_to_a_file(site: Path, pages: list[Html]) -> None:
    addresses = re.findall(r"\]\((https?://.+?)\)", (site / "llms.txt").read_text("utf-8"))
    for name in ("en/feed.xml", "zh-hant/feed.xml"):
        addresses += [link.get("href", "") for link in ET.parse(site / name).getroot().iter(f"{{{NAMES['a']}}}link")]
    addresses += [urljoin(page.url, link["href"]) for page in pages for link in page.links("alternate")]
    assert len(addresses) > 500
    assert {address for address in addresses if not file_at(site, pages[0], address).is_file()} == set()


def test_relative_links_in_the_markdown_lead_to_files(site: Path) -> None:
    broken = []
    for path in sorted(site.rglob("*.md")):
        for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
            target = unquote(link.partition("#")[0])
            if target and "://" not in link and not link.startswith(("mailto:", "tel:", "/")):
                fallback = (path.parent / target).with_suffix("") / "index.html"  # an article in the other language only
                if not (path.parent / target).is_file() and not fallback.is_file():
                    broken.append((path.name, link))
    assert broken == []


def test_the_documentation_gives_other_hosts_the_same_headers(site: Path) -> None:
    text = (ROOT / "docs/guide/content/en/publishing/host.md").read_text("utf-8")
    headers = (site / "_headers").read_text("utf-8").replace(" https://collect.example.com", "")
    for line in headers.splitlines():
        if line.startswith("  "):
            assert text.count(line.partition(": ")[2]) >= 2, line


def test_every_page_is_at_most_25_kb_of_html(site: Path) -> None:
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}
    assert {path: size for path, size in sizes.items() if size > 25_000} == {}


def test_strings_for_scripts_are_written_as_chinese_and_cannot_end_the_script(pages: list[Html]) -> None:
    for page in pages:
        blocks = [text for kind, text in page.scripts if kind == "application/json"]
        assert not [text for text in blocks if "\\u4" in text or "<" in text], page.path
