"""The canvas of the funnel: one setting a stage, so that two windows at two stages do not undo each other."""

from __future__ import annotations

import threading
from collections.abc import Callable

from core.funnel.canvas import CanvasRow, kept_row, row_of
from core.store import settings
from core.store.workspace import Workspace

_KEY = "canvas "
_changing = threading.Lock()


def all(workspace: Workspace) -> dict[str, CanvasRow]:  # noqa: A001
    """What is written on the canvas, by stage; a stage of which nothing was ever kept is not in it."""
    kept = settings.all(workspace)
    return {
        key.removeprefix(_KEY): row_of(key.removeprefix(_KEY), value)
        for key, value in kept.items()
        if key.startswith(_KEY)
    }


def change(workspace: Workspace, stage: str, edit: Callable[[CanvasRow], CanvasRow]) -> CanvasRow:
    """Edit a stage as it is kept now, and keep it; the stage as it is then.

    The edit is made on what is kept, not on what a window showed: what another window changed at the same
    stage meanwhile stays.

    >>> from core.funnel.canvas import with_cell
    >>> with Workspace.open() as workspace:
    ...     row = change(workspace, "lead", lambda row: with_cell(row, "task", "Call back"))
    ...     all(workspace)["lead"].task
    'Call back'
    """
    with _changing:
        row = edit(row_of(stage, settings.get(workspace, _KEY + stage)))
        settings.put(workspace, _KEY + stage, kept_row(row))
    return row
