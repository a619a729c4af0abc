"""Short ids: what names an article for ever and fits into a text message, as `7f3k` in `/a/7f3k/`.

An id is made once, by chance, and stands in the front matter of both sides, so it moves with them.
It is never given to another article: a published one that vanishes fails the build until its address is under `withdrawn`.
An article that replaces another one takes over its id as a former address, `aliases: [/a/7f3k/]`, beside its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from kbgen.errors import UsageError

SHORT_FOLDER = "a"
"""First part of the address of each short link."""
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
"""Without vowels, so that no word comes about, and without what looks alike by hand or on paper: 0 o, 1 l i."""
LENGTH = 4
"""614,656 ids; a site of 10,000 articles has used one in sixty."""

_SHORT_ID = re.compile(rf"(?=.*[a-z])[{ALPHABET}]{{{LENGTH},8}}")
_MOST_TRIES = 10_000


def is_short_id(text: str) -> bool:
    """Tell whether a text is an id of ours; one of digits only is none, because programs read it as a number."""
    return _SHORT_ID.fullmatch(text) is not None


def short_address(short_id: str) -> str:
    """Return the address of an id, relative to the root of the site."""
    return f"{SHORT_FOLDER}/{short_id}/"


def short_id_at(address: str) -> str:
    """Return the id of a short address, relative to the root of the site; empty where it is another one."""
    folder, _, rest = address.partition("/")
    found = rest.removesuffix("index.html").removesuffix("/")
    return found if folder == SHORT_FOLDER and is_short_id(found) else ""


def former_short_ids(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that an article took over, by its `root_aliases`: those of articles that it replaced."""
    return tuple(found for found in map(short_id_at, addresses) if found)


def new_short_id(taken: Collection[str], choose: Callable[[Sequence[str]], str]) -> str:
    """Return an id that is not among those `taken`. choose: picks by chance. Raises UsageError where none is free."""
    for _ in range(_MOST_TRIES):
        found = "".join(choose(ALPHABET) for _ in range(LENGTH))
        if is_short_id(found) and found not in taken:
            return found
    raise UsageError("no short id is free", hint="give up some that nobody uses, or write a longer one: 'id: 7f3k9'")
