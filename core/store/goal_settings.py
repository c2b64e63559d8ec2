"""What the user said of a goal: what to reach, about the business, what is assumed; kept as settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple

from core.errors import StepwiseError
from core.funnel.funnel import channel_key
from core.funnel.goal.ambition import Ambition
from core.language.amounts import number
from core.steps.capacity import PRACTICAL
from core.steps.rates import role_key
from core.store import settings
from core.store.workspace import Workspace

Aim = Literal["revenue", "happy"]
"""A revenue per year, or happy customers per week."""
Pairs = tuple[tuple[str, float], ...]


class Bounds(NamedTuple):
    """From what to what a figure of the goal goes."""

    lowest: float
    highest: float


MOST = 1_000_000_000_000.0
BOUNDS: Mapping[str, Bounds] = {
    "revenue": Bounds(0, MOST),
    "happy_per_week": Bounds(0, 1_000_000),
    "revenue_per_customer": Bounds(0.01, MOST),
    "customers_now": Bounds(0, 1_000_000_000),
    "churn": Bounds(0, 1),
    "referred_leads": Bounds(0, 1_000),
    "market": Bounds(0, 10_000_000_000),
    "orders_per_customer": Bounds(0, 100_000),
    "weeks": Bounds(4, 156),
    "working_weeks": Bounds(20, 52),
    "practical": Bounds(0.3, 1),
}
"""The figures of a goal that can be put, each as `GoalSettings` has it."""
MOST_HOURS = 168.0


@dataclass(frozen=True)
class GoalSettings:
    """Everything the user can say of a goal; what is None was never said."""

    aim: Aim = "revenue"
    revenue: float | None = None
    happy_per_week: float | None = None
    revenue_per_customer: float | None = None
    customers_now: float | None = None
    churn: float | None = None
    referred_leads: float | None = None
    market: float | None = None
    orders_per_customer: float | None = None
    weeks: float | None = None
    working_weeks: float | None = None
    practical: float | None = None
    start: dt.date | None = None
    mix: Pairs = ()
    """By a channel's key the weight of the new customers that it brings."""
    hours: Pairs = ()
    """By a role's key its hours a week; they overrule those of the roles sheets."""
    assumed: tuple[tuple[str, Pairs], ...] = ()
    """By a channel's key ("" for all channels) the assumed rates, by the stage that is reached."""

    @property
    def aimed(self) -> float | None:
        """The goal itself, in the measure that is chosen."""
        return self.revenue if self.aim == "revenue" else self.happy_per_week

    @property
    def planned(self) -> float:
        """The share of people's hours that can be planned."""
        return PRACTICAL if self.practical is None else self.practical

    @property
    def assumed_rates(self) -> dict[str, dict[str, float]]:
        """By a channel's key ("" for all) the assumed rates by stage."""
        return {channel: dict(rates) for channel, rates in self.assumed}

    def ambition(self, mix: Mapping[str, float], today: dt.date) -> Ambition | None:
        """The goal to plan for; None where there is none yet. `mix` is the one that was measured.

        Raises StepwiseError, see `Ambition`.

        >>> goal = GoalSettings(revenue=120_000, revenue_per_customer=6_000)
        >>> goal.ambition({"Events": 4}, dt.date(2026, 1, 1)).shares
        {'Events': 1.0}
        """
        if self.aimed is None:
            return None
        said: dict[str, Any] = {
            name: value
            for name in (*BOUNDS, "start")
            if name not in ("revenue", "happy_per_week", "practical")
            and (value := getattr(self, name)) is not None
        }
        goal = "revenue" if self.aim == "revenue" else "happy_per_week"
        return Ambition(**{"start": today, **said, goal: self.aimed, "mix": self.mixed(mix)})

    def mixed(self, measured: Mapping[str, float]) -> dict[str, float]:
        """The weight of every channel, in percent: as the user said, else as measured.

        Empty where no customer was measured in any, and the user said nothing.

        >>> GoalSettings(mix=(("ads", 50.0),)).mixed({"Events": 3, "Ads": 1})
        {'Events': 75.0, 'Ads': 50.0}
        """
        total, chosen = sum(measured.values()), dict(self.mix)
        if not total and not any(channel_key(name) in chosen for name in measured):
            return {}
        return {
            name: chosen.get(channel_key(name), 100 * each / total if total else 0.0)
            for name, each in measured.items()
        }


def goal_settings(workspace: Workspace) -> GoalSettings:
    """What the user said so far.

    >>> with Workspace.open() as workspace:
    ...     put_figure(workspace, "revenue", 120_000)
    ...     goal_settings(workspace).aimed
    120000
    """
    kept = settings.all(workspace)
    said = {field.name: kept.get(f"goal_{field.name}") for field in fields(GoalSettings)}
    aim: Aim = "happy" if said["aim"] == "happy" else "revenue"
    start = said["start"]
    return GoalSettings(
        aim,
        **{name: said[name] for name in BOUNDS},
        start=None if start is None else dt.date.fromisoformat(start),
        mix=_pairs(said["mix"]),
        hours=_pairs(said["hours"]),
        assumed=tuple(sorted((channel, _pairs(rates)) for channel, rates in (said["assumed"] or {}).items())),
    )


def put_aim(workspace: Workspace, aim: Aim) -> None:
    """In what the goal is measured."""
    settings.put(workspace, "goal_aim", aim)


def put_figure(workspace: Workspace, name: str, value: float | None) -> None:
    """Keep one of `BOUNDS`; None: it is not known. Raises StepwiseError where it cannot be right."""
    bounds = BOUNDS[name]
    if value is not None and not bounds.lowest <= value <= bounds.highest:
        raise StepwiseError(
            "{found} cannot be right here. Write a number from {lowest} to {highest}.",
            found=number(value),
            lowest=number(bounds.lowest),
            highest=number(bounds.highest),
        )
    settings.put(workspace, f"goal_{name}", value)


def put_start(workspace: Workspace, start: dt.date | None) -> None:
    """From which day on; None: always today."""
    settings.put(workspace, "goal_start", None if start is None else start.isoformat())


def put_share(workspace: Workspace, channel: str, weight: float | None) -> None:
    """The weight of a channel among those that bring new customers; None: as measured."""
    _put_pair(workspace, "goal_mix", channel_key(channel), weight)


def put_hours(workspace: Workspace, role: str, hours: float | None) -> None:
    """The hours a week of a role, "" for steps without one; None: as its sheet says."""
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise StepwiseError(
            "A week has {most} hours. Write a number from 0 to {most}.", most=number(MOST_HOURS)
        )
    _put_pair(workspace, "goal_hours", role_key(role), hours)


def put_assumed(workspace: Workspace, channel: str, stage: str, share: float | None) -> None:
    """The assumed rate at which a channel ("" for all) reaches a stage; None: as counted."""
    kept = settings.get(workspace, "goal_assumed", {})
    rates = {key: each for key, each in kept.get(channel_key(channel), {}).items() if key != stage}
    if share is not None:
        rates[stage] = share
    settings.put(workspace, "goal_assumed", {**kept, channel_key(channel): rates})


def _pairs(kept: dict[str, float] | None) -> Pairs:
    return tuple(sorted((kept or {}).items()))


def _put_pair(workspace: Workspace, setting: str, key: str, value: float | None) -> None:
    kept = {name: said for name, said in settings.get(workspace, setting, {}).items() if name != key}
    settings.put(workspace, setting, kept if value is None else {**kept, key: value})
