"""The hours a week that a goal takes of every role, held against those there are."""

from __future__ import annotations

import math

from core.brief.figures import figure
from core.brief.story import Bars, Column, Series, Table
from core.charts.picture import Picture
from core.charts.role_hours import role_hours
from core.funnel.goal.hours import RoleLoad
from core.funnel.goal.plan import Plan
from core.funnel.goal.role_loads import loads_say, role_loads
from core.language import _
from core.language.amounts import duration


def hours_picture(plan: Plan, dark: bool) -> Picture | None:
    """The roles, the fullest on top; None where no role is needed for any hour."""
    return role_hours(role_loads(plan), dark=dark, title=loads_say(plan))


def hours_bars(plan: Plan) -> Bars:
    """The same as bars to be edited; the fullest stands out where it has too few."""
    loads = sorted(plan.loads, key=lambda load: -_used(load))
    return Bars(
        "bars",
        tuple(role_of(load) for load in loads),
        (Series(_("Hours a week"), tuple(60 * load.needed for load in loads), "firm"),),
        "minutes",
        labels=tuple(_of_hours(load) for load in loads),
        accent=0 if loads and lacks(loads[0]) else None,
    )


def hours_table(plan: Plan) -> Table:
    """Every role with what winning and delivering take of a working week."""
    columns = (
        Column(_("Role")),
        Column(_("Winning"), "minutes"),
        Column(_("Delivering"), "minutes"),
        Column(_("Needed"), "minutes"),
        Column(_("There are"), "minutes"),
    )
    rows = tuple(
        (
            role_of(load),
            figure(60 * load.winning),
            figure(60 * load.delivering),
            figure(60 * load.needed),
            None if load.available is None else figure(60 * load.available),
        )
        for load in plan.loads
    )
    return Table(_("Hours of a working week"), columns, rows)


def role_of(load: RoleLoad) -> str:
    """What a role is called."""
    return load.role or _("Your own hours")


def lacks(load: RoleLoad) -> bool:
    """Whether the goal takes more hours of a role than it has."""
    # Sums of floats that are equal on paper differ by a hair.
    return _used(load) > 1 + 1e-9


def missing_hours(load: RoleLoad) -> str:
    """The hours that a role lacks, as they are said."""
    return duration(60 * (load.needed - (load.available or 0.0)))


def _used(load: RoleLoad) -> float:
    if load.available is None:
        return -1.0
    if load.available > 0:
        return load.needed / load.available
    return math.inf if load.needed > 0 else 0.0


def _of_hours(load: RoleLoad) -> str:
    needed = duration(60 * load.needed)
    if load.available is None:
        return needed
    return _("{needed} of {available}").format(needed=needed, available=duration(60 * load.available))
