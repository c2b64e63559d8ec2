"""Handing a step over, to the customer, a system or a partner: what both sides gain, and when it pays."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from core.customer.journey import CUSTOMER, PERFORMERS, customer_minutes_of, runs_for_one
from core.errors import StepwiseError
from core.language.amounts import exact_number
from core.steps.chain import ACQUIRE, Chain
from core.steps.delivery import after_the_win
from core.steps.economics import Economics
from core.steps.rates import NOT_OUR_TIME

WEEKS = 52.0
"""A change is judged by its first year."""
MOST_MINUTES = 1_000_000.0
MOST_MONEY = 1e12

Verdict = Literal["both", "us", "customer", "mixed", "neither", "open"]


@dataclass(frozen=True)
class Handover:
    """What is assumed of one possible change. Minutes are for doing the step once.

    >>> Handover("", "Ads|acquire|Call|1", "system", adoption=0.6, minutes_left=2).adoption
    0.6
    """

    id: str
    """"" as long as it is not kept."""
    step: str
    """The step's id."""
    to: str = CUSTOMER
    """Who does it then: one of `PERFORMERS`; "us" where it is only done otherwise, or taken back."""
    adoption: float = 1.0
    """The share of the runs that are done so, 0 to 1; the others stay as they are."""
    minutes_left: float = 0.0
    """Of ours, each time it is done so: explaining, checking."""
    customer_minutes: float | None = None
    """Of the customer, each time; None: not known."""
    waiting: float | None = None
    """Of the customer, in minutes by the calendar; None: not known."""
    setup: float = 0.0
    """Money, once."""
    fee: float = 0.0
    """Money each time it is done so, such as a partner's commission or the price of a system."""


def checked(handover: Handover) -> Handover:
    """The hand-over as it is kept. Raises StepwiseError where a figure cannot be meant."""
    if handover.to not in PERFORMERS:
        raise StepwiseError("Say who does the step then: you, the customer, a partner or a system.")
    if not 0 < handover.adoption <= 1:
        raise StepwiseError(
            "“{found} %” is no share of those who take it up. Write more than 0 and at most 100.",
            found=exact_number(100 * handover.adoption),
        )
    for minutes in (handover.minutes_left, handover.customer_minutes, handover.waiting):
        if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
            raise StepwiseError(
                "“{found}” minutes cannot be right. Write a time from 0 to {most} minutes.",
                found=exact_number(minutes),
                most=exact_number(MOST_MINUTES),
            )
    for money in (handover.setup, handover.fee):
        if not 0 <= money < MOST_MONEY:
            raise StepwiseError(
                "“{found}” is no cost. Write what is paid, 0 or more, or leave it empty.",
                found=exact_number(money),
            )
    return replace(handover, step=handover.step.strip())


@dataclass(frozen=True)
class Outcome:
    """What a hand-over does, for each customer won if nothing else is said. Gains are above zero.

    What cannot be told is None: the customer's side where nothing is noted of it today, a year where nobody
    knows how many customers are won.
    """

    handover: Handover
    step: str
    channel: str
    phase: str
    our_minutes: float
    """adoption · m · (t − minutes left) · N: of all runs for one customer won."""
    our_money: float
    """adoption · m · ((t − minutes left) · r/60 − fee) · N, before the set-up."""
    their_minutes: float | None
    """adoption · m · (u − u then) · passes: of the one who becomes a customer."""
    their_waiting: float | None
    """adoption · m · (w − w then) · passes, in minutes by the calendar."""
    wins_per_week: float | None
    """How many customers the step is done for in a week."""
    ours_known: bool = True
    """Whether our minutes of today are noted; where they are not, they count 0 above, as everywhere."""

    @property
    def per_week(self) -> float | None:
        """Our gain a week in money, before the set-up."""
        return None if self.wins_per_week is None else self.our_money * self.wins_per_week

    @property
    def first_year(self) -> float | None:
        """adoption · (our minutes − minutes left) · rate · runs of 52 weeks − fees − set-up, in money."""
        return None if self.per_week is None else WEEKS * self.per_week - self.handover.setup

    @property
    def money_per_win(self) -> float:
        """Our gain for each customer with the set-up shared by those of the first year; where nobody knows
        how many these are, before the set-up."""
        wins = WEEKS * (self.wins_per_week or 0.0)
        return self.our_money - (self.handover.setup / wins if wins > 0 else 0.0)

    @property
    def customers_to_break_even(self) -> float | None:
        """Customers until the set-up is earned: set-up / gain for each; None where it never is."""
        if self.handover.setup == 0:
            return 0.0 if self.our_money > 0 else None
        return self.handover.setup / self.our_money if self.our_money > 0 else None

    @property
    def weeks_to_break_even(self) -> float | None:
        """Weeks until then; None where it never comes, or nobody knows the customers of a week."""
        customers = self.customers_to_break_even
        if customers is None or not self.wins_per_week:
            return None
        return customers / self.wins_per_week

    @property
    def verdict(self) -> Verdict:
        """Who gains. "both": the customer gains minutes or waiting and loses neither, and we gain money
        within the first year; only that is a clear yes. "mixed": they gain the one and lose the other.
        "open": what it does to one side is not known; of the customer, their minutes today and then must be.
        """
        if not self.ours_known or self.their_minutes is None:
            return "open"
        known = [side for side in (self.their_minutes, self.their_waiting) if side is not None]
        theirs = {_sign(side) for side in known} - {0}
        if len(theirs) == 2:
            return "mixed"
        if theirs == {1}:
            return "both" if self._pays else "customer"
        return "us" if self._pays else "neither"

    @property
    def clear(self) -> bool:
        """Whether it is a clear yes."""
        return self.verdict == "both"

    @property
    def _pays(self) -> bool:
        """Whether each customer brings something, and those of the first year more than the set-up."""
        earned = self.handover.setup == 0 or self.first_year is None or _sign(self.first_year) > 0
        return _sign(self.our_money) > 0 and earned


def _sign(value: float) -> int:
    return 0 if abs(value) < 1e-9 else 1 if value > 0 else -1


def outcome(
    handover: Handover,
    economics: Economics,
    wins_per_week: Mapping[str, float],
    delivery: str | None = None,
) -> Outcome | None:
    """What a hand-over would do; None where its step is in no sheet any more, or nobody gets through there.

    adoption × (our minutes − minutes left) × rate × runs per win − set-up. As many as today are taken to go
    on to the next step.

    `wins_per_week` are by channel, "" those of no known one. A step after the win is done for the customers
    of every channel that this process delivers to; `delivery` is the user's choice for channels without
    their own.

    *By hand*: a call of 20 minutes at 60 an hour, of which one win takes 3; six in ten book by themselves,
    2 minutes of ours stay: 0.6 · 18 · 3 = 32.4 minutes and 32.40 for each customer. The customer spends 20
    minutes today and 5 then: 0.6 · 15 = 9 minutes gained. Set up for 324, it is earned after 10 customers.
    """
    for chain in economics.chains:
        place = chain.steps["step_id"].tolist()
        if handover.step not in place:
            continue
        if chain.blocked_by is not None:
            return None
        wins = _wins(chain, economics, wins_per_week, delivery)
        return _outcome(handover, chain, place.index(handover.step), wins)
    return None


def _outcome(handover: Handover, chain: Chain, at: int, wins: float | None) -> Outcome:
    row = chain.steps.iloc[at]
    times = 1.0 if math.isnan(row["times"]) else float(row["times"])
    runs = float(row["runs_per_win"]) * times * handover.adoption
    passes = float(runs_for_one(chain)[0][at]) * times * handover.adoption
    not_ours = row["performed_by"] in NOT_OUR_TIME
    known = not_ours or not math.isnan(row["minutes"])
    saved = (float(row["minutes"]) if known and not not_ours else 0.0) - handover.minutes_left
    theirs, waits = float(customer_minutes_of(chain.steps)[at]), float(row["waiting"])
    return Outcome(
        handover,
        str(row["step"]),
        chain.channel,
        chain.phase,
        our_minutes=runs * saved,
        our_money=runs * (saved * float(row["hourly_rate"]) / 60 - handover.fee),
        their_minutes=_gained(theirs, handover.customer_minutes, passes),
        their_waiting=_gained(waits, handover.waiting, passes),
        wins_per_week=wins,
        ours_known=known,
    )


def _gained(now: float, then: float | None, often: float) -> float | None:
    return None if then is None or math.isnan(now) else often * (now - then)


def _wins(
    chain: Chain, economics: Economics, wins_per_week: Mapping[str, float], delivery: str | None
) -> float | None:
    """Customers a week for whom a chain is walked; None where nobody knows of any."""
    if chain.phase == ACQUIRE:
        return wins_per_week.get(chain.channel)
    known = [
        wins
        for channel, wins in wins_per_week.items()
        if any(one is chain for one in after_the_win(economics.chains, channel, delivery))
    ]
    return sum(known) if known else None
