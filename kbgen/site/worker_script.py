"""The search worker's modules → one script.

A browser learns of a module only when it has the one that imports it: on a slow network four round trips before the worker
can start, and more requests than HTTP/1 carries at once. This is no bundler: it knows the one way in which these modules
import and the one way in which they export, and refuses all others.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from rjsmin import jsmin

from kbgen.errors import KbgenError

_IMPORT = re.compile(r"^import \{ (\w+(?:, \w+)*) \} from ['\"](\./[\w-]+\.js)['\"];?$", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"\b(?:import|export)\b.{0,40}")
_HINT = "its modules say import { name } from './file.js', and export before a function, a class or a const"


def modules_of(sources: Mapping[str, str], entry: str) -> Sequence[str]:
    """Return the paths of `entry` and of all it imports, each behind those it imports itself.

    sources: JavaScript by path. Raises KbgenError: a module is not there, or imports itself over others.
    """
    order: list[str] = []

    def add(path: str, above: tuple[str, ...]) -> None:
        if path in above or path not in sources:
            found = "over others" if path in above else "which the theme lacks"
            raise KbgenError(f"the search worker: {above[-1] if above else entry} imports {path}, {found}", hint=_HINT)
        for imported in _imports(path, sources[path]):
            if imported not in order:
                add(imported, (*above, path))
        order.append(path)

    add(entry, ())
    return order


def one_script(sources: Mapping[str, str], order: Sequence[str]) -> str:
    """Return one script without comments that does what the last module of `order` does; each has a scope of its own.

    Raises KbgenError: a module imports or exports in another way than the portal's.
    """
    numbers = {path: number for number, path in enumerate(order)}
    parts = []
    for path in order:
        body = _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = module{numbers[_resolved(path, found[2])]}", sources[path])  # noqa: B023
        body = jsmin(_EXPORT.sub(r"\1 \2", body))
        if other := _OTHER.search(body):
            raise KbgenError(f"the search worker: {path} cannot be read: {other[0]}", hint=_HINT)
        exported = ",".join(name for _, name in _EXPORT.findall(sources[path]))
        parts.append(f"const module{numbers[path]}=(()=>{{{body}\nreturn{{{exported}}}}})()\n")
    return "".join(parts)


def _imports(path: str, source: str) -> Iterator[str]:
    return (_resolved(path, found[2]) for found in _IMPORT.finditer(source))


def _resolved(path: str, imported: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))
