"""A PostgreSQL of its own for a test: from the system's package, in a folder of its own, off the network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_WATCHED = '"$@" & read -r _; kill -INT $!; wait'
"""Runs a program until standard input ends: then also where whoever started it was killed."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version; None where it is not installed."""
    if os.name != "posix":
        return None
    # Debian keeps the server's programs off the path.
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda program: float(program.parts[-3])
    )
    found = shutil.which("initdb") or (packaged[-1] if packaged else None)
    return None if found is None else Path(found).resolve().parent


@contextmanager
def running(folder: Path) -> Iterator[psycopg.Connection]:
    """A connection to a new, empty server; it is stopped, and all of it is gone, when the block is left.

    It listens on a socket in its own folder alone. `folder` is that of PostgreSQL's programs.
    """
    # Not in the tests' own folder: the path of a socket has to be short.
    with tempfile.TemporaryDirectory(prefix="stepwise-", ignore_cleanup_errors=True) as home:
        # PostgreSQL refuses to run as root.
        owner = "postgres" if os.geteuid() == 0 else None
        if owner is not None:
            shutil.chown(home, owner, owner)
        data, log = Path(home) / "data", Path(home) / "log"
        with log.open("wb") as said:
            as_owner = {"user": owner, "group": owner, "extra_groups": []} if owner else {}
            quiet = {"stdout": said, "stderr": said, "cwd": home, **as_owner}
            settings = ["--username=stepwise", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
            made = subprocess.run([folder / "initdb", "--pgdata", data, *settings], check=False, **quiet)
            if made.returncode:
                raise RuntimeError(f"PostgreSQL makes no database:\n{log.read_text('utf-8')}")
            sockets = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home}", "-c", "fsync=off"]
            command = ["sh", "-c", _WATCHED, "sh", folder / "postgres", "-D", data, *sockets]
            server = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True, **quiet)
        try:
            with _connected(home, server, log) as connection:
                yield connection
        finally:
            assert server.stdin is not None
            server.stdin.close()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


def _connected(home: str, server: subprocess.Popen[bytes], log: Path) -> psycopg.Connection:
    for _attempt in range(200):
        try:
            return psycopg.connect(host=home, user="stepwise", dbname="postgres", autocommit=True)
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL does not answer:\n{log.read_text('utf-8')}")
