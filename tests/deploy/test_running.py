"""What the guide tells an operator to type works, in its order, on a collector with events."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from collector_process import running, stored_numbers
from postgres_cluster import Cluster
from psycopg.conninfo import conninfo_to_dict
from store_backend import PostgresBackend

from search_analytics.cli.main import main

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
GUIDE = ROOT / "docs/guide/content/en/running"
PAGE = "\n".join((GUIDE / f"{name}.md").read_text("utf-8") for name in ("start", "logs", "backup", "incidents"))
BLOCKS = [block.strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)]
NOT_RUN = ("pip install",)
"""Would fetch from a package index; tests/test_packaging.py installs what is built here."""


def commands() -> list[str]:
    return [line for block in BLOCKS for line in block if not line.startswith(NOT_RUN)]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    programs = {"python": shlex.quote(sys.executable), "kbgen": f"{shlex.quote(sys.executable)} -m kbgen"}
    first, _, rest = command.partition(" ")
    line = f"{programs.get(first, first)} {rest}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an operator stands: articles, a log, and a store with events of a collector that has been stopped."""
    (tmp_path / "var").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "contact.md").write_text("Call +852 2345 6789", "utf-8")
    line = '203.0.113.7 - - [22/Nov/2026:12:00:00 +0000] "GET /en/search/?q=fps&nojs=1 HTTP/1.1" 200 512 "-" "Lynx/2.9"\n'
    (tmp_path / "access.log").write_text(line, "utf-8")
    with running(str(tmp_path / "var" / "searches.sqlite3")) as collector:
        assert collector.send(1, 2, 3) == 204
    return tmp_path


def test_every_command_of_the_page_works_in_its_order(folder: Path) -> None:
    done = []
    for command in commands():
        if " serve " in command:
            continue  # the test below
        if command.startswith("sqlite3") and shutil.which("sqlite3") is None:
            shutil.copy(folder / "var/searches.sqlite3", folder / "var/backup.sqlite3")
            continue
        answer = run(command, folder)
        assert answer.returncode == 0, f"{command}\n{answer.stdout}{answer.stderr}"
        done.append(command)
    assert len(done) >= 9
    assert (folder / "var" / "failed-searches.html").is_file()
    assert (folder / "var" / "searches.csv").is_file()


def test_the_command_that_starts_the_collector_starts_it(folder: Path) -> None:
    (command,) = [command for command in commands() if " serve " in command]
    options = shlex.split(command)[4:]
    with running(str(folder / "var" / "searches.sqlite3"), *options, "--content", str(folder / "content")) as collector:
        assert collector.ask("/ready")[0] == 200


def test_a_backup_restored_holds_what_was_acknowledged(folder: Path) -> None:
    if shutil.which("sqlite3") is None:
        pytest.skip("sqlite3 is not installed")
    (backup,) = [command for command in commands() if command.startswith("sqlite3")]
    restore = next(block for block in BLOCKS if block[0].startswith("rm -f var/searches"))
    assert run(backup, folder).returncode == 0
    with running(str(folder / "var" / "searches.sqlite3")) as collector:
        assert collector.send(4) == 204
    for command in restore:
        assert run(command, folder).returncode == 0
    count = run("sqlite3 var/searches.sqlite3 'SELECT count(*) FROM event'", folder)
    assert count.stdout == "3\n"


def test_a_backup_of_postgresql_restored_holds_what_was_acknowledged(cluster: Cluster, tmp_path: Path) -> None:
    backup, restore = re.findall(r"^\$ (.*\bkb\.dump)$", PAGE, re.MULTILINE)
    backend = PostgresBackend(cluster)
    with running(backend.location) as collector:
        assert collector.send(1, 2, 3) == 204
    on_server(backup, backend, tmp_path)
    with running(backend.location) as collector:
        assert collector.send(4) == 204
    on_server(restore, backend, tmp_path)
    assert sorted(stored_numbers(backend)) == [1, 2, 3]
    with running(backend.location) as collector:
        assert collector.send(3, 4) == 204
    assert sorted(stored_numbers(backend)) == [1, 2, 3, 4]


def on_server(command: str, backend: PostgresBackend, folder: Path) -> None:
    """Run a command of the page, in which the database and its owner are called kb, with the programs of the server."""
    database = str(conninfo_to_dict(backend.location)["dbname"])
    line = re.sub(r"\bkb(?= |$)", database, command.replace("--owner kb", "--owner postgres"))
    path = f"{backend.cluster.programs}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PGHOST": str(backend.cluster.folder), "PGUSER": "postgres"}
    done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def options_of_serve(capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    return set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_what_the_examples_start_knows_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    known = options_of_serve(capsys)
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    texts = [" ".join(services["collector"]["command"])]
    texts += [(DEPLOY / name).read_text("utf-8") for name in ("Dockerfile", "nginx-collector.conf", "Caddyfile-collector")]
    unit = (DEPLOY / "kb-collector.service").read_text("utf-8")
    texts += [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    used = {
        option
        for text in texts
        for option in re.findall(r"--(?:host|store|spool|origin|trusted-proxy|portal|content)[a-z-]*", text)
    }
    assert used
    assert used <= known


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / "kb-collector.service"
    text = (DEPLOY / "kb-collector.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/kbgen/bin/python", sys.executable), "utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    ours = [line for line in checked.stderr.splitlines() if "kb-collector" in line]
    assert ours == []
