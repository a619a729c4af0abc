"""What one foreign form is, and the hints that many of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class ForeignForm:
    """trigger: what each match holds, looked for first. what: how a message calls it. hint: the form of kbgen.

    written: its pattern, which sees lines and not the case of letters, and must be bounded.
    """

    trigger: str
    written: str
    what: str
    hint: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first holds the trigger: of a hundred few are ever asked."""
        return re.compile(self.written, re.MULTILINE | re.IGNORECASE)


form = ForeignForm
"""Its short name, in tables of them."""


BOX = "write '!!! note \"Title\"', its text indented by four spaces"
REGION = "write ':::region hk', with a blank before the region, and close it with ':::'"
OPENING = "mend the line that opens it, or take this one out"
TAB = "write '=== \"Title\"', its text indented by four spaces"
AS_CODE = "write the value itself, or put it between backticks if readers should see it"
INCLUDE = "put that file into a folder _parts and write '--8<-- \"file.md\"' on a line of its own, or write the text itself"
FORMULA = "write it as LaTeX on lines of its own, between two lines of $$"
LINK = "write '[text](other-article.md)'"
PICTURE = "write '![what it shows](../../assets/picture.png)'"
PLAIN = "write what it shows in Markdown"
DRAWING = "make a picture of it, as SVG in assets/, and show that: '![what it shows](…)'"
ANCHOR = "write '{ #name }' at the end of a heading"
OUT = "remove it"
