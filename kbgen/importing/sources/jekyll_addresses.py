"""Where pages of Jekyll were: by their own `permalink`, by the pattern of their collection or of posts, by their path."""

from __future__ import annotations

import re

from kbgen.importing.sources.layout import Placed, address_of, front_value, stem_of, text_of
from kbgen.settings.strict_yaml import Table

POST = re.compile(r"(?:.*/)?(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<name>[^/]+)\.md")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
}
_PLACE = re.compile(r":(?P<name>[a-z_]+)")


def addresses_of(page: Placed, place: str, front: str, site: str, settings: Table | None) -> tuple[str, ...]:
    """Return the former addresses of a page, the likeliest first. place: its new one. site: the path of the site."""
    prefix = f"{site}{page.label}/" if page.label else site
    addresses = [address_of(place, prefix), address_of(place, prefix, html=True)]
    if page.place.startswith("_"):  # of a collection: its name is often no part of the address
        addresses.append(address_of(place.partition("/")[2] or place, prefix))
    if made := _of_pattern(page, front, settings):
        addresses.insert(0, f"{site}{made}")
    permalink = front_value(front, "permalink")
    if permalink and ":" not in permalink and "{" not in permalink:
        addresses[:0] = dict.fromkeys((f"{site}{permalink.lstrip('/')}", f"/{permalink.lstrip('/')}"))
    addresses += [f"{site}{former.lstrip('/')}" for former in values_of(front, "redirect_from")]
    return tuple(dict.fromkeys(addresses))


def _of_pattern(page: Placed, front: str, settings: Table | None) -> str:
    """Return the address of a page of a collection with a pattern, or of a post; empty where it asks for something else."""
    post = POST.fullmatch(page.place)
    collection = "posts" if post else page.place.partition("/")[0].removeprefix("_") if page.place.startswith("_") else ""
    pattern = text_of(settings, "collections", collection, "permalink") or (
        (text_of(settings, "permalink") or "date") if post else ""
    )
    own = front_value(front, "permalink")
    pattern = own if ":" in own else _STYLES.get(pattern, pattern)
    if not collection or ":" not in pattern:
        return ""
    path = stem_of(page.file).rpartition(f"_{collection}/")[2]
    name = post["name"] if post else path.rpartition("/")[2]
    folders = page.place.partition("_posts/")[0].strip("/").split("/") if post and "_posts/" in page.place else []
    categories = [*folders, *values_of(front, "category"), *values_of(front, "categories", spaced=True)]
    values = {"collection": collection, "path": path, "name": name, "slug": name, "output_ext": ".html"}
    values |= {"title": front_value(front, "slug") or name, "categories": "/".join(filter(None, categories)).lower()}
    if post:
        values |= {key: post[key] for key in ("year", "month", "day")}
        values |= {"i_month": post["month"].lstrip("0"), "i_day": post["day"].lstrip("0")}
    made = _PLACE.sub(lambda match: values.get(match["name"], match[0]), pattern)
    return "" if ":" in made else re.sub(r"/{2,}", "/", made).lstrip("/")


def values_of(front: str, key: str, *, spaced: bool = False) -> tuple[str, ...]:
    """Return a list of front matter, on one line or on several. spaced: whether blanks part words without brackets."""
    match = re.search(rf"^{key}[ \t]*:(?P<line>[^\n]*)\n?(?P<list>(?:[ \t]*-[ \t][^\n]*\n?)*)", front, re.MULTILINE)
    if not match:
        return ()
    line = match["line"].strip()
    words = line.split() if spaced and "[" not in line else line.strip("[]").split(",")
    words += re.findall(r"^[ \t]*-[ \t]+([^\n]*)", match["list"], re.MULTILINE)
    return tuple(word.strip().strip("'\"") for word in words if word.strip() and not re.search(r"[:{}]", word))
