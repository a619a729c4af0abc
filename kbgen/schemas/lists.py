"""The lists that editors keep: synonyms, terms, notices, judged queries, and decisions about gaps."""

from __future__ import annotations

from kbgen.content.notices import NOTICE_KEYS, TEXT_KEYS
from kbgen.insights.decisions import DECISION_KEYS, GAP_ID, STATES
from kbgen.model import LANGUAGES
from kbgen.schemas.parts import Schema, choice, day, may_be_empty, moment, named, number, some_texts, table, text, texts
from kbgen.settings.regions import REGION_WORDS
from kbgen.site.proof.judged import JUDGED_KEYS, MOST_RANKED
from kbgen.text.terms import ONE_WAY_KEYS, PIN_KEYS, TERMS_KEYS


def terms() -> Schema:
    """Return the schema of terms.yml."""
    one_way = {"from": some_texts("What customers type."), "to": some_texts("What the articles say.")}
    avoid = {"from": some_texts("Words that articles shall not use."), "to": text("The word in their place.")}
    pins = {"for": some_texts("Queries."), "article": text("The path of the article that they show first.")}
    fields = {
        "synonyms": {**_each(texts("")), "description": "Groups of words that stand for each other, as [refund, money back]."},
        "one-way": _each(table("", one_way, ONE_WAY_KEYS, ONE_WAY_KEYS), "Words that find others, but not the other way."),
        "products": texts("Chinese names of products and places, which are words of their own."),
        "pins": _each(table("", pins, PIN_KEYS, PIN_KEYS), "Queries that show an article first."),
        "avoid": _each(table("", avoid, ONE_WAY_KEYS, ONE_WAY_KEYS), "Words that 'kbgen check' names in articles."),
    }
    return may_be_empty(table("Synonyms and product words of the site.", fields, TERMS_KEYS))


def _each(item: Schema, description: str = "") -> Schema:
    return {"description": description, "type": "array", "items": item}


def glossary() -> Schema:
    """Return the schema of glossary.yml."""
    meanings = named("Each term with its meaning, on one line.", text("Its meaning."))
    return table("Terms that articles explain.", dict.fromkeys(LANGUAGES, meanings), LANGUAGES)


def notice() -> Schema:
    """Return the schema of a file of content/notices."""
    words = {"title": text("A few words."), "text": text("What readers should know, as plain text.")}
    side = table("The notice in one language.", words, TEXT_KEYS, TEXT_KEYS)
    sides: dict[str, Schema] = dict.fromkeys(LANGUAGES, side)
    fields = {
        "start": moment("From when it is shown: a day or a time."),
        "end": moment("Until when; a day ends with its last minute."),
        "region": choice("The region that it concerns.", REGION_WORDS),
        "topics": texts("Categories and articles that it concerns; without it all of them."),
        "article": text("The path of an article that says more."),
        **sides,
    }
    return table("What is so for a time.", fields, NOTICE_KEYS, required=("start", "end", *LANGUAGES))


def judged_queries() -> Schema:
    """Return the schema of files for `kbgen eval`."""
    fields = {
        "query": text("What customers type."),
        "finds": some_texts("The path of the article that answers it, or several of which one is enough."),
        "language": choice("The language of the query, where its characters do not tell.", LANGUAGES),
        "within": number("Among how many results it must be.", least=1, most=MOST_RANKED),
    }
    return _each(table("", fields, JUDGED_KEYS, required=("query", "finds")), "Queries and the articles that they must find.")


def gaps() -> Schema:
    """Return the schema of gaps.yml."""
    fields = {
        "state": choice("What editors decided.", STATES),
        "since": day("The day of the decision."),
        "reason": text("Why, in a line."),
        "same": texts("Ids of phrasings, by which the gap is found again."),
        "apart": texts("Ids of gaps, and of their phrasings, that are another need."),
    }
    each = table("", fields, DECISION_KEYS, required=("state", "since"))
    return may_be_empty(named("What editors decided about gaps, by the id of each.", each, GAP_ID.pattern))
