"""Chinese in Markdown: emphasis without spaces, line breaks without spaces, anchors that keep their characters."""

from __future__ import annotations

import re

import pytest
from one_article import html, render

from kbgen.render.anchors import AnchorNames, anchor_of
from kbgen.site.assets.theme_folder import theme_folder


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**「重要」**中文", "<strong>「重要」</strong>中文"),
        ("中文**「重要」**", "中文<strong>「重要」</strong>"),
        ("中文**「重要」**中文", "中文<strong>「重要」</strong>中文"),
        ("請按**確定**。", "請按<strong>確定</strong>。"),
        ("**注意：**請先付款", "<strong>注意：</strong>請先付款"),
        ("**（必填）**姓名", "<strong>（必填）</strong>姓名"),
        ("減**50%**的", "減<strong>50%</strong>的"),
        ("按**“確定”**鍵", "按<strong>“確定”</strong>鍵"),
        ("*「甲」*和*「乙」*", "<em>「甲」</em>和<em>「乙」</em>"),
        ("~~「舊」~~新", "<s>「舊」</s>新"),
        ("***「非常」***重要", "<em><strong>「非常」</strong></em>重要"),
        ("**[連結](https://example.com)**文字", '<strong><a href="https://example.com">連結</a></strong>文字'),
        ("**`代碼`**文字", "<strong><code>代碼</code></strong>文字"),
        ("ひらがな**「強調」**です", "ひらがな<strong>「強調」</strong>です"),
    ],
)
def test_emphasis_beside_chinese_works(markdown, text):
    assert html(markdown) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a * b * c", "a * b * c"),
        ("5*3*2", "5<em>3</em>2"),
        ("snake_case_name", "snake_case_name"),
        ("**bold**text", "<strong>bold</strong>text"),
        ('a**"quoted"**b', "a**&quot;quoted&quot;**b"),
        ("中文 ** 空格 ** 中文", "中文 ** 空格 ** 中文"),
    ],
)
def test_other_emphasis_follows_commonmark(markdown, text):
    assert html(markdown) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("退款\n時間", "退款時間"),
        ("完成。\n之後", "完成。之後"),
        ("完成，\nthen", "完成，then"),
        ("use\n「確定」", "use「確定」"),
        ("退款\nrefund", "退款\nrefund"),
        ("refund\n退款", "refund\n退款"),
        ("one\ntwo", "one\ntwo"),
        ("**退款**\n時間", "<strong>退款</strong>時間"),
        ("退款  \n時間", "退款<br>\n時間"),
        ("안녕\n하세요", "안녕\n하세요"),
    ],
)
def test_a_line_break_in_the_source_is_a_space_only_where_the_script_has_spaces(markdown, text):
    assert html(markdown) == f"<p>{text}</p>"


def test_search_text_has_no_space_inside_chinese_either():
    assert render("退款\n時間，\nrefund\ntime").sections[0].text == "退款時間，refund time"


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("By credit card", "by-credit-card"),
        ("退款時間", "退款時間"),
        ("退款需時多久？", "退款需時多久"),
        ("FPS 轉數快", "fps-轉數快"),
        ("What's new?", "whats-new"),
        ("A -- B / C", "a-b-c"),
        ("Ünïcode é", "ünïcode-é"),
        ("e\u0301", "é"),
        ("！！！", "section"),
        ("🎉", "section"),
        ("kb-strings", "section-kb-strings"),
        ("__search", "section-__search"),
        ("fn1", "section-fn1"),
        ("Contact", "section-contact"),
        ("constructor", "constructor"),
    ],
)
def test_an_anchor_keeps_letters_of_every_script(title, anchor):
    assert anchor_of(title) == anchor


def test_equal_headings_get_numbers():
    body = render("## 退款\n\n## 退款\n\n## 退款\n\n## 退款-2\n")
    assert body.anchors == ("退款", "退款-2", "退款-3", "退款-2-2")


def test_a_number_that_is_taken_is_skipped():
    names = AnchorNames()
    assert [names.unique(name) for name in ("a-2", "a", "a", "a")] == ["a-2", "a", "a-3", "a-4"]


def test_no_heading_can_take_the_id_of_an_element_of_the_page_shell():
    templates = (path.read_text("utf-8") for path in theme_folder().rglob("*.html"))
    ids = {name for text in templates for name in re.findall(r'\sid="([^"{]+)"', text)}
    assert "content" in ids
    assert {name for name in ids if anchor_of(name) == name} == set()
