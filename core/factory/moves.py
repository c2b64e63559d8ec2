"""What is tried of every link: what each move brings, and what it saves of a customer's cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from core.factory.flow import Flow, Numbers, Plant, Station
from core.factory.reachable import (
    Reachable,
    happy_reachable,
    minutes_reachable,
    rate_reachable,
    same_steps,
)
from core.funnel.stages import Stage
from core.steps.likely import Brought, Counted
from core.steps.step_figures import Source

LinkKind = Literal["rate", "happy", "minutes", "role"]
"""How many get past a step; how many customers become happy; what a step takes; whose hours it takes."""

SAME = 1e-9
"""Gains that differ by a smaller part are the same."""


@dataclass(frozen=True)
class Move:
    """One link with what is tried of it; `at` is the place of its station, 0 of the happy ones."""

    kind: LinkKind
    at: int
    process: str
    step: str
    step_id: str
    role: str | None
    now: float
    reach: Reachable
    source: Source
    counted: tuple[float, float] | None = None
    stage: Stage | None = None


class Moves:
    """Everything that is tried of a business, kind by kind."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.stations = (*plant.winning, *plant.serving)

    @cached_property
    def all(self) -> tuple[Move, ...]:
        """In the order of the columns that `gains` and `saves` have."""
        return (*self.rates, *self.happy, *self.minutes, *self.roles)

    @cached_property
    def rates(self) -> list[Move]:
        """The pass rates that can rise."""
        counts = self.plant.business.counts
        alike = same_steps(self.plant.winning)
        found = []
        for at, one in enumerate(self.plant.winning):
            told = counts.now.get(one.step_id)
            reach = rate_reachable(
                one.passing,
                one.target,
                counts.records.get(one.step_id, ()),
                None if told is None else told.share,
                alike(one),
                one.figures.rate.value,
            )
            if reach.value > 0 and np.isfinite(reach.value) and reach.by != "nothing":
                likely = one.passing.likely
                counted = (likely.k, likely.n) if isinstance(likely, (Counted, Brought)) else None
                found.append(self._of(one, "rate", at, one.passing.value, reach, one.passing.source, counted))
        return found

    @cached_property
    def happy(self) -> list[Move]:
        """The share of customers who become happy, where it is known and can rise."""
        happy = self.plant.business.happy
        if happy is None or not 0 < happy.rate.share < 1:
            return []
        reach = happy_reachable(happy)
        counted = (happy.rate.k, happy.rate.n)
        move = Move(
            *("happy", 0, "", happy.stage.label, happy.stage.key, None, happy.rate.share, reach, "counted"),
            counted,
            happy.stage,
        )
        return [move]

    @cached_property
    def minutes(self) -> list[Move]:
        """What the steps take."""
        quick = self.plant.business.quick_minutes
        found = []
        for at, one in enumerate(self.stations):
            minutes, times = one.figures.minutes, one.figures.times
            if minutes.value > 0 and times > 0:
                measured = quick.get(one.step_id)
                reach = minutes_reachable(minutes.value, None if measured is None else measured / times)
                found.append(self._of(one, "minutes", at, minutes.value, reach, minutes.source))
        return found

    @cached_property
    def roles(self) -> list[Move]:
        """The roles, each relieved of the step that takes most of its minutes for a win."""
        taken = self.plant.now.minutes[0]
        found = []
        for role in range(len(self.plant.roles)):
            own = [at for at, one in enumerate(self.stations) if one.role == role and taken[at] > 0]
            if own:
                at = max(own, key=lambda place: taken[place])
                one = self.stations[at]
                relieved = Reachable("relief", 0.0)
                minutes = one.figures.minutes
                found.append(self._of(one, "role", at, minutes.value, relieved, minutes.source))
        return found

    def _of(
        self,
        one: Station,
        kind: LinkKind,
        at: int,
        now: float,
        reach: Reachable,
        source: Source,
        counted: tuple[float, float] | None = None,
    ) -> Move:
        role = self.plant.roles[one.role] if one.role >= 0 else None
        return Move(kind, at, one.process, one.figures.step, one.step_id, role, now, reach, source, counted)

    def gains(self, flow: Flow) -> Numbers:
        """What each move adds to the throughput, in each state."""
        wins = flow.wins.sum(axis=1, keepdims=True)
        parts = [np.empty((len(wins), 0))]
        if self.rates:
            more = self._times(flow) - 1
            own = flow.wins[:, [self.plant.winning[move.at].channels[0] for move in self.rates]]
            behind = [flow_behind[:, [move.at for move in self.rates]] for flow_behind in self._behind(flow)]
            parts.append(
                flow.throughput(
                    wins + more * own, lambda role: flow.demand[:, role, None] + more * behind[role]
                )
            )
        if self.happy:
            reached = self.happy[0].reach.after(flow.happy)
            parts.append(flow.throughput(wins, lambda role: flow.demand[:, role, None], reached))
        for moves in (self.minutes, self.roles):
            if moves:
                parts.append(flow.throughput(np.repeat(wins, len(moves), axis=1), self._left(flow, moves)))
        return np.concatenate(parts, axis=1) - flow.throughput_now[:, None]

    def _left(self, flow: Flow, moves: list[Move]) -> Callable[[int], Numbers]:
        """The minutes of a role that are left once a move spares its station some."""
        spared = flow.minutes[:, [move.at for move in moves]] * self._spared(moves)
        of_role = flow.by_role[[move.at for move in moves]]
        # A role that is spared all it does is left with a hair, above or below 0.
        return lambda role: _without_a_hair(
            flow.demand[:, role, None] - spared * of_role[:, role], flow.demand[:, role, None]
        )

    def saves(self, flow: Flow) -> Numbers:
        """What each move saves of a win, in each state."""
        costs = self._costs(flow)
        parts = [np.empty((len(flow.wins), 0))]
        if self.rates:
            carried = np.empty((len(flow.wins), len(self.plant.winning)))
            for place, begin, end in self.plant.bounds:
                carried[:, begin:end] = self.plant.spend[place] + costs[:, begin:end].cumsum(axis=1)
            parts.append(carried[:, [move.at for move in self.rates]] * (1 - 1 / self._times(flow)))
        if self.happy:
            reached = self.happy[0].reach.after(flow.happy)
            parts.append(self._cost_of_a_customer(flow, costs) * (1 - flow.happy / reached))
        parts += [
            self._labour(flow)[:, [move.at for move in moves]] * self._spared(moves)
            for moves in (self.minutes, self.roles)
            if moves
        ]
        return np.concatenate(parts, axis=1)

    def _times(self, flow: Flow) -> Numbers:
        """How many times as many get past the step of each rate."""
        rates = flow.passing[:, [move.at for move in self.rates]]
        after = np.empty_like(rates)
        for column, move in enumerate(self.rates):
            after[:, column] = move.reach.after(rates[:, column])
        return after / rates

    def _spared(self, moves: list[Move]) -> Numbers:
        """The share of a station's minutes that each move spares."""
        return np.array([1 - move.reach.value / move.now for move in moves])

    def _behind(self, flow: Flow) -> list[Numbers]:
        """For each role its minutes of the week behind each acquiring station: all that follows from it."""
        winning, serving = len(self.plant.winning), self.plant.serving
        found = [np.empty((len(flow.wins), winning)) for _role in self.plant.roles]
        for place, begin, end in self.plant.bounds:
            often = np.array([one.runs if place in one.channels else 0.0 for one in serving])
            served = (flow.minutes_each[:, winning:] * often) @ flow.by_role[winning:]
            for role, behind in enumerate(found):
                own = flow.minutes[:, begin:end] * flow.by_role[begin:end, role]
                following = own[:, ::-1].cumsum(axis=1)[:, ::-1] - own
                behind[:, begin:end] = following + (flow.wins[:, place] * served[:, role])[:, None]
        return found

    def _labour(self, flow: Flow) -> Numbers:
        """The value of a station's time for one win of its channel, or one order."""
        runs = np.concatenate(
            [flow.runs, np.tile([one.runs for one in self.plant.serving], (len(flow.runs), 1))], axis=1
        )
        hourly = np.array([one.figures.hourly_rate for one in self.stations])
        labour: Numbers = runs * flow.minutes_each * hourly / 60
        return labour

    def _costs(self, flow: Flow) -> Numbers:
        """Labour and cash of an acquiring station for one win of its channel."""
        winning = len(self.plant.winning)
        cash = np.array([one.figures.times * one.figures.cash.value for one in self.plant.winning])
        costs: Numbers = self._labour(flow)[:, :winning] + flow.runs * cash
        return costs

    def _cost_of_a_customer(self, flow: Flow, costs: Numbers) -> Numbers:
        """What a customer costs, won and served, over all channels."""
        winning = len(self.plant.winning)
        wins = flow.wins.sum(axis=1)
        total = flow.wins @ self.plant.spend
        for place, begin, end in self.plant.bounds:
            total = total + flow.wins[:, place] * costs[:, begin:end].sum(axis=1)
        labour = self._labour(flow)
        for at, one in enumerate(self.plant.serving):
            each = labour[:, winning + at] + one.runs * one.figures.times * one.figures.cash.value
            total = total + flow.wins[:, list(one.channels)].sum(axis=1) * each
        each_customer: Numbers = np.divide(total, wins, out=np.zeros_like(total), where=wins > 0)
        return each_customer[:, None]


def _without_a_hair(left: Numbers, of: Numbers) -> Numbers:
    return np.where(left > SAME * of, left, 0.0)
