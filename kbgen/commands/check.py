"""`kbgen check`: list everything that should be mended in the articles."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.commands.baseline import compare, write_baseline
from kbgen.commands.options import add_config, add_json, print_json
from kbgen.commands.problem_formats import FORMATS, print_as
from kbgen.commands.terminal import Terminal, mkdocs_log
from kbgen.content.checks import grade
from kbgen.counted import counted
from kbgen.errors import ConfigError, ContentError, Problem
from kbgen.settings.site import Settings, load

if TYPE_CHECKING:
    from kbgen.site.hand_moves import HandMoves
    from kbgen.site.outputs.lost_addresses import FormerSite

ABOUT = "list everything that should be mended in the articles"
NO_FOLDER = Path()
"""Stands for the folder that the settings name."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--fix", action="store_true", help="first mend what can be mended without losing anything")
    parser.add_argument("--usage", action="store_true", help="list which articles include which parts, and check nothing")
    add_json(parser)
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="of what is printed for programs (default: %(default)s)"
    )
    known = parser.add_mutually_exclusive_group()
    known.add_argument("--baseline", type=Path, metavar="FILE", help="say only what is new since FILE was written")
    known.add_argument("--write-baseline", type=Path, metavar="FILE", help="write all problems there are into FILE, as known")
    add_config(parser)
    parser.add_argument(
        "--before", type=Path, metavar="DIR", help="the site that is live now, whose addresses must stay (default: site_dir)"
    )
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
    from kbgen.mkdocs_plugin.engine import require_sound_settings
    from kbgen.site.outputs.lost_addresses import read_former

    settings = load(options.config)
    if options.usage:
        return _usage(settings, as_json=options.json)
    with mkdocs_log(terminal, logging.WARNING):
        require_sound_settings(settings.file, settings.output)
    former = read_former(options.before or settings.output, settings)
    if options.fix:
        _fix(settings, former, terminal)
        settings = load(options.config)
    problems = _problems(settings, former, options.budget, terminal)
    if options.write_baseline:
        count = write_baseline(options.write_baseline, problems)
        terminal.say(f"wrote {counted(count, 'known problem')} to {options.write_baseline}")
        return 0
    if options.baseline:
        problems = _new(options.baseline, problems, terminal)
    terminal.problems(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    terminal.say(f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}")
    _say_stale(settings, terminal)
    print_as("json" if options.json else options.format, problems, settings.root)
    return 1 if errors else 0


def _problems(settings: Settings, former: FormerSite, site: Path | None, terminal: Terminal) -> tuple[Problem, ...]:
    """Return everything that should be mended, in order. former: the published site. site: whose first searches are measured.

    Raises ConfigError.
    """
    from kbgen.content.checks import in_order
    from kbgen.site.hand_moves import HandMoves
    from kbgen.site.outputs.lost_addresses import address_problems, lost_short_addresses
    from kbgen.site.outputs.policy import content_policy
    from kbgen.site.portal import prepare
    from kbgen.site.search_index import build_search_index

    moves = HandMoves(former, settings)
    try:
        portal = prepare(settings, lambda done, total: terminal.progress("articles", done, total))
        content_policy(portal)  # raises for a collector that no policy can name
        _, unfound = build_search_index(portal, lambda done, total: terminal.progress("searches", done, total))
        addresses = address_problems(former, portal, told={move.old for move in (*moves.untold, *moves.by_case)})
        problems = in_order((*portal.warnings, *unfound, *addresses, *_over_budget(settings, site, terminal)))
    except ContentError as error:
        # Without a live site nothing can be lost, and no article need be read again.
        lost = lost_short_addresses(former, moves.site.articles.values(), settings) if former.addresses else ()
        problems = in_order({*error.problems, *lost})
    except ConfigError:  # of settings that name an article which was moved
        terminal.problems(grade(moves.problems(), settings))
        raise
    return in_order({*_without_halves(problems, moves), *grade(moves.problems(), settings)})


def _without_halves(problems: Sequence[Problem], moves: HandMoves) -> Iterator[Problem]:
    """Yield the problems without those that a move of one side alone made, which is told as what it is."""
    halves = {path for move in (*moves.untold, *moves.by_case) for path in (*move.moved.values(), *move.behind.values())}
    files = {moves.site.shown_as / path for path in halves}
    yield from (problem for problem in problems if problem.code != "id-clash" or problem.path not in files)


def _new(baseline: Path, problems: tuple[Problem, ...], terminal: Terminal) -> tuple[Problem, ...]:
    """Return the problems that are not known, and say how many are."""
    compared = compare(baseline, problems)
    terminal.say(f"{counted(compared.known, 'known problem')} of {baseline} left out")
    if compared.gone:
        terminal.say(f"{counted(compared.gone, 'entry', 'entries')} of it are mended: write it anew with --write-baseline")
    return compared.new


def _usage(settings: Settings, *, as_json: bool) -> int:
    """Print each part with what includes it, and those that nothing does."""
    from kbgen.site.usage import usage_of_parts

    usage = usage_of_parts(settings)
    if as_json:
        print_json({"parts": {part: list(users) for part, users in usage.items()}})
        return 0
    for part, users in usage.items():
        print(f"{part}: {counted(len(users), 'place')}" if users else f"{part}: included nowhere")
        for user in users:
            print(f"  {user}")
    if not usage:
        print("no parts; they are Markdown files in a folder called _parts")
    return 0


def _say_stale(settings: Settings, terminal: Terminal) -> None:
    """Say how many translations are behind, on a site that wants no more of it."""
    from kbgen.content.every_article import read_every_article
    from kbgen.translations.status import translations_of

    if settings.checks.get("stale-translation") != "info":
        return
    found = translations_of(read_every_article(settings).articles.values(), settings)
    if stale := sum(one.state == "stale" for one in found):
        terminal.say(f"{counted(stale, 'translation')} behind the source; see 'kbgen translations'")


def _fix(settings: Settings, former: FormerSite, terminal: Terminal) -> None:
    """Write what can be mended by a program into the articles, and say how much that was; front matter first."""
    from kbgen.content.edit.fix_front_matter import fix_front_matter
    from kbgen.proofread.fixes import fix_articles

    changed = fix_front_matter(settings)
    for path in changed:
        terminal.say(f"wrote front matter of {path} with the keys of kbgen")
    moved = _follow_moves(settings, former, terminal)
    settings = load(settings.file)  # they name articles, and these may have moved
    fixed = fix_articles(settings)
    places = sum(fixed.values())
    files = ", ".join(path.as_posix() for path in sorted(fixed))
    kept = _keep_addresses(settings, former, terminal)
    if places:
        terminal.say(f"mended {counted(places, 'place')} in {files}")
    elif not changed and not kept and not moved:
        terminal.say("nothing that a program can mend")


def _follow_moves(settings: Settings, former: FormerSite, terminal: Terminal) -> bool:
    """Finish the moves that somebody made by hand, and say which; tell whether there were any."""
    from kbgen.site.hand_moves import HandMoves

    moves = HandMoves(former, settings)
    if not moves.found:
        return False
    plan = moves.plan()
    plan.carry_out()
    for move in moves.untold:
        terminal.say(f"followed '{move.old}' to '{move.new}', as {move.why} says")
        for path in moves.sides_after(move):
            terminal.say(f"wrote '{move.old}' into {path.as_posix()}, so that its former address leads on")
    return plan.changes


def _keep_addresses(settings: Settings, former: FormerSite, terminal: Terminal) -> bool:
    """Write aliases for addresses of the live site that would vanish, and say which; tell whether there were any."""
    from kbgen.site.outputs.lost_addresses import lost_addresses, published_paths
    from kbgen.site.outputs.successors import keep_addresses
    from kbgen.site.portal import prepare

    try:
        portal = prepare(settings)
    except ContentError:  # the check says what is in the way
        return False
    kept = keep_addresses(former, portal, lost_addresses(former, settings, published_paths(portal)))
    for one in kept:
        terminal.say(f"wrote '{one.written}' into {one.path.as_posix()}, so that its former address leads on")
    return bool(kept)


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
