"""How sure the costs are: drawn once for each chain, and kept as long as it is looked at."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from core.charts import cost_interval
from core.steps.chain import Chain
from core.steps.channels import Spend
from core.steps.economics import Economics
from core.steps.uncertainty import Spread, Spreads, spreads


@lru_cache(maxsize=64)
def spreads_of(chain: Chain, spend_per_win: float) -> Spreads | None:
    """How sure a chain's figures are; a chain is the same as long as no figure of its workspace changes."""
    return spreads(chain, spend_per_win)


def cost_spread(economics: Economics, chain: Chain) -> Spread | None:
    """How sure the cost of a channel's customer is; None where it is not known at all."""
    if pd.isna(economics.spends.get(chain.channel, Spend()).per_win):
        return None
    found = spreads_of(chain, economics.spend_per_win(chain))
    return None if found is None else found.cost_per_win


def cost_intervals(economics: Economics) -> pd.DataFrame:
    """The cost of a customer in every channel with its interval, as the chart of them takes it."""
    rows = []
    for chain, cost in zip(economics.acquiring, economics.channels["cost"], strict=True):
        spread = cost_spread(economics, chain)
        if spread is not None:
            rows.append((chain.channel, cost, spread.low, spread.high, spread.evidence))
    return pd.DataFrame(rows, columns=list(cost_interval.COLUMNS))
