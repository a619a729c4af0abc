"""The command line. Data goes to standard output, words to standard error.

Exit codes: 0 fine, 1 problems in the content, 2 wrong use or configuration.
"""

from __future__ import annotations

import argparse
import json
import logging
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from time import monotonic

import kbgen
from kbgen.settings.site import CONFIG_FILE, load
from kbgen.errors import ContentError, Problem, UsageError
from kbgen.loop_commands import add_loop_commands
from kbgen.model import LANGUAGES
from kbgen.settings.fields import shown
from kbgen.commands.terminal import MAX_WARNINGS, Terminal, explain_errors, mkdocs_log

COMMANDS_GROUP = "kbgen.commands"
DEFAULT_PORT = 8000
PORTS_TRIED = 20
HIGHEST_PORT = 65_535


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kbgen ARGV`; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    terminal = Terminal()
    return explain_errors(lambda: _run(arguments, terminal), terminal)


def _run(arguments: list[str], terminal: Terminal) -> int:
    lent = _lent_commands()
    if arguments and arguments[0] in lent:
        command: Callable[[list[str]], int] = lent[arguments[0]].load()
        return command(arguments[1:])
    options = _parser(lent).parse_args(arguments)
    run: Callable[[argparse.Namespace, Terminal], int] = options.run
    try:
        return run(options, terminal)
    except ContentError as error:
        if options.json:
            _print_json({"problems": [_as_json(problem) for problem in error.problems]})
        raise


def _lent_commands() -> Mapping[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=COMMANDS_GROUP)}


def _parser(lent: Mapping[str, EntryPoint]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kbgen",
        description="Build a help portal in English and Traditional Chinese from Markdown.",
        epilog=_lent_help(lent),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kbgen {kbgen.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    build = _command(commands.add_parser, "build", _build, "build the site; the old one stays until the new one is whole")
    build.add_argument("--output", type=Path, metavar="DIR", help="(default: site_dir of the configuration, or site)")
    build.add_argument("--former", type=Path, metavar="DIR", help="the site that is live now (default: what is in the output)")
    serve = _command(commands.add_parser, "serve", _serve, "show the site at home, and again after every change")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=int, help=f"(default: {DEFAULT_PORT}, or the next one that is free)")
    _command(commands.add_parser, "check", _check, "list everything that should be mended in the articles")
    new_site = _command(commands.add_parser, "new-site", _new_site, "start a site of your own", config=False)
    new_site.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet, or is empty")
    search = _command(commands.add_parser, "search", _search, "ask the built site, as its readers would")
    search.add_argument("query")
    search.add_argument("--language", choices=LANGUAGES, help="of the reader (default: by the query)")
    search.add_argument("--limit", type=int, default=10, help="(default: %(default)s)")
    search.add_argument("--site", type=Path, metavar="DIR", help="a built site (default: that of the configuration)")
    search.add_argument("--explain", action="store_true", help="say why each article was found")
    add_loop_commands(partial(_command, commands.add_parser))
    return parser


def _command(
    add: Callable[..., argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace, Terminal], int],
    about: str,
    *,
    config: bool = True,
) -> argparse.ArgumentParser:
    parser = add(name, help=about, description=f"{about[:1].upper()}{about[1:]}.")
    parser.set_defaults(run=run)
    parser.add_argument("--json", action="store_true", help="print the outcome for programs")
    if config:
        parser.add_argument("--config", type=Path, default=Path(CONFIG_FILE), metavar="FILE", help="(default: %(default)s)")
    return parser


def _lent_help(lent: Mapping[str, EntryPoint]) -> str:
    if not lent:
        return ""
    lines = ["commands of other packages:"]
    for name, entry in sorted(lent.items()):
        try:
            about = (entry.load().__doc__ or "").strip().splitlines()[0]
        except (ImportError, AttributeError, IndexError):
            about = f"of {entry.value}"
        lines.append(f"  {name:<10} {about}")
    return "\n".join(lines)


def _build(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.mkdocs_plugin.engine import build_site  # here, so that other commands do not wait for MkDocs
    from kbgen.mkdocs_plugin.plugin import Observer
    from kbgen.site.outputs.former_index import keep_former_index
    from kbgen.site.outputs.former_scripts import keep_former_assets
    from kbgen.site.outputs.publish import folder_size, staged

    start = monotonic()
    settings = load(options.config)
    output = (options.output or settings.output).absolute()
    if options.former and not options.former.is_dir():
        raise UsageError(f"--former: {shown(options.former)} is not a folder", hint="for a first site give an empty folder")
    warnings: list[Problem] = []
    with mkdocs_log(terminal, logging.WARNING), staged(output) as folder:
        built = build_site(settings.file, folder, Observer(terminal.progress, warnings.extend))
        former = (options.former or output).absolute()
        kept = keep_former_index(former, folder)
        keep_former_assets(former, folder)
    terminal.problems(warnings, max_warnings=MAX_WARNINGS)
    size_bytes, count = folder_size(output), built.portal.count
    main_bytes, helper_bytes = _peak_memory_bytes()
    seconds = monotonic() - start
    terminal.say(
        f"built {built.pages:,} pages in {seconds:.1f} s ({count.rendered:,} articles rendered, {count.cached:,} from "
        f"the cache); peak memory {main_bytes / 1e6:.0f} MB"
        + (f" and {helper_bytes / 1e6:.0f} MB a helper" if count.rendered and helper_bytes else "")
        + f"; {size_bytes / 1e6:.1f} MB in {shown(output)}"
        + (f", {kept:,} files of the former search index among them" if kept else "")
    )
    if options.json:
        outcome = {
            "output": str(output),
            "build_id": built.portal.build_id,
            "pages": built.pages,
            "articles_rendered": count.rendered,
            "articles_cached": count.cached,
            "seconds": round(seconds, 3),
            "peak_memory_bytes": main_bytes,
            "peak_memory_helper_bytes": helper_bytes,
            "output_bytes": size_bytes,
            "index_files_kept": kept,
            "problems": [_as_json(problem) for problem in warnings],
        }
        _print_json(outcome)
    return 0


def _serve(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.mkdocs_plugin.engine import serve_site

    settings = load(options.config)
    _refuse_place(options.host, options.port)
    port = options.port or _free_port(options.host, terminal)
    if options.port and not _is_free(options.host, options.port):
        raise UsageError(f"port {options.port} is taken", hint="choose another with --port, or leave it out")
    with mkdocs_log(terminal, logging.INFO):
        serve_site(settings.file, host=options.host, port=port)
    return 0


def _check(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.site.portal import prepare
    from kbgen.site.search_index import build_search_index

    settings = load(options.config)
    try:
        portal = prepare(settings, lambda done, total: terminal.progress("articles", done, total))
        _, unfound = build_search_index(portal, lambda done, total: terminal.progress("searches", done, total))
        problems = tuple(sorted((*portal.warnings, *unfound)))
    except ContentError as error:
        problems = error.problems
    terminal.problems(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    terminal.say(f"{errors:,} errors, {len(problems) - errors:,} warnings")
    if options.json:
        _print_json({"problems": [_as_json(problem) for problem in problems]})
    return 1 if errors else 0


def _new_site(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.site.new_site import copy_starter

    paths = copy_starter(options.folder)
    terminal.say(f"wrote {len(paths)} files to {options.folder}")
    terminal.say(f"next: cd {options.folder} && kbgen serve")
    if options.json:
        _print_json({"folder": str(options.folder), "files": [path.as_posix() for path in paths]})
    return 0


def _search(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.search.explain import answer_as_json, reasons  # here, so that other commands do not wait for its tables
    from kbgen.search.query import SearchEngine
    from kbgen.search.reader import open_index
    from kbgen.text.normalise import is_han

    settings = load(options.config)
    index = open_index((options.site or settings.output) / "search")
    chinese = any(is_han(char) for char in options.query)
    language = options.language or ("zh-hant" if chinese else settings.default_language)
    answer = SearchEngine(index, language).search(options.query, limit=options.limit)
    if options.json:
        _print_json(answer_as_json(index, answer))
        return 0
    if answer.corrected:
        terminal.say(f"showing results for {answer.corrected}")
    terminal.say(f"{answer.outcome}: {answer.total} articles")
    for number, result in enumerate(answer.results, start=1):
        notes = ["weak"] * result.weak + [f"only in {result.document.language}"] * (not result.own)
        print(f"{number}. {result.document.title}{''.join(f' ({note})' for note in notes)}\n   {result.document.url}")
        if options.explain:
            for reason in reasons(index, result):
                print(f"   {reason.query} → {reason.term}: {reason.kind}, {reason.field}")
    return 0


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path.as_posix(),
        "line": problem.line,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _print_json(outcome: Mapping[str, object]) -> None:
    print(json.dumps(outcome, ensure_ascii=False, indent=2))


def _peak_memory_bytes() -> tuple[int, int]:
    """Return the peak of this process and of its largest helper process; zeros where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0, 0
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def _free_port(host: str, terminal: Terminal) -> int:
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED):
        if _is_free(host, port):
            return port
        terminal.say(f"port {port} is taken, trying {port + 1}")
    raise UsageError(f"no free port from {DEFAULT_PORT} to {DEFAULT_PORT + PORTS_TRIED - 1}", hint="use --port")


def _refuse_place(host: str, port: int | None) -> None:
    """Raise UsageError where nobody can listen, before a site is built for it."""
    if port is not None and not 1 <= port <= HIGHEST_PORT:
        raise UsageError(f"--port goes from 1 to {HIGHEST_PORT}", hint="leave it out for the next one that is free")
    try:
        with socket.socket(_family(host)) as probe:
            probe.bind((host, 0))
    except OSError as error:
        raise UsageError(f"cannot listen on {host}: {error.strerror}", hint="choose another --host") from None


def _is_free(host: str, port: int) -> bool:
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((host, port)) != 0


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
