"""`kbgen schema`: what our YAML files may hold, for editors of code."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kbgen.commands.options import add_json, print_json
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.whole_file import replace_file

ABOUT = "write JSON Schema of front matter and settings, for editors of code"
FOLDER = ".vscode/kbgen"
SETTINGS = ".vscode/settings.json"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(FOLDER), metavar="DIR", help=f"where to write them (default: {FOLDER})"
    )


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    try:
        paths = write_schemas(options.folder)
    except OSError as error:
        raise UsageError(f"cannot write {options.folder}: {error.strerror}", hint="choose another folder") from error
    terminal.say(f"wrote {counted(len(paths), 'schema')} to {options.folder}")
    if options.json:
        print_json({"folder": str(options.folder), "files": [path.name for path in paths]})
    return 0


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema into a folder, in place of what was there. Raises OSError."""
    from kbgen.schemas import all_schemas

    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / name: _written(schema) for name, schema in all_schemas().items()}
    for path, raw in files.items():
        replace_file(path, raw)
    return tuple(files)


def write_for_vscode(root: Path) -> tuple[Path, ...]:
    """Write the schemas of a new site and tell VS Code of them; return the files, relative to `root`. Raises OSError."""
    from kbgen.schemas import vscode_settings

    paths = write_schemas(root / FOLDER)
    settings = root / SETTINGS
    replace_file(settings, _written(vscode_settings(FOLDER)))
    return tuple(path.relative_to(root) for path in (*paths, settings))


def _written(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
