"""Over random small logs the query tells what plain Python tells of one case after the other."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
import slow_funnel
from crowds import CHANNELS, CHOSEN, CLOCKS, FIRST, REASONS, Drawn, crowd, names, stages_called
from event_logs import Event, event_table, question
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_tables import kept_file

from core.funnel.events import Question
from core.funnel.events_sql import HOWS, How
from core.funnel.periods import PERIODS, Period, starts
from core.funnel.rates import Rate
from core.store import Workspace
from core.store.event_funnel import cases_of, late_only, lost_of, reach_of, times_of
from core.store.event_log import EventLog, kept_events

LATER = FIRST + dt.timedelta(days=99)

moments = st.builds(
    lambda day, clock: FIRST + dt.timedelta(days=day) + clock, st.integers(0, 8), st.sampled_from(CLOCKS)
)
windows = st.integers(1, 6)


@st.composite
def logs(draw: st.DrawFn) -> Drawn:
    """A few cases with times that collide."""
    stages = stages_called(draw(st.integers(2, 6)))
    events = st.builds(
        Event,
        st.sampled_from("abcd"),
        st.sampled_from(names(stages)),
        st.sampled_from([moments] * 9 + [st.none()]).flatmap(lambda chosen: chosen),
        st.sampled_from(CHANNELS),
        st.sampled_from(REASONS),
    )
    # The first one makes sure that there is a question.
    return Drawn(stages, [Event("a", "Stage 0", FIRST), *draw(st.lists(events, min_size=6, max_size=36))])


class Kept:
    """A workspace in which one log at a time is kept."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._files = 0

    def log(self, events: list[Event]) -> EventLog:
        """These events and no others."""
        with self._workspace.change() as cursor:
            cursor.execute("update uploads set status = 'replaced'")
        self._files += 1
        kept_file(self._workspace, f"{self._files}.csv", event_table(events))
        return kept_events(self._workspace)


@pytest.fixture(scope="module")
def kept() -> Iterator[Kept]:
    with Workspace.open() as workspace:
        yield Kept(workspace)


def asked(
    log: EventLog, drawn: Drawn, how: How = "ordered", window_days: int = 4, now: dt.datetime = LATER
) -> Question:
    return question(log, drawn.stages, how=how, window_days=window_days, now=now, chosen=CHOSEN)


def people(log: EventLog, asking: Question) -> list[int]:
    """How many reached each stage."""
    cases = cases_of(log, asking)
    return [len(cases) - cases[f"time_{place}"].null_count for place in range(1, len(asking.stages) + 1)]


def agrees(log: EventLog, drawn: Drawn, window_days: int, now: dt.datetime) -> None:
    """Plain Python tells the same of each case, of the times, the lost and the late."""
    for how in HOWS:
        asking = asked(log, drawn, how, window_days, now)
        ways = slow_funnel.ways(drawn.events, asking)
        cases = cases_of(log, asking)
        places = [f"time_{place}" for place in range(1, len(asking.stages) + 1)]
        assert {
            row["case_id"]: (row["channel"], row["deadline"], tuple(row[place] for place in places))
            for row in cases.to_pylist()
        } == ways

        times = times_of(cases, asking)
        days = {row.stage: (row.median_days, row.quick_days, row.slow_days) for row in times.itertuples()}
        assert days == {
            # To the second, as DuckDB takes them.
            stage: pytest.approx(took, abs=1 / 86_400)
            for stage, took in slow_funnel.days(ways.values(), asking).items()
        }

        lost = lost_of(log, cases, asking)
        told = {(row.channel, row.furthest, row.reason): row.cases for row in lost.itertuples()}
        assert told == slow_funnel.lost(drawn.events, ways, asking)

        those = slow_funnel.happened(drawn.events, asking)
        there = {event.case for event in those if event.stage in dict(asking.positions)}
        assert late_only(log, asking) == len(there - ways.keys())


@settings(deadline=None, max_examples=40)
@given(logs(), windows, moments)
def test_every_case_gets_exactly_as_far_as_the_rules_say(
    kept: Kept, drawn: Drawn, window_days: int, now: dt.datetime
) -> None:
    agrees(kept.log(drawn.events), drawn, window_days, now)


@pytest.mark.parametrize("seed", range(10))
def test_so_does_each_of_four_hundred_cases(kept: Kept, seed: int) -> None:
    drawn = crowd(seed)
    agrees(kept.log(drawn.events), drawn, 1 + seed % 7, FIRST + dt.timedelta(days=4 + seed))


@settings(deadline=None, max_examples=25)
@given(logs(), windows)
def test_strict_is_never_more_than_ordered_and_ordered_never_more_than_any_order(
    kept: Kept, drawn: Drawn, window_days: int
) -> None:
    log = kept.log(drawn.events)
    ordered, any_order, strict = (people(log, asked(log, drawn, how, window_days)) for how in HOWS)
    assert all(few <= some <= many for few, some, many in zip(strict, ordered, any_order, strict=True))
    for found in (ordered, any_order, strict):
        assert found == sorted(found, reverse=True)


@settings(deadline=None, max_examples=20)
@given(logs(), windows, st.integers(1, 9))
def test_a_longer_window_loses_nobody(kept: Kept, drawn: Drawn, window_days: int, more: int) -> None:
    log = kept.log(drawn.events)
    for how in HOWS:
        short = asked(log, drawn, how, window_days)
        longer = replace(short, window_days=window_days + more)
        assert all(few <= many for few, many in zip(people(log, short), people(log, longer), strict=True))


@settings(deadline=None, max_examples=8)
@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(kept: Kept, drawn: Drawn, chance: random.Random) -> None:
    found = []
    for rows in (drawn.events, chance.sample(drawn.events, len(drawn.events))):
        log = kept.log(rows)
        for how in HOWS:
            asking = asked(log, drawn, how)
            cases = cases_of(log, asking)
            in_order = sorted(cases.to_pylist(), key=lambda case: str(case["case_id"]))
            found.append((in_order, lost_of(log, cases, asking).to_dict("list")))
    assert found[:3] == found[3:]


@settings(deadline=None, max_examples=20)
@given(logs(), st.sampled_from(PERIODS), moments)
def test_channels_and_periods_add_up_to_the_whole(
    kept: Kept, drawn: Drawn, period: Period, now: dt.datetime
) -> None:
    log = kept.log(drawn.events)
    for how in HOWS:
        asking = asked(log, drawn, how, now=now)
        reach = reach_of(cases_of(log, asking), asking, period)
        ways = list(slow_funnel.ways(drawn.events, asking).values())

        def of(those: pd.DataFrame, column: str, stages: tuple[str, ...] = asking.stages) -> list[float]:
            sums = those.groupby("stage")[column].sum()
            return [float(sums[stage]) for stage in stages]

        closed = [way for way in ways if slow_funnel.over(way, asking)]
        assert of(reach, "people") == slow_funnel.people(ways, asking)
        assert of(reach, "closed") == slow_funnel.people(closed, asking)
        for channel, those in reach.groupby("channel"):
            alike = [way for way in ways if way.channel.strip().casefold() == str(channel).casefold()]
            assert of(those, "people") == slow_funnel.people(alike, asking)
        came = starts(pd.Series([way.times[0] for way in ways]), period)
        for start, those in reach.groupby("period"):
            then = [way for way, begin in zip(ways, came, strict=True) if begin == start]
            assert of(those, "people") == slow_funnel.people(then, asking)


@settings(deadline=None, max_examples=15)
@given(logs())
def test_rates_multiply_to_the_overall_rate(kept: Kept, drawn: Drawn) -> None:
    log = kept.log([*drawn.events, Event("z", "Newsletter", LATER)])
    asking = asked(log, drawn)
    closed = reach_of(cases_of(log, asking), asking, "year").groupby("stage")["closed"].sum()
    counts = [closed[stage] for stage in asking.stages]
    overall, product = Rate.counted(counts[-1], counts[0]), 1.0
    for before, after in pairwise(counts):
        rate = Rate.counted(after, before)
        product *= rate.share if rate else 0.0  # nobody is left
    assert overall is not None
    assert product == pytest.approx(overall.share)
