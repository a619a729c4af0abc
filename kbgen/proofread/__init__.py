"""Reading articles as a proofreader does: what both sides of a pair state, and the language and words of each.

`facts` compares the sides of a pair, `hygiene` looks at one article; the table below says what is looked for, in order.
A rule yields a finding for each thing a writer should mend and never stops at the first.
"""

from __future__ import annotations

from kbgen.proofread.reading import proofread
from kbgen.proofread.untranslated import without_untranslated

__all__ = ["proofread", "without_untranslated"]
