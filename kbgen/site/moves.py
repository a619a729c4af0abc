"""An article or a category gets another address: its files, every link to it, and a redirect from where it was.

Nothing is written before all of it is known to be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kbgen.content.addresses import HOME
from kbgen.content.checks import ContentView
from kbgen.content.checks.articles import unfinished_line
from kbgen.content.checks.structure import empty_category, missing_category_page
from kbgen.content.every_article import EveryArticle, moved_article, read_every_article
from kbgen.content.names import RESERVED_IDS, is_left_out, path_fault, same_but_case
from kbgen.content.pairs import pair_articles
from kbgen.content.scan import article_id_of
from kbgen.errors import Problem, UsageError
from kbgen.model import Article, ArticleId
from kbgen.settings.fields import nearest
from kbgen.settings.site import Settings
from kbgen.site.move_files import Move, Plan, parts_on_disk, plan_files


def plan_move(settings: Settings, old: str, new: str) -> Move:
    """Return what it takes for the article or category `old` to be called `new`. Raises UsageError."""
    old, new = _plain(old), _plain(new)
    if old.casefold() == new.casefold():  # many disks would take the new file for the old one
        message = f"it is called '{old}' already" if old == new else f"'{new}' differs from '{old}' only by case"
        raise UsageError(message, hint="choose another name")
    for name in (old, new):
        language, _, rest = name.partition("/")
        if rest and language in settings.folders.values():
            message = f"'{name}' begins with a language; an article has the same path in both"
            raise UsageError(message, hint=f"leave out the language: write '{rest}'")
    site = read_every_article(settings)
    files = _moved_files(site, settings, old, new)
    _refuse_new_name(site, files, new)
    _refuse_lost_category(site, files, settings)
    _refuse_faulty_category(site, files, settings)
    parts = parts_on_disk(settings, site)
    moved = _moved_parts(parts, settings, old, new) if _is_folder(site, old) else {}
    return plan_files(settings, Plan(site, files, parts, moved, unpublished=_unpublished(site.articles.values(), settings)))


def _unpublished(articles: Iterable[Article], settings: Settings) -> frozenset[ArticleId]:
    """Return the articles of which no side was on a page: each is a draft, or one that a build refuses as unfinished."""
    refused = settings.severity("unfinished-article") == "error"
    every = tuple(articles)
    on_page = {one.id for one in every if not one.front.draft and not (refused and unfinished_line(one))}
    return frozenset(one.id for one in every if one.id not in on_page)


def _plain(name: str) -> str:
    return name.strip().strip("/").removesuffix(".md").removesuffix("/index")


def _id_at(path: str) -> ArticleId:
    return article_id_of(path.partition("/")[2])


def _moved_files(site: EveryArticle, settings: Settings, old: str, new: str) -> Mapping[str, str]:
    """Return path → new path of the files that move: an article's on both sides, or all of a category's."""
    ids = {str(article.id) for article in site.articles.values()}
    whole_folder = _is_folder(site, old)
    if old == HOME or (old not in ids and not whole_folder):
        hint = nearest(old, ids - {HOME})
        raise UsageError("the home page has no other name" if old == HOME else f"there is no article '{old}'", hint=hint)
    if whole_folder and new.startswith(f"{old}/"):
        raise UsageError(f"'{new}' is inside itself", hint="choose a folder beside it")
    moved = {}
    for folder in settings.folders.values():
        for path in site.files:
            for stem in (f"{folder}/{old}.md", f"{folder}/{old}/index.md"):
                if path == stem:
                    moved[path] = f"{folder}/{new}{path.removeprefix(f'{folder}/{old}')}"
            if whole_folder and path.startswith(f"{folder}/{old}/"):
                moved[path] = f"{folder}/{new}/{path.removeprefix(f'{folder}/{old}/')}"
    return moved


def _is_folder(site: EveryArticle, old: str) -> bool:
    """Tell whether a name is that of a folder, which moves with all in it: a category, or one that is no article itself."""
    ids = {str(article.id) for article in site.articles.values()}
    return any(name.startswith(f"{old}/") for name in ids) and ("/" not in old or old not in ids)


def _moved_parts(parts: Iterable[str], settings: Settings, old: str, new: str) -> Mapping[str, str]:
    """Return path → new path of the parts in a folder that moves."""
    moved: dict[str, str] = {}
    for folder in settings.folders.values():
        inside = f"{folder}/{old}/"
        moved |= {path: f"{folder}/{new}/{path.removeprefix(inside)}" for path in parts if path.startswith(inside)}
    return moved


def _refuse_new_name(site: EveryArticle, files: Mapping[str, str], new: str) -> None:
    first, last = new.partition("/")[0], new.rpartition("/")[2]
    if fault := path_fault(new):
        raise UsageError(
            f"'{new}' cannot be an address: {fault}", hint="use letters, digits, '-' and '_', as in returns/refund-times"
        )
    if first in RESERVED_IDS or new == HOME or last in {"index", "README"}:
        raise UsageError(f"'{new}' is an address of the portal itself", hint="choose another name")
    if is_left_out(f"{new}.md"):
        raise UsageError(f"'{new}' is never published", hint="choose another name; 'draft: true' hides an article")
    staying = {_id_at(path) for path in site.articles if path not in files}
    staying |= {ArticleId(name.partition("/")[0]) for name in staying if "/" in name}
    for path, target in files.items():
        if target in site.files and target not in files:
            raise UsageError(f"{site.shown_as / target} is there already", hint="choose another name, or move that one first")
        if path in site.articles and _id_at(target) in staying:
            raise UsageError(f"'{_id_at(target)}' is another article", hint="choose another name, or move that one first")
    for one, other in same_but_case(sorted({*files.values(), *(site.files.keys() - files.keys())})):
        raise UsageError(f"'{other}' and '{one}' would differ only by case", hint="choose another name")


def _refuse_lost_category(site: EveryArticle, files: Mapping[str, str], settings: Settings) -> None:
    """A category that nobody wrote a page for has an address all the same, and no front matter for its redirect."""
    before = {_category(path) for path in site.articles}
    after = {_category(files.get(path, path)) for path in site.articles}
    for category in sorted(before - after):
        pages = [f"{folder}/{category}/index.md" for folder in settings.folders.values()]
        if not any(page in site.files for page in pages):
            message = f"the category '{category}' has no page, so nothing could lead on from its address"
            raise UsageError(message, hint=f"write {site.shown_as / pages[0]} first")


def _refuse_faulty_category(site: EveryArticle, files: Mapping[str, str], settings: Settings) -> None:
    """Refuse a category without a page, or without articles, that would stop the next build and did not stop the last one."""
    before = tuple(site.articles.values())
    after = [moved_article(article, site.shown_as, files.get(path, path)) for path, article in site.articles.items()]
    known = set(_faulty_categories(before, site, settings))
    for problem in _faulty_categories(after, site, settings):
        if problem not in known and settings.severity(problem.code) == "error":
            message = problem.message.replace(" has no ", " would have no ")
            raise UsageError(f"{problem.path}: {message}", hint=f"{problem.hint}; nothing was changed")


def _faulty_categories(articles: Sequence[Article], site: EveryArticle, settings: Settings) -> Iterator[Problem]:
    view = ContentView(settings, site.shown_as, articles, pair_articles(articles))
    yield from missing_category_page(view)
    yield from empty_category(view)


def _category(path: str) -> str:
    return path.split("/")[1] if path.count("/") > 1 else ""
