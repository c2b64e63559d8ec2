"""Measured against guessed: each step's minutes as the time log has them, beside what was guessed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.steps.chain import chains
from core.steps.rates import NOT_OUR_TIME, Rates
from core.steps.step_runs import times_of
from core.steps.time_log import DRAWS, ENOUGH_RUNS, SEED, TimeLog, interval

FAR_OFF = 4.0
"""So many times the guess, or so small a part of it: then the entries are hardly single runs."""


@dataclass(frozen=True)
class HonestClock:
    """How many times their guesses the measured steps take; it corrects what is not measured yet.

    Σ N·measured / Σ N·guessed over the steps that have both, N being the runs for one win: so each step
    weighs as much as it takes of a win. Doubtful steps are left out. `low` and `high` hold 80 %; None where
    there are too few runs.
    """

    factor: float
    low: float | None
    high: float | None
    steps: int
    runs: int


@dataclass(frozen=True, eq=False)
class Measured:
    """The steps measured against guessed.

    `steps` has one row a step, in order: step_id, step, channel, phase, guessed (minutes of a run as the
    sheet or the user has them, all its times together; NaN where they are not given), the columns of
    `TimeLog.took` (no runs where nothing was logged), factor (mean / guessed; NaN without both), and
    doubtful: whether the factor is beyond FAR_OFF. Then an entry of it may well hold several runs, or a run
    several entries; the mean counts nowhere until the user corrects the guess or what the entries mean.
    """

    steps: pd.DataFrame
    clock: HonestClock | None
    log: TimeLog

    @property
    def quick_minutes(self) -> dict[str, float]:
        """By step_id the minutes that the quick quarter of its runs took, as far as they can be believed."""
        told = self.steps[self.steps["quarter"].notna() & ~self.steps["doubtful"]]
        return dict(zip(told["step_id"].tolist(), told["quarter"].tolist(), strict=True))


def measure(log: TimeLog, steps: pd.DataFrame) -> Measured:
    """Hold the log against the steps as they count, with the minutes that were guessed."""
    table = steps[["step_id", "step", "channel", "phase"]].reset_index(drop=True)
    table = table.assign(guessed=steps["minutes"].to_numpy(float) * times_of(steps))
    took = log.took.reindex(table["step_id"])
    table = table.assign(**{name: took[name].to_numpy() for name in took})
    for count in ("runs", "entries", "earlier_runs", "later_runs"):
        table[count] = table[count].fillna(0).astype(int)
    table = table.assign(
        logged=table["logged"].fillna(0.0),
        trend=table["trend"].astype("str").fillna(""),
        factor=table["mean"] / table["guessed"].where(table["guessed"] > 0),
    )
    table = table.assign(doubtful=(table["factor"] > FAR_OFF) | (table["factor"] < 1 / FAR_OFF))
    return Measured(table, _honest_clock(table, steps, log), log)


def _honest_clock(table: pd.DataFrame, steps: pd.DataFrame, log: TimeLog) -> HonestClock | None:
    """The factor over all steps that were both guessed and measured, and are not doubtful."""
    a_guess = ~steps["performed_by"].isin(NOT_OUR_TIME) & (steps["minutes_evidence"] != "measured")
    weights = table["step_id"].map(_runs_per_win(steps))
    both = a_guess.to_numpy() & (table["factor"].notna() & ~table["doubtful"] & (weights > 0)).to_numpy()
    if not both.any():
        return None
    table, weight = table[both], weights[both].to_numpy(float)
    mean, guess = table["mean"].to_numpy(float), table["guessed"].to_numpy(float)
    factor = float((weight * mean).sum() / (weight * guess).sum())
    runs = int(table["runs"].sum())
    if runs < ENOUGH_RUNS:
        return HonestClock(factor, None, None, len(table), runs)
    # What is not measured is like other steps rather than like other runs of these: steps are drawn as well.
    means = np.column_stack([log.likely_means[step_id] for step_id in table["step_id"]])
    drawn = np.random.default_rng(SEED).multinomial(len(table), np.full(len(table), 1 / len(table)), DRAWS)
    factors = (drawn * means) @ weight / (drawn @ (weight * guess))
    return HonestClock(factor, *interval(factors), len(table), runs)


def _runs_per_win(steps: pd.DataFrame) -> dict[str, float]:
    """By step_id the runs for one win; where none ever comes out, one run."""
    return {
        step_id: runs if np.isfinite(runs) else 1.0
        for chain in chains(steps, Rates(0.0))
        for step_id, runs in zip(chain.steps["step_id"], chain.steps["runs_per_win"], strict=True)
    }
