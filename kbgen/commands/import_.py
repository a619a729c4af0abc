"""`kbgen import SOURCE`: move the documentation of another tool in."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from kbgen.commands.new_site import STARTER
from kbgen.commands.options import add_json, print_json
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import PROBLEM_CODES, ContentError, Problem, UsageError
from kbgen.model import LANGUAGES, Language
from kbgen.settings.config_file import CONFIG_FILE
from kbgen.settings.site import Settings, load

if TYPE_CHECKING:
    from kbgen.importing.move import Moved
    from kbgen.importing.tasks import Task
    from kbgen.importing.written_site import Writing

ABOUT = "move documentation of other tools in, or an export of a help centre, a wiki or Word"
REPORT = "import-report.md"
TOOLS = (
    *("confluence", "docusaurus", "docx", "gitbook", "helpscout", "hugo", "jekyll", "mkdocs", "notion"),
    *("vitepress", "wordpress", "zendesk"),
)

_SETTINGS = """# The settings of your portal. Every setting: settings/settings in the guide of kbgen.
site_name: {name}
{url}docs_dir: content
theme:
  name: material
plugins:
  - kbgen:
      zh_hant_tag: {tag}
      default_language: {default}
"""
_CHECKS = """      checks: # what the former site got away with; remove a line once 'kbgen check' names nothing of it
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    parser.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="folder of the other tool with its configuration file, or an export: folder, zip, JSON, XML, .docx",
    )
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="of a new site, or of one that is there: its own files stay as they are"
    )
    parser.add_argument("--from", dest="tool", choices=TOOLS, help="the other tool (default: by its files)")
    parser.add_argument(
        "--as",
        dest="known_as",
        default="",
        metavar="NAME",
        help="the source of an earlier import, as kbgen-import.json calls it, or a new one (default: by the pages it holds)",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.importing.move import moved
    from kbgen.importing.opening import opened
    from kbgen.importing.sources import SOURCES, detected

    source, site = options.source, options.folder
    _require_apart(source, site)
    settings = load(site / CONFIG_FILE) if (site / CONFIG_FILE).is_file() else None
    if settings is None and site.exists() and (not site.is_dir() or any(site.iterdir())):
        raise UsageError(f"{site} is neither a site nor an empty folder", hint="choose a new folder, or one with mkdocs.yml")
    tree = opened(source)
    tool = options.tool or detected(tree)
    terminal.say(f"{source}: {SOURCES[tool].title}")
    folders: Mapping[Language, str] = settings.folders if settings else {language: language for language in LANGUAGES}
    outcome = moved(tree, tool, folders)
    if not outcome.articles and not outcome.drafts:
        raise UsageError(f"{source} holds no page of {SOURCES[tool].title}", hint=_why_empty(tree.left))
    if options.dry_run and settings is None:
        with tempfile.TemporaryDirectory() as folder:
            writing, problems = _write(options, Path(folder), None, outcome)
    else:
        writing, problems = _write(options, site, settings, outcome)
    _tell(options, terminal, outcome, writing, problems)
    return 0


def _why_empty(left: Mapping[str, str]) -> str:
    """Return what to do where nothing was found, with the first reason that was."""
    from kbgen.importing.tasks import readable

    reason = next((f"'{readable(path)}' {reason}; " for path, reason in left.items()), "")
    return f"{reason}name the folder of its configuration file, or export it again"


def _require_apart(source: Path, site: Path) -> None:
    if not source.is_dir():
        return
    one, other = source.resolve(), site.resolve()
    if one == other or other.is_relative_to(one):
        raise UsageError(f"{site} lies within {source}", hint="name a folder outside of it: the source stays as it is")


def _write(
    options: argparse.Namespace, site: Path, settings: Settings | None, outcome: Moved
) -> tuple[Writing, tuple[Problem, ...]]:
    """Write the files of a site; return what was written and what `kbgen check` finds in it.

    site: without settings a new one, which is written in any case.
    """
    from kbgen.importing.written_site import write_files

    content = settings.content.relative_to(settings.root).as_posix() if settings else "content"
    files = {f"{content}/{path}": data for path, data in outcome.files.items()}
    dry_run = options.dry_run and settings is not None
    writing = write_files(site, options.source.resolve().name, files, known_as=options.known_as, dry_run=dry_run)
    if settings is None:
        _write_settings(site, outcome, "")
        settings = load(site / CONFIG_FILE)
        found = _problems(settings)
        errors = sorted(
            {problem.code for problem in found if problem.severity == "error" and PROBLEM_CODES[problem.code].adjustable}
        )
        _write_settings(site, outcome, _CHECKS + "".join(f"        {code}: warning\n" for code in errors) if errors else "")
        return writing, _problems(load(site / CONFIG_FILE)) if errors else found
    return writing, () if dry_run else _problems(settings)


def _write_settings(site: Path, outcome: Moved, checks: str) -> None:
    from kbgen.content.edit.foreign_front import yaml_text

    found = outcome.found
    url = f"site_url: {yaml_text(found.url)}\n" if found.url.startswith(("http://", "https://")) else ""
    default = "zh-hant" if not outcome.articles.get("en") else "en"
    text = _SETTINGS.format(
        name=yaml_text(found.name or "Help"), url=url, tag="zh-Hant-TW" if outcome.taiwanese else "zh-Hant-HK", default=default
    )
    site.mkdir(parents=True, exist_ok=True)
    (site / CONFIG_FILE).write_text(text + checks, encoding="utf-8")
    shutil.copyfile(STARTER / "gitignore", site / ".gitignore")


def _problems(settings: Settings) -> tuple[Problem, ...]:
    from kbgen.site.portal import prepare

    try:
        return prepare(replace(settings, cache=None)).warnings
    except ContentError as error:
        return error.problems


def _tell(
    options: argparse.Namespace, terminal: Terminal, outcome: Moved, writing: Writing, problems: tuple[Problem, ...]
) -> None:
    """Say what was done and what is left to do, and write that into the site."""
    from kbgen.importing.tasks import as_markdown, of_problems, readable, worst_first

    tasks = worst_first((*outcome.tasks, *_kept(writing), *of_problems(problems, outcome.tasks)))
    lines = _summary(options.source.resolve().name, outcome, writing)
    for line in lines:
        terminal.say(readable(line))
    terminal.say("")
    for number, task in enumerate(tasks, 1):
        terminal.say(f"{number:>3}. {task}")
    if options.dry_run:
        terminal.say("\nnothing was written (--dry-run)")
    else:
        (options.folder / REPORT).write_text(as_markdown(f"Moved in from {options.source.name}", lines, tasks), encoding="utf-8")
        terminal.say(f"\n{options.folder / REPORT} names every place")
        terminal.say(f"next: cd {quote(str(options.folder))} && kbgen serve")
    if options.json:
        print_json(_as_json(writing, tasks))


def _summary(source: str, outcome: Moved, writing: Writing) -> list[str]:
    english, chinese = outcome.articles.get("en", 0), outcome.articles.get("zh-hant", 0)
    pages = f"{counted(english, 'page')} in English and {counted(chinese, 'page')} in Traditional Chinese"
    return [
        pages,
        *([f"the same source as '{writing.source}', by the pages it holds or by --as"] if writing.source != source else []),
        f"{counted(len(writing.written), 'file')} written, {len(writing.same):,} as they were",
        *([f"{counted(len(writing.removed), 'file')} removed that the source has no longer"] if writing.removed else []),
    ]


def _kept(writing: Writing) -> list[Task]:
    from kbgen.importing.tasks import Task

    own = tuple(path for path in writing.kept if path not in writing.of_others)
    other = tuple(f"{path}: {name}" for path, name in writing.of_others.items())
    changed = f"{counted(len(own), 'file')} of this site left as they are, because somebody changed or wrote them here"
    twice = f"{counted(len(other), 'file')} left as they are, because the import of another source wrote them: rename one page"
    return [Task(1, what, places) for what, places in ((changed, own), (twice, other)) if places]


def _as_json(writing: Writing, tasks: Sequence[Task]) -> dict[str, object]:
    return {
        "source": writing.source,
        "written": writing.written,
        "same": writing.same,
        "kept": writing.kept,
        "removed": writing.removed,
        "tasks": [{"rank": task.rank, "what": task.what, "places": list(task.places)} for task in tasks],
    }
