"""Rendered articles on disk, by the content that made them.

An entry's name is a hash of everything in the article and the software that shapes its page. What depends on other
files (which article a link leads to, how large an image is) is kept inside the entry and compared when it is read.
So a warm build gives the bytes of a cold one. An entry that is damaged or of another version is rendered again.
The entries of one category are one value: to open thousands of small files takes longer than all else that is done with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import msgspec

from kbgen.kept_values import DIGEST_BYTES, KeptValues, code_digest
from kbgen.model import Article, Language
from kbgen.render.article import Body, RenderOptions
from kbgen.render.dialect import VERSIONS
from kbgen.render.shared import may_hold_shared
from kbgen.render.targets import Linker

_CATEGORIES_UNUSED = 20
_ENTRIES_UNUSED = 100
"""Of each category, what a build did not use: it may be of another branch, or of other settings."""


def source_digest() -> str:
    """Return a hash of the code that renders, so that an entry never outlives a change of it."""
    here = Path(__file__).parent
    content = here.parent / "content"  # of that, what ends up in pages without being compared with each entry
    return code_digest(here, *(content / f"{name}.py" for name in ("code_places", "hidden_characters", "names", "said"))).hex()


class _Entry(msgspec.Struct, array_like=True):
    """glossary: a hash of that by which the body was rendered, or which gives it the same."""

    glossary: bytes
    body: Body


class _Category:
    """The entries of one category, by key. before: as they were kept. now: those of this build."""

    def __init__(self, before: Mapping[str, msgspec.Raw]) -> None:
        self.before = before
        self.now: dict[str, msgspec.Raw] = {}
        self.is_new = False

    def entries(self) -> dict[str, msgspec.Raw]:
        """Return what is to be kept: what this build used, and a little of what it did not, the last used first."""
        unused = islice((key for key in self.before if key not in self.now), _ENTRIES_UNUSED)
        return self.now | {key: self.before[key] for key in unused}


class RenderCache:
    """A folder of rendered articles; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None, options: RenderOptions) -> None:
        self.options = options
        self._kept = KeptValues(folder, "render", most_unused=_CATEGORIES_UNUSED)
        self._remembers = folder is not None
        self._categories: dict[str, _Category] = {}
        software = (source_digest(), VERSIONS, options.use_directory_urls, options.formulas)
        labels = {language: dict(texts) for language, texts in options.labels.items()}
        # Without what changes only those articles that hold some of it.
        named = {language: (shared.folder, bool(shared.meanings)) for language, shared in options.shared.items()}
        self._common = msgspec.json.encode([software, labels, named], order="sorted")
        texts = {language: (shared.variables, shared.parts) for language, shared in options.shared.items()}
        self._texts = msgspec.json.encode(texts, order="sorted")
        self._meanings = {language: shared.meanings for language, shared in options.shared.items()}
        self._glossaries = {language: _digest_of(meanings) for language, meanings in self._meanings.items()}
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(_Entry)

    def key(self, article: Article, linker: Linker) -> str:
        """Return the name of the entry for this article."""
        parts = (article.language, linker.source, linker.file, article.written.front.title, article.body)
        digest = hashlib.blake2b(self._common, digest_size=DIGEST_BYTES)
        digest.update(self._encoder.encode(parts))
        if may_hold_shared(article.body):  # and no other article changes with a part or a variable
            digest.update(self._texts)
        return digest.hexdigest()

    def load(self, key: str, article: Article, linker: Linker) -> Body | None:
        """Return the entry, or None when there is none that still holds."""
        category = self._category(article)
        raw = category.before.get(key)
        if raw is None:
            return None
        try:
            entry = self._decoder.decode(raw)
        except msgspec.DecodeError:  # another version of these classes
            return None
        category.now[key] = raw
        body = entry.body
        links = all(linker.address(written) == address for written, address in body.addresses.items())
        pictures = all(linker.picture(written) == address for written, address in body.pictures.items())
        names = all(linker.is_page_named(name) == named for name, named in body.page_names.items())
        diagrams = all(self.options.diagrams.get(source) == diagram for source, diagram in body.diagrams.items())
        return body if links and pictures and names and diagrams and self._holds(key, entry, article) else None

    def _holds(self, key: str, entry: _Entry, article: Article) -> bool:
        """Tell whether the glossary of today gives an entry what that of its day gave it."""
        if entry.glossary == self._glossary(article.language):
            return True
        if not entry.body.terms.is_same_with(self._meanings.get(article.language, {})):
            return False
        self.store(key, entry.body, article)  # so that the next build need not look through its texts
        return True

    def store(self, key: str, body: Body, article: Article) -> None:
        """Take an entry, which is kept with the others of its category (`keep`)."""
        if self._remembers:
            category = self._category(article)
            category.now[key] = msgspec.Raw(self._encoder.encode(_Entry(self._glossary(article.language), body)))
            category.is_new = True

    def keep(self) -> None:
        """Keep the entries of each category that has new ones."""
        for name, category in self._categories.items():
            if category.is_new:
                self._kept.store(_name(name), self._encoder.encode(category.entries()))
                category.is_new = False

    def _category(self, article: Article) -> _Category:
        name = article.category
        if name not in self._categories:
            self._categories[name] = _Category(self._kept.load_as(_name(name), dict[str, msgspec.Raw]) or {})
        return self._categories[name]

    def _glossary(self, language: Language) -> bytes:
        return self._glossaries.get(language, b"")

    def sweep(self) -> None:
        """Remove categories that this build did not have, beyond a number worth keeping, and let go of the entries."""
        self._kept.sweep()
        self._categories.clear()


def _name(category: str) -> str:
    return hashlib.blake2b(category.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


def _digest_of(meanings: Mapping[str, str]) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(sorted(meanings.items())), digest_size=DIGEST_BYTES).digest()
