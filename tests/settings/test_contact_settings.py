"""The `contact` block: what it means, and how a wrong one is explained."""

from __future__ import annotations

from datetime import date

import pytest
from small_site import write_site

from kbgen.errors import ConfigError
from kbgen.settings.channels import channel_link
from kbgen.settings.contact import Channel, Duration, Expectation
from kbgen.settings.site import load

WHOLE = """\
contact:
  replies: 1 working day
  email: hello@example.com
  phone:
    - value: +852 5550 0188
      region: HK
      replies: 5 minutes
      note: { en: Cantonese, zh-hant: 粵語 }
    - +886 2 5550 0188
  form:
    value: { en: https://forms.example/en, zh-hant: https://forms.example/zh }
    label: { en: Ask online, zh-hant: 網上查詢 }
  places:
    name: { en: Studio, zh-hant: 工作室 }
    region: TW
    open:
      mon-thu: 10:00-13:00, 14:00-18:30
      sat: 9:00-13:00
    closed:
      2026-12-24: { en: Stocktaking, zh-hant: 盤點 }
  expectations:
    refund:
      label: { en: Refunds, zh-hant: 退款 }
      takes: 1–2 working days
"""


def test_a_whole_block_is_read(tmp_path):
    contact = load(write_site(tmp_path, settings=WHOLE)).contact
    assert contact is not None
    assert [(channel.kind, channel.value["en"], channel.region) for channel in contact.channels] == [
        ("email", "hello@example.com", None),
        ("phone", "+852 5550 0188", "HK"),
        ("phone", "+886 2 5550 0188", None),
        ("form", "https://forms.example/en", None),
    ]
    assert contact.channels[1].replies == Duration(5, 5, "minute")
    assert contact.channels[3].value["zh-hant"] == "https://forms.example/zh"
    (place,) = contact.places
    assert place.open == dict.fromkeys((1, 2, 3, 4), (("10:00", "13:00"), ("14:00", "18:30"))) | {6: (("09:00", "13:00"),)}
    assert place.closed == {date(2026, 12, 24): {"en": "Stocktaking", "zh-hant": "盤點"}}
    assert contact.expectations["refund"] == Expectation(
        {"en": "Refunds", "zh-hant": "退款"}, Duration(1, 2, "working day"), "", 28
    )


def test_a_number_alone_is_a_channel(tmp_path):
    contact = load(write_site(tmp_path, settings="contact:\n  whatsapp: +852 5550 0100")).contact
    assert contact is not None
    assert contact.channels == (Channel("whatsapp", {"en": "+852 5550 0100", "zh-hant": "+852 5550 0100"}),)


EMAIL = "contact:\n  email: a@example.com\n"
PLACE = f"{EMAIL}  places:\n    - name: x\n      region: HK\n      open:\n"


@pytest.mark.parametrize(
    ("settings", "line", "part", "hint"),
    [
        ("contact:\n  replies: 1 day", 8, "'contact' names no way to reach anybody", "email"),
        ("contact:\n  email: a@b@c.example", 8, "'contact.email' is 'a@b@c.example'", "one address"),
        ("contact:\n  email: a@example.com?bcc=b@example.com", 8, "'contact.email' is", "one address"),
        ('contact:\n  email: "a@example.com\\nbcc:b"', 8, "'contact.email' is", "one address"),
        ("contact:\n  form: javascript:alert(1)", 8, "'contact.form' is 'javascript:alert(1)'", "https://"),
        ('contact:\n  form: "https://x.example/\\">"', 8, "'contact.form' is", "https://"),
        ("contact:\n  form: //x.example", 8, "'contact.form' is '//x.example'", "https://"),
        ("contact:\n  form: https://{message}.example/", 8, "'contact.form' is", "{message}"),
        ("contact:\n  whatsapp: 5550 0100", 8, "'contact.whatsapp' is '5550 0100'", "'+' and its country"),
        ("contact:\n  line: https://line.me/x", 8, "'contact.line' is", "LINE ID"),
        ("contact:\n  wechat: x", 8, "'contact.wechat' is 'x'", "6 to 20"),
        ("contact:\n  messenger: my page", 8, "'contact.messenger' is 'my page'", "m.me/NAME"),
        ("contact:\n  phone:\n    - region: HK", 9, "'contact.phone.value' is missing", "+852"),
        ("contact:\n  phone:\n    value: 5550 0100\n    region: UK", 10, "'contact.phone.region' is 'UK'", "HK"),
        ("contact:\n  phone:\n    numer: 5550 0100", 9, "unknown setting 'contact.phone.numer'", "value"),
        ("contact:\n  phone:\n    value: 5550 0100\n    note: { en: x }", 10, "'contact.phone.note.zh-hant' is missing", "both"),
        (f"{EMAIL}  replies: soon", 9, "'contact.replies' is 'soon'", "1 working day"),
        (f"{EMAIL}  replies: 5-3 days", 9, "'contact.replies' is '5-3 days'", "3-5 days"),
        (
            f"{EMAIL}  hours: 9-5\n  places:\n    - name: x\n      region: HK\n      open: {{ mon: 10:00-12:00 }}",
            9,
            "given twice",
            "",
        ),
        (f"{EMAIL}  places:\n    - name: x", 10, "'contact.places.region' is missing", "name, region and open"),
        (f"{EMAIL}  places:\n    - name: x\n      region: HK", 10, "'contact.places.open' is missing", "mon-fri"),
        (f"{PLACE}        monday: 10:00-12:00", 13, "'monday' names no days", "mon-fri"),
        (f"{PLACE}        fri-mon: 10:00-12:00", 13, "'fri-mon' names no days", "mon to sun"),
        (f"{PLACE}        mon: 10:00-9:00", 13, "'contact.places.open.mon' is '10:00-9:00'", "10:00-18:30"),
        (f"{PLACE}        mon: 10:00-12:00, 11:00-14:00", 13, "is '10:00-12:00, 11:00-14:00'", "earliest first"),
        (f"{PLACE}        mon-fri: 10:00-12:00\n        wed: 10:00-11:00", 14, "'wed' is given twice", "once"),
        (f"{PLACE}        mon: 10:00-12:00\n      closed: {{ 2026-02-30: x }}", 14, "'2026-02-30' is not a day", "YYYY-MM-DD"),
        (f"{PLACE}        mon: 10:00-12:00\n      closed: {{ 2026-02-28: }}", 14, "'2026-02-28' has no reason", "why"),
        (
            f"{EMAIL}  expectations:\n    refund:\n      takes: 1 day",
            10,
            "'contact.expectations.refund.label' is missing",
            "label and",
        ),
        (f"{EMAIL}  expectations:\n    Refund!:\n      takes: 1 day", 10, "'Refund!' is no name", "a-z"),
        (f"{EMAIL}  expectations:\n    refund:", 10, "'contact.expectations.refund' says nothing", "label and takes"),
    ],
)
def test_a_wrong_setting_is_explained_with_file_line_and_hint(tmp_path, settings, line, part, hint):
    with pytest.raises(ConfigError) as caught:
        load(write_site(tmp_path, settings=settings))
    text = str(caught.value)
    assert f"mkdocs.yml:{line}: " in text
    assert part in text
    assert hint in text


@pytest.mark.parametrize(
    ("kind", "value", "href", "template"),
    [
        ("email", "a+b@example.com", "mailto:a+b@example.com", "mailto:a+b@example.com?subject=A%20%26%20B&body={message}"),
        ("phone", "+852 5550-0188", "tel:+85255500188", ""),
        ("phone", "1823 000", "tel:1823000", ""),
        ("whatsapp", "+852 5550 0100", "https://wa.me/85255500100", "https://wa.me/85255500100?text={message}"),
        ("line", "@shop", "https://line.me/R/ti/p/%40shop", "https://line.me/R/oaMessage/%40shop/?{message}"),
        ("line", "amy.wong", "https://line.me/R/ti/p/~amy.wong", ""),
        ("wechat", "harbour_hill", "", ""),
        ("messenger", "harbour.hill", "https://m.me/harbour.hill", "https://m.me/harbour.hill?text={message}"),
        ("form", "/ask/", "/ask/", ""),
        ("form", "https://x.example/?m={message}&n=1", "https://x.example/?m=&n=1", "https://x.example/?m={message}&n=1"),
    ],
)
def test_a_channel_leads_to_its_application(kind, value, href, template):
    link = channel_link(kind, value, subject="A & B")
    assert (link.href, link.template) == (href, template)


def test_a_subject_cannot_start_another_header():
    link = channel_link("email", "a@example.com", subject="Hello\r\nBcc: all@example.com")
    assert "%0" not in link.template
