"""What comes, goes or is to be reviewed: said before it surprises anybody, and to whom it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from kbgen.content.checks.view import ContentView, TextView
from kbgen.content.front_matter import key_line
from kbgen.content.lifecycle import Lifetime, Withheld, lifetime
from kbgen.content.pairs import pair_articles
from kbgen.errors import Problem
from kbgen.model import Article, Moment

AHEAD = timedelta(days=14)
"""How long before an article expires that is said: two weeks are enough to write what replaces it, and no standing alarm."""

_OTHER_ZONES = timedelta(days=1)
"""A writer may be a day ahead of the zone of the site."""
_DATES = ("publish_at", "expire_at")
_ALWAYS = Lifetime()


def dates_without_effect(view: ContentView) -> Iterator[Problem]:
    """Report dates on home and category pages, which are always there, and an article that would end before it begins."""
    for article in (*view.articles, *view.over):
        for key, moment in _dates(article).items():
            if moment and article.kind != "article":
                hint = "remove it; the page of a category comes and goes with its articles"
                yield _at(article, key, "bad-value", f"'{key}' has no effect on a {article.kind} page", hint)
        alive = lifetime(article, view.settings.zone)
        if alive.end <= alive.start:
            message = f"'expire_at' is {alive.until}, which is before 'publish_at', {alive.since}: nobody would ever see it"
            yield _at(article, "expire_at", "bad-value", message, "let it end after it begins")


def dates_differ(view: ContentView) -> Iterator[Problem]:
    """Report a pair of which one side comes or goes at another moment: until then readers get the other language."""
    zone = view.settings.zone
    for pair in pair_articles((*view.articles, *view.over)):
        if pair.en is None or pair.zh_hant is None:
            continue
        en, zh_hant = (lifetime(side, zone) for side in pair.sides)
        for key, same in (("publish_at", en.start == zh_hant.start), ("expire_at", en.end == zh_hant.end)):
            if not same:
                own, other = _dates(pair.zh_hant)[key], _dates(pair.en)[key]
                message = f"'{key}' is {own or 'missing'} here, and {other or 'missing'} in {pair.en.path}"
                yield _at(pair.zh_hant, key, "dates-differ", message, "write the same in both languages")


def days_to_come(view: ContentView) -> Iterator[Problem]:
    """Report an article that says it was written or reviewed on a day to come, which may be that of its publication."""
    zone = view.settings.zone
    for article in view.articles:
        latest = max(view.settings.now + _OTHER_ZONES, lifetime(article, zone).start).astimezone(zone).date()
        for key, day in (("updated", article.front.updated), ("reviewed", article.front.reviewed)):
            if day and day > latest:
                yield _at(article, key, "day-to-come", f"'{key}' is {day}, a day to come", "write the day on which that was done")


def review_due(view: ContentView) -> Iterator[Problem]:
    """Report articles whose review is overdue, with their owner."""
    told = set()
    for article in view.articles:
        due = article.front.review_by
        if (article.id, due, article.front.owner) in told:
            continue  # of the other side, and both are read together
        told.add((article.id, due, article.front.owner))
        if due and view.settings.now >= due.end(view.settings.zone):
            owner = f", by {article.front.owner}" if article.front.owner else ""
            hint = "read it, mend it, then write 'reviewed' and the next 'review_by'; 'kbgen calendar' lists all by owner"
            yield _at(article, "review_by", "review-due", f"a review was due by {due}{owner}", hint)


def expires_soon(view: ContentView) -> Iterator[Problem]:
    """Report articles that readers see for two more weeks at most."""
    now = view.settings.now
    told = set()
    for article in view.articles:
        alive = lifetime(article, view.settings.zone)
        if alive.start <= now and alive.end - now <= AHEAD and (article.id, alive.end) not in told:
            told.add((article.id, alive.end))  # both sides are one article
            hint = "write a later day if it still holds then; otherwise nothing is to be done"
            yield _at(article, "expire_at", "expires-soon", f"readers see this article until {alive.until}", hint)


def untimely_link(view: TextView) -> Iterator[Problem]:
    """Report links to what is not there yet or any more, or soon will not be; they stand as text meanwhile."""
    for key, rendered in view.rendered.items():
        own, path = view.lifetimes.get(key[1], _ALWAYS), rendered.article.path
        for link in rendered.links:
            if link.image:
                continue
            target, what = view.links.resolve(view.paths[key], link.target), f"the link '{link.target[:120]}'"
            if target.kind == "withheld":
                yield withheld_target(view.links.withheld[target.path], what, path, link.line)
            elif target.page and view.now:
                other = view.lifetimes.get(target.page[1], _ALWAYS)
                if other.start > max(own.start, view.now):
                    yield _scheduled(f"appears on {other.since}", what, path, link.line)
                elif view.now < other.end < own.end and other.end - view.now <= AHEAD:
                    message = f"{what} leads to an article that readers see until {other.until}"
                    hint = "from then on it leads nowhere: name what will hold then"
                    yield Problem(path, link.line, "expiring-target", message, hint)


def withheld_target(withheld: Withheld, what: str, path: Path, line: int) -> Problem:
    """Return the problem of something that names an article which is not there now. what: as `the link 'a.md'`."""
    if withheld.state == "coming":
        return _scheduled(withheld.sentence, what, path, line)
    message = f"{what} leads to an article that {withheld.sentence}"
    if withheld.state == "draft":
        return Problem(path, line, "broken-link", message, "finish that draft, or remove the link")
    hint = "it leads nowhere now: name what holds today, or remove it"
    return Problem(path, line, "expired-target", message, hint)


def _scheduled(sentence: str, what: str, path: Path, line: int) -> Problem:
    message = f"{what} leads to an article that {sentence}"
    return Problem(path, line, "scheduled-target", message, "until then it leads nowhere; nothing is to be done")


def _dates(article: Article) -> Mapping[str, Moment | None]:
    return dict(zip(_DATES, (article.front.publish_at, article.front.expire_at), strict=True))


def _at(article: Article, key: str, code: str, message: str, hint: str) -> Problem:
    return Problem(article.path, key_line(article.front.lines, key), code, message, hint)
