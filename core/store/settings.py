"""What the user set once for all pages: hourly rate, currency, language, rates of roles."""

from __future__ import annotations

import json
from typing import Any

from core.store.workspace import Workspace


def get(workspace: Workspace, key: str, default: Any = None) -> Any:
    """The value of a setting, or the default where it was never set.

    >>> with Workspace.open() as workspace:
    ...     put(workspace, "hourly_rate", 100)
    ...     get(workspace, "hourly_rate"), get(workspace, "currency", "EUR")
    (100, 'EUR')
    """
    with workspace.cursor() as cursor:
        row = cursor.execute("select value from settings where key = ?", [key]).fetchone()
    return default if row is None else json.loads(row[0])


def put(workspace: Workspace, key: str, value: Any, *, revises: bool = False) -> None:
    """Keep a setting: anything that JSON can say.

    The revision stays, as whoever shows a setting reads it; unless answers are computed from it.
    """
    written = json.dumps(value)
    with workspace.cursor() as cursor:
        row = cursor.execute("select value from settings where key = ?", [key]).fetchone()
    if row is not None and row[0] == written:
        return
    with workspace.change(revises=revises) as cursor:
        cursor.execute("insert or replace into settings values (?, ?)", [key, written])


def all(workspace: Workspace) -> dict[str, Any]:  # noqa: A001
    """Every setting, by its key."""
    with workspace.cursor() as cursor:
        rows = cursor.execute("select key, value from settings order by key").fetchall()
    return {key: json.loads(value) for key, value in rows}
