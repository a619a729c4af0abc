"""All articles of a site → rendered, from the cache where it holds, in several processes where that pays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kbgen.content.addresses import PageKey
from kbgen.content.link_map import LinkMap
from kbgen.errors import Problem
from kbgen.model import Article, Rendered
from kbgen.processes import spread
from kbgen.render.article import Body, RenderOptions, render_article
from kbgen.render.cache import RenderCache
from kbgen.render.targets import Linker

POOL_PAYS_CHARACTERS = 2_000_000
"""Starting a process costs about 0.4 s, as long as rendering 500,000 characters."""

_CHUNK_ARTICLES = 32

Progress = Callable[[int, int], None]
"""Takes the number of articles done and of all."""


@dataclass(frozen=True, slots=True)
class RenderCount:
    """How many articles were rendered, and how many came from the cache."""

    rendered: int
    cached: int


def render_articles(
    articles: Sequence[Article],
    paths: Mapping[PageKey, str],
    links: LinkMap,
    *,
    options: RenderOptions,
    cache: RenderCache,
    progress: Progress = lambda done, total: None,  # noqa: ARG005
) -> tuple[Mapping[PageKey, Rendered], RenderCount]:
    """Return every article rendered, in the order given. paths: where each lives, below the content folder."""
    bodies: dict[int, Body] = {}
    waiting: list[tuple[int, str, Article, Linker]] = []
    for number, article in enumerate(articles):
        linker = Linker(links, paths[article.language, article.id], options.use_directory_urls, article.language)
        key = cache.key(article, linker)
        body = cache.load(key, article, linker)
        if body is None:
            waiting.append((number, key, article, linker))
        else:
            bodies[number] = body
    cached = len(bodies)
    progress(cached, len(articles))
    try:
        for (number, key, article, _), body in zip(waiting, _render_all(waiting, links, options), strict=True):
            bodies[number] = body
            cache.store(key, body, article)
            progress(len(bodies), len(articles))
    finally:  # also of a build that is interrupted
        cache.keep()
    rendered = {(article.language, article.id): _rendered(article, bodies[n]) for n, article in enumerate(articles)}
    return rendered, RenderCount(rendered=len(waiting), cached=cached)


def _rendered(article: Article, body: Body) -> Rendered:
    problems = tuple(
        Problem(article.path, article.body_line + found.line, found.code, found.message, found.hint) for found in body.findings
    )
    return Rendered(
        article=article,
        html=body.html,
        sections=body.sections,
        said=body.said,
        digest=body.digest,
        links=tuple(replace(link, line=article.body_line + link.line) for link in body.links),
        first_image=body.first_image,
        anchors=body.anchors,
        problems=problems,
    )


def _render_all(waiting: Sequence[tuple[int, str, Article, Linker]], links: LinkMap, options: RenderOptions) -> Iterator[Body]:
    characters = sum(len(article.body) for _, _, article, _ in waiting)
    return spread(
        partial(_renderer, links, options),
        [(article, linker.source) for _, _, article, linker in waiting],
        pays=characters >= POOL_PAYS_CHARACTERS,
        chunk=_CHUNK_ARTICLES,
        what="renders articles",
        hint="it may have run out of memory; look for a very large article",
    )


def _renderer(links: LinkMap, options: RenderOptions) -> Callable[[tuple[Article, str]], Body]:
    def render(task: tuple[Article, str]) -> Body:
        article, source = task
        return render_article(article, Linker(links, source, options.use_directory_urls, article.language), options)

    return render
