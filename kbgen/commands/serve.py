"""`kbgen serve`: show the site at home, and again after every change."""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kbgen.commands.folder_watch import LEAST_PAUSE_SECONDS, FolderWatch
from kbgen.commands.live_server import LiveServer, Notes
from kbgen.commands.options import add_config, add_json
from kbgen.commands.ports import family_of, on_free_port, refuse_taken
from kbgen.commands.terminal import AskedToEndError, Terminal, asked_to_end_tidily, mkdocs_log
from kbgen.content.names import is_left_out, is_parts_folder
from kbgen.counted import counted
from kbgen.errors import MAX_WARNINGS, ContentError, KbgenError, Problem, UsageError, gathered
from kbgen.settings.site import Settings, load
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.outputs.last_build import places_of_site
from search_analytics.option_values import HIGHEST_PORT, whole_number

if TYPE_CHECKING:
    from kbgen.site.first_look import FirstLook
    from kbgen.site.portal import Portal

ABOUT = "show the site at home, and again after every change"
DEFAULT_PORT = 8000
MOST_NAMED, MOST_SHOWN = 3, 10
SETTLING_SECONDS = 2 * LEAST_PAUSE_SECONDS
DEAF_SECONDS = 0.5
"""How long Ctrl-C may go unheard (`FolderWatch.take`)."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_config(parser)
    add_json(parser)  # what is to mend before there is a site to serve
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=whole_number(1, HIGHEST_PORT), help=f"(default: {DEFAULT_PORT}, or the next one that is free)"
    )


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command until it is interrupted."""
    settings = load(options.config)
    _refuse_host(options.host)
    try:
        with asked_to_end_tidily(), tempfile.TemporaryDirectory(prefix="kbgen_") as place, mkdocs_log(terminal, logging.WARNING):
            server = _server(Path(place, "0"), settings, options, terminal)
            site = _LiveSite(settings, Path(place), server, terminal)
            terminal.say(f"building the site, which will be at {server.address}")
            site.build()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                terminal.say(f"Serving on {server.address}")
                site.follow()
            except KeyboardInterrupt:
                terminal.say("stopped")
    except AskedToEndError:
        terminal.say("stopped")
        raise
    return 0


class _SupersededError(BaseException):
    """A build is left where it is, for its articles changed again; no `except Exception` on its way may take that for a fault."""


class _LiveSite:
    """Builds into a folder of its own each time, so that the site before is shown until the new one is whole."""

    def __init__(self, settings: Settings, place: Path, server: LiveServer, terminal: Terminal) -> None:
        self._settings = settings
        self._place = place
        self._server = server
        self._terminal = terminal
        self._watch = watch_of(settings)
        self._built = 0
        self._look: FirstLook | None = None
        self._said: Sequence[Problem] = ()

    def build(self) -> None:
        """Build the site and show it. Raises KbgenError: there is nothing new to show."""
        from kbgen.mkdocs_plugin.engine import build_site
        from kbgen.mkdocs_plugin.plugin import Observer
        from kbgen.site.first_look import FirstLook
        from kbgen.site.preview import as_a_build_calls_them

        start, former = monotonic(), self._server.folder
        self._built += 1
        folder = self._place / str(self._built)
        warnings: list[Problem] = []
        observer = Observer(self._progress, warnings.extend, self._begin)
        try:
            built = build_site(self._settings.file, folder, observer, serve_url=self._server.address)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        found = as_a_build_calls_them(warnings, self._settings)
        self._look = FirstLook(built.portal, folder)
        self._server.show(folder, notes=_notes(built.portal, found))
        shutil.rmtree(former, ignore_errors=True)
        self._terminal.problems(found, max_warnings=MAX_WARNINGS, before=self._said)
        self._said = found
        self._terminal.unkept()
        self._terminal.say(f"built {counted(built.pages, 'page')} in {monotonic() - start:.1f} s{_refused(found)}")

    def follow(self) -> None:
        """Show every change, first on the pages of the articles that were saved, then on the whole site."""
        while True:
            if not (changed := self._watch.take(DEAF_SECONDS)):
                continue
            names = ", ".join(sorted(os.path.relpath(path, self._settings.root) for path in changed)[:MOST_NAMED])
            self._terminal.say(f"changed: {names}{' …' if len(changed) > MOST_NAMED else ''}")
            try:
                self._follow(changed)
            except _SupersededError:
                continue
            except (KbgenError, OSError) as error:
                self._keep(error)

    def _follow(self, changed: frozenset[str]) -> None:
        if not changed.isdisjoint(map(str, self._settings.files)):
            self._settings = load(self._settings.file)
            self._watch.stop()
            self._watch = watch_of(self._settings)
        if self._look and self._look.show(changed):
            self._server.show(self._server.folder, self._server.problem)
        self.build()

    def _keep(self, error: KbgenError | OSError) -> None:
        """Show what stops the build, unless it was a file that somebody was just writing."""
        if self._watch.has_news(within_seconds=SETTLING_SECONDS):
            return
        self._server.show(self._server.folder, _stopping(error))
        if isinstance(error, ContentError):
            self._terminal.problems(error.problems, max_warnings=MAX_WARNINGS)
        else:
            self._terminal.error(str(error))
        self._terminal.say("the site stays as it was until this is mended")

    def _progress(self, stage: str, done: int, total: int) -> None:
        self._terminal.progress(stage, done, total)
        self._begin(stage)

    def _begin(self, stage: str) -> None:  # noqa: ARG002
        if self._look and self._watch.has_news():
            raise _SupersededError


def _refused(found: Sequence[Problem]) -> str:
    """Return what a build says to a site that is shown; nothing where it takes it."""
    errors = sum(problem.severity == "error" for problem in found)
    verb = "is" if errors == 1 else "are"
    return f"; 'kbgen build' refuses it until {counted(errors, 'error')} {verb} mended" if errors else ""


def _notes(portal: Portal, found: Sequence[Problem]) -> Notes:
    """Return for each page what a build would refuse it for."""
    from kbgen.site.preview import preview_problems

    noted = preview_problems(portal, found)
    return Notes({file: _note_of(problems) for file, problems in noted.of_pages.items()}, _note_of(noted.of_site))


def _note_of(problems: Sequence[Problem]) -> str:
    return f"Only you see this page: 'kbgen build' refuses it until this is mended.\n{_listed(problems)}" if problems else ""


def _stopping(error: KbgenError | OSError) -> str:
    """Return what stops a build, without what is only a warning: of that a large site may have thousands."""
    if not isinstance(error, ContentError):
        return str(error)
    return _listed([problem for problem in error.problems if problem.severity == "error"])


def _listed(problems: Sequence[Problem]) -> str:
    """Return problems as lines; of very many the first ones, and how many more."""
    errors = gathered(problems)
    more = f"\nand {len(errors) - MOST_SHOWN:,} more" if len(errors) > MOST_SHOWN else ""
    return "\n".join(map(str, errors[:MOST_SHOWN])) + more


def watch_of(settings: Settings) -> FolderWatch:
    """Return what tells of every change of a site: articles, what they include, settings, templates, hooks."""
    places = [theme_folder(), *places_of_site(settings), *settings.watched]
    return FolderWatch(places, lambda name: is_left_out(name) and not is_parts_folder(name))


def _server(place: Path, settings: Settings, options: argparse.Namespace, terminal: Terminal) -> LiveServer:
    base = urlsplit(settings.site_url or "/").path or "/"

    def opened(port: int) -> LiveServer:
        return LiveServer(place, options.host, refuse_taken(options.host, port), base=base)

    if not options.port:
        return on_free_port(DEFAULT_PORT, opened, terminal)
    try:
        return opened(options.port)
    except OSError as error:
        raise UsageError(f"port {options.port} is taken", hint="choose another with --port, or leave it out") from error


def _refuse_host(host: str) -> None:
    """Raise UsageError where nobody can listen, before a site is built for it."""
    try:
        with socket.socket(family_of(host)) as probe:
            probe.bind((host, 0))
    except OSError as error:
        raise UsageError(f"cannot listen on {host}: {error.strerror}", hint="choose another --host") from None
