"""Events in a file too large for an upload: understood by its first lines, read where it lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.errors import FileRefused
from core.language import Quoted, Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.wording import shown
from core.sheets.files.limits import Count
from core.sheets.files.read import TEXT_ENDINGS
from core.sheets.tables.recognise import Recall
from core.store.event_log import EventLog
from core.store.long_file_head import Head, head_of
from core.store.long_file_letters import encoding_of
from core.store.long_file_rows import NOTHING, Layout, Place, Version, cells_sql, reading, with_what_occurs
from core.store.long_file_times import OFFSET, Notation, in_likely_years, notation_of, offsets_of
from core.store.reading_only import reading_only

_STAND_FOR_OTHERS = "*?["


@dataclass(frozen=True)
class Unreadable:
    """What of a file does not count, in rows."""

    rows: int
    """All rows that say anything."""
    times: int
    """The times that cannot be read."""
    example: str
    """One of these times, "" where there is none."""
    without_time: int
    without_case: int
    without_stage: int


@dataclass(frozen=True)
class LongFile:
    """A file of events as it was understood; equal ones give equal events."""

    version: Version
    layout: Layout
    notation: Notation
    columns: tuple[tuple[str, str], ...]
    """The columns that are read: the name in stage events, and the heading."""
    example: tuple[str, dt.datetime]
    """One of its times, as written and as read."""
    notes: tuple[Text, ...] = field(default=(), compare=False)
    """What is to be said of how it is read."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.version.path

    def log(self) -> EventLog:
        """Its events."""
        return log_of([self])

    def unreadable(self) -> Unreadable:
        """What of it does not count. Reads the whole file; raises FileRefused where that fails."""
        cells, parameters = cells_sql(self.version, self.layout)
        with reading([self.version]) as connection:
            (counted,) = connection.execute(
                f"""
                select
                    count(*),
                    count(*) filter (written is not null and time is null),
                    coalesce(min(case when time is null then written end), ''),
                    count(*) filter (written is null),
                    count(*) filter (case_id is null),
                    count(*) filter (stage is null)
                from ({_with_time(cells, self.notation)})
                where case_id is not null or stage is not null or written is not null
                """,
                parameters,
            ).fetchall()
        return Unreadable(*counted)


def log_of(files: Sequence[LongFile]) -> EventLog:
    """The events of these files together.

    A row without a case or a stage is no event. One whose time is missing or cannot be read has none.
    """
    parts = [_events(file.version, file.layout, file.notation, number) for number, file in enumerate(files)]
    versions = [file.version for file in files]
    return EventLog(
        lambda: reading(versions),
        " union all ".join(text for text, _ in parts),
        {name: value for _, parameters in parts for name, value in parameters.items()},
        ("long files", *files),
    )


def long_file(path: Path, recall: Recall = lambda header: None) -> LongFile:
    """The file of events at this path, read as its first lines tell.

    What they may not tell, the order of day and month and the distance from UTC, the whole file is asked.
    `recall` gives what was said of the same headings. Raises FileRefused, with what to do about it, where the
    file is not there, is no CSV file, or is not understood.
    """
    path = file_at(path)
    try:
        return _understood(Version.of(path), recall)
    except OSError as error:  # the disk is gone, or somebody else keeps the file to himself
        raise _unreachable(path, error) from error


def _understood(version: Version, recall: Recall) -> LongFile:
    encoding, quotes = encoding_of(version.path, version.size, version.changed)
    head = head_of(version.path, recall)
    layout = with_what_occurs(version, _layout(head, encoding, quotes=quotes))
    if head.open_order is not None:
        head = head_of(version.path, recall, order=_order(version, layout, head))
    times = _times(head)
    notation = _notation(version, head, times)
    _check_as_uploaded(version, layout, notation, head)
    if notation.offsets:
        notation = replace(notation, offsets=_offsets(version, layout))
    return LongFile(
        version,
        layout,
        notation,
        tuple((name, use.header) for name, use in head.uses.items()),
        next(iter(times.items())),
        _notes(notation, head),
    )


def file_at(path: Path) -> Path:
    """The path with all its links followed; FileRefused where there is no file that may be a CSV file.

    >>> file_at(Path("events.csv"))
    Traceback (most recent call last):
    ...
    core.errors.FileRefused: “events.csv” is only a part of a path. Write all of it, from the first folder on.
    """
    path = path.expanduser()
    if not path.is_absolute():
        raise FileRefused(
            "“{path}” is only a part of a path. Write all of it, from the first folder on.", path=path
        )
    try:
        there = path.resolve(strict=True)
        if there.is_dir():
            raise FileRefused("{path} is a folder. Name the file in it.", path=path)
        filled = there.is_file() and there.stat().st_size > 0
        if filled:
            there.open("rb").close()
    except FileNotFoundError as error:
        raise FileRefused(
            "There is no file {path}. If it was moved or renamed, name it anew or put it back.", path=path
        ) from error
    except (OSError, RuntimeError, ValueError) as error:  # no permission, links in a circle, no path at all
        raise _unreachable(path, error) from error
    if there.suffix.lower() not in TEXT_ENDINGS:
        raise FileRefused(
            "{path} is not named as a CSV file. Only files ending in {endings} are read where they lie: save "
            "it as one of these.",
            path=path,
            endings=", ".join(TEXT_ENDINGS),
        )
    if not filled:
        raise FileRefused("{path} is empty. Have it exported again.", path=path)
    if any(sign in str(there) for sign in _STAND_FOR_OTHERS):
        raise FileRefused(
            "The path {path} has one of the signs * ? [ in it, which stand for several files. Rename the "
            "file or its folder.",
            path=there,
        )
    return there


def _unreachable(path: Path, error: Exception) -> FileRefused:
    reason = getattr(error, "strerror", None) or error
    return FileRefused("{path} cannot be read: {reason}.", path=path, reason=reason)


def _layout(head: Head, encoding: str, *, quotes: bool) -> Layout:
    said = {
        text.strip().lower()
        for use in head.uses.values()
        for text in head.grid.column(use.index, head.checked.table.first_row)
        if isinstance(text, str) and is_blank(text)
    }
    nothing = tuple(sorted({*NOTHING, *said}))
    return Layout(
        head.delimiter,
        head.skip,
        head.width,
        encoding,
        # DuckDB fills up short rows only where no line can end between quotes, or on one processor.
        padded=head.ragged or not quotes,
        parallel=not (head.ragged and quotes),
        places=tuple(Place(name, use.index, nothing=nothing) for name, use in head.uses.items()),
        channel=head.checked.table.channel,
    )


def _times(head: Head) -> dict[str, dt.datetime]:
    """The times of the first lines as they are written, and as an upload reads them."""
    place, rows = head.uses["time"].index, head.checked.rows
    written = [head.grid.rows[int(row) - 1][place] for row in rows["row"]]
    return {
        text.strip(): moment.to_pydatetime()
        for text, moment in zip(written, rows["time"], strict=True)
        if isinstance(text, str) and not is_blank(text)
    }


def _notation(version: Version, head: Head, times: Mapping[str, dt.datetime]) -> Notation:
    with reading_only([]) as connection:
        notation = notation_of(connection, list(times), list(times.values()), head.uses["time"].order)
    if notation is None:
        raise FileRefused(
            "The times of {path}, such as “{found}”, are written in a way that only an upload reads. Have "
            "them written as 2026-12-31 14:30, or upload the file in parts.",
            path=version.path,
            found=shown(next(iter(times), "")),
        )
    return notation


def _order(version: Version, layout: Layout, head: Head) -> str:
    """Whether the day or the month comes first: what the first lines leave open, the whole file may tell."""
    cells, parameters = cells_sql(version, layout)
    first, second = (
        rf"try_cast(regexp_extract(written, '^([0-9]+)[/-]([0-9]+)[/-]', {place}) as int)" for place in (1, 2)
    )
    with reading([version]) as connection:
        ((days_first, months_first),) = connection.execute(
            f"""
            select
                count(*) filter ({first} between 13 and 31 and {second} <= 12),
                count(*) filter ({second} between 13 and 31 and {first} <= 12)
            from ({cells})
            """,
            parameters,
        ).fetchall()
    if bool(days_first) == bool(months_first):
        raise FileRefused(
            "{question} Nothing in {path} shows it. Have the dates written as 2026-12-31, or upload the "
            "first rows on the page Sheets and say it there: that is remembered for the same headings.",
            question=head.open_order,
            path=version.path,
        )
    return "dmy" if days_first else "mdy"


def _offsets(version: Version, layout: Layout) -> tuple[tuple[str, int], ...]:
    """The distances from UTC that stand behind the times of the whole file."""
    cells, parameters = cells_sql(version, layout)
    with reading([version]) as connection:
        written = connection.execute(
            f"select distinct regexp_extract(written, '{OFFSET}', 1) from ({cells})", parameters
        ).fetchall()
    return offsets_of(text for (text,) in written if text)


def _check_as_uploaded(version: Version, layout: Layout, notation: Notation, head: Head) -> None:
    """The rows of the first lines must be found as an upload reads them, or the file is refused."""
    # On one processor the first lines come first.
    events, parameters = _events(version, replace(layout, parallel=False), notation)
    with reading([version]) as connection:
        answers = connection.execute(f"{events} limit {len(head.grid.rows)}", parameters).fetchall()
    known = {
        (*map(_tidy, (case, stage, channel, reason)), time) for case, stage, time, channel, reason in answers
    }
    names = ("case", "stage", "channel", "lost_reason", "time", "row")
    for *texts, time, row in head.checked.rows[list(names)].itertuples(index=False, name=None):
        words = tuple(map(_tidy, texts))
        if not {(*words, time.to_pydatetime()), (*words, None)} & known:
            raise FileRefused(
                "Row {row} of {path} would not be read as an upload reads it. Have the file exported again, "
                "or upload it in parts.",
                row=Count(int(row)),
                path=version.path,
            )


def _tidy(text: object) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""


def _notes(notation: Notation, head: Head) -> tuple[Text, ...]:
    notes = list(head.checked.table.notes)
    if notation.since_1970:
        notes.append(
            Text(
                "The numbers under “{header}” count the time since 1970 and are read as dates and "
                "times in UTC",
                {"header": head.uses["time"].header},
            )
        )
    if notation.in_utc:
        notes.append(Text("The times of this file differ in their distance from UTC, so all are read in UTC"))
    read = {use.index for use in head.uses.values()}
    unread = [use.header for use in head.checked.table.columns if use.header and use.index not in read]
    if unread:
        notes.append(Text("These columns are not used: {names}", {"names": Quoted(tuple(unread))}))
    return tuple(notes)


def _events(
    version: Version, layout: Layout, notation: Notation, number: int = 0
) -> tuple[str, dict[str, Any]]:
    """The query for the events of a file, and its parameters."""
    cells, parameters = cells_sql(version, layout, number)
    text = f"""
        select case_id, stage, time, channel, lost_reason
        from ({_with_time(cells, notation)})
        where case_id is not null and stage is not null
    """
    return text, parameters


def _with_time(cells: str, notation: Notation) -> str:
    return f"""
        select *, {in_likely_years("moment")} as time
        from (select *, {notation.sql("written")} as moment from ({cells}))
    """
