"""All channels by one pattern: what a customer costs in each, and how the value of an hour turns it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from core.steps.chain import ACQUIRE, Chain
from core.steps.rates import Rates


@dataclass(frozen=True)
class Spend:
    """What a channel cost in a period beside its steps (ads, stands, fees), and the wins of that period.

    Either may be missing: None, never 0, where it is not known.
    """

    spend: float | None = None
    wins: float | None = None

    @property
    def per_win(self) -> float:
        """Spend for one win; 0 without spend, NaN where wins are missing or none.

        >>> Spend(900, 3).per_win
        300.0
        """
        if not self.spend:
            return 0.0
        return self.spend / self.wins if self.wins else float("nan")


def compare(chains: Sequence[Chain], spends: Mapping[str, Spend], rates: Rates) -> pd.DataFrame:
    """The acquiring channels side by side, for one win each.

    One row a channel, in the sheets' order: channel, minutes, minutes_lost, labour, cash, spend, cost, wins
    (of the period, else NaN), blocked_by, and the cost as a line over the hourly rate: cost = fixed + hours
    · rate, where `hours` are those of everybody without a rate of their own. At 0 an hour it is `fixed`.
    NaN where no win comes out, or where spend is given without wins.
    """
    rows = []
    for chain in chains:
        if chain.phase != ACQUIRE:
            continue
        spent = spends.get(chain.channel, Spend())
        own = rates.owns(chain.steps["role"])
        spend = spent.per_win
        cost = chain.cost_per_win + spend
        hours = float(chain.steps["minutes_per_win"].to_numpy(float)[~own].sum()) / 60
        if chain.blocked_by is not None:
            hours = float("nan")
        rows.append(
            {
                "channel": chain.channel,
                "minutes": chain.minutes_per_win,
                "minutes_lost": chain.minutes_lost_per_win,
                "labour": chain.labour_per_win,
                "cash": chain.cash_per_win,
                "spend": spend,
                "cost": cost,
                "hours": hours,
                "fixed": cost - hours * rates.hourly_rate,
                "wins": float("nan") if spent.wins is None else spent.wins,
                "blocked_by": chain.blocked_by,
            }
        )
    columns = [
        "channel",
        "minutes",
        "minutes_lost",
        "labour",
        "cash",
        "spend",
        "cost",
        "hours",
        "fixed",
        "wins",
    ]
    table = pd.DataFrame(rows, columns=[*columns, "blocked_by"])
    # Subtracting leaves a hair of rounding where nothing but labour is in the cost.
    table["fixed"] = table["fixed"].mask(table["fixed"].abs() < 1e-9, 0.0)
    return table


def blended_cost(table: pd.DataFrame) -> float:
    """The cost of a win over all channels together: Σ cost / Σ wins, never the mean of the ratios.

    Only channels whose wins and cost are known count; NaN where there are none.
    """
    known = table[(table["wins"] > 0) & table["cost"].notna()]
    wins = known["wins"].sum()
    return float((known["cost"] * known["wins"]).sum() / wins) if wins > 0 else float("nan")


def crossings(table: pd.DataFrame, highest_rate: float) -> pd.DataFrame:
    """Where the ranking of two channels turns with the value of an hour, between 0 and `highest_rate`.

    One row a crossing, by rate: hourly_rate, cost (of both there), cheaper (from this rate on), dearer, and
    `leads`: True where the cheapest of all channels changes.

    >>> lines = pd.DataFrame({"channel": ["Events", "Ads"], "fixed": [0.0, 190.0], "hours": [6.0, 1.0]})
    >>> crossings(lines, 100)[["hourly_rate", "cheaper", "dearer"]].values.tolist()
    [[38.0, 'Ads', 'Events']]
    """
    lines = table.dropna(subset=["fixed", "hours"])
    found = []
    for one, other in combinations(lines.itertuples(index=False), 2):
        steep, flat = (one, other) if one.hours > other.hours else (other, one)
        if steep.hours == flat.hours:
            continue
        rate = (flat.fixed - steep.fixed) / (steep.hours - flat.hours)
        if not 0 < rate < highest_rate:
            continue
        cost = steep.fixed + steep.hours * rate
        lowest = float((lines["fixed"] + lines["hours"] * rate).min())
        found.append(
            {
                "hourly_rate": float(rate),
                "cost": float(cost),
                "cheaper": flat.channel,
                "dearer": steep.channel,
                "leads": bool(np.isclose(cost, lowest)),
            }
        )
    table = pd.DataFrame(found, columns=["hourly_rate", "cost", "cheaper", "dearer", "leads"])
    return table.sort_values("hourly_rate", kind="stable", ignore_index=True)
