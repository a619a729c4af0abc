"""Pictures of exports: those that stand within the text become files, the others are found by their names."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import unquote, unquote_to_bytes

from kbgen.content.raster import picture_fault
from kbgen.content.safe_svg import safe_svg
from kbgen.importing.exports.items import split_address
from kbgen.importing.source_tree import MARKDOWN, SourceTree

_MAX_DATA_BYTES = 8_000_000
_DATA = re.compile(r"data:(?P<kind>[\w.+/-]{0,80})(?P<rest>(?:;[\w=.-]{0,80}){0,5}),", re.IGNORECASE)
_ENDINGS = {
    "image/png": "png", "image/jpeg": "jpg", "image/jpg": "jpg", "image/gif": "gif", "image/webp": "webp",
    "image/svg+xml": "svg",
}  # fmt: skip
_NO_PICTURES = (*MARKDOWN, ".json", ".html", ".htm", ".xml", ".csv", ".docx", ".css", ".js", ".zip", ".ndjson", ".jsonl")


class DataPictures:
    """Files of pictures that articles held as `data:` addresses. made: their bytes by path; equal ones are one file."""

    def __init__(self) -> None:
        self.made: dict[str, bytes] = {}

    def path_of(self, address: str) -> tuple[str, str]:
        """Return the path of a picture, and otherwise what is wrong with it."""
        match = _DATA.match(address)
        if not match or (ending := _ENDINGS.get(match["kind"].lower())) is None:
            return "", "broken picture"
        if len(address) > _MAX_DATA_BYTES * 3:
            return "", "large picture"
        raw = _decoded(address[match.end() :], is_base64=";base64" in match["rest"].lower())
        if len(raw) > _MAX_DATA_BYTES:
            return "", "large picture"
        if ending == "svg":
            safe = safe_svg(raw)
            raw = safe.content if safe else b""
        if not raw or (ending != "svg" and picture_fault(raw)):
            return "", "broken picture"
        path = f"pictures/{hashlib.sha256(raw).hexdigest()[:16]}.{ending}"
        self.made[path] = raw
        return path, ""


def _decoded(text: str, *, is_base64: bool) -> bytes:
    if not is_base64:
        return unquote_to_bytes(text)
    try:
        return base64.b64decode(re.sub(r"\s+", "", unquote(text)), validate=True)
    except (binascii.Error, ValueError):
        return b""


def by_name(tree: SourceTree) -> Callable[[str], str]:
    """Return what finds the file of an address: the one whose path ends like it, by as many names as possible."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for path in tree.files:
        if not path.lower().endswith(_NO_PICTURES):
            by_last[posixpath.basename(path).casefold()].append(path)

    def found(address: str) -> str:
        path = unquote(split_address(address).path)
        candidates = by_last.get(posixpath.basename(path).casefold(), [])
        names = path.casefold().split("/")[::-1]
        return max(candidates, key=lambda one: (_alike(one.casefold().split("/")[::-1], names), -len(one)), default="")

    return found


def _alike(one: list[str], other: list[str]) -> int:
    return next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
