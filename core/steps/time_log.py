"""The time log: all time entries, the step each belongs to, and what the runs of the steps took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.steps.entry_matching import match_entries
from core.steps.step_runs import SetAside, believable, runs_of

ENOUGH_RUNS = 3
"""From so many runs on their mean is taken for what a step takes, and has an interval."""
TREND_RUNS = 3
"""So many runs earlier, and as many later, are needed to tell a trend."""
TREND_CHANGE = 0.05
"""A smaller change is none that matters."""

DRAWS = 2_000
SURE = 0.8
"""How much of what is likely an interval holds."""
SEED = 1
_MANY_RUNS = 400
"""From so many runs on the normal distribution of their mean is drawn from: the same, and much faster."""
_CLEAR = 1.2816
"""So many standard errors a difference must have for an interval of 80 % to lie beside 0."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TimeLog:
    """What was logged, as far as it can be told without the guesses.

    `entries` are those that count: date, began, minutes, person and step_id (NaN where no process knows).
    `texts` are the distinct texts, as `core.steps.entry_matching.Matched` has them.
    `unknown` are the hours that no process knows: project (else the customer), task, entries, minutes and
    share (of all logged minutes), the most first.
    `took` has one row a step that was measured, by step_id: runs, entries, logged (minutes in all), mean, low
    and high (its interval; NaN below ENOUGH_RUNS), median, quarter and three_quarters (half of the runs lie
    between), trend ("faster", "slower", "steady", or "" where it cannot be told), change (later mean /
    earlier mean − 1, else NaN), earlier_runs and later_runs. Minutes are those of a run.
    `likely_means` are DRAWS means that the runs of each step may stand for.
    """

    entries: pd.DataFrame
    texts: pd.DataFrame
    unknown: pd.DataFrame
    took: pd.DataFrame
    likely_means: Mapping[str, Numbers]
    aside: SetAside

    @property
    def logged_minutes(self) -> float:
        """All that was logged and can be believed."""
        return float(self.entries["minutes"].sum())

    @property
    def unknown_minutes(self) -> float:
        """What of it belongs to no step."""
        return float(self.unknown["minutes"].sum())


def time_log(entries: pd.DataFrame, steps: pd.DataFrame, chosen: Mapping[str, str] | None = None) -> TimeLog:
    """The log of these time entries.

    `entries` has date, began, minutes, person, customer, project, task, description and tags; `steps` has
    step_id, step, channel, phase and times; `chosen` are the user's corrections, see
    `core.steps.entry_matching.match_entries`. The order of the entries changes nothing.
    """
    kept, aside = believable(entries)
    matched = match_entries(kept, steps, chosen)
    runs = runs_of(matched.entries, steps)
    of_steps = {str(step_id): part for step_id, part in runs.groupby("step_id", sort=False)}
    likely = {step_id: likely_means(part["minutes"].to_numpy(float)) for step_id, part in of_steps.items()}
    took = [{"step_id": step_id, **_told(part, likely[step_id])} for step_id, part in of_steps.items()]
    return TimeLog(
        matched.entries[["date", "began", "minutes", "person", "step_id"]].reset_index(drop=True),
        matched.texts,
        _unknown(matched.entries),
        pd.DataFrame(took, columns=["step_id", *TOOK]).set_index("step_id"),
        likely,
        aside,
    )


TOOK = (
    *("runs", "entries", "logged", "mean", "low", "high", "median", "quarter", "three_quarters"),
    *("trend", "change", "earlier_runs", "later_runs"),
)


def likely_means(minutes: Numbers) -> Numbers:
    """DRAWS means that these runs may stand for: each of as many runs, drawn from them."""
    rng = np.random.default_rng(SEED)
    if len(minutes) > _MANY_RUNS:
        drawn: Numbers = rng.normal(minutes.mean(), minutes.std() / np.sqrt(len(minutes)), DRAWS)
        return drawn
    # Sorted, so that the order in which they were logged changes no draw.
    taken: Numbers = np.sort(minutes)[rng.integers(len(minutes), size=(DRAWS, len(minutes)))].mean(axis=1)
    return taken


def interval(draws: Numbers) -> tuple[float, float]:
    """The ends between which 80 % of the draws lie."""
    low, high = np.quantile(draws, [(1 - SURE) / 2, (1 + SURE) / 2]).tolist()
    return low, high


def _told(runs: pd.DataFrame, means: Numbers) -> dict[str, object]:
    """What the runs of one step took."""
    minutes = runs["minutes"].to_numpy(float)
    low, high = interval(means) if len(minutes) >= ENOUGH_RUNS else (np.nan, np.nan)
    quarter, median, three_quarters = np.quantile(minutes, [0.25, 0.5, 0.75]).tolist()
    trend, change, earlier, later = _trend(runs)
    return {
        "runs": len(minutes),
        "entries": int(runs["entries"].sum()),
        "logged": float(minutes.sum()),
        "mean": float(minutes.mean()),
        "low": low,
        "high": high,
        "median": median,
        "quarter": quarter,
        "three_quarters": three_quarters,
        "trend": trend,
        "change": change,
        "earlier_runs": earlier,
        "later_runs": later,
    }


def _trend(runs: pd.DataFrame) -> tuple[str, float, int, int]:
    """Whether the later half of the runs took less or more time than the earlier one."""
    dated = runs.dropna(subset="began").sort_values("began", kind="stable")
    began, minutes = dated["began"].to_numpy(), dated["minutes"].to_numpy(float)
    # Runs of the same moment stay together, so the cut is the boundary nearest to the middle.
    cuts = np.flatnonzero(began[1:] != began[:-1]) + 1
    cuts = cuts[(cuts >= TREND_RUNS) & (len(dated) - cuts >= TREND_RUNS)]
    if not len(cuts):
        return "", float("nan"), 0, 0
    cut = int(cuts[np.abs(cuts - len(dated) / 2).argmin()])
    earlier, later = minutes[:cut], minutes[cut:]
    change = float(later.mean() / earlier.mean() - 1)
    error = np.sqrt(earlier.var(ddof=1) / len(earlier) + later.var(ddof=1) / len(later))
    clear = abs(later.mean() - earlier.mean()) > _CLEAR * error and abs(change) >= TREND_CHANGE
    trend = ("faster" if change < 0 else "slower") if clear else "steady"
    return trend, change, len(earlier), len(later)


def _unknown(entries: pd.DataFrame) -> pd.DataFrame:
    """What belongs to no step, by project and task."""
    rest = entries[entries["step_id"].isna()]
    where = rest["project"].where(rest["project"].notna(), rest["customer"])
    by = rest.assign(project=where).groupby(["project", "task"], dropna=False)["minutes"]
    found = by.agg(entries="size", minutes="sum").reset_index()
    logged = entries["minutes"].sum()
    found = found.assign(share=found["minutes"] / logged if logged > 0 else 0.0)
    return found.sort_values(["minutes", "project", "task"], ascending=[False, True, True], ignore_index=True)
