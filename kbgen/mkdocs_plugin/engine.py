"""Run MkDocs from the command line of kbgen: the same build as `mkdocs build`, into a folder of our choice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from kbgen.errors import ConfigError, KbgenError
from kbgen.mkdocs_plugin.plugin import KbgenPlugin, Observer
from kbgen.settings.config_file import PLUGIN, read_file
from kbgen.site.portal import Portal


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What a build made. pages: those with an address of their own, so without redirects and not-found pages."""

    portal: Portal
    pages: int


def build_site(config_file: Path, output: Path, observer: Observer) -> BuiltSite:
    """Build the site of `config_file` into `output`.

    Raises ContentError before anything is written, ConfigError for settings MkDocs refuses.
    """
    refuse_unknown_keys(config_file)
    config = _load(config_file, output)
    plugin = config.plugins[PLUGIN]
    assert isinstance(plugin, KbgenPlugin)  # noqa: S101 - kbgen.settings.site has found it in the list of plugins
    plugin.observer = observer
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except Abort as error:
        raise KbgenError(f"MkDocs stopped the build: {error.message}") from error
    except MkDocsException as error:
        raise KbgenError(error.message) from error
    except TemplateError as error:
        raise KbgenError(f"a template failed: {_place(error)}{error.message}") from error
    finally:
        plugin.observer = None  # MkDocs keeps the plugin for the next build of this process
        config.plugins.on_shutdown()
    return BuiltSite(plugin.portal, plugin.pages_drawn)


def serve_site(config_file: Path, *, host: str, port: int) -> None:
    """Serve the site of `config_file` and build it again whenever a file changes, until interrupted."""
    refuse_unknown_keys(config_file)
    try:
        serve(str(config_file), dev_addr=f"{host}:{port}")
    except Abort as error:
        raise KbgenError("the site could not be built", hint="mend what is listed above") from error


def refuse_unknown_keys(config_file: Path) -> None:
    """Raise ConfigError for a key at the top level that MkDocs does not know; MkDocs itself only warns."""
    root = read_file(config_file)
    root.expect({name for name in vars(MkDocsConfig) if not name.startswith("_")} | {"INHERIT"})


def _place(error: TemplateError) -> str:
    return f"{error.filename}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""


def _load(config_file: Path, output: Path) -> MkDocsConfig:
    try:
        return load_config(str(config_file), site_dir=str(output))
    except Abort as error:  # MkDocs has logged each reason
        raise ConfigError(f"{config_file}: {error.message}") from error
    except MkDocsException as error:
        raise ConfigError(f"{config_file}: {error.message}") from error
