"""What a paragraph says, as six digits: the same however it is formatted and wherever it stands.

Two texts that differ only in blanks and line breaks, in marks of emphasis, in the form of quotation marks and dashes, in the
shape of a table, in braces that style, or in where a link inside the portal leads, say the same. Moving a paragraph, making
an item of it or a heading changes nothing either. Figures, words and addresses of other sites do count.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbgen.model import Article
from kbgen.translations.paragraphs import paragraphs_of

_LINK = re.compile(r"(?<=\])(?:\(\s*(<[^<>\n]*>|(?:[^()\s]|\([^()]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\]\n]*\](?!\())")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_STYLE = re.compile(r"\{:?[ \t]*(?:[#.][^\s{}]+|(?:width|height|align|style|loading|target|rel)=[^{}\s]+)(?:[ \t]+[^{}]*)?\}")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|==")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BAR = re.compile(r"\s*\|\s*")
_BLANKS = re.compile(r"\s+")
_ALIKE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "\u00ad": "", "\u200b": ""})


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph that readers read. text: as written, without its marks. line: of the file, from 1."""

    text: str
    line: int
    fingerprint: str


def fingerprint(text: str, *, code: bool = False) -> str:
    """Return what stands for what a text says; empty for one without a letter or digit."""
    plain = _code_of(text) if code else _said(text)
    if not any(char.isalnum() for char in plain):
        return ""
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def what_is_said(article: Article) -> tuple[Said, ...]:
    """Return what an article says, in its order: title, description, and every paragraph with a letter or digit in it.

    Keywords are no part of it: each language has its own.
    """
    return tuple(one for one in _all(article) if one.fingerprint)


def fingerprints(article: Article) -> tuple[str, ...]:
    """Return those of an article, as they are kept with its translation."""
    return tuple(one.fingerprint for one in what_is_said(article))


def not_in(said: Iterable[Said], known: Iterable[str]) -> tuple[Said, ...]:
    """Return what is said and not known, in order; what is said twice must be known twice."""
    left = Counter(known)
    missing = []
    for one in said:
        if left[one.fingerprint]:
            left[one.fingerprint] -= 1
        else:
            missing.append(one)
    return tuple(missing)


def _all(article: Article) -> Iterator[Said]:
    lines = article.front.lines or {}
    for key, text in (("title", article.front.title), ("description", article.front.description)):
        yield Said(text, lines.get(key, 1), fingerprint(text))
    for one in paragraphs_of(article.body):
        if one.kind != "rest":
            said = one.said
            yield Said(said, article.body_line + one.line, fingerprint(said, code=one.kind == "code"))


def _said(text: str) -> str:
    text = _LINK.sub(_outside, text)
    text = _STYLE.sub("", text)
    text = _EMPHASIS.sub("", _ESCAPE.sub(r"\1", html.unescape(text)))
    text = _BAR.sub("|", unicodedata.normalize("NFKC", text.translate(_ALIKE))).strip("|")
    return _BLANKS.sub("", text)


def _outside(found: re.Match[str]) -> str:
    target = (found[1] or "").strip("<>")
    return f"({target})" if _OUTSIDE.match(target) else ""


def _code_of(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
