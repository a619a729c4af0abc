"""Files: what is refused, with its name, and what is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen.content.files import FoundFile, UnreadableFileError, list_folder, read_file
from kbgen.content.images import SvgReader
from kbgen.content.names import name_fault, path_fault
from kbgen.content.scan import read_content
from kbgen.errors import Problem
from kbgen.settings.site import load


def problems_of(config: Path) -> list[Problem]:
    return list(read_content(load(config)).problems)


def only_problem(config: Path) -> Problem:
    (problem,) = problems_of(config)
    return problem


def test_a_sound_site_has_no_problems(make_site):
    assert problems_of(make_site()) == []


def test_a_symbolic_link_is_refused_and_its_target_is_not_read(make_site, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    config = make_site()
    (tmp_path / "content/en/returns/leak.md").symlink_to(secret)
    problem = only_problem(config)
    assert (problem.code, str(problem.path)) == ("symlink", "content/en/returns/leak.md")
    assert "secret.txt" in problem.message


def test_a_symbolic_link_to_a_folder_is_refused(make_site, tmp_path):
    config = make_site()
    (tmp_path / "content/en/loop").symlink_to(tmp_path / "content")
    assert only_problem(config).code == "symlink"


def test_a_pipe_is_refused_and_never_waited_for(make_site, tmp_path):
    config = make_site()
    os.mkfifo(tmp_path / "content/en/returns/pipe.md")
    assert only_problem(config).code == "special-file"


def test_a_hard_link_is_refused_unless_the_site_allows_it(make_site, tmp_path):
    config = make_site()
    (tmp_path / "outside.md").write_text("---\ntitle: x\ndescription: y\n---\n")
    os.link(tmp_path / "outside.md", tmp_path / "content/en/returns/hard.md")
    assert only_problem(config).code == "hard-link"
    assert load(make_site(settings='checks:\n  hard-link: "off"')).severity("hard-link") is None


def test_a_file_that_became_a_link_after_it_was_listed_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("canary")
    (tmp_path / "a.md").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableFileError, match="symbolic link"):
        read_file(FoundFile("a.md", tmp_path / "a.md"))


def test_names_that_differ_only_by_case_are_reported(tmp_path):
    (tmp_path / "Refund.md").write_text("")
    (tmp_path / "refund.md").write_text("")
    (problem,) = list_folder(tmp_path, Path("content")).problems
    assert (problem.code, problem.path) == ("case-clash", Path("content/refund.md"))


def test_hidden_files_are_left_out(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("")
    assert list_folder(tmp_path, Path("content")).files == ()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "a b",
        "a\\b",
        "a:b",
        "a%2e",
        "a?b",
        "a#b",
        "a\x00b",
        "a\nb",
        "con",
        "NUL.md",
        "lpt1.txt",
        "a.",
        "-a",
        "a\u202eb",
        "e\u0301",
        "a*",
        '"a"',
        "a|b",
        "<a>",
        "x" * 201,
    ],
)
def test_a_name_that_cannot_be_an_address_everywhere_is_refused(name):
    assert name_fault(name)


@pytest.mark.parametrize("name", ["refund-times", "退款時間", "a_b.md", "2026.pdf", "@@iterator", "é"])
def test_an_ordinary_name_is_accepted(name):
    assert not name_fault(name)


@pytest.mark.parametrize("path", ["../etc/passwd", "/etc", "a//b", "a/../b", "C:/x", "a/", "..\\x"])
def test_a_path_that_leaves_its_folder_is_refused(path):
    assert path_fault(path)


def test_a_file_name_that_is_not_utf8_is_reported_readably(make_site, tmp_path):
    config = make_site()
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/en/returns/\xff.md"))).write_text("x")
    assert "\\xff" in only_problem(config).message


def test_bytes_that_are_not_utf8_are_reported_with_their_place(make_site):
    config = make_site({"content/en/returns/a.md": b"---\ntitle: x\n---\nabc\xffdef"})
    problem = only_problem(config)
    assert (problem.code, problem.line) == ("not-utf-8", 4)
    assert "byte 20 is 0xFF" in problem.message


def test_utf16_is_named(make_site):
    config = make_site({"content/en/returns/a.md": "---\ntitle: x\n---\n".encode("utf-16")})
    assert "UTF-16" in only_problem(config).message


def test_a_nul_byte_is_reported_with_its_place(make_site):
    problem = only_problem(make_site({"content/en/returns/a.md": b"---\ntitle: x\n---\n\0"}))
    assert (problem.code, problem.line) == ("nul-byte", 4)


def test_a_byte_order_mark_is_skipped_and_reported(make_site):
    config = make_site({"content/en/returns/a.md": "\ufeff---\ntitle: Marked\ndescription: y\n---\nText"})
    assert only_problem(config).code == "byte-order-mark"
    content = read_content(load(config))
    assert "Marked" in {article.front.title for article in content.articles}


def test_windows_line_ends_read_like_others(make_site):
    config = make_site({"content/en/returns/a.md": b"---\r\ntitle: x\r\ndescription: y\r\n---\r\nOne\r\n\r\nTwo\r\n"})
    content = read_content(load(config))
    (body,) = [article.body for article in content.articles if article.id == "returns/a"]
    assert body == "One\n\nTwo\n"
    assert content.problems == ()


def test_mixed_line_ends_are_reported(make_site):
    config = make_site({"content/en/returns/a.md": b"---\r\ntitle: x\ndescription: y\n---\nOne"})
    assert only_problem(config).code == "mixed-newlines"


def test_an_article_of_more_than_a_megabyte_is_refused(make_site):
    assert only_problem(make_site({"content/en/returns/a.md": b"a" * 1_048_577})).code == "too-large"


@pytest.mark.parametrize("name", ["search.md", "404.md", "search/index.md"])
def test_an_address_of_the_portal_itself_is_refused(make_site, name):
    problems = problems_of(make_site({f"content/en/{name}": "---\ntitle: x\ndescription: y\n---\n"}))
    assert [problem.code for problem in problems] == ["reserved-name"]


@pytest.mark.parametrize("name", ["assets/portal/portal.js", "search/manifest.json", "index.html"])
def test_a_file_must_not_take_the_place_of_one_of_the_portal(make_site, name):
    assert only_problem(make_site({f"content/{name}": "x"})).code == "reserved-name"


def test_markdown_outside_the_language_folders_is_reported(make_site):
    assert only_problem(make_site({"content/notes.md": "x"})).code == "misplaced-article"


@pytest.mark.parametrize(("name", "better"), [("README.md", "index.md"), ("a.markdown", "a.md")])
def test_a_name_mkdocs_would_treat_specially_is_reported_with_a_better_one(make_site, name, better):
    problem = only_problem(make_site({f"content/en/returns/{name}": "x"}))
    assert problem.code == "file-name"
    assert better in problem.hint


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


LEFT_OUT = [
    "content/en/returns/a.md~",
    "content/en/returns/.a.md.swp",
    "content/en/returns/a.md.bak",
    "content/en/returns/#a.md#",
    "content/en/returns/a.md.orig",
    "content/en/_drafts/a.md",
    "content/_drafts/a.md",
    "content/assets/Thumbs.db",
    "content/assets/desktop.ini",
    "content/assets/.DS_Store",
    "content/__MACOSX/assets/x.png",
    "content/assets/~$Prices.xlsx",
]


@pytest.mark.parametrize("path", LEFT_OUT)
def test_backups_drafts_and_files_of_systems_are_never_published_and_no_error(make_site, path):
    content = read_content(load(make_site({path: "private"})))
    assert content.problems == ()
    assert path.removeprefix("content/") not in {asset.path for asset in content.assets}
    assert len(content.articles) == 6


def test_a_draft_is_no_article_whatever_else_it_holds(make_site):
    content = read_content(load(make_site({"content/en/returns/a.md": "---\ntitle: x\ndraft: true\nunknown: y\n---\nPrivate"})))
    assert content.problems == ()
    assert len(content.articles) == 6


def test_an_article_called_contact_is_fine_where_the_portal_has_no_contact_page(make_site):
    text = "---\ntitle: Contact\ndescription: How to reach us.\n---\nCall us."
    assert problems_of(make_site({"content/en/contact.md": text})) == []
    settings = "contact:\n  email: help@example.com"
    assert only_problem(make_site({"content/en/contact.md": text}, settings=settings)).code == "reserved-name"
