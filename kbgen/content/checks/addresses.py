"""No two pages may claim one address, now or formerly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from kbgen.content.addresses import page_paths, page_url
from kbgen.content.checks.view import ContentView
from kbgen.content.front_matter import key_line
from kbgen.content.names import RESERVED_IDS, same_but_case
from kbgen.content.pairs import pair_articles
from kbgen.content.short_ids import short_address
from kbgen.errors import Problem
from kbgen.model import Article, ArticleId, Language, Pair


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
                yield Problem(
                    article.path,
                    line,
                    "alias-clash",
                    message,
                    "remove it: that page has the address today; or give that page another one with 'kbgen rename'",
                )
            elif other is not article:
                message = f"the alias '{alias}' is also an alias of {other.path}"
                yield Problem(
                    article.path, line, "alias-clash", message, "keep it in the one that readers of the old address look for"
                )


def id_clash(view: ContentView) -> Iterator[Problem]:
    """Report a short id of two articles, two ids of one article, and one that was given up for good."""
    first: dict[str, tuple[Pair, Article]] = {}
    pairs = pair_articles((*view.articles, *view.over))
    for pair in sorted(pairs, key=lambda pair: len(pair.sides), reverse=True):  # a copy has one side, where its original has two
        ids = {side.front.short_id: side for side in reversed(pair.sides) if side.front.short_id}  # the first side counts
        if len(ids) > 1:
            (short_id, side), (older, other) = ids.items()
            message = f"'id' is '{short_id}', but '{older}' in {other.path}"
            yield _id_problem(side, message, "keep the one that was published first, in both languages; its address stays")
        for short_id, side in ids.items():
            other_pair, other = first.setdefault(short_id, (pair, side))
            if other_pair is not pair:
                yield _same_id(pair, side, other_pair, other)
            if short_address(short_id) in view.settings.withdrawn:
                message = f"the id '{short_id}' was withdrawn, and an id is never given twice"
                yield _id_problem(side, message, "remove it here; 'kbgen ids' makes another")


def _same_id(pair: Pair, side: Article, other_pair: Pair, other: Article) -> Problem:
    """Return what is wrong with an id at two addresses: one side of an article was moved alone, or there are two articles."""
    short_id = side.front.short_id
    if {one.language for one in pair.sides}.isdisjoint(one.language for one in other_pair.sides):
        message = f"is half moved: the other side of the article '{short_id}' is {other.path}"
        moves = f"'git mv {other.path} {_beside(side, other)}', or 'git mv {side.path} {_beside(other, side)}'"
        hint = f"move the other one too; 'kbgen check --fix' does it where the live site shows which one moved: {moves}"
        return _id_problem(side, message, hint)
    hint = "remove it here, and 'kbgen ids' makes another; a copy of an article is another article"
    return _id_problem(side, f"the id '{short_id}' is that of {other.path}", hint)


def _beside(side: Article, other: Article) -> Path:
    """Return the path that `other` has where `side` is in the other language."""
    below = (
        Path(*side.path.parts[-len(Path(f"{side.id}.md").parts) :]) if side.path.name != "index.md" else Path(side.id, "index.md")
    )
    root = other.path.parents[len(Path(other.id).parts) - (other.path.name != "index.md")]
    return root / below


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
