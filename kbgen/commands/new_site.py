"""`kbgen new-site`: start a site of your own."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from shlex import quote

import kbgen
from kbgen.commands.options import add_json, print_json
from kbgen.commands.schema import write_for_vscode
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError

ABOUT = "start a site of your own"

STARTER = Path(kbgen.__file__).parent / "site_template"
"""The files of a new site."""
_DOT_NAMES = {"gitignore": ".gitignore"}  # package builders leave out files that begin with a full stop


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet, or is empty")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    paths = _copy_starter(options.folder)
    terminal.say(f"wrote {counted(len(paths), 'file')} to {options.folder}")
    terminal.say(f"next: cd {quote(str(options.folder))} && kbgen serve")
    if options.json:
        print_json({"folder": str(options.folder), "files": [path.as_posix() for path in paths]})
    return 0


def _copy_starter(folder: Path) -> tuple[Path, ...]:
    """Write the starter site and return its files, relative to `folder`. Raises UsageError when it is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists and is not an empty folder", hint="choose a new folder")
    files = sorted(path for path in STARTER.rglob("*") if path.is_file())
    try:
        return (*(_copy(path, path.relative_to(STARTER), folder) for path in files), *write_for_vscode(folder))
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}", hint="choose another folder") from error


def _copy(path: Path, name: Path, folder: Path) -> Path:
    relative = name.with_name(_DOT_NAMES.get(name.name, name.name))
    (folder / relative).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / relative)
    return relative
