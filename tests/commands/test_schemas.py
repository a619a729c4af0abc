"""What editors of code are told of our YAML files: everything that kbgen reads, and nothing that it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

import kbgen
from kbgen.commands.main import main
from kbgen.content.front_matter import KEYS
from kbgen.errors import PROBLEM_CODES
from kbgen.schemas import FILES, all_schemas
from kbgen.schemas.parts import table, text
from kbgen.settings.site import SETTINGS

ROOT = Path(__file__).parents[2]
SCHEMAS = all_schemas()


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2, as editors of code read it: days are texts, and so are `no` and `10:30`."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in kinds if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}]
    for first, kinds in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false|True|False"), list("tfTF"))
AsEditorsRead.add_constructor(
    "!ENV",
    lambda loader, node: (
        loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else loader.construct_sequence(node)  # type: ignore[arg-type]
    ),
)


def read(text: str) -> Any:
    return yaml.load(text, AsEditorsRead)


def faults(name: str, value: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in Draft7Validator(SCHEMAS[name]).iter_errors(value)]


def front_matter(path: Path) -> Any:
    return read(path.read_text("utf-8").split("---\n")[1])


SITES = (ROOT, Path(kbgen.__file__).parent / "site_template", ROOT / "docs/guide")


@pytest.mark.parametrize("name", FILES)
def test_every_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_the_files_of_our_sites_are_what_the_schemas_say(site: Path) -> None:
    assert faults("mkdocs.schema.json", read((site / "mkdocs.yml").read_text("utf-8"))) == []
    for name, pattern in (("terms", "terms.yml"), ("glossary", "glossary.yml"), ("notice", "notices/*.yml")):
        for path in (site / "content").glob(pattern):
            assert faults(f"{name}.schema.json", read(path.read_text("utf-8"))) == [], path
    for path in [*site.glob("searches/*.yml"), *site.glob("judged.yml")]:
        assert faults("judged-queries.schema.json", read(path.read_text("utf-8"))) == [], path
    for path in (site / "content").glob("*/**/*.md"):
        if path.read_text("utf-8").startswith("---\n") and "_parts" not in path.parts:
            assert faults("front-matter.schema.json", front_matter(path)) == [], path


CONTACT = """      contact:
        email: a@b.example
        phone: [{ value: +852 5550 0100, label: { en: Call, zh-hant: 致電 } }]
        replies: 1-2 working days
        places: [{ name: Shop, region: HK, open: { mon-fri: 10:00-18:30 } }]
"""
SOUND = {
    "mkdocs.schema.json": "site_name: Shop\nplugins:\n  - search\n  - kbgen:\n      checks: { missing-alt: off }\n" + CONTACT,
    "front-matter.schema.json": "title: 2026\nupdated: 2026-10-02\nkeywords: [no, 7]\norder: 20\nexpire_at: 2026-12-01 09:00\n",
    "terms.schema.json": "synonyms:\n  - [refund, money back]\none-way: [{ from: [a, b], to: c }]\n",
    "glossary.schema.json": "en: { FPS: Faster Payment System }\nzh-hant:\n  轉數快: 即時轉帳\n",
    "notice.schema.json": "start: 2026-09-23 18:00\nend: 2026-09-24\nen: { title: a, text: b }\nzh-hant: { title: a, text: b }\n",
    "judged-queries.schema.json": "- { query: octopus, finds: [payment/octopus], within: 1 }\n",
    "gaps.schema.json": "'1a2b3c4d': { state: planned, since: 2026-10-02, same: ['11223344'] }\n",
}
WRONG = {
    "mkdocs.schema.json": [
        ("checks:", "chekcs:"),
        ("missing-alt: off", "missing-alt: loud"),
        ("replies: 1-2 w", "replies: soon w"),
    ],
    "front-matter.schema.json": [("keywords:", "tags:"), ("2026-10-02", "2 October"), ("[no, 7]", "no"), ("title:", "titel:")],
    "terms.schema.json": [("one-way", "oneway"), ("from:", "form:")],
    "glossary.schema.json": [("zh-hant:", "zh:")],
    "notice.schema.json": [("start:", "begin:"), ("title: a, text: b }\nzh", "title: a }\nzh")],
    "judged-queries.schema.json": [("finds:", "find:"), ("within: 1", "within: 11")],
    "gaps.schema.json": [("planned", "plan"), ("1a2b3c4d", "gap")],
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_right_passes_and_a_slip_does_not(name: str) -> None:
    assert faults(name, read(SOUND[name])) == []
    for right, slip in WRONG[name]:
        assert right in SOUND[name]
        assert faults(name, read(SOUND[name].replace(right, slip, 1))) != [], slip


def test_a_key_that_a_reader_knows_and_nobody_described_is_an_error() -> None:
    with pytest.raises(ValueError, match="new_key"):
        table("A file.", {"title": text("What it is called.")}, ("title", "new_key"))
    with pytest.raises(ValueError, match="former_key"):
        table("A file.", {"title": text("What it is called."), "former_key": text("Gone.")}, ("title",))


def test_every_key_says_what_it_is_for() -> None:
    settings = SCHEMAS["mkdocs.schema.json"]["properties"]["plugins"]["anyOf"][1]["properties"]["kbgen"]["properties"]
    assert list(settings) == list(SETTINGS)
    assert list(settings["checks"]["properties"]) == list(PROBLEM_CODES)
    assert list(SCHEMAS["front-matter.schema.json"]["properties"]) == list(KEYS)
    nameless = [key for name in FILES for key, field in properties(SCHEMAS[name]) if len(field.get("description", "")) < 4]
    assert nameless == []


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, list):
        for one in schema:
            yield from properties(one)
    elif isinstance(schema, dict):
        yield from (
            (key, field) for key, field in schema.get("properties", {}).items() if isinstance(field, dict) and key != "kbgen"
        )
        for one in schema.values():
            yield from properties(one)


def test_the_command_writes_them_and_a_new_site_has_them_for_vs_code(tmp_path: Path) -> None:
    assert main(["schema", str(tmp_path / "schemas")]) == 0
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == set(FILES)
    site = tmp_path / "site"
    assert main(["new-site", str(site)]) == 0
    settings = json.loads((site / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"][".vscode/kbgen/terms.schema.json"] == ["terms.yml"]
    assert all((site / path).is_file() for path in settings["yaml.schemas"])
    first = (site / "mkdocs.yml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=.vscode/kbgen/mkdocs.schema.json"
