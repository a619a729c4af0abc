"""Files that an article takes in: put into its text, where they are in the tree."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from kbgen.importing.forms.masked import Masked, mask
from kbgen.importing.source_tree import MARKDOWN, SourceTree

_MOST_DEEP = 5
_FRONT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINES = re.compile(r"(?:\[|ln\[|lines=|\{|:)(?P<first>\d{1,6})?[:,-](?P<last>\d{1,6})?[\]}]?")
_LANGUAGES = {
    "yml": "yaml",
    "js": "js",
    "ts": "ts",
    "py": "python",
    "sh": "bash",
    "rb": "ruby",
    "rs": "rust",
    "txt": "text",
    "htm": "html",
}
_FORMS = (
    re.compile(r"^(?P<indent>[ \t]*)\{\*[ \t]*(?P<path>[^\s*]{1,300})(?P<rest>[^\n*]*)\*\}[ \t]*$", re.MULTILINE),
    re.compile(r"^(?P<indent>[ \t]*)\{!>?[ \t]*(?P<path>[^\s!]{1,300})(?P<rest>[^\n!]*)!\}[ \t]*$", re.MULTILINE),
    re.compile(
        (
            r"^(?P<indent>[ \t]*);?-{1,}8<-{1,}[ \t]*[\"'](?P<path>"
            r"[^\"'\n]{1,300}?)(?P<rest>(?::[^\"'\n]*)?)[\"'][ \t]*$"
        ),
        re.MULTILINE,
    ),
    re.compile(r"^(?P<indent>[ \t]*)<<<[ \t]*(?P<path>[@./~][^\s{#\[]{1,300})(?P<rest>[^\n]*)$", re.MULTILINE),
    re.compile(
        (
            r"^(?P<indent>[ \t]*)<!--[ \t]*@include:[ \t]*(?P"
            r"<path>[^\s{#]{1,300})(?P<rest>[^\n]*?)-->[ \t]*$"
        ),
        re.MULTILINE,
    ),
    re.compile(
        (
            r"^(?P<indent>[ \t]*)\{%-?[ \t]*include(?:-markdown|_relative|_cached)?[ \t]+[\"']?(?P<path>["
            r"^\s\"'%}]{1,300})[\"']?(?P<rest>[^\n}]*?)-?%\}(?:[ \t]*\{%[ \t]*endinclude[ \t]*%\})?[ \t]*$"
        ),
        re.MULTILINE,
    ),
    re.compile(
        (
            r"^(?P<indent>[ \t]*)\{\{[<%][ \t]*(?:include|readfile)[ \t]+(?:file=)?["
            r"\"']?(?P<path>[^\s\"'%>]{1,300})[\"']?(?P<rest>[^\n}]*?)[>%]\}\}[ \t]*$"
        ),
        re.MULTILINE,
    ),
)


def with_included(masked: Masked, tree: SourceTree, file: str, folders: Sequence[str], seen: tuple[str, ...] = ()) -> None:
    """Put the files that an article names into it; a file that includes itself, or is not in the tree, stays named.

    folders: where paths begin besides the folder of the article itself.
    """
    if len(seen) >= _MOST_DEEP:
        return
    for form in _FORMS:
        masked.text = form.sub(lambda match: _included(match, masked, tree, file, folders, (*seen, file)), masked.text)


def _included(
    match: re.Match[str], masked: Masked, tree: SourceTree, file: str, folders: Sequence[str], seen: tuple[str, ...]
) -> str:
    found = found_file(tree, match["path"], file, folders)
    if not found or found in seen:
        return match[0]
    text = tree.text(found)
    if not text:
        return match[0]
    rest = match["rest"].strip()
    lines = _LINES.search(rest) if not rest.startswith(":--") else None
    if rest and lines is None and re.match(r":[A-Za-z]", rest):
        return match[0]  # a named part of the file
    if lines and (lines["first"] or lines["last"]) and "hl" not in rest.partition("[")[0]:
        text = "\n".join(text.split("\n")[int(lines["first"] or 1) - 1 : int(lines["last"]) if lines["last"] else None])
    if found.lower().endswith((*MARKDOWN, ".html")) and not match[0].lstrip().startswith("<<<"):
        inner = mask(_FRONT.sub("", text))
        with_included(inner, tree, found, folders, seen)
        return "\n".join(f"{match['indent']}{line}" if line else "" for line in _moved(inner, masked).strip("\n").split("\n"))
    ending = found.rpartition(".")[2].lower()
    fence = "````" if "```" in text else "```"
    return match["indent"] + masked.hide(f"{fence}{_LANGUAGES.get(ending, ending)}\n{text.strip(chr(10))}\n{fence}")


def _moved(inner: Masked, outer: Masked) -> str:
    """Return the text of one masked text with its code hidden in another."""
    return re.sub("\ue0f0(\\d+)\ue0f1", lambda place: outer.hide(inner.kept[int(place[1])]), inner.text)


def found_file(tree: SourceTree, path: str, file: str, folders: Sequence[str]) -> str:
    """Return the file that a path means, or an empty text; `@/` and `@site/` begin at the root of the pages."""
    clean = path.removeprefix("@site/").removeprefix("@/").removeprefix("~/").lstrip("/")
    starts = [posixpath.dirname(file), *folders, ""]
    for start in starts if not path.startswith(("/", "@", "~")) else starts[1:]:
        candidate = posixpath.normpath(posixpath.join(start, clean))
        if tree.has(candidate):
            return candidate
    return ""
