"""What `kbgen serve` knows of changes."""

from __future__ import annotations

from pathlib import Path

from kbgen.commands.folder_watch import FolderWatch
from kbgen.commands.serve import watch_of
from kbgen.settings.site import load


def test_a_file_that_goes_while_it_is_looked_at_does_not_end_the_watch(tmp_path, monkeypatch):
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: Shop\n")
    watch = FolderWatch([file], lambda name: False)
    stat, failures = Path.stat, [FileNotFoundError("an editor writes it anew")]

    def without_it_once(path, **options):
        if path == file and failures:
            raise failures.pop()
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", without_it_once)
    file.write_text("site_name: Another shop\n")
    changed = watch.take(timeout_seconds=20)
    watch.stop()
    assert changed == {str(file)}


def test_a_text_that_articles_include_is_watched_and_a_draft_is_not(make_site, tmp_path):
    names = ("_parts/note.md", "_Snippets/note.md", "_drafts/later.md", "returns/a.md~")
    watch = watch_of(load(make_site({f"content/en/{name}": "One.\n" for name in names})))
    for name in names:
        (tmp_path / "content/en" / name).write_text("Two.\n")
    changed = watch.take(timeout_seconds=20)
    watch.stop()
    assert changed == {str(tmp_path / "content/en" / name) for name in names[:2]}
