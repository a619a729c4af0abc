"""One article → its HTML, sections, links and what is wrong in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.text_join import text_join
from markdown_it.token import Token

from kbgen.content.hidden_characters import hidden_characters
from kbgen.content.said import said_in
from kbgen.model import Article, Diagram, Language, Link, Said, Section
from kbgen.render.admonitions import shape_callouts
from kbgen.render.anchors import AnchorNames
from kbgen.render.attributes import apply_image_attributes, apply_link_attributes
from kbgen.render.code_lines import mark_lines
from kbgen.render.diagrams import shape_diagrams
from kbgen.render.dialect import dialect
from kbgen.render.empty_links import empty_links
from kbgen.render.enlarging import lead_to_whole_pictures
from kbgen.render.figures import shape_figures
from kbgen.render.findings import Finding, noted
from kbgen.render.footnotes import footnote_anchors, missing_notes, unused_notes
from kbgen.render.foreign import ForeignPass, printable, shown_text
from kbgen.render.formulas import shape_formulas
from kbgen.render.headings import drop_title, shape_headings, take_attributes
from kbgen.render.icons import without_lone_icons
from kbgen.render.includes import fill_references, readdress
from kbgen.render.inline_text import join_wide_lines
from kbgen.render.left_open import open_comment
from kbgen.render.light_and_dark import apply_schemes
from kbgen.render.limits import MAX_CPU_SECONDS, MAX_NESTING, TooSlowError, cpu_limit, deepest
from kbgen.render.raw_tags import first_html, missed_includes, pair_raw_tags, without_partners
from kbgen.render.sections import split_sections
from kbgen.render.shared import SharedTexts
from kbgen.render.tables import broken_tables, without_rows
from kbgen.render.targets import Address, Linker, LinkPass
from kbgen.render.terms import NO_TERMS, ExplainedTerms, explain_terms
from kbgen.render.videos import shape_videos
from kbgen.settings.site import Formulas

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What shapes every page. labels: texts of the markup in each language, by `callout.<kind>` and `heading.link`.

    shared: texts that articles share, by language. formulas: which are drawn, as in the settings.
    diagrams: what became of each source of a diagram, by the source.
    """

    labels: Mapping[Language, Mapping[str, str]]
    use_directory_urls: bool = True
    shared: Mapping[Language, SharedTexts] = field(default_factory=dict)
    max_cpu_seconds: float = MAX_CPU_SECONDS
    formulas: Formulas = "certain"
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered article without the article itself, so that it can be cached.

    addresses, pictures: how each link and picture was resolved; the cache compares them, because they depend on other files.
    page_names: whether a page has each name that was asked for; diagrams: what became of each source; compared likewise.
    terms: what the glossary gave it, compared where that changed. said, digest: as in `Rendered`.
    Lines count from 0 within the body.
    """

    html: str
    sections: tuple[Section, ...]
    said: Said
    digest: bytes
    links: tuple[Link, ...]
    first_image: str
    anchors: tuple[str, ...]
    findings: tuple[Finding, ...]
    addresses: Mapping[str, Address]
    pictures: Mapping[str, Address]
    page_names: Mapping[str, bool]
    diagrams: Mapping[str, Diagram | None]
    terms: ExplainedTerms = NO_TERMS


def render_article(article: Article, linker: Linker, options: RenderOptions) -> Body:
    """Render one article; text that cannot be rendered whole becomes a finding, never a page with a part missing."""
    try:
        with cpu_limit(options.max_cpu_seconds):
            return _render(article, linker, options)
    except TooSlowError:
        message = f"rendering it takes more than {options.max_cpu_seconds:g} seconds"
        return _failed(Finding(0, "too-slow", message, "split it, or look for a very long line or table"))
    except RecursionError:
        return _failed(Finding(0, "nested-too-deep", "it is nested too deeply", "use fewer levels"))


def _failed(finding: Finding) -> Body:
    sections = (Section("", 1, "", ""),)
    return Body("", sections, said_in(sections), b"", (), "", (), (finding,), {}, {}, {}, {})


def _render(article: Article, linker: Linker, options: RenderOptions) -> Body:
    md = dialect()
    labels, shared = options.labels.get(article.language, {}), options.shared.get(article.language, SharedTexts())
    env: dict[str, Any] = {"labels": labels, "shared": shared, "source": linker.file, "formulas": options.formulas}
    tokens = md.parse(article.body, env)
    too_deep = deepest(tokens)
    if too_deep is not None:
        line = too_deep.map[0] if too_deep.map else 0
        message = f"lists or quotes nested deeper than {MAX_NESTING} levels"
        return _failed(Finding(line, "nested-too-deep", message, "use fewer levels"))
    formula_findings = shape_formulas(tokens, which=options.formulas)
    diagrams, diagram_findings = shape_diagrams(tokens, options.diagrams, linker.of_site, article.language)
    take_attributes(tokens)
    tokens = drop_title(tokens, article.written.front.title)
    shape_callouts(tokens, labels)
    links = LinkPass(linker)
    names = AnchorNames()
    tokens, captions = shape_figures(tokens)
    findings = noted(env) + formula_findings + diagram_findings + captions + _shape_inlines(tokens, links, names, shared)
    findings += shape_videos(tokens, links, article.language, labels)
    _join_texts(md, tokens)
    findings += shape_headings(tokens, names, labels)
    findings += [Finding(*hidden) for hidden in hidden_characters(article.body)]
    if article.whole is None:  # a page for one region may lack the place that refers to a note
        findings += unused_notes(env)
    terms = explain_terms(tokens, shared.meanings, env.get("meanings", {}))
    html = md.renderer.render(tokens, md.options, env)
    sections = split_sections(tokens)
    shown = msgspec.msgpack.encode((html, sections, links.first_image))
    return Body(
        html=html,
        sections=sections,
        said=said_in(sections),
        digest=hashlib.blake2b(shown, digest_size=_DIGEST_BYTES).digest(),
        links=tuple(links.found),
        first_image=links.first_image,
        anchors=(*names.all(), *footnote_anchors(env)),
        findings=tuple(findings),
        addresses=links.addresses,
        pictures=links.pictures,
        page_names=links.page_names,
        diagrams=diagrams,
        terms=terms,
    )


def _shape_inlines(tokens: list[Token], links: LinkPass, names: AnchorNames, shared: SharedTexts) -> list[Finding]:
    findings: list[Finding] = []
    shows_code = any(token.type in {"fence", "code_block"} for token in tokens)
    foreign = ForeignPass(shared, lambda name: shows_code and not links.is_page_named(name))
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "fence":
            foreign.look_at_fence(token)
            mark_lines(token)
        if token.type != "inline" or not token.children:
            continue
        fill_references(token.children, shared.variables)
        readdress(token, links.source)
        pair_raw_tags(token.children)
        apply_image_attributes(token.children, names)
        apply_schemes(token.children)
        apply_link_attributes(token.children)
        without_lone_icons(token.children)
        foreign.look_at_targets(token.children, line)
        findings += empty_links(token.children, line)
        shown = shown_text(token.children)
        links.apply(token.children, line)
        token.children = lead_to_whole_pictures(token.children)
        if "<" in shown:
            findings += _raw_html(shown, line) + open_comment(shown, line)
        if "[^" in shown:
            findings += missing_notes(shown, line)
        broken = broken_tables(shown, line)
        findings += broken + missed_includes(token.children, line)
        foreign.look_at(without_rows(shown) if broken else shown, line, str(token.meta.get("part", links.source)))
    return without_partners(findings) + foreign.findings()


def _join_texts(md: MarkdownIt, tokens: list[Token]) -> None:
    text_join(StateCore("", md, {}, tokens))
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = join_wide_lines(token.children)


def _raw_html(shown: str, line: int) -> list[Finding]:
    """Report the first tag of a block that readers will see as text; a block often holds its partner too."""
    found = first_html(shown)
    if not found:
        return []
    hint = "write it in Markdown, or between backticks if readers should see it"
    if found.lower().startswith("<details"):
        hint = "write '</details>' alone on the line where it ends, and '<summary>Title</summary>' below its first line"
    message = f"the HTML '{printable(found)[:80]}' is shown as text"
    return [Finding(line + shown.count("\n", 0, shown.index(found)), "raw-html", message, hint)]
