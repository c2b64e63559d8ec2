"""The funnel: people per stage with the rates between them, whatever they were counted from.

How many reached a stage comes as a *reach* frame, from counts (`core.funnel.counts`) or from events
(`core.funnel.events`), both of the same shape, so that everything after it is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from core.funnel.rates import Rate
from core.funnel.stages import Stage
from core.language import Text

Source = Literal["counts", "events"]
REACH = ("stage", "channel", "period", "people", "closed")
"""The columns of a reach frame; one row is one stage, one channel and one period.

stage: a stage's key. channel: its name, "" where none is given. period: the first day of the period, NaT
where none is given; of events it is the period in which the case entered the first stage. people: how many
reached the stage. closed: of these, those that count for rates: all of them in counts; in events those
whose window is over.
"""


@dataclass(frozen=True)
class Reached:
    """One stage of a funnel and how many reached it."""

    stage: Stage
    source: Source | None = None
    """Where the figure comes from; None where nothing is known of the stage."""
    people: float | None = None
    still_open: float = 0.0
    """Of the people those whose window is not over: they are left out of rates."""
    from_before: Rate | None = None
    """From the known stage before."""
    from_first: Rate | None = None
    """From the first known stage."""
    before: Stage | None = None
    """The known stage before."""
    median_days: float | None = None
    """Days from the stage before, of those who got here."""
    quick_days: float | None = None
    slow_days: float | None = None
    """A quarter takes no longer than `quick_days`, a quarter at least `slow_days`."""


@dataclass(frozen=True)
class Funnel:
    """All stages in their order, with what must be said of them."""

    stages: tuple[Reached, ...]
    warnings: tuple[Text, ...] = ()

    @property
    def known(self) -> tuple[Reached, ...]:
        """The stages of which something is known."""
        return tuple(reached for reached in self.stages if reached.people is not None)


def empty_reach() -> pd.DataFrame:
    """A reach frame without rows."""
    return pd.DataFrame(
        {
            "stage": pd.Series(dtype="str"),
            "channel": pd.Series(dtype="str"),
            "period": pd.Series(dtype="datetime64[us]"),
            "people": pd.Series(dtype="float64"),
            "closed": pd.Series(dtype="float64"),
        }
    )
