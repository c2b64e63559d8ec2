"""One process as a chain of steps: what one win takes at each step, failures included."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

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


@dataclass(frozen=True, eq=False)
class Chain:
    """The steps of one channel in one phase, each with what one win takes there.

    `steps` has one row a step, in order, with all columns of the sheet and: hourly_rate, given_runs (the
    sheet's own runs per win, else NaN), reached_rate (the pass rate used), winning_share (of the runs, those
    whose case becomes a win), runs_per_win, minutes_per_win, labour_per_win, cash_per_win, cost_per_win,
    minutes_lost_per_win, share (of the minutes, 0 to 1).

    `blocked_by` is the name of the step that nobody gets past, where there is one: then no win ever comes
    out, and the figures are NaN.
    """

    channel: str
    phase: str
    steps: pd.DataFrame
    minutes_per_win: float
    """Minutes for one win, failures included: Σ N_i·m_i·t_i."""
    labour_per_win: float
    """The value of that time: Σ N_i·m_i·t_i·r_i/60."""
    cash_per_win: float
    """Money paid for one win: Σ N_i·m_i·c_i, without the channel's spend."""
    minutes_lost_per_win: float
    """Of the minutes for one win, those that went to cases that never became one."""
    blocked_by: str | None = None

    @property
    def cost_per_win(self) -> float:
        """Labour and cash of one win, without the channel's spend."""
        return self.labour_per_win + self.cash_per_win


def chain(steps: pd.DataFrame, rates: Rates) -> Chain:
    """The chain of the steps of one channel and phase, in their order; see `chains`."""
    return chains(steps, rates)[0]


def chains(steps: pd.DataFrame, rates: Rates) -> list[Chain]:
    """Every channel's chains, acquiring before delivering before after, channels in the sheet's order.

    Needs the columns channel, phase, step, minutes, times, pass_rate, runs_per_win (given runs, else NaN),
    cash, role, performed_by; the order of rows is the order of steps within a channel. Blank minutes and
    cash count 0, blank times 1. What the customer or a system does costs us neither minutes nor wages; its
    cash counts.

    Minutes lost: of the cases in step i, the share that becomes a win is Π min(p_j, 1) for j ≥ i; the rest
    of the step's minutes went to cases that never became one. Of an event that brings ten contacts of whom
    one buys, nine tenths are lost.
    """
    if steps.empty:
        return []
    steps, starts = _by_process(steps)
    phases = steps["phase"].to_numpy(object)
    stated, given = steps["pass_rate"].to_numpy(float), steps["runs_per_win"].to_numpy(float)
    runs, reached, becoming = np.empty(len(steps)), np.empty(len(steps)), np.ones(len(steps))
    blocking: dict[int, int] = {}
    bounds = list(pairwise([*starts, len(steps)]))
    for a, b in bounds:
        if phases[a] == ACQUIRE:
            runs[a:b], reached[a:b] = runs_per_win(stated[a:b], given[a:b])
            becoming[a:b] = np.minimum(reached[a:b], 1.0)[::-1].cumprod()[::-1]
            if (stuck := np.flatnonzero(reached[a:b] == 0)).size:
                blocking[a] = a + int(stuck[-1])
                runs[a:b] = np.nan
        else:
            runs[a:b], reached[a:b] = runs_per_order(stated[a:b], given[a:b])
    ours = ~steps["performed_by"].isin(NOT_OUR_TIME).to_numpy(bool)
    per_win = runs * np.nan_to_num(steps["times"].to_numpy(float), nan=1.0)
    minutes = per_win * np.where(ours, np.nan_to_num(steps["minutes"].to_numpy(float)), 0.0)
    hourly = rates.of(steps["role"])
    labour = minutes * hourly / 60
    cash = per_win * np.nan_to_num(steps["cash"].to_numpy(float))
    lost = minutes * (1 - becoming)
    totals = [np.add.reduceat(figures, starts) for figures in (minutes, labour, cash, lost)]
    whole = np.repeat(totals[0], [b - a for a, b in bounds])
    priced = steps.assign(
        hourly_rate=hourly,
        given_runs=given,
        reached_rate=reached,
        winning_share=becoming,
        runs_per_win=runs,
        minutes_per_win=minutes,
        labour_per_win=labour,
        cash_per_win=cash,
        cost_per_win=labour + cash,
        minutes_lost_per_win=lost,
        share=np.divide(minutes, whole, out=np.zeros(len(steps)), where=whole > 0),
    )
    channels, names = steps["channel"].to_numpy(object), steps["step"].to_numpy(object)
    return [
        Chain(
            str(channels[a]),
            str(phases[a]),
            priced.iloc[a:b].reset_index(drop=True),
            minutes_per_win=float(totals[0][number]),
            labour_per_win=float(totals[1][number]),
            cash_per_win=float(totals[2][number]),
            minutes_lost_per_win=float(totals[3][number]),
            blocked_by=str(names[blocking[a]]) if a in blocking else None,
        )
        for number, (a, b) in enumerate(bounds)
    ]


def _by_process(steps: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """The steps with each process in one piece, and where each begins. The order within stays."""
    phases = steps["phase"].map({phase: i for i, phase in enumerate(PHASES)}).to_numpy()
    channels = pd.factorize(steps["channel"])[0]
    order = np.lexsort((channels, phases))  # stable, and channels count in the order of their first step
    process = (phases * (channels.max() + 1) + channels)[order]
    starts = [0, *(np.flatnonzero(np.diff(process)) + 1).tolist()]
    return steps.iloc[order], starts
