"""`kbgen rename`: an article moves, and no address is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.errors import UsageError
from kbgen.settings.site import load
from kbgen.site.moves import plan_move
from kbgen.site.outputs.redirects import list_redirects
from kbgen.site.portal import prepare

PAY = "[Times](../returns/refund-times.md#by-card), `[x](../returns/refund-times.md)`\n\n[r]: ../returns/refund-times.md\n\n[r]\n"


def rename(config: Path, old: str, new: str) -> None:
    plan_move(load(config), old, new).carry_out()


def text(config: Path, name: str) -> str:
    return (config.parent / "content" / name).read_text("utf-8")


def test_both_sides_move_and_links_to_them_and_out_of_them_lead_where_they_led(make_site):
    config = make_site(
        {
            "content/en/orders/index.md": article(title="Orders"),
            "content/en/returns/stays.md": article(),
            "content/zh-hant/orders/index.md": article(title="訂單"),
            "content/en/orders/pay.md": article(PAY),
            "content/zh-hant/orders/pay.md": article(
                "[時間](../returns/refund-times.md)。\n", title="付款", description="如何付款。"
            ),
            "content/en/returns/refund-times.md": article(
                "[Pay](../orders/pay.md) [Here](#by-card) [Top](index.md)\n\n## By card\n\nFive days.\n"
            ),
        }
    )
    rename(config, "returns/refund-times", "orders/fast/refunds")
    assert "[Times](fast/refunds.md#by-card), `[x](../returns/refund-times.md)`" in text(config, "en/orders/pay.md")
    assert "[r]: fast/refunds.md" in text(config, "en/orders/pay.md")
    assert "[時間](fast/refunds.md)。" in text(config, "zh-hant/orders/pay.md")
    assert "[Pay](../pay.md) [Here](#by-card) [Top](../../returns/index.md)" in text(config, "en/orders/fast/refunds.md")
    assert "aliases: [returns/refund-times]" in text(config, "zh-hant/orders/fast/refunds.md")
    assert not (config.parent / "content/en/returns/refund-times.md").exists()
    former = {one.former: one.current for one in list_redirects(prepare(load(config)))}
    assert former == {
        "en/returns/refund-times/": "en/orders/fast/refunds/",
        "zh-hant/returns/refund-times/": "zh-hant/orders/fast/refunds/",
    }


@pytest.mark.parametrize(
    ("english", "chinese", "led_on"),
    [
        ("draft: true\n---\n\nText.\n", "draft: true\n---\n\n字。\n", False),
        ("---\n\n<!-- unfinished: write it -->\n", "---\n\n<!-- unfinished：撰寫 -->\n", False),
        ("---\n\n<!-- unfinished: write it -->\n", "---\n\n字。\n", True),  # the Chinese was on both pages
        ("---\n\nText.\n", "---\n\n字。\n", True),
    ],
    ids=["draft", "unfinished", "half", "published"],
)
def test_an_address_that_was_never_published_leaves_no_alias(make_site, capsys, english, chinese, led_on):
    head = "---\ntitle: T\ndescription: D\n"
    config = make_site({"content/en/returns/x.md": head + english, "content/zh-hant/returns/x.md": head + chinese})
    assert main(["rename", "returns/x", "returns/y", "--config", str(config)]) == 0
    assert ("aliases:" in text(config, "en/returns/y.md")) == led_on
    assert ("never published" in capsys.readouterr().err) != led_on


def test_links_of_a_part_that_articles_include_lead_where_they_led(make_site):
    part = "One\r\n\r\n[Times](../returns/refund-times.md#by-card) `[x](../returns/refund-times.md)`\r\n"
    config = make_site(
        {
            "content/en/_parts/fees.md": "",
            "content/en/returns/refund-times.md": article("## By card\n\nFive days.\n"),
            "content/en/returns/stays.md": article('--8<-- "fees.md"\n'),
            "content/zh-hant/_parts/same.md": "[不變](https://example.com/)\n",
        }
    )
    (config.parent / "content/en/_parts/fees.md").write_bytes(part.encode())
    rename(config, "returns/refund-times", "returns/times")
    written = (config.parent / "content/en/_parts/fees.md").read_bytes().decode()
    assert written == part.replace("[Times](../returns/refund-times.md", "[Times](../returns/times.md")
    assert prepare(load(config)).warnings == ()


def test_a_category_moves_with_its_articles_files_and_what_names_it(make_site):
    config = make_site(
        {
            "content/terms.yml": "pins:\n  - {for: money, article: returns/refund-times} # why\n",
            "content/en/returns/a.txt": "A file",
            "content/en/index.md": "---\ntitle: Help\n---\n\n[Returns](returns/index.md) [file](returns/a.txt)\n",
        }
    )
    rename(config, "returns", "sending-back")
    assert "article: sending-back/refund-times} # why" in text(config, "terms.yml")
    assert "[Returns](sending-back/index.md) [file](sending-back/a.txt)" in text(config, "en/index.md")
    assert text(config, "en/sending-back/a.txt") == "A file"
    assert not (config.parent / "content/en/returns").exists()
    former = {one.former for one in list_redirects(prepare(load(config)))}
    assert former == {f"{side}/{name}/" for side in ("en", "zh-hant") for name in ("returns", "returns/refund-times")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('topics: [returns, "returns/refund-times"] # returns', 'topics: [sending-back, "sending-back/refund-times"] # returns'),
        (
            "topics:\n  - returns # returns\n- 'returns/refund-times'",
            "topics:\n  - sending-back # returns\n- 'sending-back/refund-times'",
        ),
        ("article: returns/refund-times", "article: sending-back/refund-times"),
    ],
)
def test_a_notice_follows_what_it_is_about(make_site, before, after):
    words = "start: 2026-01-01\nen:\n  title: returns\n  text: returns, returns/refund-times\n"
    config = make_site({"content/notices/late.yml": f"{before}\n{words}"})
    rename(config, "returns", "sending-back")
    assert text(config, "notices/late.yml") == f"{after}\n{words}"


@pytest.mark.parametrize("name", ["notices/2026/late.yml", "notices/late.YML", "notices/late.yaml"])
def test_every_file_that_is_read_as_a_notice_follows(make_site, name):
    config = make_site({f"content/{name}": "topics: [returns]\n"})
    rename(config, "returns", "sending-back")
    assert text(config, name) == "topics: [sending-back]\n"


def test_parts_in_a_folder_that_moves_go_along_and_whoever_includes_them_still_does(make_site):
    config = make_site(
        {
            "content/en/returns/_parts/fees.md": 'Free. [Times](../refund-times.md)\n\n--8<-- "more.md"\n',
            "content/en/returns/_parts/more.md": "More.\n",
            "content/en/returns/a.md": article('--8<-- "fees.md"\n\n```md\n--8<-- "returns/_parts/fees.md"\n```\n'),
            "content/en/orders/index.md": article(title="Orders"),
            "content/en/orders/pay.md": article("1. Pay\n   --8<-- 'returns/_parts/more.md'\n"),
        }
    )
    rename(config, "returns", "sending-back")
    assert text(config, "en/sending-back/_parts/fees.md").startswith('Free. [Times](../refund-times.md)\n\n--8<-- "more.md"')
    assert "1. Pay\n   --8<-- '../sending-back/_parts/more.md'\n" in text(config, "en/orders/pay.md")
    assert '--8<-- "fees.md"\n\n```md\n--8<-- "returns/_parts' in text(config, "en/sending-back/a.md")
    assert not (config.parent / "content/en/returns").exists()
    assert prepare(load(config)).warnings == ()


def test_an_article_that_leaves_the_folder_of_its_parts_still_includes_them(make_site):
    config = make_site(
        {
            "content/en/returns/_parts/fees.md": "Free.\n",
            "content/en/returns/a.md": article('{% include "fees.md" days="3" %}\n'),
            "content/en/orders/index.md": article(title="Orders"),
            "content/en/orders/_parts/fees.md": "Another text.\n",
            "content/en/orders/pay.md": article('--8<-- "fees.md"\n'),
        }
    )
    rename(config, "returns/a", "orders/a")
    assert '{% include "../returns/_parts/fees.md" days="3" %}' in text(config, "en/orders/a.md")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("returns/b", "payment/b", r"payment.index\.md: the category 'payment' would have no index\.md"),
        ("orders/pay", "returns/pay", r"orders.index\.md: the category 'orders' would have no articles"),
    ],
)
def test_a_move_after_which_no_build_works_is_refused_and_says_what_to_write(make_site, old, new, said):
    files = {"content/en/returns/b.md": article(), "content/en/orders/pay.md": article()}
    config = make_site(files | {"content/en/orders/index.md": article(title="Orders")})
    with pytest.raises(UsageError, match=said) as raised:
        rename(config, old, new)
    assert raised.value.hint.endswith("; nothing was changed")
    config.write_text(config.read_text("utf-8") + "      checks: {missing-category-page: off, empty-category: off}\n", "utf-8")
    rename(config, old, new)


def test_moving_back_leaves_no_redirect_to_itself(make_site):
    config = make_site()
    rename(config, "returns/refund-times", "returns/times")
    rename(config, "returns/times", "returns/refund-times")
    assert "aliases: [returns/times]" in text(config, "en/returns/refund-times.md")


def test_the_address_of_an_article_in_one_language_is_kept_in_the_other_too(make_site):
    config = make_site({"content/en/returns/only.md": article()})
    rename(config, "returns/only", "returns/lonely")
    former = {one.former: one.current for one in list_redirects(prepare(load(config)))}
    assert former["zh-hant/returns/only/"] == "zh-hant/returns/lonely/"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("returns/refund-tims", "returns/x", "there is no article 'returns/refund-tims'"),
        ("returns/refund-times", "returns/b", "is there already"),
        ("returns/refund-times", "returns/was-b", "the alias"),
        ("returns/refund-times", "search", "an address of the portal itself"),
        ("returns/refund-times", "returns/a b", "holds a space"),
        ("returns/refund-times", "_drafts/refund-times", "is never published"),
        ("returns/refund-times", "returns/.refund-times", "is never published"),
        ("returns/refund-times", "returns/B", "only by case"),
        ("returns/refund-times", "returns/Refund-Times", "only by case"),
        ("returns/refund-times", "returns/refund-times", "called 'returns/refund-times' already"),
        ("index", "home", "the home page has no other name"),
        ("returns", "returns/old", "inside itself"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(make_site, old, new, said):
    config = make_site({"content/en/returns/b.md": article(aliases="[returns/was-b]")})
    before = {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match=said):
        rename(config, old, new)
    assert {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("[t](../returns/refund-times.md?q=1#by-card)", "[t](../money/refund.md?q=1#by-card)"),
        ('[t](../returns/refund-times.md "A title")', '[t](../money/refund.md "A title")'),
        ("[t](<../returns/refund-times.md>)", "[t](<../money/refund.md>)"),
        ("[t](../returns/refund%2Dtimes.md)", "[t](../money/refund.md)"),
        ("[t](../../zh-hant/returns/refund-times.md)", "[t](../../zh-hant/money/refund.md)"),
        ("- > [t][a]\n\n[a]: ../returns/refund-times.md 'A title'", "- > [t][a]\n\n[a]: ../money/refund.md 'A title'"),
        ("![t](../returns/refund-times.md.png)", "![t](../returns/refund-times.md.png)"),
        (
            "| a | b |\n| --- | --- |\n| [t](../returns/refund-times.md) | 1 |",
            "| a | b |\n| --- | --- |\n| [t](../money/refund.md) | 1 |",
        ),
        ("```md\n[t](../returns/refund-times.md)\n```", "```md\n[t](../returns/refund-times.md)\n```"),
        ("<!-- [t](../returns/refund-times.md) -->", "<!-- [t](../returns/refund-times.md) -->"),
        ("[gone](../returns/nowhere.md) <https://example.com/returns/refund-times.md>", None),
    ],
)
def test_a_link_is_changed_as_it_is_written_and_nothing_else(make_site, written, after):
    body = f"A line.\r\n\r\n{written}\r\n".replace("\r\n", "\n").replace("\n", "\r\n")
    config = make_site(
        {
            "content/en/orders/index.md": article(title="Orders"),
            "content/en/orders/pay.md": article().replace("\n", "\r\n") + body,
            "content/en/returns/refund-times.md.png": b"",
            "content/en/returns/stays.md": article(),
            "content/en/money/index.md": article(title="Money"),
        }
    )
    before = (config.parent / "content/en/orders/pay.md").read_bytes()
    rename(config, "returns/refund-times", "money/refund")
    changed = before.replace(written.replace("\n", "\r\n").encode(), (after or written).replace("\n", "\r\n").encode())
    assert (config.parent / "content/en/orders/pay.md").read_bytes() == changed


def test_a_front_matter_that_cannot_take_an_alias_is_named_and_nothing_is_written(make_site):
    text = "---\ntitle: T\ndescription: D\naliases:\n  - a/b # since 2020\n---\n\nText.\n"
    config = make_site({"content/en/returns/noted.md": text})
    with pytest.raises(UsageError, match=r"noted\.md:4: a comment beside 'aliases' would be lost"):
        rename(config, "returns/noted", "returns/other")
    assert (config.parent / "content/en/returns/noted.md").read_text("utf-8") == text


@pytest.mark.parametrize("written", ["aliases: [a/b]", "aliases:\n  - a/b", "aliases: [\n  a/b,\n]"])
def test_an_alias_is_added_to_a_list_of_any_form(make_site, written):
    config = make_site({"content/en/returns/x.md": f"---\ntitle: T\n{written}\ndescription: D\n---\n\nText.\n"})
    rename(config, "returns/x", "returns/y")
    assert text(config, "en/returns/y.md") == "---\ntitle: T\naliases: [a/b, returns/x]\ndescription: D\n---\n\nText.\n"


def test_addresses_that_are_files_and_folders_of_other_names_are_kept_too(make_site):
    files = {"content/en/returns/refund-times.md": None, "content/zh-hant/returns/refund-times.md": None}
    files |= {"content/zh-hant/returns/index.md": None, "content/zh-hant/index.md": None}
    files |= {f"content/zh/{name}": article(title="幫助", description="幫。") for name in ("index.md", "returns/a.md")}
    config = make_site(files | {"content/en/returns/a.md": article()}, settings="folders: {en: en, zh-hant: zh}")
    config.write_text("use_directory_urls: false\n" + config.read_text("utf-8"), "utf-8")
    rename(config, "returns/a", "returns/b")
    former = {one.former: one.current for one in list_redirects(prepare(load(config)))}
    assert former == {"en/returns/a.html": "en/returns/b.html", "zh/returns/a.html": "zh/returns/b.html"}


def test_a_rename_says_what_moved_and_tries_without_writing(make_site, capsys):
    config = make_site()
    command = ["rename", "returns/refund-times", "returns/moved", "--config", str(config)]
    assert main([*command, "--dry-run"]) == 0
    assert not (config.parent / "content/en/returns/moved.md").exists()
    assert main(command) == 0
    said = capsys.readouterr()
    assert said.out == "returns/refund-times\treturns/moved\n" * 2
    assert "moved 1 article; links to them changed in 0 other files; the former addresses lead on" in said.err


@pytest.mark.parametrize(
    ("old", "new"), [("returns/refund-times", "/en/returns/x"), ("zh-hant/returns/refund-times", "returns/x")]
)
def test_a_name_that_begins_with_a_language_is_told_to_leave_it_out(make_site, old, new):
    with pytest.raises(UsageError) as error:
        plan_move(load(make_site({})), old, new)
    assert error.value.hint.startswith("leave out the language: write 'returns/")
