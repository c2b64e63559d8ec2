"""How much of what a customer costs is known, and what to measure first where it is too little."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.factory.business import Business
from core.factory.flow import Numbers, Plant
from core.steps.chain import ACQUIRE
from core.steps.step_figures import carried
from core.steps.what_moves_it import Mover, what_moves_it

KNOWN = ("counted", "measured")
"""The sources of a figure that make it known; what somebody says lies between two ends is a guess too."""


def known_share(plant: Plant) -> float:
    """How much of what a win costs rests on counted or measured figures, from 0 to 1.

    A figure weighs as much as hangs on it: a pass rate the cost of all steps whose runs it decides, minutes
    their own labour, each channel by its wins. What is given, that everybody gets through or what something
    is bought for, leaves nothing to know. Where nothing costs money the minutes weigh, and where there are
    none either all pass rates of a channel weigh alike. 0 where nothing is said.

    *Events* of the worked example: four pass rates are counted, and on them hang 225, 245, 305 and 345 of
    345 minutes; the ten contacts of an event (195) and all minutes (345) are guessed. 1120 of 1660 are 67 %.
    """
    cost, labour = _of_a_win(plant)
    wins = plant.now.wins[0] if plant.now.wins.sum() > 0 else np.ones(len(plant.channels))
    known = whole = 0.0
    for place, begin, end in plant.bounds:
        stations = plant.winning[begin:end]
        hanging = carried(cost[begin:end].tolist(), [one.figures for one in stations], ACQUIRE)
        for one, on_rate, own in zip(stations, hanging, labour[begin:end].tolist(), strict=True):
            for source, part in ((one.passing.source, on_rate), (one.figures.minutes.source, own)):
                whole += wins[place] * part if source != "given" else 0.0
                known += wins[place] * part if source in KNOWN else 0.0
    return known / whole if whole > 0 else 0.0


def _of_a_win(plant: Plant) -> tuple[Numbers, Numbers]:
    """What each acquiring station costs for one win, and its labour; in money, else minutes, else alike."""
    runs, steps = plant.now.runs[0], [one.figures for one in plant.winning]
    cost = runs * [step.cost_per_run for step in steps]
    labour = runs * [step.minutes_per_run * step.hourly_rate / 60 for step in steps]
    for place, begin, _end in plant.bounds:
        cost[begin] += plant.spend[place]
    if not cost.any():
        cost = labour = runs * [step.minutes_per_run for step in steps]
    if not cost.any():
        # What hangs on every rate of a channel stands at its first step.
        cost = labour = np.zeros(len(steps))
        cost[[begin for _place, begin, _end in plant.bounds]] = 1.0
        labour = np.zeros(len(steps))
    return cost, labour


@dataclass(frozen=True)
class ToMeasure:
    """The figure whose uncertainty moves the cost of a customer most, and the channel that it is of."""

    channel: str
    mover: Mover


def to_measure(business: Business) -> ToMeasure | None:
    """What to measure first: in the channel that costs most in a week, what moves the cost of a win most.

    Where no wins are known, it is the channel with the dearest win. A rate that the funnel counts already
    needs no counting. None where nothing is open.
    """
    costs = []
    for chain in business.economics.acquiring:
        won = business.wins.get(chain.channel)
        cost = chain.cost_per_win + business.economics.spend_per_win(chain)
        if chain.blocked_by is None:
            often = won.per_week if won is not None and business.wins_per_week > 0 else 0.0
            costs.append((often * cost if business.wins_per_week > 0 else cost, chain))
    for _cost, chain in sorted(costs, key=lambda pair: -pair[0]):
        for mover in what_moves_it(chain, business.economics.spend_per_win(chain)):
            told = business.counts.now.get(mover.step_id)
            if mover.what != "rate" or mover.source == "counted" or told is None or not told.k > 0:
                return ToMeasure(chain.channel, mover)
    return None
