"""When the work of each row of a time sheet began and ended, over midnight where the end comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.sheets.records.cell_columns import Floats, Mask, Moments
from core.sheets.records.stretches import stretches
from core.sheets.records.ways import NO_DAY

if TYPE_CHECKING:
    from core.sheets.records.columns_read import Columns

_MINUTE = np.timedelta64(60_000_000, "us")
_MINUTES_OF_A_DAY = 1440.0
_DAY = np.timedelta64(86_400_000_000, "us")


@dataclass(frozen=True)
class Worked:
    """Of each row the day, the beginning and the end, NaT where they are not said.

    `overnight` are rows whose end is on the next day because it comes before the start; `backward` those
    that end before they begin though both days are written. `pause` are the minutes between several stretches
    or from the beginning to the end of a break; `broken` are rows whose stretches do not follow each other,
    `outside` those whose break does not lie between them.
    """

    day: Moments
    began: Moments
    ended: Moments
    overnight: Mask
    backward: Mask
    pause: Floats
    broken: Mask
    outside: Mask

    @property
    def minutes(self) -> Floats:
        """From beginning to end, a break not yet taken off; NaN where one of them is missing."""
        minutes: Floats = (self.ended - self.began) / _MINUTE
        return minutes


def worked(columns: Columns) -> Worked:
    """The times of each row, as far as its date, start and end say them."""
    start, end = columns.one("start"), columns.one("end")
    date, start_date, end_date = columns.one("date"), columns.one("start_date"), columns.one("end_date")
    nothing = np.full(columns.rows, NO_DAY)
    own_day = nothing if date is None else date.part()
    start_day = nothing if start is None else start.part(0)
    start_day = _else(start_day, nothing if start_date is None else start_date.part())
    day = _else(own_day, start_day)
    several = stretches(columns)
    never = np.full(columns.rows, np.nan)
    first = several.began if several is not None else never if start is None else start.part(1)
    last = several.ended if several is not None else never if end is None else end.part(1)
    began = _else(start_day, day) + _length(first)
    end_day = nothing if end is None else end.part(0)
    end_day = _else(end_day, nothing if end_date is None else end_date.part())
    ended = _else(end_day, _else(start_day, day)) + _length(last)
    before = ended < began
    overnight = before & np.isnat(end_day)
    ended = np.where(overnight, ended + _DAY, ended)
    backward = before & ~overnight
    overnight |= last > _MINUTES_OF_A_DAY
    if several is None:
        none = np.zeros(columns.rows, dtype=bool)
        return Worked(day, began, ended, overnight, backward, np.zeros(columns.rows), none, none)
    return Worked(day, began, ended, overnight, backward, several.pause, several.broken, several.outside)


def clock_minutes(columns: Columns) -> Floats:
    """Minutes from start to end by row, whether or not a day is known; NaN where one of them is missing."""
    start, end = columns.one("start"), columns.one("end")
    if start is None or end is None:
        return np.full(columns.rows, np.nan)
    days = np.nan_to_num((end.part(0) - start.part(0)) / _MINUTE)
    minutes: Floats = days + end.part(1) - start.part(1)
    return np.where((minutes < 0) & (days == 0), minutes + 1440.0, minutes)


def _else(first: Moments, second: Moments) -> Moments:
    return np.where(np.isnat(first), second, first)


def _length(minutes: Floats) -> NDArray[np.timedelta64]:
    """So many minutes, to the second and its fractions; NaT where none are said."""
    micros = np.round(np.nan_to_num(minutes) * 60_000_000).astype("timedelta64[us]")
    micros[np.isnan(minutes)] = np.timedelta64("NaT")
    length: NDArray[np.timedelta64] = micros
    return length
