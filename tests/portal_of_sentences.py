"""A small portal in a folder, for commands that ask a built portal."""

from __future__ import annotations

from pathlib import Path

from small_index import article, source_of

from kbgen.index.articles import IndexedArticle
from kbgen.index.build import build_index
from kbgen.model import Language

PAIRS: dict[str, dict[Language, IndexedArticle]] = {
    "returns/refund-times": {
        "en": article("When your refund arrives", "A refund by FPS takes two days.", keywords=("refund",)),
        "zh-hant": article("退款需時", "以轉數快退款需時兩天。", keywords=("退款",)),
    },
    "payment/octopus": {
        "en": article("Pay with Octopus", "Tap your Octopus card in the studio.", keywords=("octopus",)),
        "zh-hant": article("用八達通付款", "在工作室拍八達通卡。", keywords=("八達通",)),
    },
    "files/white-ink": {"en": article("White ink on dark paper", "White ink needs a layer of its own.")},
}


def write_portal(folder: Path, **options: object) -> Path:
    """Write the search index of the portal, and return its folder. options: of its source."""
    for name, content in build_index(source_of(PAIRS, **options)).files.items():
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
