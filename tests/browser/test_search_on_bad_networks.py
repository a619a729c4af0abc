"""A slow, broken or absent network: the reader waits, tries again, and then sees the right results."""

from __future__ import annotations

import re
import threading
from collections import Counter
from pathlib import Path

import pytest
from faulty_host import FAULTS, OFFLINE, PAGE, MakeHost, finds_octopus, retry, shows_only_notice
from playwright.sync_api import expect
from portal_reader import MakeReader, leads_to

from kbgen.commands.static_server import StaticServer


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


def test_who_closes_the_search_while_it_is_slow_is_not_shown_results_later_but_finds_them_on_coming_back(
    make_host: MakeHost,
) -> None:
    host = make_host()
    reader = host.reader
    host.slow = True
    reader.open()
    box = reader.start_search()
    reader.type("octopus")
    panel = reader.page.locator("form .answers")
    expect(panel).to_contain_text("Searching")
    reader.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(panel).not_to_have_attribute("aria-busy", "true")
    host.release()
    box.click()
    leads_to(reader.options.first, "en/payment/octopus/")


def test_a_reader_who_is_offline_can_try_again_later(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    reader.open()
    reader.page.context.route("**/assets/kbgen/*/search/**", lambda route: route.abort("internetdisconnected"))
    host.fault, host.harmed = FAULTS["connection refused"][0], re.compile("")
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, OFFLINE)
    reader.page.context.unroute("**/assets/kbgen/*/search/**")
    retry(reader)
    shows_only_notice(reader, OFFLINE)
    host.heal()
    retry(reader)
    leads_to(reader.options.first, "en/payment/octopus/")


def test_a_script_that_is_a_page_instead_gives_a_notice(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    address = "**/assets/kbgen/*/search/worker.js*"
    reader.page.context.route(address, lambda route: route.fulfill(content_type="text/html", body=PAGE))
    reader.open("search/?q=octopus")
    shows_only_notice(reader, OFFLINE)
    reader.problems[:] = [problem for problem in reader.problems if "MIME type" not in problem and "digest" not in problem]
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
