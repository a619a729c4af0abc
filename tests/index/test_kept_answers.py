"""What articles answer at once is put in files again only where an article of the file changed."""

from __future__ import annotations

from pathlib import Path

from kbgen.index.answers import MOST_ENTRY_BYTES, AnswerSource, ArticleEntries, Asked, SiteAnswers, add_answers, entries_of
from kbgen.index.files import IndexFiles
from kbgen.kept_values import KeptValues
from kbgen.model import AnswerCard, ArticleId

ARTICLES = [ArticleId(f"article-{number}") for number in range(4)]


def _says(text: str) -> ArticleEntries:
    card = AnswerCard("question", text * (MOST_ENTRY_BYTES // 2 // len(text)))
    return entries_of((AnswerSource((Asked(((text,),)),), card),))


def _unread(entries: ArticleEntries) -> ArticleEntries:
    def sources() -> list[AnswerSource]:
        raise AssertionError("nothing of this file changed")

    return ArticleEntries(entries.digest, entries.cards_bytes, sources)


def _files(folder: Path | None, entries: list[ArticleEntries]) -> dict[str, bytes]:
    kept = KeptValues(folder, "index", most_unused=4)
    files = IndexFiles(kept)
    add_answers(files, {"en": SiteAnswers(entries=dict(zip(ARTICLES, entries, strict=True)))}, ARTICLES, kept)
    return files.by_name


def test_only_the_file_of_an_article_that_changed_is_made_again(tmp_path: Path) -> None:
    before = [_says(text) for text in ("one", "two", "three", "four")]
    _files(tmp_path, before)
    warm = _files(tmp_path, [*map(_unread, before[:3]), _says("five")])
    assert warm == _files(None, [*before[:3], _says("five")])
