"""Files that an article takes in: put into its text, where they are in the tree."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from kbgen.importing.forms.blocks import dedented
from kbgen.importing.forms.include_values import with_values_of
from kbgen.importing.forms.masked import Masked, mask
from kbgen.importing.source_tree import MARKDOWN, SourceTree

_MOST_DEEP = 5
_FRONT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINES = re.compile(r"(?:\[|ln\[|lines=|\{|:)(?P<first>\d{1,6})?[:,-](?P<last>\d{1,6})?[\]}]?")
_NAMED_PART = re.compile(r"[:#](?P<name>[A-Za-z_][\w-]*)")
_MARK = re.compile(r"\b(?P<key>start|end)=(?P<quote>[\"'])(?P<mark>(?:(?!(?P=quote))[^\n]){1,200})(?P=quote)")
_LABEL = re.compile(r"\[(?P<label>[^\]\n]{1,100})\][ \t]*$")
_BLOCK = re.compile(
    r"^(?P<indent>[ \t]*)-{1,}8<-{1,}[ \t]*\n(?P<paths>(?:[ \t]*[^\s\"'<-][^\n]{0,300}\n){1,100})[ \t]*-{1,}8<-{1,}[ \t]*$",
    re.MULTILINE,
)
_SHOWN = re.compile(r"^([ \t]*);(-{1,}8<-{1,}[ \t]*[^\n]{1,300}?)[ \t]*$", re.MULTILINE)
"""An include that is shown and not done: it begins with a semicolon."""
_ADDRESS = re.compile(
    r"(?P<start>\]\([ \t]*<?|^[ \t]{0,3}\[[^\]\n^]{1,200}\]:[ \t]*<?|\b(?:src|href)=[\"'])"
    r"(?P<address>(?:[^\s()<>\"']|\([^\s()<>\"']{0,200}\)){1,800})",
    re.MULTILINE,
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|@|~")
_ENDINGS = ("", *MARKDOWN, *(f"/{name}{end}" for name in ("index", "_index", "README") for end in MARKDOWN))
_LANGUAGES = {
    "yml": "yaml", "js": "js", "ts": "ts", "py": "python", "sh": "bash", "rb": "ruby", "rs": "rust", "txt": "text",
    "htm": "html",
}  # fmt: skip
_FORMS = (
    re.compile(r"^(?P<indent>[ \t]*)\{\*[ \t]*(?P<path>[^\s*]{1,300})(?P<rest>[^\n*]*)\*\}[ \t]*$", re.MULTILINE),
    re.compile(r"^(?P<indent>[ \t]*)\{!>?[ \t]*(?P<path>[^\s!]{1,300})(?P<rest>[^\n!]*)!\}[ \t]*$", re.MULTILINE),
    re.compile(
        r"^(?P<indent>[ \t]*)-{1,}8<-{1,}[ \t]*[\"'](?P<path>[^\"'\n]{1,300}?)(?P<rest>(?::[^\"'\n]*)?)[\"'][ \t]*$", re.MULTILINE
    ),
    re.compile(r"^(?P<indent>[ \t]*)<<<[ \t]*(?P<path>[@./~][^\s{#\[]{1,300})(?P<rest>[^\n]*)$", re.MULTILINE),
    re.compile(r"^(?P<indent>[ \t]*)<!--[ \t]*@include:[ \t]*(?P<path>[^\s{#]{1,300})(?P<rest>[^\n]*?)-->[ \t]*$", re.MULTILINE),
    re.compile(
        r"^(?P<indent>[ \t]*)\{%-?[ \t]*include(?:-markdown|_relative|_cached)?[ \t]+[\"']?(?P<path>[^\s\"'%}]{1,300})[\"']?"
        r"(?P<rest>[^\n}]*?)-?%\}(?:[ \t]*\{%[ \t]*endinclude[ \t]*%\})?[ \t]*$",
        re.MULTILINE,
    ),
    re.compile(
        (
            r"^(?P<indent>[ \t]*)\{\{[<%][ \t]*(?:include|read-?file|code_sample|code-sample|codenew|codefile|include-code)[ \t]+"
            r"(?:file=|path=|src=)?[\"']?(?P<path>[^\s\"'%>]{1,300})[\"']?(?P<rest>[^\n}]*?)[>%]\}\}[ \t]*$"
        ),
        re.MULTILINE,
    ),
)
_TAG = re.compile(r"[ \t]*\{%")
_WITHIN = re.compile(
    r"(?<=\S)(?P<between>[ \t]*)\{%-?[ \t]*include(?:_relative|_cached)?[ \t]+(?P<path>[^\s\"'%}]{1,300}\.(?:md|html))"
    r"(?P<rest>[ \t][^\n}]*?)-?%\}"
)
"""An include of Jekyll within a sentence."""
_BEGINS_BLOCK = re.compile(
    r"</?(?:div|p|section|aside|table|ul|ol|figure|details|blockquote|pre|h[1-6])\b|[#>|~]|[-*+][ \t]|!!!|\d+[.)][ \t]"
)

_CODE_FORMS = _FORMS[:3]
"""Those that their tools look for in code too."""


def with_included(masked: Masked, tree: SourceTree, file: str, folders: Sequence[str], seen: tuple[str, ...] = ()) -> None:
    """Put the files that an article names into it; a file that includes itself, or is not in the tree, stays named.

    folders: where paths begin besides the folder of the article itself.
    """
    if len(seen) >= _MOST_DEEP:
        return
    masked.text = _BLOCK.sub(_one_by_one, masked.text)
    masked.text = _SHOWN.sub(lambda match: match[1] + masked.hide(f"`{match[2]}`"), masked.text)
    if any(sign in code for code in masked.kept for sign in ("8<", "{!", "{*")):
        masked.kept = [_in_code(code, tree, file, folders) if "\n" in code else code for code in masked.kept]
    for form in _FORMS:
        masked.text = form.sub(lambda match: _included(match, masked, tree, file, folders, (*seen, file)), masked.text)
    masked.text = _WITHIN.sub(lambda match: _within(match, masked, tree, file, folders), masked.text)


def _included(
    match: re.Match[str], masked: Masked, tree: SourceTree, file: str, folders: Sequence[str], seen: tuple[str, ...]
) -> str:
    found = found_file(tree, match["path"], file, folders)
    text = _named_lines(tree, found, match, masked.kept) if found and found not in seen else ""
    if _TAG.match(match[0]):
        text = with_values_of(text, Masked(match["rest"], masked.kept).whole())
    if not text:
        return match[0]
    if found.lower().endswith((*MARKDOWN, ".html")) and not match[0].lstrip().startswith("<<<"):
        inner = mask(without_front(text))
        with_included(inner, tree, found, folders, seen)
        inner.text = _ADDRESS.sub(lambda link: _from_page(link, found, file, tree), inner.text)
        return "\n".join(f"{match['indent']}{line}" if line else "" for line in _moved(inner, masked).strip("\n").split("\n"))
    ending = found.rpartition(".")[2].lower()
    label = _LABEL.search(match["rest"].strip())
    info = _LANGUAGES.get(ending, ending) + (f" [{label['label']}]" if label else "")
    return match["indent"] + masked.hide_listing(text, info)


def _within(match: re.Match[str], masked: Masked, tree: SourceTree, file: str, folders: Sequence[str]) -> str:
    """Return a part of a few words in the sentence that includes it; one that is a block of its own stays named."""
    found = found_file(tree, match["path"], file, folders)
    text = without_front(tree.text(found)).strip() if found else ""
    text = with_values_of(text, Masked(match["rest"], masked.kept).whole())
    if not text or "\n" in text or _BEGINS_BLOCK.match(text) or "{%" in text:
        return match[0]
    return match["between"] + _moved(mask(text), masked)


def _from_page(link: re.Match[str], part: str, file: str, tree: SourceTree) -> str:
    """Return an address in a part as the page must write it; some tools begin at the part, some at the page that has it."""
    address = link["address"]
    path, mark, rest = re.match(r"([^#?]*)([#?]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    if not path or _ELSEWHERE.match(path) or "{{" in path or "{%" in path:
        return link[0]
    plain = unquote(path)
    at_page = posixpath.normpath(posixpath.join(posixpath.dirname(file), plain))
    at_part = posixpath.normpath(posixpath.join(posixpath.dirname(part), plain))
    if at_page == at_part or _is_there(tree, at_page) or not _is_there(tree, at_part):
        return link[0]
    new = quote(posixpath.relpath(at_part, posixpath.dirname(file) or "."), safe="/-_.~!$&'+,;=:@")
    return f"{link['start']}{new}{'/' if path.endswith('/') else ''}{mark}{rest}"


def _is_there(tree: SourceTree, path: str) -> bool:
    """Return whether a file is at a path as links name it: perhaps without its ending, or as a folder."""
    return any(tree.has(f"{path}{end}") for end in _ENDINGS) or any(
        tree.has(path.removesuffix(".html") + end) for end in MARKDOWN
    )


def _named_lines(tree: SourceTree, found: str, match: re.Match[str], kept: list[str]) -> str:
    """Return the lines of a file that an include names; empty where it has no such part."""
    text, rest = tree.text(found), match["rest"].strip()
    lines = _LINES.search(rest) if not rest.startswith(":--") else None
    named = _NAMED_PART.match(rest)
    if named:
        return _part_of(text, named["name"])
    if lines and (lines["first"] or lines["last"]) and "hl" not in rest.partition("[")[0]:
        text = "\n".join(text.split("\n")[int(lines["first"] or 1) - 1 : int(lines["last"]) if lines["last"] else None])
    return _between(text, Masked(match["rest"], kept).whole())


def _in_code(code: str, tree: SourceTree, file: str, folders: Sequence[str]) -> str:
    """Return a block of code with the files that its lines include, as they are."""

    def lines(match: re.Match[str]) -> str:
        found = found_file(tree, match["path"], file, folders)
        text = _named_lines(tree, found, match, []).strip("\n") if found else ""
        return "\n".join(f"{match['indent']}{line}" if line else "" for line in text.split("\n")) if text else match[0]

    opening, _, rest = code.partition("\n")
    body, mark, closing = rest.rpartition("\n")
    for form in _CODE_FORMS:
        body = form.sub(lines, body)
    longest = max((len(run) for run in re.findall(r"^[ \t]*(`{3,}|~{3,})", body, re.MULTILINE)), default=0)
    return code if not mark or longest >= len(closing.strip()) else f"{opening}\n{body}\n{closing}"


def _between(text: str, rest: str) -> str:
    """Return what stands between the marks that `start="…"` and `end="…"` of an include name."""
    marks = {match["key"]: match["mark"] for match in _MARK.finditer(rest)}
    if "start" in marks:
        text = text.partition(marks["start"])[2]
    return text.partition(marks["end"])[0].strip("\n") if "end" in marks else text.lstrip("\n") if "start" in marks else text


def _one_by_one(match: re.Match[str]) -> str:
    """Return a list of included files as an include for each."""
    paths = [path.strip() for path in match["paths"].split("\n") if path.strip() and not path.strip().startswith(";")]
    return "\n\n".join(f'{match["indent"]}--8<-- "{path}"' for path in paths)


def _part_of(text: str, name: str) -> str:
    """Return the part of a file between `#region name` or `--8<-- [start:name]` and its end; empty where there is none."""
    start = re.search(rf"^[^\n]*(?:#region[ \t]+{re.escape(name)}\b|\[start:{re.escape(name)}\])[^\n]*\n", text, re.MULTILINE)
    if not start:
        return ""
    end = re.compile(rf"^[^\n]*(?:#endregion\b(?:[ \t]+{re.escape(name)}\b)?|\[end:{re.escape(name)}\])", re.MULTILINE)
    stop = end.search(text, start.end())
    return dedented(text[start.end() : stop.start() if stop else len(text)])


def _moved(inner: Masked, outer: Masked) -> str:
    """Return the text of one masked text with its code hidden in another."""
    return re.sub("\ue0f0(\\d+)\ue0f1", lambda place: outer.hide(inner.kept[int(place[1])]), inner.text)


def without_front(text: str) -> str:
    """Return a part without its front matter, which is none of the page that has it."""
    return _FRONT.sub("", text)


def found_file(tree: SourceTree, path: str, file: str, folders: Sequence[str]) -> str:
    """Return the file that a path means, or an empty text; `@/` and `@site/` begin at the root of the pages."""
    clean = path.removeprefix("@site/").removeprefix("@/").removeprefix("~/").lstrip("/")
    starts = [posixpath.dirname(file), *folders, ""]
    for start in starts if not path.startswith(("/", "@", "~")) else starts[1:]:
        candidate = posixpath.normpath(posixpath.join(start, clean))
        if tree.has(candidate):
            return candidate
    return ""
