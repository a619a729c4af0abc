"""A text that is no YAML: the line that its writer must change, and how."""

from __future__ import annotations

import pytest

from kbgen.settings.strict_yaml import YamlError, parse


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('a: 1\ntitle: "What\nb: 2\nc: 3\n', 2, 'begins with " that nothing closes', 'write " at the end'),
        ('a: 1\ntitle: "What\nb: "Two"\nc: 3\n', 2, 'begins with " that nothing closes', 'write " at the end'),
        ("a: 1\ntitle: 'What\nb: 2\n", 2, "begins with ' that nothing closes", "write ' at the end"),
        ("title: 'don't'\nb: 2\n", 1, "the quotation ends before the value does", "write '' for one inside"),
        ('title: "A "small" one"\nb: 2\n', 1, "the quotation ends before the value does", 'write \\" for one inside'),
        ("a:\n\tb: 1\n", 2, "a tab where YAML takes spaces only", "write spaces"),
        ("terms:\n  - [bike\n  - [car]\n", 2, "begins with '[' that no ']' closes", "write ']' at its end"),
        ("a: 1\ntags: {b: c\nd: 1\n", 2, "begins with '{' that no '}' closes", "write '}' at its end"),
        ('a: ["b" "c"]\n', 1, "did not find expected ',' or ']'", "write ',' between two values"),
        ("a: 1\ntitle: @x\n", 2, "a value cannot begin with '@'", "put the value in quotes"),
        ("title: A: B\n", 1, "mapping values are not allowed", "a colon followed by a space"),
    ],
)
def test_a_fault_is_told_where_it_was_made(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(YamlError) as caught:
        parse(text, first_line=1)
    assert caught.value.line == line
    assert message in caught.value.message
    assert hint in caught.value.hint
