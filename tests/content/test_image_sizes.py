"""Width and height from the first bytes."""

from __future__ import annotations

import struct

import pytest

from kbgen.content.images import image_size

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x0b\x08" + struct.pack(">HH", 200, 300) + b"\x03"
WEBP_LOSSY = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 64, 32)
WEBP_EXTENDED = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + (99).to_bytes(3, "little") + (49).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("name", "head", "size"),
    [
        ("a.png", PNG, (640, 480)),
        ("a.gif", GIF, (30, 20)),
        ("a.JPG", JPEG, (300, 200)),
        ("a.webp", WEBP_LOSSY, (64, 32)),
        ("a.webp", WEBP_EXTENDED, (100, 50)),
    ],
)
def test_the_size_of_an_image_is_read_from_its_head(name, head, size):
    assert image_size(name, head) == size


@pytest.mark.parametrize(("name", "head"), [("a.png", PNG[:18]), ("a.jpg", b"\xff\xd8\xff"), ("a.png", b""), ("a.txt", b"x")])
def test_a_damaged_or_unknown_image_has_no_size(name, head):
    assert image_size(name, head) == (0, 0)
