"""Terms that a reader may ask for: those of the glossary, and `*[FPS]: Faster Payment System` of the article.

The first place in the text becomes a button that opens its meaning, by keyboard, mouse or touch and without a script;
on paper the meaning stands behind it in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kbgen.render.spacing import is_wide

_ABBREVIATION = re.compile(r"\*\[([^\[\]\n]{1,80})\]:[ \t]*(\S[^\n]{0,500})")
_NOT_WITHIN = frozenset({"heading_open", "callout_title_open", "tab_title_open", "figcaption_open", "th_open", "dt_open"})


def terms_plugin(md: MarkdownIt) -> None:
    """Let `md` read abbreviations into env["meanings"]."""
    md.block.ruler.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph"]})


def _abbreviation(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("*[", start) or state.is_code_block(start_line):
        return False
    match = _ABBREVIATION.fullmatch(state.src[start : state.eMarks[start_line]].rstrip())
    if not match:
        return False
    if not silent:
        state.env.setdefault("meanings", {}).setdefault(match[1].strip(), match[2].strip())
        state.line = start_line + 1
    return True


@dataclass(frozen=True, slots=True)
class Explained:
    """Where the texts of an article hold a term. text: which of them, from 0. number: of the meaning in the article, from 1."""

    text: int
    start: int
    end: int
    meaning: str
    number: int


@dataclass(frozen=True, slots=True)
class ExplainedTerms:
    """What a glossary gives an article. texts: in which its terms are looked for. own: meanings that the article itself gives."""

    texts: tuple[str, ...]
    own: Mapping[str, str]
    found: tuple[Explained, ...]

    def is_same_with(self, glossary: Mapping[str, str]) -> bool:
        """Tell whether another glossary gives the same article."""
        return explained_in(self.texts, {**glossary, **self.own}) == self.found


NO_TERMS = ExplainedTerms((), {}, ())


def explain_terms(tokens: list[Token], glossary: Mapping[str, str], own: Mapping[str, str]) -> ExplainedTerms:
    """Make a button of the first place of each term; never in headings, titles, links and code.

    own: meanings that the article itself gives, before those of the glossary.
    """
    blocks = [
        token.children
        for before, token in zip([None, *tokens], tokens, strict=False)
        if token.type == "inline" and token.children and not (before and before.type in _NOT_WITHIN)
    ]
    texts = [child for children in blocks for child in _texts_outside_links(children)]
    contents = tuple(child.content for child in texts)
    found = explained_in(contents, {**glossary, **own})
    places: dict[int, list[Explained]] = {}
    for place in found:
        places.setdefault(id(texts[place.text]), []).append(place)
    for children in blocks if found else ():
        children[:] = [new for child in children for new in _with_buttons(child, places.get(id(child), ()))]
    return ExplainedTerms(contents if glossary else (), own, found)


def explained_in(texts: Sequence[str], meanings: Mapping[str, str]) -> tuple[Explained, ...]:
    """Return the first place of each term in texts."""
    if not meanings:
        return ()
    left = {_folded(term): meaning for term, meaning in meanings.items()}
    pattern = _pattern(tuple(sorted(meanings, key=lambda term: (-len(term), term))))
    found = []
    for number, text in enumerate(texts):
        for match in pattern.finditer(text):
            meaning = left.pop(_folded(match[0]), None) or left.pop(match[0].casefold(), None)
            if meaning is not None:
                found.append(Explained(number, match.start(), match.end(), meaning, len(meanings) - len(left)))
    return tuple(found)


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_expression, terms)))


def _expression(term: str) -> str:
    """Match a term as a word of its own; short names in capitals as they are, other words whatever their case."""
    body = re.escape(term) if term.isupper() else f"(?i:{re.escape(term)})"
    first = "" if is_wide(term[0]) else r"(?<![A-Za-z0-9_])"
    last = "" if is_wide(term[-1]) else r"(?![A-Za-z0-9_])"
    return f"{first}{body}{last}"


def _folded(term: str) -> str:
    return term if term.isupper() else term.casefold()


def _texts_outside_links(children: list[Token]) -> Iterator[Token]:
    links = 0
    for child in children:
        links += (child.type == "link_open") - (child.type == "link_close")
        if child.type == "text" and not links:
            yield child


def _with_buttons(child: Token, places: Sequence[Explained]) -> Iterator[Token]:
    done = 0
    for place in places:
        yield Token("text", "", 0, content=child.content[done : place.start])
        button = Token("explained_term", "button", 0, content=child.content[place.start : place.end])
        button.meta = {"meaning": place.meaning, "id": f"kb-meaning-{place.number}"}
        yield button
        done = place.end
    yield Token("text", "", 0, content=child.content[done:]) if done else child
