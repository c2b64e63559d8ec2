"""A saved workspace is looked at whole before it stands among the others."""

from __future__ import annotations

from pathlib import Path

import duckdb

from core.errors import WorkspaceRefused
from core.store.opening import NewerWorkspace, NoWorkspace
from core.store.workspace import Workspace

_MARK = slice(8, 12)
"""Where every DuckDB file says that it is one."""


def check_saved(path: Path, name: str, data: bytes) -> None:
    """Write a saved workspace into its file and read it through once, brought up to date.

    Raises WorkspaceRefused where it is something else, damaged, or a newer Stepwise's.
    """
    if data[_MARK] != b"DUCK":
        raise _no_workspace(name)
    path.write_bytes(data)
    try:
        with Workspace.open(path) as loaded, loaded.cursor() as cursor:
            _read_all(cursor)
    except NoWorkspace as error:
        raise _no_workspace(name) from error
    except NewerWorkspace as error:
        raise WorkspaceRefused(
            "“{name}” was saved by a newer Stepwise. Update Stepwise, then load it again.", name=name
        ) from error
    except (WorkspaceRefused, duckdb.Error) as error:
        raise WorkspaceRefused(
            "“{name}” is damaged: not all of it can be read. Save it once more where it was made, "
            "or take an older copy of it, and load that.",
            name=name,
        ) from error


def _no_workspace(name: str) -> WorkspaceRefused:
    return WorkspaceRefused(
        "“{name}” is no workspace of Stepwise. Choose a file that “Save to one file” has made; "
        "its name ends with .duckdb. Excel and CSV files go into the box for sheets.",
        name=name,
    )


def _read_all(cursor: duckdb.DuckDBPyConnection) -> None:
    # Every block has a checksum, and DuckDB looks at it only when the block is read.
    tables = cursor.execute("select table_name from duckdb_tables() where not internal").fetchall()
    for (table,) in tables:
        name = str(table).replace('"', '""')
        cursor.execute(f'select max(hash(these)) from "{name}" as these').fetchall()
