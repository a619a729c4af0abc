"""Footnotes as a list at the end, with a way back that a screen reader can name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin


def footnotes_plugin(md: MarkdownIt) -> None:
    """Let `md` read footnotes and render them our way."""
    md.use(footnote_plugin)
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
