"""What stands between two lines of `---` on top of an article."""

from __future__ import annotations

from kbgen.content.front_matter import KEYS
from kbgen.model import ARTICLE_TYPES
from kbgen.schemas.parts import Schema, choice, day, flag, moment, named, number, one_or_more, table, text, texts
from kbgen.settings.regions import REGION_WORDS


def front_matter() -> Schema:
    """Return the schema of front matter."""
    fields = {
        "title": text("The title of the article. Required."),
        "description": text("One or two sentences that lists and results show. Required for articles."),
        "keywords": texts("Words customers use that the text does not contain."),
        "pin_for": texts("Queries that show this article first, such as: lost parcel."),
        "type": choice("What kind of article it is; how-to where nothing is said.", ARTICLE_TYPES),
        "owner": text("The team that looks after the article, by the name that the setting 'owners' has."),
        "updated": day("The day the text last changed, as 2026-10-02."),
        "reviewed": day("The day somebody last made sure that it is right, as 2026-11-03."),
        "publish_at": moment("When readers first see it: a day or a time, as 2026-12-01 or 2026-12-01 09:00."),
        "expire_at": moment("When readers last see it; a day ends with its last minute."),
        "review_by": moment("By when somebody is to read it again."),
        "featured": flag("true shows it on the home page."),
        "order": number("Its place in the category; small numbers first, 1000 where nothing is said."),
        "icon": text("For a category's index.md: an icon of Material, such as material/truck-delivery-outline."),
        "aliases": texts(
            "Former paths below the language folder (returns/old-name), former addresses (/old/page/),"
            " or short ones of articles that this one replaces (/a/7f3k/)."
        ),
        "id": text("The short id of the article, the same on both sides; 'kbgen ids' writes it."),
        "draft": flag("true: not for readers yet; the file is left out."),
        "differs": named("Facts in which the other side differs on purpose, each with its reason.", text("Why.")),
        "regions": one_or_more("Where the article holds, if not everywhere.", choice("A region.", REGION_WORDS)),
        "translated_from": text("What the other side said when this one last said the same; 'kbgen translate' writes it."),
    }
    return table("Front matter of an article.", fields, KEYS, required=("title",))
