"""Templates of a site's own: blocks win, mistakes are named, and what scripts and readers need must stay."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kbgen.commands.main import main
from kbgen.site.assets.theme_folder import theme_folder

GUIDE = Path(__file__).parents[2] / "docs/theming.md"
BLOCKS = ("head", "head_end", "header", "before_content", "content", "after_content", "footer")


def site_with(make_site, files: dict[str, str], *, settings: str = "") -> Path:
    config = make_site({f"theme/{name}": text for name, text in files.items()}, settings=settings)
    config.write_text(config.read_text().replace("  name: material\n", "  name: material\n  custom_dir: theme\n"))
    return config


def test_every_block_can_be_changed_and_ours_goes_on_inside_it(make_site, tmp_path):
    blocks = "".join(f'{{% block {name} %}}<i data-of="{name}"></i>{{{{ super() }}}}{{% endblock %}}' for name in BLOCKS)
    files = {"main.html": '{% extends "portal.html" %}' + blocks.replace('<i data-of="head"></i>', "<!-- of head -->")}
    assert main(["build", "--config", str(site_with(make_site, files))]) == 0
    for path in ("en/index.html", "zh-hant/returns/refund-times/index.html", "en/search/index.html", "zh-hant/404.html"):
        page = (tmp_path / "site" / path).read_text("utf-8")
        assert re.findall(r'data-of="(\w+)"', page) == list(BLOCKS[1:])
        assert page.index("<!-- of head -->") < page.index("<title>") < page.index("</head>") < page.index("</footer>")


def test_what_a_block_writes_is_escaped(make_site, tmp_path):
    block = "{% block before_content %}<p>{{ kb.site_name }} {{ kb.title }}</p>{% endblock %}"
    config = site_with(make_site, {"main.html": '{% extends "portal.html" %}' + block})
    config.write_text(config.read_text().replace("My shop", "A < B & C"))
    assert main(["build", "--config", str(config)]) == 0
    assert "<p>A &lt; B &amp; C Help</p>" in (tmp_path / "site/en/index.html").read_text("utf-8")


def test_the_guide_lists_every_block_and_every_template():
    listed = re.findall(r"^\| `([\w/.-]+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    there = {path.relative_to(theme_folder()).as_posix() for path in theme_folder().rglob("*.html")}
    assert sorted(name for name in listed if name.endswith(".html")) == sorted(there - {"main.html", "404.html"})
    assert re.findall(r"block (\w+) %", (theme_folder() / "portal.html").read_text("utf-8")) == list(BLOCKS)
    assert [name for name in listed if name in BLOCKS] == list(BLOCKS)


EXTENDS = '{% extends "portal.html" %}\n'


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"main.html": EXTENDS + "{% block heder %}{% endblock %}"},
            r"theme/main.html:2: there is no block 'heder'\n *hint: did you mean 'header'",
        ),
        ({"main.html": EXTENDS + "<p>Hello</p>"}, r"theme/main.html:2: what stands outside every block is on no page"),
        (
            {"partials/footer.html": "<p>\n{{ kb.artcle.title }}"},
            r"theme/partials/footer.html:2: 'kb' has no 'artcle': did you mean 'article'\?",
        ),
        (
            {"partials/footer.html": "{% if kb.article %}{{ kb.article.titel }}{% endif %}"},
            r"footer.html:1: 'ArticleContext' has no 'titel': did you mean 'title'\?",
        ),
        (
            {"main.html": EXTENDS + "{% block header %}<p>"},
            r"theme/main.html:2: the template ends before its '\{% block %\}' does\n *hint: write '\{% endblock %\}'",
        ),
        (
            {"main.html": EXTENDS + "{% blok header %}"},
            r"theme/main.html:2: there is no tag 'blok'\n *hint: did you mean 'block'",
        ),
        ({"main.html": EXTENDS + "{% endblock %}"}, r"theme/main.html:2: '\{% endblock %\}' ends what did not begin"),
        ({"partials/footer.html": "\n{{ shop.name }}"}, r"theme/partials/footer.html:2: there is no 'shop'\n *hint: "),
        ({"partials/footer.html": "{{ 1 / 0 }}"}, r"theme/partials/footer.html:1: division by zero"),
        ({"partials/footer.html": "{% include 'nope.html' %}"}, r"footer.html:1: there is no template 'nope.html'\n *hint: "),
        ({"partials/footer.html": "{{ kb.title | shout }}"}, r"footer.html:1: No filter named 'shout'\n *hint: "),
        ({"partials/header.html": "<p>Shop</p>"}, r"theme/partials/header.html: the page '[^']+' has no way to 繁體中文"),
    ],
)
def test_a_wrong_template_stops_the_build_with_its_name_and_what_to_do(make_site, capsys, files, told):
    assert main(["build", "--config", str(site_with(make_site, files))]) == 1
    said = capsys.readouterr().err
    assert re.search(told, said)
    assert said.count("error: ") == 1  # one cause, one error


def test_a_folder_of_templates_that_is_not_there_is_said_with_the_line_of_its_setting(make_site, capsys):
    assert main(["build", "--config", str(site_with(make_site, {}))]) == 2
    said = capsys.readouterr().err
    assert re.search(r"mkdocs.yml:5: 'theme.custom_dir' is 'theme', which does not exist\n *hint: make that folder", said)


def test_a_name_that_takes_the_place_of_no_template_is_said_and_a_value_of_another_version_may_be_asked_for(make_site, capsys):
    files = {"partials/heder.html": "x", "partials/footer.html": "{% if kb.of_tomorrow is defined %}x{% endif %}"}
    assert main(["build", "--config", str(site_with(make_site, files))]) == 0
    assert "did you mean 'partials/header.html'?" in capsys.readouterr().err


def test_a_page_written_whole_answers_for_itself(make_site, capsys):
    assert main(["build", "--config", str(site_with(make_site, {"main.html": "<p>{{ kb.title }}</p>"})), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 9
