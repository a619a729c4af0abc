"""MkDocs events → the stages of kbgen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, Template
from mkdocs.config.base import ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from kbgen.errors import MAX_WARNINGS, ConfigError, KbgenError, Problem, gathered
from kbgen.kept_values import tell_unkept, unkept
from kbgen.mkdocs_plugin.kept_pages import COMPILED, KeptPages, PageSeen, PageTemplate
from kbgen.mkdocs_plugin.mkdocs_settings import refuse_missing_files
from kbgen.mkdocs_plugin.other_plugins import WORKS, reads_known_files_only, settle_with_others
from kbgen.mkdocs_plugin.own_templates import OwnTemplates
from kbgen.mkdocs_plugin.relative_urls import url_filter_of_folders
from kbgen.mkdocs_plugin.site_files import ThemeLoader, add_pages, published_files, replace_contents
from kbgen.mkdocs_plugin.unused_settings import say_unused_settings
from kbgen.model import LANGUAGES, Language
from kbgen.settings.config_file import PLUGIN
from kbgen.settings.site import Settings, load
from kbgen.site.assets.theme_assets import ThemeAssets
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.head import Head, HeadBuilder
from kbgen.site.outputs.for_programs import write_files_for_programs
from kbgen.site.outputs.policy import content_policy
from kbgen.site.outputs.written import SiteBefore, SiteFiles
from kbgen.site.page_context import PageContext
from kbgen.site.page_groups import PageGroups
from kbgen.site.pages import Page, list_pages
from kbgen.site.portal import Portal, prepare
from kbgen.site.preview import preview_settings
from kbgen.site.search_beside import MadeIndex, begin_search_index, write_search_index
from kbgen.stages import Begin, Spent, no_stages

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # web servers, which a build has no use for

NOT_FOUND = "404.html"

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(PLUGIN)


@dataclass(frozen=True, slots=True)
class Observer:
    """Who wants to know how far a build is.

    on_progress: told a stage (`articles`, `pages` or `searches`), what is done, and all of it.
    on_warnings: told those of the articles, then those of the search index. begin: told each stage that begins.
    add: told what stages of another process took that ran beside these. on_pages: told, before the index is waited for, the site
    and its files, of which only those of the index are still to come.
    """

    on_progress: Callable[[str, int, int], None] = lambda stage, done, total: None  # noqa: ARG005
    on_warnings: Callable[[Sequence[Problem]], None] | None = None
    begin: Begin = no_stages
    add: Callable[[Mapping[str, Spent]], None] = lambda spent: None  # noqa: ARG005
    on_pages: Callable[[Portal, SiteFiles], None] = lambda portal, files: None  # noqa: ARG005


class KbgenPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Lets MkDocs build a bilingual help portal."""

    def __init__(self) -> None:
        self.observer: Observer | None = None
        self.before = SiteBefore()
        self.site = SiteFiles(Path())
        self._loaded: Settings | None = None
        self._portal: Portal | None = None
        self._builder: ContextBuilder | None = None
        self._heads: HeadBuilder | None = None
        self._pages: dict[str, Page] = {}
        self._serving = False
        self._published: frozenset[str] = frozenset()
        self._assets = ThemeAssets("", {})
        self.pages_drawn = self.pages_cached = 0
        self._kept_pages: KeptPages | None = None
        self._not_found: tuple[Template, TemplateContext] | None = None
        self._own: OwnTemplates | None = None
        self._index: Callable[[], MadeIndex] | None = None

    @property
    def portal(self) -> Portal:
        """The site of the current build."""
        assert self._portal is not None  # noqa: S101 - MkDocs runs on_pre_build first
        return self._portal

    @property
    def builder(self) -> ContextBuilder:
        """What makes the contexts of its pages."""
        assert self._builder is not None  # noqa: S101 - likewise
        return self._builder

    @property
    def heads(self) -> HeadBuilder:
        """What makes their heads."""
        assert self._heads is not None  # noqa: S101 - likewise
        return self._heads

    @property
    def theme_dir(self) -> Path | None:
        """The folder of the site's own templates, where the settings name one."""
        return self._loaded.theme_dir if self._loaded else None

    @property
    def watched(self) -> tuple[Path, ...]:
        """Where hooks of the site are, and what they read."""
        return self._loaded.watched if self._loaded else ()

    def load_config(
        self,
        options: dict[str, Any],
        config_file_path: str | None = None,
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the settings with their lines from the file itself; MkDocs hands over values without them."""
        if not config_file_path:
            return [(PLUGIN, ValidationError("kbgen needs a configuration file, not standard input"))], []
        try:
            self._loaded = load(Path(config_file_path))
        except ConfigError as error:
            return [(PLUGIN, ValidationError(str(error)))], []
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn what for; and having this event asks MkDocs to keep the plugin between the builds of one `serve`."""
        self._serving = command == "serve"

    @event_priority(100)  # before the others, of which some have no effect beside kbgen
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme before Material's, and take Markdown and navigation out of MkDocs' hands."""
        settle_with_others(config, PLUGIN, log.warning)
        theme = str(theme_folder())
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        if not any((Path(folder) / ".icons").is_dir() for folder in config.theme.dirs):
            hint = "set 'theme: {name: material}'"
            raise PluginError(f"the theme '{config.theme.name}' has no icons, which the portal needs\n  hint: {hint}")
        config.theme.static_templates.discard("sitemap.xml")
        config.theme.get_env = partial(_environment, config.theme.get_env, config.theme)  # type: ignore[method-assign]
        say_unused_settings(config, log.warning)
        assert self._loaded is not None  # noqa: S101 - MkDocs runs load_config first
        with self._shown_by_mkdocs():
            refuse_missing_files(config, self._loaded.file, self._loaded.look)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read, check and render every article, before MkDocs empties the output folder."""
        assert self._loaded is not None  # noqa: S101 - MkDocs runs load_config first
        settings = replace(
            self._loaded,
            site_url=config.site_url or "",
            use_directory_urls=config.use_directory_urls,
            output=Path(config.site_dir),
        )
        if self._serving and self.observer:  # `mkdocs serve` has no page that could say what is wrong with it
            settings = preview_settings(settings)
        self.pages_drawn = self.pages_cached = 0
        self.site = SiteFiles(settings.output, self.before)
        with self._shown_by_mkdocs():
            self._portal = prepare(settings, self._on_article, self._begin, self._begin_index)
        self._begin("pages")
        self._report(self._portal.warnings)
        self._builder = ContextBuilder(self._portal, today=settings.today)
        self._pages = {page.path: page for page in list_pages(self._portal)}

    def _begin_index(self, rendered: Portal) -> None:
        """Begin the search index while the articles are still checked: what is wrong with them ends it with this process."""
        self._index = begin_search_index(rendered, self.site, None if self._serving else self._on_search, self._begin)

    @contextmanager
    def _shown_by_mkdocs(self) -> Iterator[None]:
        """Let MkDocs show our errors without a traceback, unless kbgen itself runs it and shows them."""
        try:
            yield
        except KbgenError as error:
            if self.observer:
                raise
            raise PluginError(str(error)) from error

    def _begin(self, stage: str) -> None:
        if self.observer:
            self.observer.begin(stage)

    def _on_article(self, done: int, total: int) -> None:
        if self.observer:
            self.observer.on_progress("articles", done, total)

    def _on_search(self, done: int, total: int) -> None:
        if self.observer:
            self.observer.on_progress("searches", done, total)

    def _report(self, warnings: Sequence[Problem]) -> None:
        if self.observer and self.observer.on_warnings:
            self.observer.on_warnings(warnings)
            return
        shown = gathered(warnings)
        for problem in shown[:MAX_WARNINGS]:
            log.warning("%s", problem)
        if len(shown) > MAX_WARNINGS:
            log.warning("and %d more; 'kbgen check' lists all", len(shown) - MAX_WARNINGS)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish the pages of the portal, written or not."""
        settings = self.portal.settings
        published, assets = published_files(files, config, theme_folder(), settings.look)
        replace_contents(published, config, self.portal.contents)
        self._assets = assets
        # MkDocs puts an inline script into what it serves, new with each build, so no policy fits pages under `serve`.
        policy = "" if self._serving else content_policy(self.portal)
        self._heads = HeadBuilder(self.portal, assets, policy)
        self._kept_pages = self._pages_of_before(config)
        as_before = self._kept_pages.as_before if self._kept_pages else ()
        add_pages(published, files, config, (page for path, page in self._pages.items() if path not in as_before))
        for file in list(published):
            if file.abs_src_path and Path(file.abs_src_path) in {settings.terms, settings.glossary}:
                published.remove(file)
        self._published = frozenset(file.dest_uri for file in published)
        self._published |= self._kept_pages.files_as_before if self._kept_pages else set()
        return published

    def _pages_of_before(self, config: MkDocsConfig) -> KeptPages | None:
        """Return the pages of former builds, after those are written that MkDocs need not see.

        There are some only where nobody but kbgen has a hand in pages: no template of the site, no plugin, no hook.
        """
        if config.theme.custom_dir or not reads_known_files_only(config, PLUGIN, None):
            return None
        said = (config.theme.get("logo"), [str(sheet) for sheet in config.extra_css])
        groups = PageGroups(self.portal, self.builder, self.heads, self._pages.values())
        site = None if WORKS.intersection(config.plugins) else self.site
        kept = KeptPages(self.portal.settings.cache, said, self.portal.strings, groups, site)
        kept.take_as_before(self.portal.build_id)
        self.pages_drawn += len(kept.as_before)
        return kept

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let `tojson` write Chinese as it is, at half the bytes; `<` stays escaped, so that no text ends a script."""
        env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
        env.template_class, env.bytecode_cache = PageTemplate, COMPILED
        COMPILED.keep_in(self.portal.settings.cache)
        env.filters["url"] = url_filter_of_folders()
        self._own = OwnTemplates(Path(config.theme.custom_dir), theme_folder(), log.warning) if config.theme.custom_dir else None
        if self._own:
            with self._shown_by_mkdocs():
                self._own.prepare(env)
        return env

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Hand over no text, so that Python-Markdown has nothing to do."""
        return "" if page.file.src_uri in self._pages else None

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Supply the rendered article."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None or ours.article_id is None:
            return html
        rendered = self.portal.shown((ours.language, ours.article_id))
        return rendered.html if rendered else ""

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Give the template everything it needs, as `kb` and `head`."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None:
            return context
        kb, head = self._shows(ours)
        page.title = kb.title
        page.meta = {"title": kb.title, "description": kb.description}
        page.canonical_url = kb.canonical_url or None
        if self._kept_pages is None:
            return _with(context, kb, head)
        seen = self._kept_pages.seen(kb, head, page.content, page.file.src_uri, page.file.dest_uri)
        return _with(context, seen.kb, head, seen)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Count, and look at what templates of the site's own have made."""
        self.pages_drawn += 1
        if self._own and (ours := self._pages.get(page.file.src_uri)):
            with self._shown_by_mkdocs():
                self._own.check_page(ours, output, lambda: self._shows(ours))
        if self.observer:
            self.observer.on_progress("pages", self.pages_drawn, len(self._pages))
        return output

    def on_pre_template(self, template: Template, *, template_name: str, config: MkDocsConfig) -> Template:
        """Remember the not-found template: it is drawn once more for each language."""
        if template_name == NOT_FOUND:
            self._not_found = (template, {})  # type: ignore[typeddict-item]
        return template

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> TemplateContext:
        """Give the not-found page its context, in the default language."""
        if template_name != NOT_FOUND or self._not_found is None:
            return context
        self._not_found = (self._not_found[0], context)
        return self._with_not_found(context, self.portal.settings.default_language)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Write a not-found page in each language's folder, for hosts that look for the nearest one."""
        if template_name == NOT_FOUND and self._not_found is not None:
            template, context = self._not_found
            for language in LANGUAGES:
                folder = Path(config.site_dir) / self.portal.settings.folders[language]
                folder.mkdir(parents=True, exist_ok=True)
                text = template.render(self._with_not_found(context, language))
                (folder / NOT_FOUND).write_text(text, "utf-8")
        return output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what MkDocs does not know; the search index last, as a page never refers to one that is not there yet.

        Its own titles, keywords and synonyms are asked of it, unless a writer waits for the page.
        """
        if self._kept_pages:
            self._kept_pages.close()
            self.pages_cached = self._kept_pages.cached
        self._begin("files")
        write_files_for_programs(self.site, self.portal, self._published, self._assets)
        self.site.put_together()  # nobody but us writes any more, and the index takes longer
        if self.observer:
            self.observer.on_pages(self.portal, self.site)
        with self._shown_by_mkdocs():
            assert self._index is not None  # noqa: S101 - MkDocs runs on_pre_build first
            index = self._index()
            if self.observer:
                self.observer.add(index.spent)
            tell_unkept(index.unkept)
            self._begin("publishing")
            write_search_index(self.site, index)
        self._report(index.problems)
        if not self.observer:  # who runs the build himself says it when it ends
            for said in unkept():
                log.warning("%s", said)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Reload for templates and styles too, and keep serving the last good site while an article is broken."""
        server.watch(str(theme_folder()))
        rebuild = server.builder

        def rebuild_if_sound() -> None:
            try:
                rebuild()
            except Abort:  # its reasons are in the log; MkDocs itself would let every page wait for the next build
                log.warning("the site stays as it was until this is mended")

        server.builder = rebuild_if_sound
        return server

    def _with_not_found(self, context: TemplateContext, language: Language) -> TemplateContext:
        page = Page(NOT_FOUND, "not-found", language)
        return _with(context, *self._shows(page))

    def _shows(self, page: Page) -> tuple[PageContext, Head]:
        kb = self.builder.build(page)
        return kb, self.heads.build(page, kb)


def _environment(of_mkdocs: Callable[[], Environment], theme: Theme) -> Environment:
    """Return what MkDocs draws with, listing less of a theme. of_mkdocs: returns its own."""
    environment = of_mkdocs()
    environment.loader = ThemeLoader(theme.dirs)
    return environment


def _with(context: TemplateContext, kb: PageContext, head: Head, seen: PageSeen | None = None) -> TemplateContext:
    return {**context, "kb": kb, "head": head, "kept_page": seen}  # type: ignore[typeddict-unknown-key]
