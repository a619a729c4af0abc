"""`kbgen demo`, which `make demo` runs: portal and collector together."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, url2pathname, urlopen

import pytest
from small_site import write_site

from kbgen.commands.main import main
from kbgen.commands.static_server import StaticServer

MakeSite = Callable[..., Path]
COLLECTOR = "collector:\n  endpoint: !ENV [KBGEN_COLLECTOR, '']\n  site: shop"


class Demo:
    """A demo in a process of its own; said: what it told up to the moment it was ready, or ended."""

    def __init__(self, config: Path, port: int, *options: str) -> None:
        command = [
            sys.executable,
            "-m",
            "kbgen",
            "demo",
            "--config",
            config,
            "--folder",
            config.parent / "demo",
            "--port",
            str(port),
            *options,
        ]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert self.process.stderr is not None
        lines = []
        for line in self.process.stderr:
            lines.append(line)
            if "Ctrl-C stops both" in line:
                break
        self.said = "".join(lines)

    def address(self, name: str) -> str:
        found = re.search(rf"^  {name} +(http://\S+)$", self.said, re.MULTILINE)
        assert found is not None, self.said
        return found[1]

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        assert self.process.stderr is not None
        if not self.process.stderr.closed:
            self.process.send_signal(how)
            self.process.communicate()
        return self.process.returncode


@pytest.fixture
def start_demo() -> Iterator[Callable[..., Demo]]:
    demos: list[Demo] = []

    def start(config: Path, port: int = 0, *options: str) -> Demo:
        demos.append(Demo(config, port, *options))
        return demos[-1]

    yield start
    for demo in demos:
        demo.stop()


@pytest.fixture(scope="module")
def sample_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo with reports of made-up searches, for tests that look at one and stop nothing."""
    demo = Demo(write_site(tmp_path_factory.mktemp("demo"), settings=COLLECTOR), 0, "--sample")
    yield demo
    demo.stop()


def listens(address: str) -> bool:
    host, port = urlsplit(address).hostname, urlsplit(address).port
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_the_demo_shows_both_languages_and_stops_portal_and_collector(
    start_demo: Callable[..., Demo], make_site: MakeSite, how: signal.Signals
) -> None:
    demo = start_demo(make_site(settings=COLLECTOR))
    endpoint = demo.address("collector")
    for name, tag in (("English portal", "en"), ("Chinese portal", "zh-Hant-HK")):
        with urlopen(demo.address(name)) as answer:
            page = answer.read().decode()
        assert f'<html lang="{tag}">' in page
        assert f'data-kb-collector="{endpoint}"' in page
    assert listens(endpoint)
    assert demo.stop(how) == 0
    assert not listens(endpoint)
    assert not listens(demo.address("English portal"))


def test_a_taken_port_is_said_and_another_one_is_used(start_demo: Callable[..., Demo], make_site: MakeSite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = start_demo(make_site(settings=COLLECTOR), port)
    assert f"port {port} is taken, using " in demo.said
    with urlopen(demo.address("English portal")) as answer:
        assert answer.status == 200


def test_a_mistake_in_an_article_ends_the_demo_and_says_where(start_demo: Callable[..., Demo], make_site: MakeSite) -> None:
    config = make_site({"content/en/returns/refund-times.md": "---\ntitel: A\n---\n"}, settings=COLLECTOR)
    demo = start_demo(config)
    assert "content/en/returns/refund-times.md:2" in demo.said
    assert demo.process.wait() == 1


def test_a_folder_that_cannot_be_written_ends_the_demo_and_the_option_is_named(
    start_demo: Callable[..., Demo], make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site(settings=COLLECTOR)
    (config.parent / "demo").write_text("a file", "utf-8")
    demo = start_demo(config)
    assert demo.said.startswith("error: cannot write ")
    assert demo.said.endswith(": Not a directory\n  hint: choose another folder with --folder\n")
    assert demo.process.wait() == 2


@pytest.fixture
def own_signals() -> Iterator[None]:
    """The demo changes what signals do, which should end with a test that runs it in this process."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_without_a_free_port_for_the_collector_the_demo_says_which_are_taken(
    make_site: MakeSite, own_signals: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = make_site(settings=COLLECTOR)
    monkeypatch.setattr("kbgen.commands.ports.PORTS_TRIED", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr("kbgen.commands.demo.COLLECTOR_PORT", port)
        assert main(["demo", "--config", str(config), "--folder", str(config.parent / "demo"), "--port", "0"]) == 2
    assert capsys.readouterr().err == (
        f"error: ports {port} to {port} are taken\n  hint: end another demo, or what else uses one\n"
    )


def test_a_report_that_cannot_be_written_is_said_with_its_reason_and_what_to_do(
    make_site: MakeSite, own_signals: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = make_site(settings=COLLECTOR)
    monkeypatch.setattr(
        "kbgen.commands.demo.SAMPLE_COMMAND", (sys.executable, "-c", "import sys; sys.exit('SQLite: SQLITE_FULL')")
    )
    assert main(["demo", "--config", str(config), "--folder", str(config.parent / "demo"), "--port", "0", "--sample"]) == 1
    said = capsys.readouterr().err
    assert "error: the report of made-up searches could not be written: SQLite: SQLITE_FULL\n" in said
    assert re.search(r"^  hint: is there room on the disk of \S+/demo/\d+\?\n\Z", said, re.MULTILINE)


def test_a_failed_search_in_the_demo_is_in_the_report_it_tells_how_to_write(sample_demo: Demo) -> None:
    search = {"t": "search", "id": "A" * 22, "d": 0, "q": "鸚鵡飼料", "n": 0, "o": "none", "l": "zh-Hant", "m": "enter"}
    body = json.dumps({"v": 1, "site": "shop", "b": "b", "e": [search]}).encode()
    portal = "{0.scheme}://{0.netloc}".format(urlsplit(sample_demo.address("Chinese portal")))
    with urlopen(Request(sample_demo.address("collector"), body, {"Content-Type": "text/plain", "Origin": portal})) as answer:
        assert answer.status == 204
    (command,) = re.findall(r"^  (\S+kbgen report .+)$", sample_demo.said, re.MULTILINE)
    done = subprocess.run(command.split(), check=True, capture_output=True, text=True)
    assert "鸚鵡飼料" in Path(done.stdout.strip()).read_text("utf-8")
    assert "not explained" not in done.stderr


def test_the_demo_of_the_sample_shop_shows_what_a_report_looks_like(sample_demo: Demo) -> None:
    english, chinese = (Path(url2pathname(urlsplit(found).path)) for found in re.findall(r"file://\S+", sample_demo.said))
    assert "hoodie" in english.read_text("utf-8")
    assert "<h1>讀者找不到的內容</h1>" in chinese.read_text("utf-8")


def answer_of(address: str, path: str) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, text


def test_the_demo_answers_as_a_host_does(sample_demo: Demo) -> None:
    portal = sample_demo.address("English portal")
    for path, tag in (("/zh-hant/nope/", "zh-Hant-HK"), ("/en/no/pe", "en"), ("/nope/", "en")):
        status, _, page = answer_of(portal, path)
        assert (status, f'<html lang="{tag}">' in page) == (404, True)
        assert "找不到這個頁面" in page
        assert "We could not find that page" in page
    _, headers, _ = answer_of(portal, "/embed.js")  # pages of other sites load it, and the modules that it names
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert headers.get_all("Cache-Control") == ["no-cache"]
    assert "script-src 'self'" in answer_of(portal, "/en/")[1]["Content-Security-Policy"]


def test_the_demo_says_each_step_and_nothing_of_a_list_that_is_not_there_yet(sample_demo: Demo) -> None:
    said = sample_demo.said
    assert "articles.json" not in said
    steps = ("Building the portal", "Starting its collector", "Writing two reports of made-up searches")
    assert [said.count(step) for step in steps] == [1, 1, 1]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[StaticServer]:
    (tmp_path / "site/en").mkdir(parents=True)
    (tmp_path / "site/en/index.html").write_text("home", "utf-8")
    (tmp_path / "site/404.html").write_text("lost", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    with StaticServer(tmp_path / "site", base="/help/") as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_request_that_cannot_be_read_is_answered(server: StaticServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
        connection.sendall(b"GET /".ljust(65_537, b"a"))  # one byte more than a line may have
        assert connection.makefile("rb").readline().split()[1] == b"414"


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/help/en/", 200, "home"),
        ("/help/en/nothing", 404, "lost"),
        ("/en/", 404, "lost"),
        ("/help/", 404, "lost"),
        ("/help/../secret.txt", 404, "lost"),
        ("/help/%2e%2e/secret.txt", 404, "lost"),
    ],
    ids=["a page", "no page", "outside the base", "a folder without a page", "out of the folder", "out of it, escaped"],
)
def test_the_demo_serves_the_site_and_nothing_else(server: StaticServer, path: str, status: int, text: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, answer.read().decode()) == (status, text)
    connection.close()
