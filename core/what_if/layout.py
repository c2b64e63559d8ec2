"""A business laid out in arrays, so that it can be worked through again for every move of a slider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.factory.business import Business
from core.factory.flow import plant_of
from core.funnel.funnel import channel_key
from core.steps.capacity import PRACTICAL
from core.steps.chain import ACQUIRE, Chain
from core.steps.delivery import after_the_win
from core.steps.rates import NOT_OUR_TIME, role_key

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Customers:
    """Those of one channel: how they are won and what is done for them afterwards."""

    channel: str
    """As its process is called, else as its wins are."""
    process: int
    """The place of the process that wins them; -1 where none tells it."""
    after: tuple[int, ...]
    """The places of the processes that are done for each of them once won."""
    wins_per_week: float | None
    """None where it is not known."""


@dataclass(frozen=True, eq=False)
class Layout:
    """The steps of all processes one after the other, and what surrounds them. See `layout_of`.

    An array of steps has one value a step; `first` are the places where the processes begin.
    """

    business: Business
    chains: tuple[Chain, ...]
    place_of: Mapping[str, int]
    """By its id the place of a step."""
    first: Places
    process: Places
    """The process of each step."""
    acquiring: NDArray[np.bool_]
    """Of each step whether it comes before the win."""
    minutes: Numbers
    """For doing it once; 0 where it is not our time."""
    ours: Numbers
    """1 where its time is ours, else 0."""
    times: Numbers
    rates: Numbers
    """The pass rate; of an acquiring step that which follows where the sheet gives runs for one win."""
    given: Numbers
    """Runs for one order as the sheet gives them, of steps after the win; else NaN."""
    cash: Numbers
    paid: Places
    """Of each step the place in `paid_roles` of the role whose hourly rate it has."""
    paid_roles: tuple[str, ...]
    """Keys of roles; "" those without one."""
    by_role: Numbers
    """Steps × roles: 1 where a step takes that role's hours."""
    roles: tuple[str, ...]
    """Keys of the roles whose hours the steps, or customers already there, take."""
    role_names: Mapping[str, str]
    """What the roles are called, by key."""
    hours: Mapping[str, float]
    """By a role's key its hours a week, where they are known."""
    upkeep: Numbers
    """Minutes a week of each role for customers that are there."""
    logged: Mapping[str, float]
    practical: float
    customers: tuple[Customers, ...]
    runs: Numbers
    """Of each step for one win, or one order; NaN where nobody gets through."""
    is_full: bool
    """Whether the drum is full, as the business is now."""
    held: float
    """The strain up to which the roles work: that of a full drum, else 1. See `core.factory.flow`."""

    @property
    def processes(self) -> list[tuple[int, int]]:
        """Where each process begins and ends."""
        return list(pairwise([*self.first.tolist(), len(self.minutes)]))

    @property
    def channel_of(self) -> dict[str, int]:
        """By a channel's key the place among the customers."""
        return {channel_key(one.channel): at for at, one in enumerate(self.customers)}


def layout_of(business: Business) -> Layout:
    """Lay a business out as it is now."""
    chains = business.economics.chains
    frames = [chain.steps for chain in chains]

    def column(name: str) -> Numbers:
        parts = [frame[name].to_numpy(float) for frame in frames]
        return np.concatenate(parts) if parts else np.empty(0)

    def names(name: str) -> list[object]:
        return [value for frame in frames for value in frame[name].tolist()]

    lengths = [len(frame) for frame in frames]
    process = np.repeat(np.arange(len(chains)), lengths)
    acquiring = np.repeat([chain.phase == ACQUIRE for chain in chains], lengths).astype(bool)
    ours = np.array([who not in NOT_OUR_TIME for who in names("performed_by")], dtype=float)
    keys, performers = [role_key(role) for role in names("role")], names("performed_by")
    paid_roles = tuple(dict.fromkeys(["", *keys]))
    own = role_key(business.own_role)
    # A partner's step without a role takes nobody's hours here, as in core.steps.capacity.
    takes = [
        None if key == "" and who == "partner" else key or own
        for key, who in zip(keys, performers, strict=True)
    ]
    capacity = business.capacity
    uses = [*capacity.roles, *capacity.not_known]
    roles = tuple(
        dict.fromkeys([*(role_key(use.role) for use in uses), *(k for k in takes if k is not None)])
    )
    by_role = np.zeros((len(keys), len(roles)))
    for at, key in enumerate(takes):
        if key is not None:
            by_role[at, roles.index(key)] = 1.0
    upkeep = {role_key(use.role): use.upkeep for use in uses}
    plant = plant_of(business).now
    full = bool(plant.full[0])
    called = {role_key(role): str(role).strip() for role in names("role") if role_key(role)}
    return Layout(
        business=business,
        chains=chains,
        place_of={str(step_id): at for at, step_id in enumerate(names("step_id"))},
        first=np.cumsum([0, *lengths[:-1]]) if chains else np.empty(0, dtype=np.intp),
        process=process,
        acquiring=acquiring,
        minutes=np.nan_to_num(column("minutes")) * ours,
        ours=ours,
        times=np.nan_to_num(column("times"), nan=1.0),
        rates=np.nan_to_num(column("reached_rate"), nan=1.0, posinf=np.inf),
        given=np.where(acquiring, np.nan, column("given_runs")),
        cash=np.nan_to_num(column("cash")),
        paid=np.array([paid_roles.index(key) for key in keys], dtype=np.intp),
        paid_roles=paid_roles,
        by_role=by_role,
        roles=roles,
        role_names={**called, **{role_key(use.role): use.role for use in uses}},
        hours={role_key(use.role): use.hours for use in capacity.roles if use.hours is not None},
        upkeep=np.array([upkeep.get(key, 0.0) for key in roles]),
        logged={role_key(use.role): use.logged for use in uses if use.logged is not None},
        practical=uses[0].practical if uses else PRACTICAL,
        customers=_customers(business),
        runs=column("runs_per_win"),
        is_full=full,
        held=float(plant.strain[0].max()) if full else 1.0,
    )


def _customers(business: Business) -> tuple[Customers, ...]:
    """The channels with a process first, in its order, then those of which only the wins are known."""
    chains = business.economics.chains
    at_of = {(chain.phase, chain.channel): at for at, chain in enumerate(chains)}
    wins = {channel_key(channel): won.per_week for channel, won in business.wins.items()}
    named = {channel_key(chain.channel): chain.channel for chain in business.economics.acquiring}
    named |= {channel_key(channel): channel for channel in business.wins if channel_key(channel) not in named}
    found = []
    for key, channel in named.items():
        after = after_the_win(chains, channel, business.delivery)
        found.append(
            Customers(
                channel,
                at_of.get((ACQUIRE, channel), -1),
                tuple(at_of[chain.phase, chain.channel] for chain in after),
                wins.get(key),
            )
        )
    return tuple(found)
