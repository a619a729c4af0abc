"""Which encoding a file is in that is not UTF-8: told to its writer, never used to read it, for a guess may be wrong."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_SAMPLE_BYTES = 65_536
_SHARE_OF_COMMON = 0.6
"""Of the pairs of bytes above ASCII, from which they are characters of Big5 or GBK; in another encoding it is chance."""
_SHARE_OF_LATIN = 0.4
"""Of all bytes but blanks, up to which those above ASCII are accents of a language of western Europe."""
_SHARE_OF_WIDE = 0.95
_SHARE_OF_ZEROS = 0.25
_KNOWN = ((0x20, 0x7E), (0xA0, 0x24F), (0x2010, 0x206F), (0x3000, 0x303F), (0x3400, 0x9FFF), (0xFF00, 0xFFEF))
"""Characters of English and Chinese text."""
_LATIN_1252 = frozenset(range(0x80, 0x100)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}


@dataclass(frozen=True, slots=True)
class LikelyEncoding:
    """name: as people call it. iconv: as the program of that name does."""

    name: str
    iconv: str

    @property
    def hint(self) -> str:
        """What to do, with the command."""
        return f"convert it: iconv -f {self.iconv} -t UTF-8"


def likely_encoding(raw: bytes) -> LikelyEncoding | None:
    """Return the encoding of bytes that are not UTF-8, or None where nothing speaks for one."""
    for mark, name in ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16")):
        if raw.startswith(mark):
            return LikelyEncoding(name, name)
    sample = raw[:_SAMPLE_BYTES]
    if 0 in sample:
        return _wide(sample)
    shares = {
        LikelyEncoding("Big5", "BIG5"): _share(sample, range(0xA1, 0xC7), 0x40),
        LikelyEncoding("GBK", "GBK"): _share(sample, range(0xA1, 0xD8), 0xA1),
    }
    best = max(shares, key=lambda one: shares[one])
    if shares[best] >= _SHARE_OF_COMMON:
        return best
    high = [byte for byte in sample if byte >= 0x80]
    is_latin = set(high) <= _LATIN_1252 and 0 < len(high) <= len(b"".join(sample.split())) * _SHARE_OF_LATIN
    return LikelyEncoding("Windows-1252", "WINDOWS-1252") if is_latin else None


def _wide(sample: bytes) -> LikelyEncoding | None:
    """Return UTF-16 without a mark: read in the right order of bytes, nearly all is Latin or Chinese with its marks."""
    if sample.count(0) < len(sample) * _SHARE_OF_ZEROS and _is_utf_8(sample):
        return None  # text with a zero byte in it, whose pairs of letters would be Chinese characters
    even = sample[: len(sample) // 2 * 2]
    found = {name: _share_of_known(even.decode(name, "replace")) for name in ("UTF-16LE", "UTF-16BE")}
    best = max(found, key=lambda name: found[name])
    return LikelyEncoding(best, best) if found[best] >= _SHARE_OF_WIDE else None


def _is_utf_8(sample: bytes) -> bool:
    try:
        sample[:-3].decode()  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return True


def _share_of_known(text: str) -> float:
    known = sum(char in "\n\r\t\ufeff" or any(low <= ord(char) <= high for low, high in _KNOWN) for char in text)
    return known / len(text) if text else 0.0


def _share(sample: bytes, common: range, least_second: int) -> float:
    """Return how many of the characters of two bytes are common ones, which both standards put first."""
    pairs = good = at = 0
    while at < len(sample):
        if sample[at] < 0x80:
            at += 1
            continue
        second = sample[at + 1] if at + 1 < len(sample) else 0
        pairs += 1
        good += sample[at] in common and second >= least_second and second not in {0x7F, 0xFF}
        at += 2
    return good / pairs if pairs else 0.0
