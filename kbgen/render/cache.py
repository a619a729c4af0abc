"""Rendered articles on disk, by the content that made them.

An entry's name is a hash of everything in the article and the software that shapes its page. What depends on other
files (which article a link leads to, how large an image is) is kept inside the entry and compared when it is read.
So a warm build gives the bytes of a cold one. An entry that is damaged or of another version is rendered again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

import kbgen
from kbgen.model import Article
from kbgen.render.article import Body, RenderOptions
from kbgen.render.dialect import VERSIONS
from kbgen.render.targets import Linker
from kbgen.whole_file import replace_file

_DIGEST_BYTES = 16
_KEEP_UNUSED = 1_000
"""Entries kept beyond those of the last build, so that switching between branches stays quick."""


def source_digest() -> str:
    """Return a hash of the code that renders, so that an entry never outlives a change of it."""
    digest = hashlib.blake2b(kbgen.__version__.encode(), digest_size=_DIGEST_BYTES)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class RenderCache:
    """A folder of rendered articles; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None, options: RenderOptions) -> None:
        self._root = folder
        self._folder = folder / "render" if folder else None
        software = (source_digest(), VERSIONS, options.use_directory_urls)
        labels = {language: dict(texts) for language, texts in options.labels.items()}
        self._common = msgspec.json.encode([software, labels], order="sorted")
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Body)
        self._used: set[str] = set()

    def key(self, article: Article, linker: Linker) -> str:
        """Return the name of the entry for this article."""
        parts = (article.language, linker.source, article.front.title, article.body)
        digest = hashlib.blake2b(self._common, digest_size=_DIGEST_BYTES)
        digest.update(msgspec.json.encode(parts))
        return digest.hexdigest()

    def load(self, key: str, linker: Linker) -> Body | None:
        """Return the entry, or None when there is none that still holds."""
        if self._folder is None:
            return None
        self._used.add(key)
        try:
            raw = self._path(key).read_bytes()
        except OSError:
            return None
        payload = raw[_DIGEST_BYTES:]
        if hashlib.blake2b(payload, digest_size=_DIGEST_BYTES).digest() != raw[:_DIGEST_BYTES]:
            return None
        try:
            body = self._decoder.decode(payload)
        except msgspec.DecodeError:  # another version of these classes
            return None
        still_true = all(linker.address(written) == address for written, address in body.addresses.items())
        return body if still_true else None

    def store(self, key: str, body: Body) -> None:
        """Write an entry; a half-written one is never seen under its name."""
        if self._folder is None:
            return
        payload = self._encoder.encode(body)
        is_first = not self._folder.is_dir()
        replace_file(self._path(key), hashlib.blake2b(payload, digest_size=_DIGEST_BYTES).digest() + payload)
        if is_first:
            self._keep_out_of_git()

    def sweep(self) -> None:
        """Remove the oldest entries that this build did not use, beyond a number worth keeping."""
        if self._folder is None or not self._folder.is_dir():
            return
        unused = [path for path in self._folder.glob("*/*") if path.name not in self._used]
        unused.sort(key=lambda path: path.stat().st_mtime_ns)
        for path in unused[: max(0, len(unused) - _KEEP_UNUSED)]:
            path.unlink(missing_ok=True)

    def _keep_out_of_git(self) -> None:
        assert self._root is not None  # noqa: S101 - there is a folder
        ignore = self._root / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")

    def _path(self, key: str) -> Path:
        assert self._folder is not None  # noqa: S101 - callers have checked
        return self._folder / key[:2] / key
