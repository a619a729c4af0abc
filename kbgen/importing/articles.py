"""One page of a source → an article: front matter that kbgen reads, and a text in its forms. Links are changed afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kbgen.content.edit.foreign_front import with_keys_of_kbgen, yaml_text
from kbgen.content.edit.lines import yaml_word
from kbgen.content.front_matter import read_front_matter, split_front_matter
from kbgen.content.names import readable_name
from kbgen.content.other_formats import other_format
from kbgen.importing.anchors import NAMED_ANCHOR
from kbgen.importing.forms import Dialect, in_our_forms
from kbgen.importing.forms.masked import mask
from kbgen.importing.home_pages import home_page_of
from kbgen.importing.placing import Placement
from kbgen.importing.prose import first_sentence, plain
from kbgen.importing.readable_front import as_comments, readable_yaml
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import flat_texts
from kbgen.model import FrontMatter
from kbgen.settings.strict_yaml import YamlError, parse

_TITLE = re.compile(r"^#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_ANY_HEADING = re.compile(r"^(#{1,5})(?=[ \t])", re.MULTILINE)
_MARKS_OF_HEADINGS = re.compile(r"^(#{2,6})(?=[ \t])", re.MULTILINE)
_MARKED = re.compile(r"\*\*|`|\]\(")
"""Of Markdown in front matter, which other tools make HTML of, and readers here would see."""
_MOST_TRIES = 20
_OTHER_ICON = re.compile(r"icon[ \t]*:[ \t]*['\"]?[^/\n]*")
"""An icon of another set than Material's, which is written as a path."""
_UNLISTED = re.compile(r"^(?:unlisted|hidden)[ \t]*[:=][ \t]*['\"]?(?:true|yes)\b", re.MULTILINE | re.IGNORECASE)
"""Of Docusaurus, and of GitBook and themes of Hugo."""
_SPACED_TAGS = re.compile(r"^(?P<key>tags[ \t]*:)[ \t]+(?P<words>\w[^\[\],#'\"\n:]*)$", re.MULTILINE)
_POSITION = re.compile(r"^sidebar_position[ \t]*:", re.MULTILINE)
_LISTED = re.compile(r"(?P<key>keywords|aliases)[ \t]*:[ \t]+(?P<words>[^\[\s#][^#\n]*)")
"""A list on one line without brackets, as other tools take it."""

_UNCLOSED = re.compile(
    r"\A(?P<opening>---[ \t]*\n)(?:[\w-]+[ \t]*:(?:[ \t][^\n]*)?\n|[ \t]+\S[^\n]*\n|-[ \t][^\n]*\n|#[^\n]*\n)+"
)
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before its links are changed. title_anchor: what links may call its title, if that was a heading.

    front: lines of YAML. made: keys whose value kbgen made up. lost: lines of front matter that became comments.
    unlisted: whether the other tool named it in no menu and found it in no search, which makes a draft of it.
    fault: line and reason why its front matter cannot be read as it is; empty where it can.
    """

    placement: Placement
    front: tuple[str, ...]
    body: str
    title: str
    title_anchor: str
    made: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    order: int | None = None
    lost: tuple[str, ...] = ()
    unlisted: bool = False
    fault: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether readers do not see it yet."""
        return "draft: true" in self.front


def draft_of(placement: Placement, tree: SourceTree, dialect: Dialect | None) -> Draft:
    """Return the article of a page. dialect: how its source writes; None where its text is in the forms of kbgen already."""
    text, fault = _with_an_end(tree.text(placement.page.file))
    if found := other_format(text):
        head, fault = readable_yaml(found)
        text = f"{head}{found.body}"
    parts = split_front_matter(text, lambda *_: None)
    body = parts.body if parts.yaml_text is not None else text
    head = text[: len(text) - len(body)] if body else text
    home = home_page_of(parts.yaml_text or "")
    written, anchor = "", ""
    if dialect is not None:
        body = "\n\n".join(filter(None, (home.body, body)))
        own = replace(dialect, variables={**dialect.variables, **_own_variables(parts.yaml_text or "")})
        body, written, anchor = _without_title(in_our_forms(body, placement.page.file, own))
    if dialect is not None and dialect.spaced:
        head = _SPACED_TAGS.sub(lambda match: f"{match['key']} [{', '.join(map(yaml_word, match['words'].split()))}]", head)
    head, unreadable = _readable(head + "\n" if head and not head.endswith("\n") else head)
    lines, lost = _sound_lines(with_keys_of_kbgen(head))
    front = read_front_matter("\n".join(lines), lambda *_: None)
    said = front.title or written or home.name or placement.page.title
    title = said or readable_name(placement.place.removesuffix(".md").removesuffix("/index"))
    if front.title and written and _same(front.title) != _same(written):
        body = f"## {written}\n\n{body}"
    description, made = _description(body, front.description, home.description)
    made |= frozenset() if said else {"title"}
    lines = _without_keys(lines, ("title", "description", "aliases", "draft"))
    head_lines = [f"title: {yaml_text(title)}", *([f"description: {yaml_text(description)}"] if description else [])]
    unlisted = _UNLISTED.search(head) is not None and not front.draft
    if placement.draft or front.draft or unlisted:
        head_lines.append("draft: true")
    aliases = (*(f"/{alias}" for alias in front.root_aliases), *front.aliases)
    order = placement.page.order
    if _POSITION.search(head) and order is not None:  # the source reads it on the scale of its other numbers
        lines = _without_keys(lines, ("order",))
    elif "order" in (front.lines or {}):
        order = None
    fault = fault or (unreadable and (_fault_of(parts.yaml_text or "") or unreadable))
    own_front = (*head_lines, *lines)
    return Draft(
        placement, own_front, body.strip("\n"), title, anchor, made, aliases, order, tuple(lost), unlisted=unlisted, fault=fault
    )


def _with_an_end(text: str) -> tuple[str, str]:
    """Return a text whose front matter is closed, and what is wrong where it was not: its lines end at the first that is none."""
    head = _UNCLOSED.match(text)
    if not head or _END.search(text, head.end("opening")):
        return text, ""
    return f"{head[0]}---\n{text[head.end() :]}", "line 1: the front matter has no end; it was closed below its last key"


def _fault_of(yaml_text: str) -> str:
    """Return line and reason why front matter cannot be read as its writer has it; empty where it can."""
    try:
        parse(yaml_text, first_line=2)
    except YamlError as error:
        return str(error)
    return ""


def _own_variables(front: str) -> dict[str, str]:
    """Return the values that a page itself says, by the names that tools call them."""
    try:
        node = parse(front, lenient=True)
    except (YamlError, ValueError):  # _sound_lines reports front matter that cannot be read
        return {}
    return {f"{before}.{name}": value for name, value in flat_texts(node) for before in ("page", "page.meta", "$frontmatter")}


def _without_keys(lines: list[str], keys: tuple[str, ...]) -> list[str]:
    """Return lines of front matter without some entries, each with the lines that belong to it."""
    kept: list[str] = []
    drops = False
    for line in lines:
        if line[:1] not in {" ", "\t", "-", ""}:
            drops = re.match(r"[\w-]+(?=[ \t]*:)", line) is not None and line.partition(":")[0].strip() in keys
        if not drops:
            kept.append(line)
    return kept


def _description(body: str, said: str, hero: str) -> tuple[str, frozenset[str]]:
    """Return the description of an article, and by which word the report says that nobody wrote it."""
    written = said or hero
    if written or not body.strip():
        return plain(written) if _MARKED.search(written) else written, frozenset()
    sentence = first_sentence(body)
    return sentence, frozenset({"description" if sentence else "no description"})


def text_of(draft: Draft, body: str, aliases: tuple[str, ...]) -> str:
    """Return the file of an article. body: with its links changed."""
    lines = [*draft.front]
    if draft.order is not None:
        lines.append(f"order: {draft.order}")
    if aliases:
        lines.append(f"aliases: [{', '.join(map(yaml_word, aliases))}]")
    return "\n".join(["---", *lines, "---", "", *([body] if body else [])]).rstrip("\n") + "\n"


def _same(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())


def _without_title(body: str) -> tuple[str, str, str]:
    """Return the text without the heading that is its title, that title, and what links may call it.

    Other headings of level 1 go down a level, and with them all below.
    """
    masked = mask(body)
    match = _TITLE.search(masked.text)
    title, anchor = "", ""
    if match and not _ANY_HEADING.search(masked.text[: match.start()]):
        whole = replace(masked, text=match["title"]).whole()
        named = NAMED_ANCHOR.search(whole)
        title = plain(NAMED_ANCHOR.sub("", whole))
        anchor = named["anchor"] if named else title
        masked.text = masked.text[: match.start()] + masked.text[match.end() :].lstrip("\n")
    if _TITLE.search(masked.text):
        masked.text = _ANY_HEADING.sub(r"#\1", masked.text)
    least = min((len(mark) for mark in _MARKS_OF_HEADINGS.findall(masked.text)), default=2)
    if least > 2:  # a theme drew the title, and writers began where it looked right
        masked.text = _MARKS_OF_HEADINGS.sub(lambda found: found[1][least - 2 :], masked.text)
    return masked.whole(), title, anchor


def _readable(head: str) -> tuple[str, str]:
    """Return front matter whose lines that are no YAML are comments, so that the others can be read, and why they are none."""
    parts = split_front_matter(head, lambda *_: None)
    if not parts.yaml_text:
        return head, ""
    lines = parts.yaml_text.rstrip("\n").split("\n")
    unreadable = ""
    for _ in range(_MOST_TRIES):
        try:
            parse("\n".join(lines), first_line=1)
        except YamlError as error:
            unreadable = unreadable or str(error)
            _comment_out(lines, error.line - 1, [])
        else:
            break
    else:
        lines = as_comments(lines)
    return ("\n".join(["---", *lines, "---"]) + "\n" if unreadable else head), unreadable


def _sound_lines(head: str) -> tuple[list[str], list[str]]:
    """Return the lines of front matter that kbgen takes as they are, the others as comments; and those."""
    parts = split_front_matter(head, lambda *_: None)
    lines = (parts.yaml_text or "").rstrip("\n").split("\n") if parts.yaml_text else []
    lines = [f"# {line}" if _OTHER_ICON.fullmatch(line) else line for line in lines]
    lines = [_LISTED.sub(lambda match: f"{match['key']}: [{_as_list(match['words'])}]", line) for line in lines]
    lost: list[str] = []
    for _ in range(_MOST_TRIES):
        faults: list[int] = []
        _front("\n".join(lines), faults)
        if not faults:
            return [line for line in lines if line.strip()], lost
        for line in sorted(set(faults), reverse=True):
            _comment_out(lines, line - 1, lost)
    return as_comments(lines), [*lost, *lines]


def _as_list(words: str) -> str:
    return ", ".join(yaml_word(word.strip().strip("'\"")) for word in words.split(",") if word.strip())


def _front(yaml_text: str, faults: list[int]) -> FrontMatter:
    def report(line: int, code: str, _message: str, _hint: str) -> None:
        if code in {"bad-value", "unknown-key", "front-matter"}:
            faults.append(line - 1)  # of a file whose first line is '---'

    return read_front_matter(yaml_text, report)


def _comment_out(lines: list[str], at: int, lost: list[str]) -> None:
    """Make a comment of the entry that holds a line."""
    at = min(max(at, 0), len(lines) - 1)
    while at > 0 and (lines[at][:1] in {" ", "\t", "-"} or lines[at].startswith("#")):
        at -= 1
    end = at + 1
    while end < len(lines) and lines[end][:1] in {" ", "\t", "-"}:
        end += 1
    lost.append(lines[at])
    lines[at:end] = [f"# {line}" for line in lines[at:end]]
