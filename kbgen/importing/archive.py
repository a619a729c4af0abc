"""Zip archives as trees of files: all of an archive is judged before the first byte of it is used, and none of it is unpacked.

Who makes an archive chooses names, kinds and sizes in it; one entry that no honest export has, and nothing of it is taken.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from kbgen.errors import UsageError
from kbgen.importing.source_tree import MAX_DEPTH, MAX_FILES, SourceTree, is_of_programs

MAX_TOTAL_BYTES = 4 * 1024**3
"""Unpacked, of all files together: more than any export of pages and pictures that was seen."""

_MAX_RATIO = 100
_RATIO_FROM_BYTES = 64 * 1024**2
"""Text and drawings shrink to a tenth, pages of a program's making to a thirtieth; below this size a ratio does no harm."""

_NO_NAME_ON_WINDOWS = re.compile(r"[<>:\"|?*\x00-\x1f\x7f]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\..*)?", re.IGNORECASE)
_ENCRYPTED = 0x1
_SAYS_UTF8 = 0x800
_MAX_NAME_BYTES = 255
_MAX_SHOWN = 80
_MAX_PART_BYTES = 1024**3
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_PART = re.compile(r"(?:.*/)?[^/]*part-?\d+\.zip", re.IGNORECASE)
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError, NotImplementedError)
"""What unpacking an entry raises where its bytes are not those that were packed; each way of packing has errors of its own."""

_AGAIN = "export it again, or download it again"
_KINDS = {stat.S_IFLNK: "a symbolic link", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device", stat.S_IFIFO: "a pipe"}


@dataclass(frozen=True)
class ArchiveTree(SourceTree):
    """A zip archive. A folder that holds all of it is left out of paths; archives that are parts of it are read as one."""

    entries: dict[str, tuple[zipfile.ZipFile, zipfile.ZipInfo]] = field(kw_only=True, repr=False)

    def listed(self) -> Iterator[str]:
        """Yield every file of the archive."""
        yield from self.entries

    def raw(self, path: str, max_bytes: int) -> bytes:
        """Return a file. Raises UsageError where its bytes are not those that were packed."""
        archive, entry = self.entries[path]
        try:
            with archive.open(entry) as stream:
                return stream.read(max_bytes + 1)
        except DAMAGED as error:
            raise UsageError(f"{self.root}: the file '{path}' in it is damaged: {error}", hint=_AGAIN) from error


def opened_archive(path: Path) -> ArchiveTree:
    """Return an archive whose every entry may be taken. Raises UsageError, before anything is read out of it."""
    archives = [(archive := _opened(path, path.name)), *_parts(archive, path)]
    found: dict[str, tuple[zipfile.ZipFile, zipfile.ZipInfo]] = {}
    for one in archives:
        require_honest(path, one)
        for entry in one.infolist():
            if entry.is_dir() or (_PART.fullmatch(entry.filename) and len(archives) > 1):
                continue
            name = unicodedata.normalize("NFC", _decoded(entry))
            if not any(is_of_programs(part) for part in name.split("/")):
                if name in found:
                    raise _refused(path, f"it holds {_shown(name)} twice")
                found[name] = (one, entry)
    _require_small(path, [entry for _, entry in found.values()])
    _require_apart(path, sorted(found))
    common = _common_folder(found)
    return ArchiveTree(path, entries={name.removeprefix(common): entry for name, entry in found.items()})


def _opened(source: Path | io.BytesIO, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UsageError(f"{name} is no zip archive that can be read: {error}", hint=_AGAIN) from error


def _parts(archive: zipfile.ZipFile, path: Path) -> Iterator[zipfile.ZipFile]:
    """Yield the archives that Notion puts large exports into."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not entries or not all(_PART.fullmatch(entry.filename) or entry.filename.endswith(".html") for entry in entries):
        return
    require_honest(path, archive)
    for entry in entries:
        if _PART.fullmatch(entry.filename):
            if entry.file_size > _MAX_PART_BYTES:
                raise _refused(
                    path, f"the archive {_shown(entry.filename)} in it is larger than {_MAX_PART_BYTES // 1024**3} GiB"
                )
            try:
                raw = archive.read(entry)
            except DAMAGED as error:
                raise UsageError(f"{path}: the archive '{entry.filename}' in it is damaged: {error}", hint=_AGAIN) from error
            yield _opened(io.BytesIO(raw), f"{path}: '{entry.filename}'")


def require_honest(path: Path, archive: zipfile.ZipFile) -> None:
    """Judge every entry of an archive by what it says of itself. path: as messages call it. Raises UsageError."""
    entries = archive.infolist()
    if len(entries) > MAX_FILES:
        raise _refused(path, f"it holds more than {MAX_FILES:,} entries")
    for entry in entries:
        if fault := _name_fault(entry.orig_filename) or _kind_fault(entry):
            raise _refused(path, f"the entry {_shown(entry.orig_filename)} {fault}")
    names = Counter(entry.filename for entry in entries)
    for name, times in names.items():
        if times > 1:
            raise _refused(path, f"it holds {times:,} entries called {_shown(name)}")
    _require_small(path, entries)
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for one, next_one in pairwise(ordered):
        if one.header_offset + one.compress_size > next_one.header_offset:
            raise _refused(path, f"the entries {_shown(one.filename)} and {_shown(next_one.filename)} share their bytes")


def _require_small(path: Path, entries: Sequence[zipfile.ZipInfo]) -> None:
    total, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if total > MAX_TOTAL_BYTES:
        raise _refused(path, f"it unpacks to more than {MAX_TOTAL_BYTES // 1024**3} GiB")
    sizes = [(f"the entry {_shown(entry.filename)}", entry.file_size, entry.compress_size) for entry in entries]
    for what, size, small in ((f"all of its {len(entries):,} entries", total, packed), *sizes):
        if size > _RATIO_FROM_BYTES and size > small * _MAX_RATIO:
            verb = "unpack" if what.startswith("all") else "unpacks"
            raise _refused(path, f"{what} {verb} to {size // max(small, 1):,} times its size, as only a zip bomb does")


def _decoded(entry: zipfile.ZipInfo) -> str:
    """Return the path of an entry; programs that do not say that it is UTF-8 write UTF-8 or the code page of the system."""
    if entry.flag_bits & _SAYS_UTF8 or entry.filename.isascii():
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp950"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _name_fault(name: str) -> str:
    """Return what is wrong with the path of an entry, as it stands in the archive."""
    if "\\" in name:
        return "has a backslash in its name"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "has an absolute path"
    parts = name.rstrip("/").split("/")
    if ".." in parts:
        return "leads out of the archive ('..')"
    if any(part in {"", "."} for part in parts):
        return "has an empty part in its path"
    if len(parts) > MAX_DEPTH:
        return f"lies deeper than {MAX_DEPTH} folders"
    for part in parts:
        if _NO_NAME_ON_WINDOWS.search(part) or part.endswith((".", " ")) or _DEVICE.fullmatch(part):
            return (
                f"has a name that Windows cannot hold ('{part}')" if part.isprintable() else "has a control character in its name"
            )
    return "has a name of more than 255 bytes" if any(len(part.encode()) > _MAX_NAME_BYTES for part in parts) else ""


def _kind_fault(entry: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and kind not in {stat.S_IFREG, stat.S_IFDIR}:
        return f"is {_KINDS.get(kind, 'neither a file nor a folder')}"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    return "" if entry.compress_type in _METHODS else "is packed in a way that kbgen does not read"


def _require_apart(path: Path, names: Sequence[str]) -> None:
    """Raise UsageError where two paths are one on some disks, or one is a file and a folder at once."""
    seen: dict[str, str] = {}
    for name in names:
        folded = name.casefold()
        if folded in seen:
            raise _refused(path, f"{_shown(seen[folded])} and {_shown(name)} are one name on many disks")
        seen[folded] = name
    for name in names:
        folder = posixpath.dirname(name.casefold())
        while folder:
            if folder in seen:
                raise _refused(path, f"{_shown(seen[folder])} is a file and a folder at once")
            folder = posixpath.dirname(folder)


def _common_folder(names: dict[str, tuple[zipfile.ZipFile, zipfile.ZipInfo]]) -> str:
    """Return the one folder that holds everything, with a slash, or an empty text; hosts of code pack repositories so."""
    first = {name.partition("/")[0] for name in names}
    folder = next(iter(first)) if len(first) == 1 else ""
    return f"{folder}/" if folder and all("/" in name for name in names) else ""


def _refused(path: Path, why: str) -> UsageError:
    return UsageError(f"{path} is not taken: {why}", hint="nothing was read or written; make the archive anew, or name a folder")


def _shown(name: str) -> str:
    readable = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)
    return f"'{readable if len(readable) <= _MAX_SHOWN else readable[: _MAX_SHOWN - 1] + '…'}'"
