"""What the weakest link was, day by day: the history of the constraints."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.store.workspace import Workspace


@dataclass(frozen=True)
class KeptVerdict:
    """What was said on one day."""

    day: dt.date
    kind: str
    key: str
    """What tells this constraint from others: as long as it stays the same, the same one holds."""
    channel: str = ""
    step: str = ""
    """The step's id or the stage's key, "" where it is neither."""
    role: str = ""
    throughput: float | None = None
    """Happy customers a week on that day; None where it was not known."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """All else that was said, as JSON can hold it; "steps" are the ids of the steps on which time is spent on
    the constraint, where it is not `step` alone."""


def put(workspace: Workspace, verdict: KeptVerdict) -> None:
    """Keep the verdict of its day; one that was kept for the same day before gives way to it.

    The revision stays: a verdict is an answer, and no other is computed from it.

    >>> with Workspace.open() as workspace:
    ...     for key in ("offer", "call"):
    ...         put(workspace, KeptVerdict(dt.date(2026, 4, 3), "flow-bound", key, throughput=0.5))
    ...     [verdict.key for verdict in all(workspace)]
    ['call']
    """
    # As it will be read again, so that saying the same twice writes nothing.
    told = json.dumps(verdict.told, sort_keys=True, allow_nan=False)
    row = [
        *(verdict.day, verdict.kind, verdict.key, verdict.channel, verdict.step, verdict.role),
        *(verdict.throughput, told),
    ]
    with workspace.cursor() as cursor:
        kept = cursor.execute("select * from verdicts where day = ?", [verdict.day]).fetchone()
    if kept is not None and list(kept) == row:
        return
    with workspace.change(revises=False) as cursor:
        cursor.execute("insert or replace into verdicts values (?, ?, ?, ?, ?, ?, ?, ?)", row)


def all(workspace: Workspace) -> list[KeptVerdict]:  # noqa: A001
    """Every verdict, the oldest first."""
    with workspace.cursor() as cursor:
        rows = cursor.execute("select * from verdicts order by day").fetchall()
    return [KeptVerdict(*(*row[:-1], json.loads(row[-1]))) for row in rows]
