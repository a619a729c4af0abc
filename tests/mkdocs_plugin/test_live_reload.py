"""`kbgen serve`: a change shows by itself, and a broken article leaves the last good page."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from free_port import free_port
from small_site import article


class Server:
    """A running `kbgen serve`."""

    def __init__(self, config: str) -> None:
        self.port = free_port()
        command = [sys.executable, "-u", "-m", "kbgen", "serve", "--config", config, "--port", str(self.port)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.read_until("Serving on")

    def read_until(self, words: str) -> str:
        assert self.process.stderr is not None
        read = []
        for line in self.process.stderr:
            read.append(line)
            if words in line:
                return "".join(read)
        raise AssertionError("".join(read))

    def page(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=30) as answer:
            text: str = answer.read().decode()
            return text

    def wait_for_reload(self, page: str) -> None:
        """Ask as the script of the page does; the server answers when there is a newer build."""
        epoch = re.findall(r"livereload\((\d+), \d+\)", page)[-1]
        self.page(f"livereload/{epoch}/1")


@pytest.fixture
def server(make_site) -> Iterator[Server]:
    running = Server(str(make_site({"content/en/returns/a.md": article("First text.\n")})))
    yield running
    running.process.terminate()
    running.process.communicate()


def test_a_change_shows_by_itself_and_a_mistake_does_not_stop_the_server(server, tmp_path):
    path = tmp_path / "content/en/returns/a.md"
    page = server.page("en/returns/a/")
    assert "First text." in page
    assert "Content-Security-Policy" not in page  # the inline script of MkDocs would be refused

    path.write_text(article("Second text.\n"))
    server.wait_for_reload(page)
    page = server.page("en/returns/a/")
    assert "Second text." in page

    path.write_text(article("# Again\n", review_by="soon"))
    assert "content/en/returns/a.md:4: error: 'review_by'" in server.read_until("stays as it was")
    page = server.page("zh-hant/")
    assert "content/en/returns/a.md:4: error: &#x27;review_by&#x27;" in page
    assert "warning" not in page

    path.write_text(article("Third text.\n"))
    server.read_until("built")
    assert "Third text." in server.page("en/returns/a/")
    assert 'role="alert"' not in server.page("zh-hant/")


def test_an_unfinished_article_is_shown_with_what_a_build_refuses_it_for_and_no_other_page_says_so(server, tmp_path):
    unfinished = "---\ntitle: Gift cards\n---\n\n<!-- unfinished: write it -->\n\n[x](missing.md)\n"
    (tmp_path / "content/en/returns/gift.md").write_text(unfinished)
    said = server.read_until("built")
    for page in ("en/returns/gift/", "zh-hant/returns/gift/"):  # nobody wrote the Chinese, so both show it
        note = server.page(page).partition('role="note"')[2].partition("</div>")[0]
        for line, code in ((1, "missing-description"), (5, "unfinished-article"), (7, "broken-link")):
            assert re.search(rf"content/en/returns/gift\.md:{line}: error: .*\[{code}\]", note)
            assert f"[{code}]" in said
    assert "'kbgen build' refuses it until 3 errors are mended" in said
    assert 'role="note"' not in server.page("en/returns/a/")

    (tmp_path / "content/en/returns/gift.md").write_text(article("Whole."))
    server.read_until("built")
    assert 'role="note"' not in server.page("en/returns/gift/")


def test_a_content_folder_that_was_moved_away_and_back_is_followed_again(server, tmp_path):
    content, away = tmp_path / "content", tmp_path / "away"
    content.rename(away)
    server.read_until("stays as it was")
    assert "First text." in server.page("en/returns/a/")
    away.rename(content)
    server.read_until("built")
    (content / "en/returns/a.md").write_text(article("After the move.\n"))
    server.read_until("built")
    assert "After the move." in server.page("en/returns/a/")


def test_an_address_that_is_not_there_shows_the_page_for_it_in_its_language(server):
    for language, tag in (("zh-hant", "zh-Hant-HK"), ("en", "en")):
        with pytest.raises(HTTPError) as missing:
            server.page(f"{language}/nope/")
        assert missing.value.code == 404
        assert f'<html lang="{tag}">' in missing.value.read().decode()


def test_a_port_that_is_taken_is_said(make_site, capsys):
    from kbgen.commands.main import main

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--config", str(make_site()), "--port", str(port)]) == 2
    assert f"port {port} is taken" in capsys.readouterr().err
