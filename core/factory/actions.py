"""An action: something the user did so that more people get through."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from core.errors import StepwiseError
from core.language.amounts import exact_number

MOST_EXPECTED = 10.0
"""Nobody expects more than eleven times as many."""


@dataclass(frozen=True)
class Action:
    """One thing done on one day.

    >>> Action(1, day=dt.date(2026, 4, 3), what="Call back within the hour", expected=0.5).ratio
    1.5
    """

    id: int
    """Never used again; 0 as long as it is not kept."""
    day: dt.date
    step: str = ""
    """What it is about: a step's id, a stage's key, or words of the user's own; "" where nothing is said."""
    channel: str = ""
    """The channel it is about; "" for all of them."""
    what: str = ""
    expected: float | None = None
    """How many more are expected, as a share: 0.5 is half as many again; None where nothing is said."""
    cost: float | None = None
    """What it cost in money, once."""
    owner: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as many are expected; None where nothing is said."""
        return None if self.expected is None else 1 + self.expected


def checked(action: Action) -> Action:
    """The action as it is kept, its texts without needless spaces.

    Raises StepwiseError where it says nothing, or where a figure cannot be meant.

    >>> checked(Action(0, dt.date(2026, 4, 3), what=" Call   back ")).what
    'Call back'
    """
    what = " ".join(action.what.split())
    if not what:
        raise StepwiseError(
            "Nothing is said of what was done. Write it in a few words, such as “Call back within the hour”."
        )
    if action.expected is not None and not 0 < action.expected <= MOST_EXPECTED:
        raise StepwiseError(
            "An effect of {found} percent cannot be looked for. Write how many percent more you expect, "
            "from 1 to {most}, or leave it empty.",
            found=exact_number(100 * action.expected),
            most=exact_number(100 * MOST_EXPECTED),
        )
    if action.cost is not None and not 0 <= action.cost < 1e12:
        raise StepwiseError(
            "“{found}” is no cost. Write what was paid, 0 or more, or leave it empty.",
            found=exact_number(action.cost),
        )
    return replace(
        action,
        what=what,
        step=action.step.strip(),
        channel=" ".join(action.channel.split()),
        owner=" ".join(action.owner.split()),
    )
