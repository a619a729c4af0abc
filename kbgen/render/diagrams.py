"""Diagrams: a block of code called `mermaid` → the drawing that was made of it, or its source where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from kbgen.model import Article, Diagram, Language
from kbgen.render.code_info import language_of, title_of
from kbgen.render.findings import Finding
from kbgen.render.limits import TooSlowError, cpu_limit
from kbgen.render.shared import SharedTexts

if TYPE_CHECKING:
    from kbgen.render.article import RenderOptions

_LANGUAGE = "mermaid"
_MOST_ALT_CHARACTERS = 500
_WIDE_PIXELS = 640
_BETWEEN: Mapping[Language, tuple[str, str]] = {"en": (": ", ", "), "zh-hant": ("：", "、")}
_INSTALL = "npm install -g @mermaid-js/mermaid-cli, or say where it is: mermaid: { program: … }"


def diagram_sources(articles: Iterable[tuple[Article, str]], options: RenderOptions) -> Iterator[str]:
    """Yield the sources of diagrams as `shape_diagrams` asks for them. articles: each with its path below the content folder."""
    from kbgen.render.dialect import dialect  # it imports what renders these

    md = dialect()
    for article, path in articles:
        shared = options.shared.get(article.language, SharedTexts())
        if _LANGUAGE not in article.body and not any(_LANGUAGE in part for part in shared.parts.values()):
            continue
        env: dict[str, Any] = {"shared": shared, "source": path, "formulas": options.formulas}
        try:
            with cpu_limit(options.max_cpu_seconds):
                tokens = md.parse(article.body, env)
        except (TooSlowError, RecursionError):  # rendering says so, with its line
            continue
        yield from (_source(token) for token in tokens if _is_diagram(token))


def shape_diagrams(
    tokens: list[Token], diagrams: Mapping[str, Diagram], address: Callable[[str], str], language: Language
) -> tuple[dict[str, Diagram | None], list[Finding]]:
    """Put drawings in place of their sources; return what each source became, and what is wrong.

    address: gives that of a file of the site as the page writes it.
    """
    asked: dict[str, Diagram | None] = {}
    findings = []
    for token in tokens:
        if not _is_diagram(token):
            continue
        source = _source(token)
        asked[source] = diagram = diagrams.get(source)
        if diagram is None:
            continue
        if diagram.code:
            findings.append(_finding(diagram, token))
            continue
        title = title_of(token.info)
        token.type, token.tag, token.markup = "diagram", "picture", ""
        token.content = _in_words(diagram, title, language, len(source) + _MOST_ALT_CHARACTERS)
        token.meta = {
            "light": address(diagram.light),
            "dark": address(diagram.dark),
            "size": (diagram.width, diagram.height),
            "alt": _in_words(diagram, title, language, _MOST_ALT_CHARACTERS),
            "title": title,
        }
    return asked, findings


def _is_diagram(token: Token) -> bool:
    return token.type == "fence" and language_of(token.info).lower() == _LANGUAGE


def _source(token: Token) -> str:
    return token.content.strip("\n") + "\n"


def _in_words(diagram: Diagram, title: str, language: Language, most_characters: int) -> str:
    """Return a diagram as a line of text: its name, and what is written in it, as far as that has room."""
    after_name, between = _BETWEEN[language]
    name = diagram.name or title
    words = ""
    for word in diagram.words:
        longer = f"{words}{between}{word}" if words else word
        if len(longer) > most_characters:
            words += "…"
            break
        words = longer
    return f"{name}{after_name}{words}" if name and words else name or words


def _finding(diagram: Diagram, token: Token) -> Finding:
    line = token.map[0] if token.map else 0
    if diagram.code == "diagram-as-source":
        message = "the diagram is shown as its source: mmdc, the program that draws it, is not installed"
        return Finding(line, diagram.code, message, _INSTALL)
    message = f"the diagram cannot be drawn: {diagram.why}"
    return Finding(line, diagram.code, message, "mend its source; until then readers see it as code")


def diagram_html(token: Token) -> str:
    """Return a diagram as HTML: the drawing for the light, and for the dark on screens; a wide one scrolls on a phone."""
    width, height = token.meta["size"]
    wide = " wide" if width > _WIDE_PIXELS else ""
    light, dark, alt = (escapeHtml(token.meta[key]) for key in ("light", "dark", "alt"))
    drawing = (
        f'<div class="diagram{wide}" tabindex="0"><picture>'
        f'<source media="screen and (prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img src="{light}" alt="{alt}" width="{width}" height="{height}" loading="lazy" decoding="async"></picture></div>\n'
    )
    title = token.meta["title"]
    return f"<figure>\n{drawing}<figcaption>{escapeHtml(title)}</figcaption></figure>\n" if title else drawing
