"""Which step repays work on it: what one win saves if a step gets a little better."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.steps.chain import ACQUIRE, Chain

FASTER = 0.10
"""The share of a step's time that is thought away."""
KEPT = 0.10
"""The share of those lost at a step who are thought to be kept."""


def leverage(chain: Chain, spend_per_win: float = 0.0) -> pd.DataFrame:
    """What one win saves at each step, in money and in minutes.

    One row a step, in order: step, step_id, and
    - money_if_faster, minutes_if_faster: the step takes 10 % less time: 0.1 · N·m·t (· r/60).
    - money_if_kept, minutes_if_kept: one in ten of those lost there is kept, p' = p + 0.1·(1 − p) for p < 1.
      All work up to and with the step, and the channel's spend, is then done p/p' times as often, so the
      saving is (cost of steps 1..k + spend) · (1 − p/p'). A late step carries all the work before it.
      0 where nobody is lost; only acquiring steps have it.
    - elasticity_of_time = own labour / cost of all; elasticity_of_pass_rate = −(cost of 1..k) / cost of all.
    - money, minutes: the better of the two.

    A blocked chain, where no win comes out, gives no rows.
    """
    if chain.blocked_by is not None:
        return _frame(chain.steps.iloc[:0], *[np.array([])] * 6)
    steps = chain.steps
    cost, minutes = steps["cost_per_win"].to_numpy(float), steps["minutes_per_win"].to_numpy(float)
    labour, rate = steps["labour_per_win"].to_numpy(float), steps["reached_rate"].to_numpy(float)
    carried, carried_minutes = spend_per_win + cost.cumsum(), minutes.cumsum()
    total = spend_per_win + cost.sum()
    losing = (rate < 1) & (chain.phase == ACQUIRE)
    better = np.where(losing, rate + KEPT * (1 - rate), 1.0)
    avoided = np.where(losing, 1 - rate / better, 0.0)
    return _frame(
        steps,
        FASTER * labour,
        FASTER * minutes,
        carried * avoided,
        carried_minutes * avoided,
        labour / total if total > 0 else np.zeros(len(steps)),
        -carried / total if total > 0 and chain.phase == ACQUIRE else np.zeros(len(steps)),
    )


def _frame(steps: pd.DataFrame, *columns: np.ndarray) -> pd.DataFrame:
    faster, minutes_faster, kept, minutes_kept, of_time, of_rate = columns
    return pd.DataFrame(
        {
            "step": steps["step"].to_numpy(),
            "step_id": steps["step_id"].to_numpy(),
            "money_if_faster": faster,
            "minutes_if_faster": minutes_faster,
            "money_if_kept": kept,
            "minutes_if_kept": minutes_kept,
            "elasticity_of_time": of_time,
            "elasticity_of_pass_rate": of_rate,
            "money": np.maximum(faster, kept),
            "minutes": np.maximum(minutes_faster, minutes_kept),
        }
    )
