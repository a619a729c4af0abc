"""Sections: the plain text that search finds."""

from __future__ import annotations

from one_article import render

from kbgen.model import Section


def test_the_preface_is_first_even_when_it_is_empty():
    assert render("## A\n\ntext").sections == (Section("", 1, "", ""), Section("a", 2, "A", "text"))


def test_headings_of_levels_2_to_4_begin_sections_and_deeper_ones_do_not():
    titles = [(s.level, s.title, s.text) for s in render("## A\n\n### B\n\n#### C\n\n##### D\n\nx").sections[1:]]
    assert titles == [(2, "A", ""), (3, "B", ""), (4, "C", "D\nx")]


def test_markup_is_gone_and_blocks_are_lines():
    body = render("**Bold** and [link](https://example.com) `code`.\n\n- one\n- two\n\n```\nx = 1\n```\n")
    assert body.sections[0].text == "Bold and link code.\none\ntwo\nx = 1"


def test_a_row_of_a_table_is_a_line_with_tabs_between_its_cells():
    table = "| Fee | Days | |\n|---|---|---|\n| HK$35 | | a |"
    assert render(table).sections[0].text == "Fee\tDays\t\nHK$35\t\ta"


def test_a_heading_has_no_attributes_and_no_link_in_its_title():
    (_, section) = render("## **By** card { #card }").sections
    assert (section.anchor, section.title) == ("card", "By card")


def test_a_question_is_a_section_and_the_text_after_it_belongs_to_the_heading():
    sections = render('## Time\n\nBefore\n\n??? question "How long?"\n    Days.\n\nAfter').sections
    assert sections[1:] == (
        Section("time", 2, "Time", "Before\nAfter"),
        Section("how-long", 3, "How long?", "Days.", question=True),
    )


def test_a_question_without_a_heading_is_of_level_2():
    assert render('??? question "How long?"\n    Days.').sections[1].level == 2


def test_headings_inside_a_question_end_with_it():
    sections = render('## A\n\n??? question "Q"\n    #### Inner\n\n    x\n\ny').sections
    assert [(s.title, s.text) for s in sections] == [("", ""), ("A", "y"), ("Q", ""), ("Inner", "x")]


def test_the_title_of_a_callout_is_text():
    assert render('!!! tip "Save time"\n    Text').sections[0].text == "Save time\nText"


def test_images_and_footnote_marks_leave_no_trace():
    assert render("a![b](../../assets/parcel.svg)c[^1]\n\n[^1]: note").sections[0].text == "ac\nnote"
