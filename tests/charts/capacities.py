"""Costs with their intervals, and roles with their hours, that the tests of their charts draw."""

from __future__ import annotations

import pandas as pd

from core.charts import cost_interval
from core.steps.capacity import Capacity, RoleUse, StepUse

UNKNOWN = float("nan")


def costs(*rows: tuple[str, float, float, float, str]) -> pd.DataFrame:
    """What customers cost; without rows five channels, of which the cheapest overlaps no other."""
    given = rows or (
        ("Events", 575.0, 480.0, 720.0, "known"),
        ("Search ads", 280.0, 210.0, 420.0, "known"),
        ("Webinar", 569.0, 430.0, 800.0, "partly"),
        ("Fair", 900.0, 500.0, 9000.0, "known"),
        ("Flyers", UNKNOWN, 1200.0, UNKNOWN, "known"),
    )
    return pd.DataFrame(given, columns=list(cost_interval.COLUMNS))


def role(name: str, hours: float | None, delivering: float = 0, winning: float = 0) -> RoleUse:
    """A role with so many hours a week of delivering and of winning, for one customer a week."""
    steps = (StepUse("cut", f"{name} cut", "Video", "deliver", 60 * (delivering + winning)),)
    return RoleUse(name, hours, 60 * winning, 60 * delivering, steps=steps)


def busy(*roles: RoleUse) -> Capacity:
    """How full roles are; without roles three whose hours are known, the owner at 112 %, and one without."""
    known = roles or (role("Owner", 30, 12, 14.88), role("Camera", 16, 4), role("Office", 10, 0, 6))
    return Capacity(known, () if roles else (role("Cutter", None, 3),), 1.0)
