"""HTML of editors as Markdown: each form that exports hold, and text that Markdown would take for a form."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from kbgen.importing.exports.items import day_of
from kbgen.importing.html import Places, as_markdown
from tests.render.one_article import render

PLACES = Places(lambda address: address, lambda address: address)


def converted(html: str) -> str:
    return as_markdown(html, PLACES).text


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>a<br></p><p>&nbsp;</p>", "a"),
        ("loose<p>text</p>between", "loose\n\ntext\n\nbetween"),
        ("<p><b>a</b><strong>b</strong></p>", "**ab**"),
        ("<b>one<p>two</p></b>", "one\n\ntwo"),
        ('<b style="font-weight:normal"><p>Google</p></b>', "Google"),
        ('<span style="font-weight: 700">x</span> <span style="font-style:italic">y</span>', "**x** *y*"),
        ("<p>請<strong>注意：</strong>這\n是</p>", "請**注意：**這是"),
        ("<h1>A</h1><h4>B</h4><h2>C</h2>", "## A\n\n### B\n\n### C"),
        ("<h2><strong>A</strong><br>b</h2><h2>&nbsp;</h2>", "## A b"),
        ("<ul><li><h3>A</h3>b</li></ul>", "- **A**\n\n  b"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<ol start='3'><li>a</li><li><p>b</p><pre>c</pre></li></ol>", "3. a\n4. b\n\n   ```\n   c\n   ```"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n<!-- -->\n\n1. b"),
        ("<ul><li><input type='checkbox' checked> a</li><li><input type='checkbox'>b</li></ul>", "- [x] a\n- [ ] b"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\n:   Meaning"),
        ("<pre class='brush: python'>a<br>b</pre>", "```python\na\nb\n```"),
        ("<pre><code class='language-js'>`` ``` x</code></pre>", "````js\n`` ``` x\n````"),
        ("<p><code>a`b</code> <code> </code></p>", "``a`b``"),
        ("<p><kbd>Ctrl</kbd> H<sub>2</sub>O <mark>m</mark></p>", "<kbd>Ctrl</kbd> H<sub>2</sub>O <mark>m</mark>"),
        ("<p><a href='a b(c)'>x [y]</a></p>", "[x \\[y\\]](<a b(c)>)"),
        ("<p><a href='https://a.b/c'>https://a.b/c</a></p>", "<https://a.b/c>"),
        ("<a href='x'><h3>Head</h3><p>text</p></a>", "## [Head](x)\n\ntext"),
        ("<a href='big.png'><img src='a.png' alt='A [b]'></a>", "![A b](a.png)"),
        ("<img src='data:image/gif;base64,R0' data-src='a.png' width='1400'>", "![](a.png)"),
        ("<img class='emoji' alt='😀' src='x.svg'><img width=1 height=1 src='track.gif'>", "😀"),
        ("<iframe src='//player.vimeo.com/video/12'></iframe>", "<https://vimeo.com/12>"),
        ("<video><source src='a.mp4'></video>", "[Video](a.mp4)"),
        ("<details><summary>A <b>b</b>?</summary>c</details>", '??? question "A b?"\n\n    c'),
        ("<div class='callout callout-red'>a<ul><li>b</li></ul></div>", "!!! danger\n\n    a\n\n    - b"),
        ("<aside>💡 a</aside>", "!!! tip\n\n    a"),
        ("<div class='note'><p class='note-title'>Note</p><p>a</p></div>", "!!! note\n\n    a"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<abbr title='Faster Payment System'>FPS</abbr>", "FPS (Faster Payment System)"),
        ("<p>a<!-- b --><o:p>&nbsp;</o:p><script>x</script></p>", "a"),
        ("<table><tr><td>only</td></tr></table>", "only"),
        ("<table><tr><th>a<th>b<tr><td>1<td>", "| a | b |\n| --- | --- |\n| 1 |  |"),
        ("<table><tr><th>a</th></tr><tr><td><code>x|y</code> z|w</td></tr></table>", "| a |\n| --- |\n| `x|y` z\\|w |"),
        ("<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>", "a\n\nb"),
    ],
)
def test_each_form_becomes_that_of_kbgen(html: str, markdown: str) -> None:
    assert converted(html) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "1. no list", "- no list", "+ no list", "> no quotation", "=== no tab", "!!! no box", "??? no box",
        "::: no container", "/// no block", "*a* _b_ **c**", "`a`", "[a](b)", "[^1] and [[a]]", "![a](b)", "<div>", "<!-- a -->",
        "{{ name }} {% if %} {.a}", ":smile: and 12:30:45", "==a== ++b++ ~~c~~ ^^d^^", "H~2~O x^2^", "$$x$$",
        "$x^2$", "$f(x)$ $n$", "$2^10$", "a \\ b \\* c",
        "---", "===", "snake_case_name", "5 * 3 * 2", "a | b", "[!NOTE] a", ": a", "https://a.b/c_d_e?f=*g*", "{takes:refund}",
        "&amp;",
    ],
)  # fmt: skip
def test_text_that_looks_like_a_form_stays_text(text: str) -> None:
    body = render(converted(f"<p>{escape(text)}</p>"))
    assert unescape(re.sub(r"<[^<>]*>", "", body.html)).strip() == text
    assert body.html.startswith("<p>")
    assert body.findings == ()


def test_thousands_of_levels_and_a_megabyte_of_text_are_read() -> None:
    deep = as_markdown("<div>" * 3000 + "lamp", PLACES)
    assert deep.text == "lamp"
    assert deep.notes == {"nested too deeply": 1}
    assert len(converted("<p>" + "lamp " * 200_000 + "</p>")) > 900_000


def test_only_anchors_that_a_link_names_are_kept_and_others_mean_the_heading_around() -> None:
    html = "<p id='top'>a</p><h2 id='h_1'>A</h2><p id='h_1a'>b</p><a name='two'></a><h2>B</h2>"
    done = as_markdown(html, PLACES, {"h_1a", "two", "top"})
    assert done.text == "a\n\n## A { #h_1a }\n\nb\n\n## B { #two }"
    assert done.anchors == {"top": "", "h_1a": "h_1a", "two": "two"}
    assert as_markdown(html, PLACES).text == "a\n\n## A\n\nb\n\n## B"


def test_lists_that_word_draws_are_lists() -> None:
    html = "".join(
        f"<p class='MsoListParagraph' style='mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span>{mark}&nbsp;</span><![endif]>{text}</p>"
        for level, mark, text in ((1, "1.", "one"), (2, "a.", "inner"), (1, "2.", "two"))
    )
    assert converted(html) == "1. one\n   1. inner\n2. two"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("May 2, 2024 3:04 PM", "2024-05-02"),
        ("2 September 2024", "2024-09-02"),
        ("2024年5月2日 15:04", "2024-05-02"),
        ("2024-05-02T03:04:05Z", "2024-05-02"),
        ("2024/5/2", "2024-05-02"),
        ("soon", ""),
    ],
)
def test_a_day_is_read_as_tools_write_it(said: str, day: str) -> None:
    assert day_of(said) == day
