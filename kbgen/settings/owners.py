"""The setting `owners`: the teams that look after articles, as each language calls them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kbgen.model import LANGUAGES
from kbgen.settings.config_file import Block
from kbgen.settings.contact import LocalText
from kbgen.settings.faults import read_each


def read_owners(block: Block) -> Mapping[str, LocalText]:
    """Return the names of each team. Raises ConfigError: one without a name."""
    inner = block.block("owners")
    if inner is None:
        return {}
    return dict(read_each(partial(_owner, inner), inner.table.entries))


def _owner(block: Block, name: str) -> tuple[str, LocalText]:
    texts = block.local_text(name, LANGUAGES)
    if not texts:
        raise block.error(block.line_of(name), f"'owners.{name}' is missing", "write it in both languages")
    return name, texts
