"""`kbgen check`: list everything that should be mended in the articles."""

from __future__ import annotations

import argparse
from pathlib import Path

from kbgen.commands.options import add_config, add_json, print_problems
from kbgen.commands.terminal import Terminal
from kbgen.content.checks import grade
from kbgen.errors import ContentError, Problem
from kbgen.settings.site import Settings, load

ABOUT = "list everything that should be mended in the articles"
NO_FOLDER = Path()
"""Stands for the folder that the settings name."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    add_config(parser)
    parser.add_argument(
        "--budget",
        nargs="?",
        type=Path,
        const=NO_FOLDER,
        metavar="SITE",
        help="hold what first searches on a built site fetch to the setting 'budget' too (default of SITE: site_dir)",
    )


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; return 1 where there are errors."""
    from kbgen.site.portal import prepare
    from kbgen.site.search_index import build_search_index

    settings = load(options.config)
    try:
        portal = prepare(settings, lambda done, total: terminal.progress("articles", done, total))
        _, unfound = build_search_index(portal, lambda done, total: terminal.progress("searches", done, total))
        problems = tuple(sorted((*portal.warnings, *unfound, *_over_budget(settings, options.budget, terminal))))
    except ContentError as error:
        problems = error.problems
    terminal.problems(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    terminal.say(f"{errors:,} errors, {len(problems) - errors:,} warnings")
    if options.json:
        print_problems(problems)
    return 1 if errors else 0


def _over_budget(settings: Settings, site: Path | None, terminal: Terminal) -> tuple[Problem, ...]:
    """Say what first searches on the built site need, and return where that is more than the settings allow."""
    from kbgen.site.proof.first_search import NAMES, UNITS, first_searches, nine_of_ten, over_budget

    if site is None:
        return ()
    searches = first_searches(settings.output if site == NO_FOLDER else site, settings.folders)
    for language, asked in searches.items():
        needs = nine_of_ten(asked).items() if asked else ()
        words = ", ".join(f"{needed} {UNITS[name]}" for name, (needed, _) in needs) or "no article"
        terminal.say(f"nine of ten first searches in {NAMES[language]}: {words}")
    return grade(over_budget(searches, settings), settings)
