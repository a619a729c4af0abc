"""Formulas: what is one, what only looks like one, and what readers, screen readers and the search get of it."""

from __future__ import annotations

import builtins
from html.parser import HTMLParser

import pytest
from one_article import html, render

DRAWN = [
    r"$$x^2 + y^2 = z^2$$",
    "$$\nx^2 + y^2 = z^2\n$$",
    "$$ x^2 + y^2\n= z^2 $$",
    "\\[\nx^2 + y^2 = z^2\n\\]",
    "\\[ x^2 + y^2 = z^2 \\]",
    "```math\nx^2 + y^2 = z^2\n```",
    "~~~ katex\nx^2 + y^2 = z^2\n~~~",
    ":::math\nx^2 + y^2 = z^2\n:::",
    "::: math\n\nx^2 + y^2 = z^2\n\n:::",
]
IN_A_LINE = [
    "Where $x^2$ grows",
    "當$x^2$增加時",
    "($x_{12}$)",
    "in $n$ steps",
    "$a = b + 2$.",
    r"$\frac{1}{2}$",
    r"so \(x^2\) grows",
    r"so \(\alpha\) grows",
    "so $`x^2`$ grows",
    "so $$x^2$$ grows",
    r"then \[ x^2 \] follows",
    "**$x^2$** and *$y$*",
    "$E = mc^2$",
    "$f(x)$",
    "$(x, y)$",
    r"$x \text{ if $y$ is } 2$",
    r"$2^{10}$",
    r"$\$5 \times n$",
]
TEXT = [
    "$5 and $10",
    "from $5 to $10, or NT$1,200",
    "NT$1,200 and NT$1,300",
    "HK$5/US$6",
    "US$ and HK$",
    "$5-$10",
    "$5–$10^*",
    "($5) or ($10)",
    "$1 = A$ 1.5",
    "$1 = R$ 5.00, $2 = S$ 3",
    "costs $5, ships for $3 (was $8)",
    "售價$5至$10，運費NT$60",
    "港幣$5，台幣$20，共$25",
    "$5 x 3 = $15",
    "$5 x 3 = A$ 15",
    "$99^*/$129^*",
    "$10_off and $20_off",
    "Dear $first_name$ $last_name$",
    "$order_id$",
    "$PATH and $HOME",
    "$HOME/bin_$USER",
    "restaurants: $, $$ and $$$",
    "$$ – $$$",
    "$$ or $$",
    "$$$ to $$$",
    "$$5 and $$10",
    "$$cheap$$",
    "US$$5 and US$$6",
    "A$AP, Ke$ha and Ty Dolla $ign",
    r"C:\Users\$name\x and D:\$Recycle\bin",
    r"file\(s\) and \(optional\)",
    r"\(a\) first, \(b\) second",
    r"\(5 = five\)",
    r"\[1\] and \[x\] and \[see below\]",
    r"\[Update\]",
    r"\[x\] done",
    r"\$5_1 and \$6_1",
    "5 $ or 6 $",
    "5$ or 6$",
    "$5$",
    "$ x^2 $ 5",
    "a^2$ b $c^2",
    "$.ajax and $(x)",
    r"^$|^x$",
    "`$x^2$`",
]


@pytest.mark.parametrize("markdown", DRAWN)
def test_a_formula_on_lines_of_its_own_stands_in_the_middle(markdown: str) -> None:
    body = render(markdown)
    assert body.findings == ()
    assert '<div class="formula" tabindex="0"><math display="block"' in body.html
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in body.html
    assert body.sections[0].text == "x² + y² = z²"


@pytest.mark.parametrize("markdown", IN_A_LINE)
def test_a_formula_in_a_line_is_drawn_there(markdown: str) -> None:
    body = render(markdown)
    assert body.findings == ()
    assert body.html.count("<math") == markdown.count("$") // 2 if "*" in markdown else 1
    assert body.html.startswith("<p>")


@pytest.mark.parametrize("markdown", TEXT)
def test_what_a_shop_writes_is_no_formula(markdown: str) -> None:
    body = render(markdown)
    assert "<math" not in body.html
    assert body.findings == ()


@pytest.mark.parametrize("markdown", [f"{first}\n\n{second}" for first in TEXT[:12] for second in TEXT[5:25:4]])
def test_no_two_things_that_a_shop_writes_make_a_formula(markdown: str) -> None:
    assert "<math" not in html(f"{markdown}\n{markdown}")


def test_a_single_letter_in_brackets_is_a_formula_where_an_article_has_others() -> None:
    assert html(r"Let \(x\) be \(x^2\)").count("<math") == 2
    assert html(r"Let \(x\) be").count("<math") == 0


def test_all_takes_every_pair_of_dollars_and_off_none() -> None:
    assert html("$2x$ and $5$", formulas="all").count("<math") == 2
    assert "<math" not in html("$5 and $10 for NT$1,200", formulas="all")
    for markdown in (*DRAWN, *IN_A_LINE):
        assert "<math" not in html(markdown, formulas="off")


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"E = mc^2", "E = mc²"),
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\frac{\text{distance}}{\text{time}}", "distance/time"),
        (r"H_2O", "H₂O"),
        (r"x_{ij}^{n+1}", "x_ij^(n + 1)"),
        (r"\sqrt{x+1}", "√(x + 1)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\sin x \le \pi", "sin x ≤ π"),
        (r"\text{運費} = 60 \times n", "運費 = 60 × n"),
        (r"\begin{cases}1 & x>0\\ 0 & x<0\end{cases}", "{1 x > 0; 0 x < 0"),
        (r"a \ne b", "a ≠ b"),
        (r"-5 - x", "−5 − x"),
        (r"50\%", "50%"),
        (r"1{,}000 \times 2", "1,000 × 2"),
        (r"\binom{n}{k}", "(n k)"),
        (r"90^\circ", "90°"),
        (r"a \not= b \bmod c", "a ≠ b mod c"),
        (r"\begin{align}a &= b\\ c &= d\end{align}", "a = b; c = d"),
        (r"\mathbf{v} \cdot \mathbb{R}", "𝐯 · ℝ"),
    ],
)
def test_search_and_screen_readers_get_words_that_can_be_read(latex: str, words: str) -> None:
    body = render(f"$${latex}$$", formulas="all")
    assert body.sections[0].text == words
    assert f'alttext="{words.replace("<", "&lt;").replace(">", "&gt;")}"' in body.html


def test_a_heading_with_a_formula_has_its_words_in_the_anchor_and_the_contents() -> None:
    (_, section) = render("## Why $E=mc^2$ holds\n\ntext").sections
    assert section.title == "Why E = mc² holds"


def test_the_words_that_replace_a_picture_may_hold_a_formula() -> None:
    assert 'alt="Graph of x²"' in html("![Graph of $x^2$](../../assets/parcel.svg)")


@pytest.mark.parametrize(
    ("latex", "line", "said"),
    [
        (r"$$\frac{a}$$", 0, "part"),
        ("text\n\n$$\nx\n\\foo\n$$", 2, r"\foo"),
        ("text\n$x^{2$", 1, "brace"),
        (r"$$x^2}$$", 0, "brace"),
        (r"$$x^2^3$$", 0, "superscripts"),
        (r"$$\left( x^2$$", 0, r"\right"),
        (r"$$\begin{matrix}x^2$$", 0, r"\end"),
        (r"$$\begin{foo}x^2\end{foo}$$", 0, "foo"),
        (r"$$\newcommand{\a}{\a}\a$$", 0, r"\newcommand"),
        (r"$$\ce{H2O}$$", 0, r"\ce"),
        ("```math\n\n```", 0, "empty"),
        ("a $x_$ b $\\alpha_$", 0, "subscript"),
    ],
)
def test_a_mistake_in_a_formula_is_named_with_its_line_and_the_source_is_shown(latex: str, line: int, said: str) -> None:
    body = render(latex, formulas="all")
    assert "<math" not in body.html
    assert [(found.code, found.line) for found in body.findings][:1] == [("broken-formula", line)]
    assert said in body.findings[0].message + body.findings[0].hint
    assert "<code" in body.html


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//evil)}{x}",
        r"\class{kb-search}{x}",
        r"\unicode{x3c}\text{script}",
        r"x < y > \text{\"onload=alert(1)}",
        r"\color{red;background:url(x)}{x}",
        r"\verb|<b onclick=x>|",
        "\\text{\\x3cimg src=x onerror=1\\x3e}",
    ],
)
def test_nothing_but_signs_reaches_the_page(latex: str) -> None:
    page = Page()
    page.feed(html(f"$${latex}$$", formulas="all"))
    assert page.tags <= {"div", "pre", "code", "math", "mrow", "mi", "mo", "mn", "mtext", "mstyle"}
    assert page.attributes <= {"class", "tabindex", "display", "alttext", "stretchy", "mathvariant"}


class Page(HTMLParser):
    """The tags and attributes of a piece of HTML, as a browser reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_formula_that_would_never_end_is_refused() -> None:
    nested = render("$$" + "{" * 3000 + "}" * 3000 + "^2$$", formulas="all")
    assert [found.code for found in nested.findings] == ["broken-formula"]
    many = render(" ".join(["$x^2$"] * 3000), seconds=20)
    assert many.html.count("<math") == 3000


def test_without_its_package_the_source_is_shown_and_the_extra_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.startswith("latex2mathml"):
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    body = render("Where $x^2$ grows\n\n$$y^2$$")
    assert [found.code for found in body.findings] == ["formula-as-source", "formula-as-source"]
    assert 'pip install "kbgen[math]"' in body.findings[0].hint
    assert "<code>x^2</code>" in body.html
    assert '<pre tabindex="0"><code class="language-latex">y^2\n</code></pre>' in body.html


def test_a_formula_in_a_list_a_quotation_a_table_and_a_part_of_a_box_stays_there() -> None:
    text = html(
        "- a\n\n  $$\n  x^2\n  $$\n- b\n\n> $$\n> y^2\n> $$\n\n| a | b |\n| --- | --- |\n| $z^2$ | 1 |\n\n!!! tip\n    $$w^2$$\n"
    )
    assert text.count("<math") == 4
    assert text.index("<li>") < text.index("x</mi>") < text.index("</ul>") < text.index("y</mi>") < text.index("</blockquote>")


@pytest.mark.parametrize(
    "markdown",
    ["The sum $$x^2$$ grows.", "當 $$x^2$$ 增加時", "- **Sum**: $$x^2$$", "$$x^2$$ is the sum.", "Of\n$$x^2$$ and more"],
)
def test_a_formula_between_two_dollars_does_not_break_its_sentence(markdown: str) -> None:
    assert '<math display="inline"' in html(markdown)


@pytest.mark.parametrize(
    "markdown", ["Text\n$$x^2$$\nmore", "$$x^2$$.", "the sum $$\nx^2\n$$", "- $$x^2$$", r"then \[ x^2 \] follows"]
)
def test_a_formula_that_fills_its_lines_stands_alone(markdown: str) -> None:
    assert '<math display="block"' in html(markdown)
