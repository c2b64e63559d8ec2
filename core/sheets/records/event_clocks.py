"""Times of day that stand in a column of their own, beside the day of an event or beside its beginning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.language import Text
from core.sheets.records.cell_columns import Mask, Moments
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn

_DAY = np.timedelta64(86_400_000_000, "us")


def with_times_of_day(columns: Columns, moments: dict[str, Moments], kept: Mask) -> dict[str, Moments]:
    """The moments of time and completion by row, with the times of day from columns of their own.

    An end of which only the time of day is written is on the day of the beginning, or on the next day where
    it would come before it.
    """
    clock, end = columns.one("time_of_day"), columns.one("end_time_of_day")
    time = moments.get("time")
    if time is None:
        return moments
    if clock is not None:
        time = np.where(clock.said, _day(time) + _since_midnight(clock), time)
        moments = {**moments, "time": time}
    if end is None or "completed" in moments:
        return moments
    completed = np.where(end.said, _day(time) + _since_midnight(end), np.datetime64("NaT", "us"))
    overnight = completed < time
    count = int(np.count_nonzero(overnight & kept))
    if count:
        columns.notes.append(
            Text("In {count} rows the end comes before the start: they end on the next day", {"count": count})
        )
    return {**moments, "completed": np.where(overnight, completed + _DAY, completed)}


def _day(moments: Moments) -> Moments:
    return moments.astype("datetime64[D]").astype("datetime64[us]")


def _since_midnight(clock: ReadColumn) -> NDArray[np.timedelta64]:
    minutes = np.nan_to_num(clock.part(1))
    since: NDArray[np.timedelta64] = np.round(minutes * 60_000_000).astype("timedelta64[us]")
    return since
