"""What a drawn page needs, whoever wrote its templates: for its scripts, its readers, and the policy of the portal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from kbgen.site.page_context import Kind, PageContext

_WITH_BOX: frozenset[Kind] = frozenset({"home", "results", "contact", "not-found", "expired"})
_RUN = re.compile(r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script", re.IGNORECASE)
"""Types of scripts that browsers run; what is in any other is data."""
_LOADS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("script", "iframe", "embed", "img", "source", "audio"), ("src",)),
    "video": ("src", "poster"),
    "object": ("data",),
    "link": ("href",),
}
_FETCHED = frozenset({"stylesheet", "preload", "modulepreload", "icon"})
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(frozen=True, slots=True)
class Lack:
    """What a page lacks, or has against its policy. template: the file of the theme that has it, or should."""

    template: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.message}\n  hint: {self.hint}"


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    attributes: Mapping[str, str]
    in_text: bool


@dataclass(frozen=True, slots=True)
class _Need:
    """An element that has to be there. attribute, value: what it is known by; an empty value is any. why: what it is for."""

    template: str
    tag: str
    attribute: str
    value: str
    why: str
    kinds: frozenset[Kind] | None = None

    def met_by(self, element: _Element) -> bool:
        found = element.attributes.get(self.attribute)
        same = found is not None and (not self.value or self.value in found.split())
        return same and (not self.tag or element.tag == self.tag)

    @property
    def shown(self) -> str:
        value = f'="{self.value}"' if self.value else ""
        return f"<{self.tag or '…'} {self.attribute}{value}>"


_RESULTS, _ARTICLE = frozenset[Kind]({"results"}), frozenset[Kind]({"article"})
_NEEDS = (
    _Need("partials/head.html", "meta", "charset", "", "without it browsers guess how Chinese is written"),
    _Need("partials/head.html", "meta", "name", "viewport", "without it a phone shows the page as a desk would"),
    _Need("partials/head.html", "script", "id", "kb-strings", "the scripts of the page take their words from it"),
    _Need("partials/head.html", "script", "id", "kb-categories", "the search takes the topics from it"),
    _Need("portal.html", "main", "id", "content", "“skip to content” leads there"),
    _Need("partials/search-form.html", "form", "data-kb-box", "", "it is the search box", _WITH_BOX),
    _Need("partials/search-form.html", "input", "name", "q", "what readers type is in it", _WITH_BOX),
    _Need("partials/results.html", "", "data-kb-results", "", "the script of the results page works in it", _RESULTS),
    _Need("partials/results.html", "", "data-kb-found", "", "results show in it", _RESULTS),
    _Need("partials/results.html", "script", "id", "kb-results-strings", "the results take their words from it", _RESULTS),
    _Need("partials/article.html", "", "class", "prose", "it holds the text, in which found words are marked", _ARTICLE),
    _Need(
        "partials/contact.html", "", "data-kb-message", "", "the message of the reader is written in it", frozenset({"contact"})
    ),
    _Need("partials/privacy.html", "", "data-kb-counting", "", "it says whether this browser is counted", frozenset({"privacy"})),
)


def lacks_of(html: str, kb: PageContext, *, script_url: str, policy: str) -> Iterator[Lack]:
    """Yield what a page lacks. script_url: of the portal's script. policy: the portal's own, or empty."""
    page = _Page()
    page.feed(html)
    page.close()
    for need in _NEEDS:
        if (need.kinds is None or kb.kind in need.kinds) and not any(map(need.met_by, page.elements)):
            yield Lack(need.template, f"has no {need.shown}", f"{need.why}: keep it")
    if not any(element.attributes.get("src", "").endswith(script_url) for element in page.elements):
        yield Lack("partials/head.html", "does not load the portal's script", "keep <script type=module> with head.assets.script")
    if (count := sum(element.tag == "h1" for element in page.elements)) != 1:
        found = f"has {count} <h1>" if count else "has no <h1>"
        yield Lack(f"partials/{kb.kind}.html", found, "a page has one, its title: screen readers begin there")
    yield from _languages(page.elements, kb)
    if policy and any(element.attributes.get("content") == policy for element in page.elements):
        yield from _against_policy(page.elements, policy)


def _languages(elements: Sequence[_Element], kb: PageContext) -> Iterator[Lack]:
    for other in kb.alternates:
        there = any(element.tag == "a" and element.attributes.get("hreflang") == other.lang_tag for element in elements)
        if other.language != kb.language and not there:
            hint = f'keep <a hreflang="{other.lang_tag}">: each page leads to the same page in the other language'
            yield Lack("partials/header.html", f"has no way to {other.label}", hint)


def _against_policy(elements: Sequence[_Element], policy: str) -> Iterator[Lack]:
    hint = "put it into a file of the site: the policy of the portal lets browsers load those alone"
    pictures = next((words[1:] for words in map(str.split, policy.split(";")) if words[:1] == ["img-src"]), [])
    for element in elements:
        attributes = element.attributes
        if element.in_text:
            continue
        runs = element.tag == "script" and "src" not in attributes and _RUN.fullmatch(attributes.get("type", "").strip())
        if runs or element.tag == "style":
            yield Lack("", f"has an inline <{element.tag}>, which browsers will not run", hint)
        for name in attributes:
            if name == "style" or name.startswith("on"):
                yield Lack("", f'has {name}="{attributes[name][:60]}" on <{element.tag}>, which browsers will not run', hint)
        fetched = element.tag != "link" or bool(_FETCHED & set(attributes.get("rel", "").lower().split()))
        for address in (attributes.get(name, "") for name in _LOADS.get(element.tag, ()) if fetched):
            host = urlsplit(address)
            if host.netloc and not (element.tag == "img" and f"{host.scheme or 'https'}://{host.netloc}" in pictures):
                yield Lack("", f"loads '{address}', which browsers will refuse", hint)


class _Page(HTMLParser):
    """Collects the elements of a page, and whether each stands in the text of an article."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[_Element] = []
        self._depth = 0  # below the text of an article, its own element included

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(_Element(tag, attributes, self._depth > 0))
        if tag not in _VOID and (self._depth or "prose" in attributes.get("class", "").split()):
            self._depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(_Element(tag, {name: value or "" for name, value in attrs}, self._depth > 0))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth) and tag not in _VOID
