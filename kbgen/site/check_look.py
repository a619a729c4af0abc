"""Whether what the look of a site names is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.content.lifecycle import Withheld
from kbgen.errors import ConfigError
from kbgen.model import ArticleId, Asset, Pair
from kbgen.settings.faults import ConfigFaults
from kbgen.settings.fields import nearest, shown
from kbgen.settings.site import Settings


def check_look(
    settings: Settings, pairs: tuple[Pair, ...], assets: tuple[Asset, ...], withheld: Mapping[ArticleId, Withheld]
) -> None:
    """Raise ConfigError for a link to an article that does not exist, and for a logo that is not published or has no size.

    withheld: a link to what is to come, or has expired, is left out meanwhile and no fault of the settings.
    """
    articles = {str(pair.id) for pair in pairs}
    timely = {str(found.article.id) for found in withheld.values() if found.state != "draft"}
    faults = ConfigFaults()
    for link in (*settings.look.header, *settings.look.footer):
        if link.article and link.article not in articles | timely:
            message = f"'{link.where}.article' is '{link.article}', which does not exist"
            faults.add(_error(settings, link.line, message, nearest(link.article, articles)))
    published = {asset.path: asset for asset in assets}
    for line, key, name in _pictures(settings):
        if name not in published:
            message = f"'look.{key}' is '{name}', which is not published"
            faults.add(_error(settings, line, message, "name it as it lies below docs_dir, in no folder that is left out"))
        elif key != "icon" and not published[name].width:
            hint = "give its <svg> a viewBox, or width and height, so that pages keep room for it"
            faults.add(_error(settings, line, f"'look.{key}' is '{name}', whose size nobody can tell", hint))
    faults.say()


def _pictures(settings: Settings) -> Iterator[tuple[int, str, str]]:
    look = settings.look
    if look.logo:
        yield from ((look.logo.line, "logo.light", name) for name in look.logo.light.values())
        yield from ((look.logo.line, "logo.dark", name) for name in look.logo.dark.values())
    if look.icon:
        yield look.line, "icon", look.icon


def _error(settings: Settings, line: int, message: str, hint: str) -> ConfigError:
    return ConfigError(f"{shown(settings.file)}:{line}: {message}", hint=hint)
