"""What a PO file leaves of a translation that is whole: no comment of what was to translate, and steps that count on."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.content.every_article import read_every_article
from kbgen.content.pairs import pair_articles
from kbgen.settings.site import load
from kbgen.translations.status import translation_problems

EN = "content/en/returns/a.md"
ZH = "content/zh-hant/returns/a.md"
STEPS = "1. Pack it.\n2. Send it.\n3. Wait.\n4. Done.\n"
STEPS_ZH = "1. 裝好。\n2. 寄出。\n3. 等候。\n4. 完成。\n"
TEXTS = {"Seal it.": "封好。", "Label it.": "貼上標籤。"}


def run(config: Path, *words: str) -> int:
    return main([*words, "--config", str(config)])


def behind(make_site, before: str, before_zh: str, now: str) -> Path:
    """Return a site whose translation is of the source before, with the comment of `kbgen translate` on top."""
    config = make_site({EN: article(before), ZH: article(before_zh, title="甲", description="乙。")})
    run(config, "translate", "returns/a", "--current")
    (config.parent / EN).write_text(article(now), "utf-8")
    assert run(config, "translate", "returns/a") == 0
    assert "<!-- to translate:" in (config.parent / ZH).read_text("utf-8")
    return config


def taken(config: Path, texts: dict[str, str]) -> str:
    """Return the body of the translation after a PO file with these texts has come back."""
    file = config.parent / "a.po"
    assert run(config, "translations", "export", "returns/a", "--output", str(file)) == 0
    entries = polib.pofile(str(file))
    for entry in entries:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
    entries.save(str(file))
    assert run(config, "translations", "import", str(file)) == 0
    return (config.parent / ZH).read_text("utf-8").partition("\n---\n")[2]


ADDED = {
    "1. Pack it.\n2. Seal it.\n3. Send it.\n4. Wait.\n5. Done.\n": ["裝好。", "封好。", "寄出。", "等候。", "完成。"],
    "1. Seal it.\n2. Pack it.\n3. Send it.\n4. Wait.\n5. Done.\n": ["封好。", "裝好。", "寄出。", "等候。", "完成。"],
    "1. Pack it.\n2. Send it.\n3. Wait.\n4. Done.\n5. Seal it.\n": ["裝好。", "寄出。", "等候。", "完成。", "封好。"],
}


@pytest.mark.parametrize(("now", "after"), ADDED.items())
def test_a_new_step_gets_its_number_and_those_behind_it_count_on(make_site, now, after):
    steps = "".join(f"{number}. {text}\n" for number, text in enumerate(after, 1))
    assert taken(behind(make_site, STEPS, STEPS_ZH, now), TEXTS) == f"\n{steps}"


def test_a_list_whose_items_all_have_one_number_keeps_to_it(make_site):
    config = behind(make_site, "1. Pack it.\n1. Send it.\n", "1. 裝好。\n1. 寄出。\n", "1. Pack it.\n1. Seal it.\n1. Send it.\n")
    assert taken(config, TEXTS) == "\n1. 裝好。\n1. 封好。\n1. 寄出。\n"


def test_steps_inside_a_step_and_another_list_are_counted_for_themselves(make_site):
    en = "1. Pack it.\n\n    1. Send it.\n\n2. Wait.\n\nThen:\n\n3) Done.\n"
    zh = "1. 裝好。\n\n    1. 寄出。\n\n2. 等候。\n\n然後：\n\n3) 完成。\n"
    config = behind(make_site, en, zh, en.replace("    1. Send it.\n", "    1. Seal it.\n    2. Send it.\n"))
    assert taken(config, TEXTS) == "\n" + zh.replace("    1. 寄出。\n", "    1. 封好。\n    2. 寄出。\n")


def test_a_translation_that_is_not_whole_keeps_the_comment(make_site):
    now = "1. Pack it.\n2. Seal it.\n3. Label it.\n4. Send it.\n5. Wait.\n6. Done.\n"
    config = behind(make_site, STEPS, STEPS_ZH, now)
    assert "<!-- to translate:" in taken(config, {"Seal it.": "封好。"})
    assert "<!-- to translate:" not in taken(config, TEXTS)


def test_a_comment_in_a_translation_that_says_to_be_of_today_is_told(make_site):
    comment = "<!-- to translate: changed in content/en/returns/a.md\n-->\n\n"
    config = make_site({EN: article(STEPS), ZH: article(STEPS_ZH, title="甲", description="乙。")})
    run(config, "translate", "returns/a", "--current")
    text = (config.parent / ZH).read_text("utf-8")
    (config.parent / ZH).write_text(text.replace("1. 裝", f"{comment}1. 裝"), "utf-8")
    pairs = pair_articles(read_every_article(load(config)).articles.values())
    (problem,) = translation_problems(pairs, load(config))
    assert problem.message.startswith("holds the comment of 'kbgen translate' still")


def test_where_only_a_paragraph_was_left_out_no_changed_ones_are_counted(make_site, capsys):
    behind(make_site, STEPS, STEPS_ZH, STEPS.replace("4. Done.\n", ""))
    told = capsys.readouterr().err
    assert "a.md has what changed in a comment on top: 1 paragraph left out" in told
    assert "0 " not in told
