"""Process logs with a row for the start and one for the end of each activity: paired into one row."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.sheets.records.cell_columns import Mask, Moments, Places


@dataclass(frozen=True)
class Paired:
    """One row for each activity: the row that began it, or that ended it where no start is told."""

    rows: Places
    began: Moments
    completed: Moments
    lonely: int
    """How many ends have no start."""


def paired(rows: Places, activity: NDArray[np.int64], times: Moments, starts: Mask, ends: Mask) -> Paired:
    """The starts and ends of each activity of a case, the first start with the first end after it.

    `rows`, `activity` (a number for each case and stage), `times`, `starts` and `ends` go row by row. What is
    neither start nor end is an event of its own. A start without an end is still running; an end without a
    start is an event at its own time.

    >>> moments = np.array(["2026-02-02T08:00", "2026-02-02T08:12"], dtype="datetime64[us]")
    >>> starts = np.array([True, False])
    >>> found = paired(np.array([0, 1]), np.array([5, 5]), moments, starts, ~starts)
    >>> found.rows.tolist(), str(found.completed[0])[:16]
    ([0], '2026-02-02T08:12')
    """
    began, completed = times.copy(), np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[us]")
    kept = np.ones(len(rows), dtype=bool)
    lonely = 0
    order = np.lexsort((rows, ends, times, activity))
    running: deque[int] = deque()
    before = -2
    # One activity after the other, each in the order of time.
    for place in order.tolist():
        if activity[place] != before:
            running.clear()
            before = int(activity[place])
        if starts[place]:
            running.append(place)
        elif ends[place]:
            if running:
                completed[running.popleft()] = times[place]
                kept[place] = False
            else:
                completed[place] = times[place]
                lonely += 1
    return Paired(rows[kept], began[kept], completed[kept], lonely)
