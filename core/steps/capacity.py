"""How full every role is, with delivering alone and with everything, and how many customers that allows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import StepwiseError
from core.steps.chain import ACQUIRE, AFTER, DELIVER, Chain
from core.steps.delivery import after_the_win
from core.steps.economics import Economics
from core.steps.rates import role_key

PRACTICAL = 0.8
"""The share of a role's hours that can be booked; the rest goes to all that nobody plans."""
FULL = 0.85
"""From this utilisation on a role is full: what waits for it grows without end soon after."""


@dataclass(frozen=True)
class StepUse:
    """What one step takes of a role for one customer, in the mix of the channels."""

    step: str
    step_id: str
    channel: str
    phase: str
    minutes_per_win: float


@dataclass(frozen=True)
class RoleUse:
    """What a role has to do in a week, in minutes, held against the hours it has.

    `role` is its name, "" whoever does the steps without one.

    >>> owner = RoleUse("Owner", 10, winning=297.6, delivering=240)
    >>> round(owner.delivery_utilisation, 2), round(owner.utilisation, 2)
    (0.5, 1.12)
    """

    role: str
    hours: float | None
    """Hours that it has in a week; None where nobody said, never 0."""
    winning: float = 0.0
    delivering: float = 0.0
    after: float = 0.0
    """What is done once for each customer after the delivery."""
    upkeep: float = 0.0
    """What comes again every week for each active customer."""
    steps: tuple[StepUse, ...] = ()
    """Its steps by the minutes that one customer takes, the largest first; none without a mix."""
    logged: float | None = None
    """Minutes a week of its time entries; None where there are none."""
    practical: float = PRACTICAL

    @property
    def demand(self) -> float:
        """Minutes a week for everything: winning, delivering, afterwards and upkeep."""
        return self.winning + self.delivering + self.after + self.upkeep

    @property
    def available(self) -> float | None:
        """Minutes a week that can be booked: hours · 60 · practical share."""
        return None if self.hours is None else self.hours * 60 * self.practical

    @property
    def utilisation(self) -> float | None:
        """ρ = demand / available; infinite where there is something to do and no time for it."""
        return _share(self.demand, self.available)

    @property
    def delivery_utilisation(self) -> float | None:
        """The part of it that delivering alone takes."""
        return _share(self.delivering, self.available)

    @property
    def minutes_per_win(self) -> float:
        """Minutes for one customer more, in the mix of the channels, upkeep aside."""
        return sum(step.minutes_per_win for step in self.steps)

    @property
    def ceiling(self) -> float | None:
        """Wins a week at ρ = 1 in the same mix: (available − upkeep) / minutes per win, at least 0.

        None where the hours or the mix are not known, or no customer takes time of it.
        """
        if self.available is None or not self.minutes_per_win > 0:
            return None
        return max(0.0, self.available - self.upkeep) / self.minutes_per_win

    @property
    def unbooked(self) -> float | None:
        """Minutes a week that can be booked and nobody books; below 0 where too few can."""
        return None if self.available is None else self.available - self.demand

    @property
    def beyond_steps(self) -> float | None:
        """Minutes a week that are logged beyond what the steps need; below 0 where fewer are."""
        return None if self.logged is None else self.logged - self.demand


@dataclass(frozen=True)
class Capacity:
    """How full the roles are, and how many customers a week that allows."""

    roles: tuple[RoleUse, ...]
    """Those whose hours are known, the fullest first."""
    not_known: tuple[RoleUse, ...]
    """Those who have something to do and whose hours are not known."""
    wins_per_week: float
    """Over all channels."""
    untold: tuple[str, ...] = ()
    """Channels that win customers, and of which no process tells what that takes."""
    undelivered: tuple[str, ...] = ()
    """Channels that win customers, and of which no process tells how their orders are delivered."""
    logged_elsewhere: Mapping[str, float] = field(default_factory=dict)
    """Minutes a week that are logged under names that are no role here."""

    @property
    def drum(self) -> RoleUse | None:
        """The role that sets the pace: of those whose hours are known, the one with the lowest ceiling."""
        limiting = [(role.ceiling, role) for role in self.roles if role.ceiling is not None]
        return min(limiting, key=lambda one: one[0])[1] if limiting else None

    @property
    def ceiling(self) -> float | None:
        """Wins a week at which the drum has no minute left; None where no role sets a limit."""
        return None if self.drum is None else self.drum.ceiling

    @property
    def is_full(self) -> bool:
        """Whether the drum is as full as a role can be."""
        return self.drum is not None and (self.drum.utilisation or 0.0) >= FULL


def capacity(
    economics: Economics,
    wins_per_week: Mapping[str, float],
    hours: Mapping[str, float],
    *,
    practical: float = PRACTICAL,
    upkeep_minutes: Mapping[str, float] | None = None,
    active_customers: float = 0.0,
    logged: Mapping[str, float] | None = None,
    default_role: str | None = None,
    delivery: str | None = None,
) -> Capacity:
    """Hold what every role has to do against the hours it has.

    `wins_per_week` is by channel, `hours` a week by role. `upkeep_minutes` are minutes a week for each active
    customer by role; `logged` are minutes a week of the time entries, by role or person. Steps without a role
    are done by `default_role`, where the user names one as their own. `delivery` is the process that delivers
    where a channel has none of its own, as the user chose it. Names are compared without case.

    Demand = Σ wins · minutes per win (winning, delivering, after) + upkeep · active customers; available =
    hours · 60 · practical share. A partner's step without a role takes nobody's hours here.

    Raises StepwiseError where the practical share is not above 0 and at most 1.
    """
    if not 0 < practical <= 1:
        raise StepwiseError("The share of the hours that can be booked is above 0 % and at most 100 %.")
    customers = _customers(economics, wins_per_week, delivery)
    work = _work(customers, role_key(default_role))
    names: dict[str, str] = {}
    had, upkeep, noted = (_by_key(said or {}, names) for said in (hours, upkeep_minutes, logged))
    for name in (default_role, *economics.steps["role"]):
        names.setdefault(role_key(name), name.strip() if isinstance(name, str) else "")
    roles = [
        RoleUse(
            role=names[key],
            hours=had.get(key),
            winning=work.minutes[key, ACQUIRE],
            delivering=work.minutes[key, DELIVER],
            after=work.minutes[key, AFTER],
            upkeep=upkeep.get(key, 0.0) * active_customers,
            steps=_largest_first(work.steps[key].values()),
            logged=noted.get(key),
            practical=practical,
        )
        for key in dict.fromkeys([*had, *work.steps, *upkeep])
    ]
    known = [role for role in roles if role.hours is not None]
    unmixed = not any(one.share > 0 for one in customers)
    without = [role for role in roles if role.hours is None and (unmixed or role.steps or role.demand > 0)]
    here = {role_key(role.role) for role in [*known, *without]}
    return Capacity(
        roles=tuple(sorted(known, key=lambda role: -(role.utilisation or 0.0))),
        not_known=tuple(without),
        wins_per_week=sum(one.wins for one in customers),
        untold=tuple(one.channel for one in customers if one.wins > 0 and one.won is None),
        undelivered=tuple(one.channel for one in customers if one.wins > 0 and not one.is_delivered),
        logged_elsewhere={names[key]: minutes for key, minutes in noted.items() if key not in here},
    )


@dataclass(frozen=True)
class _Customers:
    """The customers of one channel: how many a week, their share of all, and what is done for each."""

    channel: str
    wins: float
    share: float
    won: Chain | None
    """None where no process tells how they are won, or nobody gets through it."""
    after: list[Chain]

    @property
    def is_delivered(self) -> bool:
        return any(chain.phase == DELIVER for chain in self.after)


def _customers(
    economics: Economics, wins_per_week: Mapping[str, float], delivery: str | None
) -> list[_Customers]:
    chains = {role_key(chain.channel): chain for chain in economics.acquiring if chain.blocked_by is None}
    names = {key: chain.channel for key, chain in chains.items()}
    wins = _by_key(wins_per_week, names)
    total = sum(wins.values())
    channels = list(dict.fromkeys([*chains, *wins]))
    found = []
    for key in channels:
        # Before the first win the mix is known only where there is no other channel.
        share = wins.get(key, 0.0) / total if total > 0 else float(len(channels) == 1)
        after = after_the_win(economics.chains, names[key], delivery)
        found.append(_Customers(names[key], wins.get(key, 0.0), share, chains.get(key), after))
    return found


@dataclass(frozen=True)
class _Work:
    """Minutes a week by role and phase, and by role and step those of one customer in the mix."""

    minutes: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    steps: dict[str, dict[str, StepUse]] = field(default_factory=lambda: defaultdict(dict))


def _work(customers: Sequence[_Customers], own: str) -> _Work:
    """What the customers of all channels take of each role; `own` does the steps without one."""
    work = _Work()
    for one in customers:
        for chain in [one.won, *one.after] if one.won else one.after:
            columns = (chain.steps[name] for name in _COLUMNS)
            for step_id, step, role, performed_by, minutes in zip(*columns, strict=True):
                key = role_key(role)
                if not minutes > 0 or (key == "" and performed_by == "partner"):
                    continue
                key = key or own
                work.minutes[key, chain.phase] += one.wins * minutes
                before = work.steps[key].get(step_id)
                each = one.share * minutes + (before.minutes_per_win if before else 0.0)
                work.steps[key][step_id] = StepUse(step, step_id, chain.channel, chain.phase, each)
    return work


def _largest_first(steps: Iterable[StepUse]) -> tuple[StepUse, ...]:
    used = [step for step in steps if step.minutes_per_win > 0]
    return tuple(sorted(used, key=lambda step: -step.minutes_per_win))


_COLUMNS = ("step_id", "step", "role", "performed_by", "minutes_per_win")


def _by_key(said: Mapping[str, float], names: dict[str, str]) -> dict[str, float]:
    """Figures by the key of their name, those under the same key added up; the names are kept."""
    found: dict[str, float] = defaultdict(float)
    for name, figure in said.items():
        names.setdefault(role_key(name), name.strip())
        found[role_key(name)] += figure
    return dict(found)


def _share(demand: float, available: float | None) -> float | None:
    if available is None:
        return None
    return demand / available if available > 0 else math.inf if demand > 0 else 0.0
