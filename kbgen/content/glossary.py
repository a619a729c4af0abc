"""`content/glossary.yml` → what each term means, in each language. How to write it: the guide's writing/glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.content.editors_file import EditorsFile
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Language
from kbgen.settings.strict_yaml import Scalar, Table

_MOST_BYTES = 1024 * 1024
_MOST_CHARACTERS = 500
_CODES = {"unknown-key": "glossary", "bad-value": "glossary"}
_SHAPE = "write 'en:' and 'zh-hant:', and below them 'term: its meaning'"


@dataclass(frozen=True, slots=True)
class Glossary:
    """The meaning of each term in each language; what is wrong is left out of it, and in `problems`."""

    meanings: Mapping[Language, Mapping[str, str]] = field(default_factory=lambda: {language: {} for language in LANGUAGES})
    problems: tuple[Problem, ...] = ()


def read_glossary(path: Path, shown: Path) -> Glossary:
    """Read the file; a missing one explains nothing. shown: the path as messages name it."""
    if not path.is_file():
        return Glossary()
    try:
        with path.open("rb") as opened:
            raw = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        hint = "check its owner and permissions"
        return Glossary(problems=(Problem(shown, 0, "glossary", f"cannot be read: {error.strerror}", hint),))
    file = EditorsFile(shown, _CODES)
    meanings: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    root = file.document(raw, most_bytes=_MOST_BYTES, shorten="remove what no article says")
    if isinstance(root, Table):
        file.fields(root).expect(LANGUAGES)
    elif root is not None:
        file.report(root.line, "glossary", "holds no languages", _SHAPE)
    for language in LANGUAGES:
        terms = root.entries.get(language) if isinstance(root, Table) else None
        if isinstance(terms, Table):
            meanings[language] = dict(_meanings(terms, file))
        elif terms is not None and not (isinstance(terms, Scalar) and not terms.text):
            file.report(terms.line, "glossary", f"'{language}' holds no terms", _SHAPE)
    return Glossary(meanings, tuple(file.problems))


def _meanings(terms: Table, file: EditorsFile) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for term, node in terms.entries.items():
        meaning = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
        if meaning and term.strip() and len(meaning) <= _MOST_CHARACTERS:
            found[term.strip()] = meaning
        else:
            message = f"the term '{term}' has no meaning of one to {_MOST_CHARACTERS} characters"
            file.report(terms.key_lines.get(term, node.line), "glossary", message, "write 'term: its meaning' on one line")
    return found
