"""kbgen translations and kbgen translate: what is missing, what is behind, and what a translator finds."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from collector_station import view_record
from small_site import article

from kbgen.commands.main import main
from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.pages import list_pages
from kbgen.site.portal import prepare
from search_analytics.store.sqlite.store import SqliteStore

EN = "content/en/returns/refund-times.md"
ZH = "content/zh-hant/returns/refund-times.md"


def run(config: Path, *arguments: str) -> int:
    return main([*arguments, "--config", str(config)])


def listed(config: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert run(config, "translations", "--json", *options) == 0
    return {row["id"]: row for row in json.loads(capsys.readouterr().out)["translations"]}


def warnings(config: Path) -> list[str]:
    return [str(problem).partition("\n")[0] for problem in prepare(load(config)).warnings]


def change(config: Path, name: str, old: str, new: str) -> None:
    path = config.parent / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def commit(config: Path, message: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", message]):
        subprocess.run(["git", "-C", str(config.parent), *command], check=True)


@pytest.fixture
def current(make_site, capsys):
    """A site whose one translation is noted as up to date."""
    config = make_site()
    assert run(config, "translate", "returns/refund-times", "--current") == 0
    capsys.readouterr()
    return config


def test_a_site_that_never_noted_anything_has_no_findings(make_site, capsys):
    config = make_site({"content/en/returns/new.md": article("x\n")})
    assert warnings(config) == []
    assert [*listed(config, capsys)] == ["returns/new"]


def test_what_readers_view_most_comes_first_whatever_its_article_was_called_then(make_site, tmp_path, capsys):
    config = make_site(
        {
            "content/en/returns/a-new.md": article("x\n"),
            "content/en/returns/moved.md": article("y\n", aliases="[returns/before]"),
        }
    )
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([view_record(n, "returns/before", "zh-hant") for n in range(1, 3)])
    store.append([view_record(3, "returns/moved", "zh-hant"), view_record(4, "returns/a-new", "zh-hant")])
    store.close()
    found = listed(config, capsys, "--store", str(tmp_path / "s.sqlite3"), "--since", "2026-11-22", "--until", "2026-11-22")
    assert [(name, row["views"]) for name, row in found.items()] == [("returns/moved", 3), ("returns/a-new", 1)]


def test_what_changed_since_is_told_with_its_lines(current, capsys):
    change(current, EN, "Refunds take days.", "Refunds take weeks.")
    change(current, EN, "Five days.\n", "Five days.\n\nSix at most.\n")
    row = listed(current, capsys)["returns/refund-times"]
    assert (row["state"], row["source"], row["path"]) == ("stale", "en", ZH)
    assert row["changed"] == [{"line": 7, "text": "Refunds take weeks."}, {"line": 13, "text": "Six at most."}]
    assert warnings(current) == [f"{ZH}:5: warning: in {EN}: 2 paragraphs changed (lines 7, 13) [stale-translation]"]


def test_a_paragraph_that_was_left_out_makes_a_translation_stale(current):
    change(current, EN, "Refunds take days.\n\n", "")
    assert warnings(current) == [f"{ZH}:5: warning: in {EN}: 1 paragraph left out [stale-translation]"]


@pytest.mark.parametrize(
    ("level", "told", "code"),
    [("info", "0 warnings\n1 translation behind the source; see", 0), ("error", "1 error, 0", 1)],
)
def test_the_site_says_how_loud_that_is(current, capsys, level, told, code):
    change(current, EN, "Five days.", "Six days.")
    change(current, ZH, "五天", "六天")
    config = current.read_text("utf-8") + f"      checks: {{ stale-translation: {level} }}\n"
    current.write_text(config, "utf-8")
    assert run(current, "check") == code
    assert told in capsys.readouterr().err


def test_only_this_code_can_be_info(make_site, capsys):
    assert run(make_site(settings="checks: { missing-alt: info }"), "check") == 2
    assert "'checks.missing-alt' is 'info'" in capsys.readouterr().err


def test_either_side_may_be_the_source(make_site, capsys):
    config = make_site()
    assert run(config, "translate", "returns/refund-times", "--current", "--from", "zh-hant") == 0
    change(config, ZH, "五天", "六天")
    row = listed(config, capsys)["returns/refund-times"]
    assert (row["source"], row["state"], [one["line"] for one in row["changed"]]) == ("zh-hant", "stale", [11])
    assert run(config, "translate", "returns/refund-times", "--current", "--from", "en") == 0
    assert "translated_from" not in (config.parent / EN).read_text("utf-8")


def test_a_site_may_be_written_in_chinese_first(make_site, capsys):
    config = make_site(settings="translations: { source: zh-hant }")
    assert run(config, "translate", "returns/refund-times", "--current") == 0
    assert "translated_from" in (config.parent / EN).read_text("utf-8")


def test_two_sides_that_name_each_other_are_a_problem(current):
    change(current, EN, "title: Refund times\n", "title: Refund times\ntranslated_from: aaaaaa\n")
    assert f"{ZH}:5: warning: says that it was translated from {EN}, and that from this [two-translations]" in warnings(current)


def test_a_line_that_a_merge_damaged_is_named(current):
    change(current, ZH, "translated_from: '", "translated_from: 'zz ")
    with pytest.raises(ContentError, match=f"{ZH}:5: error: 'translated_from' cannot hold 'zz'"):
        prepare(load(current))


def test_a_translator_finds_what_was_and_what_is_and_current_takes_it_out_again(current, capsys):
    commit(current, "one")
    before = (current.parent / ZH).read_bytes()
    change(current, EN, "Five days.", "Six days --> or \\<!-- seven.")
    assert run(current, "translate", "returns/refund-times") == 0
    assert run(current, "translate", "returns/refund-times") == 0
    text = (current.parent / ZH).read_text("utf-8")
    assert text.count("<!-- to translate") == 1
    assert "line 11:\n  was: Five days.\n  now: Six days -- > or" in text
    assert prepare(load(current)).rendered["zh-hant", "returns/refund-times"].html.count("Six days") == 0
    assert run(current, "translate", "returns/refund-times", "--current") == 0
    lines = [line for line in (current.parent / ZH).read_text("utf-8").splitlines() if "translated_from" not in line]
    assert lines == [line for line in before.decode().splitlines() if "translated_from" not in line]
    assert "returns/refund-times" not in listed(current, capsys)


def test_without_git_the_note_says_what_is_new(current, capsys):
    change(current, EN, "Five days.", "Six days.")
    assert run(current, "translate", "returns/refund-times") == 0
    assert "what they said before is not known" in capsys.readouterr().err
    assert "line 11:\n  now: Six days." in (current.parent / ZH).read_text("utf-8")


def test_a_missing_translation_begins_as_a_draft_that_readers_do_not_see(make_site, capsys):
    config = make_site({"content/en/returns/new.md": article("Some text.\n")})
    assert run(config, "translate", "returns/new") == 0
    draft = config.parent / "content/zh-hant/returns/new.md"
    text = draft.read_text("utf-8")
    assert "draft: true" in text
    assert "Some text." in text
    assert warnings(config) == []
    assert listed(config, capsys)["returns/new"]["state"] == "missing"
    assert run(config, "translate", "returns/new") == 0
    assert "is there already, as a draft" in capsys.readouterr().err
    draft.write_text(text.replace("draft: true\n", "").replace("Some text.", "一些文字。"), "utf-8")
    assert listed(config, capsys) == {}


def test_a_draft_holds_every_line_of_its_source(make_site, capsys):
    shown = "```yaml\ntitle: x\ndraft: false\n```\n"
    config = make_site({"content/en/returns/new.md": article(shown, draft="false")})
    assert run(config, "translate", "returns/new") == 0
    draft = (config.parent / "content/zh-hant/returns/new.md").read_text("utf-8")
    assert draft.endswith(shown)
    assert [line for line in draft.partition("\n---\n")[0].splitlines() if "draft:" in line] == ["draft: true"]


def test_git_seeds_what_each_translation_is_of(make_site, capsys):
    config = make_site({"content/en/returns/b.md": article("one\n"), "content/zh-hant/returns/b.md": article("一\n", title="乙")})
    commit(config, "both")
    change(config, EN, "Five days.", "Six days.")
    commit(config, "English alone")
    change(config, ZH, "title: 退款時間\n", "title: 退款時間\nowner: A\n")
    commit(config, "front matter of the translation, which says nothing new")
    for folder in ("content/en/returns", "content/zh-hant/returns"):
        (config.parent / folder / "b.md").rename(config.parent / folder / "c.md")
    commit(config, "renamed")
    change(config, "content/en/returns/c.md", "one", "two")
    assert run(config, "translations", "--adopt") == 0
    rows = listed(config, capsys)
    assert {name: row["state"] for name, row in rows.items()} == {"returns/c": "stale", "returns/refund-times": "stale"}
    assert rows["returns/refund-times"]["changed"] == [{"line": 11, "text": "Six days."}]


def test_what_a_merge_wrote_itself_is_known_as_its_own(make_site, capsys):
    config = make_site()
    git = ["git", "-C", str(config.parent), "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    commit(config, "both")
    subprocess.run([*git, "switch", "-q", "-c", "other"], check=True)
    change(config, ZH, "五天", "六天")
    commit(config, "other")
    subprocess.run([*git, "switch", "-q", "-"], check=True)
    change(config, ZH, "五天", "七天")
    commit(config, "ours")
    subprocess.run([*git, "merge", "-q", "other"], check=False, capture_output=True)
    (config.parent / ZH).write_text((config.parent / ZH).read_text("utf-8").partition("<<<")[0] + "八天。\n", "utf-8")
    commit(config, "merged by hand")
    change(config, EN, "Five days.", "Six days.")
    commit(config, "English alone")
    assert run(config, "translations", "--adopt") == 0
    assert listed(config, capsys)["returns/refund-times"]["state"] == "stale"


def test_without_git_all_can_be_taken_as_up_to_date(make_site, capsys):
    config = make_site()
    assert run(config, "translations", "--adopt") == 2
    assert "--adopt now" in capsys.readouterr().err
    assert run(config, "translations", "--adopt", "now") == 0
    assert {row["state"] for row in listed(config, capsys, "--all").values()} == {"current"}


def test_the_page_of_a_translation_that_is_behind_says_so_only_where_the_site_wants_it(current, capsys):
    change(current, EN, "Five days.", "Six days.")
    assert not any(page.behind for page in _pages(current).values())
    current.write_text(current.read_text("utf-8") + "      translations: { note: true }\n", "utf-8")
    assert [key for key, page in _pages(current).items() if page.behind] == ["zh-hant/returns/refund-times.md"]


def _pages(config: Path):
    portal = prepare(load(config))
    builder = ContextBuilder(portal)
    return {page.path: builder.build(page) for page in list_pages(portal)}


@pytest.mark.parametrize(("language", "title"), [("en", "Translations"), ("zh-hant", "翻譯進度")])
def test_the_list_is_a_page_that_fetches_nothing(current, capsys, tmp_path, language, title):
    change(current, EN, "Five days.", "Six <script>alert(1)</script> days.")
    page = tmp_path / "page.html"
    assert run(current, "translations", "--format", "html", "--language", language, "--output", str(page)) == 0
    text = page.read_text("utf-8")
    assert f"<h1>{title}</h1>" in text
    assert "default-src 'none'" in text
    assert "Six &lt;script&gt;" in text


TAKES = """\
contact:
  email: help@example.com
  expectations:
    refund:
      label: { en: A refund, zh-hant: 退款 }
      takes: 5 days
"""


@pytest.mark.parametrize("more", ["", "\n:::region hk\nHere: {takes:refund}\n:::\n\n:::region tw\nHere: two days\n:::\n"])
def test_what_the_settings_fill_in_makes_no_translation_old(make_site, more):
    regions = "regions:\n  hk:\n  tw:\n" if more else ""
    texts = (("en", f"It takes {{takes:refund}}.\n{more}"), ("zh-hant", f"要 {{takes:refund}}。\n{more.replace('Here', '這裡')}"))
    added = {f"content/{folder}/returns/a.md": article(text) for folder, text in texts}
    config = make_site(added, settings=TAKES + regions)
    assert run(config, "translate", "returns/a", "--current") == 0
    assert [warning for warning in warnings(config) if "stale-translation" in warning] == []
    change(config, "content/en/returns/a.md", "It takes", "It may take")
    assert any("stale-translation" in warning for warning in warnings(config))
