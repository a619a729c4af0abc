"""What MkDocs makes of the configuration, and what is wrong with it: the same for a build and for `kbgen check`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from kbgen.errors import ConfigError, KbgenError
from kbgen.mkdocs_plugin.hook_fault import hook_fault
from kbgen.settings.config_file import Block, read_file
from kbgen.settings.fields import entries_of, shown
from kbgen.settings.look import Look
from kbgen.settings.site import load
from kbgen.settings.strict_yaml import Scalar, Table

log = logging.getLogger("mkdocs")

_LOADED_WITHOUT_HOOKS = frozenset(name.partition(".")[0] for name in sys.modules)
"""Packages that were there before any hook could load one."""


def load_mkdocs_config(config_file: Path, output: Path) -> MkDocsConfig:
    """Return the configuration for a build into `output`. Raises ConfigError, naming file and line."""
    root = refuse_unknown_keys(config_file)
    config = MkDocsConfig(config_file_path=str(config_file))
    try:
        with config_file.open("rb") as file:
            config.load_file(file)
    except MkDocsException as error:
        raise ConfigError(f"{shown(config_file)}: {error.message}") from error
    config.load_dict({"site_dir": str(output)})
    _require_theme_folder(root)
    Hooks._load_hook.cache_clear()  # MkDocs would go on with a hook as it was when this process first loaded it
    _forget_modules_of_hooks(root)
    try:
        errors, warnings = config.validate()
    except Exception as error:  # whatever code of the site's own does wrong
        fault = hook_fault(error, load(config_file).watched)
        if fault is None:
            raise
        raise fault from error
    if errors:
        raise ConfigError("\n".join(f"{_place(root, key)}: '{key}': {error}" for key, error in errors))
    for key, warning in warnings:
        log.warning("%s: '%s': %s", _place(root, key), key, warning)
    if warnings and config.strict:
        raise strict_error(config_file)
    return config


def _forget_modules_of_hooks(root: Block) -> None:
    """Let hooks load what lies beside them as it is now: Python would go on with it as this process first loaded it."""
    folders = {(root.file.parent / hook.text).resolve().parent for hook in _texts(root, "hooks")}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not file or not folders or name.partition(".")[0] in _LOADED_WITHOUT_HOOKS:
            continue
        for folder in folders:
            place = folder.joinpath(*name.split("."))
            if Path(file).resolve() in {place.with_name(f"{place.name}.py"), place / "__init__.py"}:
                del sys.modules[name]
                break


def strict_error(config_file: Path) -> KbgenError:
    """Return the error for a file that makes errors of warnings, after these were said."""
    return KbgenError(
        f"{shown(config_file)}: 'strict' makes an error of each warning above", hint="mend them, or remove 'strict'"
    )


def refuse_unknown_keys(config_file: Path) -> Block:
    """Return the file, after raising ConfigError for a key at its top that MkDocs does not know; MkDocs itself only warns."""
    root = read_file(config_file)
    root.expect({name for name in vars(MkDocsConfig) if not name.startswith("_")} | {"INHERIT"})
    return root


def refuse_missing_files(config: MkDocsConfig, config_file: Path, look: Look) -> None:
    """Raise ConfigError for a style sheet or a logo that neither the content folder nor the theme holds; warn of other hosts.

    MkDocs would let every page ask for them in vain. look: that of the site, which may name a logo too.
    """
    root = read_file(config_file)
    sheets = {node.text: node.line for node in _texts(root, "extra_css")}
    folders = (config.docs_dir, *config.theme.dirs)
    for sheet in map(str, config.extra_css):
        _require_file(config_file, "extra_css", sheet, sheets.get(sheet, root.line_of("extra_css")), folders)
    if logo := config.theme.get("logo"):
        if look.logo:
            message = f"{shown(config_file)}:{look.logo.line}: there is a logo in 'look' and another in 'theme.logo'"
            raise ConfigError(message, hint="remove 'theme.logo': that of 'look' has its own proportions and a dark form")
        _require_file(config_file, "theme.logo", str(logo), root.line_of("theme"), folders)


def _require_theme_folder(root: Block) -> None:
    """Raise ConfigError where the folder of the site's own templates is not there."""
    theme = root.table.entries.get("theme")
    name = theme.entries.get("custom_dir") if isinstance(theme, Table) else None
    if not isinstance(name, Scalar) or name.tag or not name.text or (root.file.parent / name.text).is_dir():
        return
    what = "is no folder" if (root.file.parent / name.text).exists() else "does not exist"
    message = f"'theme.custom_dir' is '{name.text}', which {what}"
    raise root.error(name.line, message, f"make that folder beside {root.file.name}, or remove the line")


def _require_file(config_file: Path, key: str, name: str, line: int, folders: Iterable[str]) -> None:
    parts = urlsplit(name)
    if parts.netloc and key == "extra_css":
        log.warning("browsers will not load '%s' of 'extra_css': the policy of the portal allows no other host", name)
    if parts.scheme or parts.netloc or any((Path(folder) / parts.path.lstrip("/")).is_file() for folder in folders):
        return
    raise ConfigError(
        f"{shown(config_file)}:{line}: '{key}' is '{name}', which does not exist", hint="name a file below docs_dir"
    )


def _texts(root: Block, key: str) -> list[Scalar]:
    return [node for node in entries_of(root.table.entries.get(key)) if isinstance(node, Scalar)]


def _place(root: Block, key: str) -> str:
    """Return the file and, unless the key is inherited, its line."""
    line = root.table.key_lines.get(key)
    return f"{shown(root.file)}:{line}" if line else str(shown(root.file))
