"""Run MkDocs from the command line of kbgen: the same build as `mkdocs build`, into a folder of our choice."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils import CountHandler

from kbgen.errors import KbgenError
from kbgen.mkdocs_plugin.hook_fault import hook_fault
from kbgen.mkdocs_plugin.mkdocs_settings import load_mkdocs_config, strict_error
from kbgen.mkdocs_plugin.other_plugins import reads_known_files_only
from kbgen.mkdocs_plugin.plugin import KbgenPlugin, Observer
from kbgen.mkdocs_plugin.template_fault import template_fault
from kbgen.settings.config_file import PLUGIN
from kbgen.site.outputs.written import SiteBefore, SiteFiles
from kbgen.site.portal import Portal


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What a build made. files: what it publishes; those of them that were kept are still to be put in their places.

    pages: those with an address of their own, so without redirects and not-found pages.
    pages_cached: those of them that were not drawn anew.
    all_known: whether it read nothing but what kbgen knows of, so without plugins and hooks of others that have an effect.
    """

    portal: Portal
    files: SiteFiles
    pages: int
    pages_cached: int
    all_known: bool


def build_site(
    config_file: Path, output: Path, observer: Observer, *, before: SiteBefore | None = None, serve_url: str = ""
) -> BuiltSite:
    """Build the site of `config_file` into `output`.

    before: the site whose files need not be written again where they are alike.
    serve_url: where it is shown to its writer, whose build asks the index nothing, writes no policy, and tells as a
    warning each error of an article that can be shown (`kbgen.site.preview`).
    Raises ContentError before anything is written, ConfigError for settings MkDocs refuses.
    """
    config = load_mkdocs_config(config_file, output)
    plugin = _plugin_of(config, observer)
    plugin.before = before or SiteBefore()
    config.plugins.on_startup(command="serve" if serve_url else "build", dirty=False)
    if serve_url:
        config.site_url = serve_url
    try:
        build(config, serve_url=serve_url or None)
    except Abort as error:
        if config.strict and "strict" in error.message:
            raise strict_error(config_file) from error
        raise KbgenError(f"MkDocs stopped the build: {error.message}") from error
    except MkDocsException as error:
        raise KbgenError(error.message) from error
    except KbgenError:
        raise
    except Exception as error:  # whatever a template or hook of the site does wrong; what it did not do goes on as it is
        fault = template_fault(error, plugin.theme_dir) or hook_fault(error, plugin.watched)
        if fault is None:
            raise
        raise fault from error
    finally:
        plugin.observer, plugin.before = None, SiteBefore()  # MkDocs keeps the plugin for the next build of this process
        config.plugins.on_shutdown()
    known = reads_known_files_only(config, PLUGIN, plugin.portal.settings.theme_dir)
    return BuiltSite(plugin.portal, plugin.site, plugin.pages_drawn, plugin.pages_cached, known)


def require_sound_settings(config_file: Path, output: Path) -> None:
    """Raise what a build into `output` would raise before it reads an article. Raises ConfigError, KbgenError."""
    config = load_mkdocs_config(config_file, output)
    plugin = _plugin_of(config, Observer())
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(counter)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        config.plugins.on_config(config)
    except MkDocsException as error:
        raise KbgenError(error.message) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(counter)
        plugin.observer = None
        config.plugins.on_shutdown()
    if config.strict and counter.get_counts():
        raise strict_error(config_file)


def _plugin_of(config: MkDocsConfig, observer: Observer) -> KbgenPlugin:
    plugin = config.plugins[PLUGIN]
    assert isinstance(plugin, KbgenPlugin)  # noqa: S101 - kbgen.settings.site has found it in the list of plugins
    plugin.observer = observer
    return plugin
