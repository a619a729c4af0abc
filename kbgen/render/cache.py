"""Rendered articles on disk, by the content that made them.

An entry's name is a hash of everything in the article and the software that shapes its page. What depends on other
files (which article a link leads to, how large an image is) is kept inside the entry and compared when it is read.
So a warm build gives the bytes of a cold one. An entry that is damaged or of another version is rendered again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import msgspec

from kbgen.kept_values import DIGEST_BYTES, KeptValues, code_digest
from kbgen.model import Article
from kbgen.render.article import Body, RenderOptions
from kbgen.render.dialect import VERSIONS
from kbgen.render.shared import may_include
from kbgen.render.targets import Linker

_KEEP_UNUSED = 1_000


def source_digest() -> str:
    """Return a hash of the code that renders, so that an entry never outlives a change of it."""
    here = Path(__file__).parent
    content = here.parent / "content"  # of that, what ends up in pages without being compared with each entry
    return code_digest(here, content / "code_places.py", content / "names.py").hex()


class RenderCache:
    """A folder of rendered articles; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None, options: RenderOptions) -> None:
        self.options = options
        self._kept = KeptValues(folder, "render", most_unused=_KEEP_UNUSED)
        software = (source_digest(), VERSIONS, options.use_directory_urls, options.formulas)
        labels = {language: dict(texts) for language, texts in options.labels.items()}
        named = {language: replace(shared, parts=dict.fromkeys(shared.parts, "")) for language, shared in options.shared.items()}
        self._common = msgspec.json.encode([software, labels, named], order="sorted")
        self._parts = msgspec.json.encode({language: shared.parts for language, shared in options.shared.items()}, order="sorted")
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Body)

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
            body = self._decoder.decode(payload)
        except msgspec.DecodeError:  # another version of these classes
            return None
        links = all(linker.address(written) == address for written, address in body.addresses.items())
        pictures = all(linker.picture(written) == address for written, address in body.pictures.items())
        names = all(linker.is_page_named(name) == named for name, named in body.page_names.items())
        diagrams = all(self.options.diagrams.get(source) == diagram for source, diagram in body.diagrams.items())
        return body if links and pictures and names and diagrams else None

    def store(self, key: str, body: Body) -> None:
        """Keep an entry."""
        self._kept.store(key, self._encoder.encode(body))

    def sweep(self) -> None:
        """Remove the oldest entries that this build did not use, beyond a number worth keeping."""
        self._kept.sweep()
