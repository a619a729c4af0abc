"""`{takes:refund}` in an article: how long something takes, from the settings, in the words of the article's language.

Within code it is what writers type, as `{{ name }}` is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kbgen.content.code_places import outside_code, without_code
from kbgen.errors import Problem
from kbgen.model import Article, Language
from kbgen.settings.contact import Expectation
from kbgen.settings.fields import nearest
from kbgen.site.contact import duration_text
from kbgen.site.strings import Strings

_PLACEHOLDER = re.compile(r"\{takes:([^{}\n]*)\}")


def fill_expectations(
    articles: Iterable[Article], expectations: Mapping[str, Expectation], strings: Mapping[Language, Strings]
) -> tuple[Article, ...]:
    """Return the articles with their placeholders filled in; unknown ones stay, and `unknown_expectations` reports them."""
    words = {
        language: {name: duration_text(entry.takes, texts) for name, entry in expectations.items()}
        for language, texts in strings.items()
    }
    return tuple(_filled(article, words[article.language]) for article in articles)


def _filled(article: Article, words: Mapping[str, str]) -> Article:
    if "{takes:" not in article.body:
        return article
    body = outside_code(article.body, lambda piece: _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), piece))
    return article if body == article.body else replace(article, body=body, unfilled=article.body)


def unknown_expectations(articles: Iterable[Article], expectations: Mapping[str, Expectation]) -> Iterator[Problem]:
    """Report placeholders without a value. articles: as they were filled in."""
    for article in articles:
        text = without_code(article.body) if "{takes:" in article.body else ""
        for number, line in enumerate(text.split("\n"), article.body_line):
            for match in _PLACEHOLDER.finditer(line):
                hint = "add it to 'contact.expectations' in mkdocs.yml"
                if expectations:
                    hint = f"{hint}, or: {nearest(match[1], expectations)}"
                message = f"'{match[0]}' names no expectation of this site"
                yield Problem(article.path, number, "unknown-expectation", message, hint)
