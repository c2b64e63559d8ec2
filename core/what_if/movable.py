"""What an input is: where it stands, how far it can be moved, and the group people think of it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.what_if.changes import ALL, How, Moved, What
from core.what_if.plausible import Basis

Group = Literal["faster", "keep", "price", "hand_over", "more", "hours", "pay_less"]
"""Work faster; lose fewer; charge more; hand over or leave out; bring in more; more hours; pay less."""
GROUPS: tuple[Group, ...] = ("faster", "keep", "price", "hand_over", "more", "hours", "pay_less")
Unit = Literal["minutes", "share", "runs", "money", "money_per_hour", "hours", "per_week", "times"]
"""Minutes; a share of one; runs that follow from one; money; money an hour; hours a week; runs a week; so
many times what it is."""

GROUP_OF: dict[What, Group] = {
    "minutes": "faster",
    "pass_rate": "keep",
    "happy": "keep",
    "price": "price",
    "leads": "more",
    "mix": "more",
    "hours": "hours",
    "hourly_rate": "pay_less",
    "cash": "pay_less",
    "spend": "pay_less",
}


@dataclass(frozen=True)
class Input:
    """One input as it stands, with all changes so far."""

    what: What
    target: str
    how: How
    """"to" a value; of all at once "times" (1 where nothing is moved) or "kept" (0)."""
    unit: Unit
    value: float | None
    """Where it stands; None where it is not known: no price, no hours."""
    before: float | None
    """The same without the changes."""
    lowest: float
    highest: float
    """How far it can be moved at all."""
    low: float | None = None
    high: float | None = None
    """How far it plausibly goes; None where nothing is open, or it is about all at once."""
    basis: Basis | None = None
    name: str = ""
    """The step, channel or role; "" of all at once, of the general hourly rate, and of a role without one."""
    channel: str = ""
    """Of a step its channel, or delivery."""
    phase: str = ""

    @property
    def group(self) -> Group:
        """What the user would do to move it."""
        return GROUP_OF[self.what]

    @property
    def key(self) -> str:
        """What tells this input from others, the same in every language; its effort is kept under it."""
        return f"{self.what}|{self.target}"

    @property
    def is_about_all(self) -> bool:
        """Whether it moves all steps, channels or roles at once."""
        return self.target == ALL

    def moved(self, value: float) -> Moved:
        """The change that moves this input there."""
        return Moved(self.what, self.target, value, self.how)
