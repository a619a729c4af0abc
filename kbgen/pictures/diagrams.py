"""Sources of Mermaid → drawings, one for the light and one for the dark, by its command line where that is installed.

What it draws is cleaned as every other drawing is. Each is kept under its source, and so is what is wrong with a source.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from kbgen.content import images, safe_svg
from kbgen.content.images import SvgReader
from kbgen.kept_values import DIGEST_BYTES, KeptValues, code_digest
from kbgen.model import Diagram
from kbgen.pictures.drawn_words import drawn_words
from kbgen.settings.site import Settings

FOLDER = "assets/kbgen-diagrams/"
"""Where the site has them."""
_THEMES = (("", "default"), ("-dark", "dark"))
_CONFIG = {
    "securityLevel": "strict",
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "class": {"htmlLabels": False},
    "deterministicIds": True,
    "deterministicIDSeed": "kbgen",
    "fontFamily": "Arial, Helvetica, sans-serif",
}
_MOST_SECONDS = 60
_MOST_AT_ONCE = 4
_KEEP_UNUSED = 200
_OF_SOURCE = re.compile(r"Parse error|Syntax error|No diagram type|UnknownDiagram|Lexical error|Maximum text size", re.IGNORECASE)
_ERROR_LINE = re.compile(r"^(?:Error: )?(?P<what>.*(?:error|Error|No diagram|Maximum).*)$", re.MULTILINE)
_LINE_NUMBER = re.compile(r" on line \d+:?$")


@dataclass(frozen=True, slots=True)
class Diagrams:
    """drawn: what became of each source, by the source. contents: the drawings, by path relative to the root of the site."""

    drawn: Mapping[str, Diagram] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)


class _NotDrawnError(Exception):
    """A source that was not drawn; the message says why. lasting: whether it would not be at the next try either."""

    def __init__(self, why: str, *, lasting: bool) -> None:
        super().__init__(why)
        self.lasting = lasting


class _Kept(msgspec.Struct):
    """What the cache keeps of one source: drawings for the light and the dark, or why there are none."""

    drawings: list[bytes]
    why: str = ""


def drawn_diagrams(settings: Settings, sources: Iterable[str]) -> Diagrams:
    """Return what becomes of sources of diagrams; nothing where the settings say that none shall be drawn."""
    wanted = sorted(set(sources))
    if not wanted or not settings.mermaid.program:
        return Diagrams()
    kept = KeptValues(settings.cache, "diagrams", most_unused=_KEEP_UNUSED)
    program = settings.mermaid.found()
    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(wanted), _MOST_AT_ONCE)) as threads:
        results = list(threads.map(lambda source: _drawn(source, settings, program, kept), wanted))
    kept.sweep()
    drawn: dict[str, Diagram] = {}
    contents: dict[str, bytes] = {}
    for source, found in zip(wanted, results, strict=True):
        if found is None:
            drawn[source] = Diagram(code="diagram-as-source")
        elif found.why:
            drawn[source] = Diagram(code="broken-diagram", why=found.why)
        else:
            drawn[source], files = _described(source, found.drawings)
            contents |= files
    return Diagrams(drawn, contents)


@cache
def _software() -> bytes:
    """Return a hash of the code that decides what becomes of a source."""
    return code_digest(Path(__file__).parent, Path(safe_svg.__file__), Path(images.__file__))


def _drawn(source: str, settings: Settings, program: Path | None, kept: KeptValues) -> _Kept | None:
    """Return what becomes of one source; None where nothing can draw it."""
    name = _name(source, _software())
    payload = kept.load(name)
    if payload is not None:
        return msgspec.msgpack.decode(payload, type=_Kept)
    if program is None:
        return None
    try:
        found = _Kept([_cleaned(_run(source, theme, program, settings.mermaid.puppeteer)) for _, theme in _THEMES])
    except _NotDrawnError as error:
        found = _Kept([], str(error))
        if not error.lasting:
            return found
    kept.store(name, msgspec.msgpack.encode(found))
    return found


def _name(source: str, salt: bytes = b"") -> str:
    return hashlib.blake2b(salt + json.dumps(_CONFIG).encode() + source.encode(), digest_size=DIGEST_BYTES).hexdigest()


def _run(source: str, theme: str, program: Path, puppeteer: Path | None) -> bytes:
    """Return what the program draws. Raises _NotDrawnError."""
    with tempfile.TemporaryDirectory(prefix="kbgen-") as folder:
        place = Path(folder)
        (place / "in.mmd").write_text(source, "utf-8")
        (place / "config.json").write_text(json.dumps(_CONFIG), "utf-8")
        command = [str(program), "--quiet", "--input", "in.mmd", "--output", "out.svg", "--theme", theme]
        command += ["--backgroundColor", "transparent", "--configFile", "config.json"]
        command += ["--puppeteerConfigFile", str(puppeteer)] if puppeteer else []
        try:
            process = subprocess.Popen(  # noqa: S603 - the program that the settings name
                command,
                cwd=place,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise _NotDrawnError(f"{program.name} cannot be started: {error.strerror}", lasting=False) from None
        try:
            said = process.communicate(timeout=_MOST_SECONDS)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            _end(process)
            raise _NotDrawnError(f"{program.name} takes longer than {_MOST_SECONDS} seconds", lasting=False) from None
        drawing = place / "out.svg"
        if process.returncode or not drawing.is_file():
            raise _NotDrawnError(_why(said, program), lasting=bool(_OF_SOURCE.search(said)))
        return drawing.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and, where the system knows groups of processes, the browser that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()


def _why(said: str, program: Path) -> str:
    """Return what is wrong in a line; line numbers of Mermaid count lines of its own."""
    found = _ERROR_LINE.search(said)
    if not found:
        first = next((line.strip() for line in said.splitlines() if line.strip()), "it says nothing")
        return f"{program.name} failed: {first[:200]}"
    what, rest = _LINE_NUMBER.sub("", found["what"].strip()), said[found.end() :].strip().splitlines()
    near = f", near '{rest[0].strip()[:80]}'" if rest and _LINE_NUMBER.search(found["what"].strip()) else ""
    return f"{what[:200]}{near}"


def _cleaned(raw: bytes) -> bytes:
    """Return a drawing without what acts or loads. Raises _NotDrawnError: it is none, or cannot be made one."""
    made = safe_svg.safe_svg(raw)
    proof = SvgReader()
    if made:
        proof.read(made.content)
    if not made or proof.faults or not all(proof.size):
        why = "the file cannot be read" if not made else proof.faults[0][1] if proof.faults else "it has no size"
        raise _NotDrawnError(f"what mmdc wrote is no drawing that can be published: {why}", lasting=True)
    return made.content


def _described(source: str, drawings: list[bytes]) -> tuple[Diagram, Mapping[str, bytes]]:
    reader = SvgReader()
    reader.read(drawings[0])
    stem = f"{FOLDER}{_name(source)}"
    files = {f"{stem}{suffix}.svg": content for (suffix, _), content in zip(_THEMES, drawings, strict=True)}
    light, dark = files
    name, words = drawn_words(drawings[0], source)
    return Diagram(light, dark, *reader.size, name=name, words=words), files
