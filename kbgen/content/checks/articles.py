"""What an article needs before readers see it: a title, a description, an owner that the site knows, and to be finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.content.checks.view import ContentView
from kbgen.content.code_places import without_code
from kbgen.content.edit.outlines import placeholders
from kbgen.errors import Problem
from kbgen.model import Article
from kbgen.settings.fields import nearest

_TITLE_HINT = "begin the file with '---', 'title: …', '---'; 'kbgen check --fix' takes a first line '# …'"
UNFINISHED = "<!-- unfinished"
"""How a line begins that `kbgen new`, `kbgen gaps fix` and `kbgen import` write into what they begin."""
CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
"""How the lines begin, in this order, by which git parts two versions of a text."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PLACEHOLDERS = placeholders()
"""What the outline of a draft holds besides comments: a page would show it."""


def missing_title(view: ContentView) -> Iterator[Problem]:
    """Report front matter without `title`; an unreadable front matter has been reported already."""
    for article in view.articles:
        unreadable = article.front.lines is not None and "" in article.front.lines
        if not article.front.title and not unreadable:
            written = (article.front.lines or {}).get("title")
            message, hint = (
                ("'title' holds no text", "write the title behind it: 'title: …'") if written else ("no title", _TITLE_HINT)
            )
            yield Problem(article.path, written or 1, "missing-title", message, hint)


def missing_description(view: ContentView) -> Iterator[Problem]:
    """Report an article without `description`."""
    for article in view.articles:
        if article.kind == "article" and article.front.title and not article.front.description:
            hint = "add 'description: …', one or two sentences"
            yield Problem(article.path, 1, "missing-description", "no description", hint)


def missing_text(view: ContentView) -> Iterator[Problem]:
    """Report an article of front matter alone, or with comments only: its page would be empty."""
    for article in view.articles:
        if article.kind == "article" and not _COMMENT.sub("", article.body).strip() and not unfinished_line(article):
            hint = "write the article below the front matter, or remove the file"
            yield Problem(article.path, 1, "missing-text", "no text below the front matter", hint)


def unknown_owner(view: ContentView) -> Iterator[Problem]:
    """Report owners that the settings do not name, on a site whose settings name any."""
    known = view.settings.owners
    for article in view.articles:
        owner, lines = article.front.owner, article.front.lines or {}
        if known and owner and owner not in known:
            hint = f"add it to 'owners' in {view.settings.file.name}, or: {nearest(owner, known)}"
            yield Problem(article.path, lines.get("owner", 1), "unknown-owner", f"'{owner}' is no owner of this site", hint)


def unfinished_article(view: ContentView) -> Iterator[Problem]:
    """Report an article that still says that it is unfinished."""
    for article in view.articles:
        if line := unfinished_line(article):
            hint = "write the article, then remove this line, or write over it what customers ask and what the answer is"
            yield Problem(article.path, line, "unfinished-article", "this article is unfinished", hint)


def merge_conflict(view: ContentView) -> Iterator[Problem]:
    """Report what git leaves in a text where two versions of it differ, so that nobody publishes both."""
    for article in view.articles:
        if line := _conflict_line(article):
            hint = f"choose one of the two versions, and remove the lines that begin with {', '.join(map(repr, CONFLICT_MARKS))}"
            yield Problem(article.path, line, "merge-conflict", "two versions of a text, as git left them", hint)


def _conflict_line(article: Article) -> int:
    """Return the line of the file where two versions of a text begin, or 0 where there is one only."""
    if any(mark not in article.body for mark in CONFLICT_MARKS):
        return 0
    begun, awaited = 0, 0
    for number, line in enumerate(without_code(article.body).split("\n"), article.body_line):
        if line.partition(" ")[0] == CONFLICT_MARKS[awaited]:
            begun, awaited = begun or number, awaited + 1
            if awaited == len(CONFLICT_MARKS):
                return begun
    return 0


def unfinished_line(article: Article) -> int:
    """Return the line of the file that says that an article is unfinished, or that its outline still has; 0 where none does."""
    is_begun = UNFINISHED in article.body or any(line in article.body for line in _PLACEHOLDERS)
    lines = enumerate(article.body.splitlines() if is_begun else [], article.body_line)
    return next((number for number, line in lines if line.startswith(UNFINISHED) or line.strip() in _PLACEHOLDERS), 0)
