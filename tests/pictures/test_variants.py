"""Pictures in smaller files: every odd kind looks as it did."""

from __future__ import annotations

import io

import pytest
from drawn import SECRET, moving, notes, photo, saved
from PIL import Image

from kbgen.pictures.variants import UndrawableError, variants_of

WIDTHS = (120, 240, 400)


def drawn(raw: bytes) -> dict[int, Image.Image]:
    return {one.width: Image.open(io.BytesIO(one.content)) for one in variants_of(raw, WIDTHS) if one.kind == "webp"}


def corner(picture: Image.Image) -> tuple[int, ...]:
    return picture.convert("RGB").getpixel((picture.width // 12, picture.height // 12))


def is_yellow(colour: tuple[int, ...]) -> bool:
    red, green, blue = colour
    return red > 200 and green > 170 and blue < 110


def test_a_photograph_has_three_widths_and_each_is_smaller():
    raw = saved(photo(), "JPEG", quality=95)
    found = variants_of(raw, WIDTHS)
    assert [one.width for one in found] == [120, 240, 400]
    assert [len(one.content) for one in found] == sorted(len(one.content) for one in found)
    assert len(found[-1].content) < len(raw)


def test_a_narrow_picture_is_never_made_wider():
    assert max(drawn(saved(photo(300, 200), "JPEG", quality=95))) == 300


def test_a_file_that_would_be_larger_is_left_out():
    raw = saved(photo().convert("1").convert("L").point(lambda _: 255), "PNG", optimize=True)
    assert all(len(one.content) < len(raw) for one in variants_of(raw, WIDTHS))


def test_the_camera_held_on_its_side_is_turned_and_its_notes_are_gone():
    raw = saved(photo(), "JPEG", quality=95, exif=notes(6))
    for picture in drawn(raw).values():
        assert picture.height > picture.width
        assert is_yellow(picture.convert("RGB").getpixel((picture.width * 11 // 12, picture.height // 12)))
    assert not any(SECRET in one.content for one in variants_of(raw, WIDTHS))


@pytest.mark.parametrize(
    "raw",
    [
        saved(photo(mode="CMYK"), "JPEG", quality=95),
        saved(photo(mode="P"), "PNG"),
        saved(photo(), "GIF"),
        saved(photo(), "WEBP", quality=95),
        saved(photo(), "AVIF", quality=95),
    ],
    ids=["CMYK", "palette", "GIF", "WebP", "AVIF"],
)
def test_colours_are_those_of_the_original(raw: bytes):
    found = drawn(raw)
    assert found
    assert all(is_yellow(corner(picture)) for picture in found.values())


def test_sixteen_bits_are_neither_black_nor_white():
    grey = Image.linear_gradient("L").resize((450, 320))
    deep = Image.new("I;16", (450, 320))
    deep.putdata([value * 256 for value in grey.get_flattened_data()])
    found = drawn(saved(deep, "PNG")).values()
    assert found
    assert all(abs(picture.convert("L").getpixel((9, picture.height // 2)) - 128) < 12 for picture in found)


def test_what_is_transparent_stays_transparent():
    clear = photo(mode="RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    for picture in drawn(saved(clear, "PNG")).values():
        assert picture.mode == "RGBA"
        assert picture.getpixel((5, 2))[3] < 12
        assert picture.getpixel((5, picture.height - 2))[3] > 240


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_is_left_as_it_is(kind: str):
    assert variants_of(moving(kind), WIDTHS) == ()


def test_a_very_wide_one_has_a_plain_file_for_browsers_without_webp():
    found = variants_of(saved(photo(1700, 40), "JPEG", quality=95), WIDTHS)
    assert (found[-1].kind, found[-1].width) == ("jpg", 1600)
    assert found[-1].content.startswith(b"\xff\xd8")


def test_the_same_picture_gives_the_same_bytes():
    raw = saved(photo(), "PNG")
    assert variants_of(raw, WIDTHS) == variants_of(raw, WIDTHS)


@pytest.mark.parametrize("raw", [saved(photo(), "JPEG")[:3000], b"\x89PNG\r\n\x1a\n", b"", b"GIF89a" + b"\0" * 50])
def test_a_broken_picture_is_named(raw: bytes):
    with pytest.raises(UndrawableError):
        variants_of(raw, WIDTHS)
