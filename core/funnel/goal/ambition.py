"""What somebody wants to reach, and the few figures about the business that nobody can count in a funnel."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import StepwiseError

WEEKS_OF_A_YEAR = 52
LONGEST = 520
"""Weeks: nobody plans further ahead than ten years."""


@dataclass(frozen=True)
class Ambition:
    """A goal: a revenue per year, or happy customers per week; one of both.

    A revenue is reached when, at the end of the period, so many customers are active that they bring it in
    a year. Happy customers are counted over the whole period.

    Raises StepwiseError where a figure cannot be right.

    >>> goal = Ambition(dt.date(2026, 1, 1), revenue=120_000, revenue_per_customer=6_000, customers_now=12,
    ...                 churn=0.25)
    >>> goal.active, goal.lost, goal.missing
    (20.0, 3.0, 11.0)
    """

    start: dt.date
    revenue: float | None = None
    """Money per year."""
    happy_per_week: float | None = None
    revenue_per_customer: float | None = None
    """Money per active customer and year; a revenue goal needs it."""
    customers_now: float = 0.0
    churn: float = 0.0
    """The share of the present customers that leaves within a year, 0 to 1."""
    referred_leads: float = 0.0
    """Leads that one happy customer brings within a year."""
    market: float | None = None
    """How many there are to be reached at all, in the unit of the first stage; None: not known."""
    mix: Mapping[str, float] = field(default_factory=dict)
    """The share of new customers that each channel brings; in any measure, it is normalised. Empty: one
    channel, called ""."""
    weeks: float = WEEKS_OF_A_YEAR
    """How long the period is."""
    working_weeks: float = 46.0
    """Weeks of a year in which people work."""
    orders_per_customer: float = 1.0
    """Orders of one active customer in a year: what has to be delivered for the revenue."""

    def __post_init__(self) -> None:
        if (self.revenue is None) == (self.happy_per_week is None):
            raise StepwiseError("A goal is a revenue per year or happy customers per week: give one of both.")
        figures = (
            self.revenue,
            self.happy_per_week,
            self.revenue_per_customer,
            self.customers_now,
            self.churn,
            self.referred_leads,
            self.market,
            self.orders_per_customer,
            *self.mix.values(),
        )
        if any(figure is not None and not 0 <= figure < math.inf for figure in figures):
            raise StepwiseError("A figure of the goal is below 0 or no number. Write 0 or more.")
        if self.revenue is not None and not self.revenue_per_customer:
            raise StepwiseError("Say what one customer brings in a year: the revenue is divided by it.")
        if self.churn > 1:
            raise StepwiseError("More customers leave in a year than there are. Write a share up to 100 %.")
        if not 1 <= self.weeks <= LONGEST:
            raise StepwiseError("The goal lies {weeks} weeks ahead. Write 1 to 520.", weeks=f"{self.weeks:g}")
        if not 0 < self.working_weeks <= WEEKS_OF_A_YEAR:
            raise StepwiseError(
                "A year has {weeks} working weeks. Write more than 0, at most 52.",
                weeks=f"{self.working_weeks:g}",
            )
        if self.mix and not sum(self.mix.values()) > 0:
            raise StepwiseError("No channel brings new customers. Give at least one a share.")

    @property
    def years(self) -> float:
        """The period in years of 52 weeks."""
        return self.weeks / WEEKS_OF_A_YEAR

    @property
    def days(self) -> int:
        """The period in days."""
        return round(self.weeks * 7)

    @property
    def end(self) -> dt.date:
        """The day by which the goal is to be reached."""
        return self.start + dt.timedelta(days=self.days)

    @property
    def weeks_at_work(self) -> float:
        """Weeks of the period in which people work."""
        return self.working_weeks * self.years

    @property
    def shares(self) -> dict[str, float]:
        """The share of new customers that each channel brings; they add up to 1. Those without are left out.

        >>> Ambition(dt.date(2026, 1, 1), happy_per_week=1, mix={"Events": 3, "Ads": 1, "Fair": 0}).shares
        {'Events': 0.75, 'Ads': 0.25}
        """
        total = sum(self.mix.values())
        return {name: share / total for name, share in self.mix.items() if share > 0} or {"": 1.0}

    @property
    def active(self) -> float | None:
        """Customers that bring the revenue: revenue / revenue per customer; None for happy customers."""
        if self.revenue is None or not self.revenue_per_customer:
            return None
        return self.revenue / self.revenue_per_customer

    @property
    def lost(self) -> float:
        """Of the present customers those that leave within the period: now · (1 − (1 − churn)^years).

        In one year that is now · churn.
        """
        stay = math.pow(1 - self.churn, self.years)
        return self.customers_now * (1 - stay)

    @property
    def missing(self) -> float | None:
        """Customers that are missing for the revenue: growth and replacement, max(0, active − now + lost)."""
        return None if self.active is None else max(0.0, self.active - self.customers_now + self.lost)

    @property
    def happy(self) -> float | None:
        """Happy customers in the whole period; None for a revenue."""
        return None if self.happy_per_week is None else self.happy_per_week * self.weeks
