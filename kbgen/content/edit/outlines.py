"""How a draft begins: its headings by kind of article, with what belongs below each as a note between writers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.model import ArticleType, Language

Outline = Sequence[tuple[str, str]]
"""Headings with a note; an empty heading stands for the text above the first."""

OUTLINES: Mapping[ArticleType, Mapping[Language, Outline]] = {
    "how-to": {
        "en": (
            ("", "In one or two sentences: what this does, and for whom."),
            ("Before you begin", "What is needed: an order number, a file, an account."),
            ("Steps", "1. One action in each step, with the words that are on the screen."),
            ("If it does not work", "The two or three things that go wrong, and whom to ask."),
        ),
        "zh-hant": (
            ("", "用一兩句說明：可以做到甚麼、適合誰。"),
            ("開始之前", "需要準備甚麼：訂單編號、檔案、帳戶。"),
            ("步驟", "1. 每步只做一件事，用畫面上的字眼。"),
            ("做不到的時候", "最常遇到的兩三個情況，以及可以找誰。"),
        ),
    },
    "faq": {
        "en": (("", '??? question "The question as customers ask it"\n    The answer, in two or three sentences.'),),
        "zh-hant": (("", '??? question "客人會怎樣問"\n    用兩三句回答。'),),
    },
    "policy": {
        "en": (
            ("", "The rule in one sentence."),
            ("Who and what it is for", "Orders, places, dates."),
            ("What is excepted", "One exception in each line."),
            ("What you can do", "How to ask for it, and by when."),
        ),
        "zh-hant": (
            ("", "用一句說明規則。"),
            ("適用範圍", "哪些訂單、地區、日期。"),
            ("例外", "每行一項。"),
            ("您可以怎樣做", "如何提出，以及期限。"),
        ),
    },
    "reference": {
        "en": (
            ("", "What can be looked up here."),
            ("At a glance", "A table: one row for each case."),
            ("Notes", "What the numbers depend on, and when they last changed."),
        ),
        "zh-hant": (("", "這裡可以查到甚麼。"), ("一覽", "一個表：每種情況一行。"), ("備註", "數字取決於甚麼、何時更新。")),
    },
    "troubleshooting": {
        "en": (
            ("", "What the reader sees: the message, word for word."),
            ("Try this first", "1. The remedy that helps most readers."),
            ("If that does not help", "The other causes, the likely ones first."),
            ("Tell us", "Whom to ask, and what to send."),
        ),
        "zh-hant": (
            ("", "讀者見到甚麼：訊息原文。"),
            ("先試這個", "1. 對大部分人有效的做法。"),
            ("仍然不行", "其他原因，常見的先寫。"),
            ("聯絡我們", "可以找誰、要提供甚麼。"),
        ),
    },
}


def placeholders() -> frozenset[str]:
    """Return the lines of outlines that reach the page, and so must have been written over before anybody reads it."""
    notes = (note for outlines in OUTLINES.values() for outline in outlines.values() for _, note in outline if "\n" in note)
    return frozenset(line.strip() for note in notes for line in note.splitlines())


def outline_text(kind: ArticleType, language: Language) -> str:
    """Return the body of a draft: headings, and notes that do not reach the page."""
    parts = []
    for heading, note in OUTLINES[kind][language]:
        parts += [f"## {heading}"] * bool(heading)
        parts.append(f"<!-- {note} -->" if "\n" not in note else note)
    return "\n\n".join(parts) + "\n"
