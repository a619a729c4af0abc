"""One article → its HTML, sections, links and what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from kbgen.model import Article, Language, Link, Section
from kbgen.render.admonitions import shape_callouts
from kbgen.render.anchors import AnchorNames
from kbgen.render.attributes import apply_image_attributes
from kbgen.render.dialect import dialect
from kbgen.render.findings import Finding
from kbgen.render.headings import drop_title, shape_headings
from kbgen.render.inline_text import join_wide_lines
from kbgen.render.limits import MAX_CPU_SECONDS, MAX_NESTING, TooSlowError, cpu_limit, deepest
from kbgen.render.raw_tags import first_html, pair_raw_tags
from kbgen.render.sections import split_sections
from kbgen.render.targets import Address, Linker, LinkPass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What shapes every page. labels: texts of the markup in each language, by `callout.<kind>` and `heading.link`."""

    labels: Mapping[Language, Mapping[str, str]]
    use_directory_urls: bool = True
    max_cpu_seconds: float = MAX_CPU_SECONDS


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered article without the article itself, so that it can be cached.

    addresses: how each link was resolved; the cache compares them, because they depend on other files.
    Lines count from 0 within the body.
    """

    html: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    first_image: str
    anchors: tuple[str, ...]
    findings: tuple[Finding, ...]
    addresses: Mapping[str, Address]


def render_article(article: Article, linker: Linker, options: RenderOptions) -> Body:
    """Render one article; text that cannot be rendered whole becomes a finding, never a page with a part missing."""
    try:
        with cpu_limit(options.max_cpu_seconds):
            return _render(article, linker, options.labels.get(article.language, {}))
    except TooSlowError:
        message = f"rendering it takes more than {options.max_cpu_seconds:g} seconds"
        return _failed(Finding(0, "too-slow", message, "split it, or look for a very long line or table"))
    except RecursionError:
        return _failed(Finding(0, "nested-too-deep", "it is nested too deeply", "use fewer levels"))


def _failed(finding: Finding) -> Body:
    preface = Section("", 1, "", "")
    return Body("", (preface,), (), "", (), (finding,), {})


def _render(article: Article, linker: Linker, labels: Mapping[str, str]) -> Body:
    md = dialect()
    env: dict[str, object] = {"labels": labels}
    tokens = md.parse(article.body, env)
    too_deep = deepest(tokens)
    if too_deep is not None:
        line = too_deep.map[0] if too_deep.map else 0
        message = f"lists or quotes nested deeper than {MAX_NESTING} levels"
        return _failed(Finding(line, "nested-too-deep", message, "use fewer levels"))
    tokens = drop_title(tokens, article.front.title)
    shape_callouts(tokens, labels)
    links = LinkPass(linker)
    names = AnchorNames()
    findings = _shape_inlines(tokens, links, names)
    findings += shape_headings(tokens, names, labels)
    html = md.renderer.render(tokens, md.options, env)
    return Body(
        html=html,
        sections=split_sections(tokens),
        links=tuple(links.found),
        first_image=links.first_image,
        anchors=(*names.all(), *_footnote_anchors(env)),
        findings=tuple(findings),
        addresses=links.addresses,
    )


def _shape_inlines(tokens: list[Token], links: LinkPass, names: AnchorNames) -> list[Finding]:
    findings = []
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type != "inline" or not token.children:
            continue
        pair_raw_tags(token.children)
        apply_image_attributes(token.children, names)
        links.apply(token.children, line)
        if "<" in token.content:
            findings += _raw_html(token.children, line)
        token.children = join_wide_lines(token.children)
    return findings


def _raw_html(children: list[Token], line: int) -> list[Finding]:
    """Report the first tag of a block that readers will see as text; a block often holds its partner too."""
    for token in children:
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
        found = first_html(token.content) if token.type == "text" else ""
        if found:
            hint = "write it in Markdown, or between backticks if readers should see it"
            return [Finding(line, "raw-html", f"the HTML '{found[:80]}' is shown as text", hint)]
    return []


def _footnote_anchors(env: Mapping[str, object]) -> tuple[str, ...]:
    footnotes = env.get("footnotes")
    count = len(footnotes.get("list", {})) if isinstance(footnotes, dict) else 0
    return tuple(f"fn{number}" for number in range(1, count + 1))
