"""The modules that a script imports, and the script → one script; and one more for each module it imports late.

A browser learns of a module only when it has the one that imports it: on a slow network several round trips before a script
can start, and more requests than HTTP/1 carries at once. This is no bundler: it knows the few ways in which the portal's
modules import and export, and refuses all others.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rjsmin import jsmin

from kbgen.errors import KbgenError

_IMPORT = re.compile(r"^import \{ (\w+(?:, \w+)*) \} from ['\"](\.(?:\./[\w-]+)?/[\w-]+\.js)['\"];?$", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:(?:async )?function|class|const|let) (\w+)", re.MULTILINE)
_LATE = re.compile(r"\bimport\(['\"](\./[\w-]+\.js)['\"]\)")
_RELATIVE = re.compile(r"\bimport\(url\)|\bimport\.meta\.url\b")
"""What stays as it is: addresses that begin with `../` mean the same in each folder of scripts, which lie side by side."""
_OTHER = re.compile(r"\b(?:import|export|module\d+)\b.{0,40}")
_HINT = (
    "its modules say import { name } from './file.js', or import('./file.js') for what is fetched later, "
    "and export before a function, a class or a const"
)


def modules_of(sources: Mapping[str, str], entry: str) -> Sequence[str]:
    """Return the paths of `entry` and of all it imports, each behind those it imports itself.

    sources: JavaScript by path. Raises KbgenError: a module is not there, or imports itself over others.
    """
    order: list[str] = []

    def add(path: str, above: tuple[str, ...]) -> None:
        if path in above or path not in sources:
            found = "over others" if path in above else "which the theme lacks"
            raise KbgenError(f"the script {entry}: {above[-1] if above else entry} imports {path}, {found}", hint=_HINT)
        for imported in _imports(path, sources[path]):
            if imported not in order:
                add(imported, (*above, path))
        order.append(path)

    add(entry, ())
    return order


def joined_scripts(sources: Mapping[str, str], entry: str) -> Mapping[str, str]:
    """Return the script of `entry` and those of the modules imported late, by path, without comments.

    Each module has a scope of its own and runs once: a late script takes from the first what that has already.
    Raises KbgenError: a module imports or exports in another way than the portal's, or would run in two late scripts.
    """
    parts = _parts(sources, entry)
    numbers = {path: number for number, path in enumerate(path for paths in parts.values() for path in paths)}
    lent: set[str] = set()
    scripts = {}
    for script, paths in parts.items():
        borrowed = {imported for path in paths for imported in _imports(path, sources[path])} - set(paths)
        lent |= borrowed
        taken = f'import{{{_names(borrowed, numbers)}}}from"./{posixpath.basename(entry)}"\n' if borrowed else ""
        scripts[script] = taken + "".join(_part(sources[path], path, script, numbers) for path in paths)
    if lent:
        scripts[entry] += f"export{{{_names(lent, numbers)}}}\n"
    return scripts


def flat_script(sources: Mapping[str, str], entry: str) -> str:
    """Return the script of `entry` and all it imports in one scope, which is shorter; nothing is fetched late.

    Raises KbgenError: two modules give the same name to something, or one imports or exports in another way than the portal's.
    """
    owners: dict[str, str] = {}
    parts = []
    for path in modules_of(sources, entry):
        bare = _EXPORT.sub(r"\1 \2", _IMPORT.sub("", sources[path]))
        for name in _TOP_LEVEL.findall(bare):
            if owners.setdefault(name, path) != path:
                raise KbgenError(
                    f"the script {entry}: {owners[name]} and {path} both have a {name}", hint="give one of them another name"
                )
        code = jsmin(bare)
        if other := _OTHER.search(code):
            raise KbgenError(f"the script {entry}: {path} cannot be read: {other[0]}", hint=_HINT)
        parts.append(code)
    exported = ",".join(found[2] for found in _EXPORT.finditer(sources[entry]))
    return "\n".join(parts) + f"\nexport{{{exported}}}\n"


def _parts(sources: Mapping[str, str], entry: str) -> Mapping[str, Sequence[str]]:
    """The modules of each script, in the order in which they run."""
    first = modules_of(sources, entry)
    parts = {entry: first}
    waiting = list(first)
    while waiting:
        path = waiting.pop(0)
        for late in (_resolved(path, name) for name in _LATE.findall(jsmin(sources[path]))):
            if late in first:
                raise KbgenError(f"the script {entry}: {path} imports {late} late, which runs at once already", hint=_HINT)
            if late in parts:
                continue
            if late not in sources:
                raise KbgenError(f"the script {entry}: {path} imports {late}, which the theme lacks", hint=_HINT)
            own = [module for module in modules_of(sources, late) if module not in first]
            _refuse_twice(parts, late, own)
            parts[late] = own
            waiting += own
    return parts


def _refuse_twice(parts: Mapping[str, Sequence[str]], late: str, own: Sequence[str]) -> None:
    for script, paths in parts.items():
        if both := [path for path in own if path in paths]:
            hint = f"import it in {next(iter(parts))} or what that imports, where both find it"
            raise KbgenError(f"the script {script}: {both[0]} would run in {script} and in {late}", hint=hint)


def _part(source: str, path: str, script: str, numbers: Mapping[str, int]) -> str:
    """A module as a function that runs at once; what the script itself exports is exported again."""
    name = f"module{numbers[path]}"
    bare = jsmin(_EXPORT.sub(r"\1 \2", _IMPORT.sub("", source)))
    beside = posixpath.dirname(path) == posixpath.dirname(script)
    kept = _LATE.sub("", bare) if beside else bare  # what is fetched late lies beside its own module only
    if other := _OTHER.search(_RELATIVE.sub("", kept)):
        raise KbgenError(f"the script {script}: {path} cannot be read: {other[0]}", hint=_HINT)
    taken = _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = module{numbers[_resolved(path, found[2])]};", source)
    exported = ",".join(found[2] for found in _EXPORT.finditer(source))
    body = jsmin(_EXPORT.sub(r"\1 \2", taken))
    body = f"const {name}=(()=>{{{body}\nreturn{{{exported}}}}})()\n"
    return body + (f"export const{{{exported}}}={name}\n" if path == script and exported else "")


def _names(paths: Iterable[str], numbers: Mapping[str, int]) -> str:
    return ",".join(f"module{number}" for number in sorted(numbers[path] for path in paths))


def _imports(path: str, source: str) -> Iterator[str]:
    return (_resolved(path, found[2]) for found in _IMPORT.finditer(source))


def _resolved(path: str, imported: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))
