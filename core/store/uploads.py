"""The files a user loaded: received at once, kept when the user says so, undone whole.

The rows of a kept file stand in the tables of their kinds. Rows count while the status of their file
is "kept"; a file that was replaced leaves its rows there, so that undoing the newer one brings them
back as they were.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import duckdb
import pandas as pd

from core.errors import StepwiseError
from core.sheets.kinds import Kind
from core.store.clock import now
from core.store.overlaps import repeated_rows, uploads_like
from core.store.packing import pack, unpack
from core.store.rows import KeptTable as KeptTable
from core.store.rows import drop_rows, insert_rows
from core.store.workspace import Workspace

Status = Literal["waiting", "kept", "replaced"]


@dataclass(frozen=True)
class Upload:
    """One file the user loaded; `rows` are those of its kept rows, times are UTC without a zone."""

    id: str
    name: str
    digest: str
    """SHA-256 of its bytes, in hex."""
    size: int
    received: dt.datetime
    status: Status
    kept: dt.datetime | None
    replaces: str | None
    """The id of the upload whose rows do not count while this one is kept."""
    rows: int
    corrections: dict[str, Any]
    """What the user corrected while it waits, as the page handed it in."""


def receive(workspace: Workspace, name: str, data: bytes) -> tuple[Upload, bool]:
    """Store a file as it comes in, so that a reload loses nothing; it waits until it is kept.

    The same bytes again, under whatever name, give the upload that is there already, and True.

    >>> with Workspace.open() as workspace:
    ...     first, known = receive(workspace, "events.csv", b"step;minutes")
    ...     again, known_again = receive(workspace, "copy.csv", b"step;minutes")
    >>> known, known_again, again.name, again.status
    (False, True, 'events.csv', 'waiting')
    """
    digest = hashlib.sha256(data).hexdigest()
    with workspace.cursor() as cursor:
        there = _select(cursor, "where digest = ?", digest)
    if there:
        return there[0], True
    # A name that came from a file system may hold bytes that are no text.
    name = name.encode(errors="replace").decode()
    packed = pack(data)
    with workspace.change(checkpoint=True) as cursor:
        there = _select(cursor, "where digest = ?", digest)  # another window may have been quicker
        if there:
            return there[0], True
        upload = Upload(uuid.uuid4().hex[:12], name, digest, len(data), now(), "waiting", None, None, 0, {})
        cursor.execute(
            "insert into uploads values (?, ?, ?, ?, ?, 'waiting', null, null, 0, '{}')",
            [upload.id, name, digest, upload.size, upload.received],
        )
        cursor.execute("insert into contents values (?, ?, ?)", [upload.id, *packed])
    return upload, False


def waiting(workspace: Workspace) -> list[Upload]:
    """The files that were received and not kept yet, the oldest first."""
    with workspace.cursor() as cursor:
        return _select(cursor, "where status = 'waiting' order by received, id")


def kept(workspace: Workspace) -> list[Upload]:
    """The files whose rows count, in the order they were kept."""
    with workspace.cursor() as cursor:
        return _select(cursor, "where status = 'kept' order by kept, id")


def find(workspace: Workspace, upload_id: str) -> Upload | None:
    """The upload with this id, whatever its status."""
    with workspace.cursor() as cursor:
        there = _select(cursor, "where id = ?", upload_id)
    return there[0] if there else None


def content(workspace: Workspace, upload_id: str) -> bytes:
    """The bytes of the file as they came in."""
    with workspace.cursor() as cursor:
        row = cursor.execute(
            """
            select contents.bytes, contents.packing, uploads.size
            from contents join uploads on uploads.id = contents.upload
            where contents.upload = ?
            """,
            [upload_id],
        ).fetchone()
    if row is None:
        raise _gone()
    return unpack(*row)


def correct(workspace: Workspace, upload_id: str, corrections: Mapping[str, Any]) -> None:
    """Keep what the user corrected about a file, in place of what was corrected before."""
    written = json.dumps(corrections)
    with workspace.change() as cursor:
        _there(cursor, upload_id)
        cursor.execute("update uploads set corrections = ? where id = ?", [written, upload_id])


def keep(
    workspace: Workspace, upload_id: str, tables: Sequence[KeptTable], *, replaces: str | None = None
) -> int:
    """From now on these rows of the file count; returns how many they are.

    With `replaces`, the rows of that older upload stop counting. All or nothing is kept. A file
    that was itself replaced may be kept again: it then counts with the rows given here.
    """
    with workspace.change(checkpoint=True) as cursor:
        upload = _there(cursor, upload_id)
        if upload.status == "kept":
            raise StepwiseError("{name} is kept already. Undo it first to keep it anew.", name=upload.name)
        if upload.status == "replaced":
            drop_rows(cursor, upload_id)
            # Whatever replaced it now stands over what it had replaced, so that nothing is hidden for good.
            cursor.execute("update uploads set replaces = ? where replaces = ?", [upload.replaces, upload_id])
        if replaces is not None:
            older = _there(cursor, replaces)
            if older.status != "kept":
                raise StepwiseError(
                    "{older} is not kept any more, so {name} cannot replace it. Keep {name} beside the "
                    "other files, or choose another one to replace.",
                    older=older.name,
                    name=upload.name,
                )
            cursor.execute("update uploads set status = 'replaced' where id = ?", [replaces])
        count = 0
        for table in tables:
            insert_rows(cursor, upload_id, table, first=count)
            count += len(table.rows)
        cursor.execute(
            # Later than every file before it, also where the clock is coarse or was set back.
            """
            update uploads set
                status = 'kept',
                kept = greatest(?, (select max(kept) + interval 1 microsecond from uploads)),
                replaces = ?,
                rows = ?
            where id = ?
            """,
            [now(), replaces, count, upload_id],
        )
    return count


def undo(workspace: Workspace, upload_id: str) -> None:
    """Take the rows of a kept file out again, all of them; the file waits, with its corrections.

    Where it had replaced an older file, the rows of that one count again. A file that waits
    already stays as it is.
    """
    with workspace.change(checkpoint=True) as cursor:
        upload = _there(cursor, upload_id)
        _refuse_replaced(cursor, upload)
        if upload.replaces is not None:
            cursor.execute("update uploads set status = 'kept' where id = ?", [upload.replaces])
        drop_rows(cursor, upload_id)
        cursor.execute(
            "update uploads set status = 'waiting', kept = null, replaces = null, rows = 0 where id = ?",
            [upload_id],
        )


def discard(workspace: Workspace, upload_id: str) -> None:
    """Delete a waiting file with its bytes."""
    with workspace.change(checkpoint=True) as cursor:
        upload = _there(cursor, upload_id)
        _refuse_replaced(cursor, upload)
        if upload.status == "kept":
            raise StepwiseError("{name} is kept. Undo it first, then discard it.", name=upload.name)
        cursor.execute("delete from contents where upload = ?", [upload_id])
        cursor.execute("delete from uploads where id = ?", [upload_id])


def sharing(
    workspace: Workspace,
    upload_id: str,
    channels: Collection[tuple[str, str]],
    records: Collection[KeptTable] = (),
) -> list[Upload]:
    """Kept files that this one may be a newer version of, in the order they were kept.

    They have the same file name, or steps of one of the same channels in the same phase; or they have
    records of one of these tables' kinds, either the very same or of the same days from a sheet that
    is called alike.
    """
    with workspace.cursor() as cursor:
        alike = {found for table in records for found in uploads_like(cursor, table)}
        return _select(
            cursor,
            """
            where status = 'kept' and id <> ? and (
                lower(name) = (select lower(name) from uploads where id = ?)
                or id in (
                    select steps.upload
                    from process_rows as steps
                    join (select unnest(?::varchar[]) as channel, unnest(?::varchar[]) as phase) as these
                        on steps.channel is not distinct from these.channel
                        and steps.phase is not distinct from these.phase
                )
                or list_contains(?::varchar[], id)
            )
            order by kept, id
            """,
            upload_id,
            upload_id,
            [channel for channel, _ in channels],
            [phase for _, phase in channels],
            sorted(alike),
        )


def repeated(workspace: Workspace, kind: Kind, rows: pd.DataFrame) -> int:
    """How many of these rows are kept already, from whatever file: they would be counted twice.

    Two rows are the same where every field of the kind has the same value; a row that stands here
    twice and is kept once is repeated once.
    """
    with workspace.cursor() as cursor:
        return repeated_rows(cursor, kind, rows)


def _select(cursor: duckdb.DuckDBPyConnection, where: str, *values: object) -> list[Upload]:
    rows = cursor.execute(
        f"""
        select id, name, digest, size, received, status, kept, replaces, rows, corrections
        from uploads {where}
        """,
        list(values),
    ).fetchall()
    return [Upload(*(*row[:-1], json.loads(row[-1]))) for row in rows]


def _there(cursor: duckdb.DuckDBPyConnection, upload_id: str) -> Upload:
    there = _select(cursor, "where id = ?", upload_id)
    if not there:
        raise _gone()
    return there[0]


def _gone() -> StepwiseError:
    return StepwiseError("This file is not here any more; it was discarded. Load it again.")


def _refuse_replaced(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> None:
    if upload.status == "replaced":
        newer = _select(cursor, "where replaces = ?", upload.id)[0]
        raise StepwiseError(
            "{name} was replaced by {newer}. Undo {newer} first.", name=upload.name, newer=newer.name
        )
