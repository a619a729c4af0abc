"""Other plugins of MkDocs beside kbgen: what holds for each, in one line.

kbgen reads, renders and lists the articles itself, so a plugin that changes Markdown or the navigation has nothing to do.
It is taken out of the build and named: half of its work would be worse than none. A plugin that nobody has tried stays,
and where it fails, its name is said instead of a traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, MkDocsException, PluginError
from mkdocs.plugins import PluginCollection

from kbgen.site.assets.theme_folder import theme_folder

_MARKDOWN = "articles are whole in their files, without variables and includes"
_MENUS = "kbgen makes the menus, in the order that the front matter gives ('order')"
_DATES = "write 'updated: 2026-10-02' into the front matter"
_TOPICS = "kbgen has topics (the folders) and keywords instead"
_LANGUAGES = "kbgen pairs the languages itself, by folders"
_LEFT_OUT = "kbgen publishes every article; 'draft: true' and folders called _drafts leave some out"
_PICTURES = "pictures are shown as they are, with nothing that opens them"
_OWN = "kbgen does this itself"

WITHOUT_EFFECT: Mapping[str, str] = {
    "search": "kbgen has its own search",
    "material/search": "kbgen has its own search",
    "exclude-search": "kbgen has its own search",
    **dict.fromkeys(("macros", "markdownextradata", "include-markdown", "snippets", "table-reader", "gen-files"), _MARKDOWN),
    **dict.fromkeys(
        ("mkdocstrings", "autorefs", "mkdocs-jupyter", "swagger-ui-tag", "render_swagger", "drawio", "kroki"), _MARKDOWN
    ),
    **dict.fromkeys(("mermaid2", "charts", "caption", "image-captions", "meta-descriptions", "ezlinks", "roamlinks"), _MARKDOWN),
    **dict.fromkeys(
        ("awesome-nav", "awesome-pages", "literate-nav", "section-index", "nav-weight", "material/meta", "meta"), _MENUS
    ),
    **dict.fromkeys(("git-revision-date-localized", "git-revision-date", "git-authors", "git-committers"), _DATES),
    **dict.fromkeys(("git-committers-2", "document-dates"), _DATES),
    **dict.fromkeys(("i18n", "mkdocs-static-i18n", "static-i18n"), _LANGUAGES),
    **dict.fromkeys(("exclude", "exclude-unused-files", "file-filter", "same-dir", "monorepo", "multirepo"), _LEFT_OUT),
    **dict.fromkeys(("blog", "material/blog", "tags", "material/tags", "rss"), _TOPICS),
    **dict.fromkeys(("glightbox", "img2fig-plugin", "enumerate-headings"), _PICTURES),
    **dict.fromkeys(("social", "material/social", "offline", "material/offline", "privacy", "material/privacy"), _OWN),
    **dict.fromkeys(("optimize", "material/optimize", "typeset", "material/typeset", "info", "material/info"), _OWN),
    "redirects": "write former addresses into the front matter: 'aliases: [/old/page/]'",
    "print-site": "each article prints by itself",
    "with-pdf": "each article prints by itself",
    "open-in-new-tab": "links open where readers want them",
}
"""Why each plugin has no effect, and what to do instead."""

WORKS = frozenset({"minify", "minify_html"})


def settle_with_others(config: MkDocsConfig, own: str, say: Callable[[str], None]) -> None:
    """Take plugins without effect out of the build, guard the others, and say what holds for each.

    own: the name of kbgen among the plugins. Works on the lists of events that MkDocs goes through at this moment.
    """
    plugins = config.plugins
    for name, plugin in plugins.items():
        if name == own or name in WORKS or name in config.hooks:
            continue
        if name in WITHOUT_EFFECT:
            say(f"the plugin '{name}' has no effect: {WITHOUT_EFFECT[name]}")
            _take_out(plugins, plugin)
        else:
            say(f"the plugin '{name}' has not been tried beside kbgen: it gets no Markdown, and no navigation")
            _guard(plugins, name, plugin)


def reads_known_files_only(config: MkDocsConfig, own: str, theme_dir: Path | None) -> bool:
    """Tell whether a build reads only what kbgen knows of: no hook, no plugin that was not tried, no theme of unknown place.

    own: the name of kbgen among the plugins. theme_dir: the site's own templates, which kbgen knows of.
    """
    if config.hooks or any(name != own and name not in WORKS and name not in WITHOUT_EFFECT for name in config.plugins):
        return False
    installed = [Path(folder) for folder in sys.path if Path(folder).name in {"site-packages", "dist-packages"}]
    known = {theme_folder(), *([theme_dir.resolve()] if theme_dir else [])}
    folders = [Path(folder).resolve() for folder in config.theme.dirs]
    return all(folder in known or any(folder.is_relative_to(place.resolve()) for place in installed) for folder in folders)


def _take_out(plugins: PluginCollection, plugin: object) -> None:
    for methods in plugins.events.values():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]


def _guard(plugins: PluginCollection, name: str, plugin: object) -> None:
    for methods in plugins.events.values():
        for position, method in enumerate(methods):
            if getattr(method, "__self__", None) is plugin:
                methods[position] = _named_where_it_fails(method, name)


def _named_where_it_fails(method: Callable[..., Any], name: str) -> Callable[..., Any]:
    @wraps(method)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except (MkDocsException, BuildError, OSError):
            raise
        except Exception as error:  # the code of somebody else may raise anything, and its writer reads no traceback of ours
            message = f"the plugin '{name}' failed beside kbgen: {type(error).__name__}: {error}"
            raise PluginError(f"{message}\n  hint: remove it from 'plugins'") from error

    return guarded
