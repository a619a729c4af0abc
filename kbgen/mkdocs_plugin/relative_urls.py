"""The `url` of templates: an address of the site as a page writes it, which depends on the folder of the page alone."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import pass_context
from mkdocs.utils.templates import TemplateContext, url_filter


def url_filter_of_folders() -> Callable[[TemplateContext, str], str]:
    """Return a filter that asks MkDocs' own once for each address and folder: the pages of a topic name the same articles."""
    known: dict[tuple[str, str], str] = {}

    @pass_context
    def url(context: TemplateContext, value: str) -> str:
        page = context["page"]
        if page is None:  # the not-found page, whose addresses begin at the root
            return url_filter(context, value)
        folder, _, name = page.url.rpartition("/")
        place = folder if "." in name else page.url  # as MkDocs tells a file from a folder
        written = known.get((value, place))
        if written is None:
            written = known[value, place] = url_filter(context, value)
        return written

    return url
