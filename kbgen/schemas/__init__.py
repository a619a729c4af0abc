"""What our YAML files may hold → JSON Schema, which editors of code show while somebody writes.

The keys are those that the reader of each file knows; here stands what each is for, and a key without that is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kbgen.schemas.contact import CHANNEL, channel
from kbgen.schemas.front_matter import front_matter
from kbgen.schemas.lists import gaps, glossary, judged_queries, notice, terms
from kbgen.schemas.parts import Schema, definitions
from kbgen.schemas.settings import mkdocs

__all__ = ["FILES", "SchemaFile", "all_schemas", "vscode_settings"]

_REFERENCE = re.compile(r"#/definitions/([a-z-]+)")
_DRAFT = "http://json-schema.org/draft-07/schema#"
"""What the editors that know YAML read without exception."""


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One schema. title: what its files are. of: patterns of the files that it is for; none for the tops of articles."""

    title: str
    make: Callable[[], Schema]
    of: tuple[str, ...] = ()


FILES: Mapping[str, SchemaFile] = {
    "mkdocs.schema.json": SchemaFile("mkdocs.yml of a portal of kbgen", mkdocs, ("mkdocs.yml",)),
    "front-matter.schema.json": SchemaFile("Front matter of articles", front_matter),
    "terms.schema.json": SchemaFile("Synonyms and product words", terms, ("terms.yml",)),
    "glossary.schema.json": SchemaFile("Terms and their meanings", glossary, ("glossary.yml",)),
    "notice.schema.json": SchemaFile("A notice", notice, ("notices/*.yml", "notices/*.yaml")),
    "judged-queries.schema.json": SchemaFile("Judged queries", judged_queries, ("searches/*.yml", "judged.yml")),
    "gaps.schema.json": SchemaFile("Decisions about gaps", gaps, ("gaps.yml",)),
}
"""Every schema by the name of its file."""


def all_schemas() -> Mapping[str, Schema]:
    """Return every schema by the name of its file."""
    shared = {**definitions(), CHANNEL: channel()}
    return {name: _whole(file, shared) for name, file in FILES.items()}


def _whole(file: SchemaFile, shared: Mapping[str, Schema]) -> Schema:
    """Return a schema with the parts that it refers to."""
    schema = file.make()
    needed = set(_REFERENCE.findall(json.dumps(schema)))
    needed |= {name for one in needed for name in _REFERENCE.findall(json.dumps(shared[one]))}
    parts = {"definitions": {name: shared[name] for name in sorted(needed)}} if needed else {}
    return {"$schema": _DRAFT, "title": file.title, **schema, **parts}


def vscode_settings(folder: str) -> Mapping[str, Any]:
    """Return what VS Code's extension for YAML needs. folder: of the schemas, from that of the site."""
    schemas = {f"{folder}/{name}": list(file.of) for name, file in FILES.items() if file.of}
    return {"yaml.schemas": schemas, "yaml.customTags": ["!ENV scalar", "!ENV sequence"]}
