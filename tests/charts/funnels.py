"""Funnels, needs and hours that the tests of their charts draw, small enough to be checked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from core.charts import goal_stages, role_hours
from core.funnel.funnel import Funnel, Reached, Source
from core.funnel.rates import Rate
from core.funnel.stages import DEFAULT_STAGES, Stage

SALES = (
    Stage("offer", "Offers", unit="offers"),
    Stage("order", "Orders", unit="orders"),
    Stage("firm", "Firms", unit="firms"),
)
"""Offers, orders and firms: each stage counts something else."""
LONG = "An individual offer for business customers, written and then followed up closely"
"""A name of 80 letters."""
UNKNOWN = float("nan")


def funnel(
    people: Sequence[float | None],
    stages: Sequence[Stage] = DEFAULT_STAGES,
    *,
    still_open: Sequence[float] = (),
    sources: Sequence[Source] = (),
) -> Funnel:
    """So many people at each stage; None where nothing is known of it."""
    reached: list[Reached] = []
    known: list[Reached] = []
    for i, stage in enumerate(stages):
        count = people[i] if i < len(people) else None
        one = Reached(stage)
        if count is not None:
            one = Reached(
                stage,
                sources[i] if sources else "events" if still_open else "counts",
                count,
                still_open[i] if still_open else 0.0,
            )
            if known:
                one = replace(
                    one,
                    before=known[-1].stage,
                    from_before=_rate(known[-1], one),
                    from_first=_rate(known[0], one),
                )
            known.append(one)
        reached.append(one)
    return Funnel(tuple(reached))


def _rate(upper: Reached, lower: Reached) -> Rate | None:
    same = upper.stage.unit == lower.stage.unit
    made = Rate.counted if same else Rate.ratio
    return made((lower.people or 0) - lower.still_open, (upper.people or 0) - upper.still_open)


def channels() -> dict[str, Funnel]:
    """Three channels; of the webinar nobody counted the prospects."""
    return {
        "Search ads": funnel([4283, 120, 20, 6]),
        "Events": funnel([200, 80, 32, 16]),
        "Webinar": funnel([900, 200, None, 30]),
    }


def months() -> dict[pd.Timestamp, Funnel]:
    """January, February and April; in April half of the people are still open."""
    return {
        pd.Timestamp("2026-01-01"): funnel([20, 8]),
        pd.Timestamp("2026-02-01"): funnel([25, 5]),
        pd.Timestamp("2026-04-01"): funnel([20, 6], still_open=[10, 3]),
    }


def needs(*rows: tuple[object, ...]) -> pd.DataFrame:
    """What a goal needs; without rows four stages of which the second breaks it."""
    names = ("stage", "needed", "low", "high", "now", "guess", "breaks", "unit")
    assert set(names) == set(goal_stages.COLUMNS)
    given = rows or (
        ("Suspect", 412.0, 300.0, 610.0, 380.0, False, False, ""),
        ("Lead", 82.0, 60.0, 120.0, 14.0, False, True, ""),
        ("Order", 3.0, UNKNOWN, UNKNOWN, 2.5, True, False, "orders"),
        ("Consumption", 2.0, 1.0, 8.0, UNKNOWN, True, False, ""),
    )
    return pd.DataFrame(given, columns=list(names))


def hours(*rows: tuple[str, float, float]) -> pd.DataFrame:
    """The hours of roles; without rows three, of which the first has too few."""
    given = rows or (("Designer", 12.0, 20.0), ("Founder", 52.5, 32.0), ("Freelancer", 6.25, UNKNOWN))
    return pd.DataFrame(given, columns=list(role_hours.COLUMNS))
