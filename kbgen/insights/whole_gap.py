"""What readers did next, weighed among all who failed with a gap: a few of one phrasing do not speak for those of the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from kbgen.insights.agreement import is_most, judged
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Diagnosis
from kbgen.insights.examined import Examined, Examiner
from kbgen.insights.one_need import OneNeed
from search_analytics.store.search_log import Phrase


def weighed(need: OneNeed, examine: Callable[[Trail], Diagnosis], is_answered: Callable[[Examined], bool]) -> OneNeed:
    """Return a need whose phrasings are explained by what more than half of those of all phrasings did (counting, clause 6.2).

    is_answered: of a phrasing; what is answered by now says nothing of the readers of the others, and they nothing of it.
    """
    failing = [member for member in need.members if member.is_agreed and not is_answered(member)]
    if len(failing) < 2:
        return need
    told = {id(member): _believed(member.trail, failing) for member in failing}
    changed = {
        id(member): replace(member, diagnosis=examine(told[id(member)])) for member in failing if told[id(member)] != member.trail
    }
    return OneNeed(tuple(tuple(changed.get(id(member), member) for member in part) for part in need.parts)) if changed else need


def weighed_by_words(found: Sequence[Examined], examiner: Examiner, is_answered: Callable[[Examined], bool]) -> list[Examined]:
    """Return phrases, in their order, each explained by what most readers did of all phrases that need the same by their words.

    Before anything is brought together: a wording of their own would let a few bring all of them to another gap.
    """
    same = defaultdict[str, list[Examined]](list)
    for one in found:
        if one.is_agreed:
            same[examiner.meanings(one.trail, one.diagnosis)[0]].append(one)
    told: dict[Phrase, Examined] = {}
    for group in same.values():
        if len(group) > 1:
            need = weighed(OneNeed((tuple(group),)), examiner.examine, is_answered)
            told |= {member.trail.phrase: member for member in need.members}
    return [told.get(one.trail.phrase, one) for one in found]


def _believed(trail: Trail, failing: Sequence[Examined]) -> Trail:
    """Return a trail with what most readers of all phrasings did."""
    trails = [member.trail for member in failing]
    known = sum(judged(one.counts) for one in trails)
    opened, followed, clicked = Counter[str](), Counter[str](), Counter[str]()
    for one in trails:
        opened.update(dict(one.opened))
        followed.update({text: found for text, _, found in one.followed})
        for article, _, times in one.clicked:
            clicked[article] += times
    return replace(
        trail,
        opened=tuple(row for row in trail.opened if is_most(opened[row[0]], known)),
        followed=tuple((text, times, found if is_most(followed[text], known) else 0) for text, times, found in trail.followed),
        clicked=tuple(row for row in trail.clicked if is_most(clicked[row[0]], known)),
    )
