"""Where pages with a day were: by `[permalinks]` of Hugo, and posts of the blog of Material for MkDocs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from kbgen.importing.addresses import slug_of

_DAY = re.compile(r"^(?:date|[ \t]+created)[ \t]*[:=][ \t]*['\"]?(\d{4})-(\d{1,2})-(\d{1,2})", re.MULTILINE)
_KEY = r"^%s[ \t]*[:=][ \t]*(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)'|(?P<bare>[^\s'\"][^\n#]*))"
_HEADING = re.compile(r"^#[ \t]+([^\n{]+)", re.MULTILINE)
_PLACE = re.compile(r":(?P<name>[a-z]+)|\{(?P<braced>\w+)\}")


def address_of_pattern(pattern: str, place: str, text: str) -> str:
    """Return the address of a page, with a slash at both ends; empty where the pattern asks for what the page does not say.

    pattern: as `/:year/:month/:slug/` or `{date}/{slug}`. place: below its language. text: the beginning of its file.
    """
    values = _values(place, text)
    names = [match["name"] or match["braced"] for match in _PLACE.finditer(pattern)]
    if not all(values.get(name) for name in names):
        return ""
    path = _PLACE.sub(lambda match: values[match["name"] or match["braced"]], pattern)
    return re.sub(r"/{2,}", "/", f"/{path.strip('/')}/")


def _values(place: str, text: str) -> Mapping[str, str]:
    folder, name = posixpath.split(place.removesuffix(".md").removesuffix("/index"))
    heading = _HEADING.search(text)
    title = _said(text, "title") or (heading[1].strip() if heading else "")
    slug = _said(text, "slug") or slug_of(title)
    values = {"title": slug_of(title), "slug": slug, "slugorfilename": _said(text, "slug") or name, "filename": name}
    values |= {"contentbasename": name, "slugorcontentbasename": _said(text, "slug") or name, "file": name}
    values |= {"section": folder.partition("/")[0], "sections": folder}
    if day := _DAY.search(text):
        year, month, number = day.groups()
        values |= {"year": year, "month": f"{int(month):02}", "day": f"{int(number):02}"}
        values["date"] = f"{year}/{values['month']}/{values['day']}"
    return values


def _said(text: str, key: str) -> str:
    match = re.search(_KEY % key, text, re.MULTILINE)
    return (match["double"] or match["single"] or match["bare"]).strip() if match else ""
