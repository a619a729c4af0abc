"""Articles that are written and not published: a folder of Markdown beside the portal's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kbgen.errors import UsageError

_HEAD_BYTES = 16 * 1024
_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
_KEYWORDS = re.compile(r"^keywords:\s*\[(.*)\]\s*$", re.MULTILINE)


def read_drafts(folder: Path | None) -> Mapping[str, str]:
    """Return id → title and keywords of each Markdown file below a folder; a file without a title is left out."""
    if folder is None:
        return {}
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}", hint="--drafts names a folder of Markdown files that are not published")
    drafts = {}
    for path in sorted(folder.rglob("*.md")):
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
        title, keywords = _TITLE.search(head), _KEYWORDS.search(head)
        if title:
            name = path.relative_to(folder).with_suffix("").as_posix()
            drafts[name] = "\n".join([title[1].strip().strip("\"'"), *([keywords[1]] if keywords else [])])
    return drafts
