"""`kbgen gaps fix ID`: write the change that closes a gap."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kbgen.commands.log_reading import add_gap_options, examiner_for, gap_named, read_gaps
from kbgen.commands.options import add_config
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.model import ARTICLE_TYPES
from kbgen.settings.site import load
from search_analytics.store.search_log import AT_HOME_K, AWAY_K

if TYPE_CHECKING:
    from kbgen.insights.fixes.plan import Plan
    from kbgen.insights.gaps import Gaps

ABOUT = "write the change that closes a gap: a synonym, keywords, a translation to write, or the draft of an article"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "gap", metavar="ID", nargs="+", help="of 'kbgen gaps', or how it begins; several are closed by one change"
    )
    add_gap_options(parser)
    add_config(parser)
    parser.add_argument("--dry-run", action="store_true", help="show the change, and write nothing")
    parser.add_argument("--branch", nargs="?", const="", metavar="NAME", help="commit it on a branch (default: gap/ID)")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--article", metavar="PATH", help="make the phrasings keywords of this article")
    chosen.add_argument("--new", action="store_true", help="begin a new article, whatever the verdict is")
    parser.add_argument("--category", metavar="CATEGORY", help="of a new article (default: where the search shows most)")
    parser.add_argument("--force", action="store_true", help="write a change too that rescues nothing, or breaks what worked")
    parser.add_argument("--name", help="of a new article (default: by what customers typed)")
    parser.add_argument("--type", choices=ARTICLE_TYPES, default="how-to", help="of a new article (default: %(default)s)")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.insights.agreement import each_network_once
    from kbgen.insights.fixes.choose import Wishes
    from kbgen.insights.fixes.git_branch import commit_on_branch, require_clean_tree, write_edits
    from kbgen.insights.fixes.plan import Workshop, plan_fix
    from kbgen.insights.gaps import joined
    from kbgen.insights.replay.queries import queries_of_log
    from kbgen.site.portal import prepare
    from kbgen.site.site_search import search_of_articles, with_drafts

    settings = load(options.config)
    if options.branch is not None:
        require_clean_tree(settings.root)
    least_k = AT_HOME_K if options.branch is None else AWAY_K  # a commit leaves the house
    examiner = examiner_for(options, terminal)
    log, gaps = read_gaps(options, examiner, least_k=least_k)
    gap = joined([gap_named(start, gaps) for start in options.gap])
    if gap.state != "open":
        terminal.say(f"gap {gap.id} is {gap.state}{f': {_one_line(gap.reason)}' if gap.reason else ''}")
    portal = prepare(with_drafts(settings))
    wishes = Wishes("draft" if options.new else None, options.article, options.category, options.name, options.type)
    queries = queries_of_log(each_network_once(log), examiner.is_published)
    plan = plan_fix(gap, wishes, Workshop(settings, portal, queries, search_of_articles(portal), gaps.found))
    chosen, expected = plan.fix, plan.expected
    for edit in chosen.edits:
        sys.stdout.write(edit.diff())
    terminal.say(f"{chosen.what}: {expected.sentence}")
    if not expected.rescued and not plan.fault:
        terminal.say("with it the articles answer every phrasing of the gap, for which the search only found something")
    begins_article = any(edit.before is None and edit.path.suffix == ".md" for edit in chosen.edits)
    if expected.rescued and not begins_article and not expected.answers(gap):  # a draft says nothing yet
        found = "the gap stays open: its readers must be seen to find the article, for no title says their words"
        terminal.say(f"{found}\nhint: say them there, or once you are sure: kbgen gaps set {gap.id} done")
    if plan.abroad:
        listed = f"kbgen translate {' '.join(plan.abroad)}" if len(plan.abroad) <= _MOST_ABROAD else "kbgen translations"
        found = counted(len(plan.abroad), "article")
        terminal.say(f"{found} not written in the language of these readers; if one of them answers, translate it: {listed}")
    if plan.unsaid:
        terminal.say(f"no trial tells that {plan.unsaid} answers this, for it says nothing of what was searched: read it first")
    for other in plan.also:
        terminal.say(f"closes {other.id} as well: {_one_line(other.title)}")
    if plan.fault and not options.force:
        raise UsageError(f"nothing was written: {plan.fault}", hint=_REFUSED)
    if options.dry_run:
        terminal.say("nothing was written (--dry-run)")
    elif options.branch is not None:
        name = options.branch or f"gap/{gap.id}"
        commit_on_branch(settings.root, name, chosen.edits, _message(plan, gaps))
        terminal.say(f"committed on branch {name}")
    else:
        write_edits(settings.root, chosen.edits)
        terminal.say(f"written: {', '.join(edit.path.as_posix() for edit in chosen.edits)}")
    return 0


_MOST_ABROAD = 3
"""Articles that are named where one of them may answer."""
_REFUSED = "name the article with --article, begin one with --new, or write this all the same: --force"


def _message(plan: Plan, gaps: Gaps) -> str:
    """Return the message of the commit."""
    gap, question = plan.gap, gaps.question
    phrasings = "\n".join(
        f"- {phrasing.text} ({phrasing.counts.failed} of {phrasing.counts.searches} failed)" for phrasing in gap.phrasings[:10]
    )
    period = f"{question.from_day} to {question.to_day}"
    also = "".join(f"It closes gap {other.id} as well: {_one_line(other.title)}\n" for other in plan.also)
    return (
        f"Answer “{_one_line(gap.title)[:40]}”: {plan.fix.what}"[:72].rstrip()
        + f"\n\nGap {gap.id} ({gap.diagnosis.verdict.value}), {period}: {counted(round(gap.days.failed), 'failed visitor-day')},"
        + f" {gap.counts.failed} of {counted(gap.counts.searches, 'search', 'searches')} failed.\n\n{phrasings}\n\n"
        + f"Replayed on the changed articles, each network once, it {plan.expected.sentence}.\n{also}"
    )


def _one_line(text: str) -> str:
    return " ".join("".join(char for char in text if char.isprintable()).split())
