"""What an hour is worth, as the cells that every formula of the workbook refers to."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.brief.story import ChainStep, Story
from core.steps.rates import role_key

EVERYBODY = "Value_of_an_hour"
"""The name of the cell that holds what an hour of everybody else is worth."""


@dataclass(frozen=True)
class RateCell:
    """The rate of one role, in money an hour, and the name by which formulas know its cell."""

    role: str
    """As the sheets write it; "" for everybody."""
    rate: float
    name: str
    own: bool
    """Whether it is a figure of its own and does not follow the general one."""


@dataclass(frozen=True)
class RateCells:
    """The general rate first, then each role of the steps in their order."""

    cells: tuple[RateCell, ...]
    _names: Mapping[tuple[str, float], str]

    @classmethod
    def of(cls, story: Story) -> RateCells:
        """The rates that a story's steps were counted at."""
        steps = [step for chain in story.chains for step in chain.steps]
        general = story.hourly_rate if story.hourly_rate is not None else _general(steps)
        cells = [RateCell("", general, EVERYBODY, own=True)]
        names = {("", general): EVERYBODY}
        for step in steps:
            key = (role_key(step.role), step.hourly_rate)
            if key not in names:
                names[key] = _name(step.role, (cell.name for cell in cells))
                own = step.hourly_rate != general if step.own_rate is None else step.own_rate
                cells.append(RateCell(step.role.strip(), step.hourly_rate, names[key], own))
        return cls(tuple(cells), names)

    def name_for(self, step: ChainStep) -> str:
        """The name of the cell with this step's rate."""
        return self._names[role_key(step.role), step.hourly_rate]


def _general(steps: Iterable[ChainStep]) -> float:
    """The rate of steps that nobody is named for; else the one that most steps have."""
    steps = list(steps)
    unnamed = [step.hourly_rate for step in steps if not role_key(step.role)]
    counted = Counter(unnamed or [step.hourly_rate for step in steps])
    return counted.most_common(1)[0][0] if counted else 0.0


def _name(role: str, taken: Iterable[str]) -> str:
    """A name for a role's cell that every spreadsheet program takes: letters, figures and _ alone.

    >>> _name("Bürokraft 2", ["Rate_Burokraft_2"])
    'Rate_Burokraft_2_2'
    """
    plain = unicodedata.normalize("NFKD", role).encode("ascii", "ignore").decode()
    stem = "Rate_" + (re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:60] or "of_a_role")
    used, name, number = {one.lower() for one in taken}, stem, 2
    while name.lower() in used:
        name, number = f"{stem}_{number}", number + 1
    return name
