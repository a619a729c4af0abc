"""Pages from the cache: the same bytes as drawn ones after whatever was changed, and only those that changed are drawn."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from small_site import CONFIG, article, write_site

from kbgen.commands.main import main
from kbgen.site.assets.theme_folder import theme_folder
from kbgen.site.context_builder import ContextBuilder

CARE = "owners:\n  Care: {en: Care team, zh-hant: 客服}"
CHANGES: Mapping[str, Mapping[str, str | bytes | None]] = {
    "a sentence": {"content/en/returns/a.md": article("Another sentence with a fee.\n", title="Fees")},
    "titles of an article and a topic, and articles that came and went": {
        "content/zh-hant/returns/a.md": article("你好。\n", title="別的名稱"),
        "content/en/returns/index.md": "---\ntitle: Send back\ndescription: Send it back.\norder: 10\n---\n\nAll of it.\n",
        "content/en/gifts/index.md": article(title="Gifts"),
        "content/zh-hant/gifts/index.md": article(title="禮物"),
        "content/en/gifts/cards.md": article("[a](../returns/refund-times.md)\n", title="Gift cards", keywords="[card]"),
        "content/en/returns/refund-times.md": None,
    },
}
FAR: Mapping[str, tuple[Mapping[str, str | bytes | None], str]] = {
    "an article shown as related elsewhere": (
        {"content/en/gifts/refunds.md": article("Of gifts.\n", title="Refund times for gifts", keywords="[money back]")},
        "",
    ),
    "an article more, beside one that has expired": (
        {
            "content/en/gifts/boxes.md": article("A box.\n", title="Boxes"),
            "content/en/returns/sale.md": article("Half the price.\n", title="Sale", expire_at="2026-01-31"),
        },
        "",
    ),
    "its day": ({"content/en/returns/refund-times.md": article("Days.\n", title="Refund times", updated="2026-11-02")}, ""),
    "the home page": ({"content/en/index.md": "---\ntitle: All our help\n---\n\nWelcome.\n"}, ""),
    "an icon": ({"content/zh-hant/gifts/index.md": article(title="禮物", icon="material/gift-outline")}, ""),
    "one language only": ({"content/zh-hant/gifts/cards.md": None}, ""),
    "a team": ({}, "owners:\n  Care: {en: The people who care, zh-hant: 客服}"),
    "ways to write": ({}, f"{CARE}\ncontact:\n  email: hello@example.com"),
    "a picture in the text": (
        {
            "content/en/gifts/cards.md": article("![A card](../../card.svg)\n", title="Gift cards"),
            "content/card.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 0h40v30z"/></svg>',
        },
        "",
    ),
    "a notice": (
        {
            "content/notices/late.yml": "start: 2026-11-01\nend: 2026-12-31\ntopics: [gifts]\n"
            "en: {title: Late, text: Gifts come late.}\nzh-hant: {title: 延誤, text: 禮物延誤。}\n"
        },
        "",
    ),
    "regions": (
        {
            f"content/{language}/gifts/cards.md": article(
                f":::region hk\n{text}\n:::\n\n:::region tw\n{text}{text}\n:::\n", title=title
            )
            for language, text, title in (("en", "Cards.", "Gift cards"), ("zh-hant", "禮品卡。", "禮品卡"))
        },
        "",
    ),
}
"""Changes that pages far from them show, each of the site before it: files, and settings."""
GIFTS = {
    "content/en/gifts/index.md": article(title="Gifts"),
    "content/zh-hant/gifts/index.md": article(title="禮物"),
    "content/en/gifts/refunds.md": article("Of gifts.\n", title="Refund times of gifts", keywords="[money back]"),
    "content/zh-hant/gifts/refunds.md": article("禮物的退款時間。\n", title="禮物的退款時間", keywords="[退錢]"),
    "content/en/gifts/cards.md": article("Cards.\n", title="Gift cards", owner="Care"),
    "content/zh-hant/gifts/cards.md": article("禮品卡。\n", title="禮品卡", owner="Care"),
}
START = {
    "content/en/returns/a.md": article("A sentence.\n", title="Fees"),
    "content/zh-hant/returns/a.md": article("你好。\n", title="收費"),
}


def files_of(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(folder: Path, capsys: pytest.CaptureFixture[str], output: str, settings: str = "") -> int:
    """Build a site and return how many of its pages were drawn."""
    config = folder / "mkdocs.yml"
    block = "".join(f"      {line}\n" for line in settings.splitlines())
    config.write_text(CONFIG.format(top="site_url: https://help.example.com/\n", settings=block))
    assert main(["build", "--config", str(config), "--output", str(folder / output), "--json"]) == 0
    drawn: int = json.loads(capsys.readouterr().out)["pages_drawn"]
    return drawn


def change(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_after_each_change_the_site_is_the_one_that_a_build_without_a_cache_makes(tmp_path, capsys):
    write_site(tmp_path, START)
    assert build(tmp_path, capsys, "site") == 11
    drawn = {}
    for name, files in CHANGES.items():
        change(tmp_path, files)
        drawn[name] = build(tmp_path, capsys, "warm")
        shutil.rmtree(tmp_path / "cold", ignore_errors=True)  # what it keeps of its former index is another matter
        build(tmp_path, capsys, "cold", "cache: 'off'")
        assert files_of(tmp_path / "warm") == files_of(tmp_path / "cold")
        shutil.rmtree(tmp_path / "warm")
    assert drawn["a sentence"] == 1


@pytest.mark.parametrize("change_of", FAR.values(), ids=FAR)
def test_pages_far_from_a_change_that_show_it_are_other_ones_too(tmp_path, capsys, change_of):
    files, settings = change_of
    write_site(tmp_path, START | GIFTS)
    build(tmp_path, capsys, "before", CARE)
    change(tmp_path, files)
    build(tmp_path, capsys, "warm", settings or CARE)
    (tmp_path / ".kbgen").rename(tmp_path / "kept")
    build(tmp_path, capsys, "cold", settings or CARE)
    warm = files_of(tmp_path / "warm")
    assert warm == files_of(tmp_path / "cold") != files_of(tmp_path / "before")


def test_the_page_of_a_category_that_nobody_wrote_lists_an_article_by_its_title_of_today(tmp_path, capsys):
    settings = f"{CARE}\nchecks: {{missing-category-page: warning}}"
    write_site(tmp_path, START | {name: text for name, text in GIFTS.items() if not name.endswith("index.md")})
    build(tmp_path, capsys, "site", settings)
    change(tmp_path, {"content/en/gifts/cards.md": article("Cards.\n", title="Other cards", owner="Care")})
    build(tmp_path, capsys, "site", settings)
    assert "Other cards" in (tmp_path / "site/en/gifts/index.html").read_text("utf-8")


def test_of_a_category_in_which_nothing_changed_no_page_is_looked_at(tmp_path, capsys, monkeypatch):
    looked_at = []
    whole = ContextBuilder.build
    monkeypatch.setattr(ContextBuilder, "build", lambda self, page: looked_at.append(page.path) or whole(self, page))
    write_site(tmp_path, START | GIFTS)
    build(tmp_path, capsys, "site", CARE)
    looked_at.clear()
    change(tmp_path, {"content/en/returns/a.md": article("Another sentence.\n", title="Fees")})
    assert build(tmp_path, capsys, "site", CARE) == 1
    assert not [path for path in looked_at if "/gifts/" in path]
    assert "en/returns/a.md" in looked_at


def test_a_page_of_an_expired_article_tells_of_an_article_more_in_another_category(tmp_path, capsys):
    sale = article("Half the price.\n", title="Sale", expire_at="2026-01-31")
    write_site(tmp_path, START | GIFTS | {"content/en/returns/sale.md": sale})
    build(tmp_path, capsys, "before", CARE)
    change(
        tmp_path, {"content/en/gifts/boxes.md": article(title="Boxes"), "content/zh-hant/gifts/boxes.md": article(title="紙盒")}
    )
    build(tmp_path, capsys, "warm", CARE)
    (tmp_path / ".kbgen").rename(tmp_path / "kept")
    build(tmp_path, capsys, "cold", CARE)
    warm = files_of(tmp_path / "warm")
    assert warm == files_of(tmp_path / "cold")
    assert "2 articles" in warm["en/returns/sale/index.html"].decode()


def test_a_new_article_leaves_the_pages_of_another_category_as_they_are(tmp_path, capsys, monkeypatch):
    write_site(tmp_path, START | GIFTS)
    build(tmp_path, capsys, "site", CARE)
    looked_at = []
    whole = ContextBuilder.build
    monkeypatch.setattr(ContextBuilder, "build", lambda self, page: looked_at.append(page.path) or whole(self, page))
    change(
        tmp_path, {"content/en/gifts/boxes.md": article(title="Boxes"), "content/zh-hant/gifts/boxes.md": article(title="紙盒")}
    )
    build(tmp_path, capsys, "site", CARE)
    assert not [path for path in looked_at if "/returns/" in path]
    assert "en/gifts/boxes.md" in looked_at


def test_pages_of_a_site_with_templates_of_its_own_are_always_drawn(make_site, tmp_path, capsys):
    config = make_site({"own/partials/footer.html": "{{ build_date_utc.year }}"})
    config.write_text(config.read_text().replace("  name: material\n", "  name: material\n  custom_dir: own\n"))
    for output in ("one", "other"):
        assert main(["build", "--config", str(config), "--output", str(tmp_path / output), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["pages_drawn"] == 9


def test_pages_are_drawn_in_one_build_and_in_no_later_one_until_a_template_changes(make_site, tmp_path, monkeypatch, capsys):
    theme = shutil.copytree(theme_folder(), tmp_path / "theme")
    for module in ("kept_pages", "other_plugins", "plugin"):
        monkeypatch.setattr(f"kbgen.mkdocs_plugin.{module}.theme_folder", lambda: theme)
    config = make_site()
    drawn = []
    for words in ("", "", "", "<p>Of another look</p>"):
        (theme / "partials/footer.html").write_text(words + (theme_folder() / "partials/footer.html").read_text("utf-8"), "utf-8")
        config.write_text(config.read_text() + "\n")  # or there would be nothing to build
        assert main(["build", "--config", str(config), "--json"]) == 0
        drawn.append(json.loads(capsys.readouterr().out)["pages_drawn"])
    assert drawn == [9, 0, 0, 9]
    assert "Of another look" in (tmp_path / "site/en/index.html").read_text("utf-8")


def test_pages_of_expired_articles_leave_the_others_of_their_category_kept(make_site, capsys):
    config = make_site({"content/en/returns/sale.md": article("Half the price.\n", title="Sale", expire_at="2026-01-31")})
    drawn = []
    for _ in range(3):
        config.write_text(config.read_text() + "\n")
        assert main(["build", "--config", str(config), "--json"]) == 0
        drawn.append(json.loads(capsys.readouterr().out)["pages_drawn"])
    assert drawn == [11, 0, 0]


SEEN_BY_TEMPLATES = {"page.content", "config.theme", "config.extra_css"}


def test_our_templates_see_nothing_that_a_kept_page_does_not_stand_for():
    environment = Environment()
    found = set()
    for path in sorted(theme_folder().rglob("*.html")):
        tree = environment.parse(path.read_text("utf-8"))
        loaded = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        assert not loaded & {"nav", "pages", "base_url", "build_date_utc", "mkdocs_version", "homepage_url"}, path
        for node in tree.find_all(nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name in {"page", "config"}:
                found.add(f"{node.node.name}.{node.attr}")
    assert found <= SEEN_BY_TEMPLATES
