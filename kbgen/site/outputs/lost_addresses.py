"""What a new site would lose of the one that is live: published addresses that neither hold a page nor lead to one.

The former site is a folder of files, so its pages are its addresses, whatever made it: an earlier kbgen or another tool.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

from kbgen.content.addresses import file_at, page_url
from kbgen.content.checks import errors_of, grade
from kbgen.content.former import former_ids
from kbgen.content.front_matter import key_line
from kbgen.content.lifecycle import Withheld, withheld_paths
from kbgen.content.names import RESERVED_IDS, without_case
from kbgen.content.short_ids import SHORT_FOLDER, short_address, short_id_at
from kbgen.errors import ContentError, Problem
from kbgen.model import Article, ArticleId
from kbgen.settings.site import Settings
from kbgen.site.outputs.redirects import blocked_redirects, list_redirects
from kbgen.site.outputs.short_links import former_short_ids_of, short_ids
from kbgen.site.outputs.written import paths_below
from kbgen.site.pages import list_pages
from kbgen.site.portal import Portal

_NOT_FOUND = "404.html"
_HEAD_BYTES = 4096
"""A page that only leads on is shorter."""
_ARTICLE = re.compile(r'<html [^>]*data-kb-article="([^"]+)"')
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)"')
_EXPIRED = re.compile(r"<html [^>]*data-kb-expired[ >]")
_NOT_PAGES = ("assets/", "search/")


@dataclass(frozen=True)
class FormerSite:
    """addresses: path of the file of each page → its address, relative to the root of the site."""

    folder: Path
    addresses: Mapping[str, str]

    @cached_property
    def articles_of_ids(self) -> Mapping[str, ArticleId]:
        """The article that each short id led to."""
        ids = {path: short_id for path, address in self.addresses.items() if (short_id := short_id_at(address))}
        found = {short_id: _ARTICLE.search(self._text(path)) for path, short_id in ids.items()}
        return {short_id: ArticleId(html.unescape(match[1])) for short_id, match in found.items() if match}

    def article_of(self, short_id: str) -> ArticleId | None:
        """Return the article that a short id led to, or None where the site had no such id."""
        return self.articles_of_ids.get(short_id)

    def leads_to(self, path: str) -> str:
        """Return the address that a page leads on to, relative to the root of the site; empty where it is no redirect."""
        found = _REFRESH.search(self._text(path))
        return unquote(urljoin(f"/{quote(self.addresses[path])}", html.unescape(found[1]))).removeprefix("/") if found else ""

    def says_expired(self, path: str) -> bool:
        """Tell whether a page says, or leads to one that says, that its article is no longer valid."""
        target = self.leads_to(path)
        return any(_EXPIRED.search(self._text(at)) is not None for at in (path, file_at(target)) if at in self.addresses)

    def had_expired(self, short_id: str, settings: Settings) -> bool:
        """Tell whether the article of a short id said in any language that it is no longer valid."""
        article = self.article_of(short_id)
        pages = [f"{folder}/{article}{end}" for folder in settings.folders.values() for end in ("/index.html", ".html")]
        return any(page in self.addresses and self.says_expired(page) for page in pages)

    def has_file(self, path: str) -> bool:
        """Tell whether the site holds a file, such as the Markdown of a written page."""
        return (self.folder / path).is_file()

    def body_of(self, path: str) -> str:
        """Return the Markdown of the page at `path`, below its title; empty where nobody wrote it, or of another tool's site."""
        folder = path.removesuffix("index.html").rstrip("/").removesuffix(".html")
        file = next((name for name in (f"{folder}.md", f"{folder}/index.md") if self.has_file(name)), "")
        text = (self.folder / file).read_text("utf-8", errors="replace") if file else ""
        return text.split("---", 2)[-1].split("\n# ", 1)[-1].partition("\n")[2]

    def _text(self, path: str) -> str:
        with (self.folder / path).open("rb") as file:
            return file.read(_HEAD_BYTES).decode(errors="replace")


def read_former(folder: Path, settings: Settings) -> FormerSite:
    """Return the pages of a site that was published; none where the folder holds no site."""
    own = {f"{name}/{page}" for name in settings.folders.values() for page in RESERVED_IDS}
    addresses = {}
    for path in sorted(_page_files(folder)) if (folder / "index.html").is_file() else ():
        address = path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path
        if address.rstrip("/").removesuffix(".html") not in own and not path.startswith(_NOT_PAGES):
            addresses[path] = address
    return FormerSite(folder, addresses)


def _page_files(folder: Path) -> Iterator[str]:
    for path, _ in paths_below(folder):
        if path.endswith((".html", ".htm")) and path.rpartition("/")[2] != _NOT_FOUND:
            yield path


def published_paths(portal: Portal) -> frozenset[str]:
    """Return the path of the file of every page that a build would write, those that lead on included."""
    settings = portal.settings
    addresses = [unquote(page_url(page.path, use_directory_urls=settings.use_directory_urls)) for page in list_pages(portal)]
    addresses += [redirect.path for redirect in list_redirects(portal)]
    addresses += [short_address(short_id) for short_id in short_ids(portal)]
    addresses += [asset.path for asset in portal.assets]
    return frozenset(file_at(address).removeprefix("./") for address in addresses)


def lost_addresses(former: FormerSite, settings: Settings, paths: Collection[str]) -> tuple[str, ...]:
    """Return paths of pages of the former site that are not among the `paths` of the new one, in order.

    One that only said that its article is no longer valid may vanish; not a short link, whose id must not come back.
    """
    gone = (item for item in sorted(former.addresses.items()) if item[0] not in paths and item[1] not in settings.withdrawn)
    return tuple(path for path, _ in gone if path.startswith(f"{SHORT_FOLDER}/") or not former.says_expired(path))


def lost_problems(former: FormerSite, paths: Iterable[str], published: Collection[str], portal: Portal) -> Iterator[Problem]:
    """Report each lost address; a warning or nothing where the site has set `checks: {lost-address: …}`.

    paths: those lost, of files of the former site. published: every path of the new one.
    """
    settings = portal.settings
    away = _addresses_away(portal)
    file = Path(settings.file.name)
    by_case = {without_case(path): path for path in sorted(published)}
    for path in paths:
        address = f"/{former.addresses[path]}"
        if now := by_case.get(without_case(path)):
            message = f"the published address '{address}' differs from '/{now.removesuffix('index.html')}' of today only by case"
            hint = "rename it back, or to a name of its own"
            hint += f"; or give the former address up: 'withdrawn: [{address}]' in the settings"
            yield Problem(file, 0, "lost-address", f"{message}, and many disks cannot hold both", hint)
            continue
        if short_id := short_id_at(former.addresses[path]):
            hint = _hint_of_short(former, short_id, settings)
            found = _withheld_with_id(portal, former.article_of(short_id), short_id)
        else:
            hint = "write it under 'aliases' of the article that says it now; 'kbgen check --fix' does it where that is certain"
            found = away.get(former.addresses[path])
        if found:
            hint = f"its article {found.sentence}; {_back(found)}, or lead to another one with 'aliases'"
        yield _vanishes(settings, address, hint)


def _back(found: Withheld) -> str:
    """Return how an article that readers had until now stays where it is."""
    return "readers have it already, so remove 'publish_at' on both sides" if found.state == "coming" else "publish it now"


def _vanishes(settings: Settings, address: str, hint: str) -> Problem:
    hint += f", or give it up: 'withdrawn: [{address}]' in the settings"
    return Problem(Path(settings.file.name), 0, "lost-address", f"the published address '{address}' would vanish", hint)


def _hint_of_short(former: FormerSite, short_id: str, settings: Settings) -> str:
    alias = f"'aliases: [/{short_address(short_id)}]' into the article that replaces it"
    if former.had_expired(short_id, settings):
        return f"its article has expired, and its id is never given again: write {alias}"
    return f"write 'id: {short_id}' into its article again, or {alias}; 'kbgen check --fix' does it where that is certain"


def lost_short_addresses(former: FormerSite, articles: Iterable[Article], settings: Settings) -> tuple[Problem, ...]:
    """Return each short address whose id no file has any more, where the site cannot be built to be compared.

    articles: every one on disk, drafts and those that have expired among them.
    """
    there: set[str] = set()
    for article in articles:
        there |= {short_address(article.front.short_id), *article.front.root_aliases}
    addresses = (address for address in former.addresses.values() if address not in there | settings.withdrawn)
    short = ((short_id_at(address), address) for address in sorted(addresses))
    found = [_vanishes(settings, f"/{address}", _hint_of_short(former, one, settings)) for one, address in short if one]
    return grade(found, settings)


def _withheld_with_id(portal: Portal, article: ArticleId | None, short_id: str) -> Withheld | None:
    """Return why an article is not there that has an id all the same: it is a draft or still to come."""
    found = portal.withheld.get(article) if article else None
    return found if found and found.article.front.short_id == short_id else None


def _addresses_away(portal: Portal) -> Mapping[str, Withheld]:
    """Return why there is no page at addresses of articles that are drafts or still to come."""
    settings = portal.settings
    away = withheld_paths(portal.withheld, settings, frozenset(portal.paths.values()))
    return {unquote(page_url(path, use_directory_urls=settings.use_directory_urls)): found for path, found in away.items()}


def _article_at(former: FormerSite, settings: Settings, path: str) -> ArticleId:
    """Return the id that the article of a page had; of no article that of no article."""
    folder, _, name = former.addresses[path].removesuffix(".html").rstrip("/").partition("/")
    return ArticleId(name if folder in settings.folders.values() else "")


def moved_ids(former: FormerSite, portal: Portal) -> Iterator[Problem]:
    """Report a short id that leads to another article than on the former site."""
    moves, today = former_ids(portal.pairs), {pair.id for pair in portal.pairs}
    shown = tuple(side for pair in portal.pairs for side in pair.sides)
    yield from taken_addresses(former, shown, portal.settings)
    taken = set(_taken(former, shown))
    for short_id, pair in sorted(short_ids(portal).items()):
        before = former.article_of(short_id)
        over = portal.over.get(before) if before else None
        stays = over is not None and any(side.front.short_id == short_id for side in over.sides)
        if stays or short_id in taken or (before not in today and short_id in former_short_ids_of(pair)):
            continue  # that article was replaced by this one, which keeps its address alive
        if before and without_case(pair.id) == without_case(before):
            continue  # its address is lost, which says what to do
        if before and pair.id not in {before, moves.get(before)}:
            message = f"the id '{short_id}' was that of '{before}' until now, and an id is never given to another article"
            hint = f"remove it here, and 'kbgen ids' makes another; or, where this is that article, write 'aliases: [{before}]'"
            yield Problem(pair.sides[0].path, 0, "id-clash", message, hint)


def taken_addresses(former: FormerSite, articles: Iterable[Article], settings: Settings) -> Iterator[Problem]:
    """Report each article that has moved where another one has its address now, as when two change places."""
    for short_id, (before, article) in _taken(former, tuple(articles)).items():
        if not is_given_up(before, settings):
            message = f"was '{before}' until now, as its id '{short_id}' says, where another article is today"
            given_up = ", ".join(f"/{address}" for address in _both_addresses(before, settings))
            hint = (
                "give one of the two a name of its own, so that old links never show another article;"
                f" or give the address up: 'withdrawn: [{given_up}]' in the settings, and look at each link to both"
            )
            yield Problem(article.path, key_line(article.front.lines, "id"), "lost-address", message, hint)


def is_given_up(article: ArticleId, settings: Settings) -> bool:
    """Tell whether the settings give the address of an article up in both languages."""
    return settings.withdrawn.issuperset(_both_addresses(article, settings))


def _both_addresses(article: ArticleId, settings: Settings) -> list[str]:
    addresses = [f"{folder}/{article}" for folder in settings.folders.values()]
    return [f"{one}/" if settings.use_directory_urls else f"{one}.html" for one in addresses]


def _taken(former: FormerSite, articles: Sequence[Article]) -> Mapping[str, tuple[ArticleId, Article]]:
    """Return short id → former id and article, where an article with another id, or one that is new, has the former id."""
    if not any(article.front.short_id for article in articles):
        return {}
    at: dict[ArticleId, list[Article]] = {}
    for article in articles:
        at.setdefault(article.id, []).append(article)
    found: dict[str, tuple[ArticleId, Article]] = {}
    pages = set(former.addresses.values())
    for article in articles:
        short_id = article.front.short_id
        before = former.article_of(short_id) if short_id else None
        if before is None or before == article.id or before not in at:
            continue
        others = {one.front.short_id for one in at[before] if one.language == article.language}
        swapped = any(one and one != short_id and former.article_of(one) for one in others)
        is_new = not any(address.rstrip("/").removesuffix(".html").endswith(f"/{article.id}") for address in pages)
        if others and short_id not in others and (swapped or is_new):
            found.setdefault(short_id, (before, article))
    return found


def address_problems(
    former: FormerSite, portal: Portal, paths: Collection[str] | None = None, told: Collection[ArticleId] = ()
) -> tuple[Problem, ...]:
    """Return what is wrong with addresses, seen from the live site, `former`.

    paths: of the new site's pages, where it is built. told: former articles of which somebody is told already.
    """
    settings = portal.settings
    published = published_paths(portal) if paths is None else paths
    lost = lost_addresses(former, settings, published)
    lost = tuple(path for path in lost if _article_at(former, settings, path) not in told)
    found = (*lost_problems(former, lost, published, portal), *moved_ids(former, portal), *blocked_redirects(portal))
    return grade(found, settings)


def require_addresses(live: Path, portal: Portal, paths: Collection[str]) -> tuple[Problem, ...]:
    """Return the warnings among them. Raises ContentError where one is an error, so that the live site stays."""
    problems = address_problems(read_former(live, portal.settings), portal, paths)
    if errors_of(problems):
        raise ContentError(problems)
    return problems
