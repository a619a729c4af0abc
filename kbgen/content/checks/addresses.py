"""No two pages may claim one address, now or formerly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from kbgen.content.addresses import file_at, former_address, page_paths, page_url
from kbgen.content.checks.view import ContentView
from kbgen.content.front_matter import key_line
from kbgen.content.names import RESERVED_FILES, RESERVED_IDS, same_but_case, without_case
from kbgen.content.pairs import pair_articles
from kbgen.content.short_ids import short_address
from kbgen.errors import Problem
from kbgen.model import Article, ArticleId, Language, Pair
from kbgen.settings.site import Settings


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
        languages = [{side.language for side in by_path[path].sides} for path in (one, two)]
        if side and languages[0].isdisjoint(languages[1]):  # else two names of one folder, which is a fault of files
            message = f"'{two}' differs from '{one}' only by case"
            yield Problem(side.path, 0, "duplicate-slug", message, "spell the path the same in both languages")


def _a(article: Article) -> str:
    return "a category" if article.kind == "category" else "an article"


def alias_clash(view: ContentView) -> Iterator[Problem]:
    """Report an alias that is the address of an article, of the portal, or of two articles' past, or so but for case."""
    if not any(article.front.aliases or article.front.root_aliases for article in view.articles):
        return
    taken = {str(pair.id) for pair in view.pairs} | {article.category for article in view.articles} | {"index", *RESERVED_IDS}
    pages: dict[str, set[str]] = {}
    for pair in view.pairs:
        pages.setdefault(pair.name, set()).add(pair.id)
    addresses = _addresses(view)
    by_name, by_address = ({without_case(one): one for one in sorted(there)} for there in (taken, addresses))
    first: dict[tuple[str, str], tuple[Article, str]] = {}
    for article in view.articles:
        own = pages.get(article.id, set())
        former: list[tuple[str, str, str]] = []
        for alias in article.front.aliases:
            page = alias if alias in taken else by_name.get(without_case(alias), "")
            former.append((article.language, alias, "" if alias in own else page))
        for alias in article.front.root_aliases:
            page = alias if alias in addresses else by_address.get(without_case(alias), "")
            former.append(("/", f"/{alias}", page and f"/{page}"))
        for root, alias, page in former:
            other, written = first.setdefault((root, without_case(alias)), (article, alias))
            if found := _taken_alias(alias, page, (other.path, written) if other is not article else None):
                yield Problem(article.path, key_line(article.front.lines, "aliases"), "alias-clash", *found)


def _taken_alias(alias: str, page: str, other: tuple[Path, str] | None) -> tuple[str, str] | None:
    """Return what is wrong with an alias, and what to do. page: that has the address. other: article and its alias."""
    if alias == page:
        hint = "remove it: that page has the address today; or give that page another one with 'kbgen rename'"
        return f"the alias '{alias}' is the address of another page", hint
    if page:
        message = (
            f"the alias '{alias}' differs from '{page}', the address of a page, only by case, and many disks cannot hold both"
        )
        return message, f"remove it, and rename the page to '{alias}' where readers have that address, or to a name of its own"
    if other and other[1] == alias:
        return (
            f"the alias '{alias}' is also an alias of {other[0]}",
            "keep it in the one that readers of the old address look for",
        )
    if other:
        message = f"the alias '{alias}' differs from '{other[1]}', an alias of {other[0]}, only by case"
        return f"{message}, and many disks cannot hold both", "keep one of the two, where readers of the old address look for it"
    return None


def file_clash(view: ContentView, files: Iterable[str]) -> Iterator[Problem]:
    """Report a file that would be published in the place of a page, or of what leads on from a former address.

    files: by path below the content folder.
    """
    files = [file for file in files if file not in RESERVED_FILES]
    if not files:
        return
    pages = {without_case(address) for address in _addresses(view)}
    former = {without_case(address): article for article in view.articles for address in _former_files(article, view.settings)}
    for file in files:
        address = without_case(file)
        hint = "move or rename it, as to assets/files/, or remove it"
        if address in pages:
            yield Problem(view.content / file, 0, "duplicate-slug", "has the same address as a page of the portal", hint)
        elif article := former.get(address):
            message = f"has an address from which {article.path} says that it leads on"
            yield Problem(view.content / file, 0, "alias-clash", message, f"{hint}, or remove the alias")


def _former_files(article: Article, settings: Settings) -> Iterator[str]:
    """Yield the files in which what leads on from the former addresses of an article is published."""
    below = [(folder, alias) for folder in settings.folders.values() for alias in article.front.aliases]
    addresses = (former_address(folder, alias, use_directory_urls=settings.use_directory_urls) for folder, alias in below)
    yield from map(file_at, (*addresses, *article.front.root_aliases))


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
        if without_case(pair.id) == without_case(other_pair.id):
            spelt = f"spell both alike, as the live site does: '{other_pair.id}' or '{pair.id}'; many disks cannot hold both"
            return _id_problem(side, message, spelt)
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
