"""Values that programs of MDX name and the source says: `{version}` of `import {version} from '@site/package.json'` → `1.2`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from kbgen.importing.forms.blocks import with_backslashes

_IMPORT = re.compile(
    r"^import\s+(?:(?P<whole>[A-Za-z_$][\w$]*)|\{(?P<names>[^{}\n]{1,400})\})\s*from\s*(['\"])(?P<path>[^'\"\n]{1,300}\.json)\3",
    re.MULTILINE,
)
_EXPORT = re.compile(
    r"^export\s+const\s+(?P<name>[A-Za-z_$][\w$]*)\s*=\s*(?:(?P<mark>['\"])(?P<text>(?:(?!(?P=mark))[^\n\\])*)(?P=mark)"
    r"|(?P<number>\d[\d.]{0,20}))[ \t]*;?[ \t]*$",
    re.MULTILINE,
)
_NAMED = re.compile(r"(?<![\\={$}])(?<!import )(?<!export )\{[ \t]*(?P<name>[A-Za-z_$][\w$]*(?:\.[\w$]+){0,6})[ \t]*\}(?!\})")


def with_values(text: str, read: Callable[[str], str]) -> str:
    """Return text with the values of constants and of JSON that it names. read: the text of a file, empty without one."""
    if "{" not in text or not ("import" in text or "export" in text):
        return text
    values = dict(_values(text, read))
    return _NAMED.sub(lambda match: with_backslashes(values[match["name"]]) if match["name"] in values else match[0], text)


def _values(text: str, read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for match in _EXPORT.finditer(text):
        yield match["name"], match["number"] or match["text"] or ""
    for match in _IMPORT.finditer(text):
        try:
            root = json.loads(read(match["path"]) or "null")
        except ValueError:  # the name stays in braces, where check names it
            continue
        if match["whole"]:
            yield from _flat(root, match["whole"])
        for word in (match["names"] or "").split(","):
            key, _, name = (part.strip() for part in word.partition(" as "))
            yield from _flat(root.get(key) if isinstance(root, dict) else None, name or key)


def _flat(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}")
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield name, str(value)
