"""A PostgreSQL server of our own: made in a temporary folder, spoken to over its socket, thrown away afterwards."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "wal_recycle": "off",  # so that a finished segment of the log leaves the disk
}


def find_programs() -> Path:
    """Return the folder of initdb and postgres; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not places:
        raise FileNotFoundError("no PostgreSQL server: run .ci/debian-packages, or apt install postgresql")
    return places[0]


@dataclass
class Cluster:
    """A server and its files; stopping and killing it is what tests are for."""

    folder: Path
    programs: Path = field(default_factory=find_programs)
    user: str = "postgres"
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _server: subprocess.Popen[bytes] | None = None

    def create(self) -> None:
        if os.getuid() == 0:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "--pgdata", "data", "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        lines = [f"{name} = '{value}'" for name, value in {**SETTINGS, "unix_socket_directories": str(self.folder)}.items()]
        with (self.folder / "data/postgresql.conf").open("a") as file:
            file.write("\n".join([*lines, ""]))

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = (self.folder / "server.log").open("ab")
        self._server = subprocess.Popen(
            [self.programs / "postgres", "-D", "data"], cwd=self.folder, stdout=log, stderr=log, user=self._user()
        )
        log.close()
        while subprocess.run([self.programs / "pg_isready", "-h", self.folder, "-q"], check=False).returncode:
            if self._server.poll() is not None:
                raise RuntimeError((self.folder / "server.log").read_text("utf-8"))

    def stop(self) -> None:
        """Stop the server at once; it recovers from its log when it starts again."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait()
            self._server = None

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        name = f"t{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def processes(self) -> list[int]:
        """Return the ids of the server and of all its children."""
        assert self._server is not None
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self._server.pid)], capture_output=True, text=True, check=True)
        return [self._server.pid, *map(int, found.stdout.split())]

    def signal_all(self, number: signal.Signals) -> None:
        for process in self.processes():
            with suppress(ProcessLookupError):  # a child whose client has left ends by itself
                os.kill(process, number)

    def kill(self) -> None:
        """`kill -9` the server and all its children."""
        assert self._server is not None
        self.signal_all(signal.SIGKILL)
        self._server.wait()
        self._server = None

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            user=self._user(),
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)

    def _user(self) -> str | None:
        """PostgreSQL refuses to run as root; its package brings a user."""
        return pwd.getpwnam(self.user).pw_name if os.getuid() == 0 else None


def new_cluster() -> Cluster:
    """Return a server that has been created and not yet started."""
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="kbgen-pg-")))
    cluster.create()
    return cluster
