"""Keep the search index that readers' open pages still use, for one deploy.

A page that is open while a new site is published goes on with the manifest it has, and fetches further files of that index.
Names are made of contents, so the files of two builds can lie side by side. `search/files.txt` says which are a build's own:
those go along once, those it had kept from the build before do not.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from kbgen.errors import IndexReadError
from kbgen.settings.fields import shown

LIST = "files.txt"
_NAME = re.compile(r"[a-z2-7]{10}(?:/\d+)?\.bin")


def file_list(names: Iterable[str]) -> bytes:
    """Return the list of an index's own files, one a line, in order, without manifest and packs: their names never change."""
    return "".join(f"{name}\n" for name in sorted(names) if name.endswith(".bin")).encode()


def keep_former_index(former: Path, site: Path, *, takes_its_place: bool = False) -> int:
    """Copy what only the index of the site `former` has to the new `site`; return the number of files.

    takes_its_place: whether the former one goes, so that its files need not be copied but get another name.

    Where both have the same index, what the former one had kept is kept again: publishing twice what has not changed takes
    nothing from anybody. Raises IndexReadError: the list of the former index is not as a build wrote it.
    """
    old, new = former / "search", site / "search"
    if not (old / LIST).is_file():  # no site yet, or none with an index of this kind
        return 0
    own, ours = _names(old / LIST), _names(new / LIST)
    wanted = {path.relative_to(old).as_posix() for path in old.rglob("*.bin")} if own == ours else own
    kept = sorted(name for name in wanted - ours if (old / name).is_file())
    for name in kept:
        (new / name).parent.mkdir(exist_ok=True)
        if not (takes_its_place and _linked(old / name, new / name)):
            shutil.copyfile(old / name, new / name)
    return len(kept)


def _linked(old: Path, new: Path) -> bool:
    try:
        new.hardlink_to(old)
    except OSError:  # a disk without links, or another disk
        return False
    return True


def _names(path: Path) -> set[str]:
    names = path.read_text("utf-8", errors="replace").splitlines()
    for number, name in enumerate(names, start=1):
        if not _NAME.fullmatch(name):
            raise IndexReadError(
                f"{shown(path)}:{number}: {name!r} is no file of a search index",
                hint="delete the folder 'search' beside it, or build into another folder with --output",
            )
    return set(names)
