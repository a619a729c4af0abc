"""What of an article is a message of its own, and the name that the message keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kbgen.model import Article
from kbgen.translations.fingerprints import fingerprint
from kbgen.translations.paragraphs import paragraphs_of

FrontKey = Literal["title", "description", "keywords"]
FRONT_KEYS: tuple[FrontKey, ...] = ("title", "description", "keywords")


@dataclass(frozen=True, slots=True)
class Unit:
    """A message of one side.

    name: within its article. It stays when other paragraphs come, go and move, and changes with what it says.
    at: of a paragraph, its place among the pieces of the body; of a key of the front matter -1. line: of the file, from 1.
    """

    name: str
    kind: str
    text: str
    line: int
    at: int = -1
    depth: int = 0

    @property
    def fingerprint(self) -> str:
        """What stands for the unit among what a translation is of; empty for keywords, which are not compared."""
        return "" if self.kind == "keywords" else fingerprint(self.text, code=self.kind == "code")


def front_text(article: Article, key: FrontKey) -> str:
    """Return the text of a key; keywords with commas between them."""
    return {
        "title": article.front.title,
        "description": article.front.description,
        "keywords": ", ".join(article.front.keywords),
    }[key]


def front_units(article: Article) -> tuple[Unit, ...]:
    """Return the messages of the front matter; of a key that is not there, none."""
    lines = article.front.lines or {}
    texts = ((key, front_text(article, key)) for key in FRONT_KEYS)
    return tuple(Unit(key, key, text, lines.get(key, 1)) for key, text in texts if text)


def body_units(article: Article) -> tuple[Unit, ...]:
    """Return the messages of the text, in its order."""
    return tuple(_named(article))


def _named(article: Article) -> Iterator[Unit]:
    seen: Counter[str] = Counter()
    for at, piece in enumerate(paragraphs_of(article.body)):
        if piece.kind == "rest":
            continue
        said = piece.said
        name = fingerprint(said, code=piece.kind == "code")
        if not name:
            continue
        seen[name] += 1
        numbered = name if seen[name] == 1 else f"{name}.{seen[name]}"
        yield Unit(numbered, piece.kind, said, article.body_line + piece.line, at, piece.depth)
