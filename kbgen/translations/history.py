"""What git remembers of articles: what a source said when its translation was last written."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from kbgen.content.every_article import with_text
from kbgen.errors import UsageError
from kbgen.model import Article, ArticleId
from kbgen.translations.fingerprints import fingerprints

_HINT = "run it in a clone with its history; without git: 'kbgen translations --adopt now'"
_COMMIT = "\x01"
"""Stands before the name of each commit in what git writes; no file is called so."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was. age: how many commits ago, in the order of git's log; 0 is the newest."""

    age: int
    article: Article


class History:
    """The commits of the repository that a site is in, read once; renames are followed. Close it, or use it in `with`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._batch: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._batch:
            self._batch.communicate()
            self._batch = None

    def versions(self, article: Article) -> Iterator[Version]:
        """Yield an article as it was committed, newest first; of one that is not in git, nothing. Raises UsageError."""
        for age, commit, name in self._changes.get(article.path.as_posix(), ()):
            raw = self._content(f"{commit}:./{name}")
            if raw is not None:
                yield Version(age, _as_it_was(article, raw))

    def source_of(self, side: Article, source: Article) -> Article:
        """Return the source as it was when its translation got what it says today.

        A translation that says something not yet committed, or is not in git, is of the source of today.
        """
        said = fingerprints(side)
        age = -1
        for version in self.versions(side):
            if fingerprints(version.article) != said:
                break
            age = version.age
        if age < 0:
            return source
        oldest = source
        for version in self.versions(source):
            oldest = version.article
            if version.age >= age:
                break
        return oldest

    def saying(self, source: Article, known: Sequence[str]) -> Article | None:
        """Return the newest version of a source that says what is known, or None where git has none."""
        wanted = Counter(known)
        return next((one.article for one in self.versions(source) if Counter(fingerprints(one.article)) == wanted), None)

    @cached_property
    def _changes(self) -> dict[str, list[tuple[int, str, str]]]:
        """The commits that changed a file, by its path of today: age, commit, and its path then."""
        told = self._git("log", "--relative", "--no-color", "-M", "-c", "--name-status", "-z", f"--format={_COMMIT}%H")
        today: dict[str, str] = {}
        found: dict[str, list[tuple[int, str, str]]] = {}
        words = iter(told.decode("utf-8", "surrogateescape").split("\0"))
        commit, age = "", -1
        for word in words:
            state = word.lstrip("\n")
            if state.startswith(_COMMIT):
                commit, age = state[1:].strip(), age + 1
                continue
            if not state:
                continue
            letters = state.rstrip("0123456789")  # of a merge, one for each parent, and no former name
            former = next(words)
            name = next(words) if letters in {"R", "C"} else former
            here = today.get(name, name)
            if letters.strip("D"):
                found.setdefault(here, []).append((age, commit, name))
            if letters == "R":
                today[former] = today.pop(name, name)
        return found

    def _content(self, name: str) -> bytes | None:
        if "\n" in name:
            return None
        if self._batch is None:
            command = ["git", "-C", str(self._root), "cat-file", "--batch"]
            self._batch = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        pipes = self._batch
        assert pipes.stdin  # noqa: S101 - both are asked for
        assert pipes.stdout  # noqa: S101
        pipes.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
        pipes.stdin.flush()
        head = pipes.stdout.readline().split()
        if not head or head[-1] == b"missing":
            return None
        content = pipes.stdout.read(int(head[-1]) + 1)[:-1]
        return content if head[-2] == b"blob" else None

    def _git(self, *arguments: str) -> bytes:
        try:
            done = subprocess.run(["git", "-C", str(self._root), *arguments], capture_output=True, check=False)  # noqa: S603, S607
        except OSError as error:
            raise UsageError(f"git cannot be started: {error.strerror}", hint=_HINT) from None
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise UsageError(f"git {arguments[0]}: {told}", hint=_HINT)
        return done.stdout


def former_sources(root: Path, pairs: Iterable[tuple[Article, Article | None]]) -> Mapping[ArticleId, Article]:
    """Return the source that each translation is of, where that is another than today's and git has it.

    pairs: source and translation. Without git there is none: what a text was is of help, and nobody needs it.
    """
    behind = [
        (source, side.front.translated_from)
        for source, side in pairs
        if side and side.front.translated_from and side.front.translated_from != fingerprints(source)
    ]
    found: dict[ArticleId, Article] = {}
    with History(root) as history:
        for source, known in behind:
            try:
                former = history.saying(source, known)
            except UsageError:
                return found
            if former:
                found[source.id] = former
    return found


def _as_it_was(article: Article, raw: bytes) -> Article:
    return with_text(article, raw.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
