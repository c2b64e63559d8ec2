"""Stage events: which case reached which stage when; long, with a date column a stage, or a process log."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.errors import CellRefused
from core.language import Text
from core.sheets.kinds.stages import outcome_of
from core.sheets.records.cell_columns import Mask, Moments, Places, at
from core.sheets.records.columns_read import Columns
from core.sheets.records.currencies import row_currencies
from core.sheets.records.draft import Draft, joined
from core.sheets.records.epochs import counts_from_1970
from core.sheets.records.event_clocks import with_times_of_day
from core.sheets.records.event_twice import counted_once
from core.sheets.records.needs import Need
from core.sheets.records.offsets import OffsetTimes, minutes_to_utc
from core.sheets.records.process_log import paired
from core.sheets.records.readings import ReadColumn
from core.sheets.records.rules import Dropped, Rules, need
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words
from core.sheets.records.years_of_events import tell_turned_years
from core.sheets.tables.headers import plain
from core.sheets.tables.wide_events import CLOSE, STATUS

TEXTS = ("channel", "lost_reason", "person")


def _prepare(columns: Columns) -> None:
    """Nothing of an event is written once for several rows."""


def _wide(columns: Columns) -> list[ReadColumn]:
    """The date columns that each stand for a stage."""
    return [column for column in columns.all_of("time") if column.use.key]


def _needs(columns: Columns) -> list[Need]:
    found = [need(column) for name in ("case",) if (column := columns.one(name)) is not None]
    if _wide(columns):
        return [*found, *_stages_with_a_day(columns)]
    stage, time = columns.one("stage"), columns.one("time")
    if stage is not None:
        found.append(need(stage))
    if time is not None:
        told = need(time)
        completed = columns.one("completed")
        met = told.met if completed is None else told.met | completed.said
        found.append(Need(told.index, met, told.refused, told.told))
    return found


def _stages_with_a_day(columns: Columns) -> list[Need]:
    """Where a row says when its stage was reached, it has to say which stage that is."""
    stage = columns.one("stage")
    day = next((column for column in _wide(columns) if column.use.key == STATUS), None)
    if stage is None or day is None:
        return []
    told = need(stage)
    return [Need(told.index, told.met | ~day.said, told.refused, told.told)]


def _dropped(columns: Columns) -> Dropped:
    wide = _wide(columns)
    case = columns.one("case")
    if not wide or case is None:
        return []
    dateless = case.said.copy()
    for column in wide:
        dateless &= column.blank
    return [(dateless, Text("no date stands in this row, so no stage was reached"))]


def _draft(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    kept = counted_once(columns, kept, troubles)
    wide = _wide(columns)
    times = wide or [column for name in ("time", "completed") if (column := columns.one(name)) is not None]
    moments = _in_one_time(columns, times, kept, troubles)
    value = columns.one("value")
    amounts = [] if value is None else [value]
    currency = row_currencies(columns, amounts, kept & ~troubles.waiting, troubles)
    if wide:
        draft = _unpivoted(columns, wide, moments, kept & ~troubles.waiting, troubles)
    else:
        named = dict(zip((c.name for c in times), moments, strict=True))
        draft = _long(columns, with_times_of_day(columns, named, kept), kept, troubles)
    rows = draft.rows
    draft.fields["case"] = columns.words("case").at(rows)
    for name in TEXTS:
        if columns.one(name) is not None:
            draft.fields[name] = columns.words(name).at(rows)
    if columns.table.channel:
        draft.fields["channel"] = columns.words("channel").or_else(columns.table.channel).at(rows)
    if value is not None:
        draft.fields["value"] = at(value.part(), rows)
        draft.fields["currency"] = currency.at(rows)
    return draft


def _in_one_time(columns: Columns, times: list[ReadColumn], kept: Mask, troubles: Troubles) -> list[Moments]:
    """The times as written; in UTC where they differ in their distance from it."""
    for column in times:
        if counts_from_1970(column):
            columns.notes.append(
                Text(
                    "The numbers under “{header}” count the time since 1970 and are read as dates and "
                    "times in UTC",
                    {"header": column.use.header},
                )
            )
    said = [OffsetTimes(column, column.part(2), column.part(1).astype(bool)) for column in times]
    shifts = minutes_to_utc(columns, said, kept, troubles)
    moments: list[Moments] = [column.part(0) for column in times]
    if shifts is None:
        return moments
    return [moment - shift.astype("timedelta64[m]") for moment, shift in zip(moments, shifts, strict=True)]


def _unpivoted(
    columns: Columns, wide: list[ReadColumn], moments: list[Moments], kept: Mask, troubles: Troubles
) -> Draft:
    """An event for each date of a row."""
    tell_turned_years(columns, list(zip(wide, moments, strict=True)), kept, troubles)
    kept = kept & ~troubles.waiting
    _tell_shared_names(columns, kept)
    parts = []
    for column, moment in zip(wide, moments, strict=True):
        rows = np.flatnonzero(kept & column.said)
        if column.use.key == CLOSE:
            rows, stage = _closed(columns, column, rows)
        elif column.use.key == STATUS:
            rows = rows[~_has_its_own_day(columns, wide)[rows]]
            stage = columns.words("stage").at(rows)
        else:
            stage = Words.all_the_same(column.use.key, len(rows))
        parts.append(Draft(rows, {"stage": stage, "time": moment[rows]}))
    return joined(parts)


def _has_its_own_day(columns: Columns, wide: list[ReadColumn]) -> Mask:
    """The rows whose stage is also that of a date column of its own which is filled in."""
    stage = columns.words("stage")
    words = [plain(word) if word else "" for word in stage.words.to_pylist()]
    own = np.zeros(columns.rows, dtype=bool)
    for column in wide:
        key = plain(column.use.key)
        same = [place for place, word in enumerate(words) if word == key]
        if same and column.use.key != STATUS:
            own |= np.isin(stage.codes, same) & column.said
    return own


def _tell_shared_names(columns: Columns, kept: Mask) -> None:
    """Several rows of one name are one case; that is said where a row is meant to be a case."""
    words = columns.words("case")
    codes = words.same()[kept & words.said]
    counts = np.bincount(codes) if len(codes) else np.zeros(0, dtype=np.int64)
    shared = np.flatnonzero(counts > 1)
    if not len(shared):
        return
    row = int(np.flatnonzero(kept & (words.same() == shared[0]))[0])
    columns.notes.append(
        Text(
            "{count} names stand in more than one row, such as “{found}”: the rows of one name count as one "
            "case. If they are different ones, give each row a number of its own",
            {"count": len(shared), "found": words.at(np.array([row])).to_list()[0]},
        )
    )


def _closed(columns: Columns, column: ReadColumn, rows: Places) -> tuple[Places, Words]:
    """The rows whose deal is won or lost: only there the close date has happened.

    What has a column of its own, as the day of winning may have, is not told by the close date once more.
    """
    stage = columns.words("stage")
    own = {outcome_of(other.use.key) for other in _wide(columns)}
    outcomes = [outcome_of(word) if word else None for word in stage.words.to_pylist()]
    closed = np.isin(stage.codes[rows], [place for place, found in enumerate(outcomes) if found])
    wanted = [place for place, found in enumerate(outcomes) if found and found not in own]
    done = np.isin(stage.codes[rows], wanted)
    expected = int(np.count_nonzero(~closed))
    if expected:
        columns.notes.append(
            Text(
                "“{header}” of {count} deals that are neither won nor lost is the day they are expected to "
                "close, and no event",
                {"header": column.use.header, "count": expected},
            )
        )
    return rows[done], stage.at(rows[done])


def _long(columns: Columns, moments: dict[str, Moments], kept: Mask, troubles: Troubles) -> Draft:
    """An event for each row; starts and ends of the same activity are one."""
    time, completed = moments.get("time"), moments.get("completed")
    end = columns.one("completed")
    if time is not None and completed is not None and end is not None:
        backward = np.flatnonzero(kept & (completed < time))
        if len(backward):
            refused = CellRefused("This was completed before it began. Mend one of the two times.")
            troubles.tell(backward, end.use.index, lambda row: refused)
    rows = np.flatnonzero(kept & ~troubles.waiting)
    stage = columns.words("stage").or_else(columns.table.stage)
    if not moments:
        columns.notes.append(
            Text(
                "No times are given: it is known who reached the stage “{stage}”, not when",
                {"stage": _names(stage, rows)},
            )
        )
    transition = columns.one("transition")
    began = None if time is None else at(time, rows)
    ended = None if completed is None else at(completed, rows)
    if transition is not None and time is not None:
        rows, began, ended = _activities(columns, transition, stage, rows, time)
    fields: dict[str, Words | NDArray[Any]] = {"stage": stage.at(rows)}
    if ended is not None:
        fields["completed"] = ended
        began = ended if began is None else np.where(np.isnat(began), ended, began)
    if began is not None:
        fields["time"] = began
    return Draft(rows, fields)


def _activities(
    columns: Columns, transition: ReadColumn, stage: Words, rows: Places, time: Moments
) -> tuple[Places, Moments, Moments]:
    said = Words.of_column(transition)
    kind = np.array(
        [{"start": 1, "complete": 2, "other": 3}.get(word, 0) for word in said.words.to_pylist()] + [0]
    )
    kinds = kind[said.codes[rows]]
    skipped = int(np.count_nonzero(kinds == 3))
    if skipped:
        columns.notes.append(
            Text(
                "{count} rows tell neither a start nor an end, such as an activity that was assigned, and "
                "are left out",
                {"count": skipped},
            )
        )
    rows, kinds = rows[kinds != 3], kinds[kinds != 3]
    if not (kinds == 1).any():
        return rows, time[rows], np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[us]")
    case, stages = columns.words("case").same()[rows], stage.same()[rows]
    activity = case * (int(stages.max(initial=0)) + 2) + stages
    found = paired(rows, activity, time[rows], kinds == 1, kinds == 2)
    columns.notes.append(Text("Starts and ends of the same activity are read as one row"))
    return found.rows, found.began, found.completed


def _names(words: Words, rows: Places) -> str:
    """The first different words of these rows."""
    used = np.unique(words.codes[rows])
    listed = words.words.take(pa.array(used[used >= 0][:5])).to_pylist()
    return ", ".join(str(word) for word in listed) + (", …" if len(used) > 5 else "")


STAGE_EVENT_RULES = Rules(("value",), _prepare, _needs, _dropped, _draft)
