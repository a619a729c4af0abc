"""The articles that the portal has, from the list its build publishes (clause 19 of docs/spec/search-event.md).

Who forges events may name any article; a report should not rank articles that nobody wrote.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import msgspec

from search_analytics.errors import UsageError
from search_analytics.events.record import CONTACT
from search_analytics.events.wire import Envelope, SearchEvent

FILE = "articles.json"
_log = logging.getLogger(__name__)


class ArticleList(msgspec.Struct, frozen=True):
    """The file. former: ids that articles had before; pages that are open or cached still name them."""

    site: str
    build: str
    articles: frozenset[str]
    former: frozenset[str]

    def has(self, article: str) -> bool:
        """Say whether readers can have come to this article."""
        return article == CONTACT or article in self.articles or article in self.former


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of an envelope. unknown_articles: events that were dropped. other_build: events of another build, kept."""

    envelope: Envelope
    unknown_articles: int = 0
    other_build: int = 0


@dataclass(slots=True)
class PortalArticles:
    """The list of a built site, read again whenever the file is another one.

    A file that is missing or damaged leaves what was known before; without any, nothing is dropped.
    """

    path: Path
    _known: ArticleList | None = None
    _seen: tuple[int, int, int] | None = (0, 0, 0)
    """Which file was read last: (0, 0, 0) none yet, None a missing one."""

    def current(self) -> ArticleList | None:
        """Return the list of the newest file that could be read."""
        seen = _state(self.path)
        if seen != self._seen:
            self._seen = seen
            self._known = _read(self.path) or self._known
        return self._known

    def sift(self, envelope: Envelope) -> Sifted:
        """Drop clicks, views and votes of articles that the site does not have; the list of another site says nothing."""
        known = self.current()
        if known is None or known.site != envelope.site:
            return Sifted(envelope)
        kept = tuple(event for event in envelope.e if isinstance(event, SearchEvent) or known.has(event.a))
        unknown = len(envelope.e) - len(kept)
        other_build = len(kept) if envelope.b != known.build else 0
        return Sifted(msgspec.structs.replace(envelope, e=kept) if unknown else envelope, unknown, other_build)


def portal_articles(portal: Path | None) -> PortalArticles | None:
    """Return the articles of the built site in a folder. Raises UsageError where there is no such folder."""
    if portal is None:
        return None
    if not portal.is_dir():
        raise UsageError(f"no folder {portal}", hint="--portal names the folder with the built site")
    articles = PortalArticles(portal / FILE)
    articles.current()
    return articles


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:  # said by _read
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _read(path: Path) -> ArticleList | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=ArticleList)
    except FileNotFoundError:  # the site may be built after the collector has started
        _log.info("%s is not there; until it is, articles are judged by the list before, if there was one", path)
    except OSError as error:
        _log.warning("cannot read %s: %s; articles are judged by the list before, if there was one", path, error.strerror)
    except (msgspec.DecodeError, UnicodeDecodeError):
        _log.warning("%s is no list of articles; articles are judged by the list before, if there was one", path)
    return None
