"""The stopwatch: it runs over reloads and restarts, and writes time entries beside those of the files.

Its entries are the rows of one kept file of their own, made here: it stands among the kept files, can be
undone like any other, and its bytes are a CSV file that can be read and kept again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from dataclasses import asdict, dataclass

import duckdb
import pandas as pd

from core.errors import StepwiseError
from core.language import _
from core.sheets.kinds import TIME_ENTRIES
from core.sheets.writing.defused import csv_text
from core.steps.step_runs import LONGEST_MINUTES
from core.store.clock import now
from core.store.packing import pack
from core.store.rows import KeptTable, drop_rows, insert_rows
from core.store.tables import rows_table
from core.store.workspace import Workspace

FORGOTTEN = dt.timedelta(hours=12)
"""Who lets it run longer has forgotten it."""

_LEAST = 0.01
"""The fewest minutes that an entry's file can say."""

_RUNNING, _UPLOAD = "stopwatch", "stopwatch_upload"


@dataclass(frozen=True)
class Running:
    """What the stopwatch runs for; `began` is in UTC, without a zone."""

    step: str
    """The id of the step."""
    task: str
    """The step as its entry will call it."""
    project: str
    """The channel of the step."""
    began: dt.datetime

    @property
    def elapsed(self) -> dt.timedelta:
        """How long it has been running; nothing, where the computer's clock was set back since."""
        return max(now() - self.began, dt.timedelta())

    @property
    def forgotten(self) -> bool:
        """Whether it has been running for so long that somebody must say how long it really took."""
        return self.elapsed > FORGOTTEN


@dataclass(frozen=True)
class StoppedEntry:
    """A time entry that the stopwatch wrote; `began` is by the user's own clock."""

    task: str
    project: str
    began: dt.datetime
    minutes: float

    @property
    def ended(self) -> dt.datetime:
        """When it was stopped, or would have been."""
        return self.began + dt.timedelta(minutes=self.minutes)


def running(workspace: Workspace) -> Running | None:
    """What the stopwatch runs for now; None where it does not.

    >>> with Workspace.open() as workspace:
    ...     start(workspace, "Events|acquire|Phone call|1", "Phone call", "Events")
    ...     running(workspace).task
    'Phone call'
    """
    with workspace.cursor() as cursor:
        return _running(cursor)


def start(workspace: Workspace, step: str, task: str, project: str) -> None:
    """Let it run for a step of a channel. Raises StepwiseError where it runs already."""
    with workspace.change(revises=False) as cursor:
        there = _running(cursor)
        if there is not None:
            raise StepwiseError(
                "The stopwatch is running for “{step}” already. Stop or discard it first.", step=there.task
            )
        said = {"step": step, "task": task, "project": project, "began": now().isoformat()}
        cursor.execute("insert or replace into settings values (?, ?)", [_RUNNING, json.dumps(said)])


def stop(
    workspace: Workspace, *, offset: dt.timedelta = dt.timedelta(), minutes: float | None = None
) -> StoppedEntry:
    """Stop it and keep its time entry, which is returned.

    `offset` is how far the user's clock is ahead of UTC; `minutes` says how long it really took, where that
    is not until now. Raises StepwiseError where it does not run, or was forgotten and nobody says how long.
    """
    with workspace.change(checkpoint=True) as cursor:
        there = _running(cursor)
        if there is None:
            raise StepwiseError("The stopwatch is not running any more; perhaps another window stopped it.")
        if minutes is None and there.forgotten:
            raise StepwiseError("The stopwatch ran for very long. Say how long it really took.")
        took = max(there.elapsed.total_seconds() / 60, _LEAST) if minutes is None else minutes
        began = (there.began + offset).replace(microsecond=0)
        entry = StoppedEntry(there.task, there.project, began, _told(took))
        cursor.execute("delete from settings where key = ?", [_RUNNING])
        _write(cursor, [*_entries(cursor), entry])
    return entry


def discard(workspace: Workspace) -> None:
    """Stop it and keep nothing."""
    with workspace.change(revises=False) as cursor:
        cursor.execute("delete from settings where key = ?", [_RUNNING])


def entries(workspace: Workspace) -> list[StoppedEntry]:
    """What it wrote so far and still counts, the oldest first."""
    with workspace.cursor() as cursor:
        return _entries(cursor)


def correct(workspace: Workspace, entry: StoppedEntry, minutes: float) -> None:
    """Let an entry have taken so many minutes."""
    _replace(workspace, entry, [StoppedEntry(entry.task, entry.project, entry.began, _told(minutes))])


def delete(workspace: Workspace, entry: StoppedEntry) -> None:
    """Take an entry out. With the last one goes the file that held them."""
    _replace(workspace, entry, [])


def _replace(workspace: Workspace, entry: StoppedEntry, by: list[StoppedEntry]) -> None:
    with workspace.change(checkpoint=True) as cursor:
        kept = _entries(cursor)
        if entry not in kept:
            raise StepwiseError("This entry is not here any more; perhaps another window changed it.")
        place = kept.index(entry)
        _write(cursor, [*kept[:place], *by, *kept[place + 1 :]])


def _told(minutes: float) -> float:
    if not 0 < minutes <= LONGEST_MINUTES:
        raise StepwiseError(
            "An entry takes more than 0 minutes, and at most {hours} hours.", hours=LONGEST_MINUTES // 60
        )
    return max(round(minutes, 2), _LEAST)


def _running(cursor: duckdb.DuckDBPyConnection) -> Running | None:
    row = cursor.execute("select value from settings where key = ?", [_RUNNING]).fetchone()
    if row is None:
        return None
    said = json.loads(row[0])
    return Running(**{**said, "began": dt.datetime.fromisoformat(said["began"])})


def _upload(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The file that holds the entries, while it is kept: what was undone or replaced is left as it is."""
    row = cursor.execute(
        """
        select uploads.id
        from settings join uploads on to_json(uploads.id) = settings.value
        where settings.key = ? and uploads.status = 'kept'
        """,
        [_UPLOAD],
    ).fetchone()
    return None if row is None else str(row[0])


def _entries(cursor: duckdb.DuckDBPyConnection) -> list[StoppedEntry]:
    rows = cursor.execute(
        f"""
        select task, project, began, minutes
        from {rows_table(TIME_ENTRIES)}
        where upload = ?
        order by position
        """,
        [_upload(cursor)],
    ).fetchall()
    return [StoppedEntry(*row) for row in rows]


def _write(cursor: duckdb.DuckDBPyConnection, kept: list[StoppedEntry]) -> None:
    """Let the file hold these entries: its rows, its bytes and what is said of it."""
    upload = _upload(cursor)
    if upload is not None:
        drop_rows(cursor, upload)
    if not kept:
        cursor.execute("delete from contents where upload = ?", [upload])
        cursor.execute("delete from uploads where id = ?", [upload])
        return
    data = _as_csv(kept)
    told = [hashlib.sha256(data).hexdigest(), len(data), len(kept)]
    if upload is None:
        upload = uuid.uuid4().hex[:12]
        cursor.execute(
            """
            insert into uploads
            select ?, ?, ?, ?, ?, 'kept', greatest(?, max(kept) + interval 1 microsecond), null, ?, '{}'
            from uploads
            """,
            [upload, _("Stopwatch.csv"), *told[:2], now(), now(), told[2]],
        )
        cursor.execute("insert into contents values (?, ?, ?)", [upload, *pack(data)])
        cursor.execute("insert or replace into settings values (?, ?)", [_UPLOAD, json.dumps(upload)])
    else:
        cursor.execute("update uploads set digest = ?, size = ?, rows = ? where id = ?", [*told, upload])
        cursor.execute("update contents set bytes = ?, packing = ? where upload = ?", [*pack(data), upload])
    insert_rows(cursor, upload, KeptTable(TIME_ENTRIES.name, "Stopwatch", _as_rows(kept)), first=0)


def _as_rows(kept: list[StoppedEntry]) -> pd.DataFrame:
    rows = pd.DataFrame([asdict(entry) | {"ended": entry.ended} for entry in kept])
    return rows.assign(date=rows["began"].dt.normalize(), row=range(2, len(kept) + 2))


def _as_csv(kept: list[StoppedEntry]) -> bytes:
    """The entries as a file that Stepwise and any spreadsheet program reads."""
    return csv_text(
        ["Date", "Start", "End", "Minutes", "Project", "Task"],
        [
            (
                entry.began.date(),
                entry.began.time(),
                entry.ended.time().replace(microsecond=0),
                entry.minutes,
                entry.project,
                entry.task,
            )
            for entry in kept
        ],
    )
