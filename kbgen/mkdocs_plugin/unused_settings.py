"""Settings of MkDocs that have no effect beside kbgen: each is said, none is ignored in silence."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig

_MENUS = ("nav", "exclude_docs", "draft_docs", "not_in_nav")
_OF_MKDOCS = frozenset({"toc", "tables", "fenced_code"})
"""Extensions that MkDocs switches on without being asked."""


def say_unused_settings(config: MkDocsConfig, say: Callable[[str], None]) -> None:
    """Say each setting that has no effect, in one line, and take it out."""
    for name in _MENUS:
        if config.get(name) is not None:
            say(f"the setting '{name}' has no effect: kbgen publishes every article and makes the menus")
            config[name] = None
    if extensions := [name for name in config.markdown_extensions if name not in _OF_MKDOCS]:
        listed = ", ".join(extensions[:5]) + (" …" if len(extensions) > 5 else "")
        say(f"'markdown_extensions' has no effect ({listed}): 'kbgen check' names what articles hold of them")
    config.markdown_extensions = []
    if config.extra_javascript:
        say("'extra_javascript' has no effect: pages load the portal's own scripts alone, as their policy says")
