"""Businesses for the tests, written as short as on paper, and their throughput recomputed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from core.factory.business import Business, business_of
from core.factory.wins import Happy, WinsPerWeek
from core.funnel.rates import Rate
from core.funnel.stages import CONSUMPTION, DEFAULT_STAGES
from core.sheets.kinds import ROLES
from core.steps.economics import economics
from tests.steps.processes import process

NAN = float("nan")
NO_ROLES = pd.DataFrame({"role": pd.Series(dtype=object), "hourly_rate": pd.Series(dtype=float)})
assert {"role", "hourly_rate"} <= {name for name, _sql in ROLES.fields}


@dataclass(frozen=True)
class Step:
    """One step: minutes for doing it once, k of n who get past it, and who does it."""

    name: str
    minutes: float
    k: float = 1
    n: float = 1
    role: str = "Owner"
    target: float | None = None
    guessed: bool = False

    @property
    def rate(self) -> float:
        return self.k / self.n


@dataclass(frozen=True)
class Shop:
    """A business on paper: channels with their steps, one delivery, wins in so many weeks, hours a week."""

    channels: Mapping[str, Sequence[Step]]
    wins: Mapping[str, float]
    weeks: float = 26.0
    delivery: Sequence[Step] = ()
    hours: Mapping[str, float] = field(default_factory=dict)
    happy: tuple[float, float] | None = None
    hourly_rate: float = 60.0
    upkeep: Mapping[str, float] = field(default_factory=dict)

    def business(self, **more: Any) -> Business:
        parts = [_process(channel, "acquire", steps) for channel, steps in self.channels.items()]
        if self.delivery:
            parts.append(_process("Work", "deliver", self.delivery))
        steps = pd.concat(parts, ignore_index=True)
        happy = None
        if self.happy is not None:
            rate = Rate.counted(*self.happy)
            assert rate is not None
            stage = next(one for one in DEFAULT_STAGES if one.key == CONSUMPTION)
            happy = Happy(stage, rate)
        return business_of(
            economics(steps, NO_ROLES, self.hourly_rate),
            {channel: WinsPerWeek(wins, self.weeks, "counts") for channel, wins in self.wins.items()},
            self.hours,
            happy=happy,
            upkeep_minutes=self.upkeep,
            active_customers=1.0 if self.upkeep else 0.0,
            **more,
        )

    def with_step(self, name: str, **changes: Any) -> Shop:
        """The same shop with one step changed, wherever it stands."""

        def changed(steps: Sequence[Step]) -> list[Step]:
            return [replace(step, **changes) if step.name == name else step for step in steps]

        return replace(
            self,
            channels={channel: changed(steps) for channel, steps in self.channels.items()},
            delivery=changed(self.delivery),
        )


def _process(channel: str, phase: str, steps: Sequence[Step]) -> pd.DataFrame:
    rows = [(step.name, step.minutes, step.rate) for step in steps]
    frame = process(rows, channel=channel, phase=phase, role=[step.role for step in steps])
    counted = [not step.guessed and step.rate != 1 for step in steps]
    frame["pass_rate_succeeded"] = [
        step.k if is_counted else NAN for step, is_counted in zip(steps, counted, strict=True)
    ]
    frame["pass_rate_tried"] = [
        step.n if is_counted else NAN for step, is_counted in zip(steps, counted, strict=True)
    ]
    frame["pass_rate_evidence"] = ["counted" if is_counted else "guessed" for is_counted in counted]
    frame["minutes_evidence"] = "guessed"
    frame["target_pass_rate"] = [NAN if step.target is None else step.target for step in steps]
    return frame


@dataclass(frozen=True)
class Week:
    """One week of a shop: wins, and minutes of each role with known hours, step after step."""

    wins: float
    minutes: Mapping[str, float]


def starts_of(shop: Shop) -> dict[str, float]:
    """Runs of the first step in a week: wins / (p1 · p2 · …)."""
    starts = {}
    for channel, steps in shop.channels.items():
        through = 1.0
        for step in steps:
            through *= step.rate
        starts[channel] = shop.wins[channel] / shop.weeks / through
    return starts


def week_of(
    shop: Shop,
    starts: Mapping[str, float],
    *,
    rates: Mapping[str, float] | None = None,
    minutes: Mapping[str, float] | None = None,
) -> Week:
    """Let so many start, and follow them step by step; some rates or minutes may be others."""
    total: dict[str, float] = {}
    wins = 0.0
    for channel, steps in shop.channels.items():
        here = starts[channel]
        for step in steps:
            taken = here * (minutes or {}).get(step.name, step.minutes)
            total[step.role] = total.get(step.role, 0.0) + taken
            here *= (rates or {}).get(step.name, step.rate)
        wins += here
    orders = wins
    for step in shop.delivery:
        taken = orders * (minutes or {}).get(step.name, step.minutes)
        total[step.role] = total.get(step.role, 0.0) + taken
        orders *= step.rate
    return Week(wins, {role: total.get(role, 0.0) for role in shop.hours})


def throughput_by_hand(
    shop: Shop,
    *,
    rates: Mapping[str, float] | None = None,
    minutes: Mapping[str, float] | None = None,
    happy: float | None = None,
) -> float:
    """The whole throughput, recomputed, with some rates, minutes or the share of happy customers changed.

    Without a full role: happy · min(wins, wins at the hours there are). With one: happy · the wins at which
    the fullest role is as full as it is now, at most twice what the starts bring.
    """
    starts = starts_of(shop)
    now, then = week_of(shop, starts), week_of(shop, starts, rates=rates, minutes=minutes)
    share = happy if happy is not None else 1.0 if shop.happy is None else shop.happy[0] / shop.happy[1]

    def fullest(week: Week) -> float:
        strains = [0.0]
        for role, hours in shop.hours.items():
            room = hours * 60 * 0.8 - shop.upkeep.get(role, 0.0)
            if week.minutes[role] > 1e-9:
                strains.append(week.minutes[role] / room)
        return max(strains)

    is_full = any(
        now.minutes[role] + shop.upkeep.get(role, 0.0) >= 0.85 * hours * 60 * 0.8 * (1 - 1e-9)
        for role, hours in shop.hours.items()
        if now.minutes[role] > 0
    )
    limit = fullest(now) if is_full else 1.0
    strain = fullest(then)
    served = then.wins * limit / strain if strain > 0 else float("inf")
    flow = 2 * then.wins if is_full else then.wins
    return share * min(flow, served)
