"""Words: of another region, those the site avoids, twice in a row, and missing ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kbgen.proofread.hygiene.finding import Finding, Sheet, excerpt, unquoted
from kbgen.proofread.hygiene.language import FUNCTION_WORDS
from kbgen.proofread.prose import Block
from kbgen.settings.lang_tags import ChineseTag
from kbgen.text.regions import innocent_words, words_of_elsewhere
from kbgen.text.tables import fold_code_points

_REGION = {"hk": "Hong Kong", "tw": "Taiwan", "cn": "the mainland"}


def other_region_word(sheet: Sheet) -> Iterator[Finding]:
    """Report mainland words, and on a site for Taiwan those of Hong Kong, each once for a paragraph, with the local word."""
    if not sheet.chinese:
        return
    known = words_of_elsewhere(sheet.wording.tag)
    pattern = _any_of(sheet.wording.tag)
    for block in sheet.blocks:
        seen = set()
        for match in pattern.finditer(unquoted(block.text).translate(fold_code_points())):
            word = known.get(match[0])
            if word is None or word.written in seen:  # 的士兵 is no 的士
                continue
            start = match.start() + word.before
            end = start + len(word.written)
            shown = block.text[start:end]
            if shown in word.local:  # 帳號, of which folding makes no difference to 賬號
                continue
            seen.add(word.written)
            message = f"'{shown}' is not used in Taiwan" if word.shared else f"'{shown}' is a word of {_REGION[word.region]}"
            hint = "write " + " or ".join(f"'{local}'" for local in word.local)
            yield Finding(block, start, end, "other-region-word", message, hint)


@cache
def _any_of(tag: ChineseTag) -> re.Pattern[str]:
    words = {*words_of_elsewhere(tag), *innocent_words()}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def avoided_word(sheet: Sheet) -> Iterator[Finding]:
    """Report words that `terms.yml` lists under `avoid`, with the word in their place."""
    avoid = sheet.wording.avoid
    if not avoid:
        return
    pattern = _avoided(tuple(avoid))
    for block in sheet.blocks:
        for match in pattern.finditer(unquoted(block.text)):
            right = avoid[match[0].lower()]
            message = f"the site writes '{right}', not '{match[0]}'"
            yield Finding(block, match.start(), match.end(), "avoided-word", message, f"write '{right}', or change terms.yml")


@lru_cache(maxsize=4)
def _avoided(words: tuple[str, ...]) -> re.Pattern[str]:
    def whole(word: str) -> str:
        before = r"(?<![A-Za-z0-9-])" if word[0].isascii() else ""
        after = r"(?![A-Za-z0-9-])" if word[-1].isascii() else ""
        return f"{before}{re.escape(word)}{after}"

    return re.compile("|".join(map(whole, sorted(words, key=len, reverse=True))), re.IGNORECASE)


_TWICE = re.compile(r"(?<![\w.’'-])(?:([A-Za-z]{2,})[ \n]+\1|(?i:(the|of|and|with|for|from|your|our|this)[ \n]+\2))(?![\w’'-])")
_MAY_STAND_TWICE = frozenset(
    "had that very bye blah really so no ha yum chop knock duran new walla bora pago sing bling".split()  # noqa: SIM905
)
_VERB_AND_PARTICLE = re.compile(r"(?:log|sign|check|turn|carr|plug|opt|fill|move|come|bring|hold)[a-z]* $", re.IGNORECASE)
"""Before *in in* and *on on*: log in in the second tab."""
_HAN_TWICE = re.compile(
    "(?=[的在和與把被您我你他可如因所但或請將會就已也並])"  # with which each of the words begins; other places are left at once
    "((?<![目標])的|(?<![現存正所潛外內實])在(?!在[證証顯說都])|(?<!共)和|(?<!參)與|把|(?<!棉)被|您|我們|你們|他們|可以|如果|因為|所以"
    "|但是|或者|(?<![申邀聘])請|(?<!即)將|(?<=[我你您他她它們就便都也才不仍將或店司統])會(?!會[議員長場籍費務址計所館友章徽刊歌見合])"
    "|(?<![成遷將造])就(?!就[業緒位診醫學任寢讀近地餐])|已|(?<![空])也|(?<!合)並)\\1(?!士|確)"
)


def doubled_word(sheet: Sheet) -> Iterator[Finding]:
    """Report a word that stands twice in a row: the the, 的的."""
    for block in sheet.blocks:
        text = unquoted(block.text)
        for match in _TWICE.finditer(text) if not sheet.chinese else _HAN_TWICE.finditer(text):
            word = match[match.lastindex or 1]
            if word in _MAY_STAND_TWICE or (word[0].isupper() and word not in {"The", "A", "To", "You"}):
                continue
            if word in {"in", "on", "out", "over"} and _VERB_AND_PARTICLE.search(text, 0, match.start()):
                continue
            message = f"'{word}' twice: '{excerpt(block.text, match.start(), match.end())}'"
            yield Finding(block, match.start(), match.end(), "doubled-word", message, "remove one")


_GAP = re.compile(
    r"(?=[ ta(,;])(?:"  # with which each of the ways begins
    r"(?:(?<=[A-Za-z]{2})|(?<=[A-Za-z][*_])|(?<=[A-Za-z][*_]{2})) {1,3}(?P<comma>[,;])(?=\s|$|[a-z])"
    r"|(?<=[a-z]) +(?P<stop>\.)(?=$|\s+[A-Z])|(?<=[A-Za-z,] )(?P<joint>the|a|an)"
    r"(?= ?[,;](?:\s|$)| ?\.(?:\s[A-Z]|$))(?P<mark> ?[,;.])"
    r"|(?<=[ *])(?P<brackets>\([ ]*\))(?![`A-Za-z]| ?=>| ?\{)|(?P<twice>(?<![,.;])(?:,,|;;|, ,|,\.)(?=\s|$)))",
    re.ASCII,
)
_LISTS_MARKS = re.compile(
    r"(?:\s[^\w\s](?=\s)){4}|\s[,;](?: (?:or|and) [,;.:])+(?=\s|$)"  # Use , or ; between values
    r"|(?P<one>[，。；：！？、])(?!(?P=one))(?P<two>[，。；：！？、])(?!(?P=one)|(?P=two))[，。；：！？、]"
)
_HAN_GAP = re.compile(
    "(?=[，、；。：（ ])(?:"
    "(?P<twice>[，、；。][，、；。]|。。(?!。)|：[，。、；])|(?<![號符點以是])(?P<brackets>（[ \u3000]*）)"
    "|(?<=[\u4e00-\u9fff])(?P<comma> [，。；、])|(?<=[為共約收付])(?P<unit> +(?:港?元|件|張|[%％])(?=[，。；、]|$)))"
)
_HAN_EMPTY = re.compile(
    "(?<![號符點以用成是、和及與或」』])(?:「[ \u3000]*」|『[ \u3000]*』)(?![引括符標框內之裡中字、和及與或「『])"
)
"""Quotes around nothing: 按「」, and not 引號「」, nor 「」、『』."""


def missing_word(sheet: Sheet) -> Iterator[Finding]:
    """Report where a word seems to have dropped out: `seek , or resolve`, `( )`, `， 。`, *the* before a comma."""
    pattern = _HAN_GAP if sheet.chinese else _GAP
    for block in sheet.blocks:
        found = [*pattern.finditer(unquoted(block.text)), *(_HAN_EMPTY.finditer(block.text) if sheet.chinese else ())]
        if not sheet.chinese:
            yield from _glued(block)
        for match in sorted(found, key=lambda match: match.start()):
            if _LISTS_MARKS.search(block.text):  # the characters that a password may have
                break
            message = f"a gap before a mark, or a word that is missing: '{excerpt(block.text, match.start(), match.end(), 14)}'"
            yield Finding(block, match.start(), match.end(), "missing-word", message, "write the word, or close the gap")


_GLUED = re.compile(r"(?<![\w,./=:&?#@'’$-])(?P<one>[A-Za-z]{2,}),(?P<two>[a-z]{2,})(?![\w,./=:@('’-])", re.ASCII)


def _glued(block: Block) -> Iterator[Finding]:
    """Yield each comma without a blank behind it, in a sentence: one of its two words is one that sentences are made of."""
    for match in _GLUED.finditer(unquoted(block.text)):
        if not FUNCTION_WORDS.isdisjoint((match["one"].lower(), match["two"])):
            message = f"no blank behind the comma: '{match[0]}'"
            hint = f"write '{match['one']}, {match['two']}'"
            yield Finding(block, match.start(), match.end(), "missing-word", message, hint)
