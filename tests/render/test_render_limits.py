"""Hostile Markdown: a finding or a page, never a page with a part missing, never minutes."""

from __future__ import annotations

import gc
import re
import signal
from html.parser import HTMLParser

import pytest
from one_article import render

from kbgen.render.limits import MAX_NESTING


def test_text_below_the_deepest_level_is_never_dropped_in_silence():
    body = render(">" * 5_000 + " text")
    assert [found.code for found in body.findings] == ["nested-too-deep"]
    assert body.html == ""


def test_lists_nested_as_people_nest_them_are_fine():
    markdown = "".join("  " * level + "- x\n" for level in range(12))
    assert render(markdown).html.count("<li>") == 12


@pytest.mark.parametrize("markdown", ["*a **b " * 3_000, "[" * 20_000, "![" * 5_000, "<" * 20_000])
def test_markers_without_end_keep_their_text(markdown):
    body = render(markdown)
    assert body.findings or len(re.sub(r"<[^>]*>", "", body.html)) >= len(markdown.replace("*", "")) // 2


def test_many_equal_headings_all_get_anchors():
    assert len(set(render("## a\n\n" * 5_000).anchors)) == 5_000


@pytest.mark.parametrize(
    "markdown",
    [
        "<details>\n" * 20_000,
        ":::tip\n" * 20_000,
        "==a " * 20_000,
        "++a" * 20_000,
        "https://a." * 20_000,
        "{{< a" * 20_000,
        "<!--\n" * 20_000,
        "<![CDATA[" * 20_000,
        "a **b" * 20_000,
        "| a " * 5_000 + "\n" + "|---" * 5_000,
        "[a](" * 10_000,
    ],
    ids=[
        "details",
        "containers",
        "marks",
        "keys",
        "addresses",
        "shortcodes",
        "comments",
        "character data",
        "bold",
        "a wide table",
        "links",
    ],
)
def test_an_article_ends_within_its_time_or_is_reported(markdown):
    body = render(markdown)
    assert body.html or [found.code for found in body.findings] == ["too-slow"]


def test_an_article_that_uses_up_its_time_is_reported_and_not_half_rendered():
    body = render("word *word* " * 50_000, seconds=0.05)
    assert [found.code for found in body.findings] == ["too-slow"]
    assert body.html == ""


def test_the_limit_is_deeper_than_any_sensible_text():
    assert MAX_NESTING >= 40


class ActiveContent(HTMLParser):
    """Collects what could act: elements, handlers and addresses a browser would run."""

    SAFE = frozenset(
        {"a", "p", "h2", "h3", "h4", "h5", "h6", "em", "strong", "s", "code", "pre", "ul", "ol", "li", "table", "thead"}
        | {"tbody", "tr", "th", "td", "div", "br", "hr", "img", "blockquote", "kbd", "sub", "sup", "mark", "details"}
        | {"summary", "dl", "dt", "dd", "section", "input", "figure", "figcaption"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.SAFE:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "srcset", "formaction"}:
                self.found.append(name)
            if name in {"href", "src"} and re.match(r"[\x00-\x20]*(?!https?:|mailto:|tel:|#|\.|\w+[/.])", value or ""):
                self.found.append(f"{name}={value}")


SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "vbscript:",
    "data:text/html,",
    "java\tscript:",
    "&#106;avascript:",
    "\x01javascript:",
)
FORMS = (
    "[x]({0}alert(1))",
    "[x](<{0}alert(1)>)",
    "[x][r]\n\n[r]: {0}alert(1)",
    "![x]({0}alert(1))",
    "<{0}alert(1)>",
    "<a href='{0}alert(1)'>x</a>",
    "<img src=x onerror={0}alert(1)>",
    "<svg onload={0}alert(1)>",
    "<iframe srcdoc='{0}alert(1)'>",
    '[x](https://a.example "\' onclick={0}alert(1)")',
    "![x' onerror='{0}alert(1)](../../assets/parcel.svg)",
    "## x {{ #a' onclick='{0}alert(1) }}",
    "![x](../../assets/parcel.svg){{ .a' onerror='{0}alert(1) }}",
    "```x' onclick='{0}alert(1)\ncode\n```",
    '!!! tip "<img src=x onerror={0}alert(1)>"\n    x',
    "!!! tip' onclick='{0}alert(1)\n    x",
    '??? question "<script>{0}alert(1)</script>"\n    x',
    "| <script>{0}alert(1)</script> |\n|---|\n| x |",
    "<kbd><script>{0}alert(1)</script></kbd>",
    "<kbd\nonclick={0}alert(1)>x</kbd>",
    "<!--><script>{0}alert(1)</script>-->",
    "x[^1]\n\n[^1]: <script>{0}alert(1)</script>",
    "<sub style='background:url({0}alert(1))'>x</sub>",
    '```js title="<img src=x onerror={0}alert(1)>"\nx\n```',
    "[x](https://a.example){{ .button onclick={0}alert(1) }}",
    ":::tip <img src=x onerror={0}alert(1)>\nx\n:::",
    "https://a.example/'onclick={0}alert(1)",
    "=={0}alert(1)<script>==",
    "<img src={0}alert(1) alt=x>",
    "<img src='../../assets/parcel.svg' alt='x\" onerror={0}alert(1)' width='1 onload=x'>",
    "<details ontoggle={0}alert(1) open>\n<summary><script>{0}alert(1)</script></summary>\nx\n</details>",
    "<figure onclick={0}alert(1)>\n<figcaption><img src=x onerror={0}alert(1)></figcaption>\n</figure>",
    '=== "<img src=x onerror={0}alert(1)>"\n    x',
    "![x](../../assets/parcel.svg){{ width='1' style=\"x:{0}alert(1)\" }}",
    "<math><mi xlink:href='{0}alert(1)'>x</mi></math>",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_a_writer_pastes_can_act(form, scheme):
    finder = ActiveContent()
    finder.feed(render(form.format(scheme)).html)
    assert finder.found == []


def test_the_limit_is_kept_where_something_else_runs_between():
    collected = []

    def collect(phase, details):
        collected.append(sum(range(2_000)))

    gc.callbacks.append(collect)
    try:
        body = render("word *word* " * 50_000, seconds=0.05)
    finally:
        gc.callbacks.remove(collect)
    assert collected
    assert [found.code for found in body.findings] == ["too-slow"]


def test_after_an_article_the_timer_is_off():
    before = signal.getsignal(signal.SIGVTALRM)
    render("word *word* " * 50_000, seconds=0.05)
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
