"""Forms that stand for each other, by keys that do not change with endings, articles and spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kbgen.insights.diagnosis.meaning import stem
from kbgen.text.aliases import SPOKEN_WORD, concept_names, near_concepts, packaged_aliases, place_names
from kbgen.text.tokens import canonical, runs_of

_ARTICLES = "a an the my your our their his her i you it we do does did is are can could please"
ARTICLES = frozenset(_ARTICLES.split(" "))
"""Words that make no other form of one, and auxiliaries of questions."""
SHORTEST_SPELLING = 5
"""Letters from which a word may have a British and an American spelling."""
_EXACT = "="
_SPELLINGS = (("ization", "isation"), ("ize", "ise"), ("izing", "ising"), ("ter", "tre"), ("ense", "ence"))


def stemmed(word: str) -> str:
    """Return an English word without its ending, in one spelling."""
    if len(word) >= SHORTEST_SPELLING:
        for american, british in _SPELLINGS:
            if word.endswith(american) and len(word) > len(american) + 2:
                word = word.removesuffix(american) + british
        word = word.replace("our", "or")
    return stem(word)


def key_of_words(words: Sequence[str], known: Collection[str] = ()) -> str:
    """Return the key of an English form without articles: its words as they are where that is known, else its stems.

    Of articles and one word there is none: *my order* is not *my orders*.
    """
    telling = [word for word in words if word not in ARTICLES]
    if not telling or words[0] in ARTICLES or len(telling) == 1 < len(words):
        return ""
    exact = _EXACT + " ".join(telling)
    return exact if exact in known else " ".join(map(stemmed, telling))


def key_of(form: str) -> str:
    """Return the key of a form of one script, or an empty text."""
    runs = runs_of(form)
    scripts = {run.script for run in runs}
    if scripts == {"latn"}:
        return key_of_words([run.text for run in runs])
    return runs[0].text if scripts == {"hani"} and len(runs) == 1 else ""


def mixed_key(text: str) -> str:
    """Return the key of a whole text in both scripts, or an empty text: T恤."""
    return _EXACT + canonical(text).replace(" ", "") if len({run.script for run in runs_of(text)}) > 1 else ""


@cache
def concept_keys() -> Mapping[str, str]:
    """Return key → English name of its concept; where endings alone tell two concepts apart, only their very words have one.

    A form without articles comes before one that holds them: *change name* is not *change the name*.
    """
    by_stem = defaultdict[str, set[str]](set)
    exact: dict[str, str] = {}
    for form, (name, _) in concept_names().items():
        if not (key := key_of(form)):
            continue
        by_stem[key].add(name)
        words = [run.text for run in runs_of(form) if run.script == "latn"]
        if telling := [word for word in words if word not in ARTICLES]:
            whole = _EXACT + " ".join(telling)
            exact[whole] = name if telling == words else exact.get(whole, name)
    clear = {key: next(iter(names)) for key, names in by_stem.items() if len(names) == 1}
    return clear | {key: name for key, name in exact.items() if len(by_stem[key_of(key[1:])]) > 1}


@cache
def near_names() -> Mapping[str, str]:
    """Return key → name of the one concept that it may stand for, where nothing else is said."""
    return {key: name for form, name in near_concepts().items() if (key := key_of(form))}


@cache
def packaged_names() -> Mapping[str, str]:
    """Return key → what it stands for, of every form that comes with kbgen."""
    names = {**_things(), **concept_keys()}
    for form, place in place_names().items():
        names.setdefault(key_of(form), canonical(place))
    same, spoken = _aliases(over=SPOKEN_WORD), _aliases(over=SPOKEN_WORD - 1, up_to=SPOKEN_WORD)
    known = dict(names)
    for source, targets in sorted(same.items()):
        meant = {known[word] for word in (source, *targets) if word in known}
        names.setdefault(source, next(iter(meant)) if len(meant) == 1 else min(source, *targets))
    for source, targets in sorted(spoken.items()):
        meant = {names.get(target, target) for target in targets}
        if len(meant) > 1:
            meant &= set(concept_keys().values())
        if len(meant) == 1:
            names.setdefault(source, next(iter(meant)))
    names.pop("", None)
    return names


def _aliases(*, over: int, up_to: int = 256) -> Mapping[str, list[str]]:
    """Return key → keys it stands for, of aliases of some weights."""
    found = defaultdict[str, list[str]](list)
    for alias in packaged_aliases():
        if over < alias.weight <= up_to and (source := key_of(alias.source)) and (target := key_of(alias.target)):
            found[source].append(target)
    return found


def _things() -> dict[str, str]:
    """Return key → name of a thing: that of the concept most of the forms of a row belong to, else the first form."""
    text = files("kbgen.insights.diagnosis").joinpath("things.tsv").read_text("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            keys = [key for form in line.replace("\t", "; ").split("; ") if (key := key_of(form) or mixed_key(form))]
            concepts = Counter(name for key in keys if (name := concept_keys().get(key)))
            name = max(concepts, key=lambda one: (concepts[one], one)) if concepts else keys[0]
            for key in keys:
                found.setdefault(key, name)
    return found
