"""Time entries: who worked how long on what, by duration or from start to end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import CellRefused
from core.language import Text
from core.sheets.records.cell_columns import EMPTY, Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.currencies import row_currencies
from core.sheets.records.days_off import days_off
from core.sheets.records.draft import Draft, joined
from core.sheets.records.entry_doubts import breaks_of, tell_break, tell_contradictions, tell_too_long
from core.sheets.records.filling_down import fill_down
from core.sheets.records.flags_read import ticked
from core.sheets.records.needs import Need
from core.sheets.records.offsets import OffsetTimes, minutes_to_utc
from core.sheets.records.proved_clocks import prove_clocks
from core.sheets.records.rules import Dropped, Rules
from core.sheets.records.sum_rows import named_beside
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words
from core.sheets.records.worked import Worked, worked
from core.sheets.tables.billable_hours import BILLABLE
from core.sheets.tables.time_notation import FROM_TO, HOURS_MINUTES

TEXTS = ("person", "customer", "project", "task", "description", "tags")

_FEW_PER_CENT = 0.1


def _prepare(columns: Columns) -> None:
    prove_clocks(columns)
    _without_needless_breaks(columns)
    _note_readings(columns)
    fill_down(columns, "date", _entries(columns), share=_FEW_PER_CENT)


def _note_readings(columns: Columns) -> None:
    """Say what the lines above the table or its headings settle about its days and durations."""
    date, minutes = columns.one("date"), columns.one("minutes")
    if date is not None and date.use.unit is not None:
        columns.notes.append(
            Text(
                "The days under “{header}” are those of {within}, which stands above the table",
                {"header": date.use.header, "within": date.use.unit},
            )
        )
    if minutes is not None and minutes.use.unit == HOURS_MINUTES:
        columns.notes.append(
            Text(
                "Numbers in “{header}” are read as hours and minutes: 1.30 is an hour and a half",
                {"header": minutes.use.header},
            )
        )
    for name, said in columns.table.stated.items():
        if columns.one(name) is None:
            columns.notes.append(Text("“{said}” above the table holds for all its rows", {"said": said}))


def _without_needless_breaks(columns: Columns) -> None:
    """Breaks that cannot be read hold no row back whose duration is given: it counts without them."""
    pause, given = columns.one("break"), columns.one("minutes")
    if pause is None or given is None or given.use.unit == FROM_TO:
        return
    needless = pause.refused & given.said
    if needless.any():
        codes = pause.cells.codes.copy()
        codes[needless] = EMPTY
        columns.replaced(pause, replace(pause.with_codes(codes), placed=()))
        columns.not_needed["break"] = needless
        columns.notes.append(
            Text(
                "Breaks under “{header}” that cannot be read and are not needed, because the duration is "
                "given: {count}",
                {"count": int(np.count_nonzero(needless)), "header": pause.use.header},
            )
        )


def _entries(columns: Columns) -> Mask:
    """The rows with a time and something beside it that is no total."""
    timed = _any_said(columns, ("start", "minutes"))
    beside = _any_said(columns, ("start",)) | named_beside(columns, TEXTS)
    found: Mask = timed & beside
    return found


def _any_said(columns: Columns, names: tuple[str, ...]) -> Mask:
    said = np.zeros(columns.rows, dtype=bool)
    for name in names:
        for column in columns.all_of(name):
            said |= column.said
    return said


def _any_refused(columns: Columns, names: tuple[str, ...]) -> Mask:
    refused = np.zeros(columns.rows, dtype=bool)
    for name in names:
        for column in columns.all_of(name):
            refused |= column.refused
    return refused


def _needs(columns: Columns) -> list[Need]:
    times = worked(columns)
    needs = []
    date = columns.one("date") or columns.one("start_date") or columns.one("start")
    if date is not None:
        refused = CellRefused("The date of this entry is missing. Write it here.")
        needs.append(
            Need(
                date.use.index,
                ~np.isnat(times.day),
                refused,
                _any_refused(columns, ("date", "start_date", "start")),
            )
        )
    minutes, start, end = columns.one("minutes"), columns.one("start"), columns.one("end")
    known = ~np.isnan(times.minutes) | _any_said(columns, ("minutes",))
    place = minutes or end or start
    if place is not None:
        refused = (
            CellRefused("How long this entry took is missing. Write the duration here.")
            if minutes is not None
            else CellRefused(
                "The start or the end of this entry is missing, so nobody knows how long it took."
            )
        )
        index = place.use.index
        needs.append(Need(index, known, refused, _any_refused(columns, ("minutes", "start", "end", "date"))))
    return needs


def _dropped(columns: Columns) -> Dropped:
    """Days on which nobody worked: a date, and at most a word such as "Urlaub"."""
    return days_off(columns, TEXTS)


def _draft(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    """The entries of the rows; a row with billed and unbilled hours gives two."""
    parts = [column for column in columns.all_of("minutes") if column.use.key]
    if not parts:
        return _draft_of(columns, kept, troubles)
    drafts = []
    for part in parts:
        others = [column for column in columns.read if column.name != "minutes"]
        own = replace(columns, read=[*others, part])
        draft = _draft_of(own, kept & part.said & (part.part() > 0), troubles)
        draft.fields["billable"] = np.full(len(draft.rows), float(part.use.key == BILLABLE))
        drafts.append(draft)
    return joined(drafts)


def _draft_of(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    times = _in_one_time(columns, worked(columns), kept, troubles)
    _tell_backward(columns, times, kept, troubles)
    _tell_two_days(columns, kept, troubles)
    given = columns.one("minutes")
    breaks = breaks_of(columns, times, kept, troubles)
    net = times.minutes - breaks
    tell_break(columns, net, kept & ~troubles.waiting, troubles)
    if given is None:
        minutes = net
    elif given.use.unit == FROM_TO:
        minutes = np.where(np.isnan(net), given.part() - breaks, net)
        given = None
    else:
        minutes = np.where(given.said, given.part(), net)
        tell_contradictions(columns, given, net, breaks, kept & ~troubles.waiting, troubles)
    tell_too_long(columns, times, given, net, kept & ~troubles.waiting, troubles)
    amounts = [column for name in ("amount", "hourly_rate") if (column := columns.one(name)) is not None]
    currency = row_currencies(columns, amounts, kept & ~troubles.waiting, troubles)
    rows = np.flatnonzero(kept & ~troubles.waiting)
    overnight = int(np.count_nonzero(times.overnight[rows]))
    if overnight:
        columns.notes.append(
            Text(
                "In {count} rows the end comes before the start: they end on the next day",
                {"count": overnight},
            )
        )
    fields: dict[str, Words | NDArray[Any]] = {
        "date": times.day[rows].astype("datetime64[D]").astype("datetime64[us]"),
        "began": times.began[rows],
        "ended": times.ended[rows],
        "minutes": np.round(minutes[rows], 6),
        "currency": currency.at(rows),
        **{name: _named(columns, name).at(rows) for name in TEXTS},
    }
    for column in amounts:
        fields[column.name] = column.part()[rows]
    billable = columns.one("billable")
    if billable is not None:
        fields["billable"] = ticked(billable, kept)[rows]
    return Draft(rows, fields)


def _named(columns: Columns, name: str) -> Words:
    """The texts of a column, or what a line above the table says for all its rows: "Kunde: Alpha GmbH"."""
    stated = columns.table.stated.get(name)
    if stated and columns.one(name) is None:
        return Words.all_the_same(stated, columns.rows)
    return columns.words(name)


def _in_one_time(columns: Columns, times: Worked, kept: Mask, troubles: Troubles) -> Worked:
    """The times in UTC where they differ in their distance from it; else as written."""
    clocks = [
        OffsetTimes(column, column.part(2), column.said)
        for name in ("start", "end")
        if (column := columns.one(name)) is not None
    ]
    shifts = minutes_to_utc(columns, clocks, kept, troubles)
    if shifts is None:
        return times
    moved = {
        clock.column.name: shift.astype("timedelta64[m]") for clock, shift in zip(clocks, shifts, strict=True)
    }
    nothing = np.zeros(columns.rows, dtype="timedelta64[m]")
    began = times.began - moved.get("start", nothing)
    ended = times.ended - moved.get("end", nothing)
    day = (
        times.day
        if columns.one("date") is not None
        else began.astype("datetime64[D]").astype("datetime64[us]")
    )
    return replace(times, day=day, began=began, ended=ended, backward=ended < began)


def _tell_backward(columns: Columns, times: Worked, kept: Mask, troubles: Troubles) -> None:
    rows = np.flatnonzero(kept & times.backward)
    end = columns.one("end")
    if len(rows) and end is not None:
        refused = CellRefused("This entry ends before it begins. Mend its start or its end.")
        troubles.tell(rows, end.use.index, lambda row: refused)


def _tell_two_days(columns: Columns, kept: Mask, troubles: Troubles) -> None:
    """Rows wait whose start names another day than their date."""
    date, start = columns.one("date"), columns.one("start")
    if date is None or start is None:
        return
    day, started = date.part(), start.part(0)
    rows = np.flatnonzero(kept & date.said & ~np.isnat(started) & (day != started))
    if len(rows):
        refused = CellRefused("The start is on another day than the date of this row. Mend one of them.")
        troubles.tell(rows, start.use.index, lambda row: refused)


TIME_ENTRY_RULES = Rules(("minutes", "amount", "break"), _prepare, _needs, _dropped, _draft)
