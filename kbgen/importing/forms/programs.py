"""What MDX and Vue have of programs: imports and exports are left out, pictures and comments are turned into Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kbgen.importing.forms.masked import Masked

_IMPORT = re.compile(
    (
        r"^import\s+(?:(?P<name>[A-Za-z_$][\w$]*)\s*(?:,\s*\{[^}]{0,400}\})?\s*from\s*|(?:\{"
        r"[^}]{0,800}\}|\*\s+as\s+\w+)\s*from\s*)?(['\"])(?P<path>[^'\"\n]{1,300})\2;?[ \t]*$"
    ),
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export\s+(?:const|let|default|function|async)\b(?:[^\n]|\n(?!\s*\n))*(?:\n|\Z)", re.MULTILINE)
_COMMENT = re.compile(r"\{/\*(?P<text>.*?)\*/\}", re.DOTALL)
_REQUIRED = re.compile(
    r"\{\s*(?:require|useBaseUrl|withBase)\(\s*(['\"])("
    r"?P<path>[^'\"\n]{1,300})\1\s*\)(?:\.default)?\s*\}"
)
_NAMED = re.compile(r"=\{(?P<name>[A-Za-z_$][\w$]*)\}")
_TEXT = re.compile(r"=\{(['\"`])(?P<text>(?:(?!\1)[^\n{}])*)\1\}")
_SPACE = re.compile(r"\{(['\"`])(?P<text>[ ]+)\1\}")
_STYLE = re.compile(r"\s(?:style|className|class)=\{\{?[^{}\n]{0,300}\}\}?")


def without_programs(masked: Masked, parts: Mapping[str, str]) -> None:
    """Leave programs out of an article of MDX. parts: texts that the article imports, by path as it writes them."""
    masked.text = _COMMENT.sub(lambda match: masked.hide(f"<!--{match['text'].replace('--', '–')}-->"), masked.text)
    names = {match["name"]: match["path"] for match in _IMPORT.finditer(masked.text) if match["name"]}
    masked.change(lambda text: _IMPORT.sub("", text))
    masked.change(lambda text: _EXPORT.sub("", text))
    masked.change(lambda text: _REQUIRED.sub(lambda match: f'"{match["path"]}"', text))
    masked.change(lambda text: _STYLE.sub("", text))
    masked.change(
        lambda text: _NAMED.sub(lambda match: f'="{names[match["name"]]}"' if match["name"] in names else match[0], text)
    )
    masked.change(lambda text: _TEXT.sub(lambda match: '="{}"'.format(match["text"].replace('"', "'")), text))
    masked.change(lambda text: _SPACE.sub(lambda match: match["text"], text))
    for name, path in names.items():
        if path in parts:
            own = re.compile(rf"<{name}\b[^<>]{{0,300}}/>(?:\s*</{name}>)?")
            masked.change(lambda text, own=own, path=path: own.sub(lambda _: parts[path].strip("\n"), text))  # type: ignore[misc]


def imported_paths(text: str) -> tuple[str, ...]:
    """Return the paths of Markdown that an article imports as parts of itself."""
    return tuple(match["path"] for match in _IMPORT.finditer(text) if match["path"].lower().endswith((".md", ".mdx")))
