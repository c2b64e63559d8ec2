"""The event funnel in plain Python, one case at a time: slow, and written from the rules, not from the SQL.

- Each case counts once per stage. It enters with its first event of the first stage; the window starts there,
  and its end is included.
- Ordered: it reached a stage where one event of each stage up to it can be chosen so that none is before the
  one above. Any order: where there is an event of each within the window before or after the entry.
- A time at midnight is a date alone: it may have been at any moment of its day.
- Strict: it is stopped before the first stage that another stage surely came in between.
- Events without a time, or after `until`, have not happened.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from event_logs import Event

from core.funnel.events import Question

END_OF_DAY = dt.timedelta(days=1) - dt.timedelta(microseconds=1)


class At(NamedTuple):
    """An event of a stage of this funnel."""

    position: int
    time: dt.datetime
    channel: str

    @property
    def latest(self) -> dt.datetime:
        """The last moment at which it may have been."""
        return self.time + END_OF_DAY if self.time.time() == dt.time() else self.time


class Way(NamedTuple):
    """How far one case got."""

    channel: str
    deadline: dt.datetime
    times: tuple[dt.datetime | None, ...]


def ways(events: Iterable[Event], question: Question) -> dict[str, Way]:
    """Each case that entered the first stage."""
    by_case: dict[str, list[At]] = {}
    positions = dict(question.positions)
    for event in happened(events, question):
        if event.stage in positions:
            assert isinstance(event.time, dt.datetime)
            by_case.setdefault(event.case, []).append(
                At(positions[event.stage], event.time, event.channel or "")
            )
    return {case: way for case, those in by_case.items() if (way := _way(those, question)) is not None}


def happened(events: Iterable[Event], question: Question) -> list[Event]:
    """The events that have happened by the time up to which everything is known."""
    return [event for event in events if isinstance(event.time, dt.datetime) and event.time <= question.until]


def _way(events: list[At], question: Question) -> Way | None:
    entries = [event for event in events if event.position == 1]
    if not entries:
        return None
    entry = min(entries, key=lambda event: (event.time, event.channel))
    window = dt.timedelta(days=question.window_days)
    deadline = min(event.latest for event in entries) + window
    earliest = entry.time - window if question.how == "any" else entry.time
    times = [entry.time]
    chosen: list[list[At]] = []
    for position in range(2, len(question.stages) + 1):
        within = [
            event
            for event in events
            if event.position == position and event.time <= deadline and event.latest >= earliest
        ]
        chosen.append(within)
        ends = [
            end
            for choice in product(*chosen)
            if (end := _end(entry, choice, question.how != "any")) is not None
        ]
        if not ends:
            break
        times.append(min(ends))
    if question.how == "strict":
        times = _uninterrupted(times, events)
    missing = [None] * (len(question.stages) - len(times))
    return Way(entry.channel, deadline, (*times, *missing))


def _end(entry: At, choice: Sequence[At], in_order: bool) -> dt.datetime | None:
    """The first moment by which all of these can have been; None where they cannot, in this order."""
    moment = entry.time
    for event in choice:
        if in_order and event.latest < moment:
            return None
        moment = max(moment, event.time)
    return moment


def _uninterrupted(times: list[dt.datetime], events: list[At]) -> list[dt.datetime]:
    for position in range(2, len(times) + 1):
        before, reached = times[position - 2], times[position - 1]
        # What surely is before a thing is so at its own latest and at the other's earliest moment.
        was_there = [event for event in events if event.position == position - 1 and event.latest >= before]
        others = [
            event
            for event in events
            if event.position not in (position - 1, position) and event.latest < reached
        ]
        if any(one.latest < other.time for one in was_there for other in others):
            return times[: position - 1]
    return times


def over(way: Way, question: Question) -> bool:
    """Whether everything about this case is known."""
    return way.deadline <= question.until


def people(found: Iterable[Way], question: Question) -> list[int]:
    """How many reached each stage."""
    reached = [[time is not None for time in way.times] for way in found]
    return [sum(those[place] for those in reached) for place in range(len(question.stages))]


def days(found: Iterable[Way], question: Question) -> dict[str, tuple[float, float, float]]:
    """A quarter, half and three quarters of the closed cases took no longer to each stage."""
    told = {}
    for place, stage in enumerate(question.stages[1:], start=1):
        took = [
            (time - before) / dt.timedelta(days=1)
            for way in found
            if over(way, question)
            and (time := way.times[place]) is not None
            and (before := way.times[place - 1]) is not None
        ]
        if took:
            quick, median, slow = statistics.quantiles(
                took * 2 if len(took) == 1 else took, n=4, method="inclusive"
            )
            told[stage] = (median, quick, slow)
    return told


def lost(
    events: Iterable[Event], found: dict[str, Way], question: Question
) -> dict[tuple[str, int, str], int]:
    """How many cases were lost, by channel, furthest stage and reason."""
    reasons: dict[str, list[str]] = {}
    for event in happened(events, question):
        if event.stage in question.lost or event.lost_reason is not None:
            reasons.setdefault(event.case, []).extend([event.lost_reason] if event.lost_reason else [])
    told: dict[tuple[str, int, str], int] = {}
    for case, way in found.items():
        furthest = sum(time is not None for time in way.times)
        if case in reasons and furthest < question.won:
            key = (way.channel, furthest, min(reasons[case], default=""))
            told[key] = told.get(key, 0) + 1
    return told
