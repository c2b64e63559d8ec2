"""The time and money that customers take, and whose hours: from the process steps and the roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from core.funnel.funnel import channel_key
from core.funnel.goal.rates import marks_of
from core.funnel.stage_costs import stage_costs
from core.funnel.stages import Stage
from core.steps.capacity import PRACTICAL
from core.steps.chain import DELIVER, Chain
from core.steps.delivery import after_the_win
from core.steps.economics import Economics
from core.steps.rates import role_key

Minutes = Mapping[str, float]
"""Minutes by role, under its `role_key`; "" is whoever does steps without a role."""


@dataclass(frozen=True)
class StageEffort:
    """What the steps that lead to one stage take, for one win, or after it for one order."""

    minutes: float
    cost: float | None
    """Labour, cash and spend; None where it cannot be told."""


@dataclass(frozen=True)
class ChannelEffort:
    """What one customer of a channel takes, won and delivered."""

    minutes: Minutes
    """For one win, failures included."""
    cost: float | None
    """Of one win: labour, cash and the channel's spend; None where it cannot be told."""
    order_minutes: Minutes
    """For one order: its delivery and what comes after."""
    delivered: bool
    """Whether a process tells how an order is delivered; else those minutes are too few."""
    referred_minutes: Minutes | None = None
    """For one win of somebody who comes as a lead; None where it is not known which steps fall away."""
    by_stage: Mapping[str, StageEffort] | None = None
    """By the key of the stage that the steps lead to; None where it is not known which lead where."""
    blocked_by: str | None = None
    """The step that nobody gets past; then nothing else is told of winning."""


@dataclass(frozen=True)
class Effort:
    """What customers take, by channel, and what the roles are called."""

    channels: Mapping[str, ChannelEffort] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, channel: str) -> ChannelEffort | None:
        """That of a channel; where customers are shared out to no channels, that of the only one there is."""
        if channel == "" and len(self.channels) == 1:
            return next(iter(self.channels.values()))
        by_key = {channel_key(name): one for name, one in self.channels.items()}
        return by_key.get(channel_key(channel))


def effort_of(
    economics: Economics,
    stages: Sequence[Stage] = (),
    step_stages: pd.DataFrame | None = None,
    *,
    delivery: str | None = None,
) -> Effort:
    """What the customers of each channel take, from the process steps.

    `step_stages` are the rows of `core.funnel.step_stages.stages_of_steps` for `stages`; without them
    nothing is told by stage. `delivery` is the process that delivers where a channel has none of its own, as
    the user chose it.
    """
    costs = dict(zip(economics.channels["channel"], economics.channels["cost"], strict=True))
    by_stage = None if step_stages is None else _by_stage(economics, stages, step_stages, delivery)
    skipped = None if step_stages is None else _before_a_referral(stages, step_stages)
    found = {}
    for chain in economics.acquiring:
        blocked = chain.blocked_by is not None
        way = after_the_win(economics.chains, chain.channel, delivery)
        cost = float(costs[chain.channel])
        found[chain.channel] = ChannelEffort(
            minutes={} if blocked else _by_role(chain),
            cost=None if pd.isna(cost) else cost,
            order_minutes=_sum(*(_by_role(process) for process in way)),
            delivered=any(process.phase == DELIVER for process in way),
            referred_minutes=None if blocked or skipped is None else _by_role(chain, skipped),
            by_stage=None if blocked or by_stage is None else by_stage.get(chain.channel, {}),
            blocked_by=chain.blocked_by,
        )
    names: dict[str, str] = {}
    for role in economics.steps["role"]:
        names.setdefault(role_key(role), role.strip() if isinstance(role, str) else "")
    return Effort(found, names)


def _by_role(chain: Chain, skipped: Collection[str] = ()) -> Minutes:
    total: dict[str, float] = defaultdict(float)
    columns = (chain.steps[name] for name in ("step_id", "role", "minutes_per_win"))
    for step_id, role, minutes in zip(*columns, strict=True):
        if step_id not in skipped:
            total[role_key(role)] += float(minutes)
    return {role: minutes for role, minutes in total.items() if minutes > 0}


def _by_stage(
    economics: Economics, stages: Sequence[Stage], step_stages: pd.DataFrame, delivery: str | None
) -> dict[str, dict[str, StageEffort]]:
    found: dict[str, dict[str, StageEffort]] = {}
    for row in stage_costs(economics, step_stages, stages, delivery=delivery).itertuples(index=False):
        cost = None if pd.isna(row.cost_per_win) else float(row.cost_per_win)
        found.setdefault(row.channel, {})[row.stage] = StageEffort(float(row.minutes_per_win), cost)
    return found


def _before_a_referral(stages: Sequence[Stage], step_stages: pd.DataFrame) -> set[str]:
    """The steps that fall away for somebody who comes as a lead: those that lead there or not as far."""
    marks = marks_of(stages)
    early = marks.order[: marks.order.index(marks.lead) + 1]
    return set(step_stages.loc[step_stages["stage"].isin(early), "step_id"])


def _sum(*parts: Minutes) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for one in parts:
        for role, minutes in one.items():
            total[role] += minutes
    return dict(total)


def hours_of(roles: pd.DataFrame) -> dict[str, float]:
    """Hours per week of each role of the roles sheets that says them; the last row of a role counts.

    >>> hours_of(pd.DataFrame({"role": ["Owner", "Camera"], "hours_per_week": [30.0, None]}))
    {'Owner': 30.0}
    """
    rows = zip(roles["role"], roles["hours_per_week"], strict=True)
    by_key = {role_key(role): (str(role).strip(), hours) for role, hours in rows}
    return {name: float(hours) for name, hours in by_key.values() if pd.notna(hours)}


@dataclass(frozen=True)
class RoleLoad:
    """What a goal takes of one role, in hours of a working week."""

    role: str
    """Its name; "" is whoever does the steps without a role."""
    winning: float
    delivering: float
    hours: float | None
    """Hours that it has in a week; None: not known."""
    practical: float = PRACTICAL

    @property
    def needed(self) -> float:
        """Hours a week for winning and delivering."""
        return self.winning + self.delivering

    @property
    def available(self) -> float | None:
        """Hours a week that can be planned: hours · practical share."""
        return None if self.hours is None else self.hours * self.practical


@dataclass(frozen=True)
class Workload:
    """What the customers of a goal take: wins by channel, those who come by referral, and orders."""

    wins: Mapping[str, int]
    referred: int
    orders: float
    shares: Mapping[str, float]
    """The mix of the channels, for referred customers and for orders."""
    weeks: float
    """Working weeks of the period."""


def referred_minutes(effort: ChannelEffort) -> Minutes:
    """Minutes for the win of somebody who was referred; those of any win where it is not known."""
    return effort.minutes if effort.referred_minutes is None else effort.referred_minutes


def loads_of(
    work: Workload, effort: Effort, hours: Mapping[str, float], practical: float = PRACTICAL
) -> tuple[RoleLoad, ...]:
    """Every role that has something to do, in the order of the hours and then of the steps.

    Hours a week = (Σ wins · minutes per win + orders · Σ share · minutes per order) / 60 / working weeks.
    Channels whose steps are not known add nothing; they have to be named beside it.
    """
    winning: list[Minutes] = []
    delivering: list[Minutes] = []
    for channel, share in work.shares.items():
        one = effort.of(channel)
        if one is None:
            continue
        winning.append(_times(one.minutes, work.wins.get(channel, 0)))
        winning.append(_times(referred_minutes(one), work.referred * share))
        delivering.append(_times(one.order_minutes, work.orders * share))
    won, delivered = _sum(*winning), _sum(*delivering)
    by_key = {role_key(name): (name.strip(), each) for name, each in hours.items()}
    roles = [key for key in dict.fromkeys([*by_key, *won, *delivered]) if _any(key, won, delivered)]
    in_a_week = 60 * work.weeks
    return tuple(
        RoleLoad(
            by_key[key][0] if key in by_key else effort.names.get(key, key),
            won.get(key, 0.0) / in_a_week,
            delivered.get(key, 0.0) / in_a_week,
            by_key[key][1] if key in by_key else None,
            practical,
        )
        for key in roles
    )


def _any(role: str, *parts: Minutes) -> bool:
    return any(part.get(role, 0.0) > 0 for part in parts)


def _times(minutes: Minutes, often: float) -> Minutes:
    return {role: each * often for role, each in minutes.items()}


def minutes_of_one_more(
    role: str, effort: Effort, shares: Mapping[str, float], k: float, orders: float
) -> float | None:
    """Minutes of a role for one customer more, won in the mix of the channels and delivered so many orders.

    Of these customers the share k comes by referral (at most all). A delivery that no process tells adds
    nothing, and has to be named beside it. None where the steps of a channel are not known.
    """
    key, referred = role_key(role), min(k, 1.0)
    total = 0.0
    for channel, share in shares.items():
        one = effort.of(channel)
        if one is None or one.blocked_by is not None:
            return None
        won = (1 - referred) * one.minutes.get(key, 0.0) + referred * referred_minutes(one).get(key, 0.0)
        total += share * (won + orders * one.order_minutes.get(key, 0.0))
    return total


def at_stage(
    stage: str,
    entered: bool,
    wins: Mapping[str, int],
    referred: int,
    shares: Mapping[str, float],
    effort: Effort,
) -> StageEffort | None:
    """What the steps that lead to a stage take for all wins: Σ customers · effort for one of them.

    `entered` says that those who come by referral need these steps too. None where a channel with customers
    does not tell it; a channel of which no step leads there adds nothing.
    """
    minutes, cost = 0.0, 0.0
    told = True
    for channel, share in shares.items():
        often = wins.get(channel, 0) + (referred * share if entered else 0.0)
        one = effort.of(channel)
        if often == 0:
            continue
        if one is None or one.by_stage is None:
            return None
        each = one.by_stage.get(stage, StageEffort(0.0, 0.0))
        minutes += often * each.minutes
        told = told and each.cost is not None
        cost += often * (each.cost or 0.0)
    return StageEffort(minutes, cost if told else None)
