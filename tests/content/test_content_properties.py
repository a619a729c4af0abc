"""What holds for any file, any path and any front matter."""

from __future__ import annotations

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.addresses import page_url, relative_url
from kbgen.content.front_matter import read_front_matter, split_front_matter
from kbgen.content.names import name_fault
from kbgen.settings.decode import decode_text

NAMES = st.sampled_from(["a", "b", "退款", "index", "x-y"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(lambda names: "/".join(names) + ".md")


@given(PATHS, PATHS, st.booleans())
def test_a_relative_address_leads_from_one_page_to_the_other(source, target, directory_urls):
    here = page_url(source, use_directory_urls=directory_urls)
    there = page_url(target, use_directory_urls=directory_urls)
    base = "https://help.example.com/kb/"
    assert urljoin(urljoin(base, here), relative_url(there, here)) == urljoin(base, there)


@given(st.text(max_size=60))
def test_front_matter_is_read_or_reported_and_never_fails(text):
    reports = []
    front = read_front_matter(text, lambda *report: reports.append(report))
    assert front.title or reports or front.lines is not None


@given(st.binary(max_size=80))
def test_bytes_become_text_or_a_report(raw):
    reports = []
    text = decode_text(raw, lambda *report: reports.append(report))
    assert (text is None) == any(code in {"not-utf-8", "nul-byte"} for _, code, _, _ in reports)
    assert text is None or "\r" not in text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_body_is_what_stands_below_the_front_matter(body):
    parts = split_front_matter("---\ntitle: x\n---\n" + body, lambda *report: None)
    assert (parts.yaml_text, parts.body, parts.body_line) == ("title: x\n", body, 4)


@given(st.text(max_size=20))
def test_a_good_name_never_leaves_its_folder(name):
    if not name_fault(name):
        assert not set(name) & set('/\\:*?"<>|%#\0')
        assert name not in {".", ".."}
