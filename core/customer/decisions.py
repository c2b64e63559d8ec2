"""A decision as it is put down: first what the customer gains, then what we gain, then what is decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from core.errors import StepwiseError

Decided = Literal["yes", "no", "later"]
DECIDED: tuple[Decided, ...] = ("yes", "no", "later")


@dataclass(frozen=True)
class Decision:
    """One decision on one day."""

    id: str
    """"" as long as it is not kept."""
    day: dt.date
    what: str = ""
    customer_gains: str = ""
    """In the user's words, or as it was computed on that day."""
    we_gain: str = ""
    both: bool = False
    """Whether both sides gain: not the one or the other."""
    decided: Decided = "later"
    handover: str = ""
    """The id of the possible change that it came from; "" where it came from none."""


def checked(decision: Decision) -> Decision:
    """The decision as it is kept, its texts without needless spaces.

    Raises StepwiseError where it does not say what it is about, or what the customer gains or loses.

    >>> checked(Decision("", dt.date(2026, 4, 3), " Booking  online ", "no waiting")).what
    'Booking online'
    """
    what, customer, own = (
        " ".join(text.split()) for text in (decision.what, decision.customer_gains, decision.we_gain)
    )
    if not customer:
        raise StepwiseError(
            "Begin with the customer: write what they gain or lose by it, even if that is nothing."
        )
    if not what:
        raise StepwiseError("Write in a few words what is to be decided, such as “Customers book online”.")
    if decision.decided not in DECIDED:
        raise StepwiseError("Say how it was decided: yes, no or later.")
    return replace(decision, what=what, customer_gains=customer, we_gain=own)
