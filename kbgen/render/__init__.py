"""Articles → HTML, sections, headings and links, in the Markdown dialect of the guide's writing/markdown."""

from kbgen.render.article import RenderOptions, render_article
from kbgen.render.batch import RenderCount, render_articles
from kbgen.render.cache import RenderCache
from kbgen.render.diagrams import diagram_sources

__all__ = ["RenderCache", "RenderCount", "RenderOptions", "diagram_sources", "render_article", "render_articles"]
