"""Ask the sample portal what its readers ask, and compare with a search engine that nobody here wrote.

The oracle is Whoosh: BM25F over the same fields, with its own stemmer for English and jieba's analyser for Chinese.
Two engines never rank quite alike, so of a clean query only this is asked: among kbgen's first three is the article that Whoosh
puts first or, for a title, the article of that title (articles of one topic hold each other's titles).
A query that Whoosh cannot answer at all would prove nothing; every query here must have an answer there.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_index import open_files

from kbgen.index.build import IndexSource, build_index
from kbgen.model import Language
from kbgen.search.query import SearchEngine
from kbgen.settings.site import load
from kbgen.site.index_source import index_source
from kbgen.site.portal import prepare

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
COMPARED = 3
BOOSTS = {"title": 4.0, "keywords": 3.0, "description": 2.0, "text": 1.0}

ENGLISH = (
    *("refund credit card", "track parcel", "reset password", "cancel order", "store pick-up", "white ink", "bleed resolution"),
    *(
        "delivery fee",
        "import tax",
        "company tax ID",
        "pay by octopus",
        "exchange item",
        "sample before bulk order",
        "rush order",
    ),
    *("approve proof", "upload large file", "points expire", "two-step verification", "change address", "carrier barcode"),
)
CHINESE = (
    *("信用卡 退款", "查詢訂單", "重設密碼", "取消訂單", "超商取貨", "白墨", "出血", "運費", "統一編號", "八達通付款"),
    *("換貨", "打樣", "急件", "確認校稿", "上傳檔案", "積分 有效期", "兩步驗證", "更改地址", "手機條碼載具", "智能櫃"),
)

Ask = Callable[[Language, str], list[str]]


@pytest.fixture(scope="module")
def sample() -> IndexSource:
    """The articles of the sample portal."""
    portal = prepare(replace(load(CONFIG), cache=None))
    return index_source(portal)


@pytest.fixture(scope="module")
def kbgen_finds(sample: IndexSource) -> Ask:
    """The pages of kbgen's first articles for a query: an article with pages for regions is one."""
    index = open_files(build_index(sample).files)
    engines: dict[Language, SearchEngine] = {"en": SearchEngine(index, "en"), "zh-hant": SearchEngine(index, "zh-hant")}

    def find(language: Language, query: str) -> list[str]:
        results = engines[language].search(query, limit=COMPARED).results
        return [page.id for result in results for page in (result.document, *result.others)]

    return find


@pytest.fixture(scope="module")
def whoosh_finds(sample: IndexSource, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Whoosh's first article for a query, in a list that is empty where it finds none."""
    from whoosh.analysis import StemmingAnalyzer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba leaves a file open while it is imported
        import jieba
        from jieba.analyse import ChineseAnalyzer

        jieba.setLogLevel("WARNING")
        jieba.dt.tmp_dir = str(tmp_path_factory.mktemp("jieba"))  # not the common folder, where any user may have put a cache
        jieba.initialize()
    english, chinese = (_Oracle(sample, "en", StemmingAnalyzer()), _Oracle(sample, "zh-hant", ChineseAnalyzer()))
    yield lambda language, query: (english if language == "en" else chinese).find(query)
    english.close()
    chinese.close()


class _Oracle:
    """The articles of one language in a Whoosh index in memory."""

    def __init__(self, source: IndexSource, language: Language, analyser: Any) -> None:
        from whoosh.fields import ID, TEXT, Schema
        from whoosh.filedb.filestore import RamStorage

        self._analyser = analyser
        fields = {field: TEXT(analyzer=analyser) for field in BOOSTS}
        index = RamStorage().create_index(Schema(id=ID(stored=True), **fields))
        writer = index.writer()
        for pair in source.pairs:
            side = pair.sides.get(language)
            if side is not None:
                text = "\n".join(f"{section.title}\n{section.text}" for section in side.sections)
                keywords = "\n".join(side.keywords)
                writer.add_document(id=pair.id, title=side.title, keywords=keywords, description=side.description, text=text)
        writer.commit()
        self._searcher = index.searcher()

    def find(self, query: str) -> list[str]:
        """Search for any of the query's words in any field; made of terms, so that no character is query syntax."""
        from whoosh.query import Or, Term

        words = sorted({token.text for token in self._analyser(query, mode="query")})
        asked = Or([Term(field, word, boost=boost) for word in words for field, boost in BOOSTS.items()])
        return [hit["id"] for hit in self._searcher.search(asked, limit=1)]

    def close(self) -> None:
        self._searcher.close()


def titles(sample: IndexSource, language: Language) -> dict[str, str]:
    """Return title → id of the articles of a language."""
    return {pair.sides[language].title: str(pair.id) for pair in sample.pairs if language in pair.sides}


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_title_finds_its_article_or_the_one_whoosh_finds(
    language: Language, sample: IndexSource, kbgen_finds: Ask, whoosh_finds: Ask
) -> None:
    asked = titles(sample, language)
    found = {title: set(kbgen_finds(language, title)) for title in asked}
    missed = [title for title, own in asked.items() if found[title].isdisjoint({own, *whoosh_finds(language, title)})]
    assert missed == []
    assert len(asked) > 40


@pytest.mark.parametrize(
    ("language", "query"), [*(("en", query) for query in ENGLISH), *(("zh-hant", query) for query in CHINESE)]
)
def test_keywords_find_the_article_that_whoosh_puts_first(
    language: Language, query: str, kbgen_finds: Ask, whoosh_finds: Ask
) -> None:
    (first,) = whoosh_finds(language, query)
    assert first in kbgen_finds(language, query)
