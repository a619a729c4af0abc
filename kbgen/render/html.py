"""Tokens → HTML: the few places where ours differs from CommonMark's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from kbgen.render.code_info import language_of, title_of
from kbgen.render.code_lines import code_html
from kbgen.render.diagrams import diagram_html
from kbgen.render.responsive import picture_html
from kbgen.render.spacing import is_wide
from kbgen.render.videos import video_html

_ALIGN_CLASSES = {"text-align:right": "right", "text-align:center": "center"}

_FEW_LETTERS, _MANY_DIGITS = 8, 20
"""The most half-width places of a cell on one line: no more than the least width of a column on a phone, and a number."""
_BREAKS = frozenset(" \n-–—/")
_NUMBER = re.compile(r"[+(]?[0-9][0-9 ()+.,:/–-]*")


class PageRenderer(RendererHTML):
    """Renders without inline styles, and with what keyboards, screen readers and narrow screens need.

    env["labels"]: the texts of the page's language.
    """

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Wrap the table: it scrolls by itself on a narrow screen, and can be reached with the keyboard."""
        return f'<div class="table-scroll" tabindex="0">\n{self.renderToken(tokens, idx, options, env)}'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Close the wrapper too."""
        return f"{self.renderToken(tokens, idx, options, env)}</div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Say that a head cell heads its column."""
        tokens[idx].attrs["scope"] = "col"
        return self.td_open(tokens, idx, options, env)

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Align by class: the content security policy allows no inline style. Say which cells take one line."""
        style = str(tokens[idx].attrs.pop("style", ""))
        classes = [_ALIGN_CLASSES[style]] if style in _ALIGN_CLASSES else []
        if _is_one_line(tokens[idx + 1]):
            classes.append("one-line")
        if classes:
            tokens[idx].attrs["class"] = " ".join(classes)
        return self.renderToken(tokens, idx, options, env)

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Let the keyboard reach code that is wider than the page."""
        return super().code_block(tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Let the keyboard reach code that is wider than the page, show its title, and mark lines."""
        token = tokens[idx]
        language, title = language_of(token.info), title_of(token.info)
        kind = f' class="language-{escapeHtml(language)}"' if language else ""
        code = f'<pre tabindex="0"><code{kind}>{code_html(token)}</code></pre>\n'
        if not title:
            return code
        return f'<figure class="code">\n<figcaption>{escapeHtml(title)}</figcaption>\n{code}</figure>\n'

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Name the box of a task."""
        labels: Mapping[str, str] = env.get("labels", {})
        meta = tokens[idx].meta or {}
        item = super().list_item_open(tokens, idx, options, env)
        if "checked" not in meta:
            return item
        label = labels.get("task.done", "Done") if meta["checked"] else labels.get("task.open", "To do")
        return item.replace("<input ", f'<input aria-label="{escapeHtml(label)}" ', 1)

    def headerlink(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Link from a heading to itself."""
        return f"<a{self.renderAttrs(tokens[idx])}></a>"

    def explained_term(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Let the term open its meaning, which browsers do without a script."""
        term = tokens[idx]
        anchor, word, meaning = (escapeHtml(text) for text in (term.meta["id"], term.content, term.meta["meaning"]))
        button = f'<button type="button" class="term" popovertarget="{anchor}">{word}</button>'
        return f'{button}<span class="meaning" id="{anchor}" popover>{meaning}</span>'

    def formula(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Show a formula as MathML."""
        return str(tokens[idx].meta["mathml"])

    def formula_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Let the keyboard reach a formula that is wider than the page, which scrolls by itself."""
        return f'<div class="formula" tabindex="0">{tokens[idx].meta["mathml"]}</div>\n'

    def diagram(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Show a drawing made of its source."""
        return diagram_html(tokens[idx])

    def icon(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Draw an icon."""
        return str(tokens[idx].meta["drawing"])

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Offer smaller files of a picture."""
        return picture_html(tokens[idx], super().image(tokens, idx, options, env))

    def video(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Show a film of the site."""
        return video_html(tokens[idx])

    def video_label(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Say below a poster where its video is shown."""
        return f'<span class="video-label">{escapeHtml(tokens[idx].content)}</span>'

    def missing_image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """Show the words of an image that is not there."""
        return escapeHtml(tokens[idx].content)


def _is_one_line(cell: Token) -> bool:
    """Tell whether a cell, an inline token, is a number or a short text that could break and is to stand on one line."""
    parts = cell.children or []
    if any(part.type in {"image", "hardbreak", "html_inline", "code_inline"} for part in parts):
        return False
    text = "".join(part.content for part in parts).strip()
    wide = sum(map(is_wide, text))
    most = _MANY_DIGITS if _NUMBER.fullmatch(text) else _FEW_LETTERS
    return (wide > 1 or not _BREAKS.isdisjoint(text)) and 0 < len(text) + wide <= most
