"""Pictures of every odd kind, drawn for a test."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw, PngImagePlugin

SECRET = b"Secret Street 1"


def photo(width: int = 450, height: int = 320, mode: str = "RGB") -> Image.Image:
    """Return a picture that no codec makes small, with its left upper corner in yellow."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for step in range(0, width + height, 7):
        draw.line((step, 0, step - height, height), fill=(step % 255, 90, 255 - step % 200))
    draw.rectangle((0, 0, width // 5, height // 5), fill=(255, 220, 0))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def notes(orientation: int = 1) -> Image.Exif:
    """Return EXIF with a place and a remark."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.0, 18.0, 30.0)
    return exif


def with_text(picture: Image.Image) -> bytes:
    """Return a PNG with a remark of its program."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    text.add_itxt("Place", SECRET.decode())
    return saved(picture, "PNG", pnginfo=text, exif=notes())


def claiming(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims a size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


def moving(kind: str) -> bytes:
    """Return a picture of three frames."""
    frames = [photo(200, 120).rotate(step) for step in (0, 90, 180)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
