"""Syntax of other tools that readers would see as text: named with its line and what to write instead.

What is looked at is what the page shows: code is not, nor what a backslash or an entity makes ordinary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from urllib.parse import unquote

from markdown_it.token import Token

from kbgen.render.box_kinds import slip_of_kind
from kbgen.render.code_info import language_of
from kbgen.render.findings import Finding
from kbgen.render.forms import DOCSIFY_TITLE, FENCES, FORMS, IN_CODE, SHOW_SYNTAX, ForeignForm
from kbgen.render.forms.blocks import OF_A_KIND
from kbgen.render.forms.fences import ANNOTATION
from kbgen.render.forms.form import INCLUDE
from kbgen.render.forms.inline import WIKI_LINK, WIKI_PICTURE
from kbgen.render.forms.templates import VARIABLE_FORM
from kbgen.render.mentions import is_gap_explained, is_log, speaks_of_standard, wiki_name
from kbgen.render.shared import VARIABLE, SharedTexts, include_of, is_unknown_part
from kbgen.settings.fields import nearest

_WORD = re.compile(r"[A-Za-z][\w-]*")
_TAKEN = "\x10"
CODE, LINK_END, LINK_START = "\x01", "\x02", "\x03"
"""What stands in the shown text for code, the end of a link or an image, and the beginning of a link."""
_EMPHASIS = "\x0f"
"""What stands for the beginning and end of emphasis: `<*name*>` is no HTML."""
_FIRST_OF_TRIGGERS = tuple(sorted({form.trigger[0] for form in FORMS}))
_ESCAPES = {"\\(": "\x04", "\\)": "\x05", "\\[": "\x06", "\\]": "\x0e"}
"""What stands for brackets with a backslash, by which other tools mark formulas."""


@cache
def _forms_beginning_with(firsts: frozenset[str]) -> tuple[ForeignForm, ...]:
    """Return the forms whose triggers begin with one of some characters: few of a hundred, of most texts."""
    return tuple(form for form in FORMS if form.trigger[0] in firsts)


class ForeignPass:
    """Collects the foreign forms of one article.

    shared: what articles share. may_be_program: whether the `[[Word]]` of a sentence may be a name that a program has.
    """

    def __init__(self, shared: SharedTexts, may_be_program: Callable[[str], bool]) -> None:
        self._shared = shared
        self._variables = shared.variables
        self._may_be_program = may_be_program
        self._places: dict[tuple[ForeignForm, int], str] = {}
        self._names_of_programs: dict[tuple[ForeignForm, int], str] = {}
        self._unknown_parts: dict[tuple[ForeignForm, int], Finding] = {}

    def look_at(self, shown: str, line: int, source: str) -> None:
        """Look at the text of one block that begins on `line`, as `shown_text` returns it. source: the path of its file."""
        if is_log(shown):
            return
        if self._variables and "{{" in shown:
            shown = VARIABLE.sub(partial(self._take, VARIABLE_FORM, line), shown)
        for form in _forms_beginning_with(frozenset(first for first in _FIRST_OF_TRIGGERS if first in shown)):
            if form.trigger in shown:
                if form.hint is INCLUDE and self._shared.parts:
                    self._look_for_parts(form, shown, line, source)
                shown = form.pattern.sub(partial(self._take, form, line), shown)

    def _look_for_parts(self, form: ForeignForm, shown: str, line: int, source: str) -> None:
        """Keep what is an include of ours but for the name of its part, which is then a slip rather than another tool's."""
        for match in form.pattern.finditer(shown):
            at = line + shown.count("\n", 0, match.start())
            if (found := include_of(match[0])) and is_unknown_part(self._shared, source, found.name):
                hint = nearest(found.name, self._shared.names_of_parts(source))
                finding = Finding(at, "unknown-part", f"'{printable(match[0])[:80]}' names no part of this site", hint)
                self._unknown_parts.setdefault((form, at), finding)

    def _take(self, form: ForeignForm, line: int, match: re.Match[str]) -> str:
        """Keep one place, and return as much of nothing in its stead, so that no other form takes it again."""
        place = (form, line + match.string.count("\n", 0, match.start()))
        if (name := wiki_name(form, match)) and (self._may_be_program(name) or speaks_of_standard(match)):
            self._names_of_programs.setdefault(place, match[0])
        elif place not in self._places and (self._variables or not is_gap_explained(form, match)):
            self._places[place] = match[0]
        return "".join("\n" if character == "\n" else _TAKEN for character in match[0])

    def look_at_fence(self, token: Token) -> None:
        """Look at what a block of code says that it is: some tools make drawings or boxes of it."""
        for form in FENCES:
            if form.pattern.match(token.info.strip()):
                line = token.map[0] if token.map else 0
                self._places.setdefault((form, line), f"{token.markup}{token.info.strip()}")
        self._look_into(token)

    def _look_into(self, token: Token) -> None:
        content = token.content
        if not any(form.trigger in content for form in IN_CODE):
            return
        alone = "\n" not in content.strip() and language_of(token.info).lower() not in SHOW_SYNTAX
        for form in IN_CODE:
            match = form.pattern.search(content) if form.trigger in content else None
            if match and (alone or form is ANNOTATION):
                line = (token.map[0] if token.map else 0) + 1 + content.count("\n", 0, match.start())
                self._places.setdefault((form, line), match[0].strip())

    def look_at_targets(self, children: Iterable[Token], line: int) -> None:
        """Look at the addresses of links and images, and at the titles of links, where Docsify says what a link is.

        A title of that kind is left out. line: where `children` begin.
        """
        for token in children:
            line += token.type in {"softbreak", "hardbreak"}
            address = unquote(str(token.attrs.get("href", token.attrs.get("src", ""))))
            if match := (VARIABLE if self._variables else VARIABLE_FORM.pattern).search(address):
                self._places.setdefault((VARIABLE_FORM, line), match[0])
            if token.type == "link_open" and DOCSIFY_TITLE.pattern.match(title := str(token.attrs.get("title", ""))):
                del token.attrs["title"]
                if title.startswith(":include"):
                    self._places.setdefault((DOCSIFY_TITLE, line), title)

    def findings(self) -> list[Finding]:
        """Return one for each form and line; where other links of a wiki stand, its words in brackets are links too."""
        from_wiki = any(form in {WIKI_LINK, WIKI_PICTURE} for form, _ in self._places)
        places = {**self._names_of_programs, **self._places} if from_wiki else self._places
        return [
            self._unknown(line, text) or self._unknown_parts.get((form, line)) or _finding(form, line, text)
            for (form, line), text in places.items()
        ]

    def _unknown(self, line: int, text: str) -> Finding | None:
        match = VARIABLE.fullmatch(text)
        if not match or not self._variables:
            return None
        hint = f"add it to 'variables' in mkdocs.yml, or: {nearest(match[1], self._variables)}"
        return Finding(line, "unknown-variable", f"'{match[0]}' names no variable of this site", hint)


def shown_text(children: Iterable[Token]) -> str:
    """Return what readers see of the inline tokens of one block as ordinary text, before escapes are joined to it."""
    parts = []
    for token in children:
        if token.type == "text":
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif token.type in {"image", "link_close", "missing_image"}:
            parts.append(LINK_END)
        elif token.type == "link_open":
            parts.append(LINK_START)
        elif token.type == "text_special":
            escaped = token.content != token.markup  # a backslash before a letter is a backslash
            parts.append(_ESCAPES.get(token.markup, CODE) if escaped else token.content)
        elif token.type in {"code_inline", "formula"}:
            parts.append(CODE)
        elif token.nesting:
            parts.append(_EMPHASIS)
    return "".join(parts)


def printable(shown: str) -> str:
    """Return a piece of shown text for a message, on one line; code, links and escapes are dots."""
    text = "".join(character if character.isprintable() or character.isspace() else "…" for character in shown)
    return " ".join(text.split())


def _finding(form: ForeignForm, line: int, text: str) -> Finding:
    word = _WORD.search(text) if form in OF_A_KIND else None
    hint = slip_of_kind(word[0]) if word else ""
    return Finding(line, "foreign-syntax", f"'{printable(text)[:80]}' is {form.what}; readers see it as text", hint or form.hint)
