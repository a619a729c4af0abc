"""Jekyll: pages with front matter, collections (`_articles/`), posts; languages as folders, in collections too, or `lang:`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.data_menus import data_menus
from kbgen.importing.sources.layout import (
    Placed,
    address_of,
    flat_texts,
    front_of,
    front_value,
    is_of_repository,
    items_of,
    names_of_folders,
    placed,
    stem_of,
    text_of,
    with_index_pages,
    yaml_table,
)
from kbgen.importing.sources.patterns import excluded_by
from kbgen.importing.sources.reasons import LEFT_OUT, OF_REPOSITORY, in_other_markup
from kbgen.importing.tasks import not_there
from kbgen.settings.strict_yaml import Scalar, Table

_OWN_PAGES = frozenset({"404.md", "search.md"})
_SHARE_WITH_FRONT = 0.5


def sign(tree: SourceTree) -> str:
    """Return the configuration file, or a collection where only that was copied."""
    if found := tree.first("_config.yml", "_config.yaml", "docs/_config.yml", "_config.toml"):
        return found
    deeper = (path for path in tree.files if path.count("/") == 1 and path.endswith("/_config.yml"))
    return next(deeper, "") or next((path for path in tree.markdown if re.match(r"_[a-z][\w-]*/", path)), "")


def read(tree: SourceTree) -> Found:
    """Return the pages of all languages."""
    config = sign(tree)
    is_config = "_config." in config
    base = posixpath.dirname(config) if is_config else ""
    settings = yaml_table(tree, config) if is_config else None
    site = f"{text_of(settings, 'baseurl').rstrip('/')}/"
    left = {}
    found = []
    rules = rules_of(settings)
    for page in placed(tree, base):
        if reason := rules.reason(page, page.file.removeprefix(f"{base}/" if base else "")):
            left[page.file] = reason
        else:
            found.append(page)
    fronts = {page.file: front for page in found if (front := front_of(tree.text(page.file))) is not None}
    needs_front = len(fronts) >= len(found) * _SHARE_WITH_FRONT and not rules.front_is_optional
    pages = []
    for page in with_index_pages(found, ("index", "readme")):
        if page.file not in fronts and is_of_repository(page.place):
            left[page.file] = OF_REPOSITORY
        elif page.file not in fronts and needs_front:
            left[page.file] = "has no front matter, so Jekyll made no page of it"
        elif page.place in _OWN_PAGES:
            left[page.file] = "is the page for what is not found, or for the search, which a portal has itself"
        else:
            pages.append(_page(page, fronts.get(page.file, ""), site, settings))
    menus = data_menus(tree, posixpath.join(base, "_data"), site, pages)
    return Found(
        menus.pages if menus else tuple(pages),
        folders=names_of_folders(menus.groups if menus else ()),
        in_one_menu=menus is not None,
        tasks=tuple(not_there("a menu in _data", menus.lost if menus else ())),
        pictures=(base,),
        roots=(base, *sorted(folder for folder in tree.folders if posixpath.basename(folder).startswith("_"))),
        includes=(posixpath.join(base, "_includes"), base),
        variables=_variables(tree, base, settings),
        name=text_of(settings, "title"),
        url=text_of(settings, "url"),
        base=site,
        left=left | in_other_markup(tree, (base,)),
        spaced=True,
    )


def _page(page: Placed, front: str, site: str, settings: Table | None) -> SourcePage:
    label = page.label or front_value(front, "lang") or front_value(front, "locale")
    place = page.place
    if post := POST.fullmatch(place):
        place = f"{posixpath.dirname(place).replace('_posts', 'posts').strip('/')}/{post['name']}.md".lstrip("/")
    place = "/".join(part.lstrip("_") or part for part in place.split("/"))
    addresses = addresses_of(page, place, front, site, settings)
    return SourcePage(page.file, label, place, addresses)


def _variables(tree: SourceTree, base: str, settings: Table | None) -> dict[str, str]:
    """Return the values of the configuration and of `_data/`, by the names that pages call them; addresses are links' own."""
    found = dict(flat_texts(settings, "site."))
    folder = posixpath.join(base, "_data")
    for path in tree.below(folder):
        stem, _, ending = path.removeprefix(f"{folder}/").rpartition(".")
        if ending in {"yml", "yaml", "json"}:
            found |= flat_texts(yaml_table(tree, path), f"site.data.{stem.replace('/', '.')}.")
    return {name: value for name, value in found.items() if name not in {"site.url", "site.baseurl"}}


_FOLDERS: Mapping[str, str] = {
    "_includes": "lies in _includes, for pages to include",
    "_drafts": "lies in _drafts, which only writers saw: move it to a folder of pages to have it as a draft",
    **dict.fromkeys(("_layouts", "_data", "_sass", "_site", "_plugins"), "lies in a folder in which Jekyll has no pages"),
}
_OPTIONAL_FRONT = "jekyll-optional-front-matter"


@dataclass(frozen=True, slots=True)
class JekyllRules:
    """What the configuration says of pages.

    collections: whether each has pages, by its folder; None where no configuration was copied, so that any folder may be one.
    """

    collections: Mapping[str, bool] | None
    is_excluded: Callable[[str], bool]
    is_included: Callable[[str], bool]
    front_is_optional: bool

    def reason(self, page: Placed, named: str) -> str:
        """Return why a file is no page; empty for one that may be. named: its path below the folder of the site."""
        folders = page.place.split("/")
        if reason := next((_FOLDERS[name] for name in folders[:-1] if name in _FOLDERS), ""):
            return reason
        if self.is_included(named):
            return ""
        if self.is_excluded(named):
            return LEFT_OUT
        collection = folders[0] if folders[0].startswith("_") and len(folders) > 1 else ""
        if collection and collection != "_posts" and self.collections is not None:
            if collection not in self.collections:
                return f"lies in {collection}, which the configuration does not name as a collection"
            if not self.collections[collection]:
                return f"lies in {collection}, a collection without 'output: true', so Jekyll makes no pages of it"
        below = [name for name in folders[1 if collection else 0 :] if name != "_posts"]
        if any(name.startswith(("_", ".", "#", "~")) for name in below):
            return "has a name with '_' or a dot first, or lies in a folder of one: Jekyll makes no page of it"
        return ""


def rules_of(settings: Table | None) -> JekyllRules:
    """Return the rules of a configuration; None where there is none."""
    names = {key: _words(settings, key) for key in ("exclude", "include", "plugins", "gems")}
    return JekyllRules(
        _collections(settings) if settings else None,
        excluded_by(f"/{pattern.lstrip('/')}" for pattern in names["exclude"]),
        excluded_by(f"/{pattern.lstrip('/')}" for pattern in names["include"]),
        _OPTIONAL_FRONT in {*names["plugins"], *names["gems"]},
    )


def _words(settings: Table | None, key: str) -> tuple[str, ...]:
    return tuple(item.text for item in items_of(settings.entries.get(key) if settings else None) if isinstance(item, Scalar))


def _has_pages(collections: Table, name: str) -> bool:
    """Tell whether a collection has pages: it says so, or says at which addresses."""
    output = text_of(collections, name, "output").lower()
    return output == "true" or (not output and bool(text_of(collections, name, "permalink")))


def _collections(settings: Table) -> dict[str, bool]:
    node = settings.entries.get("collections")
    if isinstance(node, Table):
        return {f"_{name}": _has_pages(node, name) for name in node.entries}
    return {f"_{name}": False for name in _words(settings, "collections")}


POST = re.compile(r"(?:.*/)?(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<name>[^/]+)\.md")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
}
_PLACE = re.compile(r":(?P<name>[a-z_]+)")


def addresses_of(page: Placed, place: str, front: str, site: str, settings: Table | None) -> tuple[str, ...]:
    """Return the former addresses of a page, the likeliest first. place: its new one. site: the path of the site."""
    prefix = f"{site}{page.label}/" if page.label else site
    addresses = [address_of(place, prefix), address_of(place, prefix, html=True)]
    if page.place.startswith("_"):  # of a collection: its name is often no part of the address
        addresses.append(address_of(place.partition("/")[2] or place, prefix))
    if made := _of_pattern(page, front, settings):
        addresses.insert(0, f"{site}{made}")
    permalink = front_value(front, "permalink")
    if permalink and ":" not in permalink and "{" not in permalink:
        addresses[:0] = dict.fromkeys((f"{site}{permalink.lstrip('/')}", f"/{permalink.lstrip('/')}"))
    addresses += [f"{site}{former.lstrip('/')}" for former in values_of(front, "redirect_from")]
    return tuple(dict.fromkeys(addresses))


def _of_pattern(page: Placed, front: str, settings: Table | None) -> str:
    """Return the address of a page of a collection with a pattern, or of a post; empty where it asks for something else."""
    post = POST.fullmatch(page.place)
    collection = "posts" if post else page.place.partition("/")[0].removeprefix("_") if page.place.startswith("_") else ""
    pattern = text_of(settings, "collections", collection, "permalink") or (
        (text_of(settings, "permalink") or "date") if post else ""
    )
    own = front_value(front, "permalink")
    pattern = own if ":" in own else _STYLES.get(pattern, pattern)
    if not collection or ":" not in pattern:
        return ""
    path = stem_of(page.file).rpartition(f"_{collection}/")[2]
    name = post["name"] if post else path.rpartition("/")[2]
    folders = page.place.partition("_posts/")[0].strip("/").split("/") if post and "_posts/" in page.place else []
    categories = [*folders, *values_of(front, "category"), *values_of(front, "categories", spaced=True)]
    values = {"collection": collection, "path": path, "name": name, "slug": name, "output_ext": ".html"}
    values |= {"title": front_value(front, "slug") or name, "categories": "/".join(filter(None, categories)).lower()}
    if post:
        values |= {key: post[key] for key in ("year", "month", "day")}
        values |= {"i_month": post["month"].lstrip("0"), "i_day": post["day"].lstrip("0")}
    made = _PLACE.sub(lambda match: values.get(match["name"], match[0]), pattern)
    return "" if ":" in made else re.sub(r"/{2,}", "/", made).lstrip("/")


def values_of(front: str, key: str, *, spaced: bool = False) -> tuple[str, ...]:
    """Return a list of front matter, on one line or on several. spaced: whether blanks part words without brackets."""
    match = re.search(rf"^{key}[ \t]*:(?P<line>[^\n]*)\n?(?P<list>(?:[ \t]*-[ \t][^\n]*\n?)*)", front, re.MULTILINE)
    if not match:
        return ()
    line = match["line"].strip()
    words = line.split() if spaced and "[" not in line else line.strip("[]").split(",")
    words += re.findall(r"^[ \t]*-[ \t]+([^\n]*)", match["list"], re.MULTILINE)
    return tuple(word.strip().strip("'\"") for word in words if word.strip() and not re.search(r"[:{}]", word))
