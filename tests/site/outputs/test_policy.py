"""What a page may load and send, in the page and in the files that hosts read."""

from __future__ import annotations

import json
import re

import pytest
from small_site import article

from kbgen.errors import ConfigError
from kbgen.settings.site import load
from kbgen.site.outputs.for_programs import files_for_programs
from kbgen.site.outputs.host_headers import header_rules, headers_file, vercel_json
from kbgen.site.outputs.policy import content_policy
from kbgen.site.portal import prepare


def policy(make_site, files=None, settings: str = "") -> dict[str, str]:
    text = content_policy(prepare(load(make_site(files, settings=settings))))
    return dict(directive.split(" ", 1) for directive in text.split("; "))


def test_nothing_unsafe_is_allowed_and_nobody_else(make_site):
    directives = policy(make_site)
    assert directives["default-src"] == "'none'"
    assert directives["require-trusted-types-for"] == "'script'"
    assert set(" ".join(directives.values()).split()) == {"'none'", "'self'", "'script'", "kbgen-worker"}


@pytest.mark.parametrize(
    ("endpoint", "source"),
    [
        ("https://collect.example.com/e", "'self' https://collect.example.com"),
        ("http://127.0.0.1:8787/e", "'self' http://127.0.0.1:8787"),
        ("https://user:secret@collect.example.com/e", "'self' https://collect.example.com"),
        ("https://說明.example/e", "'self' https://xn--2hvv82f.example"),
        ("/_kb/events", "'self'"),
    ],
)
def test_searches_go_to_the_collector_alone(make_site, endpoint, source):
    assert policy(make_site, settings=f"collector:\n  endpoint: {endpoint}\n  site: shop")["connect-src"] == source


def test_a_collector_that_no_policy_can_name_is_said(make_site):
    with pytest.raises(ConfigError, match=r"no policy can name the host of collector\.endpoint"):
        policy(make_site, settings="collector:\n  endpoint: 'https://a;script-src *.example/e'\n  site: shop")


def test_where_a_site_allows_images_of_others_the_policy_names_their_hosts(make_site):
    images = "![x](https://img.example/a.png) ![y](https://cdn.example/b.png) ![z](https://img.example/c.png)\n"
    directives = policy(make_site, {"content/en/returns/a.md": article(images)}, "checks:\n  external-image: warning")
    assert directives["img-src"] == "'self' https://cdn.example https://img.example"


def test_no_address_gets_the_same_header_twice():
    """Netlify and Cloudflare join the values of all matching rules."""
    rules = header_rules("default-src 'none'")
    for address in (
        "/",
        "/en/returns/",
        "/en/a.md",
        "/assets/kbgen/x/portal/portal.js",
        "/search/abc/1.bin",
        "/search/manifest.json",
    ):
        matching = [
            headers for pattern, headers in rules.items() if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), address)
        ]
        names = [name for headers in matching for name in headers]
        assert len(names) == len(set(names)), address


def test_what_has_a_lasting_name_is_kept_for_ever_and_the_manifest_is_not():
    rules = header_rules("default-src 'none'")
    kept = [pattern for pattern, headers in rules.items() if "immutable" in headers.get("Cache-Control", "")]
    assert kept == ["/assets/kbgen/*", "/search/*.bin"]


def test_the_files_for_hosts_say_the_same():
    expected = header_rules("default-src 'none'")
    read, pattern = {}, ""
    for line in headers_file("default-src 'none'").splitlines():
        if line.startswith("/"):
            pattern = line
        elif line:
            name, value = line.strip().split(": ", 1)
            read.setdefault(pattern, {})[name] = value
    assert read == expected
    vercel = [
        {header["key"]: header["value"] for header in rule["headers"]}
        for rule in json.loads(vercel_json("default-src 'none'"))["headers"]
    ]
    assert vercel == list(expected.values())


def test_headers_add_who_may_show_the_portal_inside_another_page():
    assert header_rules("default-src 'none'")["/*"]["Content-Security-Policy"].endswith("; frame-ancestors 'none'")


def test_lines_stay_within_what_cloudflare_reads(make_site):
    portal = prepare(load(make_site()))
    (text,) = [file.text for file in files_for_programs(portal) if file.path == "_headers"]
    assert max(map(len, text.splitlines())) < 2000
