"""The documents for newcomers name commands, files and borders that exist.

Settings, keys and problem codes are compared in tests/commands/test_documentation.py.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from kbgen.commands.main import COMMANDS

ROOT = Path(__file__).parents[1]
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES = [*TOP, *sorted((ROOT / "docs").rglob("*.md"))]
GUIDE = ROOT / "docs/guide/content"
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def without_examples(text: str) -> str:
    return re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if GUIDE not in page.parents], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", without_examples(page.read_text("utf-8"))):
        path, _, anchor = unquote(link).partition("#")
        if "://" in link:
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@EVERY_PAGE
def test_every_make_command_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    code = "\n".join(re.findall(r"^```sh.*?^```|`[^`\n]+`", page.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets


@EVERY_PAGE
def test_every_kbgen_command_exists(page: Path) -> None:
    code = "\n".join(re.findall(r"^```sh.*?^```|`[^`\n]+`", page.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    assert set(re.findall(r"(?:^|[`&/ ])kbgen ([a-z-]+)", code, re.MULTILINE)) <= set(COMMANDS)


@pytest.mark.parametrize("page", TOP[:2], ids=lambda page: page.name)
def test_every_path_of_the_first_pages_exists(page: Path) -> None:
    folders = "content|kbgen|theme|search_analytics|docs|tests|requirements"
    named = re.findall(rf"`((?:{folders})/[^`*<]*)`", page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_file_that_the_guide_sends_its_readers_to_exists() -> None:
    """Its links are held by tests/test_guide.py; what lies outside of a portal it can only name."""
    named = {
        found for page in GUIDE.rglob("*.md") for found in re.findall(r"`((?:docs|deploy)/[\w./-]+\w)`", page.read_text("utf-8"))
    }
    examples = {"docs/zh-hant/docs", "docs/en/mkdocs.yml"}  # of another tool, in moving/mkdocs.md
    assert [path for path in sorted(named - examples) if not (ROOT / path).exists()] == []


def test_every_article_of_the_guide_that_code_and_comments_name_exists() -> None:
    lists = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    files = [ROOT / name for name in lists if name.endswith((".py", ".js", ".yml", ".yaml")) and "/kept/" not in name]
    named = {
        found
        for file in files
        if file.is_file()
        for found in re.findall(r"guide(?:'s|:) (\w[\w-]*/[\w-]*)", file.read_text("utf-8"))
    }
    assert named
    assert [name for name in sorted(named) if not (GUIDE / "en" / f"{name}.md").is_file() and not name.endswith("/")] == []


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"^\| \[\d+\]\((.+?)\) \| (.+) \|$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    written = []
    for page in sorted(folder.glob("0*.md")):
        title = page.read_text("utf-8").partition("\n")[0]
        written.append((page.name, title.partition(". ")[2]))
    assert listed == written


@pytest.mark.parametrize("package", ["kbgen", "search_analytics"])
def test_the_layers_in_the_architecture_are_those_that_are_checked(package: str) -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    checked = next(contract["layers"] for contract in config["contracts"] if contract.get("containers") == [package])
    block = re.search(
        rf"^{package}  (.*?)(?:\n\n|```)", (ROOT / "docs/architecture.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert block is not None
    assert [line.strip() for line in block[1].splitlines()] == checked


def test_every_picture_is_light_and_shown() -> None:
    pictures = sorted((ROOT / "docs/images").glob("*.png"))
    sizes = [picture.stat().st_size for picture in pictures]
    assert max(sizes) <= 200_000
    assert sum(sizes) <= 2_500_000
    shown = (ROOT / "docs/screenshots.md").read_text("utf-8")
    assert [picture.name for picture in pictures if f"images/{picture.name}" not in shown] == []
