"""The setting `variables`: values that articles name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from kbgen.model import LANGUAGES
from kbgen.settings.config_file import Block
from kbgen.settings.contact import LocalText
from kbgen.settings.faults import read_each

_NAME = re.compile(r"[A-Za-z_][\w-]{0,60}")


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
