"""What stands behind the marks of a block of code: its language and a title; numbers of lines have no effect."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"(?:\{[ \t]*)?\.?(?P<language>[A-Za-z0-9][\w+#.-]*)")
_TITLE = re.compile(r"""\b(?:title|filename|file|name)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))""")
_IN_BRACKETS = re.compile(r"(?<!\S)\[([^\[\]]+)\]")
_AFTER_COLON = re.compile(r"[A-Za-z0-9+#-]+:(\S*[./]\S+)")


def language_of(info: str) -> str:
    """Return the language: `js` of `js{1,3}`, `{ .js title="a" }` and `js:src/a.js`; empty where none is said."""
    match = _LANGUAGE.match(info.strip())
    return match["language"] if match and "=" not in info.strip()[: match.end() + 1] else ""


def title_of(info: str) -> str:
    """Return the title: of `title="a.js"` or, as VitePress and others write it, `[a.js]` and `js:src/a.js`; or nothing."""
    if match := _TITLE.search(info):
        return (match[1] or match[2] or match[3] or "").strip()
    match = _IN_BRACKETS.search(info) or _AFTER_COLON.match(info.strip())
    return match[1].strip() if match else ""
