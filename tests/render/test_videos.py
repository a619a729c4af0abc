"""A video as a poster and a link: nothing of another host before a click, captions, no script."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_article import render
from small_site import article

from kbgen.settings.site import load
from kbgen.site.outputs.policy import content_policy
from kbgen.site.portal import Portal, prepare

POSTER = b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"></svg>'
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nPress Send.\n"


def site(make_site, body: str, **more: bytes) -> Path:
    pages = {
        "content/en/returns/a.md": article(body),
        "content/zh-hant/returns/a.md": article(body, title="一篇文章", description="說明。"),
        "content/assets/poster.svg": POSTER,
    }
    return make_site(pages | {f"content/assets/{name.replace('_', '.').replace('..', '-')}": raw for name, raw in more.items()})


def page(portal: Portal, language: str) -> str:
    return portal.rendered[language, "returns/a"].html.strip()


def told(portal: Portal) -> list[tuple[str, str]]:
    return [(problem.code, problem.path.parts[1]) for problem in portal.warnings]


OWN = "[![How to pack](../../assets/poster.svg)](../../assets/clip.mp4)\n"


def test_a_film_of_the_site_plays_in_the_page_with_captions_and_is_fetched_when_it_is_played(make_site):
    config = site(make_site, OWN, clip_mp4=b"film", clip_en_vtt=CAPTIONS, **{"clip_zh..hant_vtt": CAPTIONS})
    portal = prepare(load(config))
    assert page(portal, "en") == (
        '<figure class="video"><video controls preload="none" playsinline poster="../../../assets/poster.svg" width="640" '
        'height="360" aria-label="Video: How to pack"><source src="../../../assets/clip.mp4">'
        '<track kind="captions" srclang="en" label="English" src="../../../assets/clip.en.vtt" default>'
        '<track kind="captions" srclang="zh-Hant" label="中文" src="../../../assets/clip.zh-hant.vtt"></video>'
        '<figcaption><a href="../../../assets/clip.mp4" data-path="assets/clip.mp4">Video: How to pack</a></figcaption></figure>'
    )
    assert 'srclang="zh-Hant" label="中文" src="../../../assets/clip.zh-hant.vtt" default' in page(portal, "zh-hant")
    assert "影片：How to pack" in page(portal, "zh-hant")
    assert told(portal) == []
    assert "media-src 'self'" in content_policy(portal)


def test_captions_that_are_missing_in_a_language_are_a_problem_there_and_a_warm_build_sees_them_come(make_site):
    config = site(make_site, OWN, clip_mp4=b"film", clip_en_vtt=CAPTIONS)
    assert told(prepare(load(config))) == [("missing-captions", "zh-hant")]
    (config.parent / "content/assets/clip.zh-hant.vtt").write_bytes(CAPTIONS)
    assert told(prepare(load(config))) == []


@pytest.mark.parametrize(
    ("captions", "fault"),
    [
        (b"1\n00:00:00,000 --> 00:00:02,000\nx\n", "do not begin with 'WEBVTT'"),
        (b"WEBVTT\n\n1\n00:00:00,000 --> 00:00:02,000\nx\n", "hold no times"),
        (CAPTIONS + "送".encode("big5"), "are not UTF-8"),
        (b"", "do not begin with 'WEBVTT'"),
    ],
)
def test_captions_that_browsers_do_not_read_are_a_problem(make_site, captions, fault):
    warnings = prepare(load(site(make_site, "x\n", clip_vtt=captions))).warnings
    (problem,) = (problem for problem in warnings if problem.code == "broken-captions")
    assert problem.path.name == "clip.vtt"
    assert fault in problem.message


def outside(url: str) -> str:
    return render(f'[![How to pack](../../assets/parcel.svg)]({url} "captions: en, zh-hant")').html.strip()


@pytest.mark.parametrize(
    ("written", "address", "host"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc", "YouTube"),
        ("https://youtu.be/abc?t=5", "https://youtu.be/abc?t=5", "YouTube"),
        ("https://www.youtube-nocookie.com/embed/abc?start=5", "https://www.youtube.com/watch?v=abc&amp;t=5", "YouTube"),
        ("https://vimeo.com/123", "https://vimeo.com/123", "Vimeo"),
        ("https://player.vimeo.com/video/123", "https://vimeo.com/123", "Vimeo"),
    ],
)
def test_a_video_elsewhere_is_a_poster_of_the_site_and_a_link(written, address, host):
    assert outside(written) == (
        f'<figure class="video"><a href="{address}" class="poster"><img src="../../../assets/parcel.svg" alt="How to pack" '
        f'width="640" height="120" decoding="async"><span class="video-label">Watch on {host}</span></a></figure>'
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/",
        "https://example.com/watch?v=a",
        "https://vimeo.com/about",
        "https://youtube.com.evil.example/watch?v=a",
    ],
)
def test_other_links_around_pictures_stay_as_they_are(url):
    assert outside(url).startswith("<p><a href=")


def test_a_link_with_words_around_it_is_no_video():
    assert "<figure" not in render("See [![a](../../assets/parcel.svg)](https://youtu.be/abc) now").html


def test_who_links_to_a_video_elsewhere_says_which_captions_it_has():
    (finding,) = render("x\n\n[![a](../../assets/parcel.svg)](https://youtu.be/abc)").findings
    assert (finding.code, finding.line) == ("missing-captions", 2)
    assert '"captions: en"' in finding.hint
    assert render('[![a](../../assets/parcel.svg)](https://youtu.be/abc "captions: zh-HK")', language="zh-hant").findings == ()


def test_a_script_is_no_video():
    found = render("[![a](../../assets/parcel.svg)](javascript:alert(1)//clip.mp4)")
    assert "javascript" not in found.html


def test_a_film_written_as_a_picture_is_named(make_site):
    portal = prepare(load(site(make_site, "![How to pack](../../assets/clip.mp4)\n", clip_mp4=b"film")))
    assert {code for code, _ in told(portal)} == {"video-without-poster", "unlinked-file"}  # its poster


def test_a_site_without_films_has_the_policy_it_had(make_site):
    assert "media-src" not in content_policy(prepare(load(make_site())))
