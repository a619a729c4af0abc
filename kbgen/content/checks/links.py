"""Links must lead somewhere, and somewhere safe."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.checks.view import TextView
from kbgen.errors import Problem


def unsafe_link(view: TextView) -> Iterator[Problem]:
    """Report links and images that are neither http, https, mailto, tel nor relative; the page leaves them out."""
    for key, rendered in view.rendered.items():
        for link in rendered.links:
            if view.links.resolve(view.paths[key], link.target).kind == "unsafe":
                message = f"the link '{_short(link.target)}' is not allowed"
                hint = "use https://, mailto:, tel: or a relative path"
                yield Problem(rendered.article.path, link.line, "unsafe-link", message, hint)


def broken_link(view: TextView) -> Iterator[Problem]:
    """Report links to articles and files that do not exist."""
    for key, rendered in view.rendered.items():
        for link in rendered.links:
            if link.image:
                continue
            target = view.links.resolve(view.paths[key], link.target)
            if target.kind == "missing":
                hint = f"did you mean '{target.suggestion}'?" if target.suggestion else "link to its .md file"
                if target.path.startswith("/") and not target.suggestion:
                    hint = "write the whole address with https://, or a relative path to the .md file"
                message = f"the link '{_short(link.target)}' leads nowhere: there is no '{_short(target.path)}'"
                yield Problem(rendered.article.path, link.line, "broken-link", message, hint)


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"
