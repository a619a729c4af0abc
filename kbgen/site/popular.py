"""The articles that readers open most, as `kbgen popular` writes them: ids, the most read first, for each language.

The file holds no figure and no text of a reader. An id that the site no longer has is passed over: articles come and go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kbgen.errors import Problem
from kbgen.model import LANGUAGES, ArticleId, Language

VERSION = 1
MOST_BYTES = 100_000
_HINT = "write it anew by 'kbgen popular', or remove it"
Popular = Mapping[Language, tuple[ArticleId, ...]]


def read_popular(path: Path, shown: Path, moved: Mapping[ArticleId, ArticleId]) -> tuple[Popular, tuple[Problem, ...]]:
    """Return the ids of a file, those of today, and what is wrong with it; none where there is no file, or not such a one.

    shown: the path as messages name it. moved: former ids.
    """
    nothing: Popular = dict.fromkeys(LANGUAGES, ())
    if not path.is_file():
        return nothing, ()
    articles, line, fault = _articles(path.read_bytes())
    if fault:
        return nothing, (Problem(shown, line, "popular", fault, _HINT),)
    return {language: tuple(dict.fromkeys(moved.get(one, one) for one in articles[language])) for language in LANGUAGES}, ()


def _articles(raw: bytes) -> tuple[Popular, int, str]:
    """Return what a file holds; or the line and what is wrong."""
    if len(raw) > MOST_BYTES:
        return {}, 0, f"is larger than {MOST_BYTES:,} bytes"
    try:
        found = json.loads(raw)
    except json.JSONDecodeError as error:
        return {}, error.lineno, f"is no JSON: {error.msg}"
    except (ValueError, RecursionError) as error:
        return {}, 0, f"is no JSON: {error}"
    version = found.get("version") if isinstance(found, dict) else None
    if version != VERSION:
        return {}, 0, f"'version' is {version!r}, this release reads {VERSION}"
    articles = found.get("articles")
    if not isinstance(articles, dict):
        return {}, 0, "'articles' is missing"
    listed = {language: articles.get(language, []) for language in LANGUAGES}
    for language, ids in listed.items():
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            return {}, 0, f"'articles.{language}' is no list of ids"
    return {language: tuple(map(ArticleId, ids)) for language, ids in listed.items()}, 0, ""
