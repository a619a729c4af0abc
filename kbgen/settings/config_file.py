"""The fields of a configuration file: a fault is an error with file and line, and the environment may give values."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from kbgen.errors import ConfigError
from kbgen.settings.decode import READ_ALL_THE_SAME, decode_text
from kbgen.settings.faults import ConfigFaults
from kbgen.settings.fields import Fields, Word, entries_of, shown
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table, YamlError, parse

CONFIG_FILE = "mkdocs.yml"
PLUGIN = "kbgen"


@dataclass(frozen=True, slots=True)
class Block(Fields):
    """One mapping of the file. file: where `error` points."""

    file: Path = Path()

    KEY: ClassVar[str] = "setting"
    UNFIT: ClassVar[str] = "is"

    def expect(self, known: Iterable[str]) -> None:
        """Raise ConfigError for all keys that are not in `known`."""
        faults = ConfigFaults()

        def collect(line: int, _code: str, message: str, hint: str) -> None:
            faults.add(self.error(line, message, hint))

        Fields.expect(replace(self, report=collect), known)
        faults.say()

    def error(self, line: int, message: str, hint: str = "") -> ConfigError:
        """Return an error that points at `line` of the file."""
        return _error(self.file, line, message, hint)

    def missing(self, key: str, hint: str) -> ConfigError:
        """Return an error that says that `key` is missing."""
        return self.error(self.table.line, f"'{self.full(key)}' is missing", hint)

    def absent(self, key: str, name: str, hint: str) -> ConfigError:
        """Return an error that says that what `key` names is not there."""
        return self.error(self.line_of(key), f"'{self.full(key)}' is '{name}', which does not exist", hint)

    def require_below(self, key: str, name: str, content: Path) -> Path:
        """Return the file that `key` names below the content folder. Raises ConfigError: it is not there, or elsewhere."""
        path = content / name
        if not path.is_file() or not path.resolve().is_relative_to(content.resolve()):
            raise self.absent(key, name, "name a file below docs_dir")
        return path

    def node(self, key: str) -> Node | None:
        """Return what stands below `key`; `null` is nothing here, for MkDocs reads this file too."""
        node = self.table.entries.get(key)
        empty = isinstance(node, Scalar) and node.plain and node.text in {"", "~", "null"} and not node.tag
        return None if empty else node

    def text(self, key: str, default: str = "") -> str:
        """Return the text of `key`; `!ENV` names are read from the environment, as MkDocs does."""
        node = self.node(key)
        if node is not None and node.tag == "!ENV":
            return _environment(node, default)
        return Fields.text(self, key, default)

    def from_environment(self, key: str) -> bool:
        """Return whether the value of `key` is that of an environment variable."""
        node = self.node(key)
        return node is not None and node.tag == "!ENV"

    def each(self, key: str, *, short: str = "") -> tuple[Block, ...]:
        """Return the mappings below `key`: one, or a list of them. short: the key that a bare text stands for."""
        node = self.node(key)
        found = (node,) if node is not None and node.tag == "!ENV" else entries_of(node)
        blocks = (self.below(key, _spelt_out(item, short) if short else item) for item in found)
        return tuple(block for block in blocks if block is not None)

    def local_text(self, key: str, languages: Sequence[Word]) -> Mapping[Word, str]:
        """Return a text for each language; a single text, such as a number, serves all. Empty where the key is absent."""
        inner = self.block(key) if isinstance(self.node(key), Table) else None
        if inner is None:
            text = self.text(key)
            return dict.fromkeys(languages, text) if text else {}
        inner.expect(languages)
        texts = {language: inner.text(language) for language in languages}
        for language in languages:
            if not texts[language]:
                raise inner.missing(language, "write it in both languages")
        return texts


def _spelt_out(node: Node, short: str) -> Node:
    bare = isinstance(node, Scalar) or node.tag == "!ENV"
    return Table({short: node}, {short: node.line}, node.line) if bare else node


def _error(file: Path, line: int, message: str, hint: str) -> ConfigError:
    return ConfigError(f"{shown(file)}:{line}: {message}", hint=hint)


def _environment(node: Node, default: str) -> str:
    """`!ENV NAME`, or `!ENV [NAME, OTHER, fallback]`."""
    if isinstance(node, Scalar):
        return os.environ.get(node.text, default)
    words = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    for name in words[:-1]:
        if name in os.environ:
            return os.environ[name]
    return words[-1] if words else default


def read_file(path: Path, *, what: str = "settings", hint: str = "a site needs at least site_name and plugins: [kbgen]") -> Block:
    """Return the whole file as a block. what, hint: of a file that holds nothing. Raises ConfigError."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        missing = "run this in the folder of your site, name the file with --config, or start one with 'kbgen new-site DIR'"
        raise ConfigError(f"{shown(path)}: cannot be read: {error.strerror}", hint=missing) from error

    def refuse(line: int, code: str, message: str, hint: str) -> None:
        if code not in READ_ALL_THE_SAME:
            raise _error(path, line, message, hint)

    try:
        node = parse(decode_text(raw, refuse) or "", lenient=True)
    except YamlError as error:
        raise _error(path, error.line, error.message, error.hint) from error
    if not isinstance(node, Table):
        raise _error(path, 1, f"holds no {what}", hint)
    return Block(node, refuse, file=path)


def plugin_block(root: Block) -> Block | None:
    """Return the settings below `plugins: kbgen`, empty for a bare `- kbgen`, or None when the plugin is not listed."""
    for entry in entries_of(root.table.entries.get("plugins")):
        bare = replace(root, table=Table({}, {}, entry.line))
        if isinstance(entry, Scalar) and entry.text == PLUGIN:
            return bare
        if isinstance(entry, Table) and PLUGIN in entry.entries:
            inner = replace(root, table=entry).block(PLUGIN)
            return replace(inner, name="") if inner else bare
    return None


def inherit(root: Block, files: list[Path]) -> Block:
    """Fill in top-level keys from the file named by `INHERIT`, as MkDocs does; nearer files win. files: each read is added.

    Raises ConfigError.
    """
    files.append(root.file)
    parent_name = root.text("INHERIT")
    if not parent_name:
        return root
    parent_file = (root.file.parent / parent_name).resolve()
    if parent_file in files:
        root.bad("INHERIT", parent_name, "name a file that does not inherit from this one")
    if not parent_file.is_file():
        raise root.absent("INHERIT", parent_name, "name a file with settings of MkDocs, or remove the line")
    parent = inherit(read_file(parent_file), files)
    if plugin_block(root) is None and plugin_block(parent) is not None and "plugins" in root.table.entries:
        line = root.line_of("plugins")
        raise root.error(line, "this list of plugins replaces the inherited one", "add kbgen to it, or remove the list")
    if plugin_block(root) is None and (block := plugin_block(parent)) is not None and block.table.entries:
        raise parent.error(block.table.line, "settings of kbgen cannot be inherited", f"move them to {root.file}")
    entries = {**parent.table.entries, **root.table.entries}
    lines = {**parent.table.key_lines, **root.table.key_lines}
    return replace(root, table=Table(entries, lines, root.table.line))
