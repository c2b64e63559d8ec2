"""Opening the file of a workspace: locked down, never at the cost of what is in it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from pathlib import Path

import duckdb

from core.errors import WorkspaceInUse, WorkspaceRefused
from core.language import Text

# Whoever gets SQL past us still reads no file and reaches no network. The last one lets a damaged
# journal be noticed: without it DuckDB drops what it cannot read there without a word.
LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
    "debug_abort_on_wal_failure": True,
}
FORGIVING = LOCKED | {"debug_abort_on_wal_failure": False}


class NoWorkspace(WorkspaceRefused):
    """A file that is something else, or the database of another program."""


class NewerWorkspace(WorkspaceRefused):
    """A workspace that a newer Stepwise wrote."""


def journal_of(path: Path) -> Path:
    """The file beside a workspace that holds its last changes until they are written into it.

    >>> journal_of(Path("mine.duckdb")).name
    'mine.duckdb.wal'
    """
    return path.with_name(path.name + ".wal")


def beside(path: Path, what: str) -> Path:
    """A name beside the file that no other file has: what it is, and the time."""
    return path.with_name(f"{path.name}.{what}-{dt.datetime.now():%Y%m%d-%H%M%S-%f}")


def connect(path: Path | None) -> tuple[duckdb.DuckDBPyConnection, Text | None]:
    """A connection to the file, made with its folders if it is not there; None is in memory.

    The second value is a sentence where the journal was damaged: what could be read of it is in the
    workspace, and the journal as it was found is kept beside it.

    Raises WorkspaceInUse and WorkspaceRefused; the file is then as it was.
    """
    if path is None:
        return duckdb.connect(":memory:", config=LOCKED), None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size == 0 and not journal_of(path).exists():
            path.unlink()  # left by a start that was cut off; DuckDB would refuse it, and nothing is in it
    except OSError as error:
        raise WorkspaceRefused(
            "The workspace {path} cannot be made: {reason}. Choose a folder that you may write to.",
            path=path,
            reason=error.strerror or error,
        ) from error
    try:
        return duckdb.connect(path, config=LOCKED), None
    except duckdb.Error as error:
        # Only an error that names the journal lets us touch it: it may be in use by another process.
        if "replaying WAL" not in str(error) or not journal_of(path).exists():
            raise refusal(path, error) from error
        return _connect_past_damage(path, error)


def _connect_past_damage(path: Path, damage: duckdb.Error) -> tuple[duckdb.DuckDBPyConnection, Text]:
    journal = journal_of(path)
    aside = beside(journal, "damaged")
    try:
        shutil.copy2(journal, aside)
    except OSError as error:
        aside.unlink(missing_ok=True)  # half a copy must not take the place of the whole journal
        raise refusal(path, error) from error
    try:
        good = re.search(r"at byte position (\d+)", str(damage))
        if good:
            os.truncate(journal, int(good[1]))
        try:
            connection = duckdb.connect(path, config=FORGIVING)
        except duckdb.Error:
            journal.unlink()
            connection = duckdb.connect(path, config=FORGIVING)
    except (duckdb.Error, OSError) as error:
        aside.replace(journal)
        raise refusal(path, error) from error
    return connection, Text(
        "The last things written to the workspace {path} could not all be read: its journal is damaged, "
        "probably because Stepwise or the computer stopped in the middle. What was kept or changed "
        "last may be missing: look through the kept files and your latest changes. "
        "The damaged journal is kept as {aside}.",
        {"path": path, "aside": aside.name},
    )


def newer(path: Path | None) -> NewerWorkspace:
    """The file was written by a Stepwise, or a DuckDB, that is newer than this one."""
    return NewerWorkspace(
        "The workspace {path} was written by a newer Stepwise. It was left as it is. "
        "Update Stepwise, then open it again.",
        path=path,
    )


def refusal(path: Path, error: Exception) -> WorkspaceRefused:
    """What DuckDB said about a file that it did not open, in the words of the user."""
    reason = str(error).splitlines()[0]
    if "lock on file" in reason or "being used by another process" in reason:
        return WorkspaceInUse(
            "The workspace {path} is open in another Stepwise. Use the browser window that is open "
            "already, or end the other Stepwise and start again.",
            path=path,
        )
    if "not a valid DuckDB database file" in reason:
        return NoWorkspace(
            "{path} is not a Stepwise workspace. It was left as it is. Move it to another folder to "
            "start with an empty workspace, or put a backup of your workspace in its place.",
            path=path,
        )
    if "version number" in reason:
        return newer(path)
    return WorkspaceRefused(
        "The workspace {path} cannot be opened: {reason}. It was left as it is. Check that you may "
        "write to it; if it is damaged, put a backup in its place, or move it to another folder "
        "to start with an empty workspace.",
        path=path,
        reason=reason.rstrip("."),
    )
