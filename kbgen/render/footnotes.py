"""Footnotes: a list at the end of the page, and what a writer forgot of one: its note, or the place that refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from kbgen.render.findings import Finding, note

_WITHOUT_NOTE = re.compile(r"\[\^(?!(?:\w-\w)+\])([\w-]{1,80})\](?!:)")
"""`[^0-9]` and `[^a-z]` are patterns of programs."""


def footnotes_plugin(md: MarkdownIt) -> None:
    """Render footnotes as a list at the end, with a way back that a screen reader can name."""
    md.use(footnote_plugin)
    md.block.ruler.at("footnote_def", _note_of, {"alt": ["paragraph", "reference"]})
    back = md.renderer.rules["footnote_anchor"]  # type: ignore[attr-defined]

    def block_open(_self: RendererProtocol, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return '<section class="footnotes">\n<ol class="footnotes-list">\n'

    def anchor(_self: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        labels: Mapping[str, str] = env.get("labels", {})
        label = escapeHtml(labels.get("footnote.back", "Back to the text"))
        link: str = back(tokens, idx, options, env)
        return link.replace("<a ", f'<a aria-label="{label}" ', 1)

    md.add_render_rule("footnote_block_open", block_open)
    md.add_render_rule("footnote_anchor", anchor)


def _note_of(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Remember on which line each note stands, and report one that takes the place of another."""
    first = len(state.tokens)
    if not footnote_def(state, start_line, end_line, silent):
        return False
    if not silent:
        lines: dict[str, int] = state.env.setdefault("note_lines", {})
        label, line = state.tokens[first].meta["label"], state.env.get("include_line", start_line)
        if label in lines:
            message = f"two notes are called '[^{label}]:', and readers see one"
            note(state.env, Finding(line, "footnote", message, "give each a name of its own"))
        lines[label] = line
    return True


def unused_notes(env: Mapping[str, Any]) -> Iterator[Finding]:
    """Report the notes that no place of the text refers to: readers do not see them. env: of a text that is parsed."""
    numbers: Mapping[str, int] = env.get("footnotes", {}).get("refs", {})
    for label, line in env.get("note_lines", {}).items():
        if numbers.get(f":{label}", -1) < 0:
            message = f"nothing refers to the note '[^{label}]:', so that readers do not see it"
            yield Finding(line, "footnote", message, f"write '[^{label}]' behind the word that it explains, or remove it")


def missing_notes(shown: str, line: int) -> Iterator[Finding]:
    """Report the places of a block that refer to no note. shown: its text as readers see it; line: it begins on."""
    for match in _WITHOUT_NOTE.finditer(shown):
        message = f"'{match[0]}' refers to a note that is not there; readers see it as text"
        hint = f"write '[^{match[1]}]: …' on a line of its own, below the text"
        yield Finding(line + shown.count("\n", 0, match.start()), "footnote", message, hint)


def footnote_anchors(env: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the anchors of the notes."""
    return tuple(f"fn{number}" for number in range(1, len(env.get("footnotes", {}).get("list", {})) + 1))
