"""A connection that reads the files it was given and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import duckdb

from core.store.opening import LOCKED

# The files can only be named on an open connection that is not locked yet.
_UNLOCKED = LOCKED | {"enable_external_access": True, "lock_configuration": False}
_QUESTION = duckdb.StatementType.SELECT


@contextmanager
def reading_only(paths: Sequence[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database of its own, in memory, from which these files can be read.

    Neither the files beside them nor those of any other folder can be reached, by whatever name, and nothing
    can be written, attached, installed or set.

    >>> with reading_only([]) as connection:
    ...     connection.execute("select 1").fetchone()
    (1,)
    """
    with duckdb.connect(":memory:", config=_UNLOCKED) as connection:
        connection.execute("set allowed_paths = ?", [[str(path) for path in paths]])
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield cast(duckdb.DuckDBPyConnection, _Questions(connection))


class _Questions:
    """What is used of a connection, for questions alone.

    A file that may be read could also be written over with COPY, which no setting of DuckDB prevents.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.register = connection.register
        self.unregister = connection.unregister

    def execute(self, query: str, parameters: Any = None) -> duckdb.DuckDBPyConnection:
        self._check(query)
        return self._connection.execute(query, parameters)

    def sql(self, query: str, *, params: Any = None) -> duckdb.DuckDBPyRelation:
        self._check(query)
        return self._connection.sql(query, params=params)

    def _check(self, query: str) -> None:
        if any(statement.type != _QUESTION for statement in self._connection.extract_statements(query)):
            raise duckdb.PermissionException("Permission Error: only questions are answered here")
