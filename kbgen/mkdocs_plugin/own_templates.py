"""Templates of a site's own, in `theme.custom_dir`: what they may change, and what they are told where something is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes

from kbgen.errors import KbgenError
from kbgen.settings.fields import nearest, shown
from kbgen.site.head import Head
from kbgen.site.page_context import PageContext
from kbgen.site.page_needs import lacks_of
from kbgen.site.pages import Page

SHELL = "portal.html"
GUIDE = "docs/theming.md says what each template and block gets, and what must stay"


class OwnTemplates:
    """Those of one site. folder: the site's own. theme: that of kbgen."""

    def __init__(self, folder: Path, theme: Path, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._theme = theme
        self._seen: set[tuple[str, str]] = set()
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
        self._names = frozenset(names)
        self._extending = frozenset(name for name in names if SHELL in (folder / name).read_text("utf-8", "replace"))
        for name in names:
            if hint := self._misspelt(name):
                say(f"{shown(folder / name)} takes the place of no template: {hint}")

    @property
    def keeps_shell(self) -> bool:
        """Whether pages have our shell, if with blocks of the site's own; who writes a whole page answers for all of it."""
        return SHELL not in self._names and ("main.html" not in self._names or "main.html" in self._extending)

    def prepare(self, env: Environment) -> None:
        """Check blocks, escape what blocks write, and let a value that is not there be said. Raises KbgenError."""
        for name in sorted(self._extending):
            self._check_blocks(name, env)
        escaped = {SHELL, *self._extending}
        env.autoescape = lambda name: name in escaped
        plain = env.getattr

        def getattr_or_say(value: Any, attribute: str) -> Any:
            known = is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith("kbgen.")
            if known and not hasattr(value, attribute):
                return _Unknown(hint=_without(value, attribute))
            return plain(value, attribute)

        env.getattr = getattr_or_say  # type: ignore[method-assign,assignment]

    def check_page(self, page: Page, html: str, shows: Callable[[], tuple[PageContext, Head]]) -> None:
        """Check the first page of each kind in each language. Raises KbgenError with everything it lacks."""
        if not self.keeps_shell or (page.kind, page.language) in self._seen:
            return
        self._seen.add((page.kind, page.language))
        kb, head = shows()
        lacks = list(lacks_of(html, kb, script_url=head.assets.script.url, policy=head.policy))
        if lacks:
            found = dict.fromkeys(f"{self._place(lack.template)}: the page '{page.path}' {lack}" for lack in lacks)
            raise KbgenError("\n".join(found), hint=GUIDE)

    def _place(self, template: str) -> str:
        return str(shown(self._folder / template)) if template in self._names else str(shown(self._folder))

    def _misspelt(self, name: str) -> str:
        known = [path.relative_to(self._theme).as_posix() for path in self._theme.rglob("*.html")]
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
        named = any(name in (self._folder / other).read_text("utf-8", "replace") for other in self._names)
        return "" if name in known or named or not close else f"did you mean '{close[0]}'?"

    def _check_blocks(self, name: str, env: Environment) -> None:
        tree = env.parse((self._folder / name).read_text("utf-8"), name, str(self._folder / name))
        known = {block.name for block in env.parse((self._theme / SHELL).read_text("utf-8")).find_all(nodes.Block)}
        for node in _outermost(tree):
            if isinstance(node, nodes.Block) and node.name not in known:
                raise self._error(name, node.lineno, f"there is no block '{node.name}'", nearest(node.name, known))
            if isinstance(node, nodes.Output) and (line := _first_line(node)):
                hint = f"put it into a block: {', '.join(sorted(known))}"
                raise self._error(name, line, "what stands outside every block is on no page", hint)

    def _error(self, name: str, line: int, message: str, hint: str) -> KbgenError:
        return KbgenError(f"{shown(self._folder / name)}:{line}: {message}", hint=hint)


class _Unknown(StrictUndefined):
    """A value that does not exist: `is defined` may be asked of it, and nothing else."""


def _without(value: object, attribute: str) -> str:
    fields = [name for name in dir(value) if not name.startswith("_")]
    name = {"PageContext": "kb", "Head": "head"}.get(type(value).__name__, type(value).__name__)
    return f"'{name}' has no '{attribute}': {nearest(attribute, fields)}"


def _outermost(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what stands outside of blocks, and the blocks themselves; `autoescape` and `if` are no walls."""
    waiting: list[nodes.Node] = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, nodes.Block | nodes.Macro | nodes.Output | nodes.Assign | nodes.AssignBlock):
            waiting[:0] = [child for child in node.iter_child_nodes() if isinstance(child, nodes.Stmt)]


def _first_line(node: nodes.Output) -> int:
    """Return the line of the first thing that would be written, 0 for white space alone."""
    for part in node.nodes:
        text = part.data if isinstance(part, nodes.TemplateData) else "x"
        if text.strip():
            return part.lineno + text[: len(text) - len(text.lstrip())].count("\n")
    return 0
