"""The files of an article that nobody has written yet: front matter, a mark that it is unfinished, and an outline."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.checks.articles import UNFINISHED
from kbgen.content.edit.foreign_front import yaml_text
from kbgen.content.edit.outlines import outline_text
from kbgen.content.names import RESERVED_IDS, is_left_out, path_fault, readable_name, same_but_case
from kbgen.errors import UsageError
from kbgen.model import ArticleType, Language
from kbgen.settings.site import Settings

_NOTES: Mapping[Language, str] = {
    "en": ": write the article and a description, then remove this line",
    "zh-hant": "：請撰寫內容和 description，然後刪去這一行",
}
_CATEGORY_NOTES: Mapping[Language, str] = {
    "en": ": write what readers call this category, a description and an order, then remove this line",
    "zh-hant": "：請寫上讀者如何稱呼這個分類、description 和 order，然後刪去這一行",
}


@dataclass(frozen=True, slots=True)
class NewArticle:
    """What a writer wants to begin. path: below the language folder, with its category. titles: of each side to write."""

    path: str
    kind: ArticleType
    titles: Mapping[Language, str]


def new_files(settings: Settings, article: NewArticle, *, makes_category: bool) -> dict[Path, str]:
    """Return the files to write, by path. Raises UsageError for a path that cannot be the address of a new article."""
    category, _, name = article.path.partition("/")
    if not name:
        raise UsageError(f"'{article.path}' names no category", hint="write it as category/name, such as returns/refund-times")
    if fault := path_fault(article.path):
        raise UsageError(f"'{article.path}' cannot be an address: {fault}", hint="use letters, digits, '-' and '_'")
    if category in {*RESERVED_IDS, "assets"}:
        raise UsageError(f"'{category}' is a page of the portal itself", hint="choose another category")
    if article.path.rpartition("/")[2].lower() in {"index", "readme"}:
        raise UsageError(
            f"'{article.path}' is the page of a category", hint="choose another name; --new-category writes that page"
        )
    if is_left_out(f"{article.path}.md"):
        raise UsageError(f"'{article.path}' is never published", hint="choose another name; 'draft: true' hides an article")
    files: dict[Path, str] = {}
    for language, title in article.titles.items():
        folder = settings.content / settings.folders[language]
        if makes_category:
            files[folder / category / "index.md"] = _text({"title": readable_name(category)}, _CATEGORY_NOTES[language])
        front = {"title": title, "type": article.kind}
        files[folder / f"{article.path}.md"] = f"{_text(front, _NOTES[language])}\n{outline_text(article.kind, language)}"
    _refuse_twins(settings.content, {path.relative_to(settings.content) for path in files})
    return files


def _refuse_twins(content: Path, files: Set[Path]) -> None:
    """Raise UsageError where a file or folder exists that some disks take for one of these, or that has the same address."""
    new = {path.as_posix() for file in files for path in (file, *file.parents)}
    there = {path.relative_to(content).as_posix() for path in content.rglob("*")}
    for one, other in same_but_case(sorted(new | there)):
        if {one, other} & (new - there):
            raise UsageError(f"'{other}' and '{one}' would differ only by case", hint="choose another name")
    for file in files:
        if (folder_page := file.with_suffix("") / "index.md").as_posix() in there:
            raise UsageError(f"{folder_page.as_posix()} exists, and has the same address", hint="choose another name")


def _text(front: Mapping[str, str], note: str) -> str:
    lines = [f"{key}: {yaml_text(' '.join(value.split()))}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", "", f"{UNFINISHED}{note} -->", ""])
