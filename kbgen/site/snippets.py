"""For people who answer customers: a short reply for each article, in both languages, with its permanent link."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kbgen.content.short_ids import short_address
from kbgen.model import LANGUAGES, Article, Language, Pair
from kbgen.site.portal import Portal
from kbgen.site.saved_run import read_saved
from kbgen.table_cells import csv_table, written_cell

LONGEST_REPLY = 400
"""Characters: what a reader takes in without scrolling in a chat."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What to send in one language. own: whether the article is written in it; the link shows the other language otherwise."""

    title: str
    text: str
    link: str
    own: bool


class Snippet(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a reply. version: changes whenever its text does, in either language."""

    article: str
    version: str
    replies: dict[Language, Reply]


class Snippets(msgspec.Struct, frozen=True, kw_only=True):
    """The replies of a site, in order of article."""

    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SnippetChanges:
    """What is different since an earlier file: articles changed, new and gone."""

    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def make_snippets(portal: Portal, base: str) -> Snippets:
    """Return a reply for each article. base: address of the site, ending in a slash."""
    pairs = [pair for pair in portal.pairs if pair.sides[0].kind == "article"]
    return Snippets(snippets=tuple(_snippet(portal, pair, base) for pair in sorted(pairs, key=lambda pair: pair.id)))


def compare_snippets(now: Snippets, before: Snippets) -> SnippetChanges:
    """Return what is different since an earlier file."""
    old = {snippet.article: snippet.version for snippet in before.snippets}
    new = {snippet.article: snippet.version for snippet in now.snippets}
    return SnippetChanges(
        changed=tuple(article for article in new if article in old and old[article] != new[article]),
        new=tuple(article for article in new if article not in old),
        gone=tuple(article for article in old if article not in new),
    )


def read_snippets(path: Path) -> Snippets:
    """Read a file that `kbgen snippets --format json` wrote. Raises UsageError."""
    return read_saved(
        path, Snippets, of="file of 'kbgen snippets --format json'", written_by="kbgen snippets --format json --output FILE"
    )


def snippets_json(found: Snippets) -> str:
    """Return the replies for programs, and for a later comparison."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def snippets_markdown(found: Snippets) -> str:
    """Return the replies to copy from, one below the other."""
    return "\n".join(line for snippet in found.snippets for line in _markdown(snippet))


def snippets_csv(found: Snippets) -> str:
    """Return the replies for a help desk that imports tables; no cell is read as a formula."""
    columns = [f"{column}_{language}" for language in LANGUAGES for column in ("title", "reply", "link")]
    rows = [["article", *columns, "version"]]
    for snippet in found.snippets:
        cells = [cell for language in LANGUAGES for cell in _cells(snippet.replies[language])]
        rows.append([snippet.article, *cells, snippet.version])
    return csv_table(rows, written_cell, quote_all=False)


def _snippet(portal: Portal, pair: Pair, base: str) -> Snippet:
    sides = pair.sides
    digest = hashlib.blake2b(digest_size=6)
    for side in sides:
        digest.update(repr((side.language, side.front.title, side.front.description, side.body)).encode())
    short_id = next((side.front.short_id for side in sides if side.front.short_id), "")
    replies: dict[Language, Reply] = {}
    for language in LANGUAGES:
        side = pair.side(language) or sides[0]
        link = base + (short_address(short_id) if short_id else portal.url((language, pair.id)))
        replies[language] = Reply(title=side.front.title, text=_text(portal, side), link=link, own=side.language == language)
    return Snippet(article=str(pair.id), version=digest.hexdigest(), replies=replies)


def _text(portal: Portal, side: Article) -> str:
    """Return the description or, without one, how the article begins."""
    sections = portal.rendered[side.language, side.id].sections
    text = " ".join((side.front.description or sections[0].text).split())
    return text if len(text) <= LONGEST_REPLY else f"{text[: LONGEST_REPLY - 1]}…"


def _markdown(snippet: Snippet) -> Iterator[str]:
    titles = dict.fromkeys(reply.title for reply in snippet.replies.values())
    yield f"## {' · '.join(titles)}"
    yield ""
    for reply in snippet.replies.values():
        if reply.own:
            yield from (reply.text, "", f"<{reply.link}>", "")
    yield from (f"`{snippet.article}` {snippet.version}", "")


def _cells(reply: Reply) -> tuple[str, str, str]:
    return reply.title, reply.text, reply.link
