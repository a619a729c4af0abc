"""A small sound site on disk, for tests to change one thing in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bundled_theme import theme_files

from kbgen.errors import Problem
from kbgen.site.assets.published_assets import published_assets
from kbgen.site.assets.theme_assets import theme_assets
from kbgen.site.head import HeadBuilder
from kbgen.site.outputs.lost_addresses import address_problems, read_former
from kbgen.site.portal import Portal

SOUND_FILES: Mapping[str, str] = {
    "content/en/index.md": "---\ntitle: Help\n---\n\nWelcome.\n",
    "content/zh-hant/index.md": "---\ntitle: 幫助\n---\n\n歡迎。\n",
    "content/en/returns/index.md": "---\ntitle: Returns\ndescription: Send it back.\norder: 20\n---\n",
    "content/zh-hant/returns/index.md": "---\ntitle: 退貨\ndescription: 退回貨品。\norder: 20\n---\n",
    "content/en/returns/refund-times.md": (
        "---\ntitle: Refund times\ndescription: When money arrives.\nkeywords: [money back]\n---\n\n"
        "Refunds take days.\n\n## By card\n\nFive days.\n"
    ),
    "content/zh-hant/returns/refund-times.md": (
        "---\ntitle: 退款時間\ndescription: 款項何時到帳。\nkeywords: [退錢]\n---\n\n退款需時數天。\n\n## 信用卡\n\n五天。\n"
    ),
}

CONFIG = "site_name: My shop\ndocs_dir: content\ntheme:\n  name: material\n{top}plugins:\n  - kbgen:\n{settings}"


def write_site(folder: Path, files: Mapping[str, str | bytes | None] | None = None, *, settings: str = "", top: str = "") -> Path:
    """Write the small site, changed by `files` (None removes one), and return its configuration file.

    settings: YAML lines of the kbgen block, unindented. top: YAML lines for the top level of mkdocs.yml.
    """
    block = "".join(f"      {line}\n" for line in settings.splitlines())
    content: dict[str, str | bytes | None] = dict(SOUND_FILES)
    content["mkdocs.yml"] = CONFIG.format(settings=block, top=top)
    content |= _with_titles_of_their_own(files or {})
    for name, text in content.items():
        path = folder / name
        if text is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / "mkdocs.yml"


def _with_titles_of_their_own(files: Mapping[str, str | bytes | None]) -> dict[str, str | bytes | None]:
    """Call the articles of a language, to which `article` gives one title, by different ones: An article, An article B …"""
    changed: dict[str, str | bytes | None] = {}
    letters = {folder: iter(["", *(f" {letter}" for letter in "BCDEFGHIJKLMNOPQRSTUVWXYZ")]) for folder in ("en", "zh-hant")}
    for name, text in files.items():
        folder = name.removeprefix("content/").partition("/")[0]
        if isinstance(text, str) and folder in letters and _TITLE in text:
            text = text.replace(_TITLE, f"title: An article{next(letters[folder], '')}\n", 1)
        changed[name] = text
    return changed


_TITLE = "title: An article\n"


def article(body: str = "Some text.\n", **front: str) -> str:
    """Return the text of an article; `front` adds to a sound front matter."""
    keys = {"title": "An article", "description": "About it."} | front
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + f"---\n\n{body}"


def head_builder(portal: Portal) -> HeadBuilder:
    """Return what makes the heads of a portal's pages, with the scripts and styles of the theme."""
    return HeadBuilder(portal, theme_assets(published_assets(theme_files(), None)), "")


def seen_from(live: Path, portal: Portal) -> tuple[Problem, ...]:
    """Return what is wrong with addresses, seen from the site in a folder."""
    return address_problems(read_former(live, portal.settings), portal)
