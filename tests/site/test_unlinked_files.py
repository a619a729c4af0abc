"""Files that nothing links to are named with their size, and those whose names say that they are private are not published."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.content.names import is_left_out
from kbgen.settings.site import load
from kbgen.site.portal import prepare

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


@pytest.fixture
def unlinked(make_site):
    """Return what is said of files of a site, by path below the content folder."""

    def look(files: dict[str, str | bytes], **more: str) -> dict[str, str]:
        config = make_site(
            {f"content/{path}" if path != "theme/main.html" else path: text for path, text in files.items()}, **more
        )
        found = prepare(load(config)).warnings
        return {p.path.as_posix().removeprefix("content/"): p.message for p in found if p.code == "unlinked-file"}

    return look


def test_a_file_that_nothing_links_to_is_named_with_its_size(unlinked):
    files = {"assets/plan.docx": b"x" * 1_200_000, "en/returns/prices.xlsx": b"x" * 2100, "en/returns/refund.md.txt": "x"}
    assert unlinked(files) == {
        "assets/plan.docx": "the file is published (1.2 MB), and nothing links to it",
        "en/returns/prices.xlsx": "the file is published (2.1 kB), and nothing links to it",
        "en/returns/refund.md.txt": "the file is published (0.1 kB), and nothing links to it",
    }


@pytest.mark.parametrize(
    "text", ["[The form](../../assets/form.pdf)", "[x](../../assets/form.pdf#page=2)", "[x]\n\n[x]: ../../assets/form.pdf"]
)
def test_a_file_that_an_article_links_to_is_none(unlinked, text):
    assert unlinked({"assets/form.pdf": "x", "en/returns/a.md": article(text)}) == {}


def test_what_goes_with_a_linked_file_is_none(unlinked):
    pictures = {"assets/a.svg": SVG, "assets/a.zh-hant.svg": SVG}
    film = {"assets/film.mp4": "x", "assets/film.en.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nHi\n", "assets/film.svg": SVG}
    text = article("![A drawing](../../assets/a.svg)\n\n![A film](../../assets/film.mp4)\n")
    assert unlinked({**pictures, **film, "en/returns/a.md": text}) == {}


def test_what_settings_templates_styles_drafts_and_articles_to_come_name_is_none(unlinked):
    names = ("logo.svg", "own.css", "letters.woff2", "tree.svg", "draft.pdf", "soon.pdf", "part.pdf")
    files = {f"assets/{name}": SVG for name in names} | {"assets/own.css": "@font-face { src: url(letters.woff2) }"}
    files |= {"theme/main.html": '<img src="assets/tree.svg">', "_parts/p.md": "[p](../../assets/part.pdf)"}
    files |= {"en/returns/a.md": article("[d](../../assets/draft.pdf)", draft="true")}
    files |= {"en/returns/b.md": article("[d](../../assets/soon.pdf)", publish_at="2099-01-01")}
    config = "extra_css: [assets/own.css]\nextra:\n  logo: assets/logo.svg\n"
    assert unlinked(files, top=f"  custom_dir: theme\n{config}") == {}


def test_files_for_hosts_at_the_root_are_none(unlinked):
    assert unlinked({"robots.txt": "x", "CNAME": "x", "google123.html": "x"}) == {}


@pytest.mark.parametrize(
    "name",
    [
        *(".env", "prod.env", "server.key", "cert.PEM", "a.p12", "a.pfx", "site.htpasswd", ".htpasswd", "id_rsa", "id_ed25519"),
        *("a.md.bak", "a.orig", "~$plan.docx", ".~lock.plan.odt#", "#a.md#", "passwords.kdbx"),
    ],
)
def test_names_of_secrets_and_backups_are_never_published(name):
    assert is_left_out(f"en/returns/{name}")


@pytest.mark.parametrize("name", ["key.md", "monkey.png", "keys.pdf", "environment.md", "id_rsa.md", "keyboard.svg"])
def test_names_that_only_hold_such_words_are_published(name):
    assert not is_left_out(f"en/returns/{name}")
