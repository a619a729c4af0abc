"""What a rule about text looks at, and what it yields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kbgen.model import Article, Language
from kbgen.proofread.prose import MASK, Block
from kbgen.settings.lang_tags import ChineseTag
from kbgen.settings.site import Spacing


@dataclass(frozen=True, slots=True)
class Wording:
    """What a site wants of its words. tag: of its Chinese. spacing: between Chinese and Latin letters.

    avoid: word → the word to write in its place, of `terms.yml`. off: codes that nobody wants to hear of.
    variables: what articles of a language write as `{{ name }}`, by name.
    """

    tag: ChineseTag = "zh-Hant-HK"
    spacing: Spacing = "any"
    avoid: Mapping[str, str] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    variables: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article as the rules read it."""

    article: Article
    blocks: tuple[Block, ...]
    wording: Wording

    @property
    def language(self) -> Language:
        """That of its folder."""
        return self.article.language

    @property
    def chinese(self) -> bool:
        """Whether the article stands in the folder of Chinese articles."""
        return self.article.language == "zh-hant"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that should be mended. start, end: in the text of the block.

    replacement: what may be written there in its stead by a program, None where a writer has to choose.
    """

    block: Block
    start: int
    end: int
    code: str
    message: str
    hint: str
    replacement: str | None = None

    @property
    def fixable(self) -> bool:
        """Whether a program may write the replacement: in the front matter, quotes of YAML may stand around the text."""
        return self.replacement is not None and self.block.kind not in {"title", "description"}


Rule = Callable[[Sheet], Iterator[Finding]]

_QUOTED = re.compile(r"「[^」\n]{0,120}」|『[^』\n]{0,120}』|“[^”\n]{0,80}”|\"[^\"\n]{0,80}\"|《[^》\n]{0,60}》|‘[^’\n]{0,60}’")


@lru_cache(maxsize=2048)  # several rules read each block
def unquoted(text: str) -> str:
    """Return a text with what stands in quotes masked: names and labels are as others wrote them."""
    if text.isascii() and '"' not in text:
        return text
    return _QUOTED.sub(lambda match: MASK * len(match[0]), text)


def excerpt(text: str, start: int, end: int, around: int = 8) -> str:
    """Return a place of a text with a little of what stands around it, on one line."""
    part = text[max(0, start - around) : end + around].replace(MASK, "·")
    return " ".join(part.split())
