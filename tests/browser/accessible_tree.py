"""What a screen reader is told of a page: Chromium's whole accessibility tree, without what says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

OPERABLE = frozenset({"link", "button", "checkbox", "combobox", "textbox", "searchbox", "option", "DisclosureTriangle"})
NAMED = frozenset({"region", "navigation", "dialog"})
LANDMARKS = frozenset({"region", "navigation", "search", "complementary", "form", "dialog"})
STATES = ("expanded", "selected", "checked", "modal", "live", "level", "url", "focused", "disabled")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A node. text: all text in it, for what speaks by its content. depth: below the page."""

    role: str
    name: str
    states: Mapping[str, Any]
    text: str
    depth: int


def spoken(page: Page) -> list[Spoken]:
    """Return the nodes that are exposed, in the order in which they are read."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def text(node: Mapping[str, Any]) -> str:
        if _role(node) == "StaticText":
            return str(node["name"]["value"])
        return " ".join(filter(None, (text(by_id[child]) for child in node.get("childIds", ()) if child in by_id)))

    def below(node: Mapping[str, Any], depth: int) -> Iterator[Spoken]:
        if not node.get("ignored"):
            states = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", ())}
            shown = {name: states[name] for name in STATES if name in states}
            yield Spoken(_role(node), node.get("name", {}).get("value", "").strip(), shown, text(node), depth)
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from below(by_id[child], depth + 1)

    return list(below(nodes[0], 0))


def unclear(nodes: list[Spoken]) -> list[str]:
    """Return what a reader who only hears the page could not tell apart, or what it is."""
    found = [f"{node.role} without a name" for node in nodes if node.role in OPERABLE and not node.name]
    found += [f"image without a name: {node.states}" for node in nodes if node.role in {"image", "img"} and not node.name]
    found += [
        f"{node.role} without a name" for node in nodes if node.role in {"region", "navigation", "dialog"} and not node.name
    ]
    found += list(_led_to(nodes)) + list(_skipped(nodes))
    for role in ("banner", "main", "contentinfo"):
        count = sum(node.role == role for node in nodes)
        if count != 1 and not any(node.role == "dialog" for node in nodes):
            found.append(f"{count} × {role}")
    named = [(node.role, node.name) for node in nodes if node.role in LANDMARKS and node.name]
    return found + [f"two of {pair}" for pair in dict.fromkeys(named) if named.count(pair) > 1]


def _led_to(nodes: list[Spoken]) -> Iterator[str]:
    targets: dict[str, str] = {}
    page = nodes[0].states.get("url", "").partition("#")[0]
    for node in nodes:
        url = str(node.states.get("url", "")).partition("#")[0]
        if node.role == "link" and url and url != page and targets.setdefault(node.name, url) != url:
            yield f"“{node.name}” leads to {targets[node.name]} and to {url}"


def _skipped(nodes: list[Spoken]) -> Iterator[str]:
    last = 0
    for node in nodes:
        if node.role == "heading" and "level" in node.states:
            if node.states["level"] > last + 1:
                yield f"heading “{node.name}” of level {node.states['level']} after {last}"
            last = node.states["level"]


def _role(node: Mapping[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))
