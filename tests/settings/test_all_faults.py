"""Everything that is wrong with settings is said at once: a writer mends it in one go."""

from __future__ import annotations

import pytest

from kbgen.errors import ConfigError
from kbgen.settings.site import load
from kbgen.site.portal import prepare


def said(make_site, settings: str) -> str:
    with pytest.raises(ConfigError) as error:
        prepare(load(make_site(settings=settings)))
    return str(error.value)


@pytest.mark.parametrize(
    ("settings", "places"),
    [
        (
            "look:\n  footer:\n    - {label: A, url: 'x y'}\n    - {label: B}\n    - {url: /shop/}\n"
            "  header:\n    - {label: C, url: ftp://x}\n",
            [":9:", ":10:", ":11:", ":13:"],
        ),
        ("look:\n  colours:\n    primary: '#f5b301'\n    text: '#888'\n    accent: mauve\n", [":9:", ":10:", ":11:"]),
        ("look:\n  logos: a\n  icon: a.txt\n  slash: perhaps\n", [":8:", ":9:", ":10:"]),
        ("look:\n  fonts:\n    text: [{family: '!'}, {files: a.woff2}]\n    code: {family: '?'}\n", [":9:", ":10:"]),
        (
            "contact:\n  email: nobody\n  phone: [x, '+852 5550 0100', y]\n  replies: soon\n"
            "  expectations:\n    refund: {label: R}\n    Card: {label: R, takes: 1 day}\n",
            [":8:", ":9:", ":10:", ":12:", ":13:"],
        ),
        ("contact:\n  email: a@b.example\n  places:\n    - {name: A}\n    - {region: HK}\n", [":10:", ":11:"]),
        ("variables:\n  1x: a\n  ok: b\n  2y: c\nowners:\n  shop: ''\nzone: x\n", [":8:", ":10:", ":12:", ":13:"]),
        ("checks:\n  nothing: off\n  not-utf-8: off\n  raw-html: perhaps\n", [":8:", ":9:", ":10:"]),
        (
            "folders: {en: a}\nzh_hant_tag: zh-CN\nlook: {slash: x}\nsearhc: x\ncolector: y\n",
            [":7:", ":8:", ":9:", ":10:", ":11:"],
        ),
        ("withdrawn: [en/a/, /en/b/, en/c/]\npictures: maybe\n", [":7:", ":8:"]),
    ],
)
def test_each_mistake_is_said_with_its_line_and_a_hint(make_site, settings, places):
    message = said(make_site, settings)
    assert [place for place in places if f"mkdocs.yml{place}" not in message] == []
    assert message.count("hint: ") >= len(places)


def test_articles_and_pictures_that_settings_name_and_that_are_not_there_are_said_together(make_site):
    settings = (
        "look:\n  footer: [{label: A, article: no/one}, {label: B, article: no/two}]\n"
        "contact:\n  email: a@b.example\n  expectations:\n"
        "    a: {label: A, takes: 1 day, article: no/three}\n    b: {label: B, takes: 1 day, article: no/four}\n"
    )
    message = said(make_site, settings)
    assert [name for name in ("no/one", "no/two", "no/three", "no/four") if name not in message] == []
