"""What one customer costs the customer: minutes, waiting and contacts, and how much of it is of worth."""

from __future__ import annotations

from dataclasses import dataclass

from core.customer.journey import ADDS_VALUE, Journey, takes_part


@dataclass(frozen=True)
class Effort:
    """What the way to the end of a channel and its delivery asks of a customer, as far as it is noted.

    Of the one who becomes a customer, if nothing else is said: each step once, as the customer meets it.
    Times are in minutes; waiting counts by the calendar, a day is 1440 minutes.
    """

    channel: str
    minutes: float | None
    """The customer's own time: Σ passes·m·u. None where no step has any noted."""
    waiting: float | None
    """Σ passes·m·w. None where no step has any noted."""
    contacts: float
    """How often the customer has to do something: Σ passes·m over the steps in which they have a part."""
    minutes_of_all: float | None
    """What all who were contacted spend for one customer won, that one included: Σ people·m·u. None where
    nothing is noted, or where nobody gets through."""
    people: float | None
    """Of how many people that is the time: the most that meet one step of theirs."""
    lead_time: float
    """How long it all takes: Σ elapsed + waiting, one step after the other, from the first one in which the
    customer has a part."""
    by_value: dict[str, float]
    """Of the lead time the working time by what it is to the customer, and under "" what nobody judged.
    Waiting is in none of them: it adds nothing."""
    steps: int
    """Steps of the way,"""
    with_minutes: int
    """of which so many say the customer's minutes,"""
    with_waiting: int
    """so many the waiting,"""
    with_value: int
    """and so many what they are to the customer."""
    blocked_by: str | None = None

    @property
    def known(self) -> bool:
        """Whether anything of the customer's time or waiting is noted."""
        return self.minutes is not None or self.waiting is not None

    @property
    def value_share(self) -> tuple[float, float] | None:
        """The value-adding share of the lead time, 0 to 1: at least, and at most if all that nobody judged
        is worth something. None where no step is judged, or no time known.

        value-adding time / lead time. Field: process cycle efficiency of a value stream.

        >>> worked = {"adds value": 50.0, "necessary": 15.0}
        >>> walked = Effort("Ads", 35, 135, 3, 85, 4, 200, worked, 4, 3, 2, 4)
        >>> walked.value_share
        (0.25, 0.25)
        """
        if not self.with_value or not self.lead_time > 0:
            return None
        least = self.by_value.get(ADDS_VALUE, 0.0)
        most = least + self.by_value.get("", 0.0)
        return least / self.lead_time, min(1.0, most / self.lead_time)


def effort_of(journey: Journey) -> Effort:
    """The effort of a journey, see `Effort` and `core.customer.journey.journey`.

    *By hand*: a form (customer, 10 minutes, necessary; every second one passes), a call an hour later (20
    minutes of both, adds value; every second one passes), an offer (30 of ours, adds value), signed 75
    minutes later (5 of the customer, necessary). The customer spends 10 + 20 + 5 = 35 minutes in 3 contacts
    and waits 60 + 75 = 135. Per win there are 4 forms and 2 calls: all spend 40 + 40 + 5 = 85 minutes. The
    lead time is 10 + 20 + 30 + 5 + 135 = 200 minutes, of which 20 + 30 = 50 add value: 25 %.
    """
    steps = journey.steps
    taking = takes_part(steps)
    noted, waited = steps["their_minutes"].notna(), steps["waiting"].notna()
    inside = steps[steps["in_passage"]]
    met = steps.loc[taking, "people"]
    blocked = journey.blocked_by is not None
    worked = inside["elapsed"].groupby(inside["value"].where(inside["value"].notna(), "")).sum()
    return Effort(
        journey.channel,
        float(steps["their_minutes"].sum()) if noted.any() else None,
        float(steps["waiting"].sum()) if waited.any() else None,
        float(steps.loc[taking, "often"].sum()),
        float(steps["minutes_of_all"].sum()) if noted.any() and not blocked else None,
        float(met.max()) if len(met) and not blocked else None,
        float(inside["elapsed"].sum() + inside["waiting"].sum()),
        {str(value): float(minutes) for value, minutes in worked.items()},
        len(steps),
        int(noted.sum()),
        int(waited.sum()),
        int(steps["value"].notna().sum()),
        journey.blocked_by,
    )
