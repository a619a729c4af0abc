"""The state of all translations as a table for people, a page that opens from disk, and JSON."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kbgen.counted import counted
from kbgen.model import ArticleId, Language
from kbgen.settings.site import Settings
from kbgen.translations.status import STATES, Translation

Demand = Mapping[tuple[ArticleId, Language], int]
"""How often readers asked for an article in a language."""

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "Translations",
        "summary": "Which articles are missing in the other language, and which changed since they were translated.",
        "caption": "What is missing or behind",
        "wanted": "What is missing or behind, what readers view most first",
        "article": "Article",
        "into": "Into",
        "state": "State",
        "views": "Views",
        "changed": "What changed",
        "gone": "Paragraphs left out:",
        "nothing": "Nothing to translate.",
        "missing": "missing",
        "stale": "behind",
        "unknown": "not known",
        "current": "up to date",
        "in.en": "English",
        "in.zh-hant": "Chinese",
    },
    "zh-hant": {
        "title": "翻譯進度",
        "summary": "哪些文章欠另一種語言的版本，哪些在翻譯之後原文有改動。",
        "caption": "欠缺或落後的文章",
        "wanted": "欠缺或落後的文章，最多讀者瀏覽的排在最前",
        "article": "文章",
        "into": "譯成",
        "state": "狀況",
        "views": "瀏覽次數",
        "changed": "原文的改動",
        "gone": "原文刪去的段落：",
        "nothing": "沒有要翻譯的文章。",
        "missing": "欠譯文",
        "stale": "落後於原文",
        "unknown": "未有記錄",
        "current": "與原文一致",
        "in.en": "英文",
        "in.zh-hant": "中文",
    },
}


def in_order(found: Iterable[Translation], demand: Demand) -> tuple[Translation, ...]:
    """Return translations, what is to be done first: by state, then by how often readers asked for it."""
    return tuple(sorted(found, key=lambda one: (-demand.get((one.id, one.language), 0) * (one.state != "current"), *_plain(one))))


def _plain(one: Translation) -> tuple[int, int, str]:
    return STATES.index(one.state), -len(one.changed) if one.state == "stale" else 0, one.id


def as_text(found: Sequence[Translation], demand: Demand | None) -> str:
    """Return a line for each translation; its columns stand below each other."""
    rows = [
        (
            one.state,
            *([f"{demand.get((one.id, one.language), 0):,}"] if demand is not None else []),
            one.language,
            one.id,
            _lines(one),
        )
        for one in found
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows)


def _lines(one: Translation) -> str:
    if one.state != "stale":
        return ""
    lines = ", ".join(str(said.line) for said in one.changed)
    new = f"{one.source.path.as_posix()}: {lines}" if lines else ""
    return "; ".join(part for part in (new, f"{counted(one.left_out, 'paragraph')} left out" if one.left_out else "") if part)


def as_records(found: Sequence[Translation], demand: Demand | None, settings: Settings) -> list[dict[str, object]]:
    """Return translations for programs."""
    return [
        {
            "id": one.id,
            "source": one.source.language,
            "language": one.language,
            "state": one.state,
            "source_path": one.source.path.as_posix(),
            "path": one.path(settings).as_posix(),
            "changed": [{"line": said.line, "text": said.text} for said in one.changed] if one.state == "stale" else [],
            "left_out": one.left_out,
            "views": None if demand is None else demand.get((one.id, one.language), 0),
        }
        for one in found
    ]


def as_page(
    found: Sequence[Translation], demand: Demand | None, settings: Settings, language: Language, counts: Mapping[str, int]
) -> str:
    """Return a page in `language`. counts: how many there are of each state, those not listed included."""
    style = (resources.files("kbgen.translations") / "page.css").read_text("utf-8")
    loader = PackageLoader("kbgen.translations", ".")
    template = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return template.get_template("page.html").render(
        t=_WORDS[language],
        lang_tag=settings.lang_tag(language),
        tags={"en": settings.lang_tag("en"), "zh-hant": settings.lang_tag("zh-hant")},
        # The style is ours and the policy names its hash, so it goes in unescaped.
        style=Markup(style),  # noqa: S704
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        rows=[one for one in found if one.state != "current"],
        demand=demand,
        counts=[(state, counts.get(state, 0)) for state in STATES],
    )


def counts_of(found: Iterable[Translation]) -> Mapping[str, int]:
    """Return how many there are of each state."""
    return Counter(one.state for one in found)
