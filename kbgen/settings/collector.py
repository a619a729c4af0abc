"""The settings `collector`: where the portal sends searches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kbgen.model import LANGUAGES, Language
from kbgen.settings.config_file import Block


@dataclass(frozen=True, slots=True)
class CollectorSettings:
    """Where the portal sends searches.

    endpoint: an address, or a path on the portal's own host. site: the name the collector knows the portal by.
    operator: who is answerable for it, named in the privacy notice; empty for the name of the portal.
    comments: whether readers may add a comment to "no, it did not help".
    """

    endpoint: str
    site: str
    operator: Mapping[Language, str] = field(default_factory=dict)
    comments: bool = False


def read_collector(block: Block) -> CollectorSettings | None:
    """Return the settings `collector`, or None where nothing is sent. Raises ConfigError."""
    inner = block.block("collector")
    if inner is None:
        return None
    inner.expect(CollectorSettings.__slots__)
    endpoint, site = inner.text("endpoint"), inner.text("site")
    if not endpoint and inner.from_environment("endpoint"):
        return None  # a build where nobody set the variable, such as a preview, sends nothing
    if not endpoint or not site:
        raise inner.missing("site" if endpoint else "endpoint", "a collector needs endpoint and site")
    parts = urlsplit(endpoint)
    own_path = endpoint.startswith("/") and not endpoint.startswith("//")
    if not own_path and not (parts.scheme in {"http", "https"} and parts.hostname):
        inner.bad("endpoint", endpoint, "write https://… or a path such as /_kb/events")
    comments = inner.flag("comments", default=False)
    return CollectorSettings(endpoint, site, inner.local_text("operator", LANGUAGES), comments)
