"""MkDocs: `docs_dir` of `mkdocs.yml`; languages as folders, as suffixes (static-i18n), or a configuration file for each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from urllib.parse import urlsplit

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.languages import is_label, is_ours, label_of
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.dated_addresses import address_of_pattern
from kbgen.importing.sources.layout import (
    Placed,
    address_of,
    flat_texts,
    items_of,
    names_of_folders,
    orders,
    placed,
    prefix_of,
    stem_of,
    text_of,
    with_index_pages,
    yaml_table,
)
from kbgen.importing.sources.mkdocs_plugins import (
    appended,
    blog_of,
    folder_names,
    folders_of_parts,
    left_out,
    plugins_of,
    settings_left,
    tasks_of,
)
from kbgen.importing.sources.patterns import excluded_by
from kbgen.importing.sources.reasons import (
    IN_FOLDER_OF_PARTS,
    INCLUDED,
    LEFT_OUT,
    LIKE_A_PART,
    in_other_markup,
    included_files,
    with_parts_named,
)
from kbgen.importing.tasks import not_there
from kbgen.settings.strict_yaml import Node, Scalar, Table

_CONFIG = re.compile(r"(?:mkdocs|zensical|properdocs)(?:[._-](?P<label>[\w-]+))?\.ya?ml")
_MOST_FOLDERS_DEEP = 3
_FOLDERS_OF_PARTS = frozenset({"includes", "overrides", "partials", "snippets"})


def sign(tree: SourceTree) -> str:
    """Return the configuration file, the outermost first."""
    found = [path for path in tree.files if path.count("/") <= _MOST_FOLDERS_DEEP and _CONFIG.fullmatch(posixpath.basename(path))]
    return min(found, key=lambda path: (path.count("/"), path.rpartition("/")[2] != "mkdocs.yml", path), default="")


def read(tree: SourceTree) -> Found:
    """Return the pages of all languages."""
    config = sign(tree)
    settings = yaml_table(tree, config)
    roots = _roots(tree, config, settings)
    stated = _stated_language(settings)
    default = stated or text_of(settings, "theme", "language") or "en"
    html = text_of(settings, "use_directory_urls").lower() == "false"
    menu = list(_menu(settings.entries.get("nav") if settings else None))
    order, titles = orders(_as_place(path) for path, _ in menu), {_as_place(path): title for path, title in menu if title}
    pages, left = [], {}
    extensions = settings.entries.get("markdown_extensions") if settings else None
    base = posixpath.dirname(config)
    shared = (*_snippet_folders(config, extensions), *folders_of_parts(settings, base))
    parts = tuple(folder for folder in shared if not _holds_pages(folder, roots.values()))
    included = included_files(tree, (base, *shared)) if menu else frozenset()
    is_excluded = excluded_by(left_out(settings))
    names = names_of_folders(_sections(settings, default))
    listed: dict[str, int] = {}
    for label, folder, name, files in folder_names(tree, roots):
        if name.title:
            names.setdefault((label, posixpath.basename(folder)), name)
        listed |= {_as_place(posixpath.join(folder, file)): 10 * at for at, file in enumerate(files, 1)}
    moved, (posts, pattern) = list(_redirects(settings)), blog_of(settings)
    site = f"{urlsplit(text_of(settings, 'site_url')).path.rstrip('/')}/"
    words = {label_of(label): {key: text_of(table, key) for key in table.entries} for label, table in _translations(settings)}
    for label, root in roots.items():
        beside = {page.place for page in placed(tree, root)}
        for page in with_index_pages(placed(tree, root), ("index", "readme")):
            named = page.file.removeprefix(f"{root}/")
            reason = "" if {page.place, _as_place(named)} & order.keys() else _reason(page, named, parts, included)
            if reason:
                left[page.file] = reason
                continue
            if posixpath.join(posixpath.dirname(named), "index.md") in beside and page.place.lower().endswith("readme.md"):
                left[page.file] = "lies beside an index.md, which MkDocs takes in its place"
                continue
            if is_excluded(named) or is_excluded(stem_of(page.place) + ".md"):
                left[page.file] = LEFT_OUT
                continue
            own = page.label or label or stated
            key = page.place if page.place in order else named
            prefix = prefix_of(own, default)
            addresses = [address_of(page.place, prefix, html=html)]
            if (
                posts
                and page.place.startswith(posts)
                and (dated := address_of_pattern(pattern, page.place, tree.text(page.file)))
            ):
                addresses[0] = f"{prefix.rstrip('/')}{dated}" if not html else f"{prefix.rstrip('/')}{dated.rstrip('/')}.html"
            if page.label and page.file.startswith(f"{root}/{page.label}/"):
                addresses.append(address_of(page.place, f"/{page.label}/", html=html))
            addresses += [address_of(_as_place(old), html=html) for old, new in moved if _as_place(new) in {page.place, named}]
            title = titles.get(key, "")
            if own and label_of(own) != label_of(default) and named not in titles:
                title = words.get(label_of(own), {}).get(title, "")
            pages.append(
                SourcePage(page.file, own, page.place, tuple(dict.fromkeys(addresses)), title, order.get(key, listed.get(key)))
            )
    return Found(
        tuple(pages),
        folders=names,
        pictures=tuple(roots.values()),
        roots=tuple(roots.values()),
        includes=(base, *shared),
        name=text_of(settings, "site_name"),
        url=text_of(settings, "site_url"),
        in_one_menu=bool(menu),
        icons="pymdownx.emoji" in str(extensions),
        variables=_variables(settings),
        appended=appended(tree, settings, (base, *shared)),
        base=site,
        left=with_parts_named(left, tree) | in_other_markup(tree, roots.values()),
        tasks=(
            *settings_left(settings),
            *tasks_of(settings, {page.file: tree.text(page.file) for page in pages}),
            *not_there(f"the menu in {posixpath.basename(config)}", _lost(tree, menu, roots.values())),
        ),
    )


def _roots(tree: SourceTree, config: str, settings: Table | None) -> Mapping[str, str]:
    """Return the folder of pages by label; most sites have one without a label."""
    folder = posixpath.dirname(config)
    docs = text_of(settings, "docs_dir") or "docs"
    outer, name = posixpath.split(folder)
    if name and is_label(name):  # docs/en/mkdocs.yml beside docs/zh-hant/docs
        beside = [
            path.removeprefix(f"{outer}/" if outer else "") for path in sorted(tree.folders) if posixpath.dirname(path) == outer
        ]
        siblings = {label: posixpath.join(outer, label, docs) for label in beside if is_label(label)}
        found = {label: root for label, root in siblings.items() if root in tree.folders}
        if any(map(is_ours, found)):
            return found
    by_file = {}
    for path in tree.files:  # mkdocs.en.yml beside mkdocs.zh.yml, each with its docs_dir
        match = _CONFIG.fullmatch(posixpath.basename(path)) if posixpath.dirname(path) == folder else None
        if match and match["label"] and is_label(match["label"]):
            own = text_of(yaml_table(tree, path), "docs_dir")
            if own:
                by_file[match["label"]] = _normal(folder, own)
    if len(set(by_file.values())) > 1:
        return by_file
    return {"": _normal(folder, docs)}


def _normal(folder: str, docs: str) -> str:
    path = posixpath.normpath(posixpath.join(folder, docs))
    return "" if path == "." else path


def _stated_language(settings: Table | None) -> str:
    """Return the language of pages without one in their path, where a plugin says it."""
    for _, entry in plugins_of(settings):
        languages = entry.entries.get("languages")
        for language in items_of(languages):
            if text_of(language, "default").lower() == "true":
                return text_of(language, "locale")
        if default := text_of(entry, "default_language"):
            return default
    return ""


def _menu(node: Node | None) -> Iterator[tuple[str, str]]:
    """Yield the path and the title of each page of the menu, in order."""
    for entry in items_of(node):
        if isinstance(entry, Scalar):
            yield entry.text.strip(), ""
        elif isinstance(entry, Table):
            for title, inner in entry.entries.items():
                if isinstance(inner, Scalar):
                    yield inner.text.strip(), title
                else:
                    yield from _menu(inner)


def _lost(tree: SourceTree, menu: Iterable[tuple[str, str]], roots: Iterable[str]) -> Iterator[str]:
    """Yield the pages of a menu that no folder of pages holds, in whatever language."""
    files = [(page.place, page.file.removeprefix(f"{root}/")) for root in roots for page in placed(tree, root)]
    there = {_as_place(path) for both in files for path in both}
    for path, title in menu:
        if stem_of(path) != path and "://" not in path and _as_place(path) not in there:
            yield f"{path} ({title})" if title else path


def _sections(settings: Table | None, default: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield label, title and pages of each section of the menu, also with the words that static-i18n has for it."""
    for entry in items_of(settings.entries.get("nav") if settings else None):
        for title, inner in entry.entries.items() if isinstance(entry, Table) else ():
            if not isinstance(inner, Scalar):
                translated = ((label, text_of(words, title)) for label, words in _translations(settings))
                for label, word in (("", title), (default, title), *translated):
                    if word:
                        yield label, word, [path for path, _ in _menu(inner)]


def _translations(settings: Table | None) -> Iterator[tuple[str, Table]]:
    for _, plugin in plugins_of(settings):
        for language in items_of(plugin.entries.get("languages")):
            words = language.entries.get("nav_translations") if isinstance(language, Table) else None
            if isinstance(words, Table):
                yield text_of(language, "locale"), words


def _redirects(settings: Table | None) -> Iterator[tuple[str, str]]:
    """Yield the former and the new path of each page that the plugin redirects names."""
    for _, plugin in plugins_of(settings):
        table = plugin.entries.get("redirect_maps")
        yield from ((old, text_of(table, old)) for old in table.entries) if isinstance(table, Table) else ()


def _variables(settings: Table | None) -> dict[str, str]:
    """Return the texts below `extra`, by the names that macros call them."""
    values = dict(flat_texts(settings.entries.get("extra") if settings else None))
    if settings:
        keys = ("site_name", "site_description", "site_author", "site_url", "repo_url", "repo_name", "copyright")
        values |= {f"config.{key}": text for key in keys if (text := text_of(settings, key))}
    return values | {f"{before}.{name}": value for name, value in values.items() for before in ("extra", "config.extra")}


def _as_place(path: str) -> str:
    stem = stem_of(path.strip().removeprefix("./"))
    folder, name = posixpath.split(stem)
    return posixpath.join(folder, "index.md" if name.lower() == "readme" else f"{name}.md")


def _snippet_folders(config: str, extensions: Node | None) -> Iterator[str]:
    folder = posixpath.dirname(config)
    for entry in items_of(extensions):
        inner = entry.entries.get("pymdownx.snippets") if isinstance(entry, Table) else None
        base = inner.entries.get("base_path") if isinstance(inner, Table) else None
        for path in items_of(base) or ((base,) if base else ()):
            if isinstance(path, Scalar):
                yield _normal(folder, path.text)


def _holds_pages(folder: str, roots: Iterable[str]) -> bool:
    """Tell whether a folder in which included files are looked for is one of pages: the whole of them, or a language."""
    return any(
        f"{root}/".startswith(f"{folder}/") or (posixpath.dirname(folder) == root and is_label(posixpath.basename(folder)))
        for root in roots
    )


def _reason(page: Placed, named: str, parts: tuple[str, ...], included: Set[str]) -> str:
    """Return why a file below the folder of pages is none, unless the menu names it; empty for a page."""
    folders = named.split("/")
    if any(name.startswith(".") for name in folders):
        return "has a name with a dot first, or lies in a folder of one: MkDocs makes no page of it"
    if folders[0] == "templates":
        return "lies in templates/, where MkDocs has no pages"
    if any(page.file.startswith(f"{folder}/") for folder in parts if folder):
        return IN_FOLDER_OF_PARTS
    if page.file in included:
        return INCLUDED
    is_like_part = any(name.startswith("_") for name in folders) or folders[0] in _FOLDERS_OF_PARTS
    return LIKE_A_PART if is_like_part else ""
