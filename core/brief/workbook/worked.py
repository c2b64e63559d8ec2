"""The figures of a process sheet as the app computes them: what its formulas come to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.brief.story import ChainSheet
from core.steps.chain import ACQUIRE, Chain, Numbers, chain, runs_per_order, runs_per_win
from core.steps.channels import Spend
from core.steps.rates import Rates


@dataclass(frozen=True, eq=False)
class Worked:
    """One process computed by `core.steps.chain`."""

    chain: Chain
    runs: Numbers
    """Of each step for one win, or one order; not finite where nobody ever gets through."""
    reached: Numbers
    """The pass rate that each step was counted with; not finite where its runs are given as 0."""
    spend_per_win: float
    """NaN where there is spend, but nobody knows how many it won."""

    @property
    def cost_per_win(self) -> float:
        """With the channel's spend."""
        return self.chain.cost_per_win + self.spend_per_win


def worked(process: ChainSheet) -> Worked:
    """The figures of a process, which has a step; each step at its own rate.

    >>> from core.brief.story import ChainStep
    >>> offer = ChainStep("Offer", "", 20, None, 0.5, None, None, 90.0, True, "", "", "", None)
    >>> worked(ChainSheet("Events", "acquire", (offer,), 300, 3, 40, 160)).cost_per_win
    160.0
    """
    steps = process.steps
    passing = np.array([step.pass_rate for step in steps], dtype=float)
    given = np.array([step.given_runs for step in steps], dtype=float)
    frame = pd.DataFrame(
        {
            "channel": process.channel,
            "phase": process.phase,
            "step": [step.step for step in steps],
            "minutes": np.array([step.minutes for step in steps], dtype=float),
            "times": np.array([step.times for step in steps], dtype=float),
            "pass_rate": passing,
            "runs_per_win": given,
            "cash": np.array([step.cash for step in steps], dtype=float),
            # A role for each step, so that each has the rate that it was counted at.
            "role": [str(place) for place in range(len(steps))],
            "performed_by": ["us" if step.ours else "customer" for step in steps],
        }
    )
    rates = Rates(0.0, {str(place): step.hourly_rate for place, step in enumerate(steps)})
    if process.phase == ACQUIRE:
        with np.errstate(all="ignore"):
            runs, reached = runs_per_win(passing, given)
        spend = Spend(process.spend, process.wins).per_win
    else:
        runs, reached = runs_per_order(passing, given)
        spend = 0.0
    return Worked(chain(frame, rates), runs, reached, spend)
