"""Whether the time goes to the weakest link, and whether channels are left before they could be judged."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from core.funnel.funnel import channel_key
from core.funnel.periods import starts

GOAL = 0.8
"""The share of the time that belongs to the weakest link."""
WEEKS = ("start", "minutes", "on", "share")
"""The columns of the weeks of a focus; one row is one week.

on: of the minutes those on the weakest link. share: on / minutes, NaN where nothing was logged.
"""
ENOUGH_WINS = 5
"""A channel can be judged once it had as many cases as, by the rate of all, bring so many customers."""
WITHOUT_WINS = 30
"""As long as nobody is won, so many cases."""


@dataclass(frozen=True, eq=False)
class Focus:
    """Where the logged time went since a verdict."""

    since: dt.date
    minutes: float
    """All that was logged."""
    on: float
    """Of these, the minutes on the weakest link."""
    weeks: pd.DataFrame
    """The columns are WEEKS, from the week of the verdict to the last one with an entry."""

    @property
    def share(self) -> float | None:
        """on / minutes; None where nothing was logged."""
        return self.on / self.minutes if self.minutes > 0 else None

    @property
    def reached(self) -> bool:
        """Whether as much of the time went there as should."""
        return self.share is not None and self.share >= GOAL


def focus(
    entries: pd.DataFrame, steps: Collection[str], since: dt.date, until: dt.date | None = None
) -> Focus:
    """The share of the minutes logged since a verdict that went to its steps.

    `entries` has one row a time entry: date, minutes and step_id (None where it belongs to no step). Entries
    without a day or without minutes, from before `since`, or from `until` on do not count.

    >>> days = pd.to_datetime(["2026-04-01", "2026-04-07", "2026-04-08"])
    >>> entries = pd.DataFrame({"date": days, "minutes": [60.0, 90.0, 30.0], "step_id": ["a", "a", None]})
    >>> found = focus(entries, ["a"], dt.date(2026, 4, 6))
    >>> found.share, found.weeks["share"].tolist()
    (0.75, [0.75])
    """
    days = pd.to_datetime(entries["date"])
    counts = days.notna() & (entries["minutes"] > 0) & (days >= pd.Timestamp(since))
    if until is not None:
        counts &= days < pd.Timestamp(until)
    known = entries[counts]
    on = known["minutes"].where(known["step_id"].isin(list(steps)), 0.0)
    by_week = pd.DataFrame({"start": starts(days[counts], "week"), "minutes": known["minutes"], "on": on})
    table = by_week.groupby("start")[["minutes", "on"]].sum()
    if not table.empty:
        first = starts(pd.Series([pd.Timestamp(since)]), "week").iloc[0]
        table = table.reindex(pd.date_range(first, table.index[-1], freq="7D"), fill_value=0.0)
    weeks = pd.DataFrame(
        {
            "start": [stamp.date() for stamp in table.index],
            "minutes": table["minutes"].to_numpy(float),
            "on": table["on"].to_numpy(float),
            "share": (table["on"] / table["minutes"].where(table["minutes"] > 0)).to_numpy(float),
        }
    )
    return Focus(since, float(known["minutes"].sum()), float(on.sum()), weeks)


@dataclass(frozen=True)
class Hopping:
    """How often most of the effort went over to another channel."""

    months: int
    """In so many months there was any."""
    moves: int
    early: int
    """Of the moves those away from a channel that had brought too few cases to be judged."""
    needed: int
    """So many cases it takes to judge a channel."""
    moved: float
    """The share of the effort that went to other channels from one month to the next, on average."""

    @property
    def noticed(self) -> bool:
        """Whether it is a habit: once may be a good reason."""
        return self.early >= 2


def cases_needed(cases: float, wins: float) -> int:
    """How many cases it takes to judge a channel: as many as bring five customers by the rate of all.

    >>> cases_needed(80, 10), cases_needed(80, 0)
    (40, 30)
    """
    return math.ceil(ENOUGH_WINS * cases / wins) if wins > 0 and cases > 0 else WITHOUT_WINS


def hopping(effort: pd.DataFrame, cases: pd.DataFrame, needed: int) -> Hopping | None:
    """Whether effort moved from channel to channel before any could be judged; None where none is known.

    `effort` has day, channel and amount (minutes, or money); `cases` has day, channel and people. Both are
    taken by month: who works on two channels side by side does not hop. A move is a month in which most of
    the effort goes to another channel than in the last one with any; it is early where fewer than `needed`
    cases had come by the channel that was left.

    The share that moved is the mean of ½ Σ |share now − share before| over the channels.

    >>> days = pd.to_datetime(["2026-01-10", "2026-02-10", "2026-03-10"])
    >>> effort = pd.DataFrame({"day": days, "channel": ["Ads", "Events", "Webinar"], "amount": 60.0})
    >>> cases = pd.DataFrame({"day": days, "channel": ["Ads", "Events", "Webinar"], "people": 4.0})
    >>> found = hopping(effort, cases, needed=40)
    >>> found.moves, found.early, found.noticed
    (2, 2, True)
    """
    known = effort[effort["day"].notna() & (effort["amount"] > 0)]
    keys = known["channel"].map(channel_key)
    known, keys = known[keys != ""], keys[keys != ""]
    if known.empty:
        return None
    table = known.groupby([starts(known["day"], "month"), keys])["amount"].sum().unstack(fill_value=0.0)
    shares = table.div(table.sum(axis=1), axis=0)
    moves = early = 0
    main = shares.iloc[0].idxmax()
    for month, row in shares.iloc[1:].iterrows():
        # Where two are level, who was first stays first.
        now = main if row[main] == row.max() else row.idxmax()
        if now != main:
            came = cases[(cases["channel"].map(channel_key) == main) & (cases["day"] < month)]
            moves, early = moves + 1, early + int(came["people"].sum() < needed)
        main = now
    steps = [float(np.abs(after - before).sum()) / 2 for before, after in pairwise(shares.to_numpy())]
    return Hopping(len(shares), moves, early, needed, float(np.mean(steps)) if steps else 0.0)
