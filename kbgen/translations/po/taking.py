"""A PO file that comes back → the files of translations as they are then, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import Problem
from kbgen.model import ArticleId
from kbgen.translations.po.catalogue import Catalogue, Message
from kbgen.translations.po.export import Answer, Sides, answers_of
from kbgen.translations.po.faults import faults_of
from kbgen.translations.po.rewritten import Taken, rewritten
from kbgen.translations.po.units import Unit


@dataclass(slots=True)
class Outcome:
    """What a PO file brings.

    contents: new content of files, by their path as messages call it; nothing of an article that has a problem.
    kept: messages whose former text stays, by why, with their lines. taken: how many texts changed.
    left: file and line of what keeps a draft one, for it is the source's text and no message is of it.
    """

    contents: dict[Path, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: dict[str, list[int]] = field(default_factory=lambda: {"missing": [], "fuzzy": [], "outdated": []})
    taken: int = 0
    left: list[tuple[Path, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Files:
    """Where an article's files are and what they hold. side: what is there of the translation, or None."""

    source: bytes
    side: bytes | None
    path: Path


def take(catalogue: Catalogue, path: Path, every: Iterable[Sides], files_of: Callable[[Sides], Files]) -> Outcome:
    """Return what the messages change. path: of the PO file, for messages. every: all articles into its language.

    A fuzzy message, one without a text, and one whose source changed since it was exported leave the former text.
    """
    outcome = Outcome()
    articles = {sides.id: sides for sides in every}
    moved = _former(articles)
    by_article: dict[ArticleId, dict[str, Message]] = {}
    for message in catalogue.messages:
        former, _, name = message.context.rpartition(":")
        article = moved.get(ArticleId(former), ArticleId(former))
        told = by_article.setdefault(article, {})
        if not message.context:
            fault = f"the message of '{message.source[:40]}' has no 'msgctxt', so nobody knows where it belongs"
            outcome.problems.append(_problem(path, message, fault, "keep 'msgctxt' as it was exported"))
        elif article not in articles:
            fault = f"the message '{message.context}' is of no article that is translated into this language"
            outcome.problems.append(_problem(path, message, fault, _CONTEXT_HINT))
        elif message.plural:
            outcome.problems.append(_problem(path, message, "the message has plural forms", "write one 'msgstr'"))
        elif name in told:
            outcome.problems.append(_problem(path, message, f"the message '{message.context}' is there twice", "remove one"))
        else:
            told[name] = message
    for article, told in sorted(by_article.items()):
        if article in articles:
            _take_article(outcome, path, articles[article], told, files_of(articles[article]))
    return outcome


def _former(articles: Mapping[ArticleId, Sides]) -> Mapping[ArticleId, ArticleId]:
    """Return former id → id of today, for messages that were exported before an article moved."""
    found: dict[ArticleId, ArticleId] = {}
    for sides in articles.values():
        aliases = (*sides.source.front.aliases, *(sides.side.front.aliases if sides.side else ()))
        found |= {ArticleId(alias): sides.id for alias in aliases if alias not in articles}
    return found


def _take_article(outcome: Outcome, path: Path, sides: Sides, told: Mapping[str, Message], files: Files) -> None:
    answers = {answer.source.name: answer for answer in answers_of(sides)}
    taken: list[Taken] = []
    faulty = False
    for name, message in told.items():
        answer = answers.get(name)
        reason = _why_not(message, answer)
        if reason:
            outcome.kept[reason].append(message.line)
            continue
        assert answer is not None  # noqa: S101 - or it would be outdated
        faults = list(faults_of(answer.source.text, message.text, answer.text, answer.source.kind))
        if message.text != answer.text and faults:
            faulty = True
            outcome.problems += [_problem(path, message, fault, _HINT) for fault in faults]
        taken.append(Taken(answer, message.text, message.line))
    if faulty:
        return
    result = rewritten(sides, list(answers.values()), taken, files.source, files.side)
    if result.broken:
        outcome.problems += [
            _problem(path, told[one.answer.source.name], "the text would become another block of Markdown", _BLOCK_HINT)
            for one in result.broken
        ]
    elif result.raw is not None and result.raw != files.side:
        outcome.contents[files.path] = result.raw
        outcome.taken += sum(one.text != one.answer.text for one in taken)
        outcome.left += [(files.path, unit.line) for unit in result.left]


_CONTEXT_HINT = "keep 'msgctxt' as it was exported; of an article that was deleted, remove its messages"
_HINT = "translate the words and keep what is between them; the line is that of the PO file"
_BLOCK_HINT = "begin it with words, not with '#', '-', '>', a number and a full stop, or a fence of code"


def _why_not(message: Message, answer: Answer | None) -> str:
    if answer is None or not _same_source(message.source, answer.source):
        return "outdated"
    if message.fuzzy:
        return "fuzzy"
    return "" if message.text.strip() else "missing"


def _same_source(exported: str, unit: Unit) -> bool:
    """Whether a message is of what the source says; it may be wrapped otherwise by now."""
    return exported == unit.text or Unit(unit.name, unit.kind, exported, 0).fingerprint == unit.fingerprint != ""


def _problem(path: Path, message: Message, fault: str, hint: str) -> Problem:
    return Problem(path, message.line, "po-message", fault, hint)
