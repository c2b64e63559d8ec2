"""Logs of hundreds of cases: too many to be told by hand, enough to meet every rule many times."""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

from event_logs import Event

from core.funnel.stages import Stage

FIRST = dt.datetime(2026, 2, 26)
CLOCKS = (
    dt.timedelta(),  # a date alone
    dt.timedelta(),
    dt.timedelta(seconds=1),
    dt.timedelta(hours=9),
    dt.timedelta(hours=9, microseconds=1),
    dt.timedelta(days=1) - dt.timedelta(microseconds=1),
)
CHANNELS = (None, "Ads", "ads ", "Fair")
REASONS = (*[None] * 12, "too expensive", "too late")
CHOSEN = {"also 1": "s1"}
"""What a name means that is called like no stage."""


class Drawn(NamedTuple):
    """The stages of a funnel, and the events of some cases."""

    stages: tuple[Stage, ...]
    events: list[Event]


def stages_called(count: int) -> tuple[Stage, ...]:
    """So many stages."""
    return tuple(Stage(f"s{place}", f"Stage {place}") for place in range(count))


def names(stages: tuple[Stage, ...]) -> list[str]:
    """What events are called: mostly a stage, now and then a second name of one, or none of this funnel."""
    return [stage.name for stage in stages] * 3 + ["Also 1", "Lost", "Newsletter"]


def crowd(seed: int, cases: int = 400) -> Drawn:
    """Cases with times that collide; another seed gives another number of stages, from 2 to 6."""
    chance = random.Random(seed)
    stages = stages_called(2 + seed % 5)
    called, spread = names(stages), chance.randint(3, 14)
    events = []
    for case in range(cases):
        for _event in range(chance.randint(1, 9)):
            time = FIRST + dt.timedelta(days=chance.randrange(spread)) + chance.choice(CLOCKS)
            known = None if chance.random() < 0.05 else time
            told = chance.choice(CHANNELS), chance.choice(REASONS)
            events.append(Event(f"case {case}", chance.choice(called), known, *told))
    return Drawn(stages, events)
