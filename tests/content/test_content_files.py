"""Files: what is refused, with its name, and what is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen.content.files import FoundFile, UnreadableFileError, list_folder, read_file
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
        "a..md",
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


@pytest.mark.parametrize(
    ("name", "better"), [("README.md", "index.md"), ("a.markdown", "a.md"), ("_index.md", "index.md"), ("a.mdx", "a.md")]
)
def test_a_name_mkdocs_would_treat_specially_is_reported_with_a_better_one(make_site, name, better):
    problem = only_problem(make_site({f"content/en/returns/{name}": "x"}))
    assert problem.code == "file-name"
    assert better in problem.hint


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
    "content/en/returns/a.md.old",
    "content/en/returns/a.md_backup2",
    "content/en/returns/a_BACKUP_4711.md",
    "content/en/returns/a.sync-conflict-20240101-120000-ABCDEFG.md",
    "content/en/returns/a (Anna's conflicted copy 2024-01-01).md",
    "content/en/returns/a.md.sb-1a2b3c4d-XyZ",
    "content/en/returns/_partials/a.md",
    "content/en/node_modules/x/index.md",
    "content/assets/lost+found/x",
    "content/assets/4913",
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
