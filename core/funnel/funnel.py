"""The funnel: people per stage with the rates between them, whatever they were counted from.

How many reached a stage comes as a *reach* frame, from counts (`core.funnel.counts`) or from events
(`core.funnel.events`), both of the same shape, so that everything after it is one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from core.funnel.doubts import doubts, same_unit
from core.funnel.rates import Rate
from core.funnel.stages import CUSTOMER, Stage
from core.language import Text

Source = Literal["counts", "events"]
Reaches = Mapping[Source, pd.DataFrame]
"""A reach frame of each source there is."""
Sums = Mapping[str, tuple[float, float]]
"""By stage how many people, and how many closed ones."""
REACH = ("stage", "channel", "period", "people", "closed")
"""The columns of a reach frame; one row is one stage, one channel and one period.

stage: a stage's key. channel: its name, "" where none is given. period: the first day of the period, NaT
where none is given; of events it is the period in which the case entered the first stage. people: how many
reached the stage. closed: of these, those that count for rates: all of them in counts; in events those
whose window is over.
"""

_TIMES = ("median_days", "quick_days", "slow_days")


@dataclass(frozen=True)
class Reached:
    """One stage of a funnel and how many reached it."""

    stage: Stage
    source: Source | None = None
    """Where the figure comes from; None where nothing is known of the stage."""
    people: float | None = None
    still_open: float = 0.0
    """Of the people those whose window is not over: they are left out of rates."""
    from_before: Rate | None = None
    """From the known stage before."""
    from_first: Rate | None = None
    """From the first known stage."""
    before: Stage | None = None
    """The known stage before."""
    median_days: float | None = None
    """Days from the stage before, of those who got here."""
    quick_days: float | None = None
    slow_days: float | None = None
    """A quarter takes no longer than `quick_days`, a quarter at least `slow_days`."""

    @property
    def closed(self) -> float | None:
        """Of the people those that count for rates."""
        return None if self.people is None else self.people - self.still_open

    @property
    def is_stock(self) -> bool:
        """Whether it is how many there were at a date; events always tell how many came."""
        return self.stage.measure == "stock" and self.source == "counts"

    @property
    def lost(self) -> float:
        """How many of the known stage before did not get here; 0 where the rate is no share of it."""
        rate = self.from_before
        return 0.0 if rate is None or rate.low is None else rate.n - rate.k


@dataclass(frozen=True)
class Funnel:
    """All stages in their order, with what must be said of them."""

    stages: tuple[Reached, ...]
    warnings: tuple[Text, ...] = ()

    @property
    def known(self) -> tuple[Reached, ...]:
        """The stages of which something is known."""
        return tuple(reached for reached in self.stages if reached.people is not None)

    @property
    def first(self) -> Reached | None:
        """The first known stage."""
        return next(iter(self.known), None)

    @property
    def won(self) -> Reached | None:
        """The stage that the funnel is for: customers; where they are not known, the last before them.

        Customers are the first stage that stands for revenue, else the one of the six. Where only one stage
        up to there is known, it is the last known one of all; None where none is known.
        """
        customers = next((one for one in self.stages if one.stage.factory == "revenue"), None)
        if customers is None:
            customers = next((one for one in self.stages if one.stage.key == CUSTOMER), None)
        if customers is not None and customers.people is not None and customers is not self.first:
            return customers
        acquiring = [one for one in self.known if one.stage.factory == "acquisition"]
        if len(acquiring) > 1:
            return acquiring[-1]
        return self.known[-1] if self.known else None

    @property
    def on_the_way(self) -> tuple[Reached, ...]:
        """The known stages from the first one to `won`, both included."""
        won = self.won
        return () if won is None else self.known[: self.known.index(won) + 1]

    @property
    def most_lost(self) -> Reached | None:
        """On the way, the stage before which most people are lost; None where nobody is."""
        losing = [one for one in self.on_the_way if one.lost > 0]
        return max(losing, key=lambda one: one.lost, default=None)

    @property
    def lowest_rate(self) -> Reached | None:
        """On the way, the stage that the smallest share reaches; None where nobody is lost."""
        losing = [one for one in self.on_the_way if one.lost > 0]
        return min(losing, key=lambda one: one.from_before.share if one.from_before else 1.0, default=None)


def empty_reach() -> pd.DataFrame:
    """A reach frame without rows."""
    return pd.DataFrame(
        {
            "stage": pd.Series(dtype="str"),
            "channel": pd.Series(dtype="str"),
            "period": pd.Series(dtype="datetime64[us]"),
            "people": pd.Series(dtype="float64"),
            "closed": pd.Series(dtype="float64"),
        }
    )


def channel_key(channel: object) -> str:
    """A channel's name as it is compared: without case and surrounding spaces; "" where none is given.

    >>> channel_key(" Search ads "), channel_key(None)
    ('search ads', '')
    """
    return channel.strip().casefold() if isinstance(channel, str) else ""


def sources_of(stages: Sequence[Stage], reach: Reaches) -> dict[str, set[Source]]:
    """Which sources know each stage, by its key; a stage with both lets the user choose.

    A source knows a stage of which it has any row, be it of 0 people.
    """
    found: dict[str, set[Source]] = {stage.key: set() for stage in stages}
    for source, frame in reach.items():
        for key in frame.loc[frame["people"].notna(), "stage"].unique():
            if key in found:
                found[key].add(source)
    return found


def funnel_of(
    stages: Sequence[Stage],
    reach: Reaches,
    *,
    chosen: Mapping[str, Source] | None = None,
    channels: Collection[str] | None = None,
    period: pd.Timestamp | None = None,
    times: pd.DataFrame | None = None,
) -> Funnel:
    """The funnel of these channels (None: all) in this period (its first day; None: all).

    Each stage comes from one source: the `chosen` one where that knows it, else events, else counts; which
    one does not depend on channel and period. People of a flow are added; of a stock the last period's count,
    over all channels. What no row tells is None, not 0; but where events know of anybody at all, nobody at
    a stage is 0, for they tell of everybody.

    A rate between two stages from events is that of the closed cases, else that of all people. It is a ratio
    where units differ or one is a stock. `times` has one row a stage: stage, median_days, quick_days,
    slow_days; they stand beside a stage from events whose known stage before is the one that events know.

    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> nowhen = {"channel": "Ads", "period": pd.NaT}
    >>> rows = [{"stage": "lead", "people": 20.0, **nowhen}, {"stage": "customer", "people": 6.0, **nowhen}]
    >>> counts = pd.DataFrame(rows).assign(closed=lambda rows: rows["people"])
    >>> funnel = funnel_of(DEFAULT_STAGES, {"counts": counts})
    >>> [(one.stage.key, one.people) for one in funnel.known], funnel.won.from_before.share
    ([('lead', 20.0), ('customer', 6.0)], 0.3)
    """
    picked = _picked(stages, reach, channels, period)
    everything = {source: _sums(frame, pd.Series("", frame.index)) for source, frame in picked.items()}
    told = {source: sums[""] for source, sums in everything.items() if sums}
    return _assembled(stages, told, _used(stages, reach, chosen), times=times, picked=picked)


def by_channel(
    stages: Sequence[Stage],
    reach: Reaches,
    *,
    chosen: Mapping[str, Source] | None = None,
    channels: Collection[str] | None = None,
    period: pd.Timestamp | None = None,
) -> dict[str, Funnel]:
    """A funnel for each channel, by name; "" (last) for people of no known channel. See `funnel_of`.

    Added up they are the whole funnel. What is counted unevenly is said of the whole one alone.
    """
    used = _used(stages, reach, chosen)
    shown: dict[str, str] = {}
    told: dict[str, dict[Source, Sums]] = {}
    for source, frame in _picked(stages, reach, channels, period).items():
        for name in frame["channel"].unique():
            shown.setdefault(channel_key(name), name)
        for key, sums in _sums(frame, _channel_keys(frame)).items():
            told.setdefault(key, {})[source] = sums
    order = sorted(told, key=lambda key: (key == "", key))
    return {shown[key]: _assembled(stages, told[key], used) for key in order}


def by_period(
    stages: Sequence[Stage],
    reach: Reaches,
    *,
    chosen: Mapping[str, Source] | None = None,
    channels: Collection[str] | None = None,
) -> dict[pd.Timestamp, Funnel]:
    """A funnel for each period of which anything is known, by its first day, in order. See `funnel_of`."""
    used = _used(stages, reach, chosen)
    told: dict[pd.Timestamp, dict[Source, Sums]] = {}
    for source, frame in _in_channels(_known_rows(reach), channels).items():
        for start, sums in _sums(frame, frame["period"]).items():
            told.setdefault(start, {})[source] = sums
    return {start: _assembled(stages, told[start], used) for start in sorted(told)}


def _used(stages: Sequence[Stage], reach: Reaches, chosen: Mapping[str, Source] | None) -> dict[str, Source]:
    """The source of each stage that any source knows."""
    used: dict[str, Source] = {}
    for key, known in sources_of(stages, reach).items():
        wanted = (chosen or {}).get(key)
        if wanted is not None and wanted in known:
            used[key] = wanted
        elif known:
            used[key] = "events" if "events" in known else "counts"
    return used


def _known_rows(reach: Reaches) -> dict[Source, pd.DataFrame]:
    return {source: frame[frame["people"].notna()] for source, frame in reach.items()}


def _picked(
    stages: Sequence[Stage],
    reach: Reaches,
    channels: Collection[str] | None,
    period: pd.Timestamp | None,
) -> dict[Source, pd.DataFrame]:
    """The rows that count: of this period and these channels, of a stock those of its last period."""
    picked = _known_rows(reach)
    if period is not None:
        picked = {source: frame[frame["period"] == period] for source, frame in picked.items()}
    if "counts" in picked:
        # Before the channels are chosen, so that they add up to the whole.
        picked["counts"] = _latest(picked["counts"], {one.key for one in stages if one.measure == "stock"})
    return _in_channels(picked, channels)


def _latest(counts: pd.DataFrame, stocks: Collection[str]) -> pd.DataFrame:
    stock = counts["stage"].isin(list(stocks))
    if not stock.any():
        return counts
    last = counts.groupby("stage")["period"].transform("max")
    return counts[~stock | last.isna() | (counts["period"] == last)]


def _in_channels(frames: Reaches, channels: Collection[str] | None) -> dict[Source, pd.DataFrame]:
    if channels is None:
        return dict(frames)
    keys = [channel_key(channel) for channel in channels]
    return {source: frame[_channel_keys(frame).isin(keys)] for source, frame in frames.items()}


def _channel_keys(frame: pd.DataFrame) -> pd.Series:
    return frame["channel"].map({name: channel_key(name) for name in frame["channel"].unique()})


def _sums(frame: pd.DataFrame, groups: pd.Series) -> dict[Any, Sums]:
    """The people and the closed ones of each stage, in each group of rows."""
    table = frame.groupby([groups, "stage"], sort=False)[["people", "closed"]].sum()
    found: dict[Any, dict[str, tuple[float, float]]] = {}
    for (group, stage), people, closed in table.itertuples(name=None):
        found.setdefault(group, {})[stage] = (people, closed)
    return dict(found)


def _assembled(
    stages: Sequence[Stage],
    told: Mapping[Source, Sums],
    used: Mapping[str, Source],
    *,
    times: pd.DataFrame | None = None,
    picked: Reaches | None = None,
) -> Funnel:
    days = {} if times is None else times.set_index("stage").to_dict("index")
    reached: list[Reached] = []
    known: list[Reached] = []
    cases_at = ""  # the last stage that events know
    for stage in stages:
        source = used.get(stage.key)
        found = Reached(stage)
        if source is not None and source in told:
            nobody = (0.0, 0.0) if source == "events" else None
            sums = told[source].get(stage.key, nobody)
            if sums is not None:
                found = Reached(stage, source, people=sums[0], still_open=sums[0] - sums[1])
        if found.people is not None:
            if known:
                found = replace(
                    found,
                    from_before=_rate(known[-1], found),
                    from_first=_rate(known[0], found),
                    before=known[-1].stage,
                )
            if source == "events" and stage.key in days and known and known[-1].stage.key == cases_at:
                median, quick, slow = (_told(days[stage.key][name]) for name in _TIMES)
                found = replace(found, median_days=median, quick_days=quick, slow_days=slow)
            known.append(found)
        reached.append(found)
        if stage.key in told.get("events", {}):
            cases_at = stage.key
    return Funnel(tuple(reached), doubts(known, picked or {}))


def _rate(upper: Reached, lower: Reached) -> Rate | None:
    cases = upper.source == lower.source == "events"
    k, n = (lower.closed, upper.closed) if cases else (lower.people, upper.people)
    if k is None or n is None:
        return None
    if lower.is_stock or upper.is_stock or not same_unit(upper, lower):
        return Rate.ratio(k, n)
    return Rate.counted(k, n)


def _told(days: float) -> float | None:
    return None if pd.isna(days) else float(days)
