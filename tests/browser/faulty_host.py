"""A host that goes wrong with the files of the search index, and what a reader sees then."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Route, expect
from portal_reader import Reader, leads_to
from small_index import article, source_of

from kbgen.index.build import build_index

INDEX_FILE = re.compile(r"/search/([\w/-]+\.(?:bin|json|pack))(?:\?|$)")
OFFLINE = "Search could not be loaded"
DAMAGED = "Search is not working at the moment"
PAGE = b"<!doctype html><title>Octopus</title><p>octopus octopus</p>"

Fault = Callable[[Route, bytes], None]


def flip(content: bytes) -> bytes:
    """Change one bit of the checksum at the end of a gzip file; elsewhere a bit may be one that nothing depends on."""
    return content[:-8] + bytes([content[-8] ^ 0x10]) + content[-7:]


# Of another portal, or of the same after a day's work: no file name in common with the sample's.
OTHER_FILES = build_index(
    source_of({"payment/octopus-in-shops": {"en": article("Octopus in our shops", "Octopus cards are taken in every shop.")}})
).files
OTHER_MANIFEST = json.loads(OTHER_FILES["manifest.json"])
OPENS = re.compile(r"\.pack$|^manifest\.json$")
"""What opens the index: the pack, and where a host has none, the manifest."""
OTHER_SHARD = OTHER_FILES[OTHER_MANIFEST["families"]["latn/en"]["name"] + "/0.bin"]

# What happens to a file, and what the notice says when it happens again.
FAULTS: Mapping[str, tuple[Fault, str]] = {
    "truncated": (lambda route, content: route.fulfill(body=content[: len(content) // 2]), DAMAGED),
    "a bit flipped": (lambda route, content: route.fulfill(body=flip(content)), DAMAGED),
    "empty": (lambda route, _: route.fulfill(body=b""), DAMAGED),
    "another file": (lambda route, _: route.fulfill(body=OTHER_SHARD), DAMAGED),
    "a page with status 200": (lambda route, _: route.fulfill(content_type="text/html", body=PAGE), DAMAGED),
    "missing": (lambda route, _: route.fulfill(status=404, content_type="text/html", body=PAGE), OFFLINE),
    "connection refused": (lambda route, _: route.abort("connectionrefused"), OFFLINE),
}


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
        """How often each file was asked for, but for what opens the index."""
        return {name: count for name, count in self.asked.items() if name.endswith(".bin")}


MakeHost = Callable[..., Host]


def broken(reader: Reader) -> Locator:
    """The notice that search does not work."""
    return reader.page.get_by_role("alert").locator("visible=true")


def retry(reader: Reader) -> None:
    """Press the button of the notice."""
    broken(reader).get_by_role("button", name="Try again").click()


def finds_octopus(reader: Reader) -> None:
    """Assert that the results page shows the right answer, with its excerpts."""
    expect(reader.hits.first.locator("mark").first).to_be_visible()
    leads_to(reader.hits.first, "en/payment/octopus/")
    expect(broken(reader)).to_have_count(0)


def shows_only_notice(reader: Reader, words: str) -> None:
    """Assert that there is a notice and nothing that could be taken for an answer."""
    expect(broken(reader)).to_contain_text(words)
    expect(reader.page.locator("a[data-article]")).to_have_count(0)
    expect(reader.page.locator(".nothing")).to_have_count(0)  # "nothing found" would be wrong too
