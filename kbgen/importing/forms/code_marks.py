"""What other tools say of lines of code: lines taken out and put in → a `diff`; marked lines → numbers behind the fence."""

from __future__ import annotations

import re

_EDIT = re.compile(
    r"[ \t]*(?://|#|<!--|/\*|--|;|%|\{/\*)[ \t]*\[!code[ \t]+(?P<sign>\+\+|--)(?::(?P<lines>\d{1,3}))?\]"
    r"[ \t]*(?:-->|\*/\}?)?[ \t]*$"
)
_FENCED = re.compile(r"\A(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<code>.*?)(?P<end>\n?[`~]*[ \t]*)\Z", re.DOTALL)
_LANGUAGE = re.compile(r"[ \t]*(?:[\w+#-]+(?::line-numbers(?:=\d+)?)?)?")
_QUOTED_LINES = re.compile(r"\bhl_?lines[ \t]*=[ \t]*\[(?P<lines>[\d\s\"',-]{1,300})\]", re.IGNORECASE)
_LINES_OF_OPTIONS = re.compile(
    r"\b(?:hl_?lines|mark_lines)[ \t]*=[ \t]*(?:\[(?P<list>[^\]\n]{1,300})\]|(?P<bare>\d[\d \t-]{0,300}))"
)


def with_edited_lines(block: str) -> str:
    """Return a block of code whose lines say `[!code --]` or `[!code ++]` as a `diff`; any other block as it is."""
    if "[!code" not in block or not (match := _FENCED.match(block)):
        return block
    lines, is_edited = [], False
    sign, following = " ", 0
    for line in match["code"].split("\n"):
        edit = _EDIT.search(line)
        if edit:
            is_edited = True
            line, sign, following = line[: edit.start()], edit["sign"][0], int(edit["lines"] or 1)
        lines.append(f"{sign if following else ' '} {line}".rstrip())
        following -= following > 0
    if not is_edited:
        return block
    return f"{match['fence']}diff{_LANGUAGE.sub('', match['info'], count=1)}\n" + "\n".join(lines) + match["end"]


def with_numbers_of_lines(block: str) -> str:
    """Return a block of code whose `hl_lines=[1,"2-3"]` of Hugo stands as `hl_lines="1 2-3"`."""
    head, line_end, rest = block.partition("\n")
    return f"{_QUOTED_LINES.sub(lambda match: _numbers(match['lines']), head)}{line_end}{rest}"


def lines_of_options(options: str) -> str:
    """Return the numbers of marked lines that the options of a listing name, to stand behind a fence; or nothing."""
    match = _LINES_OF_OPTIONS.search(options)
    found = _numbers(match["list"] or match["bare"]) if match else ""
    return f" {found}" if found else ""


def _numbers(lines: str) -> str:
    found = re.findall(r"\d{1,5}(?:-\d{1,5})?", lines)
    return f'hl_lines="{" ".join(found)}"' if found else ""
