"""Front matter that is not YAML between two lines of `---` on top of the file, as other tools have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.content.foreign_keys import KBGEN_KEYS

_FLAGS = re.DOTALL | re.MULTILINE
_END = r"[ \t]*(?:\n|\Z)"
_FORMATS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "TOML": (
        re.compile(rf"\s{{0,20}}\+\+\+[ \t]*\n(.*?)^\+\+\+{_END}", _FLAGS),
        re.compile(rf"\s{{0,20}}---[ \t]*toml[ \t]*\n(.*?)^---{_END}", _FLAGS),
        re.compile(rf"\s{{0,20}}```toml[ \t]*\n(title[ \t]*=.*?)^```{_END}", _FLAGS),
    ),
    "JSON": (
        re.compile(rf"\s{{0,20}}(\{{[ \t]*\n[ \t]*\".*?^\}}){_END}", _FLAGS),
        re.compile(rf"\s{{0,20}};;;[ \t]*\n(.*?)^;;;{_END}", _FLAGS),
        re.compile(rf"\s{{0,20}}---[ \t]*json[ \t]*\n(.*?)^---{_END}", _FLAGS),
    ),
    "YAML": (
        re.compile(rf"\s{{1,20}}---[ \t]*\n([A-Za-z][\w.-]*:.*?)^---{_END}", _FLAGS),
        re.compile(rf"\s{{0,20}}---[ \t]*yaml[ \t]*\n(.*?)^---{_END}", _FLAGS),
        re.compile(rf"\s{{0,20}}```yaml[ \t]*\n(title:.*?)^```{_END}", _FLAGS),
        re.compile(rf"\s{{0,20}}<!--[ \t]*\n(?:---[ \t]*\n)?(title:.*?)(?:^---[ \t]*\n)?^-->{_END}", _FLAGS),
    ),
}
_FAULTS = {
    "TOML": "TOML, and kbgen reads YAML",
    "JSON": "JSON, and kbgen reads YAML",
    "YAML": "not between two lines of '---' on top of the file",
    "MultiMarkdown": "not between two lines of '---'",
}
_HEAD = re.compile(r"((?:[A-Za-z][A-Za-z0-9_. -]{0,40}:(?:[ \t][^\n]*)?\n(?:[ \t]+\S[^\n]*\n)*)+)(?:[ \t]*\n|\Z)")
_HEAD_KEY = re.compile(r"^([A-Za-z][A-Za-z0-9_. -]{0,40}):", re.MULTILINE)
_OWN = frozenset({"title", "description", "keywords", "type", "owner", "updated", "order", "aliases", "draft"})


@dataclass(frozen=True, slots=True)
class OtherFormat:
    """Front matter in TOML, JSON, MultiMarkdown (keys without lines around them) or YAML in another place.

    text: without what encloses it. line: of its first line, from 1. body, body_line: as in `SplitText`.
    """

    name: str
    text: str
    line: int
    body: str
    body_line: int

    @property
    def fault(self) -> str:
        """What is wrong with it, to follow 'the front matter is'."""
        return _FAULTS[self.name]


def other_format(text: str) -> OtherFormat | None:
    """Return front matter that is not YAML on top of a file, or None where it begins with none."""
    if text.startswith("---\n"):  # as nearly all files do, and no other format
        return None
    for name, patterns in _FORMATS.items():
        for pattern in patterns:
            if match := pattern.match(text):
                return _found(name, match, text)
    head = _HEAD.match(text)
    keys = {key.lower() for key in _HEAD_KEY.findall(head[1])} if head else set()
    if head and ("title" in keys or len(keys & (_OWN | KBGEN_KEYS.keys())) > 1):  # one alone may be a sentence
        return _found("MultiMarkdown", head, text)
    return None


def _found(name: str, match: re.Match[str], text: str) -> OtherFormat:
    line = text.count("\n", 0, match.start(1)) + 1
    return OtherFormat(name, match[1], line, text[match.end() :], text.count("\n", 0, match.end()) + 1)
