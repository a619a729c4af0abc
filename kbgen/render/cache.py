"""Rendered articles on disk, by the content that made them.

An entry's name is a hash of everything in the article and the software that shapes its page. What depends on other
files (which article a link leads to, how large an image is) is kept inside the entry and compared when it is read.
So a warm build gives the bytes of a cold one. An entry that is damaged or of another version is rendered again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from kbgen.kept_values import DIGEST_BYTES, KeptValues, code_digest
from kbgen.model import Article, Language
from kbgen.render.article import Body, RenderOptions
from kbgen.render.dialect import VERSIONS
from kbgen.render.shared import may_include
from kbgen.render.targets import Linker

_KEEP_UNUSED = 1_000


def source_digest() -> str:
    """Return a hash of the code that renders, so that an entry never outlives a change of it."""
    here = Path(__file__).parent
    content = here.parent / "content"  # of that, what ends up in pages without being compared with each entry
    return code_digest(here, *(content / f"{name}.py" for name in ("code_places", "hidden_characters", "names"))).hex()


class _Entry(msgspec.Struct, array_like=True):
    """glossary: a hash of that by which the body was rendered, or which gives it the same."""

    glossary: bytes
    body: Body


class RenderCache:
    """A folder of rendered articles; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None, options: RenderOptions) -> None:
        self.options = options
        self._kept = KeptValues(folder, "render", most_unused=_KEEP_UNUSED)
        software = (source_digest(), VERSIONS, options.use_directory_urls, options.formulas)
        labels = {language: dict(texts) for language, texts in options.labels.items()}
        # Whose texts and meanings change only those articles that hold some of them.
        named = {
            language: (replace(shared, parts=dict.fromkeys(shared.parts, ""), meanings={}), bool(shared.meanings))
            for language, shared in options.shared.items()
        }
        self._common = msgspec.json.encode([software, labels, named], order="sorted")
        self._parts = msgspec.json.encode({language: shared.parts for language, shared in options.shared.items()}, order="sorted")
        self._meanings = {language: shared.meanings for language, shared in options.shared.items()}
        self._glossaries = {language: _digest_of(meanings) for language, meanings in self._meanings.items()}
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(_Entry)

    def key(self, article: Article, linker: Linker) -> str:
        """Return the name of the entry for this article."""
        parts = (article.language, linker.source, linker.file, article.written.front.title, article.body)
        digest = hashlib.blake2b(self._common, digest_size=DIGEST_BYTES)
        digest.update(msgspec.json.encode(parts))
        if may_include(article.body):  # and no other article changes with a part
            digest.update(self._parts)
        return digest.hexdigest()

    def load(self, key: str, linker: Linker) -> Body | None:
        """Return the entry, or None when there is none that still holds."""
        payload = self._kept.load(key)
        if payload is None:
            return None
        try:
            entry = self._decoder.decode(payload)
        except msgspec.DecodeError:  # another version of these classes
            return None
        body = entry.body
        links = all(linker.address(written) == address for written, address in body.addresses.items())
        pictures = all(linker.picture(written) == address for written, address in body.pictures.items())
        names = all(linker.is_page_named(name) == named for name, named in body.page_names.items())
        diagrams = all(self.options.diagrams.get(source) == diagram for source, diagram in body.diagrams.items())
        return body if links and pictures and names and diagrams and self._holds(key, entry, linker.language) else None

    def _holds(self, key: str, entry: _Entry, language: Language) -> bool:
        """Tell whether the glossary of today gives an entry what that of its day gave it."""
        if entry.glossary == self._glossary(language):
            return True
        if not entry.body.terms.is_same_with(self._meanings.get(language, {})):
            return False
        self.store(key, entry.body, language)  # so that the next build need not look through its texts
        return True

    def store(self, key: str, body: Body, language: Language) -> None:
        """Keep an entry. language: of the article."""
        self._kept.store(key, self._encoder.encode(_Entry(self._glossary(language), body)))

    def _glossary(self, language: Language) -> bytes:
        return self._glossaries.get(language, b"")

    def sweep(self) -> None:
        """Remove the oldest entries that this build did not use, beyond a number worth keeping."""
        self._kept.sweep()


def _digest_of(meanings: Mapping[str, str]) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(sorted(meanings.items())), digest_size=DIGEST_BYTES).digest()
