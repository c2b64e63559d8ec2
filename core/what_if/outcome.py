"""What comes out of a business as it is thought: cost, hours, throughput, ceiling, margin, weakest link."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.factory.findings import constraint
from core.factory.weakest_link import Verdict, weakest_link
from core.factory.wording import named, named_role
from core.language import _
from core.steps.capacity import RoleUse
from core.steps.chain import ACQUIRE, AFTER, DELIVER
from core.steps.channels import Spend
from core.steps.delivery import Order, delivery_of
from core.what_if.changes import Changes
from core.what_if.changing import business_after
from core.what_if.layout import Customers, Numbers
from core.what_if.situation import Situation
from core.what_if.working import Working, worked


@dataclass(frozen=True)
class ChannelOutcome:
    """One channel. What cannot be told is None."""

    channel: str
    cost_per_win: float | None
    """Labour, cash and spend of one customer; delivery is not in it."""
    minutes_per_win: float | None
    wins_per_week: float | None
    starts_per_week: float | None
    """Runs of the first step that come in a week; where the hours are full, not all of them are done."""
    order: Order | None
    """One order at its price; None where price or cost is not known."""
    blocked_by: str | None = None
    """The step that nobody gets past."""


@dataclass(frozen=True)
class RoleOutcome:
    """The hours of one role; see `core.steps.capacity.RoleUse`."""

    role: str
    """Its name; "" whoever does the steps without one."""
    hours: float | None
    """Hours a week; None where nobody said."""
    hours_needed: float
    """Hours a week that all customers take."""
    utilisation: float | None
    """None where its hours are not known, or there are none."""
    delivery_utilisation: float | None
    ceiling: float | None
    """Customers a week at which it has no minute left; None where it sets no limit."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """The answers, each worked out once it is asked for. What cannot be told is None, never 0."""

    situation: Situation
    working: Working
    verdict: Verdict | None = None
    """What holds the business back, without how sure that is; None where it was not asked for."""

    @cached_property
    def channels(self) -> tuple[ChannelOutcome, ...]:
        """The channels whose process is known, in the order of the sheets."""
        return tuple(self._channel(at, one) for at, one in self._told_channels)

    @cached_property
    def cost_per_win(self) -> float | None:
        """Of a customer over all channels: Σ cost / Σ wins.

        The wins are those that were typed in beside the spend, as on the page of the channels; where none
        were, those that are won in a week.
        """
        return self._mean([self._cost(one) for _at, one in self._told_channels])

    @cached_property
    def minutes_per_win(self) -> float | None:
        """Minutes of winning a customer over all channels: Σ minutes / Σ wins."""
        minutes = self.working.minutes_of
        return self._mean([_told(float(minutes[one.process])) for _at, one in self._told_channels])

    @cached_property
    def wins_per_week(self) -> float | None:
        """Customers won in a week, over all channels; None where nobody knows."""
        wins = self.working.wins
        return None if np.isnan(wins).all() else float(np.nansum(wins))

    @cached_property
    def throughput(self) -> float | None:
        """Happy customers a week: as counted, times what wins and happy share become of what they were.

        Where none were won, as many as would be.
        """
        counted, business = self.situation.counted_per_week, self.situation.business
        if self.wins_per_week is None:
            return counted
        after = self.wins_per_week * self.working.happy_share
        if counted is None:
            return after
        before = business.happy_per_week
        # Where nobody was won there is nothing to multiply: then it is what would be won.
        return counted * (after / before) if before > 0 else max(counted, after)

    @property
    def of_happy(self) -> bool:
        """Whether it is known who is happy; else customers stand in for them."""
        return self.situation.business.happy is not None

    @cached_property
    def roles(self) -> tuple[RoleOutcome, ...]:
        """The roles whose hours are known, the fullest first, then others that have something to do."""
        return _roles(self.working)

    @cached_property
    def _drum(self) -> RoleOutcome | None:
        limits = [one for one in self.roles if one.ceiling is not None]
        return min(limits, key=lambda one: one.ceiling or 0.0, default=None)

    @property
    def drum(self) -> str | None:
        """The role that sets the ceiling; "" is whoever has no name, None where none does."""
        return None if self._drum is None else self._drum.role

    @property
    def ceiling(self) -> float | None:
        """Customers a week at which the drum has no minute left; None where no role sets a limit."""
        return None if self._drum is None else self._drum.ceiling

    @property
    def is_unlimited(self) -> bool:
        """Whether hours are known and no customer takes any of them, though steps take time as it is."""
        working = self.working
        known = bool(working.hours) and bool(working.layout.minutes.any())
        won = [at for at, share in enumerate(working.shares.tolist()) if share > 0]
        through = bool(won) and not any(
            place >= 0 and working.blocked(place)
            for place in (working.layout.customers[at].process for at in won)
        )
        return known and through and not (working.shares @ working.customer_minutes).any()

    @property
    def utilisation(self) -> float | None:
        """How full the fullest role is; None where no hours are known."""
        return self.roles[0].utilisation if self.roles else None

    @property
    def hours_per_week(self) -> float | None:
        """Hours a week that all customers take, of all roles, also those whose hours are not known."""
        if self.wins_per_week is None:
            return None
        return math.fsum(one.hours_needed for one in self.roles)

    @property
    def held_back(self) -> bool:
        """Whether more would be won if the hours were there."""
        return self.working.held_back

    @cached_property
    def order(self) -> Order | None:
        """One order over all channels that have a price, each by its customers: every field is their mean."""
        sold = [(one.order, one.wins_per_week) for one in self.channels if one.order is not None]
        if len(sold) == 1:
            return sold[0][0]
        names = ("price", "winning_cost", "winning_minutes", "delivery_cost", "delivery_minutes", "cash")
        means = [_weighed([(getattr(order, name), won) for order, won in sold]) for name in names]
        told = [one for one in means if one is not None]
        return Order(*told) if len(told) == len(names) else None

    @property
    def margin(self) -> float | None:
        """What is left of the price of an order after winning and delivering it, own hours included."""
        return None if self.order is None else self.order.left

    @property
    def hour_earns(self) -> float | None:
        """What an hour earns: (price − cash and spend) / all hours of winning and delivering."""
        return None if self.order is None else _told(self.order.effective_hourly_rate)

    @property
    def constraint(self) -> str | None:
        """The key of what holds back (`Verdict.key`); None where it was not asked for."""
        return None if self.verdict is None else self.verdict.key

    @property
    def set_up(self) -> float:
        """What all that is handed over costs once."""
        return self.working.set_up

    def channel(self, name: str) -> ChannelOutcome | None:
        """The channel of this name."""
        return next((self._channel(at, one) for at, one in self._told_channels if one.channel == name), None)

    @cached_property
    def _told_channels(self) -> list[tuple[int, Customers]]:
        # Of a channel that the funnel alone tells of nobody knows what a customer takes.
        layout = self.working.layout
        return [
            (at, one)
            for at, one in enumerate(layout.customers)
            if one.process >= 0 and one.channel not in layout.business.from_funnel
        ]

    def _channel(self, at: int, one: Customers) -> ChannelOutcome:
        working = self.working
        return ChannelOutcome(
            one.channel,
            self._cost(one),
            _told(float(working.minutes_of[one.process])),
            _told(float(working.wins[at])),
            _told(float(working.starts[at])),
            self._order(one),
            working.blocked_by(one.process),
        )

    def _cost(self, one: Customers) -> float | None:
        labour, cash = self.working.labour_of[one.process], self.working.cash_of[one.process]
        return _told(float(labour + cash) + self._spend(one).per_win)

    def _spend(self, one: Customers) -> Spend:
        return self.working.spends.get(one.channel, Spend())

    def _order(self, one: Customers) -> Order | None:
        working, cost = self.working, self._cost(one)
        price = working.price(one.channel, self.situation.prices.get(one.channel))
        if price is None or cost is None:
            return None
        minutes = float(working.minutes_of[one.process])
        cash = float(working.cash_of[one.process]) + self._spend(one).per_win
        layout = working.layout
        delivery = delivery_of(layout.chains, one.channel, layout.business.delivery)
        if delivery is None:
            return Order(price, cost, minutes, 0.0, 0.0, cash=cash)
        at = layout.chains.index(delivery)
        labour, paid = float(working.labour_of[at]), float(working.cash_of[at])
        return Order(price, cost, minutes, labour + paid, float(working.minutes_of[at]), cash=cash + paid)

    def _mean(self, figures: list[float | None]) -> float | None:
        typed = [self._spend(one).wins for _at, one in self._told_channels]
        wins = [_told(float(self.working.wins[at])) for at, _one in self._told_channels]
        return _weighed(list(zip(figures, typed if any(typed) else wins, strict=True)))


def outcome(situation: Situation, changes: Changes = (), *, verdict: bool = True) -> Outcome:
    """The answers with the changes laid over what is; without the verdict in a fraction of the time.

    Without changes every figure is that of the other pages.
    """
    working = worked(situation.layout, changes)
    if not verdict:
        return Outcome(situation, working)
    if not changes:
        return Outcome(situation, working, situation.verdict)
    return Outcome(situation, working, weakest_link(business_after(working), how_sure=False))


def _weighed(figures: list[tuple[float | None, float | None]]) -> float | None:
    """Σ figure · wins / Σ wins over the channels where both are known; of a single channel its own."""
    if len(figures) == 1:
        return figures[0][0]
    known = [(one, won) for one, won in figures if one is not None and won is not None and won > 0]
    whole = math.fsum(won for _one, won in known)
    return math.fsum(one * won for one, won in known) / whole if whole > 0 else None


def _roles(working: Working) -> tuple[RoleOutcome, ...]:
    layout = working.layout
    demand: dict[str, Numbers] = {phase: np.zeros(len(layout.roles)) for phase in (ACQUIRE, DELIVER, AFTER)}
    for at, won in enumerate(working.wins.tolist()):
        if won > 0:
            for phase, minutes in working.by_phase(at).items():
                demand[phase] = demand[phase] + won * minutes
    each = working.shares @ working.customer_minutes if len(working.shares) else np.zeros(len(layout.roles))
    found = []
    for at, key in enumerate(layout.roles):
        use = RoleUse(
            layout.role_names.get(key, key),
            working.hours.get(key),
            winning=float(demand[ACQUIRE][at]),
            delivering=float(demand[DELIVER][at]),
            after=float(demand[AFTER][at]),
            upkeep=float(layout.upkeep[at]),
            practical=layout.practical,
        )
        ceiling = None
        if use.available is not None and each[at] > 0:
            ceiling = max(0.0, use.available - use.upkeep) / float(each[at])
        if use.hours is not None or use.demand > 0:
            found.append(
                RoleOutcome(
                    use.role,
                    use.hours,
                    use.demand / 60,
                    _told(use.utilisation),
                    _told(use.delivery_utilisation),
                    ceiling,
                )
            )
    full = math.inf  # with something to do and no hour for it
    return tuple(
        sorted(
            found,
            key=lambda one: (one.hours is None, -(full if one.utilisation is None else one.utilisation)),
        )
    )


def _told(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def moved(before: Outcome, after: Outcome) -> tuple[str, ...]:
    """Where the constraint moves to, in sentences, or that it stays; none without verdicts.

    Where the hours allow fewer customers than would come, that is said too.
    """
    was, then = before.verdict, after.verdict
    if was is None or then is None:
        return ()
    said = [_stays(then) if was.key == then.key else _goes_to(then)]
    if after.held_back and after.drum is not None:
        said.append(
            _("More would come than the hours of {role} are enough for.").format(role=named_role(after.drum))
        )
    return tuple(said)


def _stays(verdict: Verdict) -> str:
    if verdict.role is not None:
        return _("The hours of {role} still hold you back.").format(role=named_role(verdict.role.role))
    if verdict.kind == "flow" and verdict.step:
        return _("{step} still holds you back.").format(step=named(verdict.step, verdict.channel))
    return _("What holds you back stays the same: {constraint}.").format(constraint=constraint(verdict))


def _goes_to(verdict: Verdict) -> str:
    if verdict.role is not None:
        return _("Then the hours of {role} hold you back.").format(role=named_role(verdict.role.role))
    if verdict.kind == "flow":
        if not verdict.step:
            return _("Then only more starts bring more.")
        return _("Then {step} holds you back.").format(step=named(verdict.step, verdict.channel))
    if verdict.kind == "not_running":
        return _("Then nobody would become a customer any more.")
    if verdict.kind == "not_repeatable":
        return _("Then too few customers would be won to know that it can be done again.")
    return _("Then too little would be known to tell what holds you back.")
