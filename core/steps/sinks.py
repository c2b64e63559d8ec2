"""Where the time goes: the steps, or groups of steps, that take most of a win's minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.steps.chain import Chain


def time_sinks(chain: Chain, *, by_group: bool = False) -> pd.DataFrame:
    """The steps by the minutes that one win takes there, the largest first.

    One row a step, or a group where `by_group`: name, group, minutes_per_win, cost_per_win, share and
    cumulated_share (0 to 1). A step without a group stands for itself. Steps of equal time keep the
    chain's order, so does a blocked chain's.
    """
    names, groups = chain.steps["step"].tolist(), chain.steps["group"].tolist()
    minutes, cost = (
        chain.steps["minutes_per_win"].to_numpy(float),
        chain.steps["cost_per_win"].to_numpy(float),
    )
    if by_group:
        names = [group if isinstance(group, str) else name for name, group in zip(names, groups, strict=True)]
        codes, names = pd.factorize(np.array(names, dtype=object))
        minutes, cost = (np.bincount(codes, figures, len(names)) for figures in (minutes, cost))
        groups = [groups[first] for first in np.unique(codes, return_index=True)[1]]
    order = np.argsort(-minutes, kind="stable")
    total = minutes.sum()
    share = minutes[order] / total if total > 0 else np.zeros(len(order))
    return pd.DataFrame(
        {
            "name": np.array(names, dtype=object)[order],
            "group": np.array(groups, dtype=object)[order],
            "minutes_per_win": minutes[order],
            "cost_per_win": cost[order],
            "share": share,
            "cumulated_share": share.cumsum(),
        }
    )


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
