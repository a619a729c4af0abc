"""The short address of an article that another one replaced leads to that, however the first one went."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from small_site import article, seen_from
from test_lost_addresses import fix, lost, publish

from kbgen.commands.main import main
from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.moves import plan_move
from kbgen.site.outputs.redirects import list_redirects
from kbgen.site.portal import prepare

OLD = "content/en/returns/old.md"
NEW = "content/en/returns/new.md"
KEPT = "content/en/returns/kept.md"


def doors(live: Path, short_id: str = "4pjz") -> list[str]:
    page = (live / f"a/{short_id}/index.html").read_text("utf-8")
    return [html.unescape(found) for found in re.findall(r'<a href="\.\./\.\./([^"]+)"', page)]


@pytest.mark.parametrize("alias", ["returns/old", "/en/returns/old/", "/zh-hant/returns/old/"])
@pytest.mark.parametrize("own", ["", "id: 7f3k\n"])
def test_that_of_an_expired_article_leads_to_the_one_that_took_its_address(make_site, tmp_path, alias, own):
    config = make_site({OLD: article("Old.\n", id="4pjz"), NEW: article("New.\n")})
    publish(config, tmp_path / "live")
    replaced = article("New.\n", aliases=f"[{alias}]").replace("aliases", f"{own}aliases")
    make_site({OLD: article("Old.\n", id="4pjz", expire_at="2020-01-01"), NEW: replaced})
    assert seen_from(tmp_path / "live", prepare(load(config))) == ()
    publish(config, tmp_path / "next")
    assert doors(tmp_path / "next") == ["en/returns/new/", "zh-hant/returns/new/"]


def test_once_the_expired_file_is_deleted_fix_keeps_it_as_an_alias_beside_the_articles_own(make_site, tmp_path):
    replaced = article("New.\n", id="7f3k", aliases="[returns/old]")
    config = make_site({OLD: article("Old.\n", id="4pjz", expire_at="2020-01-01"), NEW: replaced})
    publish(config, tmp_path / "live")
    make_site({OLD: None, NEW: replaced})
    (problem,) = seen_from(tmp_path / "live", prepare(load(config)))
    assert "'aliases: [/a/4pjz/]' into the article that replaces it" in problem.hint
    fix(config, tmp_path / "live")
    assert "aliases: [returns/old, '/a/4pjz/']" in (config.parent / NEW).read_text("utf-8")
    assert lost(config, tmp_path / "live") == []
    publish(config, tmp_path / "next")
    assert doors(tmp_path / "next") == ["en/returns/new/", "zh-hant/returns/new/"]
    assert "a/4pjz/" not in {redirect.former for redirect in list_redirects(prepare(load(config)))}


def test_an_article_deleted_on_the_day_it_is_replaced_keeps_its_short_address_by_an_alias(make_site, tmp_path):
    config = make_site({OLD: article("Old.\n", id="4pjz"), NEW: article("New.\n", id="7f3k")})
    publish(config, tmp_path / "live")
    make_site({OLD: None, NEW: article("New.\n", id="7f3k", aliases="[returns/old]")})
    fix(config, tmp_path / "live")
    assert lost(config, tmp_path / "live") == []


def test_of_a_draft_the_error_says_so_instead_of_asking_for_an_id_that_is_there(make_site, tmp_path):
    config = make_site({OLD: article("Old.\n", id="4pjz")})
    publish(config, tmp_path / "live")
    make_site({OLD: article("Old.\n", id="4pjz", draft="true")})
    hints = {one.message.split("'")[1]: one.hint for one in seen_from(tmp_path / "live", prepare(load(config)))}
    assert hints["/a/4pjz/"].startswith("its article is a draft; publish it now")


def test_of_an_article_that_readers_have_the_error_says_to_remove_the_day_it_appears(make_site, tmp_path):
    config = make_site({OLD: article("Old.\n", id="4pjz")})
    publish(config, tmp_path / "live")
    make_site({OLD: article("Old.\n", id="4pjz", publish_at="2099-01-01")})
    hints = {one.message.split("'")[1]: one.hint for one in seen_from(tmp_path / "live", prepare(load(config)))}
    begin = "its article appears on 2099-01-01; readers have it already, so remove 'publish_at' on both sides, or lead"
    assert all(hint.startswith(begin) for hint in hints.values())
    assert "/a/4pjz/" in hints


def test_a_short_address_that_another_article_has_is_no_alias(make_site):
    config = make_site({OLD: article("Old.\n", id="4pjz"), NEW: article("New.\n", aliases="[/a/4pjz/]")})
    with pytest.raises(ContentError, match="the alias '/a/4pjz/' is the address of another page"):
        prepare(load(config))


def test_an_alias_never_takes_a_short_address_from_an_article_that_is_there(make_site, tmp_path):
    config = make_site({OLD: article("Old.\n", id="4pjz"), NEW: article("New.\n")})
    publish(config, tmp_path / "live")
    make_site({OLD: article("Old.\n"), NEW: article("New.\n", aliases="[/a/4pjz/]")})
    said = [problem.message for problem in seen_from(tmp_path / "live", prepare(load(config)))]
    assert said == ["the id '4pjz' was that of 'returns/old' until now, and an id is never given to another article"]


def test_other_articles_can_be_renamed_while_one_has_the_address_of_an_expired_one(make_site):
    config = make_site({OLD: article(expire_at="2020-01-01"), NEW: article("New.\n", aliases="[returns/old]")})
    plan_move(load(config), "returns/refund-times", "returns/times").carry_out()
    assert prepare(load(config)).warnings == ()


def test_a_short_address_that_no_file_has_any_more_is_told_beside_broken_links(make_site, tmp_path, capsys):
    live, see = tmp_path / "live", "[Old](old.md)\n"
    config = make_site({OLD: article("Old.\n", id="4pjz"), NEW: article(see, aliases="[/a/5qkz/]"), KEPT: article(id="6rkz")})
    publish(config, live)
    make_site({OLD: None, NEW: article(see, aliases="[/a/5qkz/]"), KEPT: article(id="6rkz", draft="true")})
    assert main(["check", "--config", str(config), "--before", str(live)]) == 1
    said = capsys.readouterr().err
    assert "the link 'old.md' leads nowhere" in said
    assert "error: the published address '/a/4pjz/' would vanish" in said
    assert "/a/5qkz/" not in said
    assert "/a/6rkz/" not in said


def test_that_of_an_article_that_had_expired_is_told_to_be_given_up(make_site, tmp_path):
    config = make_site({OLD: article("Old.\n", id="4pjz", expire_at="2020-01-01"), NEW: article("New.\n")})
    live = tmp_path / "live"
    publish(config, live)
    (live / "en/returns/old/index.html").write_text('<!doctype html><html lang="en" data-kb-expired>', "utf-8")
    make_site({OLD: None, NEW: article("New.\n")})
    (problem,) = [one for one in seen_from(live, prepare(load(config))) if "/a/4pjz/" in one.message]
    assert problem.hint.startswith("its article has expired, and its id is never given again")
    assert problem.hint.endswith("or give it up: 'withdrawn: [/a/4pjz/]' in the settings")
