"""What a workspace knows: of every kind of sheet how many rows count, from how many files, of which days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.sheets.kinds import KINDS, Kind
from core.store.tables import rows_table
from core.store.workspace import Workspace


@dataclass(frozen=True)
class Known:
    """The kept rows of one kind; `first` and `last` are the days they cover, where they have dates."""

    kind: str
    rows: int
    files: int
    first: dt.date | None
    last: dt.date | None


def known(workspace: Workspace) -> list[Known]:
    """One entry per kind of which rows are kept, in the order of the kinds.

    >>> with Workspace.open() as workspace:
    ...     known(workspace)
    []
    """
    with workspace.cursor() as cursor:
        found = [(kind.name, *cursor.execute(_counted(kind)).fetchall()[0]) for kind in KINDS.values()]
    return [Known(name, rows, files, first, last) for name, rows, files, first, last in found if rows]


def _counted(kind: Kind) -> str:
    days = [f'"{name}"::date' for name, sql in kind.fields if sql in ("date", "timestamp")]
    first = f"min(least({', '.join(days)}))" if days else "null"
    last = f"max(greatest({', '.join(days)}))" if days else "null"
    return f"""
        select count(*), count(distinct upload), {first}, {last}
        from {rows_table(kind)} as these
        join uploads on uploads.id = these.upload
        where uploads.status = 'kept'
    """
