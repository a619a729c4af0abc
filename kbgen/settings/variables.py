"""The settings `variables`, values that articles name, and the file of terms and their meanings beside the articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from kbgen.model import LANGUAGES, Language
from kbgen.settings.config_file import Block, read_file
from kbgen.settings.contact import LocalText
from kbgen.settings.faults import read_each
from kbgen.settings.strict_yaml import Scalar

_NAME = re.compile(r"[A-Za-z_][\w-]{0,60}")
_MOST_CHARACTERS = 500


def read_variables(block: Block) -> Mapping[str, LocalText]:
    """Return the value of each name in both languages. Raises ConfigError: a name that articles cannot write, or no value."""
    inner = block.block("variables")
    if inner is None:
        return {}
    return dict(read_each(partial(_variable, inner), inner.table.entries))


def _variable(block: Block, name: str) -> tuple[str, LocalText]:
    line = block.line_of(name)
    if not _NAME.fullmatch(name):
        raise block.error(line, f"'variables' has the name '{name}'", "use letters, digits, '_' and '-', a letter first")
    values = block.local_text(name, LANGUAGES)
    if not values:
        raise block.error(line, f"'variables.{name}' is missing", "write a value, or one for each language")
    return name, values


def read_glossary(path: Path) -> Mapping[Language, Mapping[str, str]]:
    """Return the meaning of each term in each language; none where there is no file. Raises ConfigError."""
    meanings: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    if not path.is_file():
        return meanings
    root = read_file(path, what="terms", hint="write 'en:' and 'zh-hant:', and below them 'term: its meaning'")
    root.expect(LANGUAGES)
    for language in LANGUAGES:
        inner = root.block(language)
        for term, node in inner.table.entries.items() if inner else ():
            assert inner is not None  # noqa: S101 - or there is nothing to go through
            meaning = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
            if not meaning or not term.strip() or len(meaning) > _MOST_CHARACTERS:
                message = f"the term '{term}' has no meaning of one to {_MOST_CHARACTERS} characters"
                raise inner.error(inner.line_of(term), message, "write 'term: its meaning' on one line")
            meanings[language][term.strip()] = meaning
    return meanings
