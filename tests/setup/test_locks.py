"""The locks in requirements/: whole, with hashes, one version for every Python, and within what pyproject.toml says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from package_environment import needed_by
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# What every virtual environment brings along, and what is installed from the checkout.
NOT_LOCKED = {"pip", "setuptools", "kbgen"}
# A model of 95 MB that changes what reports join where it is installed: the tests bring one of their own (decision 37).
NOT_INSTALLED_FOR_TESTS = {"meaning"}
EXTRAS = PROJECT["project"]["optional-dependencies"]


def locked(name: str) -> dict[str, str]:
    """Return the versions of a lock by distribution. Each stands once, with the hashes of its files."""
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=[a-z])", re.sub("^#.*\n", "", text, flags=re.MULTILINE)):
        first, *hashes = entry.replace("\\\n", "\n").strip().splitlines()
        package, _, version = first.partition(";")[0].strip().partition("==")
        assert hashes, f"{package} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line.strip()) for line in hashes), package
        assert package not in found, f"{package} has two versions: another Python would test something else"
        found[package] = version
    return found


def group(name: str) -> Iterator[str]:
    for entry in PROJECT["dependency-groups"][name]:
        yield from group(entry["include-group"]) if isinstance(entry, dict) else [entry]


def test_every_distribution_that_is_installed_stands_in_the_lock_of_development() -> None:
    lock = {**locked("dev"), **locked("node")}
    installed = {canonicalize_name(found.name): found.version for found in distributions()}
    strangers = {name: version for name, version in installed.items() if name not in NOT_LOCKED and lock.get(name) != version}
    assert strangers == {}, "make clean, then make setup: this environment holds what no lock names"


def test_the_lock_for_running_holds_all_that_running_needs() -> None:
    lock = locked("run")
    needed = {canonicalize_name(found.name) for found in needed_by("kbgen")}
    assert needed - set(lock) == set()


def test_running_and_development_have_the_same_versions() -> None:
    development = locked("dev")
    assert {name: version for name, version in locked("run").items() if development.get(name) != version} == {}


def test_no_lock_holds_what_tests_are_not_to_have() -> None:
    apart = {Requirement(text).name for name in NOT_INSTALLED_FOR_TESTS for text in EXTRAS[name]}
    assert apart & (set(locked("run")) | set(locked("dev"))) == set()


def test_running_installs_no_tool_of_the_tests() -> None:
    assert {"playwright", "pyarrow", "mypy", "pytest", "granian", "psycopg"} & set(locked("run")) == set()


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("run", [*PROJECT["project"]["dependencies"], *group("install")]),
        ("dev", [*PROJECT["project"]["dependencies"], *group("dev")]),
        ("dev", [text for name in EXTRAS.keys() - NOT_INSTALLED_FOR_TESTS for text in EXTRAS[name]]),
        ("node", [*group("node")]),
    ],
    ids=["running", "development", "extras", "Node"],
)
def test_the_locked_versions_are_those_that_the_project_asks_for(lock: str, asked: list[str]) -> None:
    versions = locked(lock)
    for text in asked:
        requirement = Requirement(text)
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), text
