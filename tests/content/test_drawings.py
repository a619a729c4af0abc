"""Drawings: published as they are, made safe, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.content.images import SvgReader
from kbgen.content.scan import read_content
from kbgen.errors import Problem
from kbgen.settings.site import load


def only_problem(config: Path) -> Problem:
    (problem,) = read_content(load(config)).problems
    return problem


ACTIVE = {
    "<script": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><rect/></svg>",
    "<svg:script": "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'><svg:script>alert(1)</svg:script><rect/></svg:svg>",
    "onload": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><rect/></svg>",
    "OnClick": "<svg xmlns='http://www.w3.org/2000/svg'><rect OnClick='alert(1)'/></svg>",
    "javascript:": "<svg xmlns='http://www.w3.org/2000/svg'><a href='javascript:alert(1)'><rect/></a></svg>",
    "https://evil": "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://evil.example/x.png'/><rect/></svg>",
    "//evil": "<svg xmlns='http://www.w3.org/2000/svg'><style>@import '//evil.example/x.css';</style><rect/></svg>",
    "url(http": "<svg xmlns='http://www.w3.org/2000/svg'><rect style='fill:url(https://evil.example)'/></svg>",
    "evil.example": "<svg xmlns='http://www.w3.org/2000/svg'><style>a{fill:url( 'https://evil.example/)' )}</style><rect/></svg>",
    "<set": "<svg xmlns='http://www.w3.org/2000/svg'><a><set attributeName='href' to='javascript:x'/><rect/></a></svg>",
    "<?xml-stylesheet": "<?xml-stylesheet href='https://evil.example/x.css'?><svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>",
}


@pytest.mark.parametrize(("fault", "drawing"), ACTIVE.items(), ids=ACTIVE)
def test_a_drawing_that_could_act_is_published_without_that(make_site, fault, drawing):
    content = read_content(load(make_site({"content/assets/x.svg": drawing})))
    assert {problem.code for problem in content.problems} <= {"cleaned-svg"}
    published = content.contents["assets/x.svg"].decode()
    assert fault.lower() not in published.lower()
    assert "rect" in published
    proof = SvgReader()
    proof.read(published.encode())
    assert proof.faults == []


def test_what_is_taken_out_of_a_drawing_is_a_warning_with_its_line(make_site):
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'>\n<script>alert(1)</script>\n</svg>"
    problem = only_problem(make_site({"content/assets/x.svg": drawing}))
    assert (problem.code, problem.line) == ("cleaned-svg", 2)
    assert "<script>" in problem.message


@pytest.mark.parametrize(
    "drawing",
    [
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "<svg",
        "<svg>" * 500 + "</svg>" * 500,
    ],
)
def test_a_drawing_that_cannot_be_made_safe_is_refused(make_site, drawing):
    drawing = drawing.replace("<svg>", "<svg onload='x'>", 1)
    assert only_problem(make_site({"content/assets/x.svg": drawing})).code == "unsafe-svg"


def test_letters_that_a_drawing_brings_along_and_pictures_in_it_are_no_fault(make_site):
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><style>@font-face{font-family:a;"
        "src:url(data:font/woff2;base64,AAAA) format('woff2'), url(\"data:application/font-woff;charset=utf-8;base64,AA\")}"
        "</style><image href='data:image/png;base64,AAAA'/><rect fill='url( #g )'/></svg>"
    )
    content = read_content(load(make_site({"content/assets/x.svg": drawing})))
    assert (content.problems, content.contents) == ((), {})


def test_a_drawing_of_illustrator_is_published_with_its_namespaces_written_out(make_site):
    drawing = (
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd' [<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>]>"
        "<svg xmlns='&ns_svg;' viewBox='0 0 30 20'><rect/></svg>"
    )
    content = read_content(load(make_site({"content/assets/x.svg": drawing})))
    assert content.problems == ()
    assert b'<svg xmlns="http://www.w3.org/2000/svg"' in content.contents["assets/x.svg"]
    assert [(asset.width, asset.height) for asset in content.assets if asset.path == "assets/x.svg"] == [(30, 20)]


@pytest.mark.parametrize(
    "declared",
    [
        "<!ENTITY a 'http://x.example/'><!ENTITY b '&a;&a;'>",
        "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY % a 'http://x.example/'>",
        "".join(f"<!ENTITY a{number} 'http://x.example/'>" for number in range(40)),
    ],
)
def test_an_entity_that_could_fetch_or_grow_is_refused(make_site, declared):
    drawing = f"<!DOCTYPE svg [{declared}]><svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"
    assert only_problem(make_site({"content/assets/x.svg": drawing})).code == "unsafe-svg"


def test_a_page_that_was_saved_as_a_drawing_is_named(make_site):
    problem = only_problem(make_site({"content/assets/x.svg": "<html><body>Not found</body></html>"}))
    assert (problem.code, "<html>" in problem.message) == ("unsafe-svg", True)


def test_a_drawing_without_a_namespace_gets_it_so_that_browsers_show_it(make_site):
    content = read_content(load(make_site({"content/assets/x.svg": "<svg viewBox='0 0 9 9'><rect/></svg>"})))
    assert content.problems == ()
    assert b'xmlns="http://www.w3.org/2000/svg"' in content.contents["assets/x.svg"]


def test_labels_of_a_drawing_that_were_html_stand_in_the_middle_of_their_boxes(make_site):
    label = "<div xmlns='http://www.w3.org/1999/xhtml' style='text-align: center'><p>退款<br/>Refund</p></div>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'><foreignObject width='40' height='24'>{label}</foreignObject></svg>"
    content = read_content(load(make_site({"content/assets/x.svg": drawing})))
    lines = '<tspan x="20" dy="-0.25em">退款</tspan><tspan x="20" dy="1.2em">Refund</tspan>'
    expected = f'<text x="20" y="12" text-anchor="middle">{lines}</text>'
    assert expected in content.contents["assets/x.svg"].decode()


@pytest.mark.parametrize(
    ("size", "pixels"),
    [("width='2in' height='1in'", (192, 96)), ("width='210mm' height='297mm'", (794, 1123)), ("width='100%' height='9'", (4, 5))],
)
def test_a_drawing_is_as_large_as_browsers_show_it(make_site, size, pixels):
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 5' {size}/>"
    content = read_content(load(make_site({"content/assets/x.svg": drawing})))
    assert [(asset.width, asset.height) for asset in content.assets if asset.path == "assets/x.svg"] == [pixels]


def test_the_text_of_a_drawing_of_drawio_becomes_text_of_svg(make_site):
    box = "<foreignObject x='5' y='7'><div xmlns='http://www.w3.org/1999/xhtml'>{}</div></foreignObject>"
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg'><switch>"
        + box.format("A refund takes <b>five</b> days &amp; more")
        + "<text x='1'>A refund ta...</text></switch><g>"
        + box.format("<p>退款</p><p>五天<script>alert(1)</script></p>")
        + "</g></svg>"
    )
    content = read_content(load(make_site({"content/assets/x.svg": drawing})))
    published = content.contents["assets/x.svg"].decode()
    assert content.problems == ()
    assert '<switch><text x="1">A refund takes five days &amp; more</text></switch>' in published
    assert '<text x="5" y="7"><tspan x="5" dy="1.2em">退款</tspan><tspan x="5" dy="1.2em">五天</tspan></text>' in published


def test_an_ordinary_drawing_is_accepted_and_measured(make_site):
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 640 120'><defs><path id='a' d='M0 0'/></defs>"
        "<style>path{fill:url(#g)}</style><use href='#a' fill='url(#g)'/></svg>"
    )
    content = read_content(load(make_site({"content/assets/x.svg": drawing})))
    assert content.problems == ()
    assert [(asset.width, asset.height) for asset in content.assets] == [(640, 120)]
