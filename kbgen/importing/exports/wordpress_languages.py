"""Languages of WordPress by address: whether the `it` of `/it/printers/` is Italian, or the folder of the IT department."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from kbgen.importing.exports.items import split_address
from kbgen.importing.exports.wxr import Entry, Site
from kbgen.importing.languages import is_label, is_ours, label_of, written_in
from kbgen.text.normalise import is_han

_KEYS = ("_wpml_import_language_code", "wpml_language", "_locale")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_OF_ENGLISH = frozenset({"the", "and", "of", "to", "is", "are", "you", "your", "with", "this", "that", "from", "our", "they"})
"""Words that hold every English text together, and that no other language has many of."""
_SHARE_OF_ENGLISH = 0.08
"""Of the words of a text, from which it is English: English has a fifth of them, its neighbours one of thirty at most."""
_FEW_WORDS = 30
"""Below which the words of a text alone do not say that it is not English: a list of names has none of those either."""


@dataclass(frozen=True, slots=True)
class Languages:
    """What the addresses of a site say of languages. codes: first parts of addresses that are one, as they are written."""

    site: Site
    codes: frozenset[str]

    def of(self, entry: Entry) -> str:
        """Return the language of an entry: by the plugin that translates, else by its address, else nothing."""
        if stated := _stated(entry):
            return label_of(stated)
        asked = parse_qs(split_address(entry.link).query).get("lang", [""])[0]
        first = _path(self.site, entry).partition("/")[0]
        return label_of(asked) if is_label(asked) else label_of(first) if first in self.codes else ""

    def address_group(self, entry: Entry) -> str:
        """Return the address of an entry without its language, or nothing for a number: `/zh/about/` is one with `/about/`."""
        path = _path(self.site, entry)
        first, _, rest = path.partition("/")
        path = (rest if first in self.codes else path).casefold()
        return f"address /{path}" if path and not set(parse_qs(split_address(entry.link).query)) - {"lang"} else ""


def languages_of(site: Site, entries: Iterable[Entry]) -> Languages:
    """Return which first parts of addresses are languages; a page may be called as one (`/no/`, `/it/`)."""
    entries = tuple(entries)
    below: dict[str, list[Entry]] = defaultdict(list)
    rests: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        path = _path(site, entry)
        first, _, rest = path.partition("/")
        if is_label(first):
            below[first].append(entry)
            rests[first].add(rest)
        else:
            rests[""].add(path)
    plugin = {label_of(label) for entry in entries if (label := _stated(entry))}
    return Languages(site, frozenset(code for code, own in below.items() if _is_language(code, own, rests, plugin)))


def _is_language(code: str, own: list[Entry], rests: Mapping[str, set[str]], plugin: set[str]) -> bool:
    """Tell whether the plugin, the script, the words or pages at the same place below another code say so."""
    label = label_of(code)
    text = _TAG.sub(" ", " ".join(f"{entry.title} {entry.text}" for entry in own))
    is_latin = written_in(text) == "en" and all(ord(char) < 0x250 or not char.isalpha() for char in text)
    if label in plugin or (is_ours(label) and "-" in label) or label == "en":
        return True
    if is_ours(label):
        return not is_latin and any(map(is_han, text))
    words = [word.casefold() for word in _WORD.findall(text)]
    is_english = sum(word in _OF_ENGLISH for word in words) >= len(words) * _SHARE_OF_ENGLISH
    if not is_latin:
        return written_in(text) == "en" or any(0x3040 <= ord(char) < 0x3100 for char in text)
    others = set().union(*(places for other, places in rests.items() if other != code))
    return not is_english and (len(words) >= _FEW_WORDS or bool((rests[code] & others) - {""}))


def _stated(entry: Entry) -> str:
    by_term: Iterator[str] = (term for domain, term, _ in entry.terms if domain == "language")
    return next(by_term, "") or next((entry.meta[key] for key in _KEYS if entry.meta.get(key)), "")


def _path(site: Site, entry: Entry) -> str:
    """Return the path of an entry below that of the site, without slashes at its ends."""
    return unquote(split_address(entry.link).path.removeprefix(split_address(site.url).path.rstrip("/")).strip("/"))
