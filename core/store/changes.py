"""What the user changed over the sheets: kept beside their rows, which stay as they came."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from core.store.clock import now
from core.store.workspace import Workspace

Action = Literal["set", "insert", "remove", "move"]


@dataclass(frozen=True)
class Change:
    """One thing the user changed about a step."""

    id: int
    made: dt.datetime
    """UTC, without a zone."""
    action: Action
    step: str
    """The id of the step; of an insert, that of the new step."""
    field: str | None
    """What was set, such as "minutes"."""
    written: str | None
    """What the user typed, letter by letter."""
    channel: str
    phase: str
    detail: dict[str, Any]
    """Of an insert the new step's name, and where it goes; of a move where it goes."""


def changes(workspace: Workspace) -> list[Change]:
    """Every change that holds, in the order they were made."""
    with workspace.cursor() as cursor:
        rows = cursor.execute(
            "select id, made, action, step, field, written, channel, phase, detail from changes order by id"
        ).fetchall()
    return [Change(*(*row[:-1], json.loads(row[-1]))) for row in rows]


def add(
    workspace: Workspace,
    action: Action,
    step: str,
    *,
    channel: str,
    phase: str,
    field: str | None = None,
    written: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Change:
    """Keep a change. Setting a field of a step again takes the place of what was set before.

    >>> with Workspace.open() as workspace:
    ...     for typed in ("20", "25 min"):
    ...         change = add(
    ...             workspace, "set", "a1", channel="Events", phase="acquire", field="minutes", written=typed
    ...         )
    ...     [change.written for change in changes(workspace)]
    ['25 min']
    """
    detail = dict(detail or {})
    made = now()
    with workspace.change() as cursor:
        if action == "set":
            cursor.execute(
                "delete from changes where action = 'set' and step = ? and field is not distinct from ?",
                [step, field],
            )
        row = cursor.execute(
            """
            insert into changes (made, action, step, field, written, channel, phase, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            returning id
            """,
            [made, action, step, field, written, channel, phase, json.dumps(detail)],
        ).fetchone()
    assert row is not None
    return Change(int(row[0]), made, action, step, field, written, channel, phase, detail)


def revert(workspace: Workspace, change_id: int) -> None:
    """Take one change back. With the insert of a step goes all that was done to that step since.

    A change that was taken back already stays so.
    """
    with workspace.change() as cursor:
        inserted = _inserted_step(cursor, change_id)
        cursor.execute("delete from changes where id = ?", [change_id])
        if inserted is not None:
            cursor.execute("delete from changes where step = ?", [inserted])


def revert_all(workspace: Workspace, channel: str | None = None, phase: str | None = None) -> None:
    """Take every change back, or those of one channel, one phase, or one phase of a channel."""
    with workspace.change() as cursor:
        cursor.execute(
            "delete from changes where channel = coalesce(?, channel) and phase = coalesce(?, phase)",
            [channel, phase],
        )


def _inserted_step(cursor: duckdb.DuckDBPyConnection, change_id: int) -> str | None:
    row = cursor.execute(
        "select step from changes where id = ? and action = 'insert'", [change_id]
    ).fetchone()
    return None if row is None else str(row[0])
