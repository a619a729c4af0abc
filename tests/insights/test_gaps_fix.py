"""`kbgen gaps fix`: a gap becomes a change of the articles, shown, tried, and on a branch where that is wanted."""

from __future__ import annotations

import html
import json
import re
import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import click_record, search_record
from small_site import article, write_site

from kbgen.commands.main import main
from search_analytics.store.sqlite.store import SqliteStore

DAY = datetime.now(UTC).date().isoformat()


def searches(start: int, query: str, times: int, *, then: str = "", opens: str = "", language: str = "en") -> list[object]:
    """Failed searches; readers then search something else and open an article."""
    found: list[object] = []
    for n in range(start, start + 10 * times, 10):
        found.append(search_record(n, query, language=language, results=0, day=DAY))
        if then:
            found += [
                search_record(n + 1, then, language=language, previous=n, day=DAY),
                click_record(n + 2, of=n + 1, article=opens, day=DAY),
            ]
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site in a git repository, with the searches of its readers beside it."""
    folder = tmp_path_factory.mktemp("loop")
    files = {"content/en/returns/other.md": article("Cups and bags.", title="Other things"), ".gitignore": "site/\n.kbgen/\n"}
    config = write_site(folder / "project", files)
    assert main(["build", "--config", str(config)]) == 0
    store = SqliteStore(folder / "log" / "searches.sqlite3")
    store.append([*searches(1000, "chargebacks", 6, then="refund times", opens="returns/refund-times")])
    store.append([*searches(2000, "lanyard", 6), *searches(3000, "lanyard --> x\x1b[1m", 5), *searches(4000, "HH-123456", 6)])
    store.append(
        [search_record(n, "refund", language="en", day=DAY) for n in range(6000, 6060, 10)]
        + [click_record(n + 2, of=n, article="contact", day=DAY) for n in range(6000, 6060, 10)]
    )
    store.append([*searches(7000, "tripod", 5), *searches(7100, "my tripod", 4)])
    store.append(searches(7300, "gimbal", 4))
    store.append([*searches(5000, "other things", 6, language="zh-hant", then="cups", opens="returns/other")])
    store.close()
    git = ("git", "-C", str(folder / "project"))
    subprocess.run([*git, "init", "--quiet", "--initial-branch", "main"], check=True)
    subprocess.run([*git, "config", "user.email", "editor@example.com"], check=True)
    subprocess.run([*git, "config", "user.name", "Editor"], check=True)
    subprocess.run([*git, "add", "content", "mkdocs.yml", ".gitignore"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "Begin"], check=True)
    return folder / "project"


@pytest.fixture
def clean(project: Path):
    """The project, put back after the test."""
    yield project
    first = git_out(project, "rev-list", "--max-parents=0", "HEAD").strip()
    git_out(project, "switch", "--quiet", "--force", "-C", "main", first)
    git_out(project, "clean", "--force", "-d", "--quiet")
    for branch in git_out(project, "branch", "--list", "gap/*", "--format=%(refname:short)").split():
        git_out(project, "branch", "--quiet", "-D", branch)


def git_out(project: Path, *command: str) -> str:
    return subprocess.run(["git", "-C", str(project), *command], check=True, capture_output=True, text=True).stdout


def options(project: Path) -> list[str]:
    place = ["--db", str(project.parent / "log" / "searches.sqlite3"), "--portal", str(project / "site")]
    return [*place, "--show-every-query"]


def gap_of(project: Path, title: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["gaps", *options(project)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if title in line]
    return line.split()[0]


def run_fix(project: Path, gap: str, *more: str) -> int:
    return main(["gaps", "fix", gap, *options(project), "--config", str(project / "mkdocs.yml"), *more])


def test_a_synonym_is_shown_and_says_what_it_would_rescue(project: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(project, "chargebacks", capsys)
    assert run_fix(project, gap, "--dry-run") == 0
    shown = capsys.readouterr()
    assert "+++ b/content/terms.yml" in shown.out
    assert "+  - from: [chargebacks]\n+    to: [refund times]\n" in shown.out
    assert "rescues 6 of the 6 failed searches of this gap and 0 others, breaks 0 (12 worked)" in shown.err
    assert not (project / "content/terms.yml").exists()


def test_a_change_whose_article_says_nothing_of_what_was_searched_asks_an_editor_to_read_it(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    unsaid = "no trial tells that returns/refund-times answers this, for it says nothing of what was searched: read it first"
    assert run_fix(project, gap_of(project, "chargebacks", capsys), "--dry-run") == 0
    assert unsaid in capsys.readouterr().err
    assert run_fix(project, gap_of(project, "other things", capsys), "--dry-run") == 0
    assert "no trial tells" not in capsys.readouterr().err


def test_a_change_for_a_gap_that_was_dismissed_says_so(clean: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(clean, "chargebacks", capsys)
    decision = ["dismissed", "--reason", "banks answer that", "--decisions", str(clean / "gaps.yml")]
    assert main(["gaps", "set", gap, *decision, *options(clean)]) == 0
    capsys.readouterr()
    assert run_fix(clean, gap, "--dry-run") == 0
    assert f"gap {gap} is dismissed: banks answer that\n" in capsys.readouterr().err


def test_an_article_named_by_the_editor_gets_the_words_as_keywords(clean: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(clean, "chargebacks", capsys)
    assert run_fix(clean, gap, "--article", "returns/refund-times") == 0
    text = (clean / "content/en/returns/refund-times.md").read_text("utf-8")
    assert "keywords: [money back, chargebacks]\n" in text
    assert "written: content/en/returns/refund-times.md" in capsys.readouterr().err
    assert run_fix(clean, gap, "--article", "returns/nothing") == 2
    assert "there is no article 'returns/nothing'" in capsys.readouterr().err


def test_a_draft_in_both_languages_is_not_published_before_somebody_writes_it(clean: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(clean, "lanyard", capsys)
    assert run_fix(clean, gap, "--category", "nothing") == 2
    assert "there is no topic 'nothing'\n  hint: known: returns" in capsys.readouterr().err
    assert run_fix(clean, gap, "--type", "faq") == 0
    for language, title in (("en", "Lanyard"), ("zh-hant", "'關於「lanyard」'")):
        text = (clean / f"content/{language}/returns/lanyard.md").read_text("utf-8")
        assert text.startswith(f"---\ntitle: {title}\n")
        assert "type: faq\n" in text
        assert "\x1b" not in text
        body = text.split("---\n", 2)[2]
        assert body.count("-->") == body.count("<!--")
    capsys.readouterr()
    assert main(["check", "--config", str(clean / "mkdocs.yml")]) == 1
    assert "lanyard.md:8: error: this article is unfinished [unfinished-article]" in capsys.readouterr().err
    assert run_fix(clean, gap, "--category", "returns") == 2
    assert "exists already" in capsys.readouterr().err


def test_the_comment_of_a_draft_quotes_what_may_leave_the_house_and_nothing_else(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gap = gap_of(clean, "tripod", capsys)
    assert run_fix(clean, gap) == 0
    asked = [line for line in (clean / "content/en/returns/tripod.md").read_text("utf-8").splitlines() if "unfinished:" in line]
    assert asked == ["<!-- unfinished: write the article, then remove this line. Customers asked: tripod -->"]
    asked = [
        line for line in (clean / "content/zh-hant/returns/tripod.md").read_text("utf-8").splitlines() if "unfinished" in line
    ]
    assert asked == ["<!-- unfinished：請撰寫內容，然後刪去這一行。客人這樣問：tripod -->"]
    assert run_fix(clean, gap_of(clean, "gimbal", capsys)) == 0
    text = (clean / "content/en/returns/gimbal.md").read_text("utf-8")
    assert "<!-- unfinished: write the article, then remove this line. -->" in text


def test_an_article_of_the_other_language_becomes_a_translation_to_write(clean: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(clean, "other things", capsys)
    assert run_fix(clean, gap) == 0
    assert "rescues 6 of the 6 failed searches" in capsys.readouterr().err
    text = (clean / "content/zh-hant/returns/other.md").read_text("utf-8")
    assert text.startswith("---\ntitle: Other things\n")
    assert text.endswith("Cups and bags.")


def test_a_change_that_rescues_nothing_is_refused_with_the_reason(clean: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(clean, "ranked-low", capsys)
    assert run_fix(clean, gap) == 2
    refused = capsys.readouterr().err
    assert "nothing was written: the change rescues none of the 6 failed searches of this gap" in refused
    assert "readers saw this article before and did not take it" in refused
    assert "--force" in refused
    assert git_out(clean, "status", "--porcelain") == ""
    assert run_fix(clean, gap, "--force", "--dry-run") == 0
    assert run_fix(clean, gap, "--force") == 0
    assert "content/en/returns/refund-times.md" in git_out(clean, "status", "--porcelain")


def test_one_change_closes_several_gaps(clean: Path, capsys: pytest.CaptureFixture[str]):
    gaps = [gap_of(clean, title, capsys) for title in ("chargebacks", "lanyard")]
    words = ["--config", str(clean / "mkdocs.yml"), "--article", "returns/refund-times"]
    assert main(["gaps", "fix", *gaps, *options(clean), *words]) == 0
    assert "rescues 17 of the 17 failed searches of this gap" in capsys.readouterr().err
    text = (clean / "content/en/returns/refund-times.md").read_text("utf-8")
    assert "chargebacks" in text
    assert "lanyard" in text


def test_a_change_says_which_other_gaps_it_closes_and_closes_them(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(searches(1000, "chargebacks", 6, then="refund times", opens="returns/refund-times"))
    store.append([*searches(2000, "chargebacks of vouchers", 4), *searches(3000, "lanyard", 4)])
    store.close()
    log = ["--db", str(tmp_path / "s.sqlite3"), "--portal", str(clean / "site")]
    config = ["--config", str(clean / "mkdocs.yml")]
    assert main(["gaps", *log]) == 0
    ids = {line.split("  ")[-1].strip(): line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]}
    fix = ["gaps", "fix", ids["chargebacks"], *log, *config]
    assert main([*fix, "--article", "returns/refund-times", "--dry-run"]) == 0
    assert "as well" not in capsys.readouterr().err
    assert main(["gaps", "fix", ids["chargebacks of vouchers"], *log, *config, "--article", "returns/refund-times"]) == 0
    assert f"closes {ids['chargebacks']} as well: chargebacks\n" in capsys.readouterr().err
    assert main([*fix]) == 2
    assert "the articles as they are now answer this gap already; build the site" in capsys.readouterr().err


def test_a_gap_that_would_stay_open_is_not_said_to_close_as_well(clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([*searches(1000, "carbon tripod", 6), *searches(2000, "tripod lease", 4)])
    store.append(searches(3000, "second hand tripod", 4))
    store.close()
    log = ["--db", str(tmp_path / "s.sqlite3"), "--portal", str(clean / "site")]
    assert main(["gaps", *log]) == 0
    ids = {line.split("  ")[-1].strip(): line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]}
    assert main(["gaps", "fix", ids["carbon tripod"], *log, "--config", str(clean / "mkdocs.yml"), "--dry-run"]) == 0
    said = capsys.readouterr().err
    assert "rescues 6 of the 6 failed searches of this gap" in said
    assert "as well" not in said


def test_a_change_after_which_the_gap_stays_open_says_so_and_what_closes_it(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([*searches(1000, "speed guarantee", 6), *searches(2000, "tripod", 6)])
    store.close()
    log = ["--db", str(tmp_path / "s.sqlite3"), "--portal", str(clean / "site")]
    assert main(["gaps", *log]) == 0
    ids = {line.split("  ")[-1].strip(): line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]}
    fix = [*log, "--config", str(clean / "mkdocs.yml"), "--article", "returns/other", "--dry-run"]
    assert main(["gaps", "fix", ids["speed guarantee"], *fix]) == 0
    said = capsys.readouterr().err
    assert "rescues 6 of the 6 failed searches of this gap" in said
    assert "the gap stays open" in said
    assert f"kbgen gaps set {ids['speed guarantee']} done" in said
    assert main(["gaps", "fix", ids["tripod"], *fix]) == 0
    assert "stays open" not in capsys.readouterr().err


def test_what_only_shows_something_else_after_a_change_is_no_other_that_it_rescues(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([*searches(1000, "小朋友", 6, language="zh-hant"), *searches(2000, "介紹朋友", 6, language="zh-hant")])
    store.close()
    log = ["--db", str(tmp_path / "s.sqlite3"), "--portal", str(clean / "site")]
    assert main(["gaps", *log, "--json"]) == 0
    ids = {gap["title"]: gap["id"] for gap in json.loads(capsys.readouterr().out)["gaps"]}
    fix = [*log, "--config", str(clean / "mkdocs.yml"), "--article", "returns/refund-times", "--dry-run"]
    assert main(["gaps", "fix", ids["小朋友"], *fix]) == 0
    assert "of this gap and 0 others" in capsys.readouterr().err


def test_keywords_and_headings_of_several_words_close_their_gap_once_the_site_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = "Cups and bags.\n\n## Quiet hours\n\nFrom ten to six, in all rooms.\n"
    files = {"content/en/returns/other.md": article(text, title="Other things")}
    collector = "collector:\n  endpoint: https://search.example.com/v1/events\n  site: shop"
    config = write_site(tmp_path / "project", files, settings=collector)
    assert main(["build", "--config", str(config)]) == 0
    store = SqliteStore(tmp_path / "s.sqlite3")
    texts = ["speed guarantee", "花園水管", "quiet hours"]
    store.append([one for n, text in enumerate(texts) for one in searches(1000 * n, text, 6)])
    store.close()
    log = ["--db", str(tmp_path / "s.sqlite3"), "--portal", str(config.parent / "site")]
    assert main(["gaps", *log, "--json"]) == 0
    before = {gap["title"]: gap for gap in json.loads(capsys.readouterr().out)["gaps"]}
    assert {text: before[text]["verdict"] for text in texts} == {
        "speed guarantee": "missing-article",
        "花園水管": "missing-article",
        "quiet hours": "answered",
    }
    for text in texts[:2]:
        fix = ["--config", str(config), "--article", "returns/other"]
        assert main(["gaps", "fix", before[text]["id"], *log, *fix]) == 0
        assert "stays open" not in capsys.readouterr().err
    assert main(["build", "--config", str(config)]) == 0
    capsys.readouterr()
    assert main(["gaps", *log, "--json"]) == 0
    assert [gap["answered_now"] for gap in json.loads(capsys.readouterr().out)["gaps"]] == [True, True, True]


def test_the_command_that_a_report_prints_works_as_it_is_printed(clean: Path, capsys: pytest.CaptureFixture[str]):
    page = clean.parent / "report.html"
    assert main(["report", *options(clean)[:-1], "--k", "5", "--since-days", "9", "--output", str(page)]) == 0
    printed = sorted(set(re.findall(r"<code>kbgen (gaps fix [^<]+)</code>", page.read_text("utf-8"))))
    assert len(printed) >= 4
    for command in printed:
        words = [*shlex.split(html.unescape(command)), "--config", str(clean / "mkdocs.yml"), "--dry-run"]
        assert main(words) == 0, capsys.readouterr().err
    passed_over = gap_of(clean, "ranked-low", capsys)
    assert not any(passed_over in command for command in printed)
    assert run_fix(clean, passed_over) == 2
    assert "readers saw this article before and did not take it" in capsys.readouterr().err


def test_the_command_that_a_report_of_every_query_prints_finds_what_one_visitor_searched(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(searches(1000, "lanyard", 1))
    store.close()
    page = tmp_path / "report.html"
    log = ["--store", str(tmp_path / "s.sqlite3"), "--portal", str(clean / "site")]
    assert main(["report", *log, "--show-every-query", "--time-limit", "20", "--output", str(page)]) == 0
    (printed,) = re.findall(r"<code>kbgen (gaps fix [^<]+)</code>", page.read_text("utf-8"))
    words = [*shlex.split(html.unescape(printed)), "--config", str(clean / "mkdocs.yml"), "--dry-run", "--category", "returns"]
    assert main(words) == 0
    assert "--time-limit 20" in printed


def test_what_is_no_question_needs_no_change(project: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(project, "HH-123456", capsys)
    assert run_fix(project, gap) == 2
    assert f"gap {gap} (out-of-scope) needs no change" in capsys.readouterr().err
    assert run_fix(project, "nothing") == 2
    assert "there is no gap 'nothing'" in capsys.readouterr().err


def test_a_branch_holds_one_commit_that_says_what_it_is_expected_to_rescue(clean: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(clean, "chargebacks", capsys)
    assert run_fix(clean, gap, "--branch") == 0
    assert git_out(clean, "branch", "--show-current") == f"gap/{gap}\n"
    assert git_out(clean, "show", "--name-only", "--format=").split() == ["content/terms.yml"]
    message = git_out(clean, "log", "-1", "--format=%B")
    assert message.startswith("Answer “chargebacks”: synonym: chargebacks → refund times\n\n")
    assert "- chargebacks (6 of 6 failed)" in message
    assert "it rescues 6 of the 6 failed searches of this gap" in message
    assert git_out(clean, "status", "--porcelain") == ""


def test_a_tree_with_changes_is_refused_before_anything_is_written(clean: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(clean, "chargebacks", capsys)
    (clean / "content/en/index.md").write_text("---\ntitle: Mine\n---\n")
    assert run_fix(clean, gap, "--branch") == 2
    assert "there are changes that are not committed: content/en/index.md" in capsys.readouterr().err
    assert not (clean / "content/terms.yml").exists()
    assert git_out(clean, "branch", "--list", "gap/*") == ""


def test_a_folder_that_is_no_repository_is_refused(make_site, project: Path, capsys: pytest.CaptureFixture[str]):
    gap = gap_of(project, "chargebacks", capsys)
    assert main(["gaps", "fix", gap, *options(project), "--config", str(make_site()), "--branch"]) == 2
    assert "is no git repository" in capsys.readouterr().err
