"""Which minutes count: the measured ones, the guesses as the honest clock corrects them, or the guesses."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import pandas as pd

from core.steps.chain import chains
from core.steps.measured import Measured
from core.steps.rates import Rates
from core.steps.step_runs import times_of
from core.steps.time_log import ENOUGH_RUNS

Use = Literal["measured", "honest", "guessed"]
USES: tuple[Use, ...] = get_args(Use)
"""What can be chosen, the first unless somebody chooses."""


def with_measured(steps: pd.DataFrame, measured: Measured, *, use: Use) -> pd.DataFrame:
    """The steps with the minutes that count.

    - "measured": of steps with at least ENOUGH_RUNS runs, that are not doubtful, the measured mean, as
      evidence "measured", with its 80 % interval as minutes_low and minutes_high; the others stay.
    - "honest": the same, and every other guess times the factor of the honest clock. It stays a guess.
    - "guessed": the steps as they are.

    What the user typed over a step's minutes counts before what was measured: it was typed to count.

    Adds minutes_runs (the runs behind measured minutes, else NaN) and minutes_factor (what a guess was
    multiplied with; 1 where it was not).
    """
    table = measured.steps.set_index("step_id").reindex(steps["step_id"])
    times = times_of(steps)
    typed = _typed(steps)
    told = (table["runs"] >= ENOUGH_RUNS) & table["doubtful"].eq(False)
    take = told.to_numpy(bool) & ~typed & (use != "guessed")
    factor = np.ones(len(steps))
    if use == "honest" and measured.clock is not None:
        a_guess = (steps["minutes_evidence"] != "measured").to_numpy() & steps["minutes"].notna().to_numpy()
        factor[a_guess & ~typed & ~take] = measured.clock.factor
    laid = {
        name: np.where(take, table[mean].to_numpy(float) / times, steps[name].to_numpy(float) * factor)
        for name, mean in (("minutes", "mean"), ("minutes_low", "low"), ("minutes_high", "high"))
    }
    changed = take | (factor != 1)
    return steps.assign(
        **laid,
        # What stands in the sheet is not what counts now.
        minutes_written=steps["minutes_written"].where(~changed, None),
        minutes_evidence=steps["minutes_evidence"].where(~take, "measured"),
        minutes_runs=np.where(take, table["runs"].to_numpy(float), np.nan),
        minutes_factor=factor,
    )


def _typed(steps: pd.DataFrame) -> np.ndarray:
    if "edited" not in steps:
        return np.zeros(len(steps), dtype=bool)
    return np.array(["minutes" in fields for fields in steps["edited"]], dtype=bool)


def per_win_by_clock(steps: pd.DataFrame, measured: Measured, rates: Rates) -> pd.DataFrame:
    """What one win, or one order, takes by each of the clocks.

    One row a process: channel, phase, and for each clock minutes_guessed, cost_guessed (labour and cash,
    without the channel's spend), minutes_measured, and so on. NaN where no win comes out.
    """
    found: dict[str, list[object]] = {}
    for use in USES:
        priced = chains(with_measured(steps, measured, use=use), rates)
        found |= {
            "channel": [chain.channel for chain in priced],
            "phase": [chain.phase for chain in priced],
            f"minutes_{use}": [chain.minutes_per_win for chain in priced],
            f"cost_{use}": [chain.cost_per_win for chain in priced],
        }
    return pd.DataFrame(found)
