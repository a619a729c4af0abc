"""Problems for programs: as JSON, as SARIF (code scanning of GitHub and others), as annotations of GitHub Actions."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kbgen import __version__
from kbgen.commands.options import print_json, print_problems
from kbgen.errors import PROBLEM_CODES, Problem

FORMATS = ("text", "json", "sarif", "github")
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def print_as(name: str, problems: Sequence[Problem], root: Path) -> None:
    """Print problems in one of FORMATS; text goes to people, who have had it already.

    root: the folder that paths are relative to. Code scanning and annotations want them relative to where the command runs.
    """
    here = Path(os.path.relpath(root))
    from_here = [replace(problem, path=here / problem.path) for problem in problems] if name in {"sarif", "github"} else []
    if name == "json":
        print_problems(problems)
    elif name == "sarif":
        print_json(as_sarif(from_here))
    elif name == "github":
        for problem in from_here:
            print(as_annotation(problem))


def as_sarif(problems: Sequence[Problem]) -> dict[str, object]:
    """Return a log of SARIF 2.1.0 with one run."""
    codes = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": PROBLEM_CODES[code].meaning},
            "defaultConfiguration": {"level": PROBLEM_CODES[code].severity},
        }
        for code in codes
    ]
    driver = {"name": "kbgen", "version": __version__, "rules": rules}
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _result(problem: Problem, rule: int) -> dict[str, object]:
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    place = {
        "artifactLocation": {"uri": problem.path.as_posix(), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": max(1, problem.line)},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"kbgen/v1": fingerprint(problem)},
    }


def fingerprint(problem: Problem) -> str:
    """Return what stays of a problem while lines above it come and go: its file, its code and what it says."""
    said = f"{problem.path.as_posix()}\n{problem.code}\n{problem.message}"
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def as_annotation(problem: Problem) -> str:
    """Return a workflow command of GitHub Actions, on one line."""
    where = f"file={_property(problem.path.as_posix())}" + (f",line={problem.line}" if problem.line else "")
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {where},title={problem.code}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
