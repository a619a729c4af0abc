"""No two pages may claim one address, now or formerly."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from kbgen.content.addresses import page_paths, page_url
from kbgen.content.checks.view import ContentView
from kbgen.content.front_matter import key_line
from kbgen.content.names import RESERVED_IDS, same_but_case
from kbgen.content.pairs import pair_articles
from kbgen.content.short_ids import short_address
from kbgen.errors import Problem
from kbgen.model import Article, ArticleId, Language


def duplicate_slug(view: ContentView) -> Iterator[Problem]:
    """Report `a.md` beside `a/index.md`, and an article that is a category in the other language."""
    first: dict[tuple[Language, ArticleId], Article] = {}
    for article in view.articles:
        other = first.setdefault((article.language, article.id), article)
        if other is not article:
            message = f"has the same address as {other.path}: '{article.id}'"
            yield Problem(article.path, 0, "duplicate-slug", message, "rename or remove one of the two files")
    for pair in view.pairs:
        if pair.en and pair.zh_hant and pair.en.kind != pair.zh_hant.kind:
            message = f"is {_a(pair.zh_hant)}, but {pair.en.path} is {_a(pair.en)}"
            yield Problem(pair.zh_hant.path, 0, "duplicate-slug", message, "give both languages the same path")
    by_path = {str(pair.id): pair for pair in view.pairs}
    for one, two in same_but_case(by_path):
        side = by_path[two].en or by_path[two].zh_hant
        if side:
            message = f"'{two}' differs from '{one}' only by case"
            yield Problem(side.path, 0, "duplicate-slug", message, "spell the path the same in both languages")


def _a(article: Article) -> str:
    return "a category" if article.kind == "category" else "an article"


def alias_clash(view: ContentView) -> Iterator[Problem]:
    """Report an alias that is the address of an article, of the portal, or of two articles' past."""
    taken = {str(pair.id) for pair in view.pairs} | {article.category for article in view.articles} | {"index", *RESERVED_IDS}
    pages: dict[str, set[str]] = {}
    for pair in view.pairs:
        pages.setdefault(pair.name, set()).add(pair.id)
    addresses = _addresses(view)
    first: dict[tuple[str, str], Article] = {}
    for article in view.articles:
        line = key_line(article.front.lines, "aliases")
        others = taken - pages.get(article.id, set())
        former: list[tuple[str, str, bool]] = [(article.language, alias, alias in others) for alias in article.front.aliases]
        former += [("/", f"/{alias}", alias in addresses) for alias in article.front.root_aliases]
        for root, alias, is_taken in former:
            other = first.setdefault((root, alias), article)
            if is_taken:
                message = f"the alias '{alias}' is the address of another page"
                yield Problem(article.path, line, "alias-clash", message, "remove it, or move the other page")
            elif other is not article:
                message = f"the alias '{alias}' is also an alias of {other.path}"
                yield Problem(article.path, line, "alias-clash", message, "keep it in one of the two")


def id_clash(view: ContentView) -> Iterator[Problem]:
    """Report a short id of two articles, two ids of one article, and one that was given up for good."""
    first: dict[str, Article] = {}
    for pair in pair_articles((*view.articles, *view.over)):
        ids = {side.front.short_id: side for side in pair.sides if side.front.short_id}
        if len(ids) > 1:
            *_, (short_id, side) = ids.items()
            message = f"'id' is '{short_id}', but '{next(iter(ids))}' in {next(iter(ids.values())).path}"
            yield _id_problem(side, message, "keep the older one, in both languages")
        for short_id, side in ids.items():
            other = first.setdefault(short_id, side)
            if other.id != side.id:
                yield _id_problem(
                    side, f"the id '{short_id}' is that of {other.path}", "remove it here; 'kbgen ids' makes another"
                )
            if short_address(short_id) in view.settings.withdrawn:
                message = f"the id '{short_id}' was withdrawn, and an id is never given twice"
                yield _id_problem(side, message, "remove it here; 'kbgen ids' makes another")


def _id_problem(article: Article, message: str, hint: str) -> Problem:
    return Problem(article.path, key_line(article.front.lines, "id"), "id-clash", message, hint)


def _addresses(view: ContentView) -> set[str]:
    """Return the address of every page below the root of the site, percent signs decoded; short ones among them."""
    settings = view.settings
    paths = {"index.md", *page_paths(view.pairs, settings).values()}
    paths |= {f"{folder}/{name}.md" for folder in settings.folders.values() for name in RESERVED_IDS}
    urls = {unquote(page_url(path, use_directory_urls=settings.use_directory_urls)) for path in paths}
    urls |= {short_address(article.front.short_id) for article in view.articles if article.front.short_id}
    return urls | {f"{url}index.html" for url in urls if url.endswith("/")} | {"index.html", "404.html", "404/"}
