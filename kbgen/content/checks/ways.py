"""Ways between articles: those that no text leads to, and those that lead nowhere on. Off until a site asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import TextView
from kbgen.errors import Problem


def orphan_article(view: TextView) -> Iterator[Problem]:
    """Report an article that no other text links to, in either language; menus and search still lead there."""
    names = {article_id: rendered.article.name for (_, article_id), rendered in view.rendered.items()}
    reached = set()
    for key, rendered in view.rendered.items():
        for link in rendered.links:
            target = view.links.resolve(view.paths[key], link.target)
            if target.page is not None and names.get(target.page[1]) != names[key[1]]:
                reached.add(names.get(target.page[1]))
    for (_, article_id), rendered in view.rendered.items():
        if rendered.article.kind == "article" and names[article_id] not in reached:
            hint = "link to it where readers come from, or leave it to the menus: 'checks: {orphan-article: off}'"
            yield Problem(rendered.article.path, 1, "orphan-article", "no other article links here", hint)


def dead_end(view: TextView) -> Iterator[Problem]:
    """Report an article without a link to another one or to another site."""
    for key, rendered in view.rendered.items():
        if rendered.article.has_pages_of_regions:  # it leads on to these
            continue
        leads_on = (_leads_on(view, rendered.article.name, view.paths[key], link.target) for link in rendered.links)
        if rendered.article.kind != "article" or any(leads_on):
            continue
        hint = "say at its end what a reader may want next, with a link"
        yield Problem(rendered.article.path, 1, "dead-end", "no link leads on from here", hint)


def _leads_on(view: TextView, article_id: str, path: str, written: str) -> bool:
    target = view.links.resolve(path, written)
    if target.page is None or target.page[1] == article_id:
        return target.kind == "outside"
    reached = view.rendered.get(target.page)
    return reached is None or reached.article.name != article_id
