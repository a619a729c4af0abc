"""What a block of code says that it is, where some tools make drawings or boxes of it."""

from __future__ import annotations

from kbgen.render.forms.form import BOX, FORMULA, form

FENCES = (
    form(
        "",
        r"(?:mermaid|plantuml|puml|d2)\b(?![\w-])",
        "the source of a drawing",
        "make a picture of it, as SVG in assets/, and show that: '![what it shows](…)'",
    ),
    form("", r"\{[a-z][\w:+-]{0,40}\}", "a directive of MyST", "write it in Markdown: '!!! note', '![…](…)'"),
    form("", r"(?:dataview|dataviewjs)\b(?![\w-])", "a query of Obsidian", "write what it lists"),
    form("", r"(?:math|katex|latex-math|asciimath)\b(?![\w-])", "a formula", FORMULA),
    form("", r"(?:ad-[a-z]{2,20})\b", "a box of Obsidian", BOX),
)
