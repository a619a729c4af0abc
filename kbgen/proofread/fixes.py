"""What `kbgen check --fix` writes: marks, blanks and misread letters, where nothing can be lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.scan import read_content
from kbgen.model import Article
from kbgen.proofread.hygiene.finding import Finding, Sheet, Wording
from kbgen.proofread.prose import blocks_of
from kbgen.proofread.reading import wording_of
from kbgen.proofread.rules import findings_of
from kbgen.settings.site import Settings
from kbgen.text.terms import load_terms
from kbgen.whole_file import replace_file

_LINE_END = re.compile(r"(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """A change of one line. line: of the file, from 1. column: from 0. old: what must stand there."""

    line: int
    column: int
    old: str
    new: str


def fix_articles(settings: Settings) -> Mapping[Path, int]:
    """Write the fixes into the files of all articles; return how many each got."""
    wording = wording_of(settings, load_terms(settings.terms, settings.terms))
    fixed: dict[Path, int] = {}
    for article in read_content(settings).articles:
        fixes = fixes_of(article, wording)
        if fixes and (count := _write(settings.root / article.path, fixes)):
            fixed[article.path] = count
    return fixed


def fixes_of(article: Article, wording: Wording) -> list[Fix]:
    """Return the changes of an article, from its end to its beginning; of two at one place the first rule wins."""
    sheet = Sheet(article, blocks_of(article), wording)
    found: dict[tuple[int, int], Fix] = {}
    for finding in findings_of(sheet):
        for fix in _fixes(finding):
            found.setdefault((fix.line, fix.column), fix)
    return sorted(found.values(), reverse=True)


def _fixes(finding: Finding) -> Iterator[Fix]:
    block = finding.block
    if not finding.fixable or finding.replacement is None or "\n" in block.raw[finding.start : finding.end]:
        return
    column = finding.start - (block.raw.rfind("\n", 0, finding.start) + 1)
    yield Fix(block.line(finding.start), column, block.raw[finding.start : finding.end], finding.replacement)


def _write(path: Path, fixes: list[Fix]) -> int:
    text = path.read_bytes().decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    parts = _LINE_END.split(text.removeprefix(mark))  # each with its own end, so that a file may mix them
    lines = parts[::2]
    count = 0
    for fix in fixes:
        line = lines[fix.line - 1]
        end = fix.column + len(fix.old)
        if line[fix.column : end] == fix.old:
            lines[fix.line - 1] = line[: fix.column] + fix.new + line[end:]
            count += 1
    if count:
        parts[::2] = lines
        replace_file(path, f"{mark}{''.join(parts)}".encode())
    return count
