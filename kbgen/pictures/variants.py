"""A picture → the same in smaller files, by Pillow, which comes with the extra `images`; the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (480, 960, 1600)
"""Pixels: a phone, a phone with a fine screen or a column of text, that column on a fine screen."""
LOSSY_QUALITY = 80
CLEAR_QUALITY = 88
"""For drawings and pictures of screens, where letters must stay sharp."""
_CLEAR_KINDS = frozenset({"PNG", "GIF"})


class UndrawableError(Exception):
    """A picture that Pillow cannot read; the message says why."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A smaller file. width: in pixels. kind: `webp`, or that of the original for browsers without it."""

    width: int
    kind: str
    content: bytes


def pillow_version() -> str:
    """Return the version of Pillow, or an empty text where it is not installed."""
    try:
        import PIL
    except ImportError:
        return ""
    return f"{PIL.__version__} {_webp_version()}"


@cache
def _webp_version() -> str:
    from PIL import features

    return str(features.version("webp"))


def variants_of(raw: bytes, wanted: tuple[int, ...]) -> tuple[Variant, ...]:
    """Return a picture as WebP in each of the widths that it has, and what browsers without WebP get of a very wide one.

    wanted: widths in pixels, rising; a wider one than the picture is left out, and the picture's own stands for it.
    A file that would not be smaller than the original is left out; a picture that moves has none. Raises UndrawableError.
    """
    from PIL import Image as pillow  # noqa: N813 - the name is that of its class in this file

    try:
        with pillow.open(io.BytesIO(raw)) as found:
            if getattr(found, "is_animated", False):
                return ()
            clear = found.format in _CLEAR_KINDS
            drawn = _upright(found)
            widths = [width for width in wanted if width < drawn.width]
            widths += [drawn.width] if len(widths) < len(wanted) else []
            found_variants = [Variant(width, "webp", _as_webp(_narrow(drawn, width), clear=clear)) for width in widths]
            smaller = list(_each_smaller(found_variants, len(raw)))
            if drawn.width > WIDTHS[-1] and found.format in {"JPEG", "PNG"}:
                smaller.append(_plain(_narrow(drawn, WIDTHS[-1]), found.format))
            return tuple(smaller)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, pillow.DecompressionBombError) as error:
        raise UndrawableError(str(error) or type(error).__name__) from error


def _each_smaller(found: Sequence[Variant], most_bytes: int) -> Iterator[Variant]:
    """Yield files that are smaller than the original and than every wider one; rising again."""
    kept: list[Variant] = []
    for one in reversed(found):
        if len(one.content) < most_bytes:
            kept.append(one)
            most_bytes = len(one.content)
    yield from reversed(kept)


def _upright(found: Image) -> Image:
    """Return a picture as browsers show it: the right side up, in RGB, with its transparency."""
    from PIL import ImageOps

    picture = ImageOps.exif_transpose(found) or found
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        return picture.convert("F").point(lambda value: value / 256).convert("L").convert("RGB")
    transparent = picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        picture = _in_usual_colours(picture, profile)
    return picture.convert("RGBA" if transparent else "RGB")


def _in_usual_colours(picture: Image, profile: bytes) -> Image:
    """Return a picture in sRGB; one whose profile cannot be read keeps its numbers."""
    from PIL import ImageCms

    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture
    return made or picture


def _narrow(picture: Image, width: int) -> Image:
    from PIL.Image import Resampling

    if width == picture.width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Resampling.LANCZOS)


def _as_webp(picture: Image, *, clear: bool) -> bytes:
    if not clear:
        return _saved(picture, "WEBP", quality=LOSSY_QUALITY, method=4)
    whole = _saved(picture, "WEBP", lossless=True, quality=60, method=3, exact=False)
    lossy = _saved(picture, "WEBP", quality=CLEAR_QUALITY, alpha_quality=95, method=4)
    return min(whole, lossy, key=len)


def _plain(picture: Image, kind: str) -> Variant:
    if kind == "JPEG":
        return Variant(picture.width, "jpg", _saved(picture.convert("RGB"), kind, quality=LOSSY_QUALITY, progressive=True))
    return Variant(picture.width, "png", _saved(picture, kind, optimize=False, compress_level=6))


def _saved(picture: Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    for name in ("icc_profile", "exif", "xmp", "comment"):
        picture.info.pop(name, None)
    picture.save(out, kind, **how)
    return out.getvalue()
