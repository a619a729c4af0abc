"""`kbgen check`: list everything that should be mended in the articles."""

from __future__ import annotations

import argparse

from kbgen.commands.options import add_config, add_json, print_problems
from kbgen.commands.terminal import Terminal
from kbgen.errors import ContentError
from kbgen.settings.site import load

ABOUT = "list everything that should be mended in the articles"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--fix", action="store_true", help="first write front matter of other tools with the keys of kbgen")
    add_json(parser)
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; return 1 where there are errors."""
    from kbgen.site.portal import prepare
    from kbgen.site.search_index import build_search_index

    settings = load(options.config)
    if options.fix:
        from kbgen.content.edit.fix_front_matter import fix_front_matter

        changed = fix_front_matter(settings)
        for path in changed:
            terminal.say(f"changed {path}")
        terminal.say(f"{len(changed):,} files were changed")
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
        print_problems(problems)
    return 1 if errors else 0
