"""Files that a first search always reads → one pack a language, which opens the index (index-format 3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kbgen.index.codec import encode_pack, pack, payload_of
from kbgen.model import LANGUAGES, Language

PACK_BYTES = 288 * 1024
"""What a pack may hold before compression, beside the directories and forms that it always has.

The sample shop has 230 KiB for Chinese readers, 124 KiB compressed: half a second of slow 4G more than single files, which
spares five round trips. Counted before compression, so that two machines pack the same.
"""

FAMILIES: Mapping[Language, Sequence[str]] = {
    "en": ("latn/en", "hani/en", "hani/zh-hant"),
    "zh-hant": ("hani/zh-hant", "hani/en", "latn/zh-hant", "latn/en"),
}
"""The families that readers of a language ask (index-format 5.1)."""
SELDOM: Mapping[Language, str] = {"en": "hani/zh-hant"}
"""Few who read English type Chinese, or a word that a Chinese one stands for: they fetch what they need of it."""


def pack_name(language: Language) -> str:
    """Return the name of the pack that readers of a language open."""
    return f"{language}.pack"


def build_packs(files: Mapping[str, bytes], manifest: Mapping[str, Any], sealed: bytes) -> dict[str, bytes]:
    """Return the pack of each language, by name.

    files: of the index, by name, and `sealed` the bytes of its manifest. What a pack holds is taken in groups, in the order of
    need, as long as all of a group fit: a group that is not whole would be fetched all the same.
    """
    return {
        pack_name(language): pack(f"pack/{language}", encode_pack(sealed, _chosen(files, manifest, language)))
        for language in LANGUAGES
    }


def _chosen(files: Mapping[str, bytes], manifest: Mapping[str, Any], language: Language) -> dict[str, bytes]:
    """Return the payloads of a pack, by name."""
    first, *others = _groups(files, manifest, language)
    chosen = {name: payload_of(files[f"{name}.bin"]) for name in first}
    size = 0
    for names in others:
        group: dict[str, bytes] = {}
        for name in names:
            group[name] = payload_of(files[f"{name}.bin"])
            size += len(group[name])
            if size > PACK_BYTES:
                return chosen
        chosen |= group
    return chosen


def _groups(files: Mapping[str, bytes], manifest: Mapping[str, Any], language: Language) -> Iterator[Sequence[str]]:
    """Yield names: what every search reads, then what holds the words of the articles, what results show, what mends."""
    families = manifest["families"]
    asked = [families[name] for name in FAMILIES[language] if name in families]
    seldom = families.get(SELDOM.get(language, ""))
    scripts = ("latn",) if language == "en" else ("latn", "hani")
    answers = manifest.get("answers", {}).get(language)
    said = [answers["name"]] if answers else []
    near = families.get(f"everyday/{language}")
    said += [manifest["everyday"][language], near["directory"]] if near else []
    starts = [manifest["starts"][script] for script in scripts]
    yield [*(family["directory"] for family in asked), manifest["forms"], *starts, *said]
    yield from sorted((_numbered(files, family["name"]) for family in asked if family != seldom), key=len)
    yield _numbered(files, manifest["documents"][language])
    if answers:
        yield _numbered(files, answers["entries"])
    words = [] if language == "en" else _numbered(files, manifest["words"]["name"])
    yield [*(manifest["lexicons"][script] for script in scripts), *words]
    if near:
        yield _numbered(files, near["name"])


def _numbered(files: Mapping[str, bytes], folder: str) -> list[str]:
    return sorted(name.removesuffix(".bin") for name in files if name.startswith(f"{folder}/"))
