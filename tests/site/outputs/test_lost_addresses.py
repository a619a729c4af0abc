"""No published address vanishes."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path

import pytest
from small_site import article, seen_from

from kbgen.commands.main import main
from kbgen.content.every_article import read_every_article
from kbgen.errors import ContentError, UsageError
from kbgen.settings.site import load
from kbgen.site.assets.theme_assets import ThemeAssets
from kbgen.site.moves import plan_move
from kbgen.site.outputs.for_programs import write_files_for_programs
from kbgen.site.outputs.lost_addresses import (
    lost_addresses,
    published_paths,
    read_former,
    require_addresses,
)
from kbgen.site.outputs.redirects import list_redirects
from kbgen.site.outputs.successors import keep_addresses
from kbgen.site.outputs.written import SiteFiles
from kbgen.site.portal import Portal, prepare

LONG = "Send the parcel back to us and tell us why. " * 3 + "We check it, and then we pay.\n"


def publish(config: Path, folder: Path) -> Portal:
    """Write what counts of a site: its pages as empty files, those that lead on, and the Markdown."""
    portal = prepare(load(config))
    for path in published_paths(portal):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("<!doctype html>", "utf-8")
    write_files_for_programs(SiteFiles(folder), portal, (), ThemeAssets("assets/kbgen/0/", {"portal/short-link.js": b""}))
    return portal


def lost(config: Path, live: Path) -> list[str]:
    return [problem.message.split("'")[1] for problem in seen_from(live, prepare(load(config)))]


def fix(config: Path, live: Path) -> None:
    """What `kbgen check --fix` does about addresses."""
    portal = prepare(load(config))
    former = read_former(live, portal.settings)
    keep_addresses(former, portal, lost_addresses(former, portal.settings, published_paths(portal)))


def move_file(config: Path, old: str, new: str) -> None:
    """Move one as somebody does who does not know better."""
    target = config.parent / "content" / new
    target.parent.mkdir(parents=True, exist_ok=True)
    (config.parent / "content" / old).rename(target)


def test_a_page_that_was_published_and_is_gone_is_an_error(make_site, tmp_path):
    config = make_site({"content/en/returns/old.md": article()})
    publish(config, tmp_path / "live")
    (config.parent / "content/en/returns/old.md").unlink()
    assert lost(config, tmp_path / "live") == ["/en/returns/old/", "/zh-hant/returns/old/"]
    with pytest.raises(ContentError, match="'/zh-hant/returns/old/' would vanish"):
        require_addresses(tmp_path / "live", prepare(load(config)), ["en/returns/old/index.html", "index.html"])


def test_an_address_that_is_withdrawn_may_vanish(make_site, tmp_path):
    config = make_site({"content/en/returns/old.md": article()})
    publish(config, tmp_path / "live")
    make_site({"content/en/returns/old.md": None}, settings="withdrawn: [/en/returns/old/, /zh-hant/returns/old/]")
    assert lost(config, tmp_path / "live") == []


def test_a_redirect_that_is_taken_out_is_an_address_that_vanishes(make_site, tmp_path):
    config = make_site({"content/en/returns/a.md": article(aliases="[returns/was, /faq.html]")})
    publish(config, tmp_path / "live")
    make_site({"content/en/returns/a.md": article()})
    assert lost(config, tmp_path / "live") == ["/en/returns/was/", "/faq.html", "/zh-hant/returns/was/"]
    fix(config, tmp_path / "live")
    assert lost(config, tmp_path / "live") == []


@pytest.mark.parametrize("alias", ["/files/x.pdf", "/en/returns/refund-times.md", "/sitemap.xml", "/files/y.html/z"])
def test_a_former_address_inside_a_file_is_an_error_that_names_the_article(make_site, tmp_path, alias):
    config = make_site({"content/en/returns/a.md": article(aliases=f"[{alias}, /files/y.html]"), "content/files/x.pdf": b"x"})
    with pytest.raises(ContentError, match=r"returns/a.md:4: error: no page can lead on from '/[^']+', for '/[^']+' is a file"):
        write_files_for_programs(SiteFiles(tmp_path / "site"), prepare(load(config)), (), ThemeAssets("", {}))
    assert lost(config, tmp_path / "nothing") == [f"{alias}/"]


def test_check_fix_writes_the_alias_of_an_article_whose_file_was_moved(make_site, tmp_path, capsys):
    sides = {
        "content/en/returns/send.md": article(LONG, title="Send it back"),
        "content/zh-hant/returns/send.md": article("把包裹寄回給我們，並告訴我們原因。我們檢查後便會退款給你。\n", title="寄回"),
    }
    config = make_site(sides)
    publish(config, tmp_path / "live")
    for side in ("en", "zh-hant"):
        move_file(config, f"{side}/returns/send.md", f"{side}/returns/parcel.md")
    assert main(["check", "--config", str(config), "--before", str(tmp_path / "live")]) == 1
    assert main(["check", "--fix", "--config", str(config), "--before", str(tmp_path / "live")]) == 0
    assert "wrote 'returns/send' into content/zh-hant/returns/parcel.md" in capsys.readouterr().err
    assert lost(config, tmp_path / "live") == []


def test_an_article_with_another_text_is_no_successor(make_site, tmp_path):
    config = make_site({"content/en/returns/send.md": article(LONG)})
    publish(config, tmp_path / "live")
    make_site({"content/en/returns/send.md": None, "content/en/returns/pay.md": article("How to pay by FPS, card or cash.\n")})
    fix(config, tmp_path / "live")
    assert len(lost(config, tmp_path / "live")) == 2


def test_an_article_with_a_short_id_is_known_whatever_became_of_its_text(make_site, tmp_path):
    config = make_site({"content/en/returns/send.md": article(LONG, id="7f3k")})
    publish(config, tmp_path / "live")
    make_site({"content/en/returns/send.md": None, "content/en/returns/new.md": article("Other words.\n", id="7f3k")})
    fix(config, tmp_path / "live")
    assert lost(config, tmp_path / "live") == []


def test_a_short_id_is_written_back_and_never_given_to_another_article(make_site, tmp_path):
    config = make_site({"content/en/returns/a.md": article(id="7f3k"), "content/en/returns/b.md": article(title="B")})
    publish(config, tmp_path / "live")
    make_site({"content/en/returns/a.md": article(), "content/en/returns/b.md": article(title="B", id="7f3k")})
    said = [problem.message for problem in seen_from(tmp_path / "live", prepare(load(config)))]
    assert said == ["the id '7f3k' was that of 'returns/a' until now, and an id is never given to another article"]
    make_site({"content/en/returns/b.md": article(title="B")})
    assert lost(config, tmp_path / "live") == ["/a/7f3k/"]
    fix(config, tmp_path / "live")
    assert "id: 7f3k" in (config.parent / "content/en/returns/a.md").read_text("utf-8")


def test_a_hundred_random_renames_and_moves_lose_no_address_and_lead_in_no_circle(make_site, tmp_path):
    config = make_site(
        {
            "content/en/returns/only.md": article("[Times](refund-times.md)\n"),
            "content/en/orders/index.md": article(title="Orders"),
            "content/en/orders/pay.md": article("[Times](../returns/refund-times.md) [Only](../returns/only.md)\n", id="7f3k"),
            "content/zh-hant/orders/pay.md": article("[時間](../returns/refund-times.md)\n", title="付款", description="如何。"),
        },
        settings="checks: {empty-category: off, missing-category-page: off, lost-address: off}",
    )
    chance, settings = random.Random(18), load(config)
    names = [f"n{number}" for number in range(60)]
    done, ever = 0, set(published_paths(prepare(settings)))
    for number in count():
        ids = sorted({str(one.id) for one in read_every_article(settings).articles.values()} - {"index"})
        ever |= {f"{side}/{name}/index.html" for side in ("en", "zh-hant") for name in ids}
        folders = [name for name in ids if "/" not in name]
        old = chance.choice(ids)
        new = chance.choice(names) if "/" not in old else f"{chance.choice(folders)}/{chance.choice(names)}"
        try:
            plan_move(settings, old, new).carry_out()
            done += 1
        except UsageError:
            assert number < 300
        if done == 100:
            break
    portal = prepare(load(config))
    redirects = list_redirects(portal)
    assert ever <= published_paths(portal)
    assert len(ever) > 100
    assert not {one.former for one in redirects} & {one.current for one in redirects}
    assert not [warning for warning in portal.warnings if warning.code == "broken-link"]
