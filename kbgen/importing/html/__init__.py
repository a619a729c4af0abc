"""HTML of editors → the Markdown of kbgen, for exports whose articles are HTML.

parsed     text → a tree, without what programs put into it
boxes      callouts, panels and macros, questions that open
inline     bold, links and spans of Word → what means the same
anchors    which heading a link means
tables     rows and cells, merged ones too
escaping   text that Markdown would take for something else
markdown   the tree → Markdown
"""

from __future__ import annotations

from kbgen.importing.html.markdown import Converted, Places, as_markdown
from kbgen.importing.html.parsed import plain_text

__all__ = ["Converted", "Places", "as_markdown", "plain_text"]
