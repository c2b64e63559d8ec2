"""Time entries: who worked how long on what, by duration or from start to end."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import CellRefused
from core.language import Text
from core.sheets.records.cell_columns import Floats, Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.currencies import row_currencies
from core.sheets.records.draft import Draft
from core.sheets.records.filling_down import fill_down
from core.sheets.records.flags_read import ticked
from core.sheets.records.needs import Need
from core.sheets.records.offsets import OffsetTimes, minutes_to_utc
from core.sheets.records.readings import ReadColumn
from core.sheets.records.rules import Dropped, Rules
from core.sheets.records.total_names import begins_like_one, reason
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words
from core.sheets.records.worked import Worked, worked

TEXTS = ("person", "customer", "project", "task", "description", "tags")

_ABSENT = re.compile(
    r"(?:bezahlter? |halber |1/2 )?(?:urlaub|feiertag|krank|krankheit|frei|wochenende|ruhetag|ferie|ferier"
    r"|helligdag|syk"
    r"|sykdom|fri|avspasering|vacation|holiday|public holiday|bank holiday|sick|sick leave|off|day off"
    r"|weekend"
    r"|time off|leave|pto|ostermontag|karfreitag|pfingstmontag|tag der arbeit|neujahr)\.?",
    re.IGNORECASE,
)
_DAY = 1440.0
_FEW_PER_CENT = 0.1
_ROUNDINGS = (5.0, 6.0, 15.0)
"""Durations are rounded up to so many minutes, as people bill them."""


def _prepare(columns: Columns) -> None:
    fill_down(columns, "date", _entries(columns), share=_FEW_PER_CENT)


def _entries(columns: Columns) -> Mask:
    """The rows with a time and something beside it that is no total."""
    timed = _any_said(columns, ("start", "minutes"))
    beside = _any_said(columns, ("start",))
    for name in TEXTS:
        column = columns.one(name)
        if column is None or column.readings.words is None:
            continue
        called_total = (
            {
                place
                for place, word in enumerate(column.readings.words.to_pylist())
                if word and (reason(word) or begins_like_one(word))
            }
            if len(column.readings.words) < 50_000
            else set()
        )
        beside |= column.said & ~np.isin(column.cells.codes, list(called_total))
    found: Mask = timed & beside
    return found


def _any_said(columns: Columns, names: tuple[str, ...]) -> Mask:
    said = np.zeros(columns.rows, dtype=bool)
    for name in names:
        column = columns.one(name)
        if column is not None:
            said |= column.said
    return said


def _any_refused(columns: Columns, names: tuple[str, ...]) -> Mask:
    refused = np.zeros(columns.rows, dtype=bool)
    for name in names:
        column = columns.one(name)
        if column is not None:
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
    known = ~np.isnan(times.minutes)
    if minutes is not None:
        known |= minutes.said
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
    idle = ~_any_said(columns, ("start", "end", "minutes")) & ~_any_refused(
        columns, ("start", "end", "minutes")
    )
    for name in ("break", "amount"):
        column = columns.one(name)
        if column is not None:
            idle &= column.blank | (column.part() == 0)
    idle &= _any_said(columns, ("date", "start_date")) & ~_any_said(columns, ("billable",))
    for column in columns.read:
        idle &= ~_said_in_words(column)
    several = np.zeros(columns.rows, dtype=np.int16)
    absent = np.zeros(columns.rows, dtype=bool)
    for name in TEXTS:
        column = columns.one(name)
        if column is None or column.readings.words is None or name == "person":
            continue
        said = column.said & idle
        several += said
        for row in np.flatnonzero(said):
            word = column.readings.words[int(column.cells.codes[row])].as_py()
            absent[row] |= bool(_ABSENT.fullmatch(word))
    return [
        (idle & (several == 0), Text("a day without work")),
        (idle & absent & (several == 1), Text("a day off")),
    ]


def _said_in_words(column: ReadColumn) -> Mask:
    """The rows whose cell says in so many words that nothing is known: "n/a", not just a dash."""
    codes = np.unique(column.cells.codes[column.blank & column.cells.filled])
    worded = [
        code for code in codes.tolist() if any(letter.isalpha() for letter in str(column.cells.cell(code)))
    ]
    found: Mask = np.isin(column.cells.codes, worded)
    return found


def _draft(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    times = _in_one_time(columns, worked(columns), kept, troubles)
    _tell_backward(columns, times, kept, troubles)
    _tell_two_days(columns, kept, troubles)
    given = columns.one("minutes")
    pause = columns.one("break")
    breaks = np.zeros(columns.rows) if pause is None else np.nan_to_num(pause.part())
    net = times.minutes - breaks
    _tell_break(columns, net, kept & ~troubles.waiting, troubles)
    if given is None:
        minutes = net
    else:
        minutes = np.where(given.said, given.part(), net)
        _tell_contradictions(given, net, breaks, kept & ~troubles.waiting, troubles)
    _tell_too_long(columns, given, net, kept & ~troubles.waiting, troubles)
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
        **{name: columns.words(name).at(rows) for name in TEXTS},
    }
    for column in amounts:
        fields[column.name] = column.part()[rows]
    billable = columns.one("billable")
    if billable is not None:
        fields["billable"] = ticked(billable, kept)[rows]
    return Draft(rows, fields)


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
    return Worked(day, began, ended, times.overnight, ended < began)


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


def _tell_break(columns: Columns, net: Floats, kept: Mask, troubles: Troubles) -> None:
    pause = columns.one("break")
    rows = np.flatnonzero(kept & (net < 0))
    if len(rows) and pause is not None:
        refused = CellRefused("The break is longer than the time from start to end. Mend one of them.")
        troubles.tell(rows, pause.use.index, lambda row: refused)


def _tell_contradictions(
    given: ReadColumn, net: Floats, breaks: Floats, kept: Mask, troubles: Troubles
) -> None:
    """Rows wait whose duration is not that from start to end less the break, however it may be rounded."""
    minutes = given.part()
    more = minutes - net
    rounded_up = np.zeros(len(more), dtype=bool)
    for step in _ROUNDINGS:
        whole = np.abs(minutes - step * np.round(minutes / step)) < 0.01
        rounded_up |= whole & (more > 0) & (more < step)
    rows = np.flatnonzero(kept & given.said & (np.abs(more) > 1.0001) & ~rounded_up)
    if not len(rows):
        return

    def refused(row: int) -> CellRefused:
        said, exact = _clock(float(minutes[row])), _clock(float(net[row]))
        if breaks[row]:
            return CellRefused(
                "This entry says {given}, but from start to end less the break it is {worked}. Mend one of "
                "them.",
                given=said,
                worked=exact,
            )
        return CellRefused(
            "This entry says {given}, but from start to end it is {worked}. Mend one of them, or write the "
            "break "
            "into a column of its own.",
            given=said,
            worked=exact,
        )

    troubles.tell(rows, given.use.index, refused)


def _tell_too_long(
    columns: Columns, given: ReadColumn | None, net: Floats, kept: Mask, troubles: Troubles
) -> None:
    """More than a day from start to end, with no duration that says the same, is more likely a slip."""
    long = net > _DAY
    if given is not None:
        long &= ~given.said
    rows = np.flatnonzero(kept & long)
    end = columns.one("end")
    if len(rows) and end is not None:

        def refused(row: int) -> CellRefused:
            return CellRefused(
                "From start to end this entry takes {time}. Is that right? Then write it into a column for "
                "the "
                "duration; else mend the start or the end.",
                time=_clock(float(net[row])),
            )

        troubles.tell(rows, end.use.index, refused)


def _clock(minutes: float) -> str:
    """Minutes as hours and minutes: 8:30."""
    whole = round(abs(minutes))
    return f"{'-' * (minutes < 0)}{whole // 60}:{whole % 60:02}"


TIME_ENTRY_RULES = Rules(("minutes", "amount", "break"), _prepare, _needs, _dropped, _draft)
