"""The cache: the same bytes with and without it, and never a stale or damaged page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from one_article import LABELS, LINKS, SOURCE, make_article

from kbgen.content.link_map import LinkMap
from kbgen.model import Article, Asset
from kbgen.render import RenderCache, RenderCount, RenderOptions, batch, render_articles
from kbgen.render.shared import SharedTexts

BODY = "See [fees](../delivery/fees.md) ![A parcel](../../assets/parcel.svg)\n\n!!! tip\n    Text\n"
OPTIONS = RenderOptions(LABELS)


def run(folder: Path | None, *, article: Article | None = None, links: LinkMap = LINKS, options: RenderOptions = OPTIONS):
    article = article or make_article(BODY)
    paths = {(article.language, article.id): SOURCE}
    rendered, count = render_articles([article], paths, links, options=options, cache=RenderCache(folder, options))
    return rendered[article.language, article.id], count


def entries(folder: Path) -> list[Path]:
    return [path for path in (folder / "render").rglob("*") if path.is_file()]


def test_a_warm_article_is_the_same_as_a_cold_one(tmp_path):
    cold, first = run(tmp_path)
    warm, second = run(tmp_path)
    assert (first, second) == (RenderCount(1, 0), RenderCount(0, 1))
    assert warm == cold


def test_without_a_folder_every_article_is_rendered():
    assert run(None)[1] == RenderCount(1, 0)


def test_a_shared_text_renders_the_articles_that_include_some_again_and_no_others(tmp_path):
    def with_part(text: str) -> RenderOptions:
        return replace(OPTIONS, shared={"en": SharedTexts(parts={"en/_parts/note.md": text}, folder="en")})

    includes = make_article(BODY + '\n--8<-- "note.md"\n')
    for article in (make_article(BODY), includes):
        assert run(tmp_path, article=article, options=with_part("Please."))[1] == RenderCount(1, 0)
    assert run(tmp_path, options=with_part("Kindly."))[1] == RenderCount(0, 1)
    again, count = run(tmp_path, article=includes, options=with_part("Kindly."))
    assert count == RenderCount(1, 0)
    assert "Kindly." in again.html


def _with_terms(**meanings: str) -> RenderOptions:
    return replace(OPTIONS, shared={"en": SharedTexts(meanings=meanings)})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"FPS": "a system"}, {"FPS": "another one"}),
        ({"FPS": "a system"}, {"CVS": "a shop"}),
        ({"CVS": "a shop"}, {"CVS": "a shop", "FPS": "a system"}),
        ({"FPS": "a system"}, {"FPS": "a system", "by FPS": "with it"}),
        ({"Pay": "give", "FPS": "a system"}, {"FPS": "a system"}),
    ],
)
def test_a_changed_glossary_renders_the_articles_that_hold_a_changed_term_again_and_no_others(tmp_path, before, after):
    holds, other = make_article("Pay by FPS.\n"), make_article("Send it back.\n")
    for article in (holds, other):
        run(tmp_path, article=article, options=_with_terms(**before))
    again, count = run(tmp_path, article=holds, options=_with_terms(**after))
    assert count == RenderCount(1, 0)
    assert again == run(None, article=holds, options=_with_terms(**after))[0]
    assert run(tmp_path, article=other, options=_with_terms(**after))[1] == RenderCount(0, 1)


@pytest.mark.parametrize(
    "more",
    [{"variables": {"fee": "HK$78"}}, {"variables": {}}, {"parts": {"en/_parts/other.md": "One."}}, {"parts": {}}],
)
def test_a_changed_variable_or_part_renders_the_articles_that_may_hold_some_again_and_no_others(tmp_path, more):
    shared = SharedTexts({"fee": "HK$77"}, {"en/_parts/note.md": "A note."}, folder="en")
    before, after = (replace(OPTIONS, shared={"en": one}) for one in (shared, replace(shared, **more)))
    holds = [
        make_article("It costs {{ fee }}.\n"),
        make_article("It costs &#123;&lbrace; fee }}.\n"),
        make_article('--8<-- "note.md"\n'),
    ]
    other = make_article("It costs HK$77.\n")
    for article in (*holds, other):
        run(tmp_path, article=article, options=before)
    for article in holds:
        again, count = run(tmp_path, article=article, options=after)
        assert count == RenderCount(1, 0)
        assert again == run(None, article=article, options=after)[0]
    assert run(tmp_path, article=other, options=after)[1] == RenderCount(0, 1)


def test_what_an_article_says_of_a_term_itself_does_not_change_with_the_glossary(tmp_path):
    article = make_article("Pay by FPS.\n\n*[FPS]: ours\n")
    for meaning in ("theirs", "another"):
        warm, count = run(tmp_path, article=article, options=_with_terms(FPS=meaning))
        assert warm == run(None, article=article, options=_with_terms(FPS=meaning))[0]
    assert count == RenderCount(0, 1)


def test_an_article_is_looked_through_once_for_a_changed_glossary(tmp_path, monkeypatch):
    for meaning in ("one", "another"):
        run(tmp_path, options=_with_terms(CVS=meaning))
    monkeypatch.setattr("kbgen.render.terms.explained_in", None)
    assert run(tmp_path, options=_with_terms(CVS="another"))[1] == RenderCount(0, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"article": make_article(BODY + "more")},
        {"article": make_article(BODY, title="Another title")},
        {"article": make_article(BODY, language="zh-hant")},
        {"links": LinkMap({SOURCE: ("en", "returns/refund-times")}, LINKS.assets)},
        {"links": LinkMap(LINKS.pages, {"assets/parcel.svg": Asset("assets/parcel.svg", 10, 10)})},
        {"options": replace(OPTIONS, use_directory_urls=False)},
        {"options": replace(OPTIONS, labels={"en": {"callout.tip": "Hint"}})},
    ],
)
def test_anything_that_shapes_the_page_renders_it_again(tmp_path, change):
    run(tmp_path)
    again, count = run(tmp_path, **change)
    assert count == RenderCount(1, 0)
    assert again == run(None, **change)[0]


def test_a_new_page_makes_the_word_of_a_program_a_link_of_a_wiki(tmp_path):
    article = make_article("See the [[Fees]] first.\n\n```js\nx()\n```\n")
    without = LinkMap({SOURCE: LINKS.pages[SOURCE]}, LINKS.assets)
    assert run(tmp_path, article=article, links=without)[0].problems == ()
    again, count = run(tmp_path, article=article)
    assert count == RenderCount(1, 0)
    assert [found.code for found in again.problems] == ["foreign-syntax"]


def test_a_change_of_the_code_that_renders_renders_every_article_again(tmp_path, monkeypatch):
    run(tmp_path)
    monkeypatch.setattr("kbgen.render.cache.source_digest", lambda: "another version")
    assert run(tmp_path)[1] == RenderCount(1, 0)


def test_a_moved_body_keeps_its_entry_but_not_its_line_numbers(tmp_path):
    broken = make_article("[x](y.md)")
    run(tmp_path, article=broken)
    moved, count = run(tmp_path, article=replace(broken, body_line=50))
    assert count == RenderCount(0, 1)
    assert moved.links[0].line == 50


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 400])
def test_a_damaged_entry_is_rendered_again(tmp_path, damage):
    cold, _ = run(tmp_path)
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage)
    again, count = run(tmp_path)
    assert count == RenderCount(1, 0)
    assert again == cold


def test_one_changed_bit_in_an_entry_is_noticed(tmp_path):
    cold, _ = run(tmp_path)
    (entry,) = entries(tmp_path)
    raw = bytearray(entry.read_bytes())
    raw[len(raw) // 2] ^= 1
    entry.write_bytes(raw)
    assert run(tmp_path) == (cold, RenderCount(1, 0))


def test_entries_nobody_used_for_long_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("kbgen.render.cache._ENTRIES_UNUSED", 1)
    for number in range(3):
        run(tmp_path, article=make_article(f"text {number}"))
    assert run(tmp_path, article=make_article("text 1"))[1] == RenderCount(0, 1)
    assert run(tmp_path, article=make_article("text 0"))[1] == RenderCount(1, 0)


def test_what_is_rendered_until_a_build_is_interrupted_is_kept(tmp_path):
    many = articles(["one", "two", "three"])
    paths = {(article.language, article.id): SOURCE for article in many}

    def interrupt(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_articles(many, paths, LINKS, options=OPTIONS, cache=RenderCache(tmp_path, OPTIONS), progress=interrupt)
    _, count = render_articles(many, paths, LINKS, options=OPTIONS, cache=RenderCache(tmp_path, OPTIONS))
    assert count == RenderCount(1, 2)


def test_categories_that_are_gone_for_long_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("kbgen.render.cache._CATEGORIES_UNUSED", 1)
    for name in ("returns", "delivery", "payment"):
        run(tmp_path, article=replace(make_article(BODY), category=name))
    RenderCache(tmp_path, OPTIONS).sweep()
    assert len(entries(tmp_path)) == 1


def test_the_cache_keeps_itself_out_of_git(tmp_path):
    run(tmp_path / "cache")
    assert (tmp_path / "cache/.gitignore").read_text() == "*\n"


def articles(bodies: Iterable[str]) -> list[Article]:
    return [replace(make_article(body), id=f"returns/a{number}") for number, body in enumerate(bodies)]


def test_several_processes_give_what_one_gives(monkeypatch):
    many = articles(f"## Part {number}\n\n**「重要」**中文 [x](../delivery/fees.md)\n" for number in range(40))
    paths = {(article.language, article.id): SOURCE for article in many}
    cache = RenderCache(None, OPTIONS)
    alone, _ = render_articles(many, paths, LINKS, options=OPTIONS, cache=cache)
    monkeypatch.setattr(batch, "POOL_PAYS_CHARACTERS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    together, _ = render_articles(many, paths, LINKS, options=OPTIONS, cache=cache)
    assert together == alone
    assert list(together) == list(alone)
