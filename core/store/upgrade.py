"""A workspace of an older Stepwise is brought up to date, after a copy of it was put aside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from core.language import Text
from core.sheets.kinds import KINDS
from core.store.opening import NoWorkspace, beside, connect, newer, refusal
from core.store.tables import (
    ACTIONS_AND_VERDICTS,
    FROZEN_STORIES,
    create_all,
    create_rows,
    row_columns,
    rows_table,
)

Upgrade = Callable[[duckdb.DuckDBPyConnection], object]
"""Changes the tables of one version into those of the next; runs inside a transaction."""


def _say_how_contents_are_packed(connection: duckdb.DuckDBPyConnection) -> None:
    # Those that are there stay as they came: packing them anew would cost a minute for little.
    connection.execute("alter table contents add column packing varchar")


def _keep_actions_and_verdicts(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(ACTIONS_AND_VERDICTS)


def _keep_frozen_stories(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(FROZEN_STORIES)


UPGRADES: tuple[Upgrade, ...] = (
    _say_how_contents_are_packed,
    _keep_actions_and_verdicts,
    _keep_frozen_stories,
)
"""The first takes version 1 to 2, and so on. New kinds and new columns of a kind need none."""


def connect_up_to_date(
    path: Path | None, upgrades: Sequence[Upgrade] = UPGRADES
) -> tuple[duckdb.DuckDBPyConnection, Text | None]:
    """A connection as `connect` gives it, to a workspace that has every table of today.

    Raises WorkspaceRefused where the file is another program's, or a newer Stepwise's.
    """
    connection, notice = connect(path)
    try:
        version = _version(connection, path)
        if version is None:
            connection.execute(f"begin; {create_all()}")
            connection.execute("insert into workspace values (?, 0)", [1 + len(upgrades)])
            connection.execute("commit")
            return connection, notice
        if version > 1 + len(upgrades):
            raise newer(path)
        if version == 1 + len(upgrades) and not _missing(connection):
            return connection, notice
        if path is not None:
            connection = _put_a_copy_aside(connection, path)
        connection.execute("begin")
        for upgrade in upgrades[version - 1 :]:
            upgrade(connection)
        connection.execute("update workspace set version = ?", [1 + len(upgrades)])
        connection.execute("commit")
        for statement in _missing(connection):
            connection.execute(statement)
        connection.execute("checkpoint")
        return connection, notice
    except BaseException as error:
        connection.close()
        if path is not None and isinstance(error, (duckdb.Error, OSError)):
            raise refusal(path, error) from error
        raise


def _version(connection: duckdb.DuckDBPyConnection, path: Path | None) -> int | None:
    """The version of the tables; None where there are none at all."""
    if path is None:
        return None
    if {"version", "revision"} <= _columns(connection, "workspace"):
        ((version,),) = connection.execute("select version from workspace").fetchall()
        return int(version)
    if not connection.execute("select 1 from duckdb_tables()").fetchall():
        return None
    raise NoWorkspace(
        "{path} is a database of another program, not a Stepwise workspace. It was left as it is. "
        "Choose another file.",
        path=path,
    )


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    # Asking the table is ten times faster than asking duckdb_columns(), and every start asks.
    try:
        described = connection.execute(f"select * from {table} limit 0").description
    except duckdb.CatalogException:
        return set()
    return {column[0] for column in described or ()}


def _missing(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The SQL that adds the tables and columns which the kinds of sheets have and the file has not."""
    statements = []
    for kind in KINDS.values():
        table = rows_table(kind)
        there = _columns(connection, table)
        if not there:
            statements.append(create_rows(kind))
            continue
        statements += [
            f'alter table {table} add column "{name}" {sql_type}'
            for name, sql_type in row_columns(kind)
            if name not in there
        ]
    return statements


def _put_a_copy_aside(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyConnection:
    # Only a closed file is whole on the disk; and reading it while it is open here would end the
    # lock that keeps other processes out (POSIX drops a process's locks with any of its handles).
    connection.execute("checkpoint")
    connection.close()
    copy = beside(path, "before-upgrade")
    try:
        shutil.copy2(path, copy)
    except OSError:
        copy.unlink(missing_ok=True)
        raise
    return connect(path)[0]
