"""Turn the nodes of a configuration file into checked values; every complaint names file, line and what would fit."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kbgen.errors import ConfigError
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table, YamlError, parse

PLUGIN = "kbgen"
Word = TypeVar("Word", bound=str)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word closest to `word`, or all of them."""
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(choices)}"


def shown(path: Path) -> Path:
    """Return `path` as a person in the current folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@dataclass(frozen=True, slots=True)
class Block:
    """One mapping of the file. name: how messages call it, as `collector` in `collector.endpoint`."""

    file: Path
    table: Table
    name: str = ""

    def error(self, line: int, message: str, hint: str = "") -> ConfigError:
        """Return an error that points at `line` of the file."""
        return ConfigError(f"{shown(self.file)}:{line}: {message}", hint=hint)

    def expect(self, known: Iterable[str]) -> None:
        """Refuse keys that are not in `known`."""
        names = tuple(known)
        for key, line in self.table.key_lines.items():
            if key not in names:
                raise self.error(line, f"unknown setting '{self._full(key)}'", nearest(key, names))

    def text(self, key: str, default: str = "") -> str:
        """Return the text of `key`; `!ENV` names are read from the environment, as MkDocs does."""
        node = self._present(key)
        if node is None:
            return default
        if node.tag == "!ENV":
            return _environment(node, default)
        if not isinstance(node, Scalar):
            raise self.error(node.line, f"'{self._full(key)}' must be a text")
        return node.text.strip()

    def from_environment(self, key: str) -> bool:
        """Return whether the value of `key` is that of an environment variable."""
        node = self._present(key)
        return node is not None and node.tag == "!ENV"

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        word = self.text(key, "true" if default else "false").lower()
        if word not in {"true", "false"}:
            raise self.error(self.table.key_lines[key], f"'{self._full(key)}' is '{word}'", "write true or false")
        return word == "true"

    def choice(self, key: str, choices: Iterable[str], default: str) -> str:
        """Return one of `choices`."""
        word = self.text(key, default)
        if word not in (known := tuple(choices)):
            raise self.error(self.table.key_lines[key], f"'{self._full(key)}' is '{word}'", nearest(word, known))
        return word

    def block(self, key: str) -> Block | None:
        """Return the mapping below `key`, or None where the key is absent or empty."""
        node = self._present(key)
        if node is None:
            return None
        return Block(self.file, self._mapping(key, node, ""), self._full(key))

    def each(self, key: str, *, short: str = "") -> tuple[Block, ...]:
        """Return the mappings below `key`: one, or a list of them. short: the key that a bare text stands for."""
        node = self._present(key)
        if node is None:
            return ()
        found = node.items if isinstance(node, Items) and node.tag != "!ENV" else (node,)
        return tuple(Block(self.file, self._mapping(key, item, short), self._full(key)) for item in found)

    def local_text(self, key: str, languages: Sequence[Word]) -> Mapping[Word, str]:
        """Return a text for each language; a single text, such as a number, serves all. Empty where the key is absent."""
        if not isinstance(self._present(key), Table):
            text = self.text(key)
            return dict.fromkeys(languages, text) if text else {}
        inner = Block(self.file, self._mapping(key, self.table.entries[key], ""), self._full(key))
        inner.expect(languages)
        texts = {language: inner.text(language) for language in languages}
        for language in languages:
            if not texts[language]:
                raise self.error(inner.table.line, f"'{inner.name}.{language}' is missing", "write it in both languages")
        return texts

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the whole mapping where it is absent."""
        return self.table.key_lines.get(key, self.table.line)

    def _mapping(self, key: str, node: Node, short: str) -> Table:
        if short and (isinstance(node, Scalar) or node.tag == "!ENV"):
            return Table({short: node}, {short: node.line}, node.line)
        if not isinstance(node, Table):
            raise self.error(node.line, f"'{self._full(key)}' must hold settings of its own, one per line")
        return node

    def _present(self, key: str) -> Node | None:
        node = self.table.entries.get(key)
        empty = isinstance(node, Scalar) and node.plain and node.text in {"", "~", "null"} and not node.tag
        return None if empty else node

    def _full(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key


def _environment(node: Node, default: str) -> str:
    """`!ENV NAME`, or `!ENV [NAME, OTHER, fallback]`."""
    if isinstance(node, Scalar):
        return os.environ.get(node.text, default)
    words = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    for name in words[:-1]:
        if name in os.environ:
            return os.environ[name]
    return words[-1] if words else default


def read_file(path: Path) -> Block:
    """Return the whole configuration file as a block. Raises ConfigError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        hint = "run this in the folder of your site, name the file with --config, or start one with 'kbgen new-site DIR'"
        raise ConfigError(f"{shown(path)}: cannot be read: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown(path)}: not UTF-8 text: byte {error.start}", hint="save it as UTF-8") from error
    try:
        node = parse(text, lenient=True)
    except YamlError as error:
        raise ConfigError(f"{shown(path)}:{error.line}: {error.message}", hint=error.hint) from error
    if not isinstance(node, Table):
        raise ConfigError(f"{shown(path)}:1: holds no settings", hint="a site needs at least site_name and plugins: [kbgen]")
    return Block(path, node)


def plugin_block(root: Block) -> Block | None:
    """Return the settings below `plugins: kbgen`, empty for a bare `- kbgen`, or None when the plugin is not listed."""
    plugins = root.table.entries.get("plugins")
    entries = plugins.items if isinstance(plugins, Items) else (plugins,)
    for entry in entries:
        if isinstance(entry, Scalar) and entry.text == PLUGIN:
            return Block(root.file, Table({}, {}, entry.line))
        if isinstance(entry, Table) and PLUGIN in entry.entries:
            inner = Block(root.file, entry).block(PLUGIN)
            return Block(root.file, inner.table if inner else Table({}, {}, entry.line))
    return None
