"""The funnel from stage counts: who is counted where, and nobody twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.funnel.funnel import REACH, channel_key, empty_reach
from core.funnel.matching import name_key
from core.funnel.periods import PERIODS, Period, starts
from core.funnel.stages import Stage
from core.funnel.totals import NO_DAY, without_all_channels, without_longer
from core.funnel.wording import Called
from core.language import Quoted, Text

LONGEST: Mapping[Period, int] = {"week": 7, "month": 31, "quarter": 92, "year": 366}
"""The most days that each period has: a count of more days cannot be told by it."""


@dataclass(frozen=True, eq=False)
class CountsRead:
    """What the stage counts say, and what was decided to read them so."""

    reach: pd.DataFrame
    """The columns are REACH; a row without a period counts only where no period is chosen."""
    notes: tuple[Text, ...] = ()
    finest: Period | None = None
    """The shortest period by which all counts can be told; None where no count has one."""
    period: Period = "month"
    """The period that `reach` is told by: as asked for, but none finer than `finest`."""


def reach_of_counts(
    counts: pd.DataFrame, stages: Sequence[Stage], means: Mapping[str, str | None], period: Period
) -> CountsRead:
    """How many reached each stage, by channel and period, from the kept rows of stage counts.

    `counts` has period_start, period_end, channel, stage (the name in the sheet) and count; `means` says
    which stage each name means (`core.funnel.matching.meanings`). What means none is not counted.

    - A flow adds up over periods. A count of several days belongs to the week, month, quarter or year in
      which most of its days lie. A stock is what there was on the last day of its period; the latest counts.
    - A longer period beside the shorter ones within it (a quarter beside its months), and a row without
      a channel beside rows by channel, are their totals: they are not counted a second time.
    - Several names of one stage are added where its `together` is "sum". Where it is "largest" they are the
      same people: of each channel the name with the most people counts, and another one only in a period in
      which that one was not counted. So a call in January and its offer in February are one prospect.

    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> quarter = {"period_start": pd.Timestamp("2026-01-01"), "period_end": pd.Timestamp("2026-03-31")}
    >>> row = {**quarter, "channel": "Events", "stage": "Leads", "count": 20.0}
    >>> read = reach_of_counts(pd.DataFrame([row]), DEFAULT_STAGES, {"Leads": "lead"}, "month")
    >>> read.finest, read.reach[["stage", "people"]].values.tolist()
    ('quarter', [['lead', 20.0]])
    """
    rows, names, channels = _tidy(counts, stages, means)
    if rows.empty:
        return CountsRead(empty_reach(), period=period)
    rows, held = without_longer(rows, names)
    # A stock is counted on one day, the last of its period.
    rows["first"] = rows["first"].where(~rows["stock"], rows["last"])
    rows, repeated = without_all_channels(rows, names, "name")
    rows, unplaced = _without_period(rows, names)
    finest = _finest(rows)
    rows, together = _one_name(rows, names, finest, stages)
    rows, also_repeated = without_all_channels(rows, names, "stage")
    used = period if finest is None else max(period, finest, key=PERIODS.index)
    notes = (*together, *held, *repeated, *also_repeated, *unplaced)
    return CountsRead(_reach(rows, used, stages, channels), notes, finest, used)


def _tidy(
    counts: pd.DataFrame, stages: Sequence[Stage], means: Mapping[str, str | None]
) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """One row a stage, name, channel and stretch of days; and how names and channels were first written.

    Columns: stage, name and channel (as they are compared), first and last (days since 1970, NO_DAY where
    there are none), count, stock, summed (whether names of the stage are added).
    """
    name, names = _compared(counts["stage"], name_key)
    channel, channels = _compared(counts["channel"], channel_key)
    stage = counts["stage"].astype(object).map(dict(means))
    first, last = _days(counts["period_start"]), _days(counts["period_end"])
    first = np.where(first == NO_DAY, last, first)
    rows = pd.DataFrame(
        {
            "stage": stage.to_numpy(object),
            "name": name,
            "channel": channel,
            "first": first,
            "last": np.maximum(first, last),
            "count": counts["count"].to_numpy(float),
        }
    )
    rows = rows[rows["stage"].isin([one.key for one in stages]) & rows["count"].notna()]
    # The same name, channel and days in two rows: the sheet's check has said so, and both count.
    rows = rows.groupby(["stage", "name", "channel", "first", "last"], as_index=False)["count"].sum()
    rows["stock"] = rows["stage"].isin([one.key for one in stages if one.measure == "stock"])
    rows["summed"] = rows["stage"].isin([one.key for one in stages if one.together == "sum"])
    return rows, names, channels


def _compared(written: pd.Series, key: Callable[[object], str]) -> tuple[NDArray[np.object_], dict[str, str]]:
    """Each text as it is compared, "" where there is none, and how each was first written."""
    codes, texts = pd.factorize(written.astype(object))
    keys = [key(text) for text in texts]
    shown: dict[str, str] = {}
    for text, plain in zip(texts, keys, strict=True):
        shown.setdefault(plain, str(text).strip())
    # Code -1, a row without a text, takes the last one.
    return np.array([*keys, ""], dtype=object).take(codes), shown


def _days(moments: pd.Series) -> NDArray[np.int64]:
    days = pd.to_datetime(moments).to_numpy("datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype(np.int64))


def _without_period(rows: pd.DataFrame, names: Mapping[str, str]) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    """The rows, those of more than a year without their days; and that such rows are in no period."""
    no_days = (rows["first"] == NO_DAY) | (rows["last"] - rows["first"] >= LONGEST["year"])
    rows = rows.assign(**{day: rows[day].mask(no_days, NO_DAY) for day in ("first", "last")})
    if no_days.all() or not no_days.any():
        return rows, ()
    found = sorted({names[name] for name in rows.loc[no_days, "name"]})
    text = Text(
        "{names}: counts without a period, or for more than a year, are in no week, month, quarter or year. "
        "They count only where no period is chosen, together with the others.",
        {"names": Quoted(tuple(found))},
    )
    return rows, (text,)


def _finest(rows: pd.DataFrame) -> Period | None:
    """The shortest period by which all rows that have days can be told; None where none has."""
    dated = rows["first"] != NO_DAY
    if not dated.any():
        return None
    longest = int((rows["last"] - rows["first"])[dated].max()) + 1
    return next(period for period in PERIODS if longest <= LONGEST[period])


def _starts(rows: pd.DataFrame, period: Period | None) -> pd.Series:
    """The first day of the period in which most days of each row lie: that of its middle day."""
    first, last = rows["first"].to_numpy(), rows["last"].to_numpy()
    middle = (first + (last - first) // 2).astype("datetime64[D]").astype("datetime64[us]")
    middle[first == NO_DAY] = np.datetime64("NaT")
    moments = pd.Series(middle, index=rows.index)
    return moments if period is None else starts(moments, period).astype("datetime64[us]")


def _one_name(
    rows: pd.DataFrame, names: Mapping[str, str], finest: Period | None, stages: Sequence[Stage]
) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    """Without the rows of names that stand for the same people as another one; see `reach_of_counts`."""
    cell = [rows["stage"], rows["channel"], _starts(rows, finest)]
    meeting = rows.groupby(cell, dropna=False)["name"].transform("nunique") > 1
    if not meeting.any():
        return rows, ()
    total = rows.groupby(["stage", "channel", "name"])["count"].transform("sum")
    # The place of each row, the largest names first; all rows of a name take the place of its first.
    place = pd.Series(
        np.argsort(np.lexsort((rows["name"].to_numpy(str), -total.to_numpy()))), index=rows.index
    )
    place = place.groupby([rows["stage"], rows["channel"], rows["name"]]).transform("min")
    counts = rows["summed"] | (place == place.groupby(cell, dropna=False).transform("min"))
    return rows[counts], _together(rows[meeting], names, stages)


def _together(meeting: pd.DataFrame, names: Mapping[str, str], stages: Sequence[Stage]) -> tuple[Text, ...]:
    """Which names stand for one stage, and what was done with them; the largest name first."""
    totals = meeting.groupby(["stage", "name"], as_index=False)["count"].sum()
    totals = totals.sort_values(["count", "name"], ascending=[False, True])
    notes = []
    for stage in stages:
        found = totals.loc[totals["stage"] == stage.key, "name"]
        if found.empty:
            continue
        words = {"names": Quoted(tuple(names[name] for name in found)), "stage": Called(stage)}
        notes.append(
            Text(
                "{names} stand for one stage, {stage}. They are added up, as different people. "
                "If they are the same people, let only the largest count.",
                words,
            )
            if stage.together == "sum"
            else Text(
                "{names} stand for one stage, {stage}. They are taken for the same people, so in each "
                "channel only the one with the most people counts. If they are different people, have them "
                "added up.",
                words,
            )
        )
    return tuple(notes)


def _reach(
    rows: pd.DataFrame, period: Period, stages: Sequence[Stage], channels: Mapping[str, str]
) -> pd.DataFrame:
    rows = rows.assign(period=_starts(rows, period))
    cell = ["stage", "channel", "period"]
    # Of a stock the latest counts; names that are added have each their own latest.
    own = [*(rows[name] for name in cell), rows["name"].where(rows["summed"], "")]
    latest = rows.groupby(own, dropna=False)["last"].transform("max")
    rows = rows[~rows["stock"] | (rows["last"] == latest)]
    found = rows.groupby(cell, as_index=False, dropna=False)["count"].sum()
    found = found.rename(columns={"count": "people"})
    found["closed"] = found["people"]
    place = found["stage"].map({stage.key: number for number, stage in enumerate(stages)})
    found["channel"] = found["channel"].map(lambda key: channels.get(key, ""))
    found = found.assign(place=place).sort_values(["place", "channel", "period"], ignore_index=True)
    return found[list(REACH)].astype({"stage": "str", "channel": "str"})
