"""A step of an example: its figures, and how its cells write them; and what one win takes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.sheets.grid import Cell


class Percent(float):
    """A share that its cell shows as percent: 0.8 is seen as "80 %"."""


@dataclass(frozen=True)
class Step:
    """One step: minutes and cash for one run, how often in a run, runs of the next step that follow from one.

    `cells` are the row's cells by header. The figures stand beside them a second time, so that the arithmetic
    here needs nothing that reads cells.
    """

    minutes: float
    pass_rate: float = 1.0
    times: float = 1.0
    cash: float = 0.0
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Win:
    """What one win takes."""

    minutes: float
    cash: float

    def cost(self, hourly_rate: float) -> float:
        """Cost at this value of an hour: minutes * rate / 60 + cash."""
        return self.minutes * hourly_rate / 60 + self.cash

    def crossing(self, other: Win) -> float:
        """The value of an hour at which both cost the same."""
        return 60 * (other.cash - self.cash) / (self.minutes - other.minutes)


def win(steps: Sequence[Step]) -> Win:
    """Minutes and cash for one win: each step runs as often as its own and all later pass rates ask for."""
    minutes = cash = 0.0
    runs = 1.0
    for step in reversed(steps):
        runs /= step.pass_rate
        minutes += runs * step.times * step.minutes
        cash += runs * step.times * step.cash
    return Win(minutes, cash)
