"""Links that readers cannot see or that lead nowhere, because a writer left out their words or their address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from kbgen.render.findings import Finding
from kbgen.render.inline_text import text_of


def empty_links(children: Iterable[Token], line: int) -> Iterator[Finding]:
    """Report links without words or address. children: inline tokens before links are resolved; line: where they begin."""
    opening: Token | None = None
    inside: list[Token] = []
    for token in children:
        line += token.type in {"softbreak", "hardbreak"}
        if token.type == "link_open":
            opening, inside = token, []
        elif token.type == "link_close" and opening is not None:
            yield from _faults(str(opening.attrs.get("href", "")).strip(), inside, line)
            opening = None
        else:
            inside.append(token)


def _faults(address: str, inside: list[Token], line: int) -> Iterator[Finding]:
    words = text_of(inside).strip()
    seen = bool(words) or any(token.type == "image" for token in inside)
    if not address:
        written = f"[{words}]()" if seen else "[]()"
        hint = "write the address between the round brackets" if seen else "write words and an address, or remove it"
        yield Finding(line, "empty-link", f"the link '{written[:80]}' has no address", hint)
    elif not seen:
        message = f"the link '[]({address[:80]})' has no words, so that readers do not see it"
        yield Finding(line, "empty-link", message, "write between the square brackets what it leads to")
