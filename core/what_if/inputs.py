"""Every input of a business that can be moved, with how far each plausibly goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from core.steps.rates import role_key
from core.what_if.changes import ALL, MOST_HOURS, Changes, How, Moved, What
from core.what_if.layout import Customers
from core.what_if.movable import Input, Unit
from core.what_if.plausible import Plausible, chosen
from core.what_if.situation import Situation
from core.what_if.working import Working, worked

HIGHEST_RATE = 100_000.0
HIGHEST_PRICE = 1_000_000_000.0
TIMES = 10.0
"""An input goes up to so many times what it is now,"""
TWICE = 2.0
"""and all steps at once to twice their time."""


def inputs(situation: Situation, changes: Changes = ()) -> tuple[Input, ...]:
    """Every input of the business: in each group first those about all at once, then as in the sheets.

    Of the steps are listed those whose minutes are ours, those of the acquiring ones that lose or bring
    people, and those that cost cash. A step that is handed over or left out stands as if it were not.
    """
    moves = tuple(one for one in changes if isinstance(one, Moved))
    now, then = worked(situation.layout, ()), worked(situation.layout, moves)
    found = [
        *_minutes(situation, now, then),
        *_rates(situation, now, then),
        *_prices(situation, now, then),
        *_leads(situation, now, then),
        *_mix(now, then),
        *_hours(now, then),
        *_hourly(now, then),
        *_cash(situation, now, then),
        *_spends(now, then),
    ]
    return tuple(found)


def _about_all(then: Working, what: What, how: How = "times", highest: float = TIMES) -> Input:
    rest = 0.0 if how == "kept" else 1.0
    moved = then.changes.get((what, ALL))
    value = moved.value if isinstance(moved, Moved) and moved.how == how else rest
    unit: Unit = "share" if how == "kept" else "times"
    return Input(what, ALL, how, unit, value, rest, 0.0, highest)


def _one(
    what: What,
    target: str,
    unit: Unit,
    before: float | None,
    value: float | None,
    highest: float,
    plausible: Plausible | None = None,
    *,
    name: str = "",
    channel: str = "",
    phase: str = "",
) -> Input:
    low = high = None
    if plausible is not None and before and value is not None:
        # What was moved may still be wrong by as much, for its size.
        low, high = (min(end * value / before, highest) for end in (plausible.low, plausible.high))
    basis = None if low is None or plausible is None else plausible.basis
    return Input(
        what, target, "to", unit, value, before, 0.0, highest, low, high, basis, name, channel, phase
    )


class _Step(NamedTuple):
    """A step and its place in the layout."""

    at: int
    step_id: str
    name: str
    channel: str
    phase: str


def _steps(now: Working) -> Iterator[_Step]:
    at = 0
    for chain in now.layout.chains:
        columns = (chain.steps[name].tolist() for name in ("step_id", "step"))
        for step_id, name in zip(*columns, strict=True):
            yield _Step(at, str(step_id), str(name), chain.channel, chain.phase)
            at += 1


def _minutes(situation: Situation, now: Working, then: Working) -> Iterator[Input]:
    if now.minutes.any() or ("minutes", ALL) in then.changes:
        yield _about_all(then, "minutes", highest=TWICE)
    for step in _steps(now):
        at = step.at
        before, value = float(now.minutes[at]), float(then.minutes[at])
        if before > 0 or value > 0:
            highest = TIMES * max(before, value)
            yield _one(
                *("minutes", step.step_id, "minutes", before, value, highest),
                situation.plausible.get(("minutes", step.step_id)),
                name=step.name,
                channel=step.channel,
                phase=step.phase,
            )


def _rates(situation: Situation, now: Working, then: Working) -> Iterator[Input]:
    happy = situation.business.happy
    losing = now.layout.acquiring & (now.rates < 1)
    if losing.any() or ("pass_rate", ALL) in then.changes:
        yield _about_all(then, "pass_rate", "kept", 1.0)
    if happy is not None:
        yield _one(
            *("happy", "", "share", happy.rate.share, then.happy_share, 1.0),
            situation.plausible.get(("happy", "")),
            name=happy.stage.label,
        )
    for step in _steps(now):
        at = step.at
        before, value = float(now.rates[at]), float(then.rates[at])
        if not now.layout.acquiring[at] or not np.isfinite(before) or (before == 1 and value == 1):
            continue
        share = before <= 1
        yield _one(
            *("pass_rate", step.step_id, "share" if share else "runs", before, value),
            1.0 if share else TIMES * max(before, value),
            situation.plausible.get(("pass_rate", step.step_id)),
            name=step.name,
            channel=step.channel,
            phase=step.phase,
        )


def _prices(situation: Situation, now: Working, then: Working) -> Iterator[Input]:
    names = [one.channel for one in _won_by_process(now)]
    known = [name for name in names if situation.prices.get(name) is not None]
    if len(known) > 1 or ("price", ALL) in then.changes:
        yield _about_all(then, "price")
    for name in names:
        before = situation.prices.get(name)
        value = then.price(name, before)
        range_ = None if before is None else chosen(before)
        yield _one("price", name, "money", before, value, HIGHEST_PRICE, range_, name=name)


def _leads(situation: Situation, now: Working, then: Working) -> Iterator[Input]:
    starts = [
        (one.channel, _known(now.starts[at]), _known(then.starts[at]))
        for at, one in enumerate(now.layout.customers)
        if one.process >= 0
    ]
    if len([one for one in starts if one[1] is not None]) > 1 or ("leads", ALL) in then.changes:
        yield _about_all(then, "leads")
    for name, before, value in starts:
        slot = ("leads", name.strip().casefold())
        highest = max(TIMES * max(before or 0.0, value or 0.0), 100.0)
        yield _one(
            *("leads", name, "per_week", before, value, highest), situation.plausible.get(slot), name=name
        )


def _mix(now: Working, then: Working) -> Iterator[Input]:
    wins = np.nan_to_num(now.wins)
    named = [(at, one) for at, one in enumerate(now.layout.customers) if one.process >= 0]
    if len(named) < 2 or not wins.sum() > 0:
        return
    for at, one in named:
        yield _one(
            *("mix", one.channel, "share", float(now.shares[at]), float(then.shares[at]), 1.0),
            name=one.channel,
        )


def _hours(now: Working, then: Working) -> Iterator[Input]:
    takes = now.role_minutes.sum(axis=0) if len(now.layout.first) else np.zeros(len(now.layout.roles))
    if len(now.hours) > 1 or ("hours", ALL) in then.changes:
        yield _about_all(then, "hours")
    for at, key in enumerate(now.layout.roles):
        before, value = now.hours.get(key), then.hours.get(key)
        if before is None and not np.nan_to_num(takes[at]) > 0:
            continue
        name = now.layout.role_names.get(key, key)
        range_ = None if before is None else chosen(before)
        yield _one("hours", name, "hours", before, value, MOST_HOURS, range_, name=name)


def _hourly(now: Working, then: Working) -> Iterator[Input]:
    layout, before, after = now.layout, now.paid, then.paid
    yield _one(
        *("hourly_rate", "", "money_per_hour", before.hourly_rate, after.hourly_rate, HIGHEST_RATE),
        chosen(before.hourly_rate),
    )
    rates = {role_key(role): (role, rate) for role, rate in after.by_role.items()}
    owned = {role_key(role): rate for role, rate in before.by_role.items()}
    for key, (role, rate) in rates.items():
        if key in layout.paid_roles:
            was = owned.get(key, before.hourly_rate)
            yield _one(
                *("hourly_rate", role, "money_per_hour", was, rate, HIGHEST_RATE), chosen(was), name=role
            )


def _cash(situation: Situation, now: Working, then: Working) -> Iterator[Input]:
    if (now.cash > 0).sum() > 1 or ("cash", ALL) in then.changes:
        yield _about_all(then, "cash")
    for step in _steps(now):
        at = step.at
        before, value = float(now.cash[at]), float(then.cash[at])
        if before > 0 or value > 0:
            yield _one(
                *("cash", step.step_id, "money", before, value, TIMES * max(before, value)),
                situation.plausible.get(("cash", step.step_id)),
                name=step.name,
                channel=step.channel,
                phase=step.phase,
            )


def _spends(now: Working, then: Working) -> Iterator[Input]:
    spent = [one for one in now.spends.values() if one.spend]
    if len(spent) > 1 or ("spend", ALL) in then.changes:
        yield _about_all(then, "spend")
    for one in _won_by_process(now):
        before, after = (made.spends.get(one.channel) for made in (now, then))
        was = None if before is None else before.spend
        value = None if after is None else after.spend
        if was or value:
            yield _one(
                *("spend", one.channel, "money", was, value, TIMES * max(was or 0.0, value or 0.0)),
                None if was is None else chosen(was),
                name=one.channel,
            )


def _won_by_process(now: Working) -> list[Customers]:
    return [
        one
        for one in now.layout.customers
        if one.process >= 0 and one.channel not in now.layout.business.from_funnel
    ]


def _known(value: float) -> float | None:
    return None if value != value else float(value)
