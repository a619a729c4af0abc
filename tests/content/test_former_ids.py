"""What named an article before it moved finds it by one look-up."""

from __future__ import annotations

from pathlib import Path

from kbgen.content.former import article_of_page, former_ids
from kbgen.content.pairs import pair_articles
from kbgen.model import Article, ArticleId, FrontMatter, Language


def side(article_id: str, language: Language, *aliases: str) -> Article:
    front = FrontMatter(title=article_id, aliases=aliases)
    return Article(ArticleId(article_id), language, "article", "a", Path(article_id), front, "", 1)


def test_every_former_id_of_either_side_leads_to_the_article_of_today():
    pairs = pair_articles([side("a/now", "en", "a/old", "b/older"), side("a/now", "zh-hant", "a/舊")])
    assert former_ids(pairs) == {"a/old": "a/now", "b/older": "a/now", "a/舊": "a/now"}


def test_an_id_that_an_article_has_today_is_no_former_one():
    assert former_ids(pair_articles([side("a/now", "en", "a/new"), side("a/new", "en")])) == {}


def test_an_index_tells_the_article_of_a_page_for_a_region_and_leaves_other_articles_be():
    pages = {"delivery/fees/hk", "delivery/fees/tw", "delivery/hk", "orders/taiwan", "orders/taiwan/tw"}
    assert {article_of_page(page, pages) for page in pages} == {
        "delivery/fees",
        "delivery/hk",
        "orders/taiwan",
        "orders/taiwan/tw",
    }
