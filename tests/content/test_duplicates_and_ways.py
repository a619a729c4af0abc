"""Articles that nearly say the same, and ways between articles."""

from __future__ import annotations

from small_site import article

from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.portal import prepare

SENTENCES = [f"Sentence number {n} says what step {n} of the way is about." for n in range(20)]
ZH = [f"第{n}步說明退款流程中必須留意的第{n}件事情。" for n in range(20)]


def codes(config):
    try:
        found = prepare(load(config)).warnings
    except ContentError as error:
        found = error.problems
    return [(problem.code, problem.path.name) for problem in found]


def two(one, other, folder="en"):
    return {f"content/{folder}/returns/a.md": article(one), f"content/{folder}/returns/b.md": article(other, title="Another")}


def test_two_articles_that_nearly_say_the_same_are_named_once(make_site):
    changed = [*SENTENCES[:18], "Something else altogether.", "And more."]
    assert codes(make_site(two("\n\n".join(SENTENCES), "\n".join(changed)))) == [("similar-text", "b.md")]


def test_chinese_is_compared_sentence_for_sentence_too(make_site):
    assert codes(make_site(two("\n\n".join(ZH), "".join(ZH[:18]), "zh-hant"))) == [("similar-text", "b.md")]


def test_articles_that_share_a_part_of_their_text_are_not(make_site):
    assert codes(make_site(two("\n\n".join(SENTENCES), "\n\n".join([*SENTENCES[:10], *(s.upper() for s in SENTENCES)])))) == []
    assert codes(make_site(two("Short. Text.", "Short. Text. More."))) == []


def test_the_same_text_is_one_problem_and_not_two(make_site):
    assert codes(make_site(two("\n\n".join(SENTENCES), "\n\n".join(SENTENCES)))) == [("same-text", "b.md")]


def titled(title, other, beside="returns/b.md", **front):
    """Return two articles; without `beside` they lie in one category."""
    files = {
        "content/en/returns/a.md": article("One.", title=title, **front),
        f"content/en/{beside}": article("Two.", title=other),
    }
    category = {"content/en/delivery/index.md": article(title="Delivery")} if beside.startswith("delivery/") else {}
    return {**files, **category, "content/zh-hant/returns/c.md": article("三。")}


def test_two_articles_of_one_title_are_reported(make_site):
    assert codes(make_site(titled("How to  pay", "how to pay"))) == [("same-title", "b.md")]


def test_each_category_may_have_an_article_of_one_title(make_site):
    assert codes(make_site(titled("Overview", "Overview", "delivery/b.md"))) == []


def test_articles_of_one_title_that_follow_each_other_are_not(make_site):
    assert codes(make_site(titled("Fees", "Fees", expire_at="2020-01-01"))) == []


def test_an_article_and_a_category_may_have_one_title(make_site):
    assert codes(make_site(titled("Delivery", "Pay", "delivery/b.md"))) == []


def test_lists_of_neighbouring_versions_are_alike_by_intent(make_site):
    def named(one, other):
        changed = "\n\n".join([*SENTENCES[:19], "Something else."])
        files = {"a.md": article("\n\n".join(SENTENCES), title=one), "b.md": article(changed, title=other)}
        return codes(make_site({f"content/en/returns/{name}": text for name, text in files.items()}))

    assert named("App v1.1.5 overview", "App v1.1.6 overview") == []
    assert named("App 1.5 overview", "Shop 1.6 overview") == [("similar-text", "b.md")]
    assert named("Step 5 of the way", "Step 6 of the way") == [("similar-text", "b.md")]


WAYS = "checks: {orphan-article: warning, dead-end: warning}"


def test_orphans_and_dead_ends_are_named_where_a_site_asks_for_it(make_site):
    files = {"content/en/returns/a.md": article("See [times](refund-times.md).")}
    assert codes(make_site(files)) == []
    assert codes(make_site(files, settings=WAYS)) == [
        ("orphan-article", "a.md"),
        ("dead-end", "refund-times.md"),
        ("dead-end", "refund-times.md"),
    ]
