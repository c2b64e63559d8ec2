"""One process as a chain of steps: what one win takes at each step, failures included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.steps.rates import NOT_OUR_TIME, Rates

Numbers = NDArray[np.float64]

ACQUIRE, DELIVER, AFTER = PHASES = ("acquire", "deliver", "after")
"""Before the win, the delivery, and what comes after it."""


def runs_per_win(pass_rates: Numbers, given_runs: Numbers) -> tuple[Numbers, Numbers]:
    """Runs of each acquiring step for one win, and the pass rates that follow from them.

    N_i = 1 / (p_i · p_(i+1) · … · p_n), worked backwards from the win. A missing pass rate is 1. Where the
    sheet gives the runs per win itself, it is taken, and p_i = N_(i+1) / N_i. A pass rate of 0 gives
    infinitely many runs there and at every step before.

    >>> runs, rates = runs_per_win(np.array([10, 0.4, 0.5]), np.full(3, np.nan))
    >>> runs.tolist()
    [0.5, 5.0, 2.0]
    """
    runs, rates = np.empty(len(pass_rates)), np.empty(len(pass_rates))
    following = 1.0
    for i in range(len(pass_rates) - 1, -1, -1):
        if not np.isnan(given_runs[i]):
            runs[i] = given_runs[i]
            rates[i] = following / runs[i] if runs[i] else np.inf
        else:
            rates[i] = 1.0 if np.isnan(pass_rates[i]) else pass_rates[i]
            runs[i] = following / rates[i] if rates[i] else np.inf
        following = runs[i]
    return runs, rates


def runs_per_order(pass_rates: Numbers, given_runs: Numbers) -> tuple[Numbers, Numbers]:
    """Runs of each step after the win for one customer, and the pass rates that were used.

    One win enters the first step: N_1 = 1, N_(i+1) = N_i · p_i. Half of the orders needing a second cut is
    a pass rate of 0.5 before it. Where the sheet gives the runs itself, they are taken.

    >>> runs_per_order(np.array([1, 0.5, np.nan]), np.full(3, np.nan))[0].tolist()
    [1.0, 1.0, 0.5]
    """
    runs = np.empty(len(pass_rates))
    rates = np.where(np.isnan(pass_rates), 1.0, pass_rates)
    arriving = 1.0
    for i in range(len(pass_rates)):
        runs[i] = arriving if np.isnan(given_runs[i]) else given_runs[i]
        arriving = runs[i] * rates[i]
    return runs, rates


@dataclass(frozen=True)
class Chain:
    """The steps of one channel in one phase, each with what one win takes there.

    `steps` has one row a step, in order, with all columns of the sheet and: hourly_rate, reached_rate (the
    pass rate used), runs_per_win, minutes_per_win, labour_per_win, cash_per_win, cost_per_win,
    minutes_lost_per_win, share (of the minutes, 0 to 1).

    `blocked_by` is the name of the step that nobody gets past, where there is one: then no win ever comes
    out, and the figures are NaN.
    """

    channel: str
    phase: str
    steps: pd.DataFrame
    blocked_by: str | None = None

    @property
    def minutes_per_win(self) -> float:
        """Minutes for one win, failures included: Σ N_i·m_i·t_i."""
        return self._sum("minutes_per_win")

    @property
    def labour_per_win(self) -> float:
        """The value of that time: Σ N_i·m_i·t_i·r_i/60."""
        return self._sum("labour_per_win")

    @property
    def cash_per_win(self) -> float:
        """Money paid for one win: Σ N_i·m_i·c_i, without the channel's spend."""
        return self._sum("cash_per_win")

    @property
    def cost_per_win(self) -> float:
        """Labour and cash of one win, without the channel's spend."""
        return self._sum("cost_per_win")

    @property
    def minutes_lost_per_win(self) -> float:
        """Of the minutes for one win, those that went to cases that never became one."""
        return self._sum("minutes_lost_per_win")

    def _sum(self, column: str) -> float:
        return float("nan") if self.blocked_by is not None else float(self.steps[column].sum())


def chain(steps: pd.DataFrame, rates: Rates) -> Chain:
    """The chain of the steps of one channel and phase, in their order.

    Needs the columns channel, phase, step, minutes, times, pass_rate, runs_per_win (given runs, else NaN),
    cash, role, performed_by. Blank minutes and cash count 0, blank times 1. What the customer or a system
    does costs us neither minutes nor wages; its cash counts.

    Minutes lost: of the cases in step i, the share that becomes a win is Π min(p_j, 1) for j ≥ i; the rest
    of the step's minutes went to cases that never became one. Of an event that brings ten contacts of whom
    one buys, nine tenths are lost.
    """
    phase = str(steps["phase"].iloc[0])
    given = steps["runs_per_win"].to_numpy(float)
    stated = steps["pass_rate"].to_numpy(float)
    runs, reached = (runs_per_win if phase == ACQUIRE else runs_per_order)(stated, given)
    blocking = np.flatnonzero(reached == 0) if phase == ACQUIRE else np.array([], dtype=int)

    ours = ~steps["performed_by"].isin(NOT_OUR_TIME).to_numpy(bool)
    minutes = np.where(ours, np.nan_to_num(steps["minutes"].to_numpy(float)), 0.0)
    times = np.nan_to_num(steps["times"].to_numpy(float), nan=1.0)
    cash = np.nan_to_num(steps["cash"].to_numpy(float))
    hourly = rates.of(steps["role"])
    if len(blocking):
        runs = np.full(len(runs), np.nan)
    per_win = runs * times
    minutes_per_win = per_win * minutes
    labour = minutes_per_win * hourly / 60
    cash_per_win = per_win * cash
    becoming = np.minimum(reached, 1.0)[::-1].cumprod()[::-1] if phase == ACQUIRE else np.ones(len(runs))
    total = minutes_per_win.sum()
    priced = steps.assign(
        hourly_rate=hourly,
        reached_rate=reached,
        runs_per_win=runs,
        minutes_per_win=minutes_per_win,
        labour_per_win=labour,
        cash_per_win=cash_per_win,
        cost_per_win=labour + cash_per_win,
        minutes_lost_per_win=minutes_per_win * (1 - becoming),
        share=minutes_per_win / total if total > 0 else np.zeros(len(runs)),
    ).reset_index(drop=True)
    blocked_by = str(steps["step"].iloc[blocking[-1]]) if len(blocking) else None
    return Chain(str(steps["channel"].iloc[0]), phase, priced, blocked_by)


def chains(steps: pd.DataFrame, rates: Rates) -> list[Chain]:
    """Every channel's chains, acquiring before delivering before after, channels in the sheet's order."""
    return [chain(part, rates) for part in _processes(steps)]


def _processes(steps: pd.DataFrame) -> Iterator[pd.DataFrame]:
    if steps.empty:
        return
    rank = steps["phase"].map({phase: i for i, phase in enumerate(PHASES)})
    # A stable sort keeps the order of rows, which is the order of steps.
    for _, part in steps.assign(_rank=rank).groupby(["_rank", "channel"], sort=False):
        yield part.drop(columns="_rank")
