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
    closed: bool
    """Whether it was let go of; who still holds it opens its file again, if that is still there."""
    _revision: int

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None, notice: Text | None) -> None:
        self.path = path
        self.notice = notice
        self.closed = False
        self._connection = connection
        self._changing = threading.RLock()
        self._cursors = 0
        self._idle = threading.Condition()
        # Fetched to its end: a result left open here would hold off every checkpoint.
        ((self._revision,),) = connection.execute("select revision from workspace").fetchall()

    @classmethod
    def open(cls, path: Path | None = None, *, make: bool = True) -> Workspace:
        """The workspace in this file, made if it is not there; None: a new one in memory.

        Opened again in the same process, it is the same workspace, so that there is one lock and
        one revision. Raises WorkspaceInUse where another process has it, and WorkspaceRefused where
        the file is damaged or something else; the file is then as it was. Without `make`, also a
        file that is not there is refused: one that was just deleted must not come back empty.
        """
        if path is None:
            return cls(*_parts(None))
        path = Path(path).resolve()
        with _opening:
            workspace = _open.get(path)
            if workspace is None:
                if not make and not path.is_file():
                    raise gone(path)
                workspace = _open[path] = cls(*_parts(path))
            return workspace

    @property
    def revision(self) -> int:
        """Grows with every change, also over restarts: answers computed at one revision hold for it."""
        return self._revision

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for reading, closed afterwards."""
        with self._told(), self._used(), self._connection.cursor() as cursor:
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
        with self._told(), self._changing, self._used(), self._connection.cursor() as cursor:
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
        """Write everything into the file and let go of it, once nobody here reads it any more.

        Raises WorkspaceRefused where somebody goes on reading for long; it then stays open.
        """
        with _opening, self._shut(for_good=True):
            pass

    @contextmanager
    def _shut(self, *, for_good: bool) -> Iterator[None]:
        """Nobody has the file open while the block runs; who wants to read or change meanwhile waits."""
        with self._changing, self._idle:
            if self.closed:
                yield
                return
            if not self._idle.wait_for(lambda: self._cursors == 0, timeout=_PATIENCE):
                raise WorkspaceRefused(
                    "The workspace {path} is still being read, perhaps in another browser window. "
                    "Wait until its page is drawn, then try again.",
                    path=self.path or _("in memory"),
                )
            self._connection.close()
            self.closed = True
            try:
                try:
                    yield
                finally:
                    if not for_good:
                        self._connection, _notice = connect_up_to_date(self.path)
                        self.closed = False
            finally:
                if self.closed and self.path is not None and _open.get(self.path) is self:
                    del _open[self.path]

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _used(self) -> Iterator[None]:
        # DuckDB keeps a file open until its last cursor is gone, whatever became of the connection.
        with self._idle:
            if self.closed:
                raise gone(self.path)
            self._cursors += 1
        try:
            yield
        finally:
            with self._idle:
                self._cursors -= 1
                self._idle.notify_all()

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


@contextmanager
def kept_shut(path: Path, *, for_good: bool = False) -> Iterator[None]:
    """While the block runs nobody here has the file open, and nobody opens it.

    Afterwards an open workspace goes on as before, or, with `for_good`, is closed: its file has
    another name then, or none. Raises WorkspaceRefused where somebody goes on reading it for long.
    """
    with _opening:
        workspace = _open.get(Path(path).resolve())
        if workspace is None:
            yield
        else:
            with workspace._shut(for_good=for_good):
                yield


def gone(path: Path | None) -> WorkspaceRefused:
    """What to say of a workspace that somebody still wants and that is not there."""
    return WorkspaceRefused(
        "The workspace {path} is not here any more: it was renamed, moved or deleted, perhaps in another "
        "browser window. What you did last is not kept. Reload the page, or choose another workspace.",
        path=path or _("in memory"),
    )


_PATIENCE = 10.0
"""Seconds to wait for those who still read."""

_opening = threading.RLock()
_open: WeakValueDictionary[Path, Workspace] = WeakValueDictionary()


def _parts(path: Path | None) -> tuple[duckdb.DuckDBPyConnection, Path | None, Text | None]:
    connection, notice = connect_up_to_date(path)
    return connection, path, notice
