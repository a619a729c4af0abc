"""What a site publishes of its pictures, and what its pages say of them."""

from __future__ import annotations

import io
import sys

import pytest
from drawn import SECRET, claiming, notes, photo, saved
from PIL import Image
from small_site import article

from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.portal import Portal, prepare

PHOTO = saved(photo(1000, 300), "JPEG", quality=95, exif=notes())
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"></svg>'


def files(body: str, **pictures: bytes) -> dict[str, str | bytes]:
    named = {f"content/assets/{name.replace('__', '-').replace('_', '.')}": raw for name, raw in pictures.items()}
    return {
        "content/en/returns/a.md": article(body),
        "content/zh-hant/returns/a.md": article(body, title="一篇文章", description="說明。"),
        **named,
    }


def page(portal: Portal, language: str = "en") -> str:
    return portal.rendered[language, "returns/a"].html


def codes(portal: Portal) -> list[str]:
    return [problem.code for problem in portal.warnings]


@pytest.fixture
def shop(make_site):
    body = "![A](../../assets/p.jpg) ![B](../../assets/d.svg)\n\n![A](../../assets/p.jpg){ width=200 }\n"
    return make_site(files(body, p_jpg=PHOTO, other_jpg=PHOTO, d_svg=DRAWING))


def test_a_page_offers_the_smaller_files_and_the_size_of_the_whole(shop):
    portal = prepare(load(shop))
    source = (
        '<source type="image/webp" srcset="../../../assets/kbgen-pictures/p.jpg-480.webp 480w, ../../../assets/kbgen-pictures/'
    )
    assert page(portal).startswith(f'<p><a class="zoom" href="../../../assets/p.jpg"><picture>{source}p.jpg-960.webp 960w, ')
    assert '<img src="../../../assets/p.jpg" alt="A" width="1000" height="300" decoding="async"></picture>' in page(portal)
    assert '<img src="../../../assets/d.svg" alt="B" width="900" height="90" loading="lazy" decoding="async">' in page(portal)
    named = [path for path in portal.contents if "kbgen-pictures" in path]
    assert all(Image.open(io.BytesIO(portal.contents[path])).format == "WEBP" for path in named)
    assert codes(portal) == ["unlinked-file"]  # other.jpg


def test_a_picture_that_is_shown_narrow_offers_no_file_of_more_than_twice_that(shop):
    last = page(prepare(load(shop))).rpartition("<picture>")[2]
    assert "480w" in last
    assert "960w" not in last
    assert 'sizes="min(200px, 100vw)"' in last


def test_only_pictures_of_articles_are_drawn_and_all_lose_their_notes(shop):
    portal = prepare(load(shop))
    assert not any("other" in path for path in portal.contents if "kbgen-pictures" in path)
    assert SECRET in PHOTO
    assert SECRET not in portal.contents["assets/other.jpg"] + portal.contents["assets/p.jpg"]


def test_a_second_build_draws_nothing_and_gives_the_same(shop, monkeypatch):
    first = prepare(load(shop)).contents
    monkeypatch.setattr("kbgen.pictures.shown.variants_of", lambda *_: pytest.fail("drawn again"))
    assert prepare(load(shop)).contents == first


def test_a_site_may_publish_its_pictures_as_they_are(make_site):
    portal = prepare(load(make_site(files("![A](../../assets/p.jpg)", p_jpg=PHOTO), settings="pictures: false")))
    assert portal.contents == {}
    assert "<picture>" not in page(portal)


def test_without_pillow_one_problem_says_what_is_lost_and_notes_go_all_the_same(make_site, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    portal = prepare(load(make_site(files("![A](../../assets/p.jpg)", p_jpg=PHOTO))))
    (problem,) = portal.warnings
    assert problem.code == "pictures-as-they-are"
    assert problem.message == "1 picture in one size for every screen, and not as WebP: Pillow is not installed"
    assert "pip install 'kbgen[images]'" in problem.hint
    assert SECRET not in portal.contents["assets/p.jpg"]


def test_a_picture_for_one_language_takes_the_place_of_the_plain_one_there(make_site):
    body = "![A](../../assets/p.png)"
    own = saved(photo(500, 90), "PNG")
    portal = prepare(load(make_site(files(body, p_png=saved(photo(300, 90), "PNG"), p_zh__hant_png=own))))
    assert 'src="../../../assets/p.png" alt="A" width="300"' in page(portal)
    assert 'src="../../../assets/p.zh-hant.png" alt="A" width="500"' in page(portal, "zh-hant")
    assert codes(portal) == []


def test_a_picture_for_the_dark_may_be_one_for_a_language_too(make_site):
    sources = '<source media="(prefers-color-scheme: dark)" srcset="../../assets/dark.svg">'
    body = f'<picture>{sources}<img src="../../assets/d.svg" alt="A"></picture>'
    portal = prepare(load(make_site(files(body, d_svg=DRAWING, dark_svg=DRAWING, dark_zh__hant_svg=DRAWING))))
    assert 'srcset="../../../assets/dark.svg"' in page(portal)
    assert 'srcset="../../../assets/dark.zh-hant.svg"' in page(portal, "zh-hant")


def test_a_picture_for_one_language_that_comes_later_is_seen_by_a_warm_build(make_site):
    config = make_site(files("![A](../../assets/d.svg)", d_svg=DRAWING))
    prepare(load(config))
    (config.parent / "content/assets/d.zh-hant.svg").write_bytes(DRAWING.replace(b"900", b"800"))
    assert "assets/d.zh-hant.svg" in page(prepare(load(config)), "zh-hant")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("My-Photo.JPG", "<../../assets/My-Photo.JPG>"),
        ("相片.jpg", "../../assets/%E7%9B%B8%E7%89%87.jpg"),
        ("相片.jpg", "../../assets/相片.jpg"),
        ("x.jpg", '../../assets/x.jpg "A title"'),
    ],
)
def test_a_picture_of_any_name_is_drawn(make_site, name, written):
    portal = prepare(load(make_site(files(f"![A]({written})") | {f"content/assets/{name}": PHOTO})))
    assert "<picture>" in page(portal)
    assert f"assets/kbgen-pictures/{name}-480.webp" in portal.contents


def test_huge_broken_and_large_pictures_are_named_once_each(make_site):
    cut = PHOTO[: len(PHOTO) // 2]
    body = "![A](../../assets/huge.png) ![B](../../assets/cut.jpg) ![C](../../assets/large.jpg)"
    remark = b"\xff\xfe\xff\xff" + b"\0" * 65533
    large = PHOTO[:2] + remark * 40 + PHOTO[2:]
    portal = prepare(load(make_site(files(body, huge_png=claiming(30_000, 30_000), cut_jpg=cut, large_jpg=large))))
    assert sorted(codes(portal)) == ["broken-image", "huge-image"]
    assert "large.jpg-480.webp" in page(portal)


def test_a_folder_of_the_writer_cannot_take_the_place_of_drawn_pictures(make_site):
    with pytest.raises(ContentError, match=r"'assets/kbgen-pictures/x\.webp' is an address of the portal itself"):
        prepare(load(make_site({"content/assets/kbgen-pictures/x.webp": saved(photo(20, 20), "WEBP")})))
