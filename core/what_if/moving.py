"""Where a move leads: one figure of the steps, or the value of an hour, with what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.steps.rates import Rates, role_key
from core.what_if.changes import ALL, Change, Moved, Slot, What
from core.what_if.layout import Layout, Numbers


def steps_moved(layout: Layout, said: Mapping[Slot, Change], what: What, now: Numbers) -> Numbers:
    """One figure of all steps with what was moved of it; the same array where nothing was."""
    about_all = said.get((what, ALL))
    moves = [
        (layout.place_of[one.target], one)
        for one in said.values()
        if isinstance(one, Moved) and one.what == what and one.target in layout.place_of
    ]
    if not moves and about_all is None:
        return now
    found = now.copy()
    if isinstance(about_all, Moved):
        found = _all_moved(about_all, now, layout)
    for at, one in moves:
        found[at] = moved_to(one, float(now[at])) or 0.0
    return found


def _all_moved(one: Moved, now: Numbers, layout: Layout) -> Numbers:
    if one.how == "kept":
        losing = layout.acquiring & (now < 1)
        return np.where(losing, now + one.value * (1 - now), now)
    return now * one.value


def moved_to(one: Moved, now: float | None) -> float | None:
    """The value that a move leads to; None where so many times what is not known cannot be told."""
    if one.how == "to":
        return one.value
    if now is None:
        return None
    if one.how == "kept":
        return now + one.value * (1 - now) if now < 1 else now
    return now * one.value


def rates_moved(layout: Layout, said: Mapping[Slot, Change]) -> Rates:
    """The value of an hour, with what was moved of it; a role that was given its own has one then."""
    paid = layout.business.economics.rates
    general = said.get(("hourly_rate", ""))
    own = dict(paid.by_role)
    hourly = paid.hourly_rate
    if isinstance(general, Moved):
        hourly = moved_to(general, paid.hourly_rate) or 0.0
    keys = {role_key(role): role for role in own}
    for one in said.values():
        if isinstance(one, Moved) and one.what == "hourly_rate" and one.target:
            key = role_key(one.target)
            if key in layout.paid_roles:
                name = keys.get(key, layout.role_names.get(key, one.target))
                before = {role_key(role): rate for role, rate in paid.by_role.items()}
                own[name] = moved_to(one, before.get(key, paid.hourly_rate)) or 0.0
    return replace(paid, hourly_rate=hourly, by_role=own)
