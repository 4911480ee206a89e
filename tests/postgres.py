"""A PostgreSQL server of the tests' own: on loopback, in a folder that goes away, with a database for each test.

The server is Debian's package `postgresql`. Where it is missing these tests fail: half of what stores records
would go untested.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

ACCOUNT = "postgres"
"""PostgreSQL does not run as root; its package brings an account of this name."""


@dataclass
class Server:
    """A running server, and how many databases were made on it."""

    port: int
    numbers: Iterator[int] = field(default_factory=count)

    def database(self) -> str:
        """The URL of a new, empty database."""
        name = f"test_{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def url(self, database: str) -> str:
        """The URL of one of its databases."""
        return f"postgresql://{ACCOUNT}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running() -> Iterator[Server]:
    """A server that runs as long as it is needed.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    folder = Path(tempfile.mkdtemp(prefix="channel-sales-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, ACCOUNT)
    cluster, port = folder / "cluster", _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        _run("initdb", "-D", str(cluster), "-A", "trust", "-U", ACCOUNT, "-E", "UTF8", "--no-sync")
        _run("pg_ctl", "-D", str(cluster), "-l", str(folder / "log"), "-o", options, "-w", "start")
        yield Server(port)
        _run("pg_ctl", "-D", str(cluster), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    """Run one of the server's programs, which Debian keeps out of the path, under the account that may."""
    packaged = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    found = str(packaged[-1]) if packaged else shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"{program} is missing; install it with: apt-get install -y postgresql")
    account = ACCOUNT if os.getuid() == 0 else None
    subprocess.run(  # noqa: S603 - the package's own program
        [found, *arguments], check=True, user=account, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
