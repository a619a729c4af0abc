"""Width and height from the first bytes."""

from __future__ import annotations

import struct
import zlib

import pytest

from kbgen.content.images import image_size
from kbgen.content.raster import picture_fault

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x0b\x08" + struct.pack(">HH", 200, 300) + b"\x03"
ON_ITS_SIDE = b"Exif\0\0II*\0" + struct.pack("<IHHHIII", 8, 1, 0x112, 3, 1, 6, 0)
PHOTO = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(ON_ITS_SIDE) + 2) + ON_ITS_SIDE + JPEG[8:]
WEBP_LOSSY = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 64, 32)
WEBP_EXTENDED = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + (99).to_bytes(3, "little") + (49).to_bytes(3, "little")
WEBP_LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (63 | 31 << 14).to_bytes(4, "little")


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", len(content) + 8, kind) + content


AVIF_SIZE = box(b"ispe", b"\0" * 4, struct.pack(">II", 40, 30))
AVIF_OF_ITEM = box(b"ipma", b"\0" * 4, struct.pack(">IHBB", 1, 1, 1, 1))
AVIF_ITEM = box(b"pitm", b"\0" * 4, b"\0\1")
AVIF = box(b"ftyp", b"avif\0\0\0\0avifmif1") + box(
    b"meta", b"\0" * 4, AVIF_ITEM, box(b"iprp", box(b"ipco", AVIF_SIZE), AVIF_OF_ITEM)
)


@pytest.mark.parametrize(
    ("name", "head", "size"),
    [
        ("a.png", PNG, (640, 480)),
        ("a.gif", GIF, (30, 20)),
        ("a.JPG", JPEG, (300, 200)),
        ("a.webp", WEBP_LOSSY, (64, 32)),
        ("a.webp", WEBP_LOSSLESS, (64, 32)),
        ("a.webp", WEBP_EXTENDED, (100, 50)),
        ("a.avif", AVIF, (40, 30)),
    ],
)
def test_the_size_of_an_image_is_read_from_its_head(name, head, size):
    assert image_size(name, head) == size


def test_a_photo_that_the_camera_held_on_its_side_has_the_size_in_which_browsers_show_it():
    assert image_size("a.jpg", PHOTO) == (200, 300)


@pytest.mark.parametrize("head", [PNG, GIF, JPEG, PHOTO, WEBP_LOSSY, WEBP_LOSSLESS, WEBP_EXTENDED, AVIF])
def test_of_an_image_that_ends_early_there_is_the_whole_size_or_none(head):
    name = "a.png"  # what counts is the content, as for browsers
    whole = image_size(name, head)
    assert {image_size(name, head[:end]) for end in range(len(head))} <= {whole, (0, 0)}


@pytest.mark.parametrize(("name", "head"), [("a.png", PNG[:18]), ("a.jpg", b"\xff\xd8\xff"), ("a.png", b""), ("a.txt", b"x")])
def test_a_damaged_or_unknown_image_has_no_size(name, head):
    assert image_size(name, head) == (0, 0)


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


WHOLE_PNG = PNG[:8] + chunk(b"IHDR", PNG[16:29]) + chunk(b"IDAT", b"x" * 20) + chunk(b"IEND")
WHOLE = {
    "png": WHOLE_PNG,
    "jpeg": JPEG + b"\xff\xd9",
    "jpeg with something behind it": JPEG + b"\xff\xd9" + b"\0" * 9,
    "gif": GIF + b"\x3b",
    "webp": b"RIFF" + struct.pack("<I", 8) + b"WEBPabcd",
    "avif": AVIF,
}


@pytest.mark.parametrize("raw", WHOLE.values(), ids=WHOLE)
def test_a_whole_picture_has_no_fault(raw):
    assert picture_fault(raw) == ""


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", "empty"),
        (WHOLE_PNG[:-1], "ends before"),
        (WHOLE_PNG[:60], "ends before"),
        (WHOLE_PNG.replace(b"xxxx", b"xyxx", 1), "checksum of its part IDAT"),
        (PNG[:8] + chunk(b"IHDR", PNG[16:29]) + chunk(b"IEND"), "holds no picture"),
        (JPEG, "ends before"),
        (GIF, "ends before"),
        (b"RIFF" + struct.pack("<I", 80) + b"WEBPabcd", "ends before"),
        (b"<!doctype html><title>404</title>", "no picture"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    ],
)
def test_a_picture_that_is_cut_off_damaged_or_none_is_told_so(raw, part):
    assert part in picture_fault(raw)
