"""The checked rows of the files, each with where it comes from; those of kept files count."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd

from core.sheets.kinds import KINDS, PROCESS, ROLES, Kind
from core.store.tables import rows_table
from core.store.workspace import Workspace


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
    """Every kept row of one kind, ordered and typed as `steps`."""
    fields = ", ".join(f'these."{name}"' for name, _ in kind.fields)
    with workspace.cursor() as cursor:
        frame: pd.DataFrame = (
            cursor.sql(
                f"""
                select {fields}, these.upload, uploads.name as file, these.sheet, these."row", these.position
                from {rows_table(kind)} as these
                join uploads on uploads.id = these.upload
                where uploads.status = 'kept'
                order by uploads.kept, these.upload, these.position
                """
            )
            # Through Arrow, whose texts pandas takes over as they are: twice as fast as .df()
            .to_arrow_table()
            .to_pandas()
        )
    return frame


def insert_rows(cursor: duckdb.DuckDBPyConnection, upload: str, table: KeptTable, *, first: int) -> None:
    """Put the rows of one sheet into their table; their positions run on from `first`."""
    kind = KINDS[table.kind]
    rows = _typed(table.rows, kind).assign(
        upload=upload, sheet=table.sheet, position=range(first, first + len(table.rows))
    )
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {rows_table(kind)} by name select * from incoming")
    cursor.unregister("incoming")


def drop_rows(cursor: duckdb.DuckDBPyConnection, upload: str) -> None:
    """Take all rows of an upload out of every table."""
    for kind in KINDS.values():
        cursor.execute(f"delete from {rows_table(kind)} where upload = ?", [upload])


def _typed(rows: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    # DuckDB guesses the type of a column of objects from a sample of it; told the type, it need not.
    empty = [name for name in rows.columns[rows.isna().all()] if name != "row"]
    types = {"varchar": "str", "double": "float64"}
    said = rows.drop(columns=empty)
    return said.astype(
        {name: types[sql_type] for name, sql_type in kind.fields if name in said and sql_type in types}
    )
