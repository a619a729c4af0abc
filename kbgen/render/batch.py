"""All articles of a site → rendered, from the cache where it holds, in several processes where that pays."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from kbgen.content.addresses import PageKey
from kbgen.content.link_map import LinkMap
from kbgen.errors import KbgenError, Problem
from kbgen.model import Article, Rendered
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
        linker = Linker(links, paths[article.language, article.id], options.use_directory_urls)
        key = cache.key(article, linker)
        body = cache.load(key, linker)
        if body is None:
            waiting.append((number, key, article, linker))
        else:
            bodies[number] = body
    cached = len(bodies)
    progress(cached, len(articles))
    for (number, key, _, _), body in zip(waiting, _render_all(waiting, links, options), strict=True):
        bodies[number] = body
        cache.store(key, body)
        progress(len(bodies), len(articles))
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
        links=tuple(replace(link, line=article.body_line + link.line) for link in body.links),
        first_image=body.first_image,
        anchors=body.anchors,
        problems=problems,
    )


def _render_all(waiting: Sequence[tuple[int, str, Article, Linker]], links: LinkMap, options: RenderOptions) -> Iterator[Body]:
    workers = min(os.cpu_count() or 1, 8)
    characters = sum(len(article.body) for _, _, article, _ in waiting)
    if workers == 1 or characters < POOL_PAYS_CHARACTERS or multiprocessing.current_process().daemon:
        for _, _, article, linker in waiting:
            yield render_article(article, linker, options)
        return
    # A fresh process instead of a fork: `serve` runs threads, and a fork would copy their locks.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _set_up_worker, (links, options)) as pool:
        tasks = [(article, linker.source) for _, _, article, linker in waiting]
        try:
            yield from pool.map(_render_in_worker, tasks, chunksize=_CHUNK_ARTICLES)
        except BrokenProcessPool as error:
            hint = "it may have run out of memory; look for a very large article"
            raise KbgenError("a process that renders articles was stopped", hint=hint) from error


_worker: tuple[LinkMap, RenderOptions] | None = None


def _set_up_worker(links: LinkMap, options: RenderOptions) -> None:
    global _worker  # the one value a worker process is given at its start
    _worker = (links, options)


def _render_in_worker(task: tuple[Article, str]) -> Body:
    assert _worker is not None  # noqa: S101 - the pool set it
    links, options = _worker
    article, source = task
    return render_article(article, Linker(links, source, options.use_directory_urls), options)
