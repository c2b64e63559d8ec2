"""A workspace: the one file that holds everything a user loaded, typed and changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from weakref import WeakValueDictionary

import duckdb

from core.errors import WorkspaceRefused
from core.language import Text, _
from core.store.upgrade import connect_up_to_date

# What DuckDB raises when the disk or the file fails, unlike a mistake in our own SQL.
_DISK = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.OutOfMemoryException,
)


class Workspace:
    """Everything one user keeps, in one DuckDB file or, for scripts and trials, in memory.

    Every use takes a cursor of its own, because a connection shared by two threads mixes up their
    answers. While a workspace is open, nothing else in this process may read its file.

    >>> with Workspace.open() as workspace, workspace.cursor() as cursor:
    ...     cursor.execute("select count(*) from uploads").fetchone()
    (0,)
    """

    path: Path | None
    notice: Text | None
    """What the user must be told since the file was opened: that its journal was damaged."""
    _revision: int

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None, notice: Text | None) -> None:
        self.path = path
        self.notice = notice
        self._connection = connection
        self._changing = threading.RLock()
        # Fetched to its end: a result left open here would hold off every checkpoint.
        ((self._revision,),) = connection.execute("select revision from workspace").fetchall()

    @classmethod
    def open(cls, path: Path | None = None) -> Workspace:
        """The workspace in this file, made if it is not there; None: a new one in memory.

        Opened again in the same process, it is the same workspace, so that there is one lock and
        one revision. Raises WorkspaceInUse where another process has it, and WorkspaceRefused where
        the file is damaged or something else; the file is then as it was.
        """
        if path is None:
            return cls(*_parts(None))
        path = Path(path).resolve()
        with _opening:
            workspace = _open.get(path)
            if workspace is None:
                workspace = _open[path] = cls(*_parts(path))
            return workspace

    @property
    def revision(self) -> int:
        """Grows with every change, also over restarts: answers computed at one revision hold for it."""
        return self._revision

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for reading, closed afterwards."""
        with self._told(), self._connection.cursor() as cursor:
            yield cursor

    @contextmanager
    def change(
        self, *, checkpoint: bool = False, revises: bool = True
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one change: all of it is kept, or, where an error leaves the block, nothing.

        Changes wait for each other. With `checkpoint` the journal is written into the file at once, so
        that a damaged journal cannot cost what a file brought. Without `revises` the revision stays: for
        what no answer is computed from.
        """
        with self._told(), self._changing, self._connection.cursor() as cursor:
            cursor.execute("begin")
            try:
                yield cursor
                revision = self._revision
                if revises:
                    ((revision,),) = cursor.execute(
                        "update workspace set revision = revision + 1 returning revision"
                    ).fetchall()
                cursor.execute("commit")
            except BaseException:
                with suppress(duckdb.Error):  # the error that broke the transaction is the one to tell
                    cursor.execute("rollback")
                raise
            self._revision = revision
            if checkpoint and self.path is not None:
                # Where it cannot be done now, because somebody reads or the disk is full, the change is
                # safe in the journal, and a later checkpoint takes it along.
                with suppress(duckdb.TransactionException, duckdb.IOException):
                    cursor.execute("checkpoint")

    def close(self) -> None:
        """Write everything into the file and let go of it."""
        with self._changing, _opening:
            if self.path is not None and _open.get(self.path) is self:
                del _open[self.path]
            self._connection.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except _DISK as error:
            raise WorkspaceRefused(
                "The workspace {path} could not be read or written: {reason}. What you just did is not kept, "
                "what was kept before is. Check that there is room on the disk and try again; if that does "
                "not help, start Stepwise again.",
                path=self.path or _("in memory"),
                reason=str(error).splitlines()[0].rstrip("."),
            ) from error


_opening = threading.Lock()
_open: WeakValueDictionary[Path, Workspace] = WeakValueDictionary()


def _parts(path: Path | None) -> tuple[duckdb.DuckDBPyConnection, Path | None, Text | None]:
    connection, notice = connect_up_to_date(path)
    return connection, path, notice
