"""deploy/Dockerfile, followed instruction by instruction: there is no Docker where the tests run, and no registry.

Its base image, its user and its package index are not here. What it copies, installs, starts and asks is.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from package_environment import build_wheel, environment_with, run

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", "")


def instruction(name: str) -> str:
    (found,) = re.findall(rf"^{name} (.+)$", DOCKERFILE, re.MULTILINE)
    return str(found)


def copied_to(folder: Path) -> Path:
    """Do what the COPY lines say, `folder` being the root of the image; return /src."""
    for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE):
        *sources, target = line.split()
        place = folder / target.lstrip("/")
        for source in sources:
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                place.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, place)
    return folder / "src"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with what the image installs."""
    wanted = re.search(r"pip install --no-cache-dir '/src\[([a-z,]+)\]'", instruction("RUN"))
    assert wanted
    folder = tmp_path_factory.mktemp("image")
    wheel = build_wheel(copied_to(folder), folder / "wheel")
    return environment_with(wheel, folder / "environment", frozenset(wanted[1].split(","))) / "python"


def test_what_the_image_holds_starts_and_is_healthy(python: Path, tmp_path: Path) -> None:
    command = json.loads(instruction("ENTRYPOINT")) + json.loads(instruction("CMD"))
    health = re.search(r"CMD (\[.+\])", instruction("HEALTHCHECK"))
    assert health
    assert command[0] == "python"
    store = [part.replace("/var/lib/kb", str(tmp_path)) for part in command[1:]]
    collector = subprocess.Popen([python, *store, "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True, env={})
    assert collector.stdout is not None
    try:
        port = urlsplit(collector.stdout.readline()).port
        question = [part.replace("8787", str(port)) for part in json.loads(health[1])]
        assert question[0] == "python"
        assert run(python, *question[1:], folder=tmp_path) == ""
    finally:
        collector.terminate()
        collector.wait()
        collector.stdout.close()
    assert (tmp_path / "searches.sqlite3").is_file()


def test_what_the_image_holds_knows_postgresql(python: Path, tmp_path: Path) -> None:
    assert run(python, "-c", "import psycopg, search_analytics.store.postgres.store", folder=tmp_path) == ""


def test_the_compose_file_names_only_what_it_defines() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert set(compose) == {"services", "secrets", "volumes"}
    for service in compose["services"].values():
        assert set(service.get("secrets", [])) <= set(compose["secrets"])
        assert set(service.get("depends_on", {})) <= set(compose["services"])
        named = {volume.split(":")[0] for volume in service["volumes"] if not volume.startswith(("/", "."))}
        assert named <= set(compose["volumes"])
    build = compose["services"]["collector"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"


def test_the_portal_is_mounted_by_the_folder_above_it() -> None:
    """A build exchanges the folder of the site for another; a mount of the folder itself would keep the old one."""
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["collector"]
    options = dict(part.split("=", 1) for part in service["command"] if "=" in part)
    mounted = [volume.split(":")[1] for volume in service["volumes"] if volume.startswith("/")]
    assert [str(Path(options["--portal"]).parent)] == mounted
    assert options["--content"] == options["--portal"]


def test_the_unit_names_the_portal_where_the_web_server_has_it() -> None:
    unit = (DEPLOY / "kb-collector.service").read_text("utf-8")
    portal = re.search(r"^ExecStart=.* --portal (\S+)", unit, re.MULTILINE)
    assert portal
    assert f"root {portal[1]};" in (ROOT / "docs/guide/content/en/publishing/host.md").read_text("utf-8")
