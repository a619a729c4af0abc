"""The menu beside an article: its neighbours, and the way to all of them where it leaves some out."""

from __future__ import annotations

from pathlib import Path

from small_site import article, write_site

from kbgen.commands.main import main


def test_a_menu_that_may_leave_articles_out_leads_to_all_of_them(tmp_path: Path) -> None:
    many = {f"content/en/returns/n{number:02}.md": article(f"Text {number}.\n") for number in range(40)}
    few = {"content/en/delivery/index.md": article(), "content/en/delivery/a.md": article("One more text.\n")}
    assert main(["build", "--config", str(write_site(tmp_path, {**many, **few}))]) == 0
    link = '<li><a href="../">All articles of this topic</a></li>'
    assert link in (tmp_path / "site/en/returns/n05/index.html").read_text("utf-8")
    assert "All articles of this topic" not in (tmp_path / "site/en/delivery/a/index.html").read_text("utf-8")
