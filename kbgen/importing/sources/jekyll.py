"""Jekyll: pages with front matter, collections (`_articles/`), posts; languages as folders, in collections too, or `lang:`."""

from __future__ import annotations

import posixpath
import re

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.jekyll_addresses import POST, addresses_of
from kbgen.importing.sources.jekyll_rules import rules_of
from kbgen.importing.sources.layout import (
    Placed,
    flat_texts,
    front_of,
    front_value,
    is_of_repository,
    placed,
    text_of,
    with_index_pages,
    yaml_table,
)
from kbgen.importing.sources.reasons import OF_REPOSITORY, in_other_markup
from kbgen.settings.strict_yaml import Table

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
    return Found(
        tuple(pages),
        pictures=(base,),
        roots=(base, *sorted(folder for folder in tree.folders if posixpath.basename(folder).startswith("_"))),
        includes=(posixpath.join(base, "_includes"), base),
        variables=_variables(tree, base, settings),
        name=text_of(settings, "title"),
        url=text_of(settings, "url"),
        bases=(site,) if site != "/" else (),
        left=left | in_other_markup(tree, (base,)),
        spaced=True,
    )


def _page(page: Placed, front: str, site: str, settings: Table | None) -> SourcePage:
    label = page.label or front_value(front, "lang") or front_value(front, "locale")
    place = page.place
    if post := POST.fullmatch(place):
        place = f"{posixpath.dirname(place).replace('_posts', 'posts').strip('/')}/{post['name']}.md".lstrip("/")
    place = "/".join(part.lstrip("_") or part for part in place.split("/"))
    order = front_value(front, "nav_order") or front_value(front, "order")
    addresses = addresses_of(page, place, front, site, settings)
    return SourcePage(page.file, label, place, addresses, order=int(order) if order.isdigit() else None)


def _variables(tree: SourceTree, base: str, settings: Table | None) -> dict[str, str]:
    """Return the values of the configuration and of `_data/`, by the names that pages call them; addresses are links' own."""
    found = dict(flat_texts(settings, "site."))
    folder = posixpath.join(base, "_data")
    for path in tree.below(folder):
        stem, _, ending = path.removeprefix(f"{folder}/").rpartition(".")
        if ending in {"yml", "yaml", "json"}:
            found |= flat_texts(yaml_table(tree, path), f"site.data.{stem.replace('/', '.')}.")
    return {name: value for name, value in found.items() if name not in {"site.url", "site.baseurl"}}
