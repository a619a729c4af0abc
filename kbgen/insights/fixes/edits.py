"""The changes that close gaps: each knows the files it touches, as they were and as they become."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.checks.articles import UNFINISHED
from kbgen.content.edit.keywords import add_keywords, add_pins
from kbgen.content.edit.lines import yaml_word
from kbgen.content.edit.outlines import outline_text
from kbgen.content.names import path_fault
from kbgen.errors import UsageError
from kbgen.insights.diagnosis.markup import without_markup
from kbgen.insights.fixes.titles import keywords_of, title_for
from kbgen.insights.fixes.traditional import in_traditional
from kbgen.model import LANGUAGES, NO_ORDER, OTHER, ArticleType, Language
from kbgen.site.portal import Portal
from kbgen.text.add_terms import add_one_way


@dataclass(frozen=True, slots=True)
class Edit:
    """A file as it was (None: there was none) and as it becomes. path: relative to the folder of the project."""

    path: Path
    before: bytes | None
    after: bytes

    def diff(self) -> str:
        """Return what changes, as git shows it."""
        old = (self.before or b"").decode("utf-8-sig").splitlines(keepends=True)
        new = self.after.decode("utf-8-sig").splitlines(keepends=True)
        origin = f"a/{self.path.as_posix()}" if self.before is not None else "/dev/null"
        return "".join(difflib.unified_diff(old, new, origin, f"b/{self.path.as_posix()}"))


@dataclass(frozen=True, slots=True)
class Fix:
    """A change. what: in a few words, for the commit and for people. article: what its searches should find."""

    what: str
    edits: tuple[Edit, ...]
    article: str | None


def synonym_fix(portal: Portal, typed: Sequence[str], ours: str) -> Fix:
    """Return the entry of terms.yml that leads from what customers type to a word of the articles."""
    settings = portal.settings
    path = settings.terms
    before = path.read_bytes() if path.is_file() else None
    shown = _relative(portal, path)
    after = add_one_way(before or b"", typed, [ours], shown)
    return Fix(f"synonym: {', '.join(typed)} → {ours}", (Edit(shown, before, after),), None)


def keywords_fix(portal: Portal, article: str, phrasings: Sequence[str]) -> Fix:
    """Return the customers' words as keywords of an article, each in the language it is written in."""
    edits = []
    pair = portal.written_pair(article)
    if pair is None:
        raise UsageError(f"there is no article '{article}'", hint="name another with --article")
    for language in LANGUAGES:
        side = pair.side(language)
        words = keywords_of(phrasings, language) if pair.side(OTHER[language]) else keywords_of(phrasings, None)
        if side is None or not words:
            continue
        path = portal.settings.root / side.path
        before = path.read_bytes()
        after = add_keywords(before, words, side.path.as_posix())
        if after != before:
            edits.append(Edit(side.path, before, after))
    if not edits:
        raise UsageError(
            f"'{article}' has these keywords already", hint="say the words in its title, or write a new article: --new"
        )
    return Fix(f"keywords for {article}", tuple(edits), article)


def pin_fix(portal: Portal, article: str, phrasings: Sequence[tuple[str, Language]]) -> Fix | None:
    """Return the customers' words as queries that show an article first, for readers of their language; None where none can."""
    pair = next((pair for pair in portal.pairs if pair.id == article), None)
    edits = []
    for side in pair.sides if pair else ():
        typed = [text for text, language in phrasings if language == side.language and without_markup(text) == text]
        words = keywords_of(typed, None)  # a pin is for the very words that were typed
        before = (portal.settings.root / side.path).read_bytes()
        after = add_pins(before, words, side.path.as_posix())
        if after != before:
            edits.append(Edit(side.path, before, after))
    return Fix(f"pin: {article} first", tuple(edits), article) if edits else None


def translation_fix(portal: Portal, article: str, phrasings: Sequence[str]) -> Fix:
    """Return an article in the language in which it is missing: the other language's text, to be translated."""
    pair = portal.written_pair(article)
    if pair is None:
        raise UsageError(f"there is no article '{article}'", hint="name another with --article")
    if len(pair.sides) == len(LANGUAGES):
        raise UsageError(f"'{article}' exists in both languages", hint=f"make the words its keywords: --article {article}")
    source = pair.sides[0]
    target = OTHER[source.language]
    path = _new_path(portal, target, article)
    words = keywords_of(phrasings, target)
    notes = {
        "en": "unfinished: translate the title, the description and the text below, then remove this line",
        "zh-hant": "unfinished：請翻譯標題、描述和以下內文，然後刪去這一行",
    }
    title = words[0] if words else source.front.title
    front = {
        "title": in_traditional(title) if target == "zh-hant" else title,
        "description": source.front.description,
        "keywords": words,
        "type": source.front.type,
        "owner": source.front.owner,
        "order": "" if source.front.order == NO_ORDER else str(source.front.order),
    }
    text = f"{_front_matter(front)}\n{UNFINISHED.removesuffix('unfinished')}{notes[target]} -->\n\n{source.body.lstrip()}"
    return Fix(f"translation of {article} to write", (Edit(path, None, text.encode()),), article)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """Where a draft goes, and what kind it is."""

    category: str
    name: str
    kind: ArticleType


def draft_fix(portal: Portal, new: NewArticle, phrasings: Sequence[str], quoted: Sequence[str]) -> Fix:
    """Return the draft of an article in both languages, with the customers' own words as titles and keywords.

    quoted: phrasings for the comment, from which markup, addresses and what holds removed data are left out as from keywords.
    """
    article = f"{new.category}/{new.name}"
    if fault := path_fault(article):
        raise UsageError(f"'{article}' cannot be an address: {fault}", hint="choose --category and --name")
    notes: dict[Language, str] = {
        "en": "unfinished: write the article, then remove this line.",
        "zh-hant": "unfinished：請撰寫內容，然後刪去這一行。",
    }
    asked = "; ".join(text.replace("--", "–") for text in keywords_of(quoted, None))
    if asked:
        notes = {"en": f"{notes['en']} Customers asked: {asked}", "zh-hant": f"{notes['zh-hant']}客人這樣問：{asked}"}
    edits = []
    for language in LANGUAGES:
        title = title_for(phrasings, language)
        front = {
            "title": title[:1].upper() + title[1:],
            "description": title,
            "keywords": keywords_of(phrasings, language) or keywords_of(phrasings, None),
            "type": new.kind,
        }
        mark = f"{UNFINISHED.removesuffix('unfinished')}{notes[language]} -->"
        text = f"{_front_matter(front)}\n{mark}\n\n{outline_text(new.kind, language)}"
        edits.append(Edit(_new_path(portal, language, article), None, text.encode()))
    return Fix(f"draft of {article}", tuple(edits), article)


def _new_path(portal: Portal, language: Language, article: str) -> Path:
    settings = portal.settings
    path = settings.content / settings.folders[language] / f"{article}.md"
    shown = _relative(portal, path)
    if path.exists() or any(str(pair.id) == article and pair.side(language) for pair in portal.pairs):
        raise UsageError(f"{shown} exists already", hint="choose another name with --name, or change that article: --article")
    return shown


def _relative(portal: Portal, path: Path) -> Path:
    root = portal.settings.root
    if not path.is_relative_to(root):
        raise UsageError(f"{path} is outside the project {root}", hint="change it by hand")
    return path.relative_to(root)


def _front_matter(values: Mapping[str, str | Sequence[str]]) -> str:
    lines = [f"{key}: {_value(value)}" for key, value in values.items() if value]
    return "\n".join(["---", *lines, "---", ""])


def _value(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return value if value.isdecimal() else yaml_word(value)
    return f"[{', '.join(map(yaml_word, value))}]"
