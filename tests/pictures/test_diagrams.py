"""Diagrams in articles: drawn when a site is built, by a program that stands in for that of Mermaid."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_site import article

from kbgen.errors import ContentError
from kbgen.pictures.drawn_words import drawn_words
from kbgen.settings.site import load
from kbgen.site.outputs.last_build import LastBuild
from kbgen.site.portal import Portal, prepare

FLOW = "```mermaid\nflowchart LR\n  accTitle: How a refund goes\n  A[Ask] --> B[Wait]\n```\n"
MakeSite = Callable[..., Path]

PROGRAM = """#!{python}
import sys, pathlib, time
said = dict(zip(sys.argv, sys.argv[1:]))
source = pathlib.Path(said["--input"]).read_text("utf-8")
with open({log!r}, "a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
if "BROKEN" in source:
    print("\\nError: Parse error on line 4:\\nA[ -- B\\n----^\\nExpecting 'SQE'\\nParser.parseError (https://x/y.mjs:1:2)")
    sys.exit(1)
if "CRASH" in source:
    print("Error: Failed to launch the browser process: no sandbox")
    sys.exit(1)
if "HANG" in source:
    time.sleep(30)
evil = '<script>alert(1)</script><a xlink:href="https://evil.example/"><image href="https://evil.example/a.png"/></a>'
title = "<title>How a refund goes</title>" if "accTitle" in source else ""
pathlib.Path(said["--output"]).write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100%" viewBox="0 0 900.4 90" '
    f'onload="alert(1)">{{title}}<style>text {{{{ fill: {{said["--theme"]}} }}}} @import url(https://evil.example/a.css);</style>{{evil}}'
    '<text><tspan class="row" dy="1em"><tspan>Ask</tspan><tspan> us</tspan></tspan></text><text>Ask us</text>'
    '<text><tspan dy="1em">等待</tspan><tspan dy="1em">回覆</tspan></text></svg>', "utf-8")
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "tools" / "mmdc"
    path.parent.mkdir()
    path.write_text(PROGRAM.format(python=sys.executable, log=str(tmp_path / "log")), "utf-8")
    path.chmod(0o755)
    return path


def runs(program: Path) -> list[str]:
    log = program.parent.parent / "log"
    return log.read_text().splitlines() if log.exists() else []


def site(make_site: MakeSite, body: str, program: Path | str, more: str = "", **files: str) -> Path:
    texts = {
        "content/en/returns/a.md": article(body),
        "content/zh-hant/returns/a.md": article(body, title="一篇文章", description="說明。"),
        **files,
    }
    return make_site(texts, settings=f"mermaid: {{ program: {program}{more} }}")


def page(portal: Portal, language: str = "en") -> str:
    return portal.rendered[language, "returns/a"].html


def test_a_diagram_is_drawn_for_the_light_and_the_dark_and_has_a_name(make_site: MakeSite, program: Path) -> None:
    portal = prepare(load(site(make_site, FLOW, program)))
    light, dark = sorted(portal.contents, key=len)
    assert page(portal) == (
        '<div class="diagram wide" tabindex="0"><picture>'
        f'<source media="screen and (prefers-color-scheme: dark)" srcset="../../../{dark}">'
        f'<img src="../../../{light}" alt="How a refund goes: Ask us, 等待回覆" width="900" height="90" loading="lazy" '
        'decoding="async"></picture></div>\n'
    )
    assert 'alt="How a refund goes：Ask us、等待回覆"' in page(portal, "zh-hant")
    assert b"fill: default" in portal.contents[light]
    assert b"fill: dark" in portal.contents[dark]
    assert portal.warnings == ()


def test_what_is_written_in_a_diagram_is_found_by_search(make_site: MakeSite, program: Path) -> None:
    portal = prepare(load(site(make_site, FLOW, program)))
    assert portal.rendered["en", "returns/a"].sections[0].text == "How a refund goes: Ask us, 等待回覆"


def test_nothing_of_a_drawing_acts_or_loads_anything(make_site: MakeSite, program: Path) -> None:
    for content in prepare(load(site(make_site, FLOW, program))).contents.values():
        for evil in (b"script", b"onload", b"evil.example", b"@import"):
            assert evil not in content


def test_a_source_is_drawn_once_whoever_shows_it(make_site: MakeSite, program: Path) -> None:
    config = site(make_site, f"{FLOW}\n- In a list:\n\n  {FLOW.replace(chr(10), chr(10) + '  ')}", program)
    first = prepare(load(config))
    assert page(first).count("<img") == 2
    second = prepare(load(config))
    assert len(runs(program)) == 2
    assert second.contents == first.contents
    assert second.count.rendered == 0


def test_a_diagram_in_a_part_and_one_in_a_quotation_are_drawn(make_site: MakeSite, program: Path) -> None:
    files = {"content/en/_parts/p.md": FLOW, "content/zh-hant/_parts/p.md": FLOW}
    body = '--8<-- "p.md"\n\n> ```mermaid\n> pie title Pets\n> ```\n'
    assert page(prepare(load(site(make_site, body, program, **files)))).count("<picture>") == 2


def test_a_title_and_a_caption_stand_below_and_name_it(make_site: MakeSite, program: Path) -> None:
    body = '```mermaid title="Our way"\ngraph TD\n A\n```\n\n```mermaid\ngraph TD\n B\n```\n/// caption\nThe *other* way\n///\n'
    text = page(prepare(load(site(make_site, body, program))))
    assert 'alt="Our way: Ask us, 等待回覆"' in text
    assert "<figcaption>Our way</figcaption></figure>" in text
    assert "<figcaption>The <em>other</em> way</figcaption>" in text
    assert text.count("<figure>") == 2


def test_a_mistake_in_a_source_is_named_where_it_stands_and_not_tried_again(make_site: MakeSite, program: Path) -> None:
    config = site(make_site, "Text\n\n```mermaid\nBROKEN\n```\n", program)
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            prepare(load(config))
    (first, _) = caught.value.problems
    assert (first.code, first.line) == ("broken-diagram", 8)
    assert first.message == "the diagram cannot be drawn: Parse error, near 'A[ -- B'"
    assert len(runs(program)) == 1


def test_a_program_that_does_not_run_is_tried_again(make_site: MakeSite, program: Path) -> None:
    config = site(make_site, "```mermaid\nCRASH\n```\n", program)
    for _ in range(2):
        with pytest.raises(ContentError, match="Failed to launch the browser process: no sandbox"):
            prepare(load(config))
    assert len(runs(program)) == 2


def test_a_program_that_hangs_is_ended(make_site: MakeSite, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbgen.pictures.diagrams._MOST_SECONDS", 0.5)
    with pytest.raises(ContentError, match="takes longer than"):
        prepare(load(site(make_site, "```mermaid\nHANG\n```\n", program)))


def test_without_the_program_the_source_is_shown_and_the_problem_says_how_to_get_it(make_site: MakeSite) -> None:
    portal = prepare(load(site(make_site, FLOW, "no-such-mmdc")))
    assert page(portal).startswith('<pre tabindex="0"><code class="language-mermaid">flowchart LR')
    (problem, _) = portal.warnings
    assert (problem.code, problem.line) == ("diagram-as-source", 6)
    assert "npm install -g @mermaid-js/mermaid-cli" in problem.hint


def test_drawings_in_the_cache_need_no_program(make_site: MakeSite, program: Path) -> None:
    config = site(make_site, FLOW, program)
    prepare(load(config))
    config.write_text(config.read_text("utf-8").replace(str(program), "no-such-mmdc"), "utf-8")
    assert "<picture>" in page(prepare(load(config)))


def test_a_site_may_show_sources(make_site: MakeSite) -> None:
    portal = prepare(load(site(make_site, FLOW, "off")))
    assert "language-mermaid" in page(portal)
    assert portal.warnings == ()


def test_the_browser_of_the_program_can_be_chosen(make_site: MakeSite, program: Path, tmp_path: Path) -> None:
    (tmp_path / "puppeteer.json").write_text("{}")
    config = site(make_site, FLOW, program, ", puppeteer: puppeteer.json", **{"puppeteer.json": "{}"})
    prepare(load(config))
    assert f"--puppeteerConfigFile {config.parent / 'puppeteer.json'}" in runs(program)[0]


def test_an_article_is_rendered_again_once_its_diagram_can_be_drawn(make_site: MakeSite, program: Path) -> None:
    config = site(make_site, FLOW, "no-such-mmdc")
    assert "<picture>" not in page(prepare(load(config)))
    before = LastBuild(load(config), config.parent / "site").inputs()
    config.write_text(config.read_text("utf-8").replace("no-such-mmdc", str(program)), "utf-8")
    after = LastBuild(load(config), config.parent / "site").inputs()
    assert before is not None
    assert after is not None
    assert before.circumstances != after.circumstances
    assert "<picture>" in page(prepare(load(config)))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("pie title Pets we have\n", "Pets we have"),
        ("pie showData\n    title Pets\n", "Pets"),
        ("---\ntitle: The way\nconfig:\n  theme: base\n---\nflowchart LR\n A --> B\n", "The way"),
        ("sequenceDiagram\n  %% note\n  title: Talk\n  A->>B: x\n", "Talk"),
        ("gantt\n title 時程\n", "時程"),
        ("flowchart LR\n title --> other\n", ""),
    ],
)
def test_the_name_of_a_diagram_is_its_title(source: str, name: str) -> None:
    assert drawn_words(b"<svg><style>text { }</style><text>a</text></svg>", source) == (name, ("a",))
