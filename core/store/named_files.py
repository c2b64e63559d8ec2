"""The event files that a workspace names: too large to be kept in it, they are read where they lie."""

from __future__ import annotations

from pathlib import Path

from core.store import settings
from core.store.workspace import Workspace

_KEY = "event_files"


def named(workspace: Workspace) -> tuple[Path, ...]:
    """The files, in the order in which they were named, whether or not they are still there.

    >>> with Workspace.open() as workspace:
    ...     add(workspace, Path("/exports/events.csv"))
    ...     [path.name for path in named(workspace)]
    ['events.csv']
    """
    return tuple(Path(path) for path in settings.get(workspace, _KEY, []))


def add(workspace: Workspace, path: Path) -> None:
    """Name one more file; one that is named already stays where it is."""
    if path not in named(workspace):
        settings.put(workspace, _KEY, [str(known) for known in (*named(workspace), path)])


def remove(workspace: Workspace, path: Path) -> None:
    """Name this file no longer; the file itself is left alone."""
    settings.put(workspace, _KEY, [str(known) for known in named(workspace) if known != path])
