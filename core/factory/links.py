"""Every link of the business, and what moving it alone would bring: the whole throughput, recomputed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.factory.business import Business
from core.factory.flow import Flow, Numbers, Plant, plant_of
from core.factory.moves import SAME, LinkKind, Moves
from core.factory.reachable import ReachedBy
from core.factory.records import Record
from core.funnel.stages import Stage
from core.steps.step_figures import Source
from core.steps.uncertainty import SURE


@dataclass(frozen=True)
class Link:
    """One link, now and where it can be, with everything else as it is."""

    kind: LinkKind
    process: str
    """The channel, or what the delivery is called; "" for the happy ones."""
    step: str
    """The step it is about; of a role the step that takes most of its minutes for a win."""
    step_id: str
    role: str | None
    """The role whose minutes it takes, "" whoever has no name; None where its hours are not known."""
    now: float
    """A rate, or minutes for doing the step once."""
    then: float
    by: ReachedBy
    record: Record | None
    source: Source
    counted: tuple[float, float] | None
    """Of a counted rate how many of how many."""
    throughput: float
    """Happy customers a week with this link at its reachable value."""
    gain_per_week: float
    low: float | None
    high: float | None
    """The 80 % interval of the gain; None where nothing that it rests on was counted or measured."""
    saves_per_win: float
    """Money that a win costs less: of its channel, or of an order; of the happy ones it is for each of them.
    Of a role it is what the minutes of it are worth that somebody else takes over."""
    wins_in: float
    """The share of likely states in which it is the constraint, 0 to 1: a role where it is full and the drum,
    any other link where no role is full and nothing gives more."""
    stage: Stage | None = None
    """Of the happy ones their stage."""

    @property
    def key(self) -> str:
        """What tells this link from others, the same in every language."""
        return f"{self.kind}|{self.role if self.kind == 'role' else self.step_id}"


@dataclass(frozen=True, eq=False)
class Links:
    """All links of a business, the one that gives most first; of equals the one that saves a win more."""

    plant: Plant
    ranked: tuple[Link, ...]
    throughput_now: float
    """Happy customers a week, as counted."""

    @property
    def best(self) -> Link | None:
        """The link that gives most; None where none gives anything."""
        return self.ranked[0] if self.ranked and self.ranked[0].gain_per_week > 0 else None

    @property
    def lowest(self) -> Link | None:
        """The lowest conversion of all; None where nobody is lost."""
        losing = [one for one in self.ranked if one.kind in ("rate", "happy") and one.now < 1]
        return min(losing, key=lambda one: one.now, default=None)


def links_of(business: Business, *, how_sure: bool = True) -> Links:
    """Every link of the business with its gain.

    A link is the pass rate of an acquiring step (where no process tells it, a transition of the funnel), the
    share of customers who become happy, the minutes of a step, or a role that is relieved of the step that
    takes most of its minutes for a win, by somebody whose hours are not counted here.

    gain = throughput of the whole business with that one link at its reachable value − throughput now. The
    starts stay: with p' instead of p the channel wins p'/p times as many, and everything after the step is
    done so many times as often. See `core.factory.flow.Flow.throughput` for the flow and the ceiling, and
    `core.factory.reachable` for what can be reached.

    Where a role is full, a link gives only as much as it spares of the full role's minutes for each happy
    customer. A higher pass rate can do that too: fewer hours go to those who never buy.

    Without `how_sure` the likely states are not looked at, in a fraction of the time: the ranking is the
    same, no gain has an interval, and `wins_in` is that of the figures as they are.
    """
    plant = plant_of(business)
    tried = Moves(plant)
    states = plant.likely if how_sure else plant.now
    now, likely = tried.gains(plant.now), tried.gains(states)
    saves = tried.saves(plant.now)[0]
    best = _constraint(states, likely, tried)
    tails = [(1 - SURE) / 2, (1 + SURE) / 2]
    ends = np.quantile(likely, tails, axis=0) if len(tried.all) else np.empty((2, 0))
    spread = np.ptp(likely, axis=0) if len(tried.all) else np.empty(0)
    throughput = float(plant.now.throughput_now[0])
    found = []
    for at, move in enumerate(tried.all):
        # Adding and taking away leaves a hair.
        gain, first, last = (
            0.0 if abs(value) <= SAME * throughput else float(value) for value in (now[0, at], *ends[:, at])
        )
        is_open = spread[at] > SAME * max(abs(gain), throughput)
        low, high = (first, last) if is_open else (None, None)
        found.append(
            Link(
                kind=move.kind,
                process=move.process,
                step=move.step,
                step_id=move.step_id,
                role=move.role,
                now=move.now,
                then=move.reach.value,
                by=move.reach.by,
                record=move.reach.record,
                source=move.source,
                counted=move.counted,
                throughput=throughput + gain,
                gain_per_week=gain,
                low=None if low is None else min(low, gain),
                high=None if high is None else max(high, gain),
                saves_per_win=float(saves[at]),
                wins_in=float((best == at).mean()),
                stage=move.stage,
            )
        )
    # As in the states: what is the same but for a hair is settled by what it saves, then by what is later.
    most = max((one.gain_per_week for one in found), default=0.0)
    order = sorted(
        range(len(found)),
        key=lambda at: (-_rounded(found[at].gain_per_week, most), -found[at].saves_per_win, -at),
    )
    return Links(plant, tuple(found[at] for at in order), throughput)


def _rounded(gain: float, most: float) -> float:
    return round(gain / most, 9) if most > 0 else 0.0


def _constraint(flow: Flow, gains: Numbers, tried: Moves) -> NDArray[np.intp]:
    """The place of the constraint in each state; -1 where nothing gives anything.

    The drum where it is full; else the link that gives most, of equals the one that saves a win more, and of
    these the later one: it carries more of the work.
    """
    if gains.shape[1] == 0:
        return np.full(len(gains), -1)
    most = gains.max(axis=1, keepdims=True)
    saves = np.where(gains >= most * (1 - SAME), tried.saves(flow), -np.inf)
    last = gains.shape[1] - 1
    found = np.where(most[:, 0] > SAME * flow.throughput_now, last - saves[:, ::-1].argmax(axis=1), -1)
    roles = {move.role: at for at, move in enumerate(tried.all) if move.kind == "role"}
    places = np.array([*(roles.get(name, -1) for name in tried.plant.roles), -1])
    return np.where(flow.full, places[flow.drum], found)


def ceiling_between(links: Links) -> tuple[float, float] | None:
    """The 80 % interval of the ceiling, in customers a week, that the evidence of the steps leaves.

    None where no role limits, or where nothing but guesses tells what a customer takes of it.
    """
    ceilings = links.plant.likely.ceiling
    if not np.isfinite(ceilings).all():
        return None
    low, high = np.quantile(ceilings, [(1 - SURE) / 2, (1 + SURE) / 2])
    return (float(low), float(high)) if high > low * (1 + 1e-9) else None
