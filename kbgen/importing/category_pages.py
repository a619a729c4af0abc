"""The pages of categories and the home pages that a source does not have, in both languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgen.content.checks.articles import UNFINISHED
from kbgen.content.edit.foreign_front import yaml_text
from kbgen.content.names import readable_name
from kbgen.importing.articles import Draft
from kbgen.importing.found import FolderName, Found
from kbgen.importing.placing import GENERAL
from kbgen.model import LANGUAGES, OTHER, Language

_NAMES: Mapping[str, tuple[str, str]] = {
    GENERAL: ("General", "一般"), "guide": ("Guide", "指南"), "guides": ("Guides", "指南"), "tutorial": ("Tutorial", "教學"),
    "tutorials": ("Tutorials", "教學"), "reference": ("Reference", "參考"), "api": ("API", "API"), "faq": ("FAQ", "常見問題"),
    "getting-started": ("Getting started", "開始使用"), "get-started": ("Get started", "開始使用"),
    "quick-start": ("Quick start", "快速開始"), "how-to": ("How to", "操作方法"), "advanced": ("Advanced", "進階"),
    "basics": ("Basics", "基礎"), "about": ("About", "關於"), "community": ("Community", "社群"), "blog": ("Blog", "部落格"),
    "posts": ("Posts", "文章"), "articles": ("Articles", "文章"),
    "news": ("News", "最新消息"), "resources": ("Resources", "資源"),
    "learn": ("Learn", "學習"), "installation": ("Installation", "安裝"), "install": ("Install", "安裝"),
    "configuration": ("Configuration", "設定"), "config": ("Configuration", "設定"), "deployment": ("Deployment", "部署"),
    "security": ("Security", "安全"), "contributing": ("Contributing", "參與貢獻"), "development": ("Development", "開發"),
    "troubleshooting": ("Troubleshooting", "疑難排解"), "changelog": ("Changes", "更新日誌"), "examples": ("Examples", "範例"),
    "concepts": ("Concepts", "概念"), "overview": ("Overview", "概覽"), "features": ("Features", "功能"),
    "plugins": ("Plugins", "外掛"), "tools": ("Tools", "工具"), "support": ("Support", "支援"), "other": ("Other", "其他"),
}  # fmt: skip
"""Of folders that many sites have, by name; every other name that the source does not say is a person's to write."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that the source does not have. path: below the content folder. unfinished: whether a person must write its title."""

    path: str
    text: str
    unfinished: bool


def made_pages(
    drafts: Sequence[Draft], found: Found, folders: Mapping[Language, str], site_name: str, sides: Mapping[str, str]
) -> Iterator[MadePage]:
    """Yield the home page of each language, and the page of each category, where the source has none."""
    seen = {(draft.placement.language, draft.placement.place) for draft in drafts if not draft.is_draft}
    languages = [language for language in LANGUAGES if any(own == language for own, _ in seen)]
    categories = sorted({place.partition("/")[0] for _, place in seen if "/" in place})
    first = _first_in_menu(drafts) if found.in_one_menu else {}
    for language in languages:
        if (language, "index.md") not in seen:
            text = f"---\ntitle: {yaml_text(site_name)}\n---\n"
            yield MadePage(f"{folders[language]}/index.md", text, unfinished=False)
        for category in categories:
            if (language, f"{category}/index.md") not in seen and not _is_article(category, seen, language):
                text, unfinished = _category(category, language, _said(found, category, sides), first.get(category))
                yield MadePage(f"{folders[language]}/{category}/index.md", text, unfinished)


def _is_article(category: str, seen: set[tuple[Language, str]], language: Language) -> bool:
    """Tell whether a folder holds nothing but a page in the other language: that is an article, and no category."""
    inside = {place for _, place in seen if place.startswith(f"{category}/")}
    return inside == {f"{category}/index.md"} and (OTHER[language], f"{category}/index.md") in seen


def _said(found: Found, category: str, sides: Mapping[str, str]) -> Mapping[str, FolderName]:
    """Return what the source calls a folder, by language; words of translations are found by those of the original."""
    said: dict[str, FolderName] = {}
    for (label, folder), name in found.folders.items():
        if posixpath.basename(folder).lower() == category.lower() and name.title:
            said.setdefault(sides.get(label, ""), name)
    original = next(iter(said.values()), None)
    for (label, folder), name in found.folders.items():
        if original and folder == f"={original.title}":
            said[sides.get(label, "")] = FolderName(name.title, "", original.order)
    return said


def _first_in_menu(drafts: Sequence[Draft]) -> Mapping[str, int]:
    """Return the place of each category in a menu of all pages: that of its first article."""
    places: dict[str, int] = {}
    for draft in drafts:
        category = draft.placement.place.partition("/")[0]
        if draft.order is not None:
            places[category] = min(draft.order, places.get(category, draft.order))
    return places


def _category(category: str, language: Language, said: Mapping[str, FolderName], in_menu: int | None) -> tuple[str, bool]:
    name = said.get(language)
    order = next((other.order for other in said.values() if other.order is not None), in_menu)
    known = _NAMES.get(category.lower())
    title = name.title if name else known[LANGUAGES.index(language)] if known else ""
    lines = [f"title: {yaml_text(title or readable_name(category))}"]
    if name and name.description:
        lines.append(f"description: {yaml_text(name.description)}")
    if order is not None or category == GENERAL:
        lines.append(f"order: {order if order is not None else 900}")
    mark = (
        ""
        if title
        else (f"{UNFINISHED}: write how readers of this language call the category '{category}', then remove this line -->\n")
    )
    return "\n".join(["---", *lines, "---", "", mark]).rstrip("\n") + "\n", not title
