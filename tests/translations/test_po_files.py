"""kbgen translations export and import: to translators' programs and back, without losing a byte."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.translations.po.faults import faults_of

ROOT = Path(__file__).parents[2]
EN = "content/en/returns/a.md"
ZH = "content/zh-hant/returns/a.md"
SOURCE = """\
Read [the fees](refund-times.md#by-card) and press `Send`.

## Steps { #steps }

1. Pay {takes:refund} ago.
2. Press ++ctrl+c++.

| Way | Days |
| --- | --- |
| FPS | 1–2 |

```sh
# look
ls
```

> [!NOTE]
> Write to <hello@example.com>.
"""
TRANSLATION = """\
請看[收費](refund-times.md#信用卡)，再按 `Send`。

## 步驟 { #steps }

1. 於 {takes:refund} 前付款。
2. 按 ++ctrl+c++。

| 方法 | 天數 |
| --- | --- |
| 轉數快 | 1 至 2 |

```sh
# 看看
ls
```

> [!NOTE]
> 請寫信到 <hello@example.com>。
"""


@pytest.fixture
def config(make_site):
    return make_site(
        {EN: article(SOURCE, keywords="[one, two]"), ZH: article(TRANSLATION, title="一篇文章", description="說明。")},
    )


@pytest.fixture
def exported(config, tmp_path):
    return export(config, tmp_path / "a.po", "returns/a")


def export(config: Path, to: Path, *articles: str) -> Path:
    assert main(["translations", "export", *articles, "--output", str(to), "--config", str(config)]) == 0
    return to


def take(config: Path, file: Path) -> int:
    return main(["translations", "import", str(file), "--config", str(config)])


def edit(file: Path, change: Callable[[polib.POEntry], None]) -> None:
    entries = polib.pofile(str(file))
    for entry in entries:
        change(entry)
    entries.save(str(file))


def saying(source: str, text: str) -> Callable[[polib.POEntry], None]:
    def change(entry: polib.POEntry) -> None:
        if entry.msgid.startswith(source):
            entry.msgstr = text

    return change


def contents(config: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted((config.parent / "content").rglob("*.md"))}


def test_the_whole_sample_shop_comes_back_as_it_was_whatever_is_fuzzy(tmp_path, capsys):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    config = shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    assert main(["translations", "--adopt", "now", "--config", str(config)]) == 0
    before = contents(config)
    file = export(config, tmp_path / "all.po")
    again = export(config, tmp_path / "again.po")
    assert file.read_bytes() == again.read_bytes()
    edit(file, lambda entry: entry.flags.clear())
    assert take(config, file) == 0
    assert contents(config) == before


def test_each_paragraph_is_a_message_with_a_name_that_stays(exported):
    entries = {entry.msgid: entry for entry in polib.pofile(str(exported))}
    assert [entry.msgstr for entry in entries.values()] == [
        "一篇文章",
        "說明。",
        "",
        "請看[收費](refund-times.md#信用卡)，再按 `Send`。",
        "步驟",
        "於 {takes:refund} 前付款。",
        "按 ++ctrl+c++。",
        "| 方法 | 天數 |",
        "| 轉數快 | 1 至 2 |",
        "# 看看\nls",
        "請寫信到 <hello@example.com>。",
    ]
    assert entries["one, two"].msgctxt == "returns/a:keywords"
    assert entries["Steps"].comment == "heading"


def test_names_stay_when_other_paragraphs_come_and_go(config, exported, tmp_path):
    path = config.parent / EN
    path.write_text(path.read_text("utf-8").replace("## Steps", "New.\n\n### Steps"), "utf-8")
    later = export(config, tmp_path / "b.po", "returns/a")
    before, after = ({entry.msgid: entry.msgctxt for entry in polib.pofile(str(file))} for file in (exported, later))
    assert {text: name for text, name in after.items() if text != "New."} == before


def test_what_was_translated_is_written_and_nothing_else(config, exported):
    before = (config.parent / ZH).read_text("utf-8")
    edit(exported, saying("Press", "請按 ++ctrl+c++。"))
    edit(exported, saying("| FPS", "| FPS 轉數快 | 1 至 2 |"))
    edit(exported, saying("# look", "# 看一看\nls"))
    edit(exported, saying("one, two", "一，二、三"))
    edit(exported, saying("An article", "文章：甲 # 1"))
    assert take(config, exported) == 0
    expected = before.replace("2. 按", "2. 請按").replace("| 轉數快", "| FPS 轉數快").replace("# 看看", "# 看一看")
    expected = expected.replace("title: 一篇文章", "title: '文章：甲 # 1'").replace("。\n---", "。\nkeywords: [一, 二, 三]\n---")
    assert (config.parent / ZH).read_text("utf-8") == expected


def test_fuzzy_missing_and_outdated_messages_keep_the_former_text_and_say_so(config, exported, capsys):
    def change(entry: polib.POEntry) -> None:
        if entry.msgid == "Steps":
            entry.msgstr, entry.flags = "一步一步", ["fuzzy"]
        if entry.msgid.startswith("Press"):
            entry.msgstr = ""
        if entry.msgid.startswith("Pay"):
            entry.msgstr = "{takes:refund}"

    edit(exported, change)
    path = config.parent / EN
    path.write_text(path.read_text("utf-8").replace("1. Pay", "1. Please pay"), "utf-8")
    before = contents(config)
    assert take(config, exported) == 0
    assert contents(config) == before
    told = capsys.readouterr().err
    assert "2 messages without a text, so the former one stays (lines" in told
    assert "1 message fuzzy, so the former text stays (line" in told
    assert "1 message of a source that changed since it was exported" in told


def test_a_paragraph_that_changed_comes_as_fuzzy_and_is_noted_when_it_is_taken(config, tmp_path):
    assert main(["translate", "returns/a", "--current", "--config", str(config)]) == 0
    path = config.parent / EN
    path.write_text(path.read_text("utf-8").replace("1–2", "3–4"), "utf-8")
    file = export(config, tmp_path / "a.po", "returns/a")
    assert [entry.msgid for entry in polib.pofile(str(file)) if entry.fuzzy] == ["| FPS | 3–4 |"]
    edit(file, saying("| FPS", "| 轉數快 | 3 至 4 |"))
    edit(file, lambda entry: entry.flags.clear())
    assert take(config, file) == 0
    text = (config.parent / ZH).read_text("utf-8")
    assert "| 轉數快 | 3 至 4 |" in text
    assert main(["translate", "returns/a", "--current", "--config", str(config)]) == 0
    assert (config.parent / ZH).read_text("utf-8") == text


def test_a_missing_translation_is_a_draft_until_all_of_it_is_translated(config, tmp_path):
    (config.parent / ZH).unlink()
    file = export(config, tmp_path / "a.po", "returns/a")
    edit(file, saying("An article", "一篇文章"))
    assert take(config, file) == 0
    assert "draft: true" in (config.parent / ZH).read_text("utf-8")
    file = export(config, tmp_path / "b.po", "returns/a")
    said = [entry.msgstr for entry in polib.pofile(str(file))]
    assert said == ["一篇文章", *[""] * 10]

    def change(entry: polib.POEntry) -> None:
        entry.msgstr = entry.msgid.replace("Press", "按")

    edit(file, change)
    assert take(config, file) == 0
    text = (config.parent / ZH).read_text("utf-8")
    assert "draft" not in text
    assert "2. 按 ++ctrl+c++.\n" in text


def test_a_new_paragraph_goes_behind_the_answer_of_the_one_before_it(config, tmp_path):
    path = config.parent / EN
    path.write_text(path.read_text("utf-8").replace("## Steps", "- New\n- Newer\n\n## Steps"), "utf-8")
    file = export(config, tmp_path / "a.po", "returns/a")
    edit(file, saying("New", "新"))
    edit(file, saying("Newer", "更新"))
    assert take(config, file) == 0
    assert "再按 `Send`。\n\n- 新\n- 更新\n\n## 步驟" in (config.parent / ZH).read_text("utf-8")


FIRST = "Refunds to a card take 5 days."
SECOND = "FPS is faster: the money is there within a day, also on Sundays and public holidays."


@pytest.mark.parametrize(
    ("now", "answers"),
    [
        (["Ask us first.", FIRST, SECOND.replace("a day", "an hour")], ["", "信用卡 5 天。", "轉數快較快"]),
        ([FIRST.replace("5", "6"), "A third thing.", SECOND], ["信用卡 5 天。", "", "轉數快較快"]),
        (["A third thing.", FIRST.replace("Refunds", "Money back"), SECOND], ["", "信用卡 5 天。", "轉數快較快"]),
        ([SECOND.replace("faster", "fastest")], ["轉數快較快"]),
        ([SECOND, FIRST], ["轉數快較快", "信用卡 5 天。"]),
    ],
)
def test_what_changed_beside_something_new_comes_with_its_own_translation(make_site, tmp_path, now, answers):
    side = "信用卡 5 天。\n\n轉數快較快：款項一天內到帳，星期日和公眾假期也一樣，不用等到下一個工作天。\n"
    config = make_site({EN: article(f"{FIRST}\n\n{SECOND}\n"), ZH: article(side, title="甲", description="乙。")})
    assert main(["translate", "returns/a", "--current", "--config", str(config)]) == 0
    (config.parent / EN).write_text(article("\n\n".join(now) + "\n"), "utf-8")
    entries = polib.pofile(str(export(config, tmp_path / "a.po", "returns/a")))
    texts = [entry.msgstr.partition("：")[0] for entry in entries if entry.msgid in now]
    assert texts == answers


def test_messages_that_were_exported_before_an_article_moved_are_taken_where_it_is(config, exported):
    assert main(["rename", "returns/a", "returns/moved", "--config", str(config)]) == 0
    edit(exported, saying("An article", "又一篇文章"))
    assert take(config, exported) == 0
    assert "title: 又一篇文章" in (config.parent / ZH.replace("/a.md", "/moved.md")).read_text("utf-8")


def test_a_message_without_its_name_is_told_by_its_text(config, exported, capsys):
    exported.write_text(exported.read_text("utf-8").replace('msgctxt "returns/a:title"\n', ""), "utf-8")
    assert take(config, exported) == 1
    assert "the message of 'An article' has no 'msgctxt', so nobody knows where it belongs" in capsys.readouterr().err


def test_a_variable_that_is_lost_is_named_as_it_is_written():
    faults = list(faults_of("Pay {{ price }}{.big}.", "付{.big}。", "", "text"))
    assert faults == ["the variable '{{ price }}' is lost"]


HOSTILE = {
    "placeholder": ("Pay", "於 {takes:other} 前付款。", "the placeholder '{takes:refund}' is lost"),
    "placeholder lost": ("Pay", "付款。", "the placeholder '{takes:refund}' is lost"),
    "link lost": ("Read", "請看收費，再按 `Send`。", "the link to 'refund-times.md' is lost"),
    "link elsewhere": (
        "Read",
        "[收費](javascript:x) `Send`。",
        "the link to 'javascript:x' is not in the source",
    ),
    "link broken": ("Read", "請看[收費] (refund-times.md)，再按 `Send`。", "a link is not written as [text](target)"),
    "code": ("Read", "請看[收費](refund-times.md)，再按 `發送`。", "the code 'Send' is lost"),
    "keys": ("Press", "按 Ctrl-C。", "the keys '++ctrl+c++' is lost"),
    "bars": ("| FPS", "| 轉數快 | 1 | 2 |", "it has 4 bars of a table, and the source has 3"),
    "marks": ("Press", "**按 ++ctrl+c++。", "a mark '**' has no partner"),
    "heading": ("Press", "按 ++ctrl+c++。\n# 標題", "the text would become another block of Markdown"),
    "two paragraphs": ("Press", "按 ++ctrl+c++。\n\n按。", "it has an empty line, which would make two paragraphs of it"),
    "fence": ("# look", "```\n<script>", "the text would become another block of Markdown"),
    "address": ("Write", "請寫信到 <evil@example.com>。", "the address 'hello@example.com' is lost"),
    "front matter": ("An article", "甲\ndraft: true", "it has several lines"),
    "invisible": ("Steps", "步\u202e驟", "it holds the invisible character U+202E"),
}


@pytest.mark.parametrize(("source", "text", "fault"), HOSTILE.values(), ids=HOSTILE)
def test_what_must_be_kept_is_named_with_its_line_and_nothing_is_written(config, exported, capsys, source, text, fault):
    edit(exported, saying(source, text))
    before = contents(config)
    assert take(config, exported) == 1
    assert contents(config) == before
    line = next(entry.linenum for entry in polib.pofile(str(exported)) if entry.msgstr == text)
    assert f"a.po:{line}: error: {fault}" in capsys.readouterr().err


def test_messages_of_no_article_twice_and_plural_ones_are_named(config, exported, capsys):
    more = (
        '\nmsgctxt "../../etc/passwd:title"\nmsgid "x"\nmsgstr "y"\n'
        '\nmsgctxt "returns/a:title"\nmsgid "An article"\nmsgstr "z"\n'
        '\nmsgctxt "returns/a:aaaaaa"\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "z"\n'
    )
    exported.write_text(exported.read_text("utf-8") + more, "utf-8")
    assert take(config, exported) == 1
    told = capsys.readouterr().err
    assert "'../../etc/passwd:title' is of no article" in told
    assert "'returns/a:title' is there twice" in told
    assert "has plural forms" in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'msgid "x"\nmsgstr', "a.po:2: is no PO file"),
        (b"", "a.po:1: names no language"),
        (b'msgid ""\nmsgstr "Language: fr\\n"\n', "a.po:1: names 'fr'"),
        ('msgid ""\nmsgstr ""\n\nmsgid "退"\n'.encode("big5"), "a.po:4: is not UTF-8"),
    ],
)
def test_a_file_that_is_none_is_said_in_a_sentence(config, tmp_path, capsys, content, told):
    file = tmp_path / "a.po"
    file.write_bytes(content)
    assert take(config, file) == 2
    assert told in capsys.readouterr().err


def test_without_polib_the_extra_is_named(config, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "polib", None)
    assert main(["translations", "export", "--config", str(config)]) == 2
    assert "pip install 'kbgen[translate]'" in capsys.readouterr().err


def test_the_other_direction_is_asked_for_by_language(config, tmp_path, capsys):
    assert main(["translate", "returns/a", "--current", "--from", "zh-hant", "--config", str(config)]) == 0
    to = tmp_path / "en.po"
    assert main(["translations", "export", "--language", "en", "--output", str(to), "--config", str(config)]) == 0
    file = polib.pofile(str(to))
    assert (file.metadata["Language"], file[0].msgctxt, file[0].msgstr) == ("en", "returns/a:title", "An article")
    assert take(config, to) == 0
