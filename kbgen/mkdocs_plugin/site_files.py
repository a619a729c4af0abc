"""The files MkDocs is to publish: every page of the portal, and of other files only what a portal needs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from kbgen.content.names import is_left_out, is_notice
from kbgen.settings.look import Look
from kbgen.site.assets.bundles import read_bundles
from kbgen.site.assets.published_assets import published_assets
from kbgen.site.assets.theme_assets import SOURCES, ThemeAssets, theme_assets
from kbgen.site.look_style import with_look
from kbgen.site.pages import Page

log = get_plugin_logger("kbgen")


class ThemeLoader(FileSystemLoader):
    """Loads templates of a theme, and lists what MkDocs may publish of it: not 14,000 icons, whose folder begins with a dot."""

    def list_templates(self) -> list[str]:
        """Return the files of the theme by their names, but for those that MkDocs leaves out."""
        found: set[str] = set()
        for root in map(os.fspath, self.searchpath):
            for place, folders, names in os.walk(root, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = os.path.relpath(place, root).replace(os.sep, "/").removeprefix(".")
                found.update(f"{below}/{name}" if below else name for name in names)
        return sorted(found)


def published_files(found: Files, config: MkDocsConfig, theme: Path, look: Look) -> tuple[Files, ThemeAssets]:
    """Return the files of the site but for its pages, and those of the theme among them.

    found: of the content folder and the themes, as MkDocs lists them. look: of the site.
    """
    static = list(_static_files(found, config, theme))
    sources = {file.src_uri: file.content_bytes for file in static if file.src_uri.startswith(SOURCES)}
    assets = theme_assets(_published_assets(with_look(sources, look, Path(config.docs_dir)), theme))
    files = [file for file in static if not file.src_uri.startswith(SOURCES)]
    files += [File.generated(config, assets.folder + path, content=content) for path, content in assets.files.items()]
    return Files(files), assets


def add_pages(files: Files, found: Files, config: MkDocsConfig, pages: Iterable[Page]) -> None:
    """Add the files of pages that MkDocs is to draw. found: as it lists them."""
    for page in pages:
        files.append(_page_file(found, config, page))


def replace_contents(files: Files, config: MkDocsConfig, contents: Mapping[str, bytes]) -> None:
    """Publish other contents under the names of files, by path below the content folder."""
    for path, content in contents.items():
        if file := files.get_file_from_path(path):
            files.remove(file)
        files.append(File.generated(config, path, content=content))


def _published_assets(sources: Mapping[str, bytes], theme: Path) -> Mapping[str, bytes]:
    bundles = read_bundles(theme)
    if bundles is None:
        log.info("scripts are published module by module: this kbgen has none that were bundled")
    elif changed := bundles.changed(sources):
        log.info("scripts are published module by module: '%s' is not as it was when they were bundled", changed)
    return published_assets(sources, bundles)


def _page_file(found: Files, config: MkDocsConfig, page: Page) -> File:
    """Return the file of a page, outside MkDocs' navigation, whose cost grows with the square of the pages."""
    file = found.get_file_from_path(page.path) or File.generated(config, page.path, content="")
    file.inclusion = InclusionLevel.NOT_IN_NAV
    PortalPage(None, file, config)
    return file


class PortalPage(MkDocsPage):
    """A page whose text is not Python-Markdown's, of which MkDocs would set up a parser for each."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Have no text yet: `on_page_content` supplies it."""
        self.content, self.toc = "", TableOfContents([])


def _static_files(found: Files, config: MkDocsConfig, theme: Path) -> Iterator[File]:
    """Leave out Material's own scripts and styles, which the portal does not load, and what only the build reads."""
    own = {str(theme), str(config.theme.custom_dir or "")}
    for file in found:
        if file.is_documentation_page() or is_left_out(file.src_uri) or is_notice(file.src_uri):
            continue
        from_content = file.src_dir == config.docs_dir
        from_theme = file.src_dir in own and file.src_uri.startswith("assets/")
        if from_content or from_theme or file.src_dir is None:
            yield file
