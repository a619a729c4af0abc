"""What was named on the command line → its files, whether it is a folder, an archive or one file."""

from __future__ import annotations

from pathlib import Path

from kbgen.errors import UsageError
from kbgen.importing.archive import opened_archive
from kbgen.importing.source_tree import FileTree, FolderTree, SourceTree

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER_ARCHIVES = {
    b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-Zip", b"Rar!": "RAR", b"(\xb5/\xfd": "zstd",
}  # fmt: skip
_TAR_MARK_AT = 257


def opened(path: Path) -> SourceTree:
    """Return the files of a source. Raises UsageError: there is none, or it is an archive that is not taken."""
    if path.is_dir():
        return FolderTree(path)
    if not path.is_file():
        what = "is neither a folder nor a file" if path.exists() else "does not exist"
        raise UsageError(f"{path} {what}", hint="name the folder, archive or file that the other tool wrote")
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", hint="say who may read it") from error
    kind = next((name for mark, name in _OTHER_ARCHIVES.items() if head.startswith(mark)), "")
    if kind or head[_TAR_MARK_AT : _TAR_MARK_AT + 5] == b"ustar":
        raise UsageError(f"{path} is an archive of another kind ({kind or 'tar'})", hint="unpack it, and name the folder")
    if path.suffix.lower() != ".docx" and (head.startswith(_ZIP) or path.suffix.lower() == ".zip"):
        return opened_archive(path)
    return FileTree(path.resolve())
