"""A damaged, mixed or missing index: the reader sees the right results or a notice, never wrong results."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect
from portal_reader import MakeReader, Reader, leads_to
from small_index import article, source_of

from kbgen.index import build_index
from kbgen.static_server import StaticServer

INDEX_FILE = re.compile(r"/search/([\w/]+\.(?:bin|json))(?:\?|$)")
OFFLINE = "Search could not be loaded"
DAMAGED = "Search is not working at the moment"
PAGE = b"<!doctype html><title>Octopus</title><p>octopus octopus</p>"

Fault = Callable[[Route, bytes], None]


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0x10]) + content[middle + 1 :]


# Of another portal, or of the same after a day's work: no file name in common with the sample's.
OTHER_FILES = build_index(
    source_of({"payment/octopus-in-shops": {"en": article("Octopus in our shops", "Octopus cards are taken in every shop.")}})
).files
OTHER_MANIFEST = json.loads(OTHER_FILES["manifest.json"])
OTHER_SHARD = OTHER_FILES[OTHER_MANIFEST["families"]["latn/en"]["name"] + "/0.bin"]

# What happens to a file, and what the notice says when it happens again.
FAULTS: Mapping[str, tuple[Fault, str]] = {
    "truncated": (lambda route, content: route.fulfill(body=content[: len(content) // 2]), DAMAGED),
    "a bit flipped": (lambda route, content: route.fulfill(body=_flip(content)), DAMAGED),
    "empty": (lambda route, _: route.fulfill(body=b""), DAMAGED),
    "another file": (lambda route, _: route.fulfill(body=OTHER_SHARD), DAMAGED),
    "a page with status 200": (lambda route, _: route.fulfill(content_type="text/html", body=PAGE), DAMAGED),
    "missing": (lambda route, _: route.fulfill(status=404, content_type="text/html", body=PAGE), OFFLINE),
    "connection refused": (lambda route, _: route.abort("connectionrefused"), OFFLINE),
}
EVERY_FAULT = pytest.mark.parametrize("fault", FAULTS)


@dataclass
class Host:
    """What the reader's host answers for the files of the index.

    harmed: the files something happens to; times: how often it happens to each. held: answers that wait while `slow`.
    """

    files: Mapping[str, bytes]
    reader: Reader
    fault: Fault | None = None
    harmed: re.Pattern[str] = re.compile(r"\.bin$")
    times: float = float("inf")
    slow: bool = False
    asked: Counter[str] = field(default_factory=Counter)
    held: list[Route] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        found = INDEX_FILE.search(route.request.url)
        assert found
        name = found[1]
        self.asked[name] += 1
        if self.slow:
            self.held.append(route)
        elif name not in self.files:
            route.fulfill(status=404, content_type="text/html", body=PAGE)
        elif self.fault and self.harmed.search(name) and self.asked[name] <= self.times:
            self.fault(route, self.files[name])
        else:
            route.fulfill(body=self.files[name])

    def release(self) -> None:
        """Let the slow answers go."""
        self.slow = False
        for route in self.held:
            self.answer(route)

    def heal(self) -> None:
        """Answer rightly from now on."""
        self.fault = None
        self.asked.clear()

    @property
    def files_asked(self) -> dict[str, int]:
        """How often each file but the manifest was asked for."""
        return {name: count for name, count in self.asked.items() if name != "manifest.json"}


@pytest.fixture(scope="session")
def index_files(site: Path) -> dict[str, bytes]:
    folder = site / "search"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


MakeHost = Callable[..., Host]


@pytest.fixture
def make_host(make_reader: MakeReader, index_files: dict[str, bytes]) -> Iterator[MakeHost]:
    """Make a reader whose host can go wrong."""
    readers: list[Reader] = []

    def make(*args: object, **options: object) -> Host:
        reader = make_reader(*args, **options)
        readers.append(reader)
        host = Host(index_files, reader)
        reader.page.context.route(INDEX_FILE, host.answer)
        return host

    yield make
    for reader in readers:  # the browser itself, not the page, notes what it could not load; no page can prevent that
        reader.problems[:] = [problem for problem in reader.problems if "Failed to load resource" not in problem]


def broken(reader: Reader) -> Locator:
    """The notice that search does not work."""
    return reader.page.get_by_role("alert").locator("visible=true")


def retry(reader: Reader) -> None:
    broken(reader).get_by_role("button", name="Try again").click()


def finds_octopus(reader: Reader) -> None:
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    leads_to(reader.hits.first, "en/payment/octopus/")
    expect(broken(reader)).to_have_count(0)


def shows_only_notice(reader: Reader, words: str) -> None:
    expect(broken(reader)).to_contain_text(words)
    expect(reader.page.locator("a[data-article]")).to_have_count(0)
    expect(reader.page.locator(".nothing")).to_have_count(0)  # "nothing found" would be wrong too


@pytest.mark.parametrize("fault", ["a bit flipped", "another file", "missing", "connection refused"])
def test_a_file_that_arrives_damaged_is_fetched_once_more(make_host: MakeHost, fault: str) -> None:
    host = make_host()
    host.fault, host.times = FAULTS[fault][0], 1
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)
    expect(host.reader.hits.locator(".excerpt:empty")).to_have_count(0)  # all texts are here
    assert max(host.files_asked.values()) == 2


@EVERY_FAULT
def test_a_file_that_stays_damaged_gives_a_notice_until_it_is_sound(make_host: MakeHost, fault: str) -> None:
    host = make_host()
    host.fault, words = FAULTS[fault]
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, words)
    assert max(host.files_asked.values()) == 2
    host.heal()
    retry(host.reader)
    finds_octopus(host.reader)


@pytest.mark.parametrize("fault", ["truncated", "a page with status 200", "missing"])
def test_a_manifest_that_stays_damaged_gives_a_notice_until_it_is_sound(make_host: MakeHost, fault: str) -> None:
    host = make_host()
    host.harmed = re.compile("manifest")
    host.fault, words = FAULTS[fault]
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, words)
    assert host.asked["manifest.json"] == 2
    host.heal()
    retry(host.reader)
    finds_octopus(host.reader)


@pytest.mark.parametrize("content", [b"null", b'"octopus"', b'{"format":1}', b'{"format":2}'])
def test_a_manifest_that_is_json_but_none_of_ours_gives_a_notice(make_host: MakeHost, content: bytes) -> None:
    host = make_host()
    host.files = {**host.files, "manifest.json": content}
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, DAMAGED)


@pytest.mark.parametrize("kind", ["directory", "shard", "lexicon latn", "lexicon hani", "characters", "aliases", "documents"])
def test_no_kind_of_file_is_trusted(make_host: MakeHost, kind: str) -> None:
    host = make_host("zh-hant")
    manifest = json.loads(host.files["manifest.json"])
    families = manifest["families"].values()
    names = {
        "directory": "|".join(family["directory"] for family in families),
        "shard": "|".join(family["name"] for family in families),
        "lexicon latn": manifest["lexicons"]["latn"],
        "lexicon hani": manifest["lexicons"]["hani"],
        "characters": manifest["characters"],
        "aliases": manifest["aliases"],
        "documents": manifest["documents"]["zh-hant"],
    }
    host.fault, host.harmed = FAULTS["a bit flipped"][0], re.compile(names[kind])
    host.reader.open("search/?q=octopsu 轉數怏")  # mistyped in both scripts, so that everything is needed
    expect(broken(host.reader)).to_contain_text("搜尋功能暫時無法使用")
    expect(host.reader.hits).to_have_count(0)


def test_a_file_of_another_build_under_the_name_of_this_one_is_not_trusted(make_host: MakeHost) -> None:
    host = make_host()
    name = json.loads(host.files["manifest.json"])["aliases"] + ".bin"
    host.files = {**host.files, name: OTHER_FILES[OTHER_MANIFEST["aliases"] + ".bin"]}
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, DAMAGED)
    assert host.asked[name] == 2


def test_a_damaged_text_costs_no_more_than_the_excerpt(make_host: MakeHost) -> None:
    host = make_host()
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)
    texts = set(host.files_asked)
    host.fault = FAULTS["a bit flipped"][0]
    manifest = host.files["manifest.json"].decode()
    texts = {name for name in texts if "/" not in name and name.removesuffix(".bin") not in manifest}
    host.harmed = re.compile("|".join(texts))
    host.reader.page.reload()
    leads_to(host.reader.hits.first, "en/payment/octopus/")
    expect(host.reader.hits.first.locator(".excerpt")).to_be_empty()
    expect(broken(host.reader)).to_have_count(0)


def test_the_search_box_says_what_is_wrong_and_the_links_of_the_page_still_work(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    host.fault = FAULTS["a bit flipped"][0]
    reader.open()
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, DAMAGED)
    expect(reader.options).to_have_count(0)
    host.heal()
    retry(reader)
    leads_to(reader.options.first, "en/payment/octopus/")
    host.fault = FAULTS["missing"][0]
    reader.page.reload()
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, OFFLINE)
    reader.page.keyboard.press("Escape")
    reader.page.locator("main a[href*='payment/']").first.click()
    expect(reader.page.locator("h1")).to_be_visible()
    assert reader.path.startswith("en/payment/")


def test_a_slow_index_is_waited_for_and_only_the_last_question_is_answered(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    host.slow = True
    reader.open("search/?q=refund")
    found = reader.page.locator("[data-kb-found]")
    expect(found).to_have_attribute("aria-busy", "true")
    expect(found).to_contain_text("Searching")
    reader.page.locator("input[name=q]").fill("octopus")
    expect(found).to_have_attribute("aria-busy", "true")
    host.release()
    finds_octopus(reader)


def test_a_reader_who_is_offline_can_try_again_later(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    reader.open()
    reader.page.context.route("**/assets/search/**", lambda route: route.abort("internetdisconnected"))
    host.fault, host.harmed = FAULTS["connection refused"][0], re.compile("")
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, OFFLINE)
    reader.page.context.unroute("**/assets/search/**")
    retry(reader)
    shows_only_notice(reader, OFFLINE)
    host.heal()
    retry(reader)
    leads_to(reader.options.first, "en/payment/octopus/")


@pytest.mark.parametrize("script", ["client.js", "worker.js"])
def test_a_script_that_is_a_page_instead_gives_a_notice(make_host: MakeHost, script: str) -> None:
    host = make_host()
    reader = host.reader
    address = f"**/assets/search/{script}*"
    reader.page.context.route(address, lambda route: route.fulfill(content_type="text/html", body=PAGE))
    reader.open("search/?q=octopus")
    shows_only_notice(reader, OFFLINE)
    reader.problems[:] = [problem for problem in reader.problems if "MIME type" not in problem]
    reader.page.context.unroute(address)
    retry(reader)
    finds_octopus(reader)


@pytest.mark.parametrize("how", ["cut", "encoding"])
def test_a_connection_that_breaks_in_the_middle_of_a_file_is_made_once_more(
    make_reader: MakeReader, site: Path, how: str
) -> None:
    server = StaticServer(site)
    asked: Counter[str] = Counter()

    class Breaking(server.RequestHandlerClass):  # type: ignore[name-defined, misc]
        def broken(self) -> bool:
            return self.path.startswith("/search/") and self.path.endswith(".bin") and asked[self.path] == 1

        def do_GET(self) -> None:  # noqa: N802
            asked[self.path] += 1
            super().do_GET()

        def end_headers(self) -> None:
            if how == "encoding" and self.broken():
                self.send_header("Content-Encoding", "br")
            super().end_headers()

        def copyfile(self, source: object, output: object) -> None:
            if how == "cut" and self.broken():
                self.wfile.write(source.read(20))  # type: ignore[attr-defined]
                self.close_connection = True
            else:
                super().copyfile(source, output)

    server.RequestHandlerClass = Breaking
    with server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            reader = make_reader(address=server.address)
            reader.open("search/?q=octopus")
            finds_octopus(reader)
        finally:
            server.shutdown()
            thread.join()
    reader.problems[:] = [problem for problem in reader.problems if "Failed to load resource" not in problem]


def test_an_open_page_goes_on_with_the_index_that_was_published_meanwhile(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    reader.open("search/?q=refund")
    expect(reader.hits.first).to_be_visible()
    host.files = OTHER_FILES
    reader.page.locator("input[name=q]").fill("octopus cards")
    expect(reader.hits).to_have_count(1)
    leads_to(reader.hits.first, "en/payment/octopus-in-shops/")
    expect(reader.hits.first.locator("mark").first).to_be_visible()


def test_an_open_page_whose_index_is_half_published_says_so_and_recovers(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    reader.open("search/?q=refund")
    expect(reader.hits.first).to_be_visible()
    host.files = {"manifest.json": OTHER_FILES["manifest.json"]}
    reader.page.locator("input[name=q]").fill("octopus cards")
    shows_only_notice(reader, OFFLINE)
    host.files = OTHER_FILES
    retry(reader)
    leads_to(reader.hits.first, "en/payment/octopus-in-shops/")


def test_a_new_page_works_with_the_index_of_an_older_build(make_host: MakeHost) -> None:
    host = make_host()
    host.files = OTHER_FILES
    host.reader.open("search/?q=octopus")
    expect(host.reader.hits).to_have_count(1)
    leads_to(host.reader.hits.first, "en/payment/octopus-in-shops/")


def test_a_failed_index_reaches_the_collector_as_minus_one_result(make_host: MakeHost, endpoint: str) -> None:
    host = make_host()
    reader = host.reader
    sent: list[dict[str, object]] = []

    def collect(route: Route) -> None:
        sent.extend(json.loads(route.request.post_data or "{}")["e"])
        route.fulfill(status=204, headers={"Access-Control-Allow-Origin": "*"})

    reader.page.context.route(endpoint, collect)
    host.fault = FAULTS["a bit flipped"][0]
    reader.page.clock.install()
    reader.open()
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, DAMAGED)
    with reader.page.expect_response(endpoint):  # a failure is certain after five seconds in sight
        reader.page.clock.run_for(7_000)
    searches = [event for event in sent if event["t"] == "search"]
    assert [(event["q"], event["n"], event["o"]) for event in searches] == [("octopus", -1, "none")]
