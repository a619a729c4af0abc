"""`kbgen demo`: a portal and its collector on this computer, for a first look at the whole loop.

The collector is another program, started as one: kbgen does not import it.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from kbgen.commands.options import add_config
from kbgen.commands.ports import on_free_port, refuse_taken
from kbgen.commands.static_server import StaticServer
from kbgen.commands.terminal import Terminal
from kbgen.errors import KbgenError, UsageError
from kbgen.model import LANGUAGES
from kbgen.settings.fields import shown
from kbgen.settings.site import load
from search_analytics.option_values import HIGHEST_PORT, whole_number

ABOUT = "show a portal together with its collector on this computer, for a first look"
PORTAL_PORT = 8000
COLLECTOR_PORT = 8787
COLLECTOR_VARIABLE = "KBGEN_COLLECTOR"
HOST = "127.0.0.1"
ENDPOINT = "http://{host}:{port}/v1/events"
SAMPLE_COMMAND = (sys.executable, "-m", "kbgen")
SECONDS_TO_STOP = 15

MESSAGE = """
  English portal   {english}
  Chinese portal   {chinese}
  collector        {endpoint}
{sample}
Search for something the articles do not answer, and stay on the answer for five seconds.
Then write the report of failed searches, in another terminal:

  {kbgen} report --show-every-query --store {database} --portal {portal} --output {report}

Ctrl-C stops both.
"""
SAMPLE = """
What a report looks like after four weeks of made-up searches:

  English          {english}
  中文             {chinese}
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_config(parser)
    parser.add_argument("--folder", type=Path, default=Path("var/demo"), metavar="DIR", help="(default: %(default)s)")
    parser.add_argument(
        "--port",
        type=whole_number(0, HIGHEST_PORT),
        default=PORTAL_PORT,
        help="first port to try; 0 takes any (default: %(default)s)",
    )
    parser.add_argument("--sample", action="store_true", help="also write a report of made-up searches of the sample shop")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the demo until it is interrupted; return the exit code."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # a closed terminal and `kill` stop both programs as Ctrl-C does
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    try:
        return _demo(options, terminal)
    except KeyboardInterrupt:
        terminal.say("\nstopped")
        return 0


def _demo(options: argparse.Namespace, terminal: Terminal) -> int:
    config: Path = options.config
    settings = load(config)  # a mistake in it is said before anything starts
    with _portal_server(options.folder, options.port, terminal) as server:
        database = server.folder.parent / "searches.sqlite3"
        # Built for the port that is free now and before the collector starts, which then finds the list of articles.
        port = on_free_port(COLLECTOR_PORT, partial(refuse_taken, HOST), terminal, hint="end another demo, or what else uses one")
        endpoint = ENDPOINT.format(host=HOST, port=port)
        terminal.say("Building the portal")
        if code := _build(config, server.folder, endpoint):
            return code
        terminal.say("Starting its collector")
        with _collector(database, settings.content, server, port) as real:
            if real != endpoint and (code := _build(config, server.folder, real)):  # somebody took the port meanwhile
                return code
            if options.sample:
                terminal.say("Writing two reports of made-up searches")
            words = {
                "english": f"{server.address}{settings.folders['en']}/",
                "chinese": f"{server.address}{settings.folders['zh-hant']}/",
                "endpoint": real,
                "kbgen": shown(Path(sys.executable).with_name("kbgen")),
                "database": shown(database),
                "portal": shown(server.folder),
                "report": shown(database.with_name("report.html")),
                "sample": _sample_report(server.folder) if options.sample else "",
            }
            terminal.say(MESSAGE.format_map(words))
            server.serve_forever()
    return 0


def _build(config: Path, output: Path, endpoint: str) -> int:
    command = [sys.executable, "-m", "kbgen", "build", "--config", str(config), "--output", str(output)]
    return subprocess.run(command, env=os.environ | {COLLECTOR_VARIABLE: endpoint}, check=False).returncode  # noqa: S603


def _sample_report(portal: Path) -> str:
    """Write reports of made-up searches, explained by the built portal, and say where they are."""
    store = portal.with_name("sample.sqlite3")
    for file in portal.parent.glob(f"{store.name}*"):
        file.unlink()  # of the last time: its days have passed
    commands = [[*SAMPLE_COMMAND, "sample", "--store", str(store)]]
    pages = {language: portal.with_name(f"sample-report-{language}.html") for language in LANGUAGES}
    for language, page in pages.items():
        command = [*SAMPLE_COMMAND, "report", "--store", str(store), "--portal", str(portal), "--language", language]
        commands.append([*command, "--output", str(page)])
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
        if done.returncode:
            reason = done.stderr.strip().removeprefix("error: ")
            message = f"the report of made-up searches could not be written: {reason}"
            raise KbgenError(message, hint=f"is there room on the disk of {shown(portal.parent)}?")
    return SAMPLE.format(english=pages["en"].absolute().as_uri(), chinese=pages["zh-hant"].absolute().as_uri())


@contextmanager
def _portal_server(folder: Path, port: int, terminal: Terminal) -> Iterator[StaticServer]:
    """Give a server that holds its port already. Each port has a folder: two demos do not disturb each other."""
    with on_free_port(port, lambda free: StaticServer(folder, free), terminal) as server:
        server.folder = folder / str(server.server_port) / "site"
        _make_writable(server.folder.parent)
        yield server


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UsageError(f"cannot write {shown(folder)}: {error.strerror}", hint="choose another folder with --folder") from error


@contextmanager
def _collector(database: Path, articles: Path, portal: StaticServer, port: int) -> Iterator[str]:
    """Run a collector for the portal of this server and give its endpoint.

    It gets a session of its own, so that Ctrl-C reaches us first.
    """
    command = [sys.executable, "-m", "search_analytics", "serve", "--port", str(port)]
    command += ["--store", str(database), "--content", str(articles), "--portal", str(portal.folder)]
    command += ["--origin", f"http://127.0.0.1:{portal.server_port}", "--origin", f"http://localhost:{portal.server_port}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    try:
        endpoint = process.stdout.readline().strip()
        if not endpoint:
            raise KbgenError("the collector did not start", hint="its reason stands above")
        yield endpoint
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
