"""Whether what the contact settings name is there."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.content.lifecycle import Withheld
from kbgen.errors import ConfigError
from kbgen.model import ArticleId, Asset, Pair
from kbgen.settings.faults import ConfigFaults
from kbgen.settings.fields import nearest, shown
from kbgen.settings.site import PICTURES, Settings


def check_contact(
    settings: Settings, pairs: tuple[Pair, ...], assets: tuple[Asset, ...], withheld: Mapping[ArticleId, Withheld]
) -> None:
    """Raise ConfigError for contact settings that name an article, a category or a picture that does not exist.

    withheld: what will be there, or was, is a matter of time and no fault of the settings.
    """
    if settings.contact is None:
        return
    timely = [found for found in withheld.values() if found.state != "draft"]
    articles = {str(pair.id) for pair in pairs} | {str(found.article.id) for found in timely}
    categories = {side.category for pair in pairs for side in pair.sides if side.category}
    categories |= {found.article.category for found in timely}
    pictures = {asset.path for asset in assets if asset.path.lower().endswith((*PICTURES, ".svg"))}
    faults = ConfigFaults()
    for name, entry in settings.contact.expectations.items():
        with faults.caught():
            _check_name(settings, entry.line, f"expectations.{name}.article", entry.article, articles)
            _check_name(settings, entry.line, f"expectations.{name}.category", entry.category, categories)
    for channel in settings.contact.channels:
        with faults.caught():
            _check_name(settings, channel.line, f"{channel.kind}.qr", channel.qr, pictures)
    faults.say()


def _check_name(settings: Settings, line: int, key: str, found: str, known: set[str]) -> None:
    if found and found not in known:
        message = f"'contact.{key}' is '{found}', which does not exist"
        raise ConfigError(f"{shown(settings.file)}:{line}: {message}", hint=nearest(found, known))
