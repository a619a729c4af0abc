"""What stands for the content of a site: the same for the same input, and told by every part of what is published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from kbgen import __version__
from kbgen.model import LANGUAGES, Article, Language
from kbgen.render.shared import SharedTexts
from kbgen.settings.regions import USUAL_REGIONS
from kbgen.settings.site import Settings
from kbgen.site.popular import Popular
from kbgen.site.strings import Strings
from kbgen.text.terms import Terms


def build_id(
    settings: Settings,
    articles: Iterable[Article],
    strings: Mapping[Language, Strings],
    terms: Terms,
    shared: Mapping[Language, SharedTexts],
    popular: Popular,
) -> str:
    """Return 12 hexadecimal digits that stand for the content, the settings and this version of kbgen."""
    digest = hashlib.blake2b(digest_size=6)
    chosen = (
        settings.site_name,
        settings.site_name_zh_hant,
        settings.folders,
        settings.zh_hant_tag,
        settings.collector,
        settings.contact,
        settings.owners,
        *([settings.regions] if settings.regions is not USUAL_REGIONS else []),
        settings.formulas,
    )
    texts = [dict(strings[language].texts) for language in LANGUAGES]
    digest.update(repr((__version__, chosen, settings.use_directory_urls, texts)).encode())
    digest.update(repr((terms.aliases(), terms.own_words(), terms.pins)).encode())
    digest.update(repr(shared).encode())
    if any(popular.values()):
        digest.update(repr(sorted(popular.items())).encode())
    encode = msgspec.msgpack.Encoder().encode  # of a value of dozens of fields a `repr` takes three times as long
    for article in articles:
        digest.update(encode((article.language, article.id, article.kind, article.front, article.body)))
    return digest.hexdigest()
