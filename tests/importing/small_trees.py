"""Small trees of each tool, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kbgen.importing.move import Moved, moved
from kbgen.importing.opening import opened
from kbgen.importing.sources import detected

SIGNS: Mapping[str, Mapping[str, str]] = {
    "mkdocs": {"mkdocs.yml": "site_name: Kettle\n"},
    "docusaurus": {"docusaurus.config.js": "export default { title: 'Kettle', i18n: { defaultLocale: 'en' } };\n"},
    "vitepress": {"docs/.vitepress/config.ts": "export default { title: 'Kettle' }\n"},
    "hugo": {"hugo.toml": 'title = "Kettle"\n', "content/a/_index.md": "---\ntitle: A\n---\n\nAll.\n"},
    "jekyll": {"_config.yml": "title: Kettle\nbaseurl: /k\n"},
    "gitbook": {"SUMMARY.md": "* [First](a/first.md)\n"},
}
PAGE = {
    "mkdocs": "docs/a/first.md",
    "docusaurus": "docs/a/first.mdx",
    "vitepress": "docs/a/first.md",
    "hugo": "content/a/first.md",
    "jekyll": "a/first.md",
    "gitbook": "a/first.md",
}


def outcome(folder: Path, tool: str, files: Mapping[str, str], *, sign: bool = True) -> Moved:
    for name, text in {**(SIGNS[tool] if sign else {}), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    tree = opened(folder)
    assert detected(tree) == tool
    return moved(tree, tool, {"en": "en", "zh-hant": "zh-hant"})


def text_of(result: Moved, path: str) -> str:
    return result.files[path].decode()
