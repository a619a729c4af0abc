"""What a camera noted goes, and not a pixel changes."""

from __future__ import annotations

import io
import struct

import pytest
from drawn import SECRET, moving, notes, photo, saved, with_text
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from kbgen.content.picture_metadata import has_notes, without_metadata

NOTED = {
    "JPEG": saved(photo(), "JPEG", exif=notes(), comment=SECRET),
    "progressive JPEG": saved(photo(), "JPEG", exif=notes(), comment=SECRET, progressive=True),
    "CMYK JPEG": saved(photo(mode="CMYK"), "JPEG", exif=notes()),
    "JPEG with a film behind it": saved(photo(), "JPEG", exif=notes()) + b"ftypmp42" + SECRET,
    "PNG": with_text(photo()),
    "WebP": saved(photo(), "WEBP", exif=notes(), xmp=SECRET),
    "AVIF": saved(photo(64, 48), "AVIF", exif=notes(), xmp=SECRET),
    "lossless WebP": saved(photo(mode="RGBA"), "WEBP", exif=notes(), xmp=SECRET, lossless=True),
}


def same(one: bytes, other: bytes) -> bool:
    pictures = [ImageOps.exif_transpose(Image.open(io.BytesIO(raw))).convert("RGBA") for raw in (one, other)]
    return pictures[0].size == pictures[1].size and ImageChops.difference(*pictures).getbbox(alpha_only=False) is None


@pytest.mark.parametrize("raw", NOTED.values(), ids=NOTED)
def test_place_and_remarks_go_and_every_pixel_stays(raw: bytes):
    bare = without_metadata(raw)
    assert SECRET in raw
    assert SECRET not in bare
    assert not Image.open(io.BytesIO(bare)).getexif()
    assert same(raw, bare)
    assert without_metadata(bare) == bare


@pytest.mark.parametrize("orientation", [3, 6, 8])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_which_side_is_up_stays(kind: str, orientation: int):
    raw = saved(photo(), kind, exif=notes(orientation))
    bare = without_metadata(raw)
    assert dict(Image.open(io.BytesIO(bare)).getexif()) == {0x0112: orientation}
    assert SECRET not in bare
    assert same(raw, bare)


def test_colours_stay():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        bare = without_metadata(saved(photo(), kind, exif=notes(), icc_profile=profile))
        assert Image.open(io.BytesIO(bare)).info["icc_profile"] == profile


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_pictures_that_move_go_on_moving(kind: str):
    bare = without_metadata(moving(kind))
    assert Image.open(io.BytesIO(bare)).n_frames == 3


@given(st.sampled_from(sorted(NOTED)), st.integers(0, 400), st.binary(max_size=4), st.booleans())
def test_a_damaged_picture_is_left_or_made_bare_and_never_fails(name: str, at: int, new: bytes, cut: bool):
    raw = NOTED[name]
    damaged = raw[:at] + new + (b"" if cut else raw[at + len(new) :])
    assert isinstance(without_metadata(damaged), bytes)


def test_notes_in_avif_are_overwritten_where_they_stand():
    raw = saved(photo(64, 48), "AVIF", exif=notes(), xmp=SECRET)
    bare = without_metadata(raw)
    assert has_notes(raw)
    assert not has_notes(bare)
    assert len(bare) == len(raw)
    assert not has_notes(saved(photo(64, 48), "AVIF"))


def test_notes_in_avif_that_cannot_be_read_are_told_of_for_they_stay():
    raw = saved(photo(64, 48), "AVIF", exif=notes()).replace(b"iloc", b"il0c")
    assert without_metadata(raw) == raw
    assert has_notes(raw)


def test_notes_in_avif_that_share_bytes_with_the_picture_are_left_and_told_of():
    raw = saved(photo(64, 48), "AVIF", exif=notes())
    at = raw.index(b"iloc") + 12
    first, second = (struct.unpack(">I", raw[place : place + 4])[0] for place in (at + 6, at + 20))
    assert b"Exif" in raw[second : second + 10]
    shared = raw[: at + 20] + struct.pack(">I", first) + raw[at + 24 :]
    assert without_metadata(shared) == shared
    assert has_notes(shared)
