"""Emphasis that works in Chinese: `**「重要」**中文` is strong.

CommonMark decides by spaces and punctuation whether `**` may open or close, and Chinese has no spaces: after a closing
bracket, `**` before a Han character would be taken for an opening one. Here a wide character beside the marker lets it
open or close, and wide punctuation is not held against it. Text without wide characters is read as CommonMark says.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from kbgen.render.spacing import is_wide


class WideState(StateInline):
    """Inline state whose emphasis markers know wide characters."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - names of markdown-it
        """Return whether the run of markers at `start` may open and close emphasis, and its length."""
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if not (is_wide(before) or is_wide(after)):
            return scanned
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        mark_before, mark_after = _is_narrow_mark(before), _is_narrow_mark(after)
        opens = not space_after and (not mark_after or space_before or mark_before or is_wide(before))
        closes = not space_before and (not mark_before or space_after or mark_after or is_wide(after))
        if not canSplitWord:  # the underscore
            opens, closes = opens and (not closes or mark_before), closes and (not opens or mark_after)
        return Scanned(opens, closes, scanned.length)


def _is_narrow_mark(character: str) -> bool:
    return not is_wide(character) and (isMdAsciiPunct(ord(character)) or isPunctChar(character))


class WideInline(ParserInline):
    """Inline parser that works on `WideState`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the inline tokens of `src` to `tokens`."""
        state = WideState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
