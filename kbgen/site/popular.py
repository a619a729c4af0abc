"""The articles that readers open most, as `kbgen popular` writes them: ids, the most read first, for each language.

The file holds no figure and no text of a reader. An id that the site no longer has is passed over: articles come and go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kbgen.errors import UsageError
from kbgen.model import LANGUAGES, ArticleId, Language

VERSION = 1
MOST_BYTES = 100_000
_HINT = "write it anew by 'kbgen popular', or remove it"
Popular = Mapping[Language, tuple[ArticleId, ...]]


def read_popular(path: Path, moved: Mapping[ArticleId, ArticleId]) -> Popular:
    """Return the ids of a file, those of today; none where there is no file. moved: former ids.

    Raises UsageError: it is not such a file.
    """
    if not path.is_file():
        return dict.fromkeys(LANGUAGES, ())
    if path.stat().st_size > MOST_BYTES:
        raise UsageError(f"{path}: more than {MOST_BYTES:,} bytes", hint=_HINT)
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not JSON: {error}", hint=_HINT) from None
    if not isinstance(found, dict) or found.get("version") != VERSION:
        version = found.get("version") if isinstance(found, dict) else None
        raise UsageError(f"{path}: 'version' is {version!r}, this release reads {VERSION}", hint=_HINT)
    articles = found.get("articles")
    if not isinstance(articles, dict):
        raise UsageError(f"{path}: 'articles' is missing", hint=_HINT)
    found = {language: _ids(path, language, articles.get(language, [])) for language in LANGUAGES}
    return {language: tuple(dict.fromkeys(moved.get(one, one) for one in ids)) for language, ids in found.items()}


def _ids(path: Path, language: Language, found: object) -> tuple[ArticleId, ...]:
    if not isinstance(found, list) or not all(isinstance(article, str) for article in found):
        raise UsageError(f"{path}: 'articles.{language}' is no list of ids", hint=_HINT)
    return tuple(map(ArticleId, found))
