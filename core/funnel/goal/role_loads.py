"""The hours that a goal takes of every role, beside those it has."""

from __future__ import annotations

import math

import pandas as pd

from core.funnel.goal.hours import RoleLoad
from core.funnel.goal.plan import Plan
from core.language import _
from core.language.amounts import duration

COLUMNS = ("role", "demand", "available")


def role_loads(plan: Plan) -> pd.DataFrame:
    """One row a role in hours of a working week, as `core.charts.role_hours` draws them."""
    rows = [
        (load.role, load.needed, math.nan if load.available is None else load.available)
        for load in plan.loads
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def loads_say(plan: Plan) -> str:
    """What the picture of the hours shows: how full the fullest role is."""
    known = [load for load in plan.loads if load.available is not None]
    if not known:
        return _("Hours a week that the goal takes; how many there are is not known yet")
    fullest = max(known, key=_used)
    return _load_template(fullest).format(
        role=fullest.role,
        needed=duration(60 * fullest.needed),
        available=duration(60 * (fullest.available or 0.0)),
    )


def _used(load: RoleLoad) -> float:
    return load.needed / load.available if load.available else math.inf


def _load_template(load: RoleLoad) -> str:
    if _used(load) > 1 + 1e-9:
        return (
            _("{role} is needed for {needed} a week and has {available}")
            if load.role
            else _("You are needed for {needed} a week and have {available}")
        )
    return (
        _("{role} is the fullest: needed for {needed} of {available} a week")
        if load.role
        else _("You are needed for {needed} of {available} a week")
    )
