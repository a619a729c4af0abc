"""A damaged index: the reader sees the right results or a notice, never wrong results."""

from __future__ import annotations

import json
import re

import pytest
from faulty_host import (
    DAMAGED,
    FAULTS,
    OFFLINE,
    OPENS,
    OTHER_FILES,
    OTHER_MANIFEST,
    Host,
    MakeHost,
    broken,
    finds_octopus,
    retry,
    shows_only_notice,
)
from playwright.sync_api import Route, expect
from portal_reader import leads_to

from kbgen.index.codec import encode_pack, pack


@pytest.mark.parametrize("fault", ["a bit flipped", "another file", "missing", "connection refused"])
def test_a_file_that_arrives_damaged_is_fetched_once_more(make_host: MakeHost, fault: str) -> None:
    host = make_host()
    host.fault, host.times = FAULTS[fault][0], 1
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)
    expect(host.reader.hits.locator(".excerpt:empty")).to_have_count(0)  # all texts are here
    assert set(host.files_asked.values()) == {2}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_stays_damaged_gives_a_notice_until_it_is_sound(make_host: MakeHost, fault: str) -> None:
    host = make_host()
    host.fault, words = FAULTS[fault]
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, words)
    assert max(host.files_asked.values()) == 2
    host.heal()
    retry(host.reader)
    finds_octopus(host.reader)


@pytest.mark.parametrize("fault", ["truncated", "a page with status 200", "missing"])
def test_a_pack_that_stays_damaged_gives_a_notice_until_it_is_sound(make_host: MakeHost, fault: str) -> None:
    host = make_host()
    host.harmed = OPENS
    host.fault, words = FAULTS[fault]
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, words)
    assert host.asked["en.pack"] == 2
    host.heal()
    retry(host.reader)
    finds_octopus(host.reader)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_pack_that_arrives_damaged_is_fetched_once_more(make_host: MakeHost, fault: str) -> None:
    host = make_host()
    host.harmed, host.times = re.compile(r"\.pack$"), 1
    host.fault = FAULTS[fault][0]
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)
    assert (host.asked["en.pack"], host.asked["manifest.json"]) == (2, 0)


def with_manifest(manifest: bytes) -> bytes:
    """A sound pack for English readers that holds nothing but a manifest."""
    return pack("pack/en", encode_pack(manifest, {}))


@pytest.mark.parametrize("member", ["pairs", "documents_per_file"])
def test_one_digit_of_the_manifest_changed_is_noticed_and_fetched_once_more(make_host: MakeHost, member: str) -> None:
    host = make_host()
    sound = host.files["manifest.json"]
    changed = with_manifest(sound.replace(f'"{member}":'.encode(), f'"{member}":1'.encode()))
    host.harmed, host.times = OPENS, 1
    host.fault = lambda route, _: route.fulfill(body=changed)
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)
    assert host.asked["en.pack"] == 2
    host.asked.clear()
    host.times = 2
    host.reader.page.reload()
    shows_only_notice(host.reader, DAMAGED)
    assert host.asked["en.pack"] == 2


@pytest.mark.parametrize("content", [b"null", b'"octopus"', b'{"format":2}', b'{"format":3}'])
def test_a_manifest_that_is_json_but_none_of_ours_gives_a_notice(make_host: MakeHost, content: bytes) -> None:
    host = make_host()
    host.files = {**host.files, "manifest.json": content, "en.pack": with_manifest(content)}
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, DAMAGED)


def test_a_new_page_beside_an_index_that_has_no_packs_takes_its_manifest(make_host: MakeHost) -> None:
    host = make_host()
    host.files = {name: content for name, content in host.files.items() if not name.endswith(".pack")}
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)


def test_such_a_manifest_is_not_trusted_either(make_host: MakeHost) -> None:
    host = make_host()
    sound = host.files["manifest.json"]
    host.files = {name: content for name, content in host.files.items() if not name.endswith(".pack")}
    host.files["manifest.json"] = sound.replace(b'"pairs":', b'"pairs":1')
    host.reader.open("search/?q=octopus")
    shows_only_notice(host.reader, DAMAGED)


def opens_large_index(host: Host) -> None:
    """Give the host packs as a large portal has them, so that readers ask for the files of the index one by one."""
    for language in ("en", "zh-hant"):
        content = pack(f"pack/{language}", encode_pack(host.files["manifest.json"], {}))
        host.files = {**host.files, f"{language}.pack": content}


@pytest.mark.parametrize(
    "kind",
    [
        "directory",
        "shard",
        "lexicon latn",
        "lexicon hani",
        "words",
        "forms",
        "characters",
        "aliases latn",
        "aliases hani",
        "real words",
        "documents",
    ],
)
def test_no_kind_of_file_is_trusted(make_host: MakeHost, kind: str) -> None:
    host = make_host("zh-hant")
    opens_large_index(host)
    manifest = json.loads(host.files["manifest.json"])
    families = manifest["families"].values()
    names = {
        "directory": "|".join(family["directory"] for family in families),
        "shard": "|".join(family["name"] for family in families),
        "lexicon latn": manifest["lexicons"]["latn"],
        "lexicon hani": manifest["lexicons"]["hani"],
        "words": manifest["words"]["name"],
        "forms": manifest["forms"],
        "characters": manifest["characters"],
        "aliases latn": manifest["aliases"]["latn"]["name"],
        "aliases hani": manifest["aliases"]["hani"]["name"],
        "real words": manifest["real"]["name"],
        "documents": manifest["documents"]["zh-hant"],
    }
    host.fault, host.harmed = FAULTS["a bit flipped"][0], re.compile(names[kind])
    host.reader.open("search/?q=octopsu zhuanshu 轉數怏")  # mistyped in both scripts and romanised, so that everything is needed
    expect(broken(host.reader)).to_contain_text("搜尋功能暫時無法使用")
    expect(host.reader.hits).to_have_count(0)


def test_a_file_of_another_build_under_the_name_of_this_one_is_not_trusted(make_host: MakeHost) -> None:
    host = make_host()
    opens_large_index(host)
    name = json.loads(host.files["manifest.json"])["lexicons"]["latn"] + ".bin"
    host.files = {**host.files, name: OTHER_FILES[OTHER_MANIFEST["lexicons"]["latn"] + ".bin"]}
    host.reader.open("search/?q=octopsu")
    shows_only_notice(host.reader, DAMAGED)
    assert host.asked[name] == 2


def test_a_damaged_text_costs_no_more_than_the_excerpt(make_host: MakeHost) -> None:
    host = make_host()
    host.reader.open("search/?q=octopus")
    finds_octopus(host.reader)
    texts = set(host.files_asked)
    host.fault = FAULTS["a bit flipped"][0]
    manifest = host.files["manifest.json"].decode()
    texts = {name for name in texts if "/" not in name and name.removesuffix(".bin") not in manifest}
    host.harmed = re.compile("|".join(texts))
    host.reader.page.reload()
    leads_to(host.reader.hits.first, "en/payment/octopus/")
    expect(host.reader.hits.first.locator(".excerpt")).to_be_empty()
    expect(broken(host.reader)).to_have_count(0)


def test_the_search_box_says_what_is_wrong_and_the_links_of_the_page_still_work(make_host: MakeHost) -> None:
    host = make_host()
    reader = host.reader
    host.fault = FAULTS["a bit flipped"][0]
    reader.open()
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, DAMAGED)
    expect(reader.options).to_have_count(0)
    host.heal()
    retry(reader)
    leads_to(reader.options.first, "en/payment/octopus/")
    host.fault = FAULTS["missing"][0]
    reader.page.reload()
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, OFFLINE)
    reader.page.keyboard.press("Escape")
    reader.page.locator("main a[href*='payment/']").first.click()
    expect(reader.page.locator("h1")).to_be_visible()
    assert reader.path.startswith("en/payment/")


def test_a_failed_index_reaches_the_collector_as_minus_one_result(make_host: MakeHost, endpoint: str) -> None:
    host = make_host()
    reader = host.reader
    sent: list[dict[str, object]] = []

    def collect(route: Route) -> None:
        sent.extend(json.loads(route.request.post_data or "{}")["e"])
        route.fulfill(status=204, headers={"Access-Control-Allow-Origin": "*"})

    reader.page.context.route(endpoint, collect)
    host.fault = FAULTS["a bit flipped"][0]
    reader.page.clock.install()
    reader.open()
    reader.start_search()
    reader.type("octopus")
    shows_only_notice(reader, DAMAGED)
    with reader.page.expect_response(endpoint):  # a failure is certain after five seconds in sight
        reader.page.clock.run_for(7_000)
    searches = [event for event in sent if event["t"] == "search"]
    assert [(event["q"], event["n"], event["o"]) for event in searches] == [("octopus", -1, "none")]
