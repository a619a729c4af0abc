"""Join the two languages: the same relative path is the same article.

Apart from scanning, which looks at one file at a time; this needs all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.model import Article, ArticleId, Language, Pair


def pair_articles(articles: Iterable[Article]) -> tuple[Pair, ...]:
    """Return pairs in order of id.

    Of two files for one id in one language the first by path counts; `checks` reports the second.
    """
    sides: dict[ArticleId, dict[Language, Article]] = {}
    for article in articles:
        sides.setdefault(article.id, {}).setdefault(article.language, article)
    return tuple(
        Pair(id=article_id, en=found.get("en"), zh_hant=found.get("zh-hant")) for article_id, found in sorted(sides.items())
    )
