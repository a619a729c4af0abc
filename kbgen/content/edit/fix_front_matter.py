"""Write the front matter of every article of a site with the keys of kbgen."""

from __future__ import annotations

from pathlib import Path

from kbgen.content.edit.foreign_front import with_keys_of_kbgen
from kbgen.content.edit.lines import written_lines
from kbgen.content.files import UnreadableFileError, list_folder, read_file
from kbgen.content.scan import MAX_ARTICLE_BYTES
from kbgen.errors import UsageError
from kbgen.settings.site import Settings
from kbgen.whole_file import replace_file


def fix_front_matter(settings: Settings) -> tuple[Path, ...]:
    """Change the files that need it, and return them as messages call them; what cannot be read is left to the check."""
    shown_as = settings.shown_content
    changed = []
    for file in list_folder(settings.content, shown_as).files:
        if not file.relative.startswith(tuple(f"{folder}/" for folder in settings.folders.values())):
            continue
        if not file.relative.endswith(".md"):
            continue
        try:
            raw = read_file(file, max_bytes=MAX_ARTICLE_BYTES)
            written = written_lines(raw, file.relative)
        except (UnreadableFileError, UsageError):
            continue
        lines = with_keys_of_kbgen("\n".join((*written.lines, ""))).removesuffix("\n").split("\n")
        if len(raw) <= MAX_ARTICLE_BYTES and tuple(lines) != written.lines:
            replace_file(file.path, written.bytes(lines))
            changed.append(shown_as / file.relative)
    return tuple(changed)
