"""The border to polib, which comes with the extra `translate`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import UsageError
from kbgen.model import Language
from kbgen.settings.fields import shown

if TYPE_CHECKING:
    import types

MOST_BYTES = 64 * 1024 * 1024
_STRING = re.compile(r'(?:msg\w+(?:\[\d+\])?[ \t]*)?(?P<quoted>".*)')
_WHOLE = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a PO file. line: of that file, from 1; 0 for one that is being written. places: lines of its source."""

    context: str
    source: str
    text: str
    fuzzy: bool = False
    line: int = 0
    comment: str = ""
    former: str = ""
    places: tuple[tuple[str, int], ...] = ()
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A PO file: what language it translates into, and its messages in order."""

    language: Language
    messages: tuple[Message, ...]


def _polib() -> types.ModuleType:
    try:
        import polib
    except ImportError:
        raise UsageError("PO files need polib, which is not installed", hint="pip install 'kbgen[translate]'") from None
    return polib


def written_catalogue(messages: Iterable[Message], *, name: str, tag: str) -> str:
    """Return a PO file; the same messages make the same file. name: of the site. tag: `zh_Hant_HK`. Raises UsageError."""
    polib = _polib()
    file = polib.POFile(wrapwidth=78)
    file.metadata = {
        "Project-Id-Version": name,
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": "kbgen",
    }
    for one in messages:
        file.append(
            polib.POEntry(
                msgctxt=one.context,
                msgid=one.source,
                msgstr=one.text,
                flags=["fuzzy"] * one.fuzzy,
                comment=one.comment,
                previous_msgid=one.former or None,
                occurrences=[(place, str(line)) for place, line in one.places],
            )
        )
    return f"{file}\n"


def read_catalogue(path: Path) -> Catalogue:
    """Return a PO file. Raises UsageError, naming file and line: it is none, or does not say into which language."""
    text = _text(path)
    _check_quotes(path, text)
    try:
        file = _polib().pofile(text)
    except (OSError, ValueError, IndexError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{shown(path)}:{line[1]}" if line else f"{shown(path)}"
        raise UsageError(f"{place}: is no PO file: {error}", hint="export it again from the translators' program") from None
    messages = tuple(
        Message(
            context=entry.msgctxt or "",
            source=entry.msgid,
            text=entry.msgstr,
            fuzzy=entry.fuzzy,
            line=entry.linenum or 1,
            plural=bool(entry.msgid_plural or entry.msgstr_plural),
        )
        for entry in file
        if not entry.obsolete
    )
    return Catalogue(_language(path, file.metadata.get("Language", "")), messages)


def _check_quotes(path: Path, text: str) -> None:
    """Raise UsageError at the first line whose text does not end: polib takes its last letter for the quote."""
    for number, line in enumerate(text.split("\n"), 1):
        found = _STRING.fullmatch(line.strip())
        if found and not _WHOLE.fullmatch(found["quoted"]):
            fault = f"the text {found['quoted'][:80]} does not end with its quote, so the file is cut off or was changed by hand"
            raise UsageError(
                f"{shown(path)}:{number}: {fault}", hint="export it again from the translators' program; nothing was written"
            )


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{shown(path)}: cannot be read: {error.strerror}") from None
    if len(raw) > MOST_BYTES:
        raise UsageError(f"{shown(path)}: is larger than {MOST_BYTES // 2**20} MiB", hint="export fewer articles at once")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{shown(path)}:{line}: is not UTF-8", hint="let the translators' program save it as UTF-8") from None
    return text.replace("\r\n", "\n") or "\n"


def _language(path: Path, tag: str) -> Language:
    word = tag.strip().lower().replace("-", "_")
    if word == "en" or word.startswith("en_"):
        return "en"
    if word == "zh" or word.startswith("zh_hant") or word in {"zh_hk", "zh_tw", "zh_mo"}:
        return "zh-hant"
    found = f"'{tag}'" if word else "no language"
    hint = "its head must hold 'Language: zh_Hant_HK' or 'Language: en', as 'kbgen translations export' writes it"
    raise UsageError(f"{shown(path)}:1: names {found} as that of its texts", hint=hint)
