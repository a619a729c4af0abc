"""What a block of code says that it is, where some tools make drawings or boxes of it."""

from __future__ import annotations

from kbgen.render.forms.form import BOX, DRAWING, FORMULA, INCLUDE, form

FENCES = (
    form("", r"(?:plantuml|puml|d2)\b(?![\w-])", "the source of a drawing", DRAWING),
    form("", r"\{[a-z][\w:+-]{0,40}\}", "a directive of MyST", "write it in Markdown: '!!! note', '![…](…)'"),
    form("", r"(?:dataview|dataviewjs)\b(?![\w-])", "a query of Obsidian", "write what it lists"),
    form("", r"(?:asciimath)\b(?![\w-])", "a formula", FORMULA),
    form("", r"(?:ad-[a-z]{2,20})\b", "a box of Obsidian", BOX),
)

ANNOTATION = form(
    ")!",
    r"(?://|#|--|;|/\*|<!--)[ \t]*\(\d{1,2}\)!",
    "an annotation of Material",
    "write the note into the code, as a comment",
)
IN_CODE = (
    form("8<-", r"^[ \t]*-{1,}8<-{1,}[ \t]+[\"'][^\n]{1,200}[\"'][ \t]*$", "an include that names no part of this site", INCLUDE),
    form("{*", r"^[ \t]*\{\*[ \t][^\n]{1,300}?\*\}[ \t]*$", "an include of mdx-include", INCLUDE),
    form("{!", r"^[ \t]*\{!>?[^\n]{1,300}?!\}[ \t]*$", "an include of markdown-include", INCLUDE),
    form("{%", r"^[ \t]*\{%-?[ \t]*include[a-z-]{0,20}[ \t][^\n]{1,200}%\}[ \t]*$", "an include of a template", INCLUDE),
    ANNOTATION,
)
"""What no reader should see even in code, for the tool that it was written for puts something else in its place.

An include is the only line of a block in the language that it brings in; otherwise it shows how includes are written.
"""

SHOW_SYNTAX = frozenset({"", "md", "markdown", "mdx", "text", "txt", "plain", "jinja", "jinja2", "liquid", "html", "console"})
"""Languages in which a block may show how includes are written."""

DOCSIFY_TITLE = form(
    "':", r":(?:include|ignore|target|disabled|size|class|id|type|crossorgin)\b", "an include of Docsify", INCLUDE
)
"""What the title of a link says in Docsify; nothing but an include is missed."""
