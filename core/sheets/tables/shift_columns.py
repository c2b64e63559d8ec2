"""The columns of a time sheet beyond one from-to: further stretches, breaks from-to, days by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.kinds import TIME_ENTRIES
from core.sheets.tables.absences import is_day_off
from core.sheets.tables.billable_hours import with_billable_hours
from core.sheets.tables.contents import Contents, fit
from core.sheets.tables.headers import ACCEPT, plain
from core.sheets.tables.record_uses import UNFIT
from core.sheets.tables.stated_days import StatedDays, days_within
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.time_notation import FROM_TO, are_stretches

BREAK = "break"
"""The key of a start and an end that are those of the break."""

_PAUSE = re.compile(r"paus|break|lunch|lunsj|mittag|\bmat|rast", re.IGNORECASE)
_BEGIN = re.compile(r"\b(?:von|ab|from|fra|start|beginn|begin|begins|anfang|out|ut)\b", re.IGNORECASE)
_FINISH = re.compile(r"\b(?:bis|end|ende|ends|to|til|slutt|stop|in|inn)\b", re.IGNORECASE)
_WEEKDAY_HEADINGS = frozenset(["wochentag", "weekday", "day of week", "ukedag"])
_DAY_TOTALS = frozenset(
    [
        "daily total",
        "day total",
        "daily hours",
        "total per day",
        "tagessumme",
        "tagesstunden",
        "tagesarbeitszeit",
        "tag gesamt",
        "stunden pro tag",
        "dagssum",
        "sum dag",
        "timer per dag",
    ]
)
_STRETCHES = frozenset(["uhrzeit", "von bis", "von-bis", "von - bis", "von/bis", "from-to", "from - to"]) | {
    "fra-til",
    "fra - til",
    "zeitraum",
    "klokkeslett",
    "zeiten",
    "arbeitszeiten",
}


def with_shifts(
    uses: Sequence[ColumnUse], contents: Sequence[Contents], stated: StatedDays, *, export: str = ""
) -> list[ColumnUse]:
    """The columns of time entries with those that only a hand-kept time sheet has.

    A further from-to has the key "2", "3"…, the beginning and the end of a break the key "break". A column
    of stretches, "8-12", has the unit "from-to"; a column of days the month or week it lies within.

    >>> from core.sheets.tables.contents import contents_of
    >>> from core.sheets.tables.record_uses import record_uses
    >>> headings = ["Datum", "Von", "Bis", "Von", "Bis"]
    >>> cells = [contents_of([cell]) for cell in ("1.3.2026", "8:00", "12:00", "13:00", "17:00")]
    >>> uses = with_shifts(record_uses(headings, cells, TIME_ENTRIES), cells, StatedDays())
    >>> [(use.name, use.key) for use in uses]
    [('date', ''), ('start', ''), ('end', ''), ('start', '2'), ('end', '2')]
    """
    found = _with_days(list(uses), contents, stated)
    if export:
        return found
    found = with_billable_hours(_with_break_ends(found, contents), contents)
    found = _with_decimal_clocks(found, contents)
    found = _with_further_stretches(found, contents)
    found = _with_stretches_in_one(found, contents)
    found = _with_day_totals(found, contents)
    return _with_absences(_with_unreadable_breaks(found), contents)


def _taken(use: ColumnUse, name: str, why: Text, *, key: str = "", unit: str | None = None) -> ColumnUse:
    score = max(use.score, ACCEPT)
    return replace(use, name=name, score=score, reason=why, suggestion=None, key=key, unit=unit or use.unit)


def _by_name(uses: Sequence[ColumnUse], name: str) -> ColumnUse | None:
    return next((use for use in uses if use.name == name and not use.key), None)


def _with_days(uses: list[ColumnUse], contents: Sequence[Contents], stated: StatedDays) -> list[ColumnUse]:
    """Days by number, by weekday or without year: the lines above say of which month, week or years."""
    date = _by_name(uses, "date")
    for use in [date] if date else uses:
        weekday = plain(use.header) in _WEEKDAY_HEADINGS
        if date is None and use.suggestion != "date" and not weekday:
            continue
        within = days_within(contents[use.index].cells, stated)
        if within:
            why = use.reason if use.name else Text("the lines above name the month or the week of its days")
            put = _taken(use, "date", why, unit=within)
            return [put if other is use else other for other in uses]
    return uses


def _is_clock(use: ColumnUse, contents: Sequence[Contents]) -> bool:
    found = contents[use.index]
    return not found.cells or (found.share("clock") > UNFIT and found.share("timed") < UNFIT)


def _with_break_ends(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The beginning and the end of a break in columns of their own: "Pause von", "Lunch Out"."""
    named = [use for use in uses if _PAUSE.search(use.header) and _is_clock(use, contents)]
    begins = [use for use in named if _BEGIN.search(use.header) and not _FINISH.search(use.header)]
    ends = [use for use in named if _FINISH.search(use.header) and not _BEGIN.search(use.header)]
    if len(begins) != 1 or len(ends) != 1:
        return uses
    puts = {
        begins[0].index: _taken(begins[0], "start", Text("the break begins then"), key=BREAK),
        ends[0].index: _taken(ends[0], "end", Text("the break ends then"), key=BREAK),
    }
    found = [puts.get(use.index, use) for use in uses]
    # What was set aside because a column of the break seemed to be it more clearly.
    for name in ("start", "end"):
        free = [use for use in found if use.name is None and use.suggestion == name and use.score >= ACCEPT]
        if _by_name(found, name) is None and len(free) == 1 and _is_clock(free[0], contents):
            put = _taken(free[0], name, Text("“{header}” is a word for it", {"header": free[0].header}))
            found = [put if use is free[0] else use for use in found]
    return found


def _with_decimal_clocks(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """From and to in decimal hours, 7.5 for half past seven, where the duration beside them can prove it."""
    if _by_name(uses, "minutes") is None:
        return uses
    puts = {}
    for name in ("start", "end"):
        own = [use for use in uses if use.name == name or (use.suggestion == name and use.score >= ACCEPT)]
        if len(own) != 1 or not _are_hours(contents[own[0].index]):
            return uses
        why = Text("“{header}” is a word for it", {"header": own[0].header})
        puts[own[0].index] = _taken(own[0], name, why)
    return [puts.get(use.index, use) for use in uses]


def _are_hours(found: Contents) -> bool:
    """Whether all cells are numbers that can be hours of the day."""
    return bool(found.cells) and all(
        isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 <= cell <= 24
        for cell in found.cells
    )


def _with_further_stretches(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """A second from-to in the same row, as for the afternoon."""
    clocks = [
        use
        for use in uses
        if not use.key
        and (use.name or use.suggestion) in ("start", "end")
        and use.score >= ACCEPT
        and _is_clock(use, contents)
    ]
    names = [use.name or use.suggestion for use in clocks]
    pairs = len(clocks) // 2
    if pairs < 2 or names != ["start", "end"] * pairs:
        return uses
    if {use.name for use in uses if use not in clocks} & {"start_date", "end_date"}:
        return uses
    puts = {}
    for number, use in enumerate(clocks):
        why = Text("“{header}” is a word for it", {"header": use.header})
        key = "" if number < 2 else str(number // 2 + 1)
        puts[use.index] = _taken(use, ("start", "end")[number % 2], why, key=key)
    return [puts.get(use.index, use) for use in uses]


def _with_stretches_in_one(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """A column that says from when to when: "8:00-12:00"."""
    if _by_name(uses, "start") or _by_name(uses, "end"):
        return uses
    for use in uses:
        known = "minutes" in (use.name, use.suggestion) or plain(use.header) in _STRETCHES
        free = use.name in (None, "minutes", "start")
        if known and free and are_stretches(use.header, contents[use.index].cells):
            put = _taken(use, "minutes", Text("its cells say from when to when"), unit=FROM_TO)
            return [put if other is use else other for other in uses]
    return uses


def _with_day_totals(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The day's total beside its stretches, where every row is a day of its own."""
    start = _by_name(uses, "start")
    if start is None or _by_name(uses, "minutes"):
        return uses
    for use in uses:
        found = contents[use.index]
        if (
            use.name is None
            and plain(use.header) in _DAY_TOTALS
            and found.filled >= contents[start.index].filled
        ):
            fits = fit(found, TIME_ENTRIES.column("minutes"))
            if fits is not None and fits > UNFIT:
                put = _taken(use, "minutes", Text("it says how long the whole row took"))
                return [put if other is use else other for other in uses]
    return uses


def _with_unreadable_breaks(uses: list[ColumnUse]) -> list[ColumnUse]:
    """A break that cannot be read makes its rows wait: without it they would be too long."""
    ended = _by_name(uses, "start") and _by_name(uses, "end")
    if not ended or any(use.name == "minutes" or use.name == "break" or use.key == BREAK for use in uses):
        return uses
    for use in uses:
        if use.name is None and use.suggestion == "break" and _PAUSE.search(use.header):
            put = _taken(use, "break", Text("without the break the rows would be too long"))
            return [put if other is use else other for other in uses]
    return uses


def _with_absences(uses: list[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """A column that tells work from holidays and sick days, whatever it is called, is the task."""
    if _by_name(uses, "task") is not None:
        return uses
    clocked = _by_name(uses, "start") is not None
    for use in uses:
        cells = contents[use.index].cells
        if use.name is None and use.header and any(is_day_off(cell, name=not clocked) for cell in cells):
            put = _taken(use, "task", Text("its cells tell work from days off"))
            return [put if other is use else other for other in uses]
    return uses
