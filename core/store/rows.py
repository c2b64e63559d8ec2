"""The checked rows of the files, each with where it comes from; those of kept files count."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from core.sheets.kinds import KINDS, PROCESS, ROLES, Kind
from core.store.tables import rows_table
from core.store.typed_rows import arrow_rows, pandas_rows, said
from core.store.workspace import Workspace

_AT_ONCE = 250_000
"""So many rows are handed over at a time."""


@dataclass(frozen=True)
class KeptTable:
    """The checked rows of one sheet: the columns of its kind, as far as it has them, and `row`.

    `row` is the row number in the sheet, from 1. What is missing is kept as "nothing said".
    """

    kind: str
    sheet: str
    rows: pd.DataFrame


def steps(workspace: Workspace) -> pd.DataFrame:
    """Every kept step: one row per step, files in the order they were kept, rows as in their sheets.

    The columns are those of the process kind, then `upload`, `file` (its name), `sheet`, `row` (of
    the sheet, from 1) and `position` (within the upload, from 0). Numbers are float64 and texts
    str, both with NaN where the sheet says nothing.

    >>> with Workspace.open() as workspace:
    ...     found = steps(workspace)
    >>> len(found), str(found["step"].dtype), str(found["minutes"].dtype)
    (0, 'str', 'float64')
    """
    return kept_rows(workspace, PROCESS)


def roles(workspace: Workspace) -> pd.DataFrame:
    """Every kept role: one row per row of a role sheet, ordered and typed as `steps`."""
    return kept_rows(workspace, ROLES)


def kept_rows(workspace: Workspace, kind: Kind) -> pd.DataFrame:
    """Every kept row of one kind, ordered as `steps`; days and moments are datetime64, flags "boolean"."""
    with workspace.cursor() as cursor:
        found = cursor.sql(
            f"""
            select
                {said(kind, "these")},
                these.upload, uploads.name as file, these.sheet, these."row", these.position
            from {rows_table(kind)} as these
            join uploads on uploads.id = these.upload
            where uploads.status = 'kept'
            order by uploads.kept, these.upload, these.position
            """
        ).to_arrow_table()
    return pandas_rows(found)


def insert_rows(cursor: duckdb.DuckDBPyConnection, upload: str, table: KeptTable, *, first: int) -> None:
    """Put the rows of one sheet into their table; their positions run on from `first`."""
    kind = KINDS[table.kind]
    positions = pa.array(np.arange(first, first + len(table.rows)))
    rows = arrow_rows(table.rows, kind).append_column("position", positions)
    for start in range(0, len(rows), _AT_ONCE):
        cursor.register("incoming", rows.slice(start, _AT_ONCE))
        # The limit makes one thread write part after part, instead of several that hold all until the end:
        # half the memory for a million rows, in the same time.
        cursor.execute(
            f"""
            insert into {rows_table(kind)} by name
            select *, ? as upload, ? as sheet from incoming limit {_AT_ONCE}
            """,
            [upload, table.sheet],
        )
        cursor.unregister("incoming")


def drop_rows(cursor: duckdb.DuckDBPyConnection, upload: str) -> None:
    """Take all rows of an upload out of every table."""
    for kind in KINDS.values():
        cursor.execute(f"delete from {rows_table(kind)} where upload = ?", [upload])
