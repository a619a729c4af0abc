"""Other languages of markup and template languages: named with their line, and what only looks like them is left alone."""

from __future__ import annotations

import pytest
from one_article import html, render

FOREIGN = {
    "comment of a template": "{# for us #}",
    "erb": "Hello <%= user.name %>",
    "php": "<?php echo $title; ?>",
    "smarty": "Dear {$customer.name}",
    "shell-like variable": "Version ${project.version}",
    "freemarker": "<#if user??>",
    "phrase of lokalise": "[%username%]",
    "variable between at signs": "Version @@VERSION@@",
    "include of plantuml and others": "!include parts/footer.md",
    "include of sass-like tools": '@import "footer.md"',
    "include of docfx": "[!INCLUDE [note](../includes/note.md)]",
    "video of docfx": "[!VIDEO https://example.com/embed/1]",
    "block of docfx": '> [!div class="checklist"]\n> * one',
    "badge of retype": "[!badge New]",
    "reference of retype": "[!ref](other.md)",
    "box of retype": "!!!danger Title\nText\n!!!",
    "tabs of retype": "+++ One\nText\n+++",
    "columns of retype": "||| One\nText\n|||",
    "grid table": "+---+---+\n| a | b |\n+---+---+",
    "table of mediawiki": '{| class="wikitable"\n| a\n|}',
    "table of asciidoc": "|===\n|a |b\n|===",
    "heads of a wiki": "||a||b||",
    "table without dashes": "| a | b |\n| 1 | 2 |\n| 3 | 4 |",
    "macro of confluence within a line": "{color:red}Stop{color}",
    "link of confluence": "[our shop|https://example.com]",
    "heading of textile": "h2. Delivery",
    "bold of mediawiki": "A '''bold''' word",
    "heading of a wiki": "== Delivery ==",
    "heading of asciidoc": "=== Delivery",
    "link of asciidoc": "See xref:fees.adoc[fees].",
    "key of asciidoc": "Press kbd:[Ctrl+C]",
    "link of rst": "`text <https://example.com>`_",
    "target of rst": ".. _fees:",
    "block of org": "#+BEGIN_NOTE\nText\n#+END_NOTE",
    "tag of a forum": "[b]bold[/b]",
    "plugin of joomla": "{youtube}abc{/youtube}",
    "embed of a blog": "%[https://example.com]",
    "drawing without a fence": "@startuml\na -> b\n@enduml",
    "environment of latex": "\\begin{tabular}{l}\na\n\\end{tabular}",
    "command of latex": "\\textbf{bold}",
    "page break of latex": "\\newpage",
    "mark of pandoc": "## A heading {-}",
    "address that is missing": "See [the fees][fees-page].",
    "gap in a link": "See [fees] (../delivery/fees.md).",
    "brackets exchanged": "See (fees)[../delivery/fees.md].",
    "link that is not closed": "See [fees](../delivery/fees.md for all (and more).",
    "link to another site that is not closed": "See [fees](https://example.com/fees for all.",
    "picture that is not closed": "![A lamp](../lamp.png",
    "link whose text is not closed": "See [fees(../delivery/fees.md).",
    "bold with blanks inside": "Press ** Save ** now.",
    "bold with a blank at its end": "請按**確定 ** 繼續。",
    "bold that is not ended": "**Press Save now.",
    "bold that is not ended in Chinese": "請按「儲存」，**然後關機。",
}


@pytest.mark.parametrize("markdown", FOREIGN.values(), ids=FOREIGN)
def test_each_form_is_named_with_its_line_and_what_to_write(markdown):
    found = [one for one in render(f"Before.\n\n{markdown}\n\nAfter.").findings if one.code == "foreign-syntax"]
    assert found
    assert 2 <= found[0].line < 2 + len(markdown.splitlines())
    assert found[0].hint


@pytest.mark.parametrize(
    "markdown",
    [
        "Set %APPDATA% and %%SERIAL%%",
        "It costs $5 {or more}",
        "A matrix a[0][1] and (see the list)[1]",
        "Open C:\\temp\\new",
        "[fees] (if any) are listed",
        "See [fees](../delivery/fees.md) and (see [the list](../delivery/fees.md))",
        "A list f[0](x) and [one (of two)",
        "2**3 is 8, `**kwargs`, **/*.md and 10 ** 2",
        "Price**\n\n** without tax",
        "**Save** and **關機**，**按鈕**",
        "It's 'quoted' and ''empty''",
        "| stands for or | here |",
        "a | b\n--- | ---\n=== 0 | 1",
        "Wait … (((",
        "`code`_x",
        "See [fees][f].\n\n[f]: ../delivery/fees.md",
        "Ask +1 or + 2",
        "Wow!!!",
        "Write to <your-name> or <*organization name*>, <order number>, <URL>",
        "kbd: press it [once]",
        "Write CN={{UserName}},E={{AAD_Device_ID}}",
    ],
)
def test_what_only_looks_like_it_is_no_finding(markdown):
    assert render(markdown).findings == ()


def test_a_table_without_dashes_is_one_finding_however_many_rows_it_has():
    assert len(render("\n".join(f"| {row} | b |" for row in range(40))).findings) == 1


def test_a_table_with_a_broken_head_is_one_finding_too():
    assert [found.code for found in render("| a |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |").findings] == ["table-cells"]


def test_components_and_elements_are_html_all_the_same():
    for written in ("<Note>\n\nText\n\n</Note>", "<div>", "<your-tag a=1>", "<toc/>"):
        assert [found.code for found in render(written).findings][:1] == ["raw-html"]


def test_a_box_needs_no_space_behind_its_mark():
    assert html('!!!tip "Save"\n    Text') == html('!!! tip "Save"\n    Text')
    assert html('???+"How?"\n    So') == html('???+ "How?"\n    So')


def test_a_box_whose_text_is_not_indented_is_named_and_shows_the_text():
    body = render('Before.\n\n!!! tip "Save"\nText')
    assert [(found.line, found.code) for found in body.findings] == [(2, "foreign-syntax")]
    assert "<p>Text</p>" in body.html
    assert render('!!! tip "A box of a title alone"\n\nText').findings == ()


def test_an_address_in_brackets_of_other_tools_ends_before_them():
    assert '<a href="http://a.example/x">' in html("[embed]http://a.example/x[/embed]")
