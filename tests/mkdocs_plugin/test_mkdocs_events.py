"""The plugin inside MkDocs itself."""

from __future__ import annotations

import logging

import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from small_site import article

from kbgen.site.pages import list_pages

FILES = {
    "content/en/returns/a.md": article("![A parcel](../../assets/p.png)\n"),
    "content/zh-hant/returns/退款.md": article("# A heading\n"),
    "content/assets/p.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0",
}


def built(config_file, site_dir, **settings):
    config = load_config(str(config_file), site_dir=str(site_dir), **settings)
    build(config)
    return config


@pytest.mark.parametrize("directory_urls", [True, False])
def test_our_addresses_are_those_of_mkdocs(make_site, tmp_path, monkeypatch, directory_urls):
    seen = {}
    monkeypatch.setattr(
        "kbgen.mkdocs_plugin.plugin.KbgenPlugin.on_post_page",
        lambda self, output, *, page, config: seen.update({page.file.src_uri: page.url}) or output,
    )
    config = built(make_site(FILES), tmp_path / "site", use_directory_urls=directory_urls)
    portal = config.plugins["kbgen"].portal
    ours = {portal.paths[key]: portal.url(key) for key in portal.paths}
    assert {path: seen[path] for path in ours} == ours
    assert seen.keys() == {page.path for page in list_pages(portal)}


def test_python_markdown_is_given_nothing(make_site, tmp_path, monkeypatch):
    texts = []
    convert = markdown.Markdown.convert
    monkeypatch.setattr(markdown.Markdown, "convert", lambda self, text: texts.append(text) or convert(self, text))
    built(make_site(FILES), tmp_path / "site")
    assert texts == []


def test_the_navigation_of_mkdocs_stays_empty(make_site, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "kbgen.mkdocs_plugin.plugin.KbgenPlugin.on_nav",
        lambda self, nav, *, config, files: seen.append(len(nav.items)) or nav,
        raising=False,
    )
    built(make_site(FILES), tmp_path / "site")
    assert seen == [0]


def test_a_setting_of_mkdocs_without_effect_is_said(make_site, tmp_path, caplog):
    config = make_site(FILES, top="nav:\n  - Home: en/index.md\n")
    with caplog.at_level(logging.WARNING, "mkdocs"):
        built(config, tmp_path / "site")
    assert "the setting 'nav' has no effect" in caplog.text


def test_warnings_stop_a_strict_build(make_site, tmp_path):
    with pytest.raises(Abort):
        built(make_site(FILES), tmp_path / "site", strict=True)


def test_templates_of_the_site_win_over_those_of_kbgen(make_site, tmp_path):
    files = FILES | {
        "overrides/main.html": "mine: {{ kb.title }} {{ config.theme.dirs[1].endswith('theme') }}",
        "overrides/assets/own.css": "a{}",
    }
    config = make_site(files)
    text = config.read_text().replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    config.write_text(text)
    built(config, tmp_path / "site")
    assert (tmp_path / "site/en/returns/a/index.html").read_text() == "mine: An article True"
    assert (tmp_path / "site/assets/own.css").is_file()


def test_a_file_of_the_site_wins_over_a_made_one(make_site, tmp_path):
    config = make_site(FILES | {"content/robots.txt": "mine"}, top="site_url: https://help.example.com/\n")
    built(config, tmp_path / "site")
    assert (tmp_path / "site/robots.txt").read_text() == "mine"


OTHERS = {f"content/en/returns/other-{number}.md": article(title=f"Topic {number}") for number in range(40)}
CARDS = {f"content/en/returns/card-{number}.md": article(title=f"Card {number}") for number in range(10)}
PAYING = {"content/en/returns/paying.md": article("Words about many things. " * 40, title="Paying", keywords="[card]")}
LOST_KEYWORD = OTHERS | CARDS | PAYING


def test_a_keyword_that_does_not_find_its_article_is_said_at_the_end_of_a_build(make_site, tmp_path, caplog):
    with caplog.at_level(logging.WARNING, "mkdocs"):
        built(make_site(LOST_KEYWORD), tmp_path / "site")
    assert "content/en/returns/paying.md:4: warning: this article comes 11th in a search for its keyword 'card'" in caplog.text


def test_a_writer_who_waits_for_the_page_does_not_wait_for_searches(make_site, tmp_path, caplog):
    config = load_config(str(make_site(LOST_KEYWORD)), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build(config)
    assert "keyword-not-found" not in caplog.text


def test_drafts_backups_and_files_of_systems_are_not_in_the_site(make_site, tmp_path):
    draft = "---\ntitle: Not yet\ndraft: true\n---\nPrivate"
    names = (
        "en/returns/a.md~",
        "assets/Thumbs.db",
        "en/_drafts/b.md",
        "_drafts/c.txt",
        "assets/old.svg.bak",
        "en/returns/#d.md#",
    )
    config = make_site({**{f"content/{name}": "Private" for name in names}, "content/en/returns/draft.md": draft})
    built(config, tmp_path / "site")
    published = {path for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert not [
        path for path in published if path.suffix in {".html", ".md", ".txt", ".db", ".bak"} and b"Private" in path.read_bytes()
    ]
    assert not [path for path in published if any(path.match(f"*/{name}") for name in names)]


def test_a_drawing_is_published_without_its_script(make_site, tmp_path):
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><rect/></svg>"
    built(make_site({"content/assets/x.svg": drawing}), tmp_path / "site")
    assert b"alert" not in (tmp_path / "site/assets/x.svg").read_bytes()
    assert b"<rect/>" in (tmp_path / "site/assets/x.svg").read_bytes()


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ("markdown_extensions: [admonition, pymdownx.superfences]\n", "'markdown_extensions' has no effect (admonition"),
        ("extra_javascript: [assets/own.js]\n", "'extra_javascript' has no effect"),
        ("extra_css: ['https://cdn.example/x.css']\n", "browsers will not load 'https://cdn.example/x.css'"),
    ],
)
def test_what_the_portal_does_not_take_from_mkdocs_is_said_in_one_line(make_site, tmp_path, caplog, top, said):
    built(make_site(top=top), tmp_path / "site")
    assert len([record for record in caplog.records if said in record.getMessage()]) == 1


class Failing(BasePlugin):
    def on_files(self, files, config):
        raise KeyError("not there")

    def on_config(self, config):
        config["site_name"] = "changed"
        return config


def config_with(config_file, site_dir, name, plugin):
    config = load_config(str(config_file), site_dir=str(site_dir))
    config.plugins[name] = plugin
    return config


def test_a_plugin_without_effect_is_taken_out_and_named(make_site, tmp_path, caplog):
    config = config_with(make_site(), tmp_path / "site", "macros", Failing())
    build(config)
    assert config.site_name == "My shop"
    assert [record.getMessage() for record in caplog.records if "macros" in record.getMessage()] == [
        "kbgen: the plugin 'macros' has no effect: articles are whole in their files, without variables and includes"
    ]


def test_a_plugin_that_fails_is_named_without_a_traceback(make_site, tmp_path, caplog):
    with pytest.raises(Abort):
        build(config_with(make_site(), tmp_path / "site", "unheard-of", Failing()))
    said = [record.getMessage() for record in caplog.records]
    assert any("'unheard-of' has not been tried beside kbgen" in line for line in said)
    assert any("the plugin 'unheard-of' failed beside kbgen: KeyError: 'not there'" in line for line in said)
