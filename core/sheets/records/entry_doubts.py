"""Time entries that contradict themselves or last unlikely long: their rows wait, and it is said why."""

from __future__ import annotations

import numpy as np

from core.errors import CellRefused
from core.language import Text
from core.sheets.records.cell_columns import Floats, Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.troubles import Troubles
from core.sheets.records.worked import Worked

_DAY = 1440.0
_LONGEST_NIGHT = 960.0
_HALF_A_DAY = 720.0
_ONE_O_CLOCK = 780.0
_ROUNDINGS = (5.0, 6.0, 15.0)
"""Durations are rounded up to so many minutes, as people bill them."""
_BREAKS = (10.0, 90.0)
_TWICE = 2
_TOLERANCE = 1.0001


def breaks_of(columns: Columns, times: Worked, kept: Mask, troubles: Troubles) -> Floats:
    """The minutes of break of each row, from its own column and from what lies between its stretches.

    Where both say the same it is one break; where they differ the row waits.
    """
    _tell_stretches(columns, times, kept, troubles)
    pause = columns.one("break")
    if pause is None:
        return times.pause
    said = np.nan_to_num(pause.part())
    both = (said > 0) & (times.pause > 0)
    rows = np.flatnonzero(kept & both & (np.abs(said - times.pause) > _TOLERANCE))
    if len(rows):

        def refused(row: int) -> CellRefused:
            return CellRefused(
                "This row says {given} of break, but between its times lie {worked}. Mend one of them.",
                given=clock_text(float(said[row])),
                worked=clock_text(float(times.pause[row])),
            )

        troubles.tell(rows, pause.use.index, refused)
    breaks: Floats = np.where(both, said, said + times.pause)
    return breaks


def _tell_stretches(columns: Columns, times: Worked, kept: Mask, troubles: Troubles) -> None:
    """Rows wait whose stretches lack an end, overlap, or have a break outside of them."""
    keyed = [column for column in columns.all_of("end") if column.use.key] or columns.all_of("end")
    for mask, refused in (
        (
            times.broken,
            CellRefused(
                "The times of this row do not follow each other. Each stretch needs its start and its end, "
                "one after the other."
            ),
        ),
        (
            times.outside,
            CellRefused(
                "The break of this row needs a beginning and an end, both between the start and the end of "
                "the work."
            ),
        ),
    ):
        rows = np.flatnonzero(kept & mask)
        if len(rows) and keyed:
            troubles.tell(rows, keyed[-1].use.index, lambda row, refused=refused: refused)  # type: ignore[misc]


def tell_break(columns: Columns, net: Floats, kept: Mask, troubles: Troubles) -> None:
    """Rows wait whose break is longer than the work."""
    pause = columns.one("break")
    rows = np.flatnonzero(kept & (net < 0))
    if len(rows) and pause is not None:
        refused = CellRefused("The break is longer than the time from start to end. Mend one of them.")
        troubles.tell(rows, pause.use.index, lambda row: refused)


def tell_contradictions(
    columns: Columns, given: ReadColumn, net: Floats, breaks: Floats, kept: Mask, troubles: Troubles
) -> None:
    """Rows wait whose duration is not that from start to end less the break, however it may be rounded."""
    minutes = given.part()
    more = minutes - net
    rounded_up = np.zeros(len(more), dtype=bool)
    for step in _ROUNDINGS:
        whole = np.abs(minutes - step * np.round(minutes / step)) < 0.01
        rounded_up |= whole & (more > 0) & (more < step)
    unread = columns.not_needed.get("break")
    agrees = (np.abs(more) <= _TOLERANCE) | rounded_up
    if unread is not None:
        agrees |= unread & (more < 0)  # the break that cannot be read may make the difference
    both = kept & given.said & ~np.isnan(net)
    unstated = _unstated_break(columns, more, both, agrees, breaks)
    rows = np.flatnonzero(both & ~agrees & ~unstated)
    if not len(rows):
        return

    def refused(row: int) -> CellRefused:
        said, exact = clock_text(float(minutes[row])), clock_text(float(net[row]))
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


def _unstated_break(columns: Columns, more: Floats, both: Mask, agrees: Mask, breaks: Floats) -> Mask:
    """The rows whose hours are less than from start to end by the same round time as in most rows.

    Then a break is meant that no column says; the hours count, and that is noted once.
    """
    never = np.zeros(len(more), dtype=bool)
    if columns.one("break") is not None or breaks.any():
        return never
    less = np.round(-np.where(both & ~agrees, more, 0.0))
    lengths, counts = np.unique(less[(less >= _BREAKS[0]) & (less <= _BREAKS[1])], return_counts=True)
    usual = [
        float(length)
        for length, count in zip(lengths, counts, strict=True)
        if count >= _TWICE and length % 5 == 0
    ]
    rows: Mask = np.isin(less, usual) if usual else never
    found = int(np.count_nonzero(rows))
    if 2 * found <= np.count_nonzero(both):
        return never
    columns.notes.append(
        Text(
            "In {count} rows the duration is {time} less than from start to end, a break that no column "
            "says: the duration counts",
            {"count": found, "time": ", ".join(clock_text(length) for length in usual)},
        )
    )
    return rows


def tell_too_long(
    columns: Columns, times: Worked, given: ReadColumn | None, net: Floats, kept: Mask, troubles: Troubles
) -> None:
    """Rows wait that last more than a day, or so long over midnight that am and pm may be missing."""
    unsaid = np.ones(len(net), dtype=bool) if given is None else ~given.said
    end = columns.one("end") or columns.one("minutes")
    if end is None:
        return
    _tell_half_days(columns, times, kept & unsaid & (net <= _DAY), troubles, end.use.index)
    rows = np.flatnonzero(kept & unsaid & (net > _DAY))
    if len(rows):

        def refused(row: int) -> CellRefused:
            return CellRefused(
                "From start to end this entry takes {time}. Is that right? Then write it into a column for "
                "the "
                "duration; else mend the start or the end.",
                time=clock_text(float(net[row])),
            )

        troubles.tell(rows, end.use.index, refused)


def _tell_half_days(columns: Columns, times: Worked, kept: Mask, troubles: Troubles, index: int) -> None:
    """Rows wait that go from 9:00 to 5:00 the next day: the 5:00 is more likely in the afternoon."""
    over = kept & times.overnight
    if not over.any():
        return
    total = times.minutes
    began, ended = _since_midnight(times.began), _since_midnight(times.ended)
    clocks = np.concatenate([began[kept], ended[kept]])
    half = not (clocks >= _ONE_O_CLOCK).any()  # no time after noon: a clock of twelve hours, perhaps
    long = over & (total > _LONGEST_NIGHT)
    if half:
        long |= over & (total >= _HALF_A_DAY) & (began < _ONE_O_CLOCK) & (ended < _ONE_O_CLOCK)
    rows = np.flatnonzero(long)
    if len(rows):

        def refused(row: int) -> CellRefused:
            last = float(ended[row])
            words = {
                "start": clock_text(float(began[row])),
                "end": clock_text(last),
                "time": clock_text(float(total[row])),
            }
            if last < _HALF_A_DAY:
                return CellRefused(
                    "From {start} to {end} of the next day is {time}. If the afternoon is meant, write "
                    "{later}; if it is right, write {time} into a column for the duration.",
                    later=clock_text(last + _HALF_A_DAY),
                    **words,
                )
            return CellRefused(
                "From {start} to {end} of the next day is {time}. Mend one of them, or write the duration "
                "into a column of its own.",
                **words,
            )

        troubles.tell(rows, index, refused)


def _since_midnight(moments: np.ndarray) -> Floats:
    minutes: Floats = (moments - moments.astype("datetime64[D]")) / np.timedelta64(60_000_000, "us")
    return minutes


def clock_text(minutes: float) -> str:
    """Minutes as hours and minutes.

    >>> clock_text(510), clock_text(-30)
    ('8:30', '-0:30')
    """
    whole = round(abs(minutes))
    return f"{'-' * (minutes < 0)}{whole // 60}:{whole % 60:02}"
