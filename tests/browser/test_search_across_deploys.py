"""A page of one build and an index of another: right results, or the page is loaded once more, or a notice."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from faulty_host import DAMAGED, OFFLINE, OTHER_FILES, MakeHost, broken, finds_octopus, retry, shows_only_notice
from playwright.sync_api import Request, expect
from portal_reader import LANGUAGES, WIDTHS, Language, MakeReader, Reader, leads_to

from kbgen.commands.static_server import StaticServer
from kbgen.index.codec import FORMAT, encode_pack, pack, seal
from kbgen.site.outputs.former_index import file_list, keep_former_index


@contextmanager
def serving(folder: Path, headers: dict[str, str]) -> Iterator[str]:
    """Serve a folder that changes while readers are there; yield its address."""
    with StaticServer(folder, headers=headers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


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
    # The pack of a large index, which holds no shard: that of a small one would answer by itself.
    opening = pack("pack/en", encode_pack(OTHER_FILES["manifest.json"], {}))
    host.files = {"manifest.json": OTHER_FILES["manifest.json"], "en.pack": opening}
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


def unsuited(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index that only the next version of the scripts can read."""
    content = json.loads(files["manifest.json"])
    del content["crc32"]
    manifest = seal({**content, "format": FORMAT + 1})
    packs = {f"{language}.pack": pack(f"pack/{language}", encode_pack(manifest, {})) for language in ("en", "zh-hant")}
    return {**files, **packs, "manifest.json": manifest}


@dataclass
class Visits:
    """How often a reader's page was loaded. then: what happens on the host before it is loaded again."""

    reader: Reader
    then: Callable[[], None] = lambda: None
    pages: int = 0

    def __post_init__(self) -> None:
        self.reader.page.on("request", self._count)

    def _count(self, request: Request) -> None:
        if request.is_navigation_request():
            self.pages += 1
            if self.pages == 2:
                self.then()


@LANGUAGES
def test_a_page_that_does_not_suit_the_index_is_loaded_once_more_and_then_says_so(
    make_host: MakeHost, language: Language
) -> None:
    host = make_host(language)
    host.files = unsuited(host.files)
    visits = Visits(host.reader)
    host.reader.open("search/?q=octopus")
    expect(broken(host.reader)).to_contain_text(DAMAGED if language == "en" else "搜尋功能暫時無法使用")
    expect(host.reader.hits).to_have_count(0)
    broken(host.reader).get_by_role("button").click()
    expect(broken(host.reader)).to_be_visible()
    assert visits.pages == 2


def test_a_new_page_with_an_index_of_the_former_format_is_loaded_once_more_and_finds_the_new_index(make_host: MakeHost) -> None:
    host = make_host()
    sound = host.files
    host.files = unsuited(sound)
    Visits(host.reader, then=lambda: setattr(host, "files", sound))
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)


@WIDTHS
def test_what_was_typed_is_still_there_after_the_page_was_loaded_once_more(make_host: MakeHost, width: int) -> None:
    host = make_host(width=width)
    reader, sound = host.reader, host.files
    host.files = unsuited(sound)
    reader.open()
    visits = Visits(reader, then=lambda: setattr(host, "files", sound))
    visits.pages = 1
    reader.start_search()
    expect(reader.box).to_be_visible()
    reader.page.keyboard.insert_text("octopus")
    leads_to(reader.options.first, "en/payment/octopus/")
    assert visits.pages == 2
    assert reader.box.input_value() == "octopus"
    assert reader.page.evaluate("history.state") is None
    assert reader.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_message_that_is_being_written_is_never_lost_to_loading_once_more(make_host: MakeHost) -> None:
    host = make_host()
    host.files = unsuited(host.files)
    visits = Visits(host.reader)
    host.reader.open("contact/")
    message = host.reader.page.locator("textarea")
    message.fill("My parcel is wet.")
    host.reader.start_search()
    host.reader.type("octopus")
    expect(broken(host.reader)).to_contain_text(DAMAGED)
    assert visits.pages == 1
    assert message.input_value() == "My parcel is wet."


def test_loading_once_more_takes_scripts_past_a_cache_that_keeps_them(
    make_reader: MakeReader, site: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(site, tmp_path / "site")
    with serving(folder, {"Cache-Control": "max-age=3600"}) as address:
        reader = make_reader(address=address)
        reader.open()
        (script,), manifest = folder.glob("assets/kbgen/*/search/worker.js"), folder / "search/manifest.json"
        cached = address + script.relative_to(folder).as_posix()
        reader.page.evaluate("(script) => fetch(script).then((answer) => answer.text())", cached)
        newer, times = re.subn(r"(\.format!==)[\w$]+", rf"\g<1>{FORMAT + 1}", script.read_text("utf-8"))
        assert times == 1, "the worker compares the format of the index in one place"
        script.write_text(newer, "utf-8")
        for name, content in unsuited({"manifest.json": manifest.read_bytes()}).items():
            (folder / "search" / name).write_bytes(content)
        reader.start_search()
        reader.type("octopus")
        leads_to(reader.options.first, "en/payment/octopus/")


def test_a_page_that_was_open_goes_on_with_its_own_index_after_a_deploy(make_host: MakeHost, tmp_path: Path) -> None:
    host = make_host()
    reader = host.reader
    reader.open("search/?q=refund")
    expect(reader.hits.first).to_be_visible()
    former, site = tmp_path / "former/search", tmp_path / "site/search"
    for folder, files in ((former, host.files), (site, {**OTHER_FILES, "files.txt": file_list(OTHER_FILES)})):
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    keep_former_index(former.parent, site.parent)
    host.files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.*")}
    host.asked.clear()
    reader.page.locator("input[name=q]").fill("octopus")
    expect(reader.hits.first).to_have_attribute("href", re.compile("payment/octopus/"))
    finds_octopus(reader)
    assert {name for name in host.asked if "/" in name}, "the answer needs files that had not been fetched"
    assert (host.asked["en.pack"], host.asked["manifest.json"]) == (0, 0)
    reader.page.reload()
    leads_to(reader.hits.first, "en/payment/octopus-in-shops/")
