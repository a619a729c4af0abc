"""What the commands that read the log of searches share: what they are asked for, the privacy threshold, and how they read."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.commands.options import DEFAULT_DAYS, add_period, add_site, add_store, period_of
from kbgen.commands.report_sources import Sources
from kbgen.commands.terminal import Terminal
from kbgen.errors import KbgenError, UsageError
from kbgen.model import LANGUAGES
from kbgen.settings.config_file import CONFIG_FILE
from kbgen.settings.site import load
from search_analytics.option_values import whole_number
from search_analytics.store.search_log import AT_HOME_K, AWAY_K, CHANNELS, MOST_GAPS, TIME_LIMIT_SECONDS, Question

if TYPE_CHECKING:  # what explains a log loads the search and its tables; --help need not wait for them
    from kbgen.insights.counting import Days
    from kbgen.insights.decisions import Decision
    from kbgen.insights.diagnosis.drafts import Drafts
    from kbgen.insights.diagnosis.examiner import PortalExaminer
    from kbgen.insights.diagnosis.no_portal import NoPortal
    from kbgen.insights.diagnosis.portal_facts import PortalFacts
    from kbgen.insights.examined import Examiner
    from kbgen.insights.gaps import Gap, Gaps
    from kbgen.insights.report.comparison import Comparison
    from kbgen.insights.report.content import ReportContent
    from search_analytics.store.search_log import SearchLog

PORTAL = Path("site")
_ANEW = Sources()
SPANS = ("week", "period")
"""What a report compares: `kbgen.insights.report.comparison`."""
_MOST_NAMED = 5
"""Ids that a message names."""
DECISIONS_FILE = "gaps.yml"
"""Beside the configuration of a site."""


class NoCategoryError(UsageError):
    """The portal has no such category. found: what was asked for. known: those that it has."""

    def __init__(self, found: str, known: Sequence[str]) -> None:
        super().__init__(f"the portal has no category '{found}'", hint=f"it has {', '.join(known)}")
        self.found, self.known = found, known


def add_log_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which searches are read, and of which portal."""
    add_store(parser)
    parser.add_argument("--portal", type=Path, metavar="DIR", help=f"the built portal, which explains gaps (default: {PORTAL})")
    parser.add_argument(
        "--decisions", type=Path, metavar="FILE", help=f"what editors decided about gaps (default: {DECISIONS_FILE})"
    )
    add_period(parser)
    add_site(parser)
    parser.add_argument(
        "--k",
        type=whole_number(1),
        metavar="N",
        help=f"fewest visitor-days to show a phrase (default: {AT_HOME_K} at home, {AWAY_K} in files that leave)",
    )
    parser.add_argument(
        "--show-every-query",
        action="store_true",
        help="show rare phrases too; for your own tests only, they can identify people",
    )


def add_gap_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `add_log_options`, and those that say which gaps are shown and how they are explained."""
    add_log_options(parser)
    parser.add_argument("--drafts", type=Path, metavar="DIR", help="Markdown files that are written and not published")
    parser.add_argument(
        "--limit", type=whole_number(1), default=MOST_GAPS, metavar="N", help="most gaps to show (default: %(default)s)"
    )


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the options that take a part of the searches, and the one that says which periods are compared."""
    parser.add_argument("--readers", choices=LANGUAGES, help="only searches of readers of this language")
    parser.add_argument("--category", type=category_name, metavar="NAME", help="only gaps and lists about its articles")
    parser.add_argument(
        "--channel",
        choices=CHANNELS,
        help="only searches by pages of the portal, its search on other sites, or its form without JavaScript",
    )
    parser.add_argument(
        "--compare",
        choices=(*SPANS, "nothing"),
        default="week",
        help="week: since last Monday, with the same days a week earlier; period: with one as long before (default: %(default)s)",
    )


def category_name(value: str) -> str:
    """Return the folder that an option names. Raises ArgumentTypeError."""
    if not value.strip("/ "):
        raise argparse.ArgumentTypeError("a category is the name of a folder, such as payment")
    return value.strip("/ ")


def question_of(options: argparse.Namespace, *, least_k: int) -> Question:
    """Return what the options ask for. least_k: the threshold below which they may not go."""
    from_day, to_day = period_of(options)
    return Question(
        from_day=from_day,
        to_day=to_day,
        threshold_k=_threshold(options, least_k),
        site=options.site,
        language=getattr(options, "readers", None),
        channel=getattr(options, "channel", None),
        time_limit_seconds=options.time_limit,
    )


def _gap_question(options: argparse.Namespace, least_k: int, *, with_comments: bool) -> Question:
    question = question_of(options, least_k=least_k)
    least = min(question.threshold_k, AT_HOME_K)
    return replace(question, limit=options.limit, agreeing_networks=least, with_comments=with_comments)


def examiner_for(options: argparse.Namespace, terminal: Terminal) -> PortalExaminer | NoPortal:
    """Return who explains gaps: by the built portal that the options name, if there is one."""
    portal, drafts = _portal_of(options, terminal), _drafts(options, terminal)
    if portal is None:
        from kbgen.insights.diagnosis.no_portal import NoPortal

        return NoPortal()
    from kbgen.insights.diagnosis.examiner import examiner_of

    return examiner_of(portal, drafts.texts, drafts.states)


def read_gaps(
    options: argparse.Namespace,
    examiner: Examiner,
    *,
    least_k: int,
    with_comments: bool = False,
    sources: Sources = _ANEW,
) -> tuple[SearchLog, Gaps]:
    """Return the log that the options name, and its gaps, explained by the examiner."""
    from kbgen.insights.decisions import read_decisions
    from kbgen.insights.gaps import find_gaps

    question = _gap_question(options, least_k, with_comments=with_comments)
    log = sources.log(options.store, question, options.portal or PORTAL, examiner)
    return log, find_gaps(log, examiner, read_decisions(decisions_file(options)))


def judged_log(store: str, question: Question, portal: Path, examiner: Examiner) -> SearchLog:
    """Return a log under the ids of today, in which what the search mended in vain has failed."""
    return _ANEW.log(store, question, portal, examiner)


def require_decisions(options: argparse.Namespace) -> None:
    """Raise UsageError where the options name a file of decisions that is not there: only a command that decides makes one."""
    if options.decisions is not None and not options.decisions.exists():
        hint = f"leave it out, or name the file that 'kbgen gaps set' writes ({DECISIONS_FILE})"
        raise UsageError(f"there is no file {options.decisions}", hint=hint)


def decisions_file(options: argparse.Namespace) -> Path:
    """Return the file of decisions that the options name or, where they name a site, the one beside its configuration."""
    if options.decisions is not None:
        return Path(options.decisions)
    config: Path | None = getattr(options, "config", None)
    return (config.parent if config else Path()) / DECISIONS_FILE


def take_down(options: argparse.Namespace, decision: Decision, terminal: Terminal, done: str) -> int:
    """Write a decision into the file of decisions and say what is `done`, or with --dry-run show it; return the exit code."""
    from kbgen.insights.decisions import write_decision

    return _take_down(options, [decision], lambda path: write_decision(path, decision), terminal, done)


def take_down_all(options: argparse.Namespace, decided: Sequence[Decision], terminal: Terminal, done: str) -> int:
    """Put decisions as they are into the file of decisions, or show them, as `take_down` does; return the exit code."""
    from kbgen.insights.decisions import put_decisions

    return _take_down(options, decided, lambda path: put_decisions(path, decided), terminal, done)


def _take_down(
    options: argparse.Namespace, decided: Sequence[Decision], write: Callable[[Path], object], terminal: Terminal, done: str
) -> int:
    from kbgen.insights.decisions import with_decision

    if options.dry_run:
        for decision in decided:
            print(with_decision("", decision), end="")
        terminal.say("nothing was written (--dry-run)")
        return 0
    path = decisions_file(options)
    write(path)
    terminal.say(f"{done}: {path}")
    return 0


def gap_named(start: str, gaps: Gaps) -> Gap:
    """Return the gap whose id, or the id of one of its phrasings, begins so. Raises UsageError."""
    if not start.strip():
        raise UsageError("an id is empty", hint="'kbgen gaps' lists the ids; the first digits of one are enough")
    start = start.lower()
    found = [gap for gap in gaps.found if gap.id.startswith(start)]
    found = found or [gap for gap in gaps.found if any(one.startswith(start) for one in gap.identities)]
    if len(found) == 1 or (found and found[0].id == start):
        return found[0]
    if not found:
        raise UsageError(f"there is no gap '{start}'", hint="'kbgen gaps' lists them; one of too few readers is not among them")
    ids = [one for gap in found for one in (gap.id, *gap.identities) if one.startswith(start)]
    named = ", ".join(dict.fromkeys(ids[:_MOST_NAMED])) + (", …" if len(ids) > _MOST_NAMED else "")
    raise UsageError(f"{len(found)} gaps have an id that begins with '{start}'", hint=f"write more digits of it: {named}")


def read_report(
    options: argparse.Namespace,
    terminal: Terminal,
    *,
    least_k: int,
    with_comments: bool = False,
    sources: Sources = _ANEW,
    away: str = "",
) -> ReportContent:
    """Return everything a report says. with_comments: for the page at home alone. sources: where it is read from.

    away: the portal that cannot be read now, and is not asked; empty where one may be.
    """
    from kbgen.insights.report.content import report_content
    from kbgen.insights.report.filters import of_category

    facts, examiner = sources.portal(None if away else _portal_of(options, terminal), _drafts(options, terminal))
    if options.category:
        _require_category(options.category, facts)
    log, gaps = read_gaps(options, examiner, least_k=least_k, with_comments=with_comments, sources=sources)
    found = report_content(log, gaps, facts, examiner.is_published)
    found = replace(
        found,
        away=away,
        command_options=_command_options(options),
        span="period" if options.compare == "period" else "week",
        comparison=_comparison(options, sources, examiner, log, gaps, found.days),
    )
    return of_category(found, options.category) if options.category else found


def _comparison(
    options: argparse.Namespace, sources: Sources, examiner: Examiner, log: SearchLog, gaps: Gaps, days: Days
) -> Comparison | None:
    """Return what changed between the two periods that the options ask for; None where the first of them has no search.

    days: those of the log.
    """
    from kbgen.insights.report.comparison import compare, periods_of

    if options.compare == "nothing":
        return None
    periods = periods_of(options.compare, log.question)
    if periods.before_from < log.question.from_day:
        wider = replace(log.question, from_day=periods.before_from, with_comments=False)
        found = compare(sources.log(options.store, wider, options.portal or PORTAL, examiner), gaps.found, periods)
    else:
        found = compare(log, gaps.found, periods, days)
    return found if found.before.searched else None


def _require_category(category: str, facts: PortalFacts) -> None:
    known = facts.categories
    if known and not any(article.startswith(f"{category}/") for article, _ in facts.titles):
        raise NoCategoryError(category, known)


def _command_options(options: argparse.Namespace) -> str:
    """Return the options by which another command finds the same gaps; those that say what holds anyway are left out."""
    from kbgen.insights.search_log import shown_location
    from search_analytics.store.location import DEFAULT_STORE

    from_day, to_day = period_of(options)
    given = {
        "--store": shown_location(options.store) if options.store != DEFAULT_STORE else None,
        "--portal": options.portal,
        "--site": options.site,
        "--decisions": options.decisions,
        "--drafts": options.drafts,
        "--since": from_day if options.since or options.until or (options.since_days or DEFAULT_DAYS) != DEFAULT_DAYS else None,
        "--until": to_day if options.until else None,
        "--limit": options.limit if options.limit != MOST_GAPS else None,
        "--time-limit": f"{options.time_limit:g}" if options.time_limit != TIME_LIMIT_SECONDS else None,
    }
    written = "".join(f" {name} {shlex.quote(str(value))}" for name, value in given.items() if value is not None)
    return f"{written} --show-every-query" if options.show_every_query else written


def _portal_of(options: argparse.Namespace, terminal: Terminal) -> Path | None:
    """Return the folder of the built portal, or None where there is none and none was named."""
    if options.portal is not None:
        return Path(options.portal)
    if (PORTAL / "search").is_dir():
        return PORTAL
    terminal.say(f"no built portal in {PORTAL}: gaps are not explained; name it with --portal")
    return None


def say_unless_listed(portal: Path, terminal: Terminal) -> None:
    """Say, of a folder with a built portal, where it does not tell what its articles were called before."""
    from kbgen.insights.moved_articles import FILE

    if (portal / "search").is_dir() and not (portal / FILE).is_file():
        terminal.say(f"no {FILE} in {portal}: an article that moved counts under each address; build with a collector")


def _drafts(options: argparse.Namespace, terminal: Terminal) -> Drafts:
    """Return what readers do not see: of the site whose portal is read, and the drafts that the options name.

    Says which of the drafts cannot be read.
    """
    from kbgen.insights.diagnosis.drafts import read_drafts, withheld_articles

    found = read_drafts(options.drafts)
    terminal.problems(found.problems)
    config: Path = getattr(options, "config", None) or Path(CONFIG_FILE)
    if not config.is_file() or not (options.portal or PORTAL).resolve().is_relative_to(config.parent.resolve()):
        return found
    try:
        return found.beside(withheld_articles(load(config)))
    except KbgenError:
        return found  # the configuration of another tool, or one that is being written: a build says what is wrong


def _threshold(options: argparse.Namespace, least_k: int) -> int:
    """Files that leave the house need more visitors behind each phrase; fewer than the default is for tests only."""
    if options.show_every_query:
        return 1
    if options.k is not None and options.k < least_k:
        raise UsageError(
            f"--k {options.k} would show phrases that can identify people",
            hint=f"{least_k} is the least here; for tests on this computer there is --show-every-query",
        )
    return options.k or least_k
