"""Verdicts over time: which constraint held from when to when, and what the throughput was under it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from core.factory.weakest_link import Verdict

SETTLES = 3
"""A constraint that is told each week has settled once it was told so many times in a row: with few people a
week, single weeks flicker."""
WINDOW_WEEKS = 12
"""A verdict of an earlier day looks so many weeks back from it."""


class KeptVerdict(Protocol):
    """What was kept of a verdict on one day."""

    @property
    def day(self) -> dt.date:
        """The day on which it was told."""

    @property
    def key(self) -> str:
        """What tells this constraint from others."""

    @property
    def throughput(self) -> float | None:
        """Happy customers a week on that day; None where it was not known."""


@dataclass(frozen=True)
class Told:
    """A verdict of one day, as far as its history needs it."""

    day: dt.date
    key: str
    throughput: float | None = None


@dataclass(frozen=True)
class Span:
    """The time for which one constraint held."""

    key: str
    first: dt.date
    """The first day on which it was told."""
    last: dt.date
    """The last day on which it was told before another one settled."""
    until: dt.date | None
    """The day on which the next one was told; None where it holds still."""
    throughput: float | None
    """The mean of the throughput of its days; None where none was known."""

    def weeks(self, today: dt.date) -> float:
        """How long it held, or has held until today, in weeks.

        >>> day = dt.date(2026, 1, 5)
        >>> Span("offer", day, day, None, 0.5).weeks(dt.date(2026, 1, 19))
        2.0
        """
        return max(((self.until or today) - self.first).days, 0) / 7


def spans(kept: Iterable[KeptVerdict], *, settles: int = 1) -> tuple[Span, ...]:
    """Merge verdicts, one a day, into the times for which a constraint held, the oldest first.

    A change counts from the day on which the new constraint was first told, as soon as it was told `settles`
    times in a row; until then the old one holds. The last one is taken as it is where nothing settled yet.

    >>> days = [dt.date(2026, 1, 5) + dt.timedelta(weeks=week) for week in range(6)]
    >>> told = [Told(day, key) for day, key in zip(days, ["a", "a", "b", "a", "b", "b"], strict=True)]
    >>> [(span.key, span.first.day) for span in spans(told, settles=2)]
    [('a', 5), ('b', 2)]
    """
    held: list[list[KeptVerdict]] = []
    for _key, group in groupby(sorted(kept, key=lambda one: one.day), key=lambda one: one.key):
        run = list(group)
        if held and held[-1][0].key == run[0].key:
            held[-1] += run
        elif not held or (len(held) == 1 and len(held[0]) < settles <= len(run)):
            # What came first and never settled gives way to the first that does.
            held = [run]
        elif len(run) >= settles:
            held.append(run)
    found = []
    for place, told in enumerate(held):
        following = held[place + 1][0].day if place + 1 < len(held) else None
        known = [one.throughput for one in told if one.throughput is not None]
        mean = sum(known) / len(known) if known else None
        found.append(Span(told[0].key, told[0].day, told[-1].day, following, mean))
    return tuple(found)


def told_on(days: Sequence[dt.date], verdict_of: Callable[[dt.date], Verdict | None]) -> tuple[Told, ...]:
    """The verdict of each of these days; a day for which `verdict_of` knows none is left out.

    `verdict_of` gives the verdict as it was to be told on that day, from the WINDOW_WEEKS before it.
    """
    found = []
    for day in days:
        verdict = verdict_of(day)
        if verdict is not None:
            known = verdict.business.wins_known
            found.append(Told(day, verdict.key, verdict.business.happy_per_week if known else None))
    return tuple(found)
