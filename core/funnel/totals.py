"""Stage counts that hold others: a quarter beside its months, all channels beside each.

Rows here are those of `core.funnel.counts`: one row a stage, name, channel and stretch of days.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.funnel.wording import Days, Figure
from core.language import Quoted, Text

NO_DAY = -1_000_000
"""The day of a row that has none, in days since 1970."""
_APART = 100_000_000
"""More days than any two rows lie apart: so far apart are the days of different groups on one line."""

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]


def without_longer(rows: pd.DataFrame, names: dict[str, str]) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    """Without the rows whose days hold those of a shorter row of the same name and channel, and what to say.

    Of a stock only rows that end on the same day are held against each other.
    """
    rows = rows.assign(day=rows["last"].where(rows["stock"], 0))
    rows = rows.sort_values(
        ["stage", "name", "channel", "day", "first", "last"],
        ascending=[True, True, True, True, True, False],
        ignore_index=True,
    )
    line = rows.groupby(["stage", "name", "channel", "day"], sort=False).ngroup().to_numpy() * _APART
    first, last = line + rows["first"].to_numpy(), line + rows["last"].to_numpy()
    # Sorted so, a row holds a later one where any of those behind it ends no later than itself.
    earliest = np.minimum.accumulate(last[::-1])[::-1]
    longer = np.append(earliest[1:] <= last[:-1], False)
    if not longer.any():
        return rows.drop(columns="day"), ()
    # Those that hold none are sorted by their last days too, so that each longer row holds a run of them.
    kept = ~longer
    begins = np.searchsorted(first[kept], first[longer], "left")
    ends = np.searchsorted(last[kept], last[longer], "right")
    within = _sums(rows["count"].to_numpy()[kept], begins, ends)
    told = rows[longer].assign(within=within)
    differing = told[~_same(told["count"], within)]
    alike = sorted(set(told["name"]) - set(differing["name"]))
    notes = [_differs(group, names, "shorter") for _, group in differing.groupby("name")]
    if alike:
        notes.append(
            Text(
                "{names}: some periods hold shorter ones that are counted too. Only the shorter ones count.",
                {"names": Quoted(tuple(names[name] for name in alike))},
            )
        )
    return rows[kept].drop(columns="day"), tuple(notes)


def without_all_channels(
    rows: pd.DataFrame, names: dict[str, str], by: Literal["name", "stage"]
) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    """Without the rows of no channel for days of which the channels are counted, and what to say of it.

    A row and those of the channels are held against each other where they have the same name (or, `by`
    stage, where they mean the same stage and their names are not added).
    """
    without = (rows["channel"] == "").to_numpy() & ~(rows["summed"].to_numpy() & (by == "stage"))
    line = rows.groupby(by, sort=False).ngroup().to_numpy() * _APART
    first, last = line + rows["first"].to_numpy(), line + rows["last"].to_numpy()
    middle = first + (last - first) // 2
    of_channel = (rows["channel"] != "").to_numpy()
    if not without.any() or not of_channel.any():
        return rows, ()
    # Rows of the channels whose middle lies within the days of the row without one.
    order = np.argsort(middle[of_channel], kind="stable")
    middles = middle[of_channel][order]
    begins = np.searchsorted(middles, first[without], "left")
    ends = np.searchsorted(middles, last[without], "right")
    within = _sums(rows["count"].to_numpy()[of_channel][order], begins, ends)
    # Or a longer one of a channel that holds its middle.
    order = np.argsort(first[of_channel], kind="stable")
    starts = first[of_channel][order]
    furthest = np.maximum.accumulate(last[of_channel][order])
    before = np.searchsorted(starts, middle[without], "right") - 1
    held = (before >= 0) & (furthest[before] >= middle[without])
    total = (ends > begins) | held
    told = rows[without].assign(within=within)
    differing = told[(ends > begins) & ~_same(told["count"], within)]
    gone = np.zeros(len(rows), dtype=bool)
    gone[np.flatnonzero(without)[total]] = True
    return rows[~gone], tuple(_differs(group, names, "channels") for _, group in differing.groupby("name"))


def _sums(counts: Numbers, begins: Places, ends: Places) -> Numbers:
    """What the counts from each begin to before each end add up to."""
    running = np.concatenate([[0.0], np.cumsum(counts)])
    sums: Numbers = running[ends] - running[begins]
    return sums


def _same(counts: pd.Series, sums: Numbers) -> Mask:
    same: Mask = np.isclose(counts.to_numpy(), sums, rtol=1e-9, atol=1e-6)
    return same


def _differs(told: pd.DataFrame, names: dict[str, str], parts: Literal["shorter", "channels"]) -> Text:
    """That a total of one name is not what its parts add up to; the earliest one stands for all."""
    first = told.sort_values(["first", "last", "channel"]).iloc[0]
    words = {
        "name": Quoted((names[first["name"]],)),
        "days": _days(int(first["first"]), int(first["last"])),
        "count": Figure(float(first["count"])),
        "sum": Figure(float(first["within"])),
        "periods": Figure(float(len(told[["first", "last"]].drop_duplicates()))),
    }
    several = len(told[["first", "last"]].drop_duplicates()) > 1
    if parts == "shorter":
        if several:
            return Text(
                "{name}, {days}: {count} are counted, but {sum} in the shorter periods within (the first of "
                "{periods} such periods). The shorter ones count; take them out where the longer one is "
                "right.",
                words,
            )
        return Text(
            "{name}, {days}: {count} are counted, but {sum} in the shorter periods within. "
            "The shorter ones count; take them out where the longer one is right.",
            words,
        )
    if several:
        return Text(
            "{name}, {days}: {count} are counted without a channel, but {sum} in the channels together (the "
            "first of {periods} such periods). The channels count; name the channel of those that are "
            "missing.",
            words,
        )
    return Text(
        "{name}, {days}: {count} are counted without a channel, but {sum} in the channels together. "
        "The channels count; name the channel of those that are missing.",
        words,
    )


def _days(first: int, last: int) -> Days:
    if first == NO_DAY:
        return Days(None, None)
    epoch = dt.date(1970, 1, 1)
    return Days(epoch + dt.timedelta(days=first), epoch + dt.timedelta(days=last))
