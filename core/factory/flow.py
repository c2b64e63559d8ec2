"""What flows through a business in a week, and whose minutes that takes.

All of it is arithmetic on arrays whose first axis is the states: one state is the business as its figures
are, two thousand are what it may truly be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.factory.business import Business
from core.steps.capacity import FULL
from core.steps.chain import Chain
from core.steps.delivery import after_the_win
from core.steps.likely import Brought, Counted, drawn
from core.steps.step_figures import Figure, StepFigures, figures_of

Numbers = NDArray[np.float64]

STATES = 2_000
"""So many likely states are looked at."""
MOST_MORE = 2.0
"""Where a full role holds people back, at most so many times as many are thought to come once it does not:
how many would, nobody has counted."""
ALIKE = 2.0
"""Two counts of the same people do not differ by more than so many times."""
_NO_ROOM = 1e-9
"""The share of its demand that a role has left for customers whose hours all go into upkeep; not 0, so that
what it does can still be told in parts of itself."""


@dataclass(frozen=True)
class Station:
    """One step where it stands in the factory."""

    figures: StepFigures
    process: str
    """The channel, or what the delivery is called."""
    phase: str
    passing: Figure
    """How many get past it, as best known: the funnel's count where it has more cases than the sheet."""
    role: int
    """The place of its role among those whose hours are known; -1 where they are not."""
    channels: tuple[int, ...]
    """The places of the channels whose people come by; of an acquiring step its own."""
    runs: float = 1.0
    """After the win: how often it is done for one order."""
    target: float = float("nan")
    """The pass rate that the sheet says can be reached."""

    @property
    def step_id(self) -> str:
        """The id of its step."""
        return self.figures.step_id


@dataclass(frozen=True, eq=False)
class Plant:
    """A business laid out as stations, channels and roles; see `plant_of`."""

    business: Business
    channels: tuple[str, ...]
    """Those whose wins are known."""
    winning: tuple[Station, ...]
    """The acquiring steps, channel after channel."""
    serving: tuple[Station, ...]
    """The steps after the win."""
    bounds: tuple[tuple[int, int, int], ...]
    """Of each channel with a chain: its place, where its stations begin, and where they end."""
    roles: tuple[str, ...]
    """Those whose hours are known, as in the capacity of the business."""
    available: Numbers
    """Minutes a week of each role that can be booked."""
    upkeep: Numbers
    """Minutes a week of each role that go into customers it has."""
    spend: Numbers
    """The spend of one win, by channel; 0 where it cannot be told."""

    @cached_property
    def now(self) -> Flow:
        """The business as its figures are."""
        return self._flow(lambda figure, name: figure.value, likely=False)

    @cached_property
    def likely(self) -> Flow:
        """The states it is likely in: always the same ones for the same figures."""

        def value(figure: Figure, name: str) -> Numbers | float:
            return figure.value if figure.likely is None else drawn(figure.likely, name)[:STATES]

        return self._flow(value, likely=True)

    def _flow(self, value: Callable[[Figure, str], Numbers | float], *, likely: bool) -> Flow:
        states = STATES if likely else 1
        wins = np.empty((states, len(self.channels)))
        for place, channel in enumerate(self.channels):
            won = self.business.wins[channel]
            if likely and won.source != "typed":
                name = f"{channel}\nwins"
                wins[:, place] = drawn(Brought(won.wins, won.weeks), name)[:STATES]
            else:
                wins[:, place] = won.per_week
        happy = np.full((states, 1), self.business.happy_share)
        if likely and self.business.happy is not None:
            rate = self.business.happy.rate
            happy[:, 0] = drawn(Counted(rate.k, rate.n), "happy")[:STATES]
        rates = _columns(self.winning, states, lambda one: value(one.figures.rate, f"{one.step_id}\nrate"))
        passing = _columns(self.winning, states, lambda one: value(one.passing, f"{one.step_id}\nrate"))
        runs = np.empty((states, len(self.winning)))
        for _place, begin, end in self.bounds:
            runs[:, begin:end] = 1 / rates[:, begin:end][:, ::-1].cumprod(axis=1)[:, ::-1]
        stations = (*self.winning, *self.serving)
        each = _columns(
            stations,
            states,
            lambda one: one.figures.times * value(one.figures.minutes, f"{one.step_id}\nminutes"),
        )
        often = np.empty((states, len(stations)))
        for at, one in enumerate(stations):
            come = wins[:, list(one.channels)].sum(axis=1)
            often[:, at] = come * (runs[:, at] if at < len(self.winning) else one.runs)
        return Flow(self, wins, happy, passing, runs, each, often * each)


@dataclass(frozen=True, eq=False)
class Flow:
    """One week in each of the states."""

    plant: Plant
    wins: Numbers
    """Customers won, by channel."""
    happy: Numbers
    """The share of them who become happy."""
    passing: Numbers
    """The pass rate of each acquiring station."""
    runs: Numbers
    """Its runs for one win of its channel."""
    minutes_each: Numbers
    """Minutes that one run takes, at every station."""
    minutes: Numbers
    """Minutes of the week, at every station."""

    @cached_property
    def demand(self) -> Numbers:
        """Minutes a week that customers take of each role, upkeep aside."""
        return self.minutes @ self.by_role

    @cached_property
    def by_role(self) -> Numbers:
        """1 where a station's role is the one of the column."""
        stations = (*self.plant.winning, *self.plant.serving)
        found = np.zeros((len(stations), len(self.plant.roles)))
        for at, one in enumerate(stations):
            if one.role >= 0:
                found[at, one.role] = 1.0
        return found

    @cached_property
    def room(self) -> Numbers:
        """Minutes a week that each role has for customers: available − upkeep."""
        return np.maximum(self.plant.available - self.plant.upkeep, _NO_ROOM * self.demand)

    @cached_property
    def strain(self) -> Numbers:
        """Demand / room of each role: 1 at its ceiling. 0 where customers take nothing of it."""
        return np.divide(self.demand, self.room, out=np.zeros_like(self.demand), where=self.demand > 0)

    @cached_property
    def drum(self) -> NDArray[np.intp]:
        """The place of the role that reaches its ceiling first; -1 where none has one."""
        if not self.plant.roles:
            return np.full(len(self.wins), -1)
        return np.where(self.strain.max(axis=1) > 0, self.strain.argmax(axis=1), -1)

    @cached_property
    def ceiling(self) -> Numbers:
        """Customers a week at which the drum's hours are used up; endless where no role is needed."""
        strain = self.strain.max(axis=1, initial=0.0)
        won = self.wins.sum(axis=1)
        ceiling: Numbers = np.divide(won, strain, out=np.full_like(won, np.inf), where=strain > 0)
        return ceiling

    @cached_property
    def full(self) -> NDArray[np.bool_]:
        """Whether the drum is full: (demand + upkeep) / available ≥ 0.85."""
        if not self.plant.roles:
            return np.zeros(len(self.wins), dtype=bool)
        needed = np.take_along_axis(self.demand + self.plant.upkeep, self.drum[:, None], axis=1)[:, 0]
        # Sums of floats that are equal on paper differ by a hair.
        return (self.drum >= 0) & (needed >= FULL * self.plant.available[self.drum] * (1 - 1e-9))

    def throughput(
        self, wins: Numbers, demand: Callable[[int], Numbers], happy: Numbers | None = None
    ) -> Numbers:
        """Happy customers a week if the same starts brought so many `wins`, which take so much of each role.

        throughput = happy share · min(flow, ceiling), where flow are the wins that the starts bring, and the
        ceiling is flow / max over the roles of demand / room.

        - No role full: starts are as they are, and the ceiling stands at ρ = 1.
        - The drum full: it holds people back, so starts are not what limits. Flow is up to MOST_MORE times as
          large, and all roles are held to the strain under which the drum works now (also above 1: then it
          was counted that it can). So the throughput moves with the ceiling, and as things are it is what was
          counted.

        `wins` has one column a thing that is tried; `demand` gives the same for a role by its place.
        """
        strain = np.zeros_like(wins)
        for role in range(len(self.plant.roles)):
            np.maximum(strain, demand(role) / self._usable[:, role, None], out=strain)
        more = np.where(self.full, MOST_MORE, 1.0)[:, None]
        with np.errstate(over="ignore"):  # next to no work is no limit
            served = np.divide(wins, strain, out=np.full_like(wins, np.inf), where=strain > 0)
        return (self.happy if happy is None else happy) * np.minimum(more * wins, served)

    @cached_property
    def _usable(self) -> Numbers:
        """Minutes a week of each role up to its limit; endless where it has none and nothing to do."""
        held = np.where(self.full, self.strain.max(axis=1, initial=0.0), 1.0)[:, None]
        usable = held * self.room
        return np.where(usable > 0, usable, np.inf)

    @cached_property
    def throughput_now(self) -> Numbers:
        """Happy customers a week as things are."""
        wins = self.wins.sum(axis=1, keepdims=True)
        return self.throughput(wins, lambda role: self.demand[:, role, None])[:, 0]


def plant_of(business: Business) -> Plant:
    """Lay a business out.

    Channels whose wins are not known are left out, and so is a chain that nobody gets through; customers of a
    channel without a chain still have to be served.
    """
    roles = business.capacity.roles
    place_of = {step.step_id: at for at, role in enumerate(roles) for step in role.steps}
    channels = tuple(business.wins)
    chains = {chain.channel: chain for chain in business.economics.acquiring if chain.blocked_by is None}
    winning: list[Station] = []
    bounds: list[tuple[int, int, int]] = []
    after: dict[tuple[str, str], tuple[Chain, list[int]]] = {}
    for place, channel in enumerate(channels):
        if (chain := chains.get(channel)) is not None:
            begin = len(winning)
            winning += _winning(chain, place, place_of, business)
            bounds.append((place, begin, len(winning)))
        for process in after_the_win(business.economics.chains, channel, business.delivery):
            after.setdefault((process.channel, process.phase), (process, []))[1].append(place)
    serving: list[Station] = []
    for process, places in after.values():
        serving += _serving(process, tuple(places), place_of)
    spends = [business.economics.spends.get(channel) for channel in channels]
    return Plant(
        business,
        channels,
        tuple(winning),
        tuple(serving),
        tuple(bounds),
        tuple(role.role for role in roles),
        np.array([role.available or 0.0 for role in roles]),
        np.array([role.upkeep for role in roles]),
        np.nan_to_num(np.array([0.0 if one is None else one.per_win for one in spends], dtype=float)),
    )


def _winning(chain: Chain, place: int, place_of: Mapping[str, int], business: Business) -> list[Station]:
    targets = chain.steps["target_pass_rate"].to_numpy(float)
    return [
        Station(
            figures,
            chain.channel,
            chain.phase,
            _passing(figures, business, float(target)),
            place_of.get(figures.step_id, -1),
            (place,),
            target=float(target),
        )
        for figures, target in zip(figures_of(chain), targets, strict=True)
    ]


def _passing(figures: StepFigures, business: Business, target: float) -> Figure:
    """The rate of a step by whoever counted more cases of it: the funnel or the sheet.

    The funnel may count others than the sheet: who saw the ad, not who read the page. Where a target is set,
    its rate counts only if the two are no more than ALIKE times apart: else it is that of the sheet's people.
    """
    told = business.counts.now.get(figures.step_id)
    likely = figures.rate.likely
    seen = likely.n if isinstance(likely, (Counted, Brought)) else 0.0
    if told is None or not told.k > 0 or told.n <= seen:
        return figures.rate
    apart = told.share / figures.rate.value if figures.rate.value > 0 else np.inf
    if not np.isnan(target) and not 1 / ALIKE <= apart <= ALIKE:
        return figures.rate
    return Figure(told.share, "counted", (Counted if told.k <= told.n else Brought)(told.k, told.n))


def _serving(chain: Chain, places: tuple[int, ...], place_of: Mapping[str, int]) -> list[Station]:
    runs = chain.steps["runs_per_win"].to_numpy(float)
    return [
        Station(
            figures,
            chain.channel,
            chain.phase,
            figures.rate,
            place_of.get(figures.step_id, -1),
            places,
            float(often),
        )
        for figures, often in zip(figures_of(chain), runs, strict=True)
    ]


def _columns(
    stations: tuple[Station, ...], states: int, value: Callable[[Station], Numbers | float]
) -> Numbers:
    found = np.empty((states, len(stations)))
    for at, one in enumerate(stations):
        found[:, at] = value(one)
    return found
