"""Where the time goes: the steps, or groups of steps, that take most of a win's minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from core.steps.chain import Chain


def time_sinks(chain: Chain, *, by_group: bool = False) -> pd.DataFrame:
    """The steps by the minutes that one win takes there, the largest first.

    One row a step, or a group where `by_group`: name, group, minutes_per_win, cost_per_win, share and
    cumulated_share (0 to 1). A step without a group stands for itself. Steps of equal time keep the
    chain's order, so does a blocked chain's.
    """
    steps = chain.steps[["step", "group", "minutes_per_win", "cost_per_win"]].rename(columns={"step": "name"})
    if by_group:
        steps["name"] = steps["group"].fillna(steps["name"])
        steps = steps.groupby("name", sort=False, as_index=False).agg(
            group=("group", "first"),
            minutes_per_win=("minutes_per_win", "sum"),
            cost_per_win=("cost_per_win", "sum"),
        )
    steps = steps.sort_values("minutes_per_win", ascending=False, kind="stable", ignore_index=True)
    total = steps["minutes_per_win"].sum()
    steps["share"] = steps["minutes_per_win"] / total if total > 0 else 0.0
    steps["cumulated_share"] = steps["share"].cumsum()
    return steps


@dataclass(frozen=True)
class Sink:
    """The step that takes most of a win's time in a channel; `share` is of the channel's minutes."""

    channel: str
    step: str
    minutes_per_win: float
    share: float


def largest_sink(chains: Iterable[Chain]) -> Sink | None:
    """The step with the most minutes per win of all these chains; None where none takes time."""
    largest: Sink | None = None
    for chain in chains:
        if chain.blocked_by is not None or not chain.minutes_per_win > 0:
            continue
        step = chain.steps.loc[chain.steps["minutes_per_win"].idxmax()]
        if largest is None or step["minutes_per_win"] > largest.minutes_per_win:
            largest = Sink(
                chain.channel, str(step["step"]), float(step["minutes_per_win"]), float(step["share"])
            )
    return largest
