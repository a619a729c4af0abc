"""The table of characters by which a query's Chinese typos are judged: sounds and shapes (index-format 4.6)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kbgen.index.codec import column, encode_varints
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.text.tables import cangjie_endings, character_features, everyday_characters, everyday_variants


def kept_characters(site: Iterable[str], kept: KeptValues) -> bytes:
    """Return what `encode_characters` returns of a site's characters, kept while these are the same."""
    code = package_digest("text", "index/sounds.py", "index/codec.py")
    name = hashlib.blake2b(code + "".join(sorted(site)).encode(), digest_size=DIGEST_BYTES).hexdigest()
    return kept.made(name, lambda: encode_characters(site))


def encode_characters(site: Iterable[str]) -> bytes:
    """Return, for the site's characters and those in everyday use: pinyin, Jyutping, phonetic series, endings of Cangjie codes.

    A typed character is folded only to one that the site holds, so everyday variants of the others are listed as they are typed.
    Columns: gaps between the code points of the characters, ascending; a list of syllables and, a character, one number into it
    (0: none), for the most frequent pinyin, the second pinyin, and Jyutping without tone; the first phonetic series (0: none);
    how many different endings its Cangjie codes have, and these, all of one character after the other.
    """
    held, features = set(site), character_features()
    forms = {char: char for char in held | everyday_characters()}
    forms |= {variant: folded for variant, folded in everyday_variants().items() if folded not in held}
    chars = sorted(char for char, folded in forms.items() if folded in features)
    rows = [features[forms[char]] for char in chars]
    gaps = [ord(char) - before for before, char in zip([0, *map(ord, chars)], chars, strict=False)]
    pinyin = sorted({reading for row in rows for reading in row.pinyin[:2]})
    jyutping = sorted({reading.rstrip("123456") for row in rows for reading in row.jyutping[:1]})
    number_of_pinyin = {reading: number for number, reading in enumerate(pinyin, start=1)}
    number_of_jyutping = {reading: number for number, reading in enumerate(jyutping, start=1)}
    endings = [cangjie_endings(row) for row in rows]
    columns = (
        encode_varints(gaps),
        " ".join(pinyin).encode(),
        encode_varints(number_of_pinyin[row.pinyin[0]] if row.pinyin else 0 for row in rows),
        encode_varints(number_of_pinyin[row.pinyin[1]] if len(row.pinyin) > 1 else 0 for row in rows),
        " ".join(jyutping).encode(),
        encode_varints(number_of_jyutping[row.jyutping[0].rstrip("123456")] if row.jyutping else 0 for row in rows),
        encode_varints(int("0" + "".join(filter(str.isdigit, row.phonetic[0]))) if row.phonetic else 0 for row in rows),
        encode_varints(len(some) for some in endings),
        encode_varints(_number(ending) for some in endings for ending in some),
    )
    return b"".join(column(content) for content in columns)


def _number(ending: str) -> int:
    """Return the number of the last two letters of a Cangjie code, from 1."""
    return 26 * (ord(ending[0]) - ord("A")) + ord(ending[1]) - ord("A") + 1
