"""What is to be moved in as files: listed once, and none of them outside of the folder, file or archive that was named."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kbgen.content.files import FoundFile, UnreadableFileError, read_file
from kbgen.content.scan import MAX_ARTICLE_BYTES
from kbgen.errors import UsageError
from kbgen.settings.decode import decode_text
from kbgen.settings.likely_encoding import likely_encoding

MAX_FILES = 200_000
MAX_DEPTH = 40
MARKDOWN = (".md", ".mdx", ".markdown", ".mdown", ".mkd", ".mkdn")

_NEVER = frozenset([
    ".git", ".hg", ".svn", ".github", ".gitlab", ".idea", ".vscode", ".cache", ".tox", ".venv", ".docusaurus", ".jekyll-cache",
    "node_modules", "bower_components", "vendor", "venv", "__pycache__", "__macosx", "_site", ".kbgen",
])  # fmt: skip
"""Folders of programs: what they hold was made, or is not the team's."""


@dataclass(frozen=True)
class SourceTree:
    """What holds the files of another tool. root: as it was named.

    left: paths that are no files of it (links, pipes, what cannot be read), each with the reason.
    """

    root: Path
    left: dict[str, str] = field(default_factory=dict)

    def listed(self) -> Iterator[str]:
        """Yield the path of every file, with '/', in any order."""
        raise NotImplementedError

    def raw(self, path: str, max_bytes: int) -> bytes:
        """Return a file, at most one byte more than `max_bytes`. Raises UnreadableFileError."""
        raise NotImplementedError

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every regular file as a path with '/', in code-point order. Raises UsageError for a folder that is too large."""
        found = []
        for path in self.listed():
            found.append(path)
            if len(found) > MAX_FILES:
                raise UsageError(f"{self.root} holds more than {MAX_FILES:,} files", hint="name the folder of the documentation")
        return tuple(sorted(found))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.files)

    @cached_property
    def markdown(self) -> tuple[str, ...]:
        """The files that hold Markdown, in order."""
        return tuple(path for path in self.files if path.lower().endswith(MARKDOWN))

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, at any depth."""
        found = set()
        for path in self.files:
            folder = posixpath.dirname(path)
            while folder and folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    def has(self, path: str) -> bool:
        """Tell whether there is a file at a path."""
        return path in self._known

    def ending(self, *endings: str) -> tuple[str, ...]:
        """Return the files whose names end so, in order; endings in lower case."""
        return tuple(path for path in self.files if path.lower().endswith(endings))

    def below(self, folder: str) -> tuple[str, ...]:
        """Return the files below a folder; of the whole tree for an empty text."""
        return tuple(path for path in self.files if path.startswith(f"{folder}/")) if folder else self.files

    def first(self, *names: str) -> str:
        """Return the first of these paths that is a file, or an empty text."""
        return next((name for name in names if name in self._known), "")

    def text(self, path: str, max_bytes: int = MAX_ARTICLE_BYTES) -> str:
        """Return a file as text; empty, with a reason in `left`, where it is none or too large."""
        try:
            raw = self.raw(path, max_bytes)
        except UnreadableFileError as error:
            self.left[path] = f"cannot be read: {error}"
            return ""
        if len(raw) > max_bytes:
            self.left[path] = f"is larger than {max_bytes // (1024 * 1024)} MiB: split it"
            return ""
        unreadable: list[str] = []
        text = decode_text(raw, lambda _line, code, _message, _hint: unreadable.append(code) if code in _UNREADABLE else None)
        if text is None:
            likely = likely_encoding(raw)
            what = f"looks like {likely.name}, not UTF-8: {likely.hint}" if likely else _UNREADABLE[unreadable[-1]]
            self.left[path] = what
        return text or ""


@dataclass(frozen=True)
class FolderTree(SourceTree):
    """A folder on the disk."""

    def listed(self) -> Iterator[str]:
        """Yield every file; what is none goes into `left`."""
        yield from self._walk(self.root, "", 0)

    def raw(self, path: str, max_bytes: int) -> bytes:
        """Return a file without following a link that took its place."""
        return read_file(FoundFile(path, self.root / path), max_bytes=max_bytes)

    def _walk(self, folder: Path, prefix: str, depth: int) -> Iterator[str]:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.left[prefix or "."] = f"cannot be read: {error.strerror}"
            return
        for entry in found:
            relative = prefix + entry.name
            if is_of_programs(entry.name):
                continue
            if reason := _fault(entry, depth):
                self.left[relative.encode("utf-8", "backslashreplace").decode()] = reason
            elif entry.is_dir(follow_symlinks=False):
                yield from self._walk(folder / entry.name, f"{relative}/", depth + 1)
            else:
                yield relative


@dataclass(frozen=True)
class FileTree(SourceTree):
    """One file, such as the whole export of a site."""

    def listed(self) -> Iterator[str]:
        """Yield the name of the file."""
        yield self.root.name

    def raw(self, path: str, max_bytes: int) -> bytes:
        """Return the file."""
        return read_file(FoundFile(path, self.root.parent / path), max_bytes=max_bytes)


@dataclass(frozen=True)
class MadeTree(SourceTree):
    """The articles that an export became, as files in Markdown, beside the files of the export itself."""

    base: SourceTree = field(kw_only=True)
    made: Mapping[str, bytes] = field(kw_only=True)

    def listed(self) -> Iterator[str]:
        """Yield what was made, and every file of the export."""
        yield from self.made
        yield from (path for path in self.base.files if path not in self.made)

    def raw(self, path: str, max_bytes: int) -> bytes:
        """Return what was made, or the file of the export."""
        return self.made[path][: max_bytes + 1] if path in self.made else self.base.raw(path, max_bytes)


def is_of_programs(name: str) -> bool:
    """Tell whether a folder holds what programs made, or what is not the team's."""
    return name.lower() in _NEVER


_UNREADABLE = {
    "not-utf-8": "is not UTF-8, nor like another encoding: look at it, and save it as UTF-8",
    "nul-byte": "holds NUL bytes, so it is damaged or no text: write it again",
}


def _fault(entry: os.DirEntry[str], depth: int) -> str:
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        return "has a name that is not UTF-8: rename it"
    if entry.is_symlink():
        return "is a symbolic link, which is never followed"
    mode = entry.stat(follow_symlinks=False).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return "is a pipe, socket or device"
    return f"lies deeper than {MAX_DEPTH} folders: move it up" if depth >= MAX_DEPTH else ""
