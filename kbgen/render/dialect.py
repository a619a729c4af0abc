"""The Markdown dialect: CommonMark without HTML, and the extensions of the guide's writing/markdown."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

import markdown_it
import mdit_py_plugins
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from kbgen.render.admonitions import admonition_plugin
from kbgen.render.bare_addresses import bare_addresses_plugin
from kbgen.render.containers import containers_plugin
from kbgen.render.emphasis import WideInline
from kbgen.render.figures import captions_plugin
from kbgen.render.footnotes import footnotes_plugin
from kbgen.render.formulas import formulas_plugin
from kbgen.render.html import PageRenderer
from kbgen.render.html_blocks import html_blocks_plugin
from kbgen.render.icons import icons_plugin
from kbgen.render.includes import includes_plugin
from kbgen.render.left_open import open_code_plugin
from kbgen.render.light_and_dark import light_and_dark_plugin
from kbgen.render.limits import MAX_NESTING
from kbgen.render.marks import marks_plugin
from kbgen.render.mathml import converter_version
from kbgen.render.raw_tags import raw_tags_plugin
from kbgen.render.region_blocks import region_blocks_plugin
from kbgen.render.tables import tables_plugin
from kbgen.render.tabs import tabs_plugin
from kbgen.render.terms import terms_plugin

VERSIONS = (markdown_it.__version__, mdit_py_plugins.__version__, version("mkdocs-material"), converter_version())
"""Of the libraries whose output or icons end up in pages; part of every cache key."""

_OPTIONS = {
    "html": False,
    "xhtmlOut": False,
    "linkify": False,
    "typographer": False,
    "langPrefix": "language-",
    "maxNesting": MAX_NESTING,
    "tasklists": True,
    "alerts": True,
}


@lru_cache(maxsize=1)
def dialect() -> MarkdownIt:
    """Return the parser and renderer; it keeps nothing between articles."""
    md = MarkdownIt("zero", renderer_cls=PageRenderer)
    md.inline = WideInline()
    md.configure("commonmark", options_update=_OPTIONS)
    md.enable(["table", "strikethrough"])
    md.disable("text_join")  # `render.article` joins later: until then it shows what was escaped
    md.use(tables_plugin).use(deflist_plugin).use(footnotes_plugin).use(admonition_plugin).use(raw_tags_plugin)
    md.use(containers_plugin).use(bare_addresses_plugin).use(marks_plugin).use(tabs_plugin).use(html_blocks_plugin)
    md.use(light_and_dark_plugin).use(captions_plugin).use(terms_plugin).use(includes_plugin)
    md.use(icons_plugin).use(region_blocks_plugin).use(formulas_plugin).use(open_code_plugin)
    # Unsafe addresses become tokens like any other, so that they are reported with their line and then left out.
    md.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
    return md
