"""Make a project of many pairs of articles, the same ones for the same number: sentences of the sample portal, mixed.

python benchmarks/pairs_tree.py PAIRS FOLDER [--whole]

--whole: the articles of the sample portal as they are, again and again under other titles; these have tables and questions.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from pathlib import Path

from search_adapter import CONFIG

SAMPLE = Path(__file__).parent.parent / "content"
CATEGORIES = 20
PARAGRAPHS = (4, 9)
LANGUAGES = ("en", "zh-hant")


def write_project(pairs: int, project: Path) -> None:
    """Write the configuration and the articles of `pairs` pairs into `project`."""
    project.mkdir(parents=True, exist_ok=True)
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    paragraphs = {language: _paragraphs(SAMPLE / language) for language in LANGUAGES}
    chance = random.Random(pairs)
    for number in range(pairs):
        for language in LANGUAGES:
            path = project / "content" / language / f"topic-{number % CATEGORIES:02}" / f"article-{number:05}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_article(number, paragraphs[language], language, chance), encoding="utf-8")


def write_whole(pairs: int, project: Path) -> None:
    """Write the articles of the sample portal round after round, each round under other titles, until there are so many pairs."""
    shutil.copytree(SAMPLE, project / "content", ignore=shutil.ignore_patterns("*.md", "*.yml"))
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    english = [path.relative_to(SAMPLE / "en") for path in sorted((SAMPLE / "en").rglob("*.md")) if path.stem != "index"]
    both = [place for place in english if (SAMPLE / "zh-hant" / place).is_file()]
    for number in range(pairs):
        turn, at = divmod(number, len(both))
        for language in LANGUAGES:
            text = (SAMPLE / language / both[at]).read_text(encoding="utf-8")
            text = re.sub("(?m)^(id|aliases|source_hash): .*\n", "", text)
            text = re.sub("(?m)^title: .*$", rf"\g<0> {turn}", text, count=1)
            text = re.sub(r"(\]\([^)#:]*)\.md", rf"\g<1>-{turn}.md", text)
            path = project / "content" / language / both[at].with_stem(f"{both[at].stem}-{turn}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _paragraphs(folder: Path) -> list[str]:
    """Return the plain paragraphs of the sample, in order of their files."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        found += [block for block in body.split("\n\n") if block.strip() and block[0].isalpha() and "](" not in block]
    return list(dict.fromkeys(found))


def _article(number: int, paragraphs: list[str], language: str, chance: random.Random) -> str:
    name = f"Question {number} about orders" if language == "en" else f"關於訂單的第 {number} 個問題"
    chosen = [chance.choice(paragraphs) for _ in range(chance.randint(*PARAGRAPHS))]
    heading = "What to do" if language == "en" else "可以怎樣做"
    middle = len(chosen) // 2
    body = [*chosen[:middle], f"## {heading} {number}", *chosen[middle:]]
    front = f"---\ntitle: {name}\ndescription: {name}.\nupdated: 2026-01-01\nkeywords: [key{number}, k{number % 97}]\n---\n\n"
    return front + "\n\n".join(body) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pairs", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--whole", action="store_true", help="whole articles of the sample portal")
    options = parser.parse_args()
    (write_whole if options.whole else write_project)(options.pairs, options.folder)
