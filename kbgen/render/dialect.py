"""The Markdown dialect: CommonMark without HTML, and the extensions of docs/writing.md."""

from __future__ import annotations

from functools import lru_cache

import markdown_it
import mdit_py_plugins
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from kbgen.render.admonitions import admonition_plugin
from kbgen.render.emphasis import WideInline
from kbgen.render.footnotes import footnotes_plugin
from kbgen.render.html import PageRenderer
from kbgen.render.limits import MAX_NESTING
from kbgen.render.raw_tags import raw_tags_plugin

VERSIONS = (markdown_it.__version__, mdit_py_plugins.__version__)
"""Of the libraries whose output ends up in pages; part of every cache key."""

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
    md.use(deflist_plugin).use(footnotes_plugin).use(admonition_plugin).use(raw_tags_plugin)
    # Unsafe addresses become tokens like any other, so that they are reported with their line and then left out.
    md.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
    return md
