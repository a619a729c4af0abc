"""Images: what is shown, and what the words that replace one must say."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.portal import prepare

DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"


def found(make_site, markdown, **files):
    config = make_site({"content/en/returns/a.md": article(markdown), "content/assets/x.svg": DRAWING, **files})
    try:
        problems = prepare(load(config)).warnings
    except ContentError as error:
        problems = error.problems
    return [(problem.code, problem.hint) for problem in problems if problem.path.name == "a.md"]


def test_an_image_by_its_address_below_the_site_is_found(make_site):
    assert found(make_site, "![A parcel](/assets/x.svg)\n") == []


@pytest.mark.parametrize(
    "words", ["image", "x.svg", "Screenshot 2024-01-02 at 10.11", "IMG_2034", "image-20240102.png", "截圖 3", "alt text"]
)
def test_words_that_a_program_wrote_say_nothing(make_site, words):
    assert [code for code, _ in found(make_site, f"![{words}](../../assets/x.svg)\n")] == ["missing-alt"]


@pytest.mark.parametrize("words", ["Image of a parcel locker", "Screenshot of the order page", "X", "訂單頁面的截圖"])
def test_words_of_a_person_are_fine(make_site, words):
    assert found(make_site, f"![{words}](../../assets/x.svg)\n") == []


@pytest.mark.parametrize(
    ("name", "hint"), [("a.heic", "save it as PNG"), ("a.mp3", "leave the '!' out"), ("a.pdf", "leave the '!' out")]
)
def test_a_file_that_browsers_do_not_show_is_named(make_site, name, hint):
    ((code, said),) = found(make_site, f"![A parcel](../../assets/{name})\n", **{f"content/assets/{name}": "x"})
    assert (code, hint in said) == ("broken-image", True)


def test_an_article_as_an_image_is_named_as_one(make_site):
    ((code, said),) = found(make_site, "![Refunds](refund-times.md)\n")
    assert (code, "leave the '!' out" in said) == ("missing-image", True)


@pytest.mark.parametrize(("address", "hint"), [("www.example.com", "https://www.example.com"), ("help@example.com", "mailto:")])
def test_an_address_without_its_beginning_comes_with_the_whole(make_site, address, hint):
    ((code, said),) = found(make_site, f"[us]({address})\n")
    assert (code, hint in said) == ("broken-link", True)
