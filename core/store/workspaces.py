"""Several workspaces, one for each client say: the files of one folder, each a whole workspace.

Every function that touches a file waits until nobody here reads it, and refuses where another Stepwise
has it open. What stands beside a file (its journal, copies made before an upgrade) goes with it.
"""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from core.errors import WorkspaceInUse, WorkspaceRefused
from core.store.loading import check_saved
from core.store.opening import connect, journal_of
from core.store.workspace import Workspace, gone, kept_shut
from core.store.workspace_names import ENDING, clean_name, file_name, name_of, same_name

_reserving = threading.Lock()


@dataclass(frozen=True)
class Listed:
    """One workspace of a folder, as far as its file tells without being opened."""

    name: str
    path: Path
    size: int
    """Bytes."""
    changed: dt.datetime
    """UTC, without a zone."""


def listed(folder: Path, *also: Path) -> list[Listed]:
    """The workspaces of a folder by their names, and these files; a folder that is not there has none."""
    paths = set(also)
    with suppress(OSError):
        paths |= {path for path in folder.iterdir() if path.name.endswith(ENDING) and path.name[0] != "."}
    found = []
    for path in paths:
        with suppress(OSError):  # not there, or deleted meanwhile
            if path.is_file():
                found.append(_listed(path))
    return sorted(found, key=lambda one: (one.name.casefold(), one.name))


def find(folder: Path, name: str) -> Path | None:
    """The file of the workspace with this name, whatever its capitals."""
    return next((one.path for one in listed(folder) if same_name(one.name, name)), None)


def free_name(folder: Path, name: str) -> str:
    """The name if no workspace has it, else the first of "name 2", "name 3" … that none has."""
    name = clean_name(name)
    number, free = 1, name
    while find(folder, free) is not None:
        number += 1
        free = clean_name(f"{name[: 60 - len(str(number)) - 1]} {number}")
    return free


def make(folder: Path, name: str) -> Path:
    """A new, empty workspace; the path of its file.

    Raises WorkspaceRefused where the name is empty, too long or taken.
    """
    with _reserved(folder, name) as path:
        Workspace.open(path).close()
    return path


def rename(path: Path, name: str) -> Path:
    """Give the workspace another name; the new path of its file. An open one is closed by it."""
    name = clean_name(name)
    if name == name_of(path):
        return path
    with _released(path, name_of(path), for_good=True):
        there = find(path.parent, name)
        if there is not None and not there.samefile(path):
            raise _taken(there)
        new = path.with_name(file_name(name))
        beside = _beside(path)
        path.replace(new)
        for other in beside:
            with suppress(OSError):
                other.replace(new.with_name(new.name + other.name.removeprefix(path.name)))
    return new


def copy(path: Path, name: str) -> Path:
    """The same workspace once more, under another name; the path of the copy."""
    with _reserved(path.parent, name) as new, _released(path, name_of(path)):
        shutil.copyfile(path, new)
    return new


def delete(path: Path) -> None:
    """Delete a workspace with everything in it, and the copies that were put aside of it."""
    with _released(path, name_of(path), for_good=True, whatever_it_is=True):
        beside = _beside(path)
        path.unlink()
        for other in beside:
            with suppress(OSError):
                other.unlink()


def saved(path: Path) -> bytes:
    """The whole workspace as one file, to be put away or handed on; `load` takes it again."""
    with _released(path, name_of(path)):
        return path.read_bytes()


def load(folder: Path, name: str, data: bytes) -> Path:
    """A workspace from a file that `saved` gave; the path of its file here.

    That of an older Stepwise is brought up to date, and a copy of it as it came is kept beside it.
    Raises WorkspaceRefused where the name is taken, or the data are something else, damaged or a
    newer Stepwise's; nothing is then left behind.
    """
    with _reserved(folder, name) as path:
        check_saved(path, name, data)
    return path


def _listed(path: Path) -> Listed:
    stats = [path.stat()]
    with suppress(OSError):
        stats.append(journal_of(path).stat())
    changed = dt.datetime.fromtimestamp(max(one.st_mtime for one in stats), dt.UTC)
    return Listed(name_of(path), path, sum(one.st_size for one in stats), changed.replace(tzinfo=None))


def _beside(path: Path) -> list[Path]:
    """What belongs to the workspace in this file: its journal, and copies that were put aside."""
    marks = (".wal", ".before-upgrade-", ".damaged-")
    return [
        other
        for other in path.parent.iterdir()
        if any(other.name.startswith(path.name + mark) for mark in marks)
    ]


def _taken(path: Path) -> WorkspaceRefused:
    return WorkspaceRefused("There is a workspace “{name}” already. Choose another name.", name=name_of(path))


@contextmanager
def _reserved(folder: Path, name: str) -> Iterator[Path]:
    """The path for a new workspace, held by an empty file; where the block fails nothing is left of it."""
    name = clean_name(name)
    path = folder / file_name(name)
    # One at a time: opening an empty file makes it anew, and for that moment the name is free.
    with _reserving, _told(name):
        there = find(folder, name)
        if there is not None:
            raise _taken(there)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            path.open("xb").close()
        except FileExistsError:
            raise _taken(path) from None
        try:
            yield path
        except BaseException:
            for left in [path, *_beside(path)]:
                left.unlink(missing_ok=True)
            raise


@contextmanager
def _released(
    path: Path, name: str, *, for_good: bool = False, whatever_it_is: bool = False
) -> Iterator[None]:
    """While the block runs nobody has the file open, here or elsewhere, and all is written into it."""
    with _told(name), kept_shut(path, for_good=for_good):
        if not path.is_file():
            raise gone(path)
        try:
            # Whoever can open it is alone with it; and what its journal held is then in the file.
            connection, _notice = connect(path)
            connection.close()
        except WorkspaceInUse:
            raise
        except WorkspaceRefused:
            if not whatever_it_is:
                raise
        yield


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceRefused(
            "The workspace “{name}” could not be written: {reason}. What was there before is as it was. "
            "Check that there is room on the disk and that you may write to the folder, then try again.",
            name=name,
            reason=error.strerror or error,
        ) from error
