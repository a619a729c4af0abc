"""The rules for one article, and where their findings are in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.errors import Problem
from kbgen.proofread.hygiene.finding import Finding, Rule, Sheet
from kbgen.proofread.hygiene.language import wrong_language
from kbgen.proofread.hygiene.marks import full_width_punctuation, half_width_punctuation, han_latin_space
from kbgen.proofread.hygiene.readability import hard_to_read, long_sentence
from kbgen.proofread.hygiene.regions import one_region_price, other_region_price, prices_of_both, unmarked_regions
from kbgen.proofread.hygiene.residue import converted_text, mojibake, pinyin_residue
from kbgen.proofread.hygiene.script import wrong_script
from kbgen.proofread.hygiene.words import avoided_word, doubled_word, missing_word, other_region_word

RULES: Mapping[str, Rule] = {
    "wrong-language": wrong_language,
    "wrong-script": wrong_script,
    "pinyin-residue": pinyin_residue,
    "mojibake": mojibake,
    "converted-text": converted_text,
    "half-width-punctuation": half_width_punctuation,
    "full-width-punctuation": full_width_punctuation,
    "han-latin-space": han_latin_space,
    "other-region-word": other_region_word,
    "other-region-price": other_region_price,
    "prices-of-both": prices_of_both,
    "one-region-price": one_region_price,
    "unmarked-regions": unmarked_regions,
    "avoided-word": avoided_word,
    "doubled-word": doubled_word,
    "missing-word": missing_word,
    "long-sentence": long_sentence,
    "hard-to-read": hard_to_read,
}
"""By the code of what each yields."""


def findings_of(sheet: Sheet) -> Iterator[Finding]:
    """Yield what the rules find that this site wants to hear of."""
    for code, rule in RULES.items():
        if code not in sheet.wording.off:
            yield from rule(sheet)


def problem_of(sheet: Sheet, finding: Finding) -> Problem:
    """Return a finding as a problem with the line of its file."""
    line = finding.block.line(finding.start)
    hint = f"{finding.hint}, or run 'kbgen check --fix'" if finding.fixable else finding.hint
    return Problem(sheet.article.path, line, finding.code, finding.message, hint)
