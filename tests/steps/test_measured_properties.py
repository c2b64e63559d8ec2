"""What holds for every time log."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from core.steps.clocks import with_measured
from core.steps.edits import step_ids
from core.steps.measured import measure
from core.steps.time_log import time_log
from tests.steps.processes import EVENTS, process
from tests.steps.time_logs import entries

STEPS = pd.concat(
    [process(EVENTS), process([("cut", 100, 1), ("offer", 30, 1)], channel="Film", phase="deliver")],
    ignore_index=True,
).assign(minutes_evidence="guessed")
STEPS["step_id"] = step_ids(STEPS)

TASKS = ("phone", "Phone!", "offer", "cut", "cut 2", "travel home", "bookkeeping", "–", None)
ENTRY = st.fixed_dictionaries(
    {
        "minutes": st.one_of(st.none(), st.integers(-10, 1200).map(float)),
        "date": st.one_of(st.none(), st.dates().filter(lambda day: 2020 < day.year < 2030)),
        "task": st.sampled_from(TASKS),
        "description": st.sampled_from((*TASKS, "a", "b")),
        "project": st.sampled_from((None, "Film", "Events", "Sales", "X")),
        "customer": st.sampled_from((None, "Lindner", "Berg")),
        "tags": st.sampled_from((None, "", "phone, cut", "delivery;x")),
    }
)
LOG = st.lists(ENTRY, max_size=25)


@given(LOG, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_entries_changes_nothing(log: list[dict], chance) -> None:
    shuffled = list(log)
    chance.shuffle(shuffled)
    one, other = (measure(time_log(entries(*rows), STEPS), STEPS) for rows in (log, shuffled))
    assert_frame_equal(one.steps, other.steps)
    assert_frame_equal(one.log.texts, other.log.texts)
    assert_frame_equal(one.log.unknown, other.log.unknown)
    assert one.clock == other.clock


@given(LOG)
@settings(max_examples=60, deadline=None)
def test_what_belongs_to_steps_and_what_to_none_is_all_that_was_logged(log: list[dict]) -> None:
    found = time_log(entries(*log), STEPS)
    assert set(found.took.index) <= set(STEPS["step_id"])
    of_steps = found.entries.loc[found.entries["step_id"].notna(), "minutes"].sum()
    assert np.isclose(of_steps + found.unknown_minutes, found.logged_minutes)
    assert np.isclose(found.texts["minutes"].sum(), found.logged_minutes)
    assert len(found.entries) + found.aside.entries == len(log)


@given(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_an_honest_clock_of_1_changes_no_minute(logged: list[tuple[str, int, float]]) -> None:
    rows = [{"task": f"Events {name}", "minutes": float(minutes)} for name, minutes, _rate in logged]
    found = measure(time_log(entries(*rows), STEPS), STEPS)
    assert found.clock is not None
    assert np.isclose(found.clock.factor, 1)
    for use in ("measured", "honest"):
        assert np.allclose(with_measured(STEPS, found, use=use)["minutes"], STEPS["minutes"])


@given(st.floats(0.3, 3.5), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_steps_that_all_take_the_same_factor_have_just_that_clock(factor: float, times: int) -> None:
    rows = [
        {"task": f"Events {name}", "minutes": minutes * factor} for name, minutes, _rate in EVENTS
    ] * times
    found = measure(time_log(entries(*rows), STEPS), STEPS)
    assert found.clock is not None
    assert np.isclose(found.clock.factor, factor)
    assert found.clock.low is not None
    assert np.isclose(found.clock.low, factor)
    honest = with_measured(STEPS, found, use="honest")["minutes"]
    assert np.allclose(honest, STEPS["minutes"] * factor)
