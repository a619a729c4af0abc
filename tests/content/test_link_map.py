"""Where links lead."""

from __future__ import annotations

import pytest

from kbgen.content.addresses import page_url, relative_url
from kbgen.content.link_map import LinkMap, is_unsafe
from kbgen.model import Asset

LINKS = LinkMap(
    {
        "en/index.md": ("en", "index"),
        "en/returns/index.md": ("en", "returns"),
        "en/returns/refund-times.md": ("en", "returns/refund-times"),
        "en/delivery/fees.md": ("en", "delivery/fees"),
        "en/returns/caf\u00e9.md": ("en", "returns/caf\u00e9"),
        "en/returns/\u9000\u6b3e-\u6642\u9593.md": ("en", "returns/\u9000\u6b3e-\u6642\u9593"),
        "zh-hant/delivery/fees.md": ("zh-hant", "delivery/fees"),
    },
    {"assets/a b.svg": Asset("assets/a b.svg")},
)
HERE = "en/returns/refund-times.md"


@pytest.mark.parametrize(
    ("written", "kind", "path", "anchor"),
    [
        ("../delivery/fees.md", "article", "en/delivery/fees.md", ""),
        ("../delivery/fees.md#taiwan", "article", "en/delivery/fees.md", "taiwan"),
        ("../delivery/fees.md#%E5%8F%B0%E7%81%A3", "article", "en/delivery/fees.md", "台灣"),
        ("../../zh-hant/delivery/fees.md", "article", "zh-hant/delivery/fees.md", ""),
        ("index.md", "article", "en/returns/index.md", ""),
        ("./index.md", "article", "en/returns/index.md", ""),
        ("#by-card", "article", HERE, "by-card"),
        ("../../assets/a%20b.svg", "asset", "assets/a b.svg", ""),
        ("https://example.com/x", "outside", "", ""),
        ("mailto:hello@example.com", "outside", "", ""),
        ("tel:+85212345678", "outside", "", ""),
        ("../delivery/fee.md", "missing", "en/delivery/fee.md", ""),
        ("../../../../etc/passwd", "missing", "../../etc/passwd", ""),
        ("/en/delivery/fees.md", "missing", "/en/delivery/fees.md", ""),
        ("../delivery/", "missing", "en/delivery", ""),
        ("http://[::1", "outside", "", ""),
    ],
)
def test_a_link_is_resolved(written, kind, path, anchor):
    target = LINKS.resolve(HERE, written)
    assert (target.kind, target.path, target.anchor) == (kind, path, anchor)


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("../delivery/fees", "../delivery/fees.md"),
        ("../delivery/fees/", "../delivery/fees.md"),
        ("../delivery/fees.html", "../delivery/fees.md"),
        ("/en/delivery/fees/", "../delivery/fees.md"),
        ("fees.md", "../delivery/fees.md"),
        ("../returns/", "index.md"),
        ("nowhere.md", ""),
        ("/delivery/fees", "../delivery/fees.md"),
        ("/docs/help/delivery/fees.html", "../delivery/fees.md"),
        ("../delivery/fees.md/", "../delivery/fees.md"),
        ("../delivery/fees.md/#taiwan", "../delivery/fees.md"),
        ("../Delivery/FEES.md", "../delivery/fees.md"),
        ("..\\delivery\\fees.md", "../delivery/fees.md"),
        ("..%5Cdelivery%5Cfees.md", "../delivery/fees.md"),
        ("../../delivery/fees/", "../delivery/fees.md"),
        ("../delivery/fees.mdx", "../delivery/fees.md"),
        ("../returns/README.md", "index.md"),
        ("delivery/fees.md", "../delivery/fees.md"),
        ("cafe\u0301.md", "caf\u00e9.md"),
        ("Caf%C3%89.md", "caf\u00e9.md"),
        ("/assets/A_B.svg", "../../assets/a b.svg"),
        ("\u9000\u6b3e\u3000\u6642\u9593.md", "\u9000\u6b3e-\u6642\u9593.md"),
        ("returns", "index.md"),
    ],
)
def test_a_missing_target_comes_with_what_was_probably_meant(written, suggestion):
    assert LINKS.resolve(HERE, written).suggestion == suggestion


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "&#x6A;avascript:alert(1)",
        "java%73cript:alert(1)",
        "javascript%3Aalert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,AAAA",
        "file:///etc/passwd",
        "blob:x",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
    ],
)
def test_a_link_that_hides_script_data_or_another_host_is_unsafe(target):
    assert is_unsafe(target)


@pytest.mark.parametrize("target", ["https://example.com/?a=b:c", "a.md#b:c", "mailto:a@b.c", "../x.md", "#退款", "", "sms:123"])
def test_an_ordinary_link_is_safe(target):
    assert not is_unsafe(target)


@pytest.mark.parametrize(
    ("path", "with_folders", "with_files"),
    [
        ("index.md", "./", "index.html"),
        ("en/index.md", "en/", "en/index.html"),
        ("en/returns/index.md", "en/returns/", "en/returns/index.html"),
        ("en/returns/refund-times.md", "en/returns/refund-times/", "en/returns/refund-times.html"),
        (
            "zh-hant/退款/時間.md",
            "zh-hant/%E9%80%80%E6%AC%BE/%E6%99%82%E9%96%93/",
            "zh-hant/%E9%80%80%E6%AC%BE/%E6%99%82%E9%96%93.html",
        ),
    ],
)
def test_the_address_of_a_page(path, with_folders, with_files):
    assert page_url(path, use_directory_urls=True) == with_folders
    assert page_url(path, use_directory_urls=False) == with_files


@pytest.mark.parametrize(
    ("target", "source", "relative"),
    [
        ("en/returns/x/", "en/returns/y/", "../x/"),
        ("en/", "en/returns/y/", "../../"),
        ("./", "en/returns/y/", "../../../"),
        ("en/returns/y/", "en/returns/y/", "./"),
        ("assets/a.svg", "en/returns/y/", "../../../assets/a.svg"),
        ("en/a.html", "en/b.html", "a.html"),
        ("en/", "./", "en/"),
    ],
)
def test_a_relative_address(target, source, relative):
    assert relative_url(target, source) == relative
