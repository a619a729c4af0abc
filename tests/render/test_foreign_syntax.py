"""Syntax of other tools: named with its line and what to write instead, never published in silence."""

from __future__ import annotations

import pytest
from one_article import html, render

FOREIGN = {
    "docusaurus import": "import Tabs from '@theme/Tabs';",
    "docusaurus comment": "{/* a note */}",
    "docusaurus variable": "Version {siteConfig.customFields.version}",
    "docusaurus directive": "::youtube{#abc}",
    "vitepress code group": ":::code-group",
    "vitepress include": "<<< @/snippets/a.js",
    "vitepress variable": "{{ $frontmatter.title }}",
    "vitepress contents": "[[toc]]",
    "vuepress include": "@[code](../a.js)",
    "hugo figure": '{{< figure src="a.png" >}}',
    "hugo notice": "{{% notice tip %}}",
    "hugo reference in a link": '[fees]({{< ref "fees.md" >}})',
    "jekyll include": "{% include note.html %}",
    "jekyll variable": "{{ site.baseurl }}/a",
    "jekyll raw": "{% raw %}x{% endraw %}",
    "kramdown attributes": "Text\n{: .no_toc }",
    "gitbook hint": '{% hint style="info" %}',
    "gitbook tabs": "{% tabs %}",
    "mkdocs snippet": '--8<-- "a.md"',
    "mkdocs icon of no such name": "The :material-no-such-icon: button",
    "mkdocs annotation": "A word (1)!",
    "mkdocs variable": "{{ config.site_name }}",
    "mkdocstrings": "::: package.module.Class",
    "markdown-include": "{!a.md!}",
    "mdx-include": "{* ../a.py hl[1] *}",
    "attributes after text": "A word {: .big }",
    "attributes with values": "A word { width=300 }",
    "wiki link": "See [[page]] and [[page|text]].",
    "wiki picture": "![[a.png]]",
    "obsidian comment": "%%for us only%%",
    "obsidian callout": "> [!custom]\n> Text",
    "docsify hint": "?> Text",
    "emoji by name": "Done :tada:",
    "superscript": "x^2^",
    "subscript": "H~2~O",
    "underlining": "^^inserted^^",
    "edit": "{++inserted++}",
    "directive of rst": ".. note:: Text",
    "role of rst": "See :ref:`target`.",
    "role of myst": "See {ref}`target`.",
    "macro of confluence": "{info:title=x}",
    "shortcode of wordpress": '[gallery ids="1,2"]',
    "macro of asciidoc": "image::a.png[A]",
    "plantuml": "```plantuml\ngraph TD\n```",
    "directive of myst": "```{note}\nText\n```",
    "a gap in the address of a link": "[a]({{site.url}}/a)",
    "a gap in the address of a picture": '<img src="{{ user.picture }}" alt="a">',
    "a link with a space": "[a](my file.md)",
}


@pytest.mark.parametrize("markdown", FOREIGN.values(), ids=FOREIGN)
def test_each_form_is_named_with_its_line_and_what_to_write(markdown):
    found = [one for one in render(f"Before.\n\n{markdown}\n\nAfter.").findings if one.code == "foreign-syntax"]
    assert found
    assert 2 <= found[0].line < 2 + len(markdown.splitlines())
    assert found[0].hint


@pytest.mark.parametrize("markdown", FOREIGN.values(), ids=FOREIGN)
def test_in_code_it_is_no_finding(markdown):
    if "`" not in markdown:
        indented = "\n".join(f"    {line}" for line in markdown.splitlines())
        assert render(f"Text\n\n~~~\n{markdown}\n~~~\n\n{indented}\n").findings == ()
        assert render(f"Write `{' '.join(markdown.split())}` here.").findings == ()


@pytest.mark.parametrize(
    "markdown",
    [
        "\\[[page]]",
        "\\{% raw %}",
        "&#123;{ name }}",
        "Costs $5 to $10, or US$20_000$",
        "From 10:30:45 to 11:00:00",
        "See https://a.example/x:y:z",
        "Use {name} and {1}.",
        "9:00~12:00 and 5~10 days",
        "C++ and C++ again",
        "a == b and c == d",
        "2^10 is 1024",
        "## A heading { #anchor .wide }",
        "![A parcel](../../assets/parcel.svg){ .wide }",
        "時間：上午:下午",
        "Import tariffs from China",
        "[1] and [note] stay",
        "100% of 50%",
        "- [ ] task",
        "```python title='a.py'\nx\n```",
    ],
)
def test_ordinary_text_is_no_finding(markdown):
    assert render(markdown).findings == ()


def test_every_place_is_named_in_order_of_its_line():
    body = render("a :tada:\nb\nc :tada:\n\n[[x]]")
    assert [(found.line, found.code) for found in body.findings] == [
        (0, "foreign-syntax"),
        (2, "foreign-syntax"),
        (4, "foreign-syntax"),
    ]


def test_one_piece_of_text_is_one_finding():
    assert len(render('{{% notice tip %}} and [x]({{< ref "a.md" >}})').findings) == 2


def test_html_over_two_lines_is_reported_on_its_first():
    body = render("One\ntwo <div\nclass='x'>box")
    assert [(found.line, found.code) for found in body.findings] == [(1, "raw-html")]


def test_a_row_with_too_many_cells_is_an_error():
    (found,) = render("Text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 三 |").findings
    assert (found.line, found.code) == (5, "table-cells")
    assert "三" in found.message


def test_cells_too_many_stay_in_the_last_one():
    rows = html("| a | b |\n|---|---|\n| 1 | 2 | *3* | `4|5` |\n| 6 |")
    assert "<td>2 | <em>3</em> | <code>4|5</code></td>" in rows
    assert "<td>6</td>" in rows


def test_an_empty_cell_too_many_loses_nothing():
    assert render("| a | b |\n|---|---|\n| 1 | 2 | |").findings == ()


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| `a|b` | c |", ["<code>a|b</code>", "c"]),
        ("| ``a|`|b`` | c |", ["<code>a|`|b</code>", "c"]),
        ("| `a\\|b` | c |", ["<code>a|b</code>", "c"]),
        ("| a\\|b | `c` |", ["a|b", "<code>c</code>"]),
        ("| \\`a | b` |", ["`a", "b`"]),
    ],
)
def test_a_bar_within_code_stays_in_its_cell(row, cells):
    text = html(f"| x | y |\n|---|---|\n{row}")
    assert [f"<td>{cell}</td>" for cell in cells] == [line for line in text.splitlines() if line.startswith("<td>")]
    assert render(f"| x | y |\n|---|---|\n{row}").findings == ()


def test_a_bar_within_code_may_stand_in_the_head_of_a_table():
    assert '<th scope="col"><code>a|b</code></th>' in html("| `a|b` | c |\n|---|---|\n| 1 | 2 |")


def test_a_table_whose_head_has_other_cells_than_its_dashes_is_reported():
    (found,) = render("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |").findings
    assert (found.line, found.code) == (0, "table-cells")


def test_a_table_in_a_list_item_and_a_quotation_loses_nothing_either():
    table = "| a | b |\n|---|---|\n| `1|2` | 2 | 3 |"
    for prefix, rest in (("- ", "  "), ("> ", "> ")):
        first, *others = table.splitlines()
        markdown = "\n".join([prefix + first, *(rest + line for line in others)])
        assert [(found.line, found.code) for found in render(markdown).findings] == [(2, "table-cells")]


def test_of_an_element_that_is_shown_as_text_the_opening_tag_is_reported():
    body = render('<div class="a">\n\nText\n\n</div>\n\n<a href="https://a.example">x</a>\n\n</p>')
    assert [(found.line, found.message) for found in body.findings] == [
        (0, "the HTML '<div class=\"a\">' is shown as text"),
        (6, "the HTML '<a href=\"https://a.example\">' is shown as text"),
        (8, "the HTML '</p>' is shown as text"),
    ]


def test_a_tag_that_a_program_would_fill_in_is_one_finding():
    found = render('<a href="{{ user.url }}">@{{ user.name }}</a>').findings
    assert [one.code for one in found] == ["foreign-syntax"]


def test_an_icon_and_its_attributes_are_one_finding():
    assert len(render(":material-no-such-icon:{ .lg .middle } Home").findings) == 1


CODE = "\n\n```js\nx()\n```"


@pytest.mark.parametrize(
    "markdown",
    [
        f"Sets the [[Prototype]] of an object.{CODE}",
        f"| Function (implements [[Call]]) | a |\n| --- | --- |\n| 1 | 2 |{CODE}",
        f"函式要實作 [[Construct]] 才能用 `new` 呼叫。{CODE}",
        f"Mark it [[nodiscard]] so that the compiler warns.{CODE}",
        f"| Function (implements [[Returns]] in ECMA-262 terms) | a |\n| --- | --- |\n| 1 | 2 |{CODE}",
        f"Function 物件（實作 ECMA-262 所定義的 [[Returns]]）{CODE}",
        "| Key | Value |\n| --- | --- |\n| UPN | ${userUPN} **or** ${userEmailAddress} |",
        "| 鍵 | 值 |\n| --- | --- |\n| UPN | ${userUPN} **或** ${userEmailAddress} |",
        '| Log |\n| --- |\n| {"0":"{\\"error\\":{\\"reason\\":\\"Set fielddata=true on [%attribute_code%]] first\\"}}"} |',
        "The {{userprincipalname}} token may be used.",
        "{{deviceid}} 權杖可用來代表裝置。",
        "Update the JSX variable to {props.subject}.",
        "Two placeholders: ${price}",
        "請用變數「${name}」。",
        "The {{userid}} and {{deviceid}} tokens are filled in by the phone.",
        "變數：{{userid}}、{{deviceid}}",
    ],
)
def test_a_name_of_a_program_that_a_sentence_is_about_is_no_finding(markdown):
    assert render(markdown).findings == ()


@pytest.mark.parametrize(
    "markdown",
    [
        "See [[Installation]] first.",  # no program anywhere
        f"[[Installation]]{CODE}",  # no sentence about it
        f"- [[Installation]]{CODE}",
        f"See [[Returns]] first.{CODE}",  # a page of this site
        f"See [[Refund-Times]] first.{CODE}",
        f"See [[Installation guide]] first.{CODE}",
        f"See [[Installation|here]] first.{CODE}",
        "Install version {{version}} today.",
        "Our token costs {{price}}.",
        "The {{ site.title }} variable",
        "Hello ${name}, tokens are here.",
        "| Name |\n| --- |\n| Dear ${name} |",
        "The token of {{name}}, {{city}}",
    ],
)
def test_a_link_of_a_wiki_or_a_gap_that_was_not_filled_stays_a_finding(markdown):
    assert [found.code for found in render(markdown).findings] == ["foreign-syntax"]


def test_beside_other_links_of_a_wiki_a_word_in_brackets_is_one_too():
    body = render(f"See [[Installation]] first.\n\nThen [[Set up|this]].{CODE}")
    assert sorted(found.line for found in body.findings) == [0, 2]
