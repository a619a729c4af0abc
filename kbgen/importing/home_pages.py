"""Home pages of VitePress and VuePress, whose text lies in their front matter → title, description and a text of Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.importing.sources.layout import items_of, text_of
from kbgen.settings.strict_yaml import Table, YamlError, parse


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the front matter of a home page says; empty for any other page. body: its buttons and features, as Markdown."""

    name: str
    description: str
    body: str


def home_page_of(front: str) -> HomePage:
    """Return what front matter says of a home page. front: its YAML."""
    root = _root(front)
    node = root.entries.get("hero") if root else None
    hero = node if isinstance(node, Table) else None
    return HomePage(_text(hero, "name"), _text(hero, "tagline") or _text(hero, "text"), _body(root, hero))


def _body(root: Table | None, hero: Table | None) -> str:
    buttons = [_link(_text(action, "text"), action, " { .button }") for action in _items(hero, "actions")]
    features = []
    for feature in _items(root, "features"):
        title = _link(_text(feature, "title"), feature, "")
        details = _text(feature, "details")
        features.append(f"- **{title}**: {details}" if title and details else f"- {title or details}")
    parts = (" ".join(filter(None, buttons)), "\n".join(feature for feature in features if feature != "- "))
    return "\n\n".join(filter(None, parts))


def _root(front: str) -> Table | None:
    try:
        node = parse(front, lenient=True) if "\nhero:" in f"\n{front}" or "\nfeatures:" in f"\n{front}" else None
    except (YamlError, ValueError):  # the caller reports front matter that cannot be read
        return None
    return node if isinstance(node, Table) else None


def _items(table: Table | None, key: str) -> list[Table]:
    return [item for item in items_of(table.entries.get(key) if table else None) if isinstance(item, Table)]


def _text(table: Table | None, key: str) -> str:
    return " ".join(text_of(table, key).split())


def _link(words: str, table: Table, after: str) -> str:
    address = _text(table, "link")
    return f"[{words}]({address}){after}" if words and address else words
