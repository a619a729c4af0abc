"""A made-up shop whose gaps are planted: its things, its articles, and the folder they are written into.

The sample shop has other words; here every article is about a thing of planted_words.tsv, in one of a dozen ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from kbgen.model import LANGUAGES, Language

WORDS, PHRASES = (Path(__file__).with_name(name) for name in ("planted_words.tsv", "planted_phrases.tsv"))
CONFIG = "site_name: Corner shop\ndocs_dir: content\ntheme:\n  name: material\nplugins:\n  - kbgen: {}\n"
TOPICS = {"home": "家居", "garden": "園藝", "travel": "旅遊", "sport": "運動", "craft": "手作"}


def rows_of(kind: str) -> list[tuple[str, ...]]:
    """Return the rows of a kind of planted_phrases.tsv, without the kind."""
    rows = (line.split("\t") for line in PHRASES.read_text("utf-8").splitlines())
    return [tuple(cells) for first, *cells in rows if first == kind]


def words_of(kind: str) -> list[str]:
    """Return the first cell of each row of a kind."""
    return [row[0] for row in rows_of(kind)]


ASPECTS = rows_of("aspect")


@dataclass(frozen=True)
class Thing:
    """What an article can be about. simplified: the Chinese as typed on the mainland. pinyin: syllables apart.
    base: the thing of which it is a kind."""

    en: str
    zh: str
    simplified: str
    pinyin: str
    base: str = ""

    def name(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Planned:
    """An article to write. languages: in which it is; draft: written, and not published."""

    id: str
    thing: Thing
    titles: Mapping[Language, str]
    bodies: Mapping[Language, str]
    languages: tuple[Language, ...] = LANGUAGES
    draft: bool = False


def things(random: Random) -> Iterator[Thing]:
    """Yield things in random order, each once: those of the list, and then kinds of them."""
    rows = [line.split("\t") for line in WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    plain = [Thing(*row, base=row[0]) for row in rows]
    random.shuffle(plain)
    yield from plain
    kinds = [Thing(f"{kind} {name}", f"{k_zh}{zh}", f"{k_cn}{cn}", f"{k_py} {py}", name)
             for (kind, k_zh, k_cn, k_py), (name, zh, cn, py) in product(rows_of("kind"), rows) if "'" not in kind]  # fmt: skip
    random.shuffle(kinds)
    yield from kinds


def planned(random: Random, thing: Thing, *, aspect: int | None = None, **changes: object) -> Planned:
    """Return an article about a thing; aspect: which of `ASPECTS`, else any."""
    en, zh, en_body, zh_body = ASPECTS[random.randrange(len(ASPECTS)) if aspect is None else aspect % len(ASPECTS)]
    name = f"{thing.en} {en.format('')}".lower().replace("'", "")
    bodies = {
        "en": f"Our advice on the {thing.en}, from people who use one every day.\n\n{en_body}\n",
        "zh-hant": f"我們每天都用{thing.zh}，以下是經驗之談。\n\n{zh_body}\n",
    }
    titles = {"en": en.format(thing.en), "zh-hant": zh.format(thing.zh)}
    topic = random.choice(sorted(TOPICS))
    return Planned(f"{topic}/{'-'.join(name.split())}", thing, titles, bodies, **changes)  # type: ignore[arg-type]


def write_shop(folder: Path, articles: Sequence[Planned]) -> Path:
    """Write the shop with its articles and drafts; return its configuration file."""
    _write(folder / "mkdocs.yml", CONFIG)
    _write(folder / "content/en/index.md", "---\ntitle: Corner shop\n---\n\nWelcome.\n")
    _write(folder / "content/zh-hant/index.md", "---\ntitle: 街角小店\n---\n\n歡迎。\n")
    filled = {article.id.partition("/")[0] for article in articles if not article.draft}
    for topic, chinese in ((topic, chinese) for topic, chinese in TOPICS.items() if topic in filled):
        for language, title in (("en", topic.title()), ("zh-hant", chinese)):
            _write(folder / f"content/{language}/{topic}/index.md", f"---\ntitle: {title}\ndescription: {title}\n---\n")
    for article in articles:
        for language in article.languages:
            write_article(folder, article, language)
    return folder / "mkdocs.yml"


def write_article(folder: Path, article: Planned, language: Language, *, published: bool = False) -> None:
    """Write one side of an article; a draft beside the content, unless it is published."""
    title = article.titles[language]
    text = f"---\ntitle: {title}\ndescription: {title}\n---\n\n{article.bodies[language]}"
    place = "drafts" if article.draft and not published else "content"
    _write(folder / place / language / f"{article.id}.md", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
