"""Articles → the files of a search index.

The order of stages: count terms by field → weigh → cut into shards → lexicons, tables, documents → directories → manifest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

import msgspec

from kbgen.index.answers import SiteAnswers, add_answers, asked_phrases
from kbgen.index.articles import IndexedArticle, IndexedPair, little_names, region_members
from kbgen.index.codec import (
    FORMAT,
    column,
    encode_lexicon,
    encode_terms,
    seal,
)
from kbgen.index.counted import CountedArticles, CountedSide
from kbgen.index.everyday import SCRIPT_OF, EverydayTerms, everyday_terms
from kbgen.index.files import IndexFiles
from kbgen.index.impacts import DEFAULT_BM25F, Bm25f, weigh
from kbgen.index.kept_stems import KeptStems
from kbgen.index.lexicon import plain_word, word_costs
from kbgen.index.packs import build_packs
from kbgen.index.phrases import Said, SaidPhrases
from kbgen.index.postings import Postings, postings_of, with_lent
from kbgen.index.real_words import kept_english_files, kept_near_chinese
from kbgen.index.shards import DEFAULT_LIMITS, Family, KeptHeads, ShardLimits, cut_shards
from kbgen.index.sounded import asked_by_sound, names_by_sound
from kbgen.index.sounds import kept_characters
from kbgen.index.stand_ins import StandIns, kept_stand_in_files, kept_stand_ins
from kbgen.kept_values import KeptValues
from kbgen.model import ARTICLE_TYPES, LANGUAGES, REGIONS, ArticleId, Language, Region
from kbgen.text.aliases import Alias, Concept, region_wholes
from kbgen.text.answer_words import answer_words
from kbgen.text.everyday import everyday_groups
from kbgen.text.normalise import Script
from kbgen.text.real_words import Dictionary
from kbgen.text.tables import fold_table, function_words, written_forms
from kbgen.text.tokens import canonical

SCRIPTS: tuple[Script, ...] = ("latn", "hani")
WORDS_FAMILY = ("hani", "zh-hant")
"""The family whose shards hold the costs of Chinese words: readers of both languages ask it."""
DOCUMENTS_PER_FILE = 16
WORDS_PER_FILE = 100
NO_WORDS = Dictionary("", frozenset)
_KEEP_UNUSED = 4
"""Values of former builds that stay in the cache."""


@dataclass(frozen=True, slots=True)
class IndexSource:
    """Everything that decides the bytes of an index.

    directory_urls: `en/a/` when True, `en/a.html` when False. categories: titles by language and category id.
    aliases, concepts: words that stand for others; everyday: groups of words, canonical, each of one script, that are near each
    other; packaged_words: besides those that come with kbgen.
    dictionaries: words of a language, Chinese ones folded,
    which are no typing mistakes where no article holds them. own_words: Chinese words the segmenter must know.
    answers: what is answered at once; without it the index has none.
    expires: the end of each side that has one, in seconds since 1970.
    regions: in the order of the site, what readers call each.
    """

    pairs: tuple[IndexedPair, ...]
    build_id: str
    directory_urls: bool = True
    categories: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    concepts: tuple[Concept, ...] = ()
    everyday: tuple[tuple[str, ...], ...] = ()
    packaged_words: bool = False
    dictionaries: Mapping[Script, Dictionary] = field(default_factory=dict)
    own_words: tuple[str, ...] = ()
    answers: Mapping[Language, SiteAnswers] = field(default_factory=dict)
    expires: Mapping[Language, Mapping[ArticleId, int]] = field(default_factory=dict)
    regions: Mapping[Region, tuple[str, ...]] = field(default_factory=lambda: dict.fromkeys(REGIONS, ()))
    ranking: Mapping[Script, Bm25f] = field(default_factory=lambda: DEFAULT_BM25F)
    limits: ShardLimits = DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class BuiltIndex:
    """An index. files: bytes by name; `manifest.json` and the packs have fixed names, and are to be written last.

    terms: everything that articles are looked up by. payloads: what stands for the payload of each numbered file, by its name.
    """

    files: Mapping[str, bytes]
    terms: frozenset[str]
    payloads: Mapping[str, bytes]


def build_index(source: IndexSource, cache: Path | None = None) -> BuiltIndex:
    """Build the index; the same source gives the same bytes, in whatever order its pairs come.

    cache: its folder, where what most edits leave as it is is kept.
    """
    pairs = sorted(source.pairs, key=lambda pair: pair.id)
    kept = KeptValues(cache, "index", most_unused=_KEEP_UNUSED)
    stems = KeptStems(kept)
    counted = CountedArticles(map(canonical, source.own_words), kept)
    sides = {
        language: {number: counted.count(pair.sides[language]) for number, pair in enumerate(pairs) if language in pair.sides}
        for language in LANGUAGES
    }
    counted.keep()
    weighed = _weighed(counted, sides, pairs, source)
    every = [side for of_language in sides.values() for side in of_language.values()]
    han_words = word_costs(counted.occurrences(side.han_words for side in every))
    words = counted.occurrences(side.words for side in every)
    written = counted.occurrences(side.characters for side in every)
    del counted, sides, every  # a large site's take 100 MB, and what follows as much again
    characters = {term for (script, _), impacts in weighed.items() if script == "hani" for term in impacts if len(term) == 1}
    stand_ins = kept_stand_ins(source.aliases, source.concepts, kept, packaged=source.packaged_words)
    real_words = _real_words(han_words, weighed["hani", "zh-hant"], source, stand_ins, kept)
    said = SaidPhrases(stand_ins.phrases, region_wholes(), kept).said(side for pair in pairs for side in pair.sides.values())
    files = IndexFiles(kept)
    heads = KeptHeads(kept)
    families = _families(files, weighed, source.limits, heads, han_words, real_words)
    everyday = _everyday(weighed, source)
    everyday_words = {word for of_language in everyday.values() for words in of_language.words for word in words}
    for language, of_language in everyday.items():
        families[f"everyday/{language}"] = _family(files, cut_shards(postings_of(of_language.impacts), source.limits, heads))
    terms = frozenset(term for impacts in weighed.values() for term in impacts)
    aliases, sounds = _aliases(files, source, stand_ins, terms, said, han_words, kept)
    suffix = "/" if source.directory_urls else ".html"
    manifest = {
        "format": FORMAT,
        "build": source.build_id,
        "pairs": len(pairs),
        "url_suffix": suffix,
        "families": families,
        "lexicons": {
            "latn": files.add("lexicon/latn", _latin_lexicon(words)),
            "hani": files.add("lexicon/hani", encode_lexicon(han_words)),
        },
        "words": _word_files(files, han_words),
        "real": _real_files(files, source.dictionaries.get("latn", NO_WORDS), kept),
        "forms": files.add("forms", _forms(characters, written, source, stand_ins, {*real_words, *everyday_words})),
        "characters": files.add("characters", kept_characters(characters.union(*sounds), kept)),
        **aliases,
        "everyday": {
            language: files.add(f"everyday/{language}", _json([" ".join(words) for words in of_language.words]))
            for language, of_language in everyday.items()
        },
        "documents": {language: _documents(files, pairs, language, suffix) for language in LANGUAGES},
        "documents_per_file": DOCUMENTS_PER_FILE,
        "categories": source.categories,
        **({"answers": add_answers(files, source.answers, [pair.id for pair in pairs], kept)} if source.answers else {}),
        **region_members(pairs, source.regions),
        **({"expires": source.expires} if any(source.expires.values()) else {}),
        "light": " ".join(sorted(word for word in function_words() if word not in terms)),
        "little": " ".join(sorted(word for word in function_words() if word in terms)),
        **little_names(pairs),
    }
    files.keep()
    heads.keep()
    stems.keep(terms)
    kept.sweep()
    sealed = seal(manifest)
    packs = build_packs(files.by_name, manifest, sealed)
    return BuiltIndex({**files.by_name, **packs, "manifest.json": sealed}, terms, files.payloads)


def _weighed(
    counted: CountedArticles,
    sides: Mapping[Language, Mapping[int, CountedSide]],
    pairs: Sequence[IndexedPair],
    source: IndexSource,
) -> dict[tuple[Script, Language], Postings]:
    """Return the impacts of each script in the articles of each language, and of English words in Chinese articles alone."""
    step, light = source.limits.impact_step, function_words()
    weighed: dict[tuple[Script, Language], Postings] = {}
    for language in LANGUAGES:
        faqs = [number for number in sides[language] if pairs[number].sides[language].type == "faq"]
        for script in SCRIPTS:
            ranking = source.ranking[script]
            weighed[script, language] = weigh(
                sides[language], counted.names, script, ranking, impact_step=step, light=light, faqs=faqs
            )
    alone = sides["zh-hant"].keys() - sides["en"].keys()
    weighed["latn", "en"] = with_lent(weighed["latn", "en"], weighed["latn", "zh-hant"], alone)
    return weighed


def _families(
    files: IndexFiles,
    weighed: Mapping[tuple[Script, Language], Postings],
    limits: ShardLimits,
    heads: KeptHeads,
    han_words: Mapping[str, int],
    real_words: Set[str],
) -> dict[str, dict[str, str]]:
    """Add the shards of each script and language, and what leads to them; return where they are (index-format 4.3, 4.4)."""
    families = {}
    for (script, language), impacts in weighed.items():
        costs, real = (han_words, real_words) if (script, language) == WORDS_FAMILY else ({}, set())
        if impacts or costs:
            families[f"{script}/{language}"] = _family(files, cut_shards(impacts, limits, heads, costs, real))
    return families


def _family(files: IndexFiles, family: Family) -> dict[str, str]:
    name = files.add_numbered(family.shards)
    return {"name": name, "directory": files.add(f"directory/{name}", encode_terms(family.starts))}


def _everyday(weighed: Mapping[tuple[Script, Language], Postings], source: IndexSource) -> dict[Language, EverydayTerms]:
    """Return who holds words of everyday groups, of each language in which anyone does."""
    groups = (*source.everyday, *(everyday_groups() if source.packaged_words else ()))
    step = source.limits.impact_step
    found = {
        language: everyday_terms(groups, script, weighed[script, language], len(source.pairs), source.ranking[script], step)
        for language, script in SCRIPT_OF.items()
    }
    return {language: terms for language, terms in found.items() if terms.words}


def _latin_lexicon(words: Mapping[str, int]) -> bytes:
    return encode_lexicon(word_costs({term: count for term, count in words.items() if plain_word(term)}))


def _real_words(
    words: Mapping[str, int], impacts: Postings, source: IndexSource, stand_ins: StandIns, kept: KeptValues
) -> set[str]:
    """Return the Chinese words that no article holds and that are not to be mended into what one holds (index-format 4.3)."""
    pairs = {term for term in impacts if len(term) == 2}
    return kept_near_chinese(source.dictionaries.get("hani", NO_WORDS), stand_ins.han_words, words, pairs, kept)


def _real_files(files: IndexFiles, dictionary: Dictionary, kept: KeptValues) -> dict[str, str | int]:
    """Add the English words that are no typing mistakes (index-format 4.10)."""
    parts = kept_english_files(dictionary, kept)
    return {"name": files.add_numbered(parts), "files": len(parts)}


def _word_files(files: IndexFiles, words: Mapping[str, int]) -> dict[str, str | int]:
    """Add the Chinese words by their characters, so that mending fetches only those it may choose from (index-format 4.5.2)."""
    count = len(words) // WORDS_PER_FILE + 1
    parts: list[dict[str, int]] = [{} for _ in range(count)]
    for word, cost in words.items():
        for number in {ord(char) % count for char in word}:
            parts[number][word] = cost
    return {"name": files.add_numbered([encode_lexicon(part) for part in parts]), "files": count}


def _forms(characters: Set[str], written: Mapping[str, int], source: IndexSource, stand_ins: StandIns, words: Set[str]) -> bytes:
    """Return the variants of all characters that articles, sources of aliases and other words hold (index-format 4.5.1).

    characters: folded ones of articles. words: real ones and everyday ones. written: how often articles write each.
    Of each character the form that the site writes most comes first, even where that is the folded one itself; where it writes
    none, the one that the tables of Traditional words write. The folded one is among them where it is Traditional, too.
    """
    used = set(characters)
    used.update(stand_ins.characters)
    used.update(char for word in words for char in word)
    if source.answers:
        used.update(char for phrases in answer_words().values() for phrase in phrases for char in phrase)
        used.update(char for site in source.answers.values() for phrase in asked_phrases(site) for char in phrase)
    forms: dict[str, list[str]] = defaultdict(list)
    for variant, char in fold_table().items():
        if char in used:
            forms[char].append(variant)
    targets, variants, usual = [], [], written_forms()
    for char, found in sorted(forms.items()):
        most = max([char, *sorted(found)], key=lambda form: (written.get(form, 0), form == usual.get(char, char)))
        # Who types 台 types no Simplified: it is a character of Traditional texts as well.
        own = [char] if char.encode("big5", "ignore") else []
        ordered = [most, *(form for form in sorted([*found, *own]) if form != most)]
        targets.append(char * len(ordered))
        variants.append("".join(ordered))
    return column("".join(targets).encode()) + column("".join(variants).encode())


def _aliases(
    files: IndexFiles,
    source: IndexSource,
    stand_ins: StandIns,
    terms: Set[str],
    said: Said,
    han_words: Container[str],
    kept: KeptValues,
) -> tuple[dict[str, object], Sequence[str]]:
    """Add the words that stand for what articles hold; return the members of the manifest (index-format 4.7 and 4.7.1).

    And those that are looked for by their sound besides the words of the lexicon.
    """
    made = kept_stand_in_files(stand_ins, source.aliases, source.concepts, terms, kept, said=said, packaged=source.packaged_words)
    unheld = sorted(made.words - terms)
    sides = (pair.sides["zh-hant"] for pair in source.pairs if "zh-hant" in pair.sides)
    named = made.sounds.union(names_by_sound(sides, han_words), *map(asked_by_sound, source.answers.values()))
    sounds = sorted(word for word in named if word not in han_words)
    members = {
        "aliases": {script: {"name": files.add_numbered(parts), "files": len(parts)} for script, parts in made.files.items()},
        "starts": {script: files.add(f"starts/{script}", begins) for script, begins in made.starts.items()},
        "alias_words": files.add("alias_words", encode_terms(unheld)),
        "alias_sounds": files.add("alias_sounds", encode_terms(sounds)),
    }
    return members, sounds


def _documents(files: IndexFiles, pairs: Sequence[IndexedPair], language: Language, suffix: str) -> str:
    """Add the records and texts that readers of one language see, and return the name of the folder of the records.

    A pair without this language is shown in the other one.
    Record: [id, title, language, name of the text file, address, number of the type] (index-format 4.8).
    """
    payloads = []
    for start in range(0, len(pairs), DOCUMENTS_PER_FILE):
        records = []
        for pair in pairs[start : start + DOCUMENTS_PER_FILE]:
            shown: Language = language if language in pair.sides else next(iter(pair.sides))
            article = pair.sides[shown]
            plain_url = quote(f"{language}/{pair.id}{suffix}")
            url = pair.urls.get(language, plain_url)
            place = f"text/{shown}/{pair.id}"
            name = (
                files.add_said(place, article.digest, partial(_text, article))
                if article.digest
                else files.add(place, _text(article))
            )
            record = [pair.id, article.title, shown, name, "" if url == plain_url else url, ARTICLE_TYPES.index(article.type)]
            records.append(record if record[-1] else record[:-1])
        payloads.append(_json(records))
    return files.add_numbered(payloads)


def _text(article: IndexedArticle) -> bytes:
    return _json([[section.anchor, section.title, section.text] for section in article.sections])


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
