"""The runs of the steps, as the time entries tell of them; and the entries that can tell of none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.steps.chain import ACQUIRE
from core.steps.entry_processes import text_key

TOGETHER_DAYS = 4
"""Entries for the same customer with no more days between them are one run: a weekend, and a day of rest."""
LONGEST_MINUTES = 16 * 60
"""Nobody works longer at a stretch; a longer entry was not stopped, or is a sum."""


@dataclass(frozen=True)
class SetAside:
    """Entries that tell of no run, and so count nowhere."""

    unfinished: int = 0
    """Without an end or a duration."""
    empty: int = 0
    """Of no minutes, or of less than none."""
    too_long: int = 0
    """Of more than LONGEST_MINUTES."""
    too_long_minutes: float = 0.0

    @property
    def entries(self) -> int:
        """How many they are in all."""
        return self.unfinished + self.empty + self.too_long


def believable(entries: pd.DataFrame) -> tuple[pd.DataFrame, SetAside]:
    """The entries whose minutes can be believed, and what was set aside of the others.

    >>> kept, aside = believable(pd.DataFrame({"minutes": [30.0, 0.0, 2000.0, float("nan")]}))
    >>> len(kept), aside.empty, aside.too_long, aside.unfinished
    (1, 1, 1, 1)
    """
    minutes = entries["minutes"].to_numpy(float)
    long = minutes > LONGEST_MINUTES
    aside = SetAside(
        int(np.isnan(minutes).sum()), int((minutes <= 0).sum()), int(long.sum()), float(minutes[long].sum())
    )
    return entries[(minutes > 0) & ~long], aside


def runs_of(entries: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """What the entries that belong to a step tell of its runs: one row a run, by step and time.

    `entries` are matched (see `core.steps.entry_matching`): step_id, date, began, minutes, customer, order;
    `steps` has step_id, phase and times.

    An entry is a run. Entries of one step for the same customer (and, after the win, the same order or
    project) are one run together while no more than TOGETHER_DAYS lie between one and the next: nobody cuts a
    film in a day, or without lunch. Before the win a project alone holds many runs (ten calls under "Sales"),
    so there the customer must be named. Where a step is done several times in a run, those times are one run
    for the customer, and may lie as many times further apart; an entry without a customer is then one of
    those times, and stands for a run as long as all of them.

    Columns: step_id, began (the first entry's; NaT where no day is known), entries, and minutes of the run.

    >>> entries = pd.DataFrame({"date": pd.to_datetime(["2026-02-02", "2026-02-03", "2026-03-09"])})
    >>> entries = entries.assign(began=pd.NaT, step_id="cut", customer="Lindner", order="", minutes=60.0)
    >>> cut = pd.DataFrame({"step_id": ["cut"], "phase": ["deliver"], "times": [1.0]})
    >>> runs_of(entries, cut)["minutes"].tolist()
    [120.0, 60.0]
    """
    known = steps.drop_duplicates("step_id").set_index("step_id")
    mine = entries[entries["step_id"].isin(known.index)]
    began = mine["began"].fillna(mine["date"])
    of = known.index.get_indexer(mine["step_id"])
    times = times_of(known)[of]
    table = pd.DataFrame(
        {
            "step": of,
            "customer": _numbered(mine["customer"]),
            "order": np.where((known["phase"] == ACQUIRE).to_numpy()[of], -1, _numbered(mine["order"])),
            "began": began.to_numpy("datetime64[s]"),
            "day": began.dt.floor("D").to_numpy("datetime64[D]").astype(float),
            "minutes": mine["minutes"].to_numpy(float),
            "times": times,
        }
    )
    table.loc[began.isna().to_numpy(), "day"] = np.nan
    table["case"] = ((table["customer"] >= 0) | (table["order"] >= 0)) & table["day"].notna()
    table["minutes"] = table["minutes"].where(table["case"], table["minutes"] * table["times"])
    table = table.sort_values(["step", "customer", "order", "began", "minutes"], kind="stable")
    same = (table[["step", "customer", "order"]].diff() == 0).all(axis=1) & table["case"]
    run = (~(same & (table["day"].diff() <= TOGETHER_DAYS * table["times"]))).cumsum()
    found = table.groupby(run.to_numpy()).agg(
        step=("step", "first"), began=("began", "first"), entries=("step", "size"), minutes=("minutes", "sum")
    )
    found = found.sort_values(["step", "began", "minutes"], ignore_index=True)
    found.insert(0, "step_id", known.index.to_numpy()[found.pop("step")])
    return found


def times_of(steps: pd.DataFrame) -> NDArray[np.float64]:
    """How often each step is done in a run; once where nothing is said."""
    times = steps["times"].to_numpy(float)
    found: NDArray[np.float64] = np.where(times > 0, times, 1.0)
    return found


def _numbered(column: pd.Series) -> NDArray[np.int64]:
    """A number for each name, as names are compared; -1 where none stands."""
    codes, names = pd.factorize(column)
    keys = pd.factorize(np.array([text_key(str(name)) or None for name in names], dtype=object))[0]
    found: NDArray[np.int64] = np.append(keys, -1)[codes]
    return found
