"""Which names of files and folders work as addresses, on every system a site may be edited on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

MAX_NAME_BYTES = 200
"""Most file systems stop at 255 bytes; addresses add a suffix, and a Chinese character is three bytes."""

FILMS = (".mp4", ".m4v", ".webm", ".ogv", ".mov")
"""How names of videos end."""

RESERVED_IDS = frozenset({"search", "contact", "privacy-notice", "404"})
"""Pages of the portal itself, in each language; `contact` only where the settings have one."""
RESERVED_FILES = frozenset({"index.html", "404.html", "sitemap.xml"})
"""What the portal itself publishes at its root."""

NOTICES_FOLDER = "notices"
"""Below the content folder."""

PARTS_FOLDERS = frozenset({"_includes", "_partials", "_parts", "_snippets"})
"""Folders of texts that articles include; none of them is an article."""

_LEFT_OUT_FOLDERS = PARTS_FOLDERS | frozenset(
    {"_drafts", "__macosx", "$recycle.bin", "system volume information", "@eadir", "lost+found", "node_modules", "__pycache__"}
)
_LEFT_OUT_FILES = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r", "4913", "nohup.out"})
_LEFT_OUT = re.compile(
    r".*~|~\$.*|#.*#"
    r"|.*\.(?:bak|backup|orig|rej|sw[a-p]|kate-swp|tmp|temp|part|partial|crdownload|download|lnk|old|save|sav|pyc|pyo|icloud)\d*"
    r"|.*\.(?:env|key|pem|p12|pfx|ppk|jks|keystore|kdbx|htpasswd)|htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)"  # secrets
    r"|.*\.md[._-](?:bak|backup|old|save|copy|orig)\d*"
    r"|.*\.sb-[0-9a-f]+(?:-\w+)?"  # what macOS writes while it saves
    r"|.*[._](?:local|remote|base|backup)[._]\d+(?:\.\w+)?"  # of git, while two changes are merged
    r"|.*(?:\.sync-conflict-|conflicted copy).*"  # of Syncthing and Dropbox
)

_EXTRA = frozenset("-_.@+~,")
_WINDOWS_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))})


@lru_cache(maxsize=50_000)  # of a pair both sides have the same name
def is_left_out(path: str) -> bool:
    """Tell whether a file is never published: hidden, of a system or an editor, a backup, a key, or below a folder of drafts.

    path: below the content folder, or the name of one file or folder.
    """
    *folders, name = path.casefold().split("/")
    if any(folder.startswith(".") or folder in _LEFT_OUT_FOLDERS for folder in (*folders, name)):
        return True
    return name in _LEFT_OUT_FILES or _LEFT_OUT.fullmatch(name) is not None


def is_parts_folder(name: str) -> bool:
    """Tell whether a folder of this name holds texts that articles include."""
    return name.casefold() in PARTS_FOLDERS


def is_notice(path: str) -> bool:
    """Tell whether a file below the content folder holds a notice, which is read and not published."""
    return path.startswith(f"{NOTICES_FOLDER}/") and path.lower().endswith((".yml", ".yaml"))


@lru_cache(maxsize=50_000)  # likewise
def name_fault(name: str) -> str:
    """Return what is wrong with one file or folder name, or an empty text."""
    if not name or name in {".", ".."}:
        return "is not a name"
    if not unicodedata.is_normalized("NFC", name):
        return "stores its accents apart from their letters (Unicode NFD)"
    for character in name:
        if not (character.isalnum() or character in _EXTRA or unicodedata.category(character) == "Mn"):
            shown = "a space" if character == " " else f"U+{ord(character):04X}"
            return f"holds {shown}" if not character.isprintable() or character == " " else f"holds '{character}'"
    if name.removesuffix(".md").endswith("."):  # of the folder of the page too
        return "ends with a full stop"
    if name.startswith("-"):
        return "starts with a hyphen"
    if name.split(".")[0].lower() in _WINDOWS_DEVICES:
        return "is the name of a device on Windows"
    if len(name.encode()) > MAX_NAME_BYTES:
        return f"is longer than {MAX_NAME_BYTES} bytes"
    return ""


def path_fault(path: str) -> str:
    """Return what is wrong with a path of names joined by '/', such as the former address of an article."""
    for name in path.split("/"):
        if fault := name_fault(name):
            return f"'{name}' {fault}" if name else "has an empty part"
    return ""


def readable_name(path: str) -> str:
    """Return `returns/refund-times` as `Refund times`, for what has no title."""
    words = path.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def without_case(path: str) -> str:
    """Return what two paths have in common that many disks cannot tell apart."""
    return unicodedata.normalize("NFC", path).casefold()


def same_but_case(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of paths that one disk keeps apart and another takes for the same."""
    seen: dict[str, str] = {}
    for path in paths:
        first = seen.setdefault(without_case(path), path)
        if first != path:
            yield first, path
