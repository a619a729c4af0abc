"""Files that somebody moved by hand: `kbgen check` says so, and `--fix` does what `kbgen rename` would have done."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from outputs.test_lost_addresses import LONG, lost, move_file, publish
from small_site import article, seen_from

from kbgen.commands.main import main
from kbgen.content.every_article import read_every_article
from kbgen.errors import ContentError, Problem
from kbgen.settings.site import load
from kbgen.site.hand_moves import HandMoves
from kbgen.site.moves import plan_move
from kbgen.site.outputs.lost_addresses import lost_addresses, published_paths, read_former, require_addresses
from kbgen.site.outputs.redirects import list_redirects
from kbgen.site.outputs.successors import keep_addresses
from kbgen.site.portal import prepare

EN, ZH = "en/returns/refund-times.md", "zh-hant/returns/refund-times.md"


def with_ids(config: Path) -> None:
    """Give the article about refund times an id."""
    for side in (EN, ZH):
        file = config.parent / "content" / side
        file.write_text(file.read_text("utf-8").replace("---\n", "---\nid: 7f3k\n", 1), "utf-8")


@pytest.fixture
def shop(make_site, tmp_path) -> Path:
    """A published shop of articles that lead to each other, one of them with a short id."""
    config = make_site(
        {
            "content/en/returns/stays.md": article(),
            "content/en/orders/index.md": article(title="Orders"),
            "content/zh-hant/orders/index.md": article(title="訂單"),
            "content/en/orders/pay.md": article("[Times](../returns/refund-times.md#by-card)\n"),
        }
    )
    with_ids(config)
    file = config.parent / "content" / EN
    file.write_text(file.read_text("utf-8") + "\n[Pay](../orders/pay.md) [Topic](index.md)\n", "utf-8")
    publish(config, tmp_path / "live")
    return config


def check(config: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    main(["check", *options, "--config", str(config), "--before", str(config.parent / "live")])
    return capsys.readouterr().err


def fixed(config: Path) -> list[str]:
    """Do what `kbgen check --fix` does about moves, and return what it would still report, without asking the search."""
    live = config.parent / "live"
    former = read_former(live, load(config))
    moves = HandMoves(former, load(config))
    moves.plan().carry_out()
    portal = prepare(load(config))
    keep_addresses(former, portal, lost_addresses(former, portal.settings, published_paths(portal)))
    moves, portal = HandMoves(former, load(config)), prepare(load(config))
    return [problem.message for problem in (*portal.warnings, *seen_from(live, portal), *moves.problems())]


def change(config: Path, name: str, old: str, new: str) -> None:
    file = config.parent / "content" / name
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def text(config: Path, name: str) -> str:
    return (config.parent / "content" / name).read_text("utf-8")


def test_both_sides_moved_is_told_as_a_move_and_fix_writes_aliases_and_links(shop, capsys):
    for side in ("en", "zh-hant"):
        move_file(shop, f"{side}/returns/refund-times.md", f"{side}/orders/fast/refunds.md")
    said = check(shop, capsys)
    assert "content/en/orders/fast/refunds.md:2: error: was 'returns/refund-times' until now, as its id '7f3k' says" in said
    assert "'kbgen check --fix' writes the alias and mends the links" in said
    assert "would vanish" not in said
    said = check(shop, capsys, "--fix")
    assert "followed 'returns/refund-times' to 'orders/fast/refunds'" in said
    assert "0 errors, 0 warnings" in said
    assert "[Times](fast/refunds.md#by-card)" in text(shop, "en/orders/pay.md")
    assert "[Pay](../pay.md) [Topic](../../returns/index.md)" in text(shop, "en/orders/fast/refunds.md")
    assert "aliases: [returns/refund-times]" in text(shop, "zh-hant/orders/fast/refunds.md")
    assert lost(shop, shop.parent / "live") == []


@pytest.mark.parametrize("moved", ["en", "zh-hant"])
def test_one_side_moved_alone_is_half_a_move_and_fix_moves_the_other(shop, capsys, moved):
    other = "zh-hant" if moved == "en" else "en"
    move_file(shop, f"{moved}/returns/refund-times.md", f"{moved}/orders/refunds.md")
    said = check(shop, capsys)
    assert "half moved" in said
    assert f"git mv content/{other}/returns/refund-times.md content/{other}/orders/refunds.md" in said
    assert fixed(shop) == []
    assert not (shop.parent / "content" / other / "returns/refund-times.md").exists()
    assert "aliases: [returns/refund-times]" in text(shop, f"{other}/orders/refunds.md")
    assert lost(shop, shop.parent / "live") == []


def test_a_whole_category_moved_by_hand_keeps_its_address_too(shop):
    for side in ("en", "zh-hant"):
        (shop.parent / f"content/{side}/returns").rename(shop.parent / f"content/{side}/sending-back")
    assert fixed(shop) == []
    assert "[Times](../sending-back/refund-times.md#by-card)" in text(shop, "en/orders/pay.md")
    assert "aliases: [returns]" in text(shop, "zh-hant/sending-back/index.md")
    assert lost(shop, shop.parent / "live") == []


def test_a_category_moved_in_one_language_alone_moves_in_the_other(shop):
    (shop.parent / "content/zh-hant/returns").rename(shop.parent / "content/zh-hant/sending-back")
    assert fixed(shop) == []
    assert not (shop.parent / "content/en/returns").exists()
    assert "aliases: [returns]" in text(shop, "en/sending-back/index.md")
    assert lost(shop, shop.parent / "live") == []


def test_an_article_without_an_id_is_known_by_its_text(shop, tmp_path):
    file = shop.parent / "content/en/returns/stays.md"
    file.write_text(article(LONG, title="Stays"), "utf-8")
    publish(shop, tmp_path / "live")
    move_file(shop, "en/returns/stays.md", "en/orders/stays.md")
    said = [problem.message for problem in HandMoves(read_former(tmp_path / "live", load(shop)), load(shop)).problems()]
    assert said == ["was 'returns/stays' until now, as its text says; it was moved without 'kbgen rename'"]
    assert fixed(shop) == []
    assert "aliases: [returns/stays]" in text(shop, "en/orders/stays.md")


def test_an_article_with_blocks_of_regions_is_known_by_the_text_of_all_its_pages(shop, tmp_path):
    blocks = "Both.\n\n:::region hk\nFree over HK$400, by courier.\n:::\n\n:::region tw\nFree over NT$1,200, to a store.\n:::\n"
    (shop.parent / "content/en/returns/stays.md").write_text(article(blocks, title="Fees"), "utf-8")
    publish(shop, tmp_path / "live")
    move_file(shop, "en/returns/stays.md", "en/orders/fees.md")
    (move,) = HandMoves(read_former(tmp_path / "live", load(shop)), load(shop)).found
    assert (move.old, move.new) == ("returns/stays", "orders/fees")
    assert fixed(shop) == []
    assert "aliases: [returns/stays]" in text(shop, "en/orders/fees.md")


def test_an_article_that_became_a_folder_of_its_own_is_followed(shop):
    for side in ("en", "zh-hant"):
        move_file(shop, f"{side}/returns/refund-times.md", f"{side}/orders/deep/refunds/index.md")
    assert fixed(shop) == []
    assert "[Times](deep/refunds/index.md#by-card)" in text(shop, "en/orders/pay.md")


def test_links_that_the_mover_mended_already_stay_as_they_are(shop):
    for side in ("en", "zh-hant"):
        move_file(shop, f"{side}/returns/refund-times.md", f"{side}/orders/refunds.md")
    moved, pay = shop.parent / "content/en/orders/refunds.md", shop.parent / "content/en/orders/pay.md"
    moved.write_text(
        moved.read_text("utf-8").replace("](../orders/pay.md) [Topic](index.md", "](pay.md) [Topic](index.md"), "utf-8"
    )
    pay.write_text(pay.read_text("utf-8").replace("../returns/refund-times.md", "refunds.md"), "utf-8")
    assert fixed(shop) == []
    assert "[Pay](pay.md) [Topic](index.md)" in text(shop, "en/orders/refunds.md")
    assert "[Times](refunds.md#by-card)" in text(shop, "en/orders/pay.md")


def test_two_articles_that_changed_places_are_told_and_nothing_is_written(shop, capsys, tmp_path):
    stays = shop.parent / "content/en/returns/stays.md"
    stays.write_text(article("Other.\n\n## By card\n\nYes.\n", id="4pjz"), "utf-8")
    (shop.parent / "content/zh-hant/returns/stays.md").write_text(
        article("其他。\n", title="其他", description="其他。", id="4pjz"), "utf-8"
    )
    publish(shop, tmp_path / "live")
    for side in ("en", "zh-hant"):
        move_file(shop, f"{side}/returns/stays.md", f"{side}/returns/third.md")
        move_file(shop, f"{side}/returns/refund-times.md", f"{side}/returns/stays.md")
        move_file(shop, f"{side}/returns/third.md", f"{side}/returns/refund-times.md")
    before = {path: path.read_bytes() for path in (shop.parent / "content").rglob("*.md")}
    said = check(shop, capsys, "--fix")
    assert "error: was 'returns/stays' until now, as its id '4pjz' says, where another article is today" in said
    assert "give one of the two a name of its own" in said
    assert {path: path.read_bytes() for path in (shop.parent / "content").rglob("*.md")} == before
    config = shop.read_text("utf-8")
    given_up = [f"/{side}/returns/{name}/" for side in ("en", "zh-hant") for name in ("stays", "refund-times")]
    shop.write_text(config + f"      withdrawn: [{', '.join(given_up)}]\n", "utf-8")
    assert fixed(shop) == []


def test_a_rename_of_case_alone_is_told_and_not_written(shop):
    for side in ("en", "zh-hant"):
        move_file(shop, f"{side}/returns/refund-times.md", f"{side}/returns/Refund-Times.md")
    moves = HandMoves(read_former(shop.parent / "live", load(shop)), load(shop))
    assert moves.found == ()
    assert ["differs from 'returns/refund-times', what it was" in problem.message for problem in moves.problems()] == [True]
    change(shop, "en/orders/pay.md", "refund-times.md", "Refund-Times.md")
    before = {path: path.read_bytes() for path in (shop.parent / "content").rglob("*.md")}
    assert fixed(shop) == [problem.message for problem in (*lost_by_case(shop), *moves.problems())]
    assert {path: path.read_bytes() for path in (shop.parent / "content").rglob("*.md")} == before
    with pytest.raises(ContentError, match="'/en/returns/refund-times/' differs from '/en/returns/Refund-Times/' of today"):
        require_addresses(shop.parent / "live", prepare(load(shop)), published_paths(prepare(load(shop))))


def lost_by_case(config: Path) -> list[Problem]:
    found = seen_from(config.parent / "live", prepare(load(config)))
    return [problem for problem in found if "of today only by case" in problem.message]


def test_a_rename_of_case_in_one_language_is_not_told_to_be_followed_by_the_other(shop, capsys):
    move_file(shop, "zh-hant/returns/refund-times.md", "zh-hant/returns/Refund-Times.md")
    said = check(shop, capsys, "--fix")
    assert "rename it back to 'returns/refund-times'" in said
    assert "git mv" not in said
    assert (shop.parent / "content" / EN).exists()


def test_a_rename_of_case_whose_former_address_was_given_up_is_as_its_writer_wants_it(shop):
    for side in ("en", "zh-hant"):
        move_file(shop, f"{side}/returns/refund-times.md", f"{side}/returns/Refund-Times.md")
    change(shop, "en/orders/pay.md", "refund-times.md", "Refund-Times.md")
    given_up = "/en/returns/refund-times/, /zh-hant/returns/refund-times/"
    shop.write_text(shop.read_text("utf-8") + f"      withdrawn: [{given_up}]\n", "utf-8")
    assert fixed(shop) == []


def test_settings_that_name_an_article_follow_it_and_the_move_is_told_before_they_are(shop, capsys):
    contact = "  email: a@example.com\n  expectations:\n    x:\n      label: {en: X, zh-hant: 甲}\n      takes: 1 day\n"
    block = "".join(f"      {line}\n" for line in f"contact:\n{contact}      article: returns/refund-times".splitlines())
    shop.write_text(shop.read_text("utf-8") + block, "utf-8")
    for side in ("en", "zh-hant"):
        move_file(shop, f"{side}/returns/refund-times.md", f"{side}/orders/refunds.md")
    assert "was 'returns/refund-times' until now" in check(shop, capsys)
    assert "0 errors, 0 warnings" in check(shop, capsys, "--fix")
    assert "article: orders/refunds" in shop.read_text("utf-8")


def test_a_copy_with_the_id_of_its_original_is_told_as_a_copy(shop, capsys):
    (shop.parent / "content/en/orders/copy.md").write_text(text(shop, EN).replace("(index.md)", "(../returns/index.md)"), "utf-8")
    said = check(shop, capsys, "--fix")
    assert "the id '7f3k' is that of content/en/returns/refund-times.md" in said
    assert (shop.parent / "content/en/orders/copy.md").exists()


def test_a_hundred_moves_by_hand_and_their_fixes_lose_no_address_and_lead_in_no_circle(make_site, tmp_path):
    ids = [f"{letter}{letter}{letter}2" for letter in "bcdfghjkmnpqrstvwxyz"]
    sides: dict[str, str | None] = {f"content/{side}/returns/refund-times.md": None for side in ("en", "zh-hant")}
    for number, short_id in enumerate(ids):
        body = f"[First](n0.md) [Next](n{(number + 1) % len(ids)}.md)\n"
        sides[f"content/en/returns/n{number}.md"] = article(body, id=short_id)
        sides[f"content/zh-hant/returns/n{number}.md"] = article(body, title="題", description="述。", id=short_id)
    sides |= {f"content/{side}/{name}/index.md": article(title=name) for side in ("en", "zh-hant") for name in ("a1", "b2")}
    config = make_site(sides, settings="checks: {empty-category: off}")
    chance, live, settings = random.Random(7), tmp_path / "live", load(config)
    moved, ever = 0, set[str]()
    while moved < 100:
        ever |= published_paths(publish(config, live))
        there = sorted({str(one.id) for one in read_every_article(settings).articles.values() if one.kind == "article"})
        for number, old in enumerate(there):
            new = f"{chance.choice(['returns', 'a1', 'b2'])}/m{moved}"
            if number == 0:
                plan_move(settings, old, new).carry_out()
            for side in chance.choice([("en",), ("zh-hant",), ("en", "zh-hant")]) if number else ():
                move_file(config, f"{side}/{old}.md", f"{side}/{new}.md")
            moved += 1
        HandMoves(read_former(live, settings), settings).plan().carry_out()
    portal = prepare(settings)
    redirects = list_redirects(portal)
    assert ever <= published_paths(portal)
    assert len(ever) > 200
    assert not {one.former for one in redirects} & {one.current for one in redirects}
    assert [pair.id for pair in portal.pairs if pair.zh_hant is None] == []
