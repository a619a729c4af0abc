"""What breaks a text of YAML, in the words of a writer: the quote or bracket that was opened, the tab, the colon."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

_CLOSING = {"[": "]", "{": "}"}
_FLOW = ("while parsing a flow sequence", "while parsing a flow mapping")
_NOT_CLOSED = ("found unexpected end of stream", "found unexpected document indicator")


@dataclass(frozen=True, slots=True)
class YamlFault:
    """line: in the text, from 0."""

    line: int
    message: str
    hint: str = ""


def fault_of_yaml(text: str, error: yaml.MarkedYAMLError, last: yaml.Event | None) -> YamlFault:
    """Return what is wrong with a text. last: what was read just before it went wrong."""
    problem = error.problem or "not valid YAML"
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    found = _char_at(text, mark)
    start = error.context_mark
    if start and problem in _NOT_CLOSED and (opened := _char_at(text, start)) in {'"', "'"}:
        return _unclosed_quote(opened, start.line)
    if "tab character" in problem or (found == "\t" and "found character" in problem):
        return YamlFault(line, "a tab where YAML takes spaces only", "write spaces in place of the tab")
    if start and error.context in _FLOW and (opened := _char_at(text, start)) in _CLOSING:
        return _unclosed_bracket(opened, start.line, line, problem)
    if "expected key" in problem and isinstance(last, yaml.ScalarEvent) and last.style in {'"', "'"} and last.end_mark:
        if last.start_mark and last.start_mark.line < last.end_mark.line:  # closed by the quote that opens another value
            return _unclosed_quote(last.style, last.start_mark.line)
        inner = 'write \\" for one' if last.style == '"' else "write '' for one"
        hint = f"put all of the value between two marks {last.style}, and {inner} inside"
        return YamlFault(line, "the quotation ends before the value does", hint)
    if "found character" in problem:
        return YamlFault(line, f"a value cannot begin with '{found}'", "put the value in quotes")
    return YamlFault(line, problem, _hint(problem))


def _unclosed_quote(opened: str, line: int) -> YamlFault:
    return YamlFault(line, f"a value begins with {opened} that nothing closes", f"write {opened} at the end of the value too")


def _unclosed_bracket(opened: str, start: int, line: int, problem: str) -> YamlFault:
    closing = _CLOSING[opened]
    hint = f"write '{closing}' at its end, or put the value in quotes"
    if start == line:
        return YamlFault(line, problem, f"write ',' between two values; {hint}")
    return YamlFault(start, f"a value begins with '{opened}' that no '{closing}' closes, or lacks a ',' on a line below", hint)


def _char_at(text: str, mark: yaml.Mark | None) -> str:
    lines = text.split("\n")
    return lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""


def _hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "put the value in quotes: a colon followed by a space starts a new value"
    if "expected" in problem:
        return "put the value in quotes"
    return ""
