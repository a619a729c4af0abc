"""The setting `look`."""

from __future__ import annotations

from kbgen.schemas.parts import Schema, choice, flag, local_text, one_or_more, table, text
from kbgen.settings.fonts import FONT_FILE_KEYS, FONT_KEYS, FONT_USES
from kbgen.settings.look import LINK_KEYS, LOGO_KEYS, LOOK_KEYS
from kbgen.settings.palette import ROLES, SCHEMES


def look() -> Schema:
    """Return the schema of `look`."""
    fields = {
        "colours": _colours(),
        "logo": _logo(),
        "icon": text("The icon of browser tabs, below docs_dir: SVG, PNG or ICO."),
        "fonts": table("Families for each use, the first that a browser has.", {use: _fonts() for use in FONT_USES}, FONT_USES),
        "header": one_or_more("Links beside the search.", _link()),
        "footer": one_or_more("Links at the foot of each page.", _link()),
        "legal": local_text("Legal notices at the foot of each page; each line is a paragraph."),
        "slash": flag("false: the key / does not open the search."),
    }
    return table("Colours, logo, fonts, links and legal notices of your own.", fields, LOOK_KEYS)


def _colours() -> Schema:
    each: dict[str, Schema] = {scheme: text(f'In the {scheme} scheme, in quotes: "#0d5763".') for scheme in SCHEMES}
    role: Schema = {"anyOf": [text(""), table("", each, SCHEMES)]}
    described: dict[str, Schema] = {
        name: {"description": f"The colour '{name}', one for both schemes or one for each.", **role} for name in ROLES
    }
    return table("Colours, each checked for its contrast.", described, ROLES)


def _logo() -> Schema:
    fields = {
        "light": local_text("The picture, below docs_dir."),
        "dark": local_text("That of the dark scheme."),
        "wordmark": flag("true: the picture holds the name of the site, which is not written beside it."),
    }
    return {"description": "The logo.", "anyOf": [text(""), table("", fields, LOGO_KEYS, required=("light",))]}


def _fonts() -> Schema:
    files = {
        "file": text("A WOFF2 file below docs_dir."),
        "weight": text("400, or 200 900 of a variable font."),
        "style": choice("Whether its letters are slanted.", ("normal", "italic")),
    }
    file = {"anyOf": [text(""), table("", files, FONT_FILE_KEYS, required=("file",))]}
    fields = {"family": text("The name of the family."), "files": one_or_more("Its files.", file)}
    return one_or_more("Families.", {"anyOf": [text(""), table("", fields, FONT_KEYS, required=("family",))]})


def _link() -> Schema:
    fields = {
        "label": local_text("What readers see."),
        "url": local_text("An address: https://…, mailto:…, tel:… or a path of your host."),
        "article": text("The path of an article of this site instead."),
    }
    return table("", fields, LINK_KEYS, required=("label",))
