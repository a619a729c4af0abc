"""What a portal says: its words, and which article holds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kbgen.content.former import article_of_page
from kbgen.index.lexicon import stem
from kbgen.insights.diagnosis.meaning import LIGHT, cut, weight_of
from kbgen.insights.diagnosis.needs import TRADE, Needs
from kbgen.insights.diagnosis.plausible import chinese_words
from kbgen.insights.diagnosis.sounds import words_by_sound
from kbgen.model import LANGUAGES, Language
from kbgen.search.payloads import Document
from kbgen.search.reader import IndexReader
from kbgen.text.aliases import place_names
from kbgen.text.normalise import Script
from kbgen.text.real_words import english_words
from kbgen.text.tokens import runs_of

FEWEST_ARTICLES = 10
"""From so many articles on, what most of them say is what the portal is about."""


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of a query, folded."""

    text: str
    script: Script


class PortalWords:
    """Looks words up in the search index of a portal. drafts: articles written and not published, id → text; states: why.

    former: ids of articles that the portal says it had. keywords: id of an article → what editors say that readers call it.
    """

    def __init__(
        self,
        index: IndexReader,
        drafts: Mapping[str, str] | None = None,
        former: Collection[str] = frozenset(),
        keywords: Mapping[str, Sequence[str]] | None = None,
        states: Mapping[str, str] | None = None,
    ) -> None:
        self.index = index
        self.drafts = drafts or {}
        self.states = states or {}
        self._former = former
        self._keywords = keywords or {}
        self._with_text: dict[str, bool] = {}
        self.english = index.lexicon("latn")
        self.chinese = index.lexicon("hani")
        synonyms = {
            source: tuple(target.text for target in targets if target.kind == "synonym")
            for script in ("latn", "hani")
            for source, targets in index.all_aliases(script).items()
        }
        self._names_of_title: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self.needs = Needs(synonyms, self.chinese, self._is_everywhere)

    @cached_property
    def documents(self) -> Mapping[str, Mapping[Language, Document]]:
        """Every article by id, as readers of each language see it; one with pages for regions by its own id too."""
        found: dict[str, dict[Language, Document]] = {}
        for language in LANGUAGES:
            for document in self.index.documents(language, range(self.index.manifest["pairs"])).values():
                found.setdefault(document.id, {})[language] = document
        return {**{article_of_page(page, found): documents for page, documents in sorted(found.items(), reverse=True)}, **found}

    def had(self, article: str) -> bool:
        """Tell whether the portal has an article, or says that it had: who forges events may name any."""
        return article in self.documents or article in self._former

    def article(self, page: str) -> str:
        """Return the id by which the log and editors know what a page of the index shows."""
        return self._articles[page]

    @cached_property
    def _articles(self) -> Mapping[str, str]:
        pages = {document.id for documents in self.documents.values() for document in documents.values()}
        return {page: article_of_page(page, pages) for page in pages}

    @cached_property
    def _by_stem(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.english:
            found.setdefault(stem(word), []).append(word)
        return found

    @cached_property
    def singulars(self) -> frozenset[str]:
        """The English words of the portal without their *s*, where that is a word: *learner*, of one that says *learner's*."""
        return frozenset(word.removesuffix("s") for word in self.english if word.endswith("s")) & english_words()

    @cached_property
    def chinese_by_length(self) -> Mapping[int, list[str]]:
        """The Chinese words of the portal by their number of characters."""
        found: dict[int, list[str]] = {}
        for word in self.chinese:
            found.setdefault(len(word), []).append(word)
        return found

    @cached_property
    def chinese_by_sound(self) -> Mapping[str, str]:
        """The Chinese words of the portal by their sounds in Latin letters."""
        return words_by_sound(self.chinese)

    def title(self, article: str, language: Language) -> str:
        """Return the title that readers of a language see, or the id of an article that is gone."""
        return self.documents[article][language].title if article in self.documents else article

    @cached_property
    def abroad(self) -> Mapping[Language, Mapping[str, Document]]:
        """The articles that are written in the other language only: id → what readers of a language are shown."""
        return {
            language: {
                article: documents[language]
                for article, documents in sorted(self.documents.items())
                if documents[language].language != language
            }
            for language in LANGUAGES
        }

    @cached_property
    def own_names(self) -> Mapping[Language, frozenset[str]]:
        """What the titles of articles that are written in a language name."""
        return {
            language: frozenset[str]().union(
                *(
                    self.title_names(documents[language].title)[0]
                    for article, documents in self.documents.items()
                    if article not in self.abroad[language]
                )
            )
            for language in LANGUAGES
        }

    def title_names(self, title: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return what a title names, and that with what stands in the forms it is read as; worked out once."""
        if title not in self._names_of_title:
            names = self.needs.telling_names(title)
            self._names_of_title[title] = names, names | self.needs.inner_names(title)
        return self._names_of_title[title]

    def are_only_of(self, article: str, names: Collection[str]) -> bool:
        """Tell whether one of some names is in the titles of one article alone."""
        return any(self._titled[name] == {article} for name in names if name in self._titled)

    @cached_property
    def _titled(self) -> Mapping[str, frozenset[str]]:
        """Return name → the articles whose titles, in either language, hold it."""
        found: dict[str, set[str]] = {}
        for documents in self.documents.values():
            for document in documents.values():
                for name in self.title_names(document.title)[0]:
                    found.setdefault(name, set()).add(self.article(document.id))
        return {name: frozenset(articles) for name, articles in found.items()}

    def has_text(self, document: Document) -> bool:
        """Tell whether an article says anything below its title and headings; a draft that was published does not."""
        if document.text_name not in self._with_text:
            self._with_text[document.text_name] = any(text.strip() for _, _, text in self.index.text(document))
        return self._with_text[document.text_name]

    def exists_in(self, article: str, language: Language) -> bool:
        """Tell whether an article is written in a language, not only shown there."""
        return article in self.documents and self.documents[article][language].language == language

    def is_called(self, document: Document, words: Sequence[Word]) -> bool:
        """Tell whether some words are what a keyword of an article says, or the heading of a section: no more, no less."""
        asked = _stems(words)
        headings = (title for _, title, _ in self.index.text(document))
        return any(
            _stems(self.telling(name)) == asked for name in (*self._keywords.get(self.article(document.id), ()), *headings)
        )

    def telling(self, text: str) -> list[Word]:
        """Return the words of a text that say what it is about: none that all customers use, unless an article has it."""
        found = []
        for run in runs_of(text):
            parts = self._cut(run.text) if run.script == "hani" else [run.text]
            found += [Word(part, run.script) for part in parts if weight_of(part) > LIGHT]
        things = [word for word in found if word.text not in TRADE or self.knows(word)]
        return things or found

    def knows(self, word: Word) -> bool:
        """Tell whether any article holds a word."""
        if word.script == "latn":
            return word.text in self.english or stem(word.text) in self._by_stem or bool(self._holders("latn", word.text))
        if len(word.text) == 1:
            return bool(self._holders("hani", word.text))
        return word.text in self.chinese or any(set.intersection(*sets) for sets in [self._pairs_of(word.text)] if sets)

    def knows_whole(self, word: Word) -> bool:
        """Tell whether any article holds a word, and not merely one of its Chinese characters: names are made of such."""
        return self.knows(word) and (word.script == "latn" or len(word.text) > 1)

    def holds(self, pair: int, word: Word) -> bool:
        """Tell whether the article of a pair number holds a word, in either language."""
        if word.script == "latn":
            near = [word.text, *self._by_stem.get(stem(word.text), ())]
            return any(pair in self._holders("latn", other) for other in near)
        if len(word.text) == 1:
            return pair in self._holders("hani", word.text)
        return all(pair in holders for holders in self._pairs_of(word.text))

    def _is_everywhere(self, word: str) -> bool:
        """Tell whether more than half of the articles say a word, and it is no place; of few articles that tells nothing."""
        pairs = self.index.manifest["pairs"]
        if pairs < FEWEST_ARTICLES or word in place_names():
            return False
        if word.isascii():
            holders = self._holders("latn", word)
        elif len(word) > 1:
            holders = set.intersection(*self._pairs_of(word))
        else:
            return False
        return bool(len(holders) > pairs / 2)

    def _cut(self, run: str) -> list[str]:
        """Cut a folded run: the portal's own words first, a dictionary's in what remains.

        Where a character is left over before a word of the portal, and both are in a word of the dictionary that no article
        holds, that word is meant: 網球場 is no 球場 of 羽毛球.
        """
        found: list[str] = []
        rest, at, parts = "", 0, cut(run, self.chinese)
        while parts:
            part, *parts = parts
            if len(part) == 1 and parts and len(parts[0]) > 1 and (whole := self._unheld_word(run, at)):
                found += [*chinese_words(rest), whole]
                rest, at = "", at + len(whole)
                parts = cut(run[at:], self.chinese)
                continue
            if len(part) > 1:
                found += [*chinese_words(rest), part]
                rest = ""
            else:
                rest += part
            at += len(part)
        return found + chinese_words(rest)

    def _unheld_word(self, run: str, at: int) -> str:
        """Return the dictionary's word that begins at a character of a run, where no article holds it, or an empty text."""
        begins = 0
        for word in chinese_words(run):
            if begins == at and len(word) > 1 and not self.knows(Word(word, "hani")):
                return word
            begins += len(word)
        return ""

    def _pairs_of(self, word: str) -> list[set[int]]:
        return [self._holders("hani", word[at : at + 2]) for at in range(len(word) - 1)]

    def _holders(self, script: Script, term: str) -> set[int]:
        found: set[int] = set()
        for language in LANGUAGES:
            family = f"{script}/{language}"
            self.index.load(family, [term])
            if (postings := self.index.postings(family, term)) is not None:
                found.update(int(pair) for pair in postings.pairs)
        return found


def _stems(words: Iterable[Word]) -> frozenset[str]:
    """Return some words without the endings of the English ones."""
    return frozenset(stem(word.text) if word.script == "latn" else word.text for word in words)
