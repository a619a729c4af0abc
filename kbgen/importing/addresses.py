"""Addresses and pictures as Markdown writes them."""

from __future__ import annotations

import re


def shielded(address: str) -> str:
    """Return an address between `<` and `>` where a blank or a bracket would end it."""
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def picture(words: str, address: str, width: str, caption: str = "") -> str:
    """Return a picture. width: in pixels, as `300` or `300px`; anything else says nothing here. caption: plain text."""
    plain = re.sub(r"[\[\]]", "", words)
    pixels = re.fullmatch(r"(\d{1,4})(?:px)?", width)
    title = ' "{}"'.format(caption.replace("\\", "").replace('"', '\\"')) if caption else ""
    return f"![{plain}]({shielded(address)}{title})" + (f"{{ width={pixels[1]} }}" if pixels else "")


def slug_of(title: str) -> str:
    """Return a title as addresses of other tools have it: in lower case, words parted by hyphens, other signs gone."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", title.casefold())).strip("-")
