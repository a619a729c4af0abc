"""A PostgreSQL server of our own: made in a temporary folder, spoken to over its socket, thrown away afterwards."""

from __future__ import annotations

import fcntl
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


PREFIX = "kbgen-pg-"
MEMORY = Path("/dev/shm")
MEMORY_NEEDED_BYTES = 4 * 1024**3
"""What the databases of a whole run take, twice: one server for each of two workers."""


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
    _held: int = field(init=False)

    def __post_init__(self) -> None:
        self._held = os.open(self.folder, os.O_RDONLY)
        fcntl.flock(self._held, fcntl.LOCK_EX)  # until this process ends, however it ends

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

    def leave(self) -> None:
        """Stop the server and let go of its files, so that their disk can be unmounted."""
        self.stop()
        os.close(self._held)

    def remove(self) -> None:
        """Stop the server and take its files away."""
        self.stop()
        shutil.rmtree(self.folder)
        self.leave()

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
    """Return a server that has been created and not yet started.

    It lives in memory where there is room: on a disk it waits at every commit, and no test takes the power from it.
    """
    is_roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= MEMORY_NEEDED_BYTES
    if is_roomy:
        _remove_what_killed_runs_left()
    cluster = Cluster(Path(tempfile.mkdtemp(prefix=PREFIX, dir=MEMORY if is_roomy else None)))
    cluster.create()
    return cluster


def _remove_what_killed_runs_left() -> None:
    for data in MEMORY.glob(f"{PREFIX}*/data"):  # made when its folder is held already
        held = os.open(data.parent, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # of a run that goes on
        else:
            shutil.rmtree(data.parent, ignore_errors=True)  # a server that is left ends when it misses its files
        finally:
            os.close(held)
