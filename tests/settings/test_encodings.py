"""Settings and a glossary in another encoding are named with the line, and with what the file looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.content.glossary import read_glossary
from kbgen.errors import ConfigError
from kbgen.settings.site import load

WORDS = "轉數快：香港的即時轉帳服務，付款後通常在數分鐘內到帳，並會以電郵通知顧客。"


@pytest.mark.parametrize(("encoding", "says"), [("big5", "it looks like Big5"), ("utf-16", "UTF-16")])
def test_a_glossary_in_another_encoding_says_which(tmp_path, encoding, says):
    file = tmp_path / "glossary.yml"
    file.write_bytes(f"en:\n  FPS: A transfer.\nzh-hant:\n  FPS: {WORDS}\n".encode(encoding))
    (problem,) = read_glossary(file, Path("content/glossary.yml")).problems
    assert says in str(problem)
    assert f"glossary.yml:{1 if encoding == 'utf-16' else 4}: " in str(problem)


def test_settings_in_another_encoding_say_which(make_site):
    config = make_site()
    config.write_bytes(config.read_bytes() + f"site_description: {WORDS}\n".encode("big5"))
    with pytest.raises(ConfigError, match=r"mkdocs\.yml:\d+: is not UTF-8.*\n.*it looks like Big5"):
        load(config)


def test_a_byte_order_mark_and_line_ends_of_windows_are_read(make_site):
    config = make_site()
    config.write_bytes(b"\xef\xbb\xbf" + config.read_bytes().replace(b"\n", b"\r\n"))
    assert load(config).site_name == "My shop"
