"""The forms of other tools that are none of ours, and what to write for each: tables, in order of how often they are met.

A form is looked for in text that readers would see; `kbgen.render.foreign` says what stands for code, links and escapes
there. The first form that matches takes its text, so a special one stands before the general one of its kind.
Patterns are bounded, so that no line takes longer than its length.
"""

from __future__ import annotations

from kbgen.render.forms.blocks import BLOCKS
from kbgen.render.forms.fences import DOCSIFY_TITLE, FENCES, IN_CODE, SHOW_SYNTAX
from kbgen.render.forms.form import ForeignForm
from kbgen.render.forms.inline import INLINE
from kbgen.render.forms.languages import LANGUAGES
from kbgen.render.forms.templates import TEMPLATES

FORMS: tuple[ForeignForm, ...] = (*TEMPLATES, *LANGUAGES, *BLOCKS, *INLINE)

__all__ = ["DOCSIFY_TITLE", "FENCES", "FORMS", "IN_CODE", "SHOW_SYNTAX", "ForeignForm"]
