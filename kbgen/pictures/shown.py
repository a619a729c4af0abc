"""The pictures that articles show → their smaller files, from the cache where it has them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

import msgspec

from kbgen.content.images import RASTER
from kbgen.content.raster import MOST_PIXELS
from kbgen.counted import counted
from kbgen.errors import Problem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, code_digest
from kbgen.model import Article, Asset, Smaller
from kbgen.pictures.variants import WIDTHS, UndrawableError, Variant, pillow_version, variants_of
from kbgen.settings.site import Settings

FOLDER = "assets/kbgen-pictures/"
"""Where the site has them, under the path of the original."""
_ENDING = re.compile(r"\.(?:" + "|".join(sorted(RASTER)) + r")(?![\w-])", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"[\s()<>\"'\[\]]")
_LONGEST_NAME = 1000
_KEEP_UNUSED = 200
_Row = tuple[int, str, bytes]


@dataclass(frozen=True, slots=True)
class Pictures:
    """assets: those of the site, each with its smaller files. contents: of these, by path relative to the root of the site.

    treated: pictures that have some, by path; they may be large.
    """

    assets: tuple[Asset, ...]
    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    treated: frozenset[str] = frozenset()


def smaller_pictures(
    settings: Settings, articles: Iterable[Article], assets: Sequence[Asset], contents: Mapping[str, bytes], broken: Set[str]
) -> Pictures:
    """Return what a site shows of its pictures. contents: what is published of some in place of their files.

    broken: pictures of which it has been said already that they cannot be read.
    """
    named = _shown(articles, assets) if settings.pictures else []
    shown = [asset for asset in named if asset.path not in broken and asset.width * asset.height <= MOST_PIXELS]
    if not shown:
        return Pictures(tuple(assets), {})
    version = pillow_version()
    if not version:
        return Pictures(tuple(assets), {}, (_without_pillow(settings, shown),))
    drawer = _Drawer(settings, version, contents)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(shown))) as threads:
        drawn = dict(zip((asset.path for asset in shown), threads.map(drawer.draw, shown), strict=True))
    drawer.kept.sweep()
    problems = [_undrawable(settings, path, found) for path, found in drawn.items() if isinstance(found, str)]
    made = {path: found for path, found in drawn.items() if not isinstance(found, str) and found}
    files = {_path(path, one): one.content for path, found in made.items() for one in found}
    described = [replace(asset, smaller=_described(asset.path, made.get(asset.path, ()))) for asset in assets]
    return Pictures(tuple(described), files, tuple(problems), frozenset(made))


class _Drawer:
    """Draws pictures, each once: what it drew before comes from the cache."""

    def __init__(self, settings: Settings, version: str, contents: Mapping[str, bytes]) -> None:
        self.kept = KeptValues(settings.cache, "pictures", most_unused=_KEEP_UNUSED)
        self._settings, self._contents = settings, contents
        self._software = code_digest(Path(__file__).parent) + version.encode()

    def draw(self, asset: Asset) -> tuple[Variant, ...] | str:
        """Return the smaller files of a picture, or why there are none."""
        raw = self._contents.get(asset.path)
        if raw is None:
            raw = (self._settings.content / asset.path).read_bytes()
        digest = hashlib.blake2b(self._software, digest_size=DIGEST_BYTES)
        digest.update(raw)
        name = digest.hexdigest()
        payload = self.kept.load(name)
        if payload is not None:
            return tuple(Variant(*row) for row in msgspec.msgpack.decode(payload, type=list[_Row]))
        try:
            drawn = variants_of(raw, WIDTHS)
        except UndrawableError as error:
            return str(error)
        self.kept.store(name, msgspec.msgpack.encode([(one.width, one.kind, one.content) for one in drawn]))
        return drawn


def _shown(articles: Iterable[Article], assets: Sequence[Asset]) -> list[Asset]:
    """Return the pictures whose names stand in articles, and their variants by language."""
    pictures = [asset for asset in assets if asset.width and asset.path.lower().rpartition(".")[2] in RASTER]
    if not pictures:
        return []
    named = {name for article in articles for name in _named(article.body)}
    return [asset for asset in pictures if named & {plain_name(asset.path), _name(asset.path)}]


def _named(body: str) -> Iterator[str]:
    """Yield the names of pictures that stand in a text, without their folders."""
    for match in _ENDING.finditer(body):  # from the ending back: Chinese has no blanks at which a search could stop
        before = body[max(0, match.start() - _LONGEST_NAME) : match.start()]
        yield unquote(_BEFORE_NAME.split(before)[-1] + match[0]).rpartition("/")[2]


def plain_name(path: str) -> str:
    """Return the name of a picture without the language that it is for: `a.png` of `assets/a.zh-hant.png`."""
    return re.sub(r"\.(?:en|zh-hant)(?=\.[^.]+$)", "", _name(path))


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _path(path: str, one: Variant) -> str:
    return f"{FOLDER}{path.removeprefix('assets/')}-{one.width}.{one.kind}"


def _described(path: str, found: tuple[Variant, ...]) -> tuple[Smaller, ...]:
    return tuple(Smaller(_path(path, one), one.width) for one in found)


def _without_pillow(settings: Settings, shown: Sequence[Asset]) -> Problem:
    message = f"{counted(len(shown), 'picture')} in one size for every screen, and not as WebP: Pillow is not installed"
    hint = "pip install 'kbgen[images]', or say that this is meant: pictures: false"
    return Problem(Path(settings.file.name), 0, "pictures-as-they-are", message, hint)


def _undrawable(settings: Settings, path: str, why: str) -> Problem:
    shown_as = settings.shown_content / path
    message = f"the picture cannot be drawn smaller: {why}"
    return Problem(shown_as, 0, "broken-image", message, "export it again; until then it is published as it is")
