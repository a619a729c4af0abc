"""PO files that come back to a draft of `kbgen translate`, which holds the text of its source until it is translated."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from small_site import article

from kbgen.commands.main import main

EN = "content/en/returns/a.md"
ZH = "content/zh-hant/returns/a.md"
FILLED = {
    "An article": "一篇文章",
    "About it.": "說明。",
    "First para.": "首段。",
    "Last para.": "末段。",
    "Title": "標題",
    "Inside.": "內文。",
    "Deeper.": "再內。",
}
TWO = "First para.\n\nLast para.\n"
BODIES = {
    "paragraphs": TWO,
    "!!!": 'First para.\n\n!!! note "Title"\n    Inside.\n\nLast para.\n',
    ":::note": "First para.\n\n:::note[Title]\n\nInside.\n\n:::\n",
    "region at the end": "First para.\n\n:::region hk\nInside.\n:::\n\n:::region tw\nDeeper.\n:::\n",
    "list": "First para.\n\n- Inside.\n- Deeper.\n\nLast para.\n",
}


def run(config: Path, *words: str) -> int:
    return main([*words, "--config", str(config)])


def filled(config: Path, file: Path, texts: dict[str, str]) -> Path:
    assert run(config, "translations", "export", "returns/a", "--output", str(file)) == 0
    entries = polib.pofile(str(file))
    for entry in entries:
        assert entry.msgstr == ""  # the text of the source is no translation
        entry.msgstr = texts.get(entry.msgid, "")
    entries.save(str(file))
    return file


def translated(body: str) -> str:
    for source, text in FILLED.items():
        body = body.replace(source, text)
    return body


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_text_of_a_draft_is_replaced_and_no_source_stays_below_it(make_site, tmp_path, body):
    config = make_site({EN: article(body)})
    assert run(config, "translate", "returns/a") == 0
    assert run(config, "translations", "import", str(filled(config, tmp_path / "a.po", FILLED))) == 0
    head, _, text = (config.parent / ZH).read_text("utf-8").removeprefix("---\n").partition("---\n")
    assert text == "\n" + translated(body)
    assert "draft: true" not in head
    assert "title: 一篇文章" in head


def test_a_draft_that_comes_back_in_parts_stays_one_until_the_last(make_site, tmp_path):
    config = make_site({EN: article(TWO)})
    assert run(config, "translate", "returns/a") == 0
    file = filled(config, tmp_path / "a.po", FILLED | {"Last para.": ""})
    assert run(config, "translations", "import", str(file)) == 0
    text = (config.parent / ZH).read_text("utf-8")
    assert "draft: true" in text
    assert text.endswith("---\n\n首段。\n\nLast para.\n")
    entries = polib.pofile(str(file))
    entries.find("Last para.").msgstr = "末段。"
    entries.save(str(file))
    assert run(config, "translations", "import", str(file)) == 0
    text = (config.parent / ZH).read_text("utf-8")
    assert "draft: true" not in text
    assert text.endswith("---\n\n首段。\n\n末段。\n")


def test_a_text_that_is_the_same_in_both_languages_is_taken_once(make_site, tmp_path):
    config = make_site({EN: article(TWO)})
    assert run(config, "translate", "returns/a") == 0
    file = filled(config, tmp_path / "a.po", FILLED | {"Last para.": "Last para."})
    assert run(config, "translations", "import", str(file)) == 0
    text = (config.parent / ZH).read_text("utf-8")
    assert "draft: true" not in text
    assert text.endswith("---\n\n首段。\n\nLast para.\n")


def test_a_draft_with_source_that_no_message_is_of_stays_one_and_its_line_is_said(make_site, tmp_path, capsys):
    config = make_site({EN: article(TWO)})
    assert run(config, "translate", "returns/a") == 0
    (config.parent / EN).write_text(article("Last para.\n"), "utf-8")
    assert run(config, "translations", "import", str(filled(config, tmp_path / "a.po", FILLED))) == 0
    text = (config.parent / ZH).read_text("utf-8")
    assert "draft: true" in text
    line = text.split("\n").index("Last para.") + 1
    assert f"{ZH}:{line}: is text of the source that no message is of" in capsys.readouterr().err


BOX = ":::note[Title]\nInside.\n:::\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("First para.\n", f"First para.\n\n{BOX}"),
        (TWO, f"First para.\n\n{BOX}\nLast para.\n"),
        (TWO, "First para.\n\n:::region hk\nInside.\n:::\n\n:::region tw\nDeeper.\n:::\n\nLast para.\n"),
        (BOX, f"{BOX}\nLast para.\n"),
        (BOX, ":::note[Title]\nInside.\n\nDeeper.\n:::\n\nLast para.\n"),
        (BOX, ":::note[Title]\nInside.\n\n::::tip\nDeeper.\n::::\n:::\n\nLast para.\n"),
        ("/// note | Title\nInside.\n///\n", "/// note | Title\nInside.\n///\n\nLast para.\n"),
    ],
)
def test_a_box_that_is_new_in_the_source_is_closed_where_it_is_there(make_site, tmp_path, before, after):
    known = {"title": "一篇文章", "description": "說明。"}
    config = make_site({EN: article(before), ZH: article(translated(before), **known)})
    assert run(config, "translate", "returns/a", "--current") == 0
    (config.parent / EN).write_text(article(after), "utf-8")
    file = tmp_path / "a.po"
    assert run(config, "translations", "export", "returns/a", "--output", str(file)) == 0
    entries = polib.pofile(str(file))
    for entry in entries:
        entry.msgstr = FILLED[entry.msgid]
        entry.flags.clear()
    entries.save(str(file))
    assert run(config, "translations", "import", str(file)) == 0
    assert (config.parent / ZH).read_text("utf-8").split("---\n")[-1] == "\n" + translated(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [('msgstr "末段。"', 'msgstr "末段。'), ('msgstr "末段。"', 'msgstr ""\n"末段'), ('msgid "Last para."', 'msgid "Last para.')],
)
def test_a_file_cut_off_within_a_text_is_named_with_its_line_and_nothing_is_written(make_site, tmp_path, capsys, before, after):
    config = make_site({EN: article(TWO)})
    file = filled(config, tmp_path / "a.po", FILLED)
    whole = file.read_text("utf-8")
    cut = whole[: whole.index(before)] + after
    file.write_text(cut, "utf-8")
    capsys.readouterr()
    assert run(config, "translations", "import", str(file)) == 2
    told = capsys.readouterr().err
    assert f"a.po:{len(cut.splitlines())}: the text " in told
    assert not (config.parent / ZH).exists()


def test_quotes_and_backslashes_within_texts_are_no_ends(make_site, tmp_path):
    config = make_site({EN: article(TWO)})
    file = filled(config, tmp_path / "a.po", FILLED | {"First para.": '按"送出"\\', "Last para.": "一\n二"})
    assert run(config, "translations", "import", str(file)) == 0
    assert (config.parent / ZH).read_text("utf-8").endswith('---\n\n按"送出"\\\n\n一\n二\n')
