"""Render one article for a test."""

from __future__ import annotations

from pathlib import Path

from kbgen.content.link_map import LinkMap
from kbgen.model import Article, ArticleId, Asset, FrontMatter, Language
from kbgen.render.article import Body, RenderOptions, render_article
from kbgen.render.targets import Linker
from kbgen.settings.site import Formulas

SOURCE = "en/returns/refund-times.md"
LINKS = LinkMap(
    {
        SOURCE: ("en", ArticleId("returns/refund-times")),
        "en/returns/index.md": ("en", ArticleId("returns")),
        "en/delivery/fees.md": ("en", ArticleId("delivery/fees")),
        "zh-hant/delivery/fees.md": ("zh-hant", ArticleId("delivery/fees")),
    },
    {"assets/parcel.svg": Asset("assets/parcel.svg", 640, 120), "assets/form.pdf": Asset("assets/form.pdf")},
)
LABELS = {"en": {"callout.tip": "Tip", "callout.note": "Note"}, "zh-hant": {"callout.tip": "小貼士"}}


def make_article(body: str, *, title: str = "Refund times", language: Language = "en") -> Article:
    path = Path("content") / SOURCE
    return Article(ArticleId("returns/refund-times"), language, "article", "returns", path, FrontMatter(title), body, body_line=5)


def render(
    body: str,
    *,
    title: str = "Refund times",
    language: Language = "en",
    directory_urls: bool = True,
    seconds: float = 5,
    formulas: Formulas = "certain",
) -> Body:
    options = RenderOptions(LABELS, use_directory_urls=directory_urls, max_cpu_seconds=seconds, formulas=formulas)
    linker = Linker(LINKS, SOURCE, directory_urls, language)
    return render_article(make_article(body, title=title, language=language), linker, options)


def html(body: str, **options: object) -> str:
    return render(body, **options).html.strip()  # type: ignore[arg-type]


def enlarged(image: str, more: str = "") -> str:
    """Return what the drawing of the test site stands in where it stands alone."""
    return f'<a class="zoom{more}">{image}</a>'
