"""`==marked==` words, keys as `++ctrl+c++`, and places for a table of contents, which kbgen makes by itself."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from kbgen.render.findings import Finding, note

_MARK = re.compile(r"==(?=[^\s=])([^\n]{1,500}?)(?<=[^\s=])==(?!=)")
_KEYS = re.compile(
    r"\+\+((?:\"[^\"\n+]{1,30}\"|[A-Za-z0-9-]{1,30})(?:\+(?:\"[^\"\n+]{1,30}\"|[A-Za-z0-9-]{1,30})){0,6})\+\+(?![\w+])"
)
_CONTENTS = re.compile(r"@?\[TOC\](?:\([^()\n]*\))?|\[\[_?TOC_?\]\]|\{:toc\}|\$\{toc\}|\{\{[ \t]*toc[ \t]*\}\}", re.IGNORECASE)
_CODE_LANGUAGE = re.compile(r"#!(?!/)[a-z][\w+#-]{0,30}[ \t]+(?=\S)", re.IGNORECASE)
_KEY_NAMES = {
    "ctrl": "Ctrl",
    "control": "Ctrl",
    "cmd": "Cmd",
    "command": "Cmd",
    "esc": "Esc",
    "escape": "Esc",
    "del": "Del",
    "delete": "Delete",
    "win": "Win",
    "windows": "Win",
    "altgr": "AltGr",
    "option": "Option",
    "pgup": "Page Up",
    "page-up": "Page Up",
    "pgdn": "Page Down",
    "page-down": "Page Down",
    "left": "←",
    "arrow-left": "←",
    "right": "→",
    "arrow-right": "→",
    "up": "↑",
    "arrow-up": "↑",
    "down": "↓",
    "arrow-down": "↓",
    "return": "Enter",
    "plus": "+",
    "caps-lock": "Caps Lock",
    "print-screen": "Print Screen",
    "num-lock": "Num Lock",
    "minus": "-",
    "comma": ",",
    "period": ".",
}


def marks_plugin(md: MarkdownIt) -> None:
    """Let `md` read marks and keys, and leave out what asks for a table of contents."""
    md.inline.ruler.before("emphasis", "mark", _mark)
    md.inline.ruler.before("emphasis", "keys", _keys)
    md.inline.ruler2.push("code_language", _leave_out_language)
    md.core.ruler.after("block", "contents", _leave_out_contents)


def _mark(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "=":
        return False
    match = _MARK.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1] if state.pos else " "
    if not match or before in "={" or (before.isascii() and before.isalnum()):
        return False
    if not silent:
        maximum = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = match.start(1), match.end(1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = maximum
    state.pos = match.end()
    return True


def _keys(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "+" or (state.pos and (state.src[state.pos - 1] in "+{" or state.src[state.pos - 1].isalnum())):
        return False
    match = _KEYS.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        for number, key in enumerate(match[1].split("+")):
            if number:
                state.push("text", "", 0).content = " + "
            state.push("kbd_open", "kbd", 1)
            state.push("text", "", 0).content = key[1:-1] if key[0] == '"' else _KEY_NAMES.get(key.lower(), _named(key))
            state.push("kbd_close", "kbd", -1)
    state.pos = match.end()
    return True


def _leave_out_language(state: StateInline) -> None:
    """Take `#!python ` from the front of code within a line, which says its language in Material."""
    for token in state.tokens:
        if token.type == "code_inline" and (match := _CODE_LANGUAGE.match(token.content)):
            token.content = token.content[match.end() :]


def _named(key: str) -> str:
    return " ".join(part[:1].upper() + part[1:] for part in key.split("-"))


def _leave_out_contents(state: StateCore) -> None:
    kept = []
    left_out = 0
    for position, token in enumerate(state.tokens):
        following = state.tokens[position + 1] if position + 1 < len(state.tokens) else None
        if token.type == "paragraph_open" and following and _CONTENTS.fullmatch(following.content.strip()):
            message = f"'{following.content.strip()}' asks for a table of contents; it is left out"
            hint = "remove it: kbgen lists the headings by itself"
            note(state.env, Finding(token.map[0] if token.map else 0, "foreign-syntax", message, hint))
            left_out = 3
        if left_out:
            left_out -= 1
        else:
            kept.append(token)
    state.tokens = kept
