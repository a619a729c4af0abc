"""Files of the content folder that nothing links to: everyone who guesses their address can read them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from kbgen.content.checks import TextView
from kbgen.content.names import NOTICES_FOLDER
from kbgen.errors import Problem
from kbgen.model import Asset
from kbgen.settings.site import Settings

_NAMES_OTHERS = (".css", ".js", ".mjs", ".html", ".htm", ".json", ".xml", ".webmanifest", ".txt", ".svg", ".py")
"""Endings of files that may name others."""


def unlinked_files(view: TextView, settings: Settings, assets: Iterable[Asset], texts: Iterable[str]) -> Iterator[Problem]:
    """Report them with their size.

    Files in the content folder itself are for hosts and search engines. texts: those that no page shows now, and shared ones.
    """
    known = {asset.path for asset in assets}
    waiting = sorted(path for path in known if "/" in path)
    if not waiting:
        return
    linked = {_stem(path) for path in _linked(view)}
    waiting = [path for path in waiting if _stem(path) not in linked]
    if not waiting:
        return
    words = "\n".join((*map(unquote, texts), *_read(settings, known)))
    for path in waiting:
        if posixpath.basename(path) not in words and f"{_stem(path)}." not in words:
            size = (settings.content / path).stat().st_size
            message = f"the file is published ({_size(size)}), and nothing links to it"
            hint = "link to it, or remove it; 'checks: {unlinked-file: off}' where others link to such files"
            yield Problem(settings.shown_content / path, 0, "unlinked-file", message, hint)


def _stem(path: str) -> str:
    """Return what a file has in common with those that go with it: a picture for one language, captions, a poster."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, name.partition(".")[0])


def _linked(view: TextView) -> Iterator[str]:
    for key, text in view.rendered.items():
        for link in text.links:
            if not link.target.endswith(".md") and (target := view.links.resolve(view.paths[key], link.target)).kind == "asset":
                yield target.path


def _read(settings: Settings, known: Iterable[str]) -> Iterator[str]:
    """Yield the texts of settings, templates, code, notices, and of published files that may name others."""
    folders = [folder for folder in (settings.theme_dir, settings.content / NOTICES_FOLDER) if folder and folder.is_dir()]
    files = [*settings.files, *(settings.content / path for path in known if path.lower().endswith(_NAMES_OTHERS))]
    files += [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    files += [path for path in settings.watched if path.suffix == ".py" and path.is_file()]
    for file in files:
        yield file.read_bytes().decode("utf-8", "replace")


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 100_000 else f"{max(size_bytes, 100) / 1e3:.1f} kB"
