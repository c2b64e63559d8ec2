"""The event funnel over 1 and 10 million events: what it adds to one look at every event, and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from core.funnel.events import Question
from core.store import Workspace, uploads
from core.store.event_funnel import cases_of, reach_of, times_of
from core.store.event_log import EventLog, kept_events
from run import LEAN
from tests.benchmarks.conftest import Ratio, measured

PROJECT = Path(__file__).parents[2]
MILLION = 1_000_000
STAGES = ("Visit", "Lead", "Offer", "Won", "Active", "Referral")
CHANNELS = ("ads", "fair", "referral", "web")
RATES = (1.0, 0.62, 0.6, 0.55, 0.8, 0.4)
"""How many go on from one stage to the next."""
DAY = 86_400
BEGIN = np.datetime64("2024-01-01", "us")
QUESTION = Question(
    tuple((name, place) for place, name in enumerate(STAGES, start=1)),
    STAGES,
    pd.Timestamp("2025-06-30").to_pydatetime(),
)


@dataclass
class Log:
    """Events that are kept in a file, and the same in memory as pandas would have them."""

    count: int
    path: Path
    frame: pd.DataFrame
    """One row an event: case (a number), position, time."""
    workspace: Workspace

    @property
    def events(self) -> EventLog:
        return kept_events(self.workspace)

    @property
    def name(self) -> str:
        return f"{self.count // MILLION} million events"


def drawn(count: int) -> tuple[pd.DataFrame, np.ndarray]:
    """So many events, as they come, with the channel of each: cases enter over 500 days and go on in days.

    35 % of the events are there a second time some days later, 8 % once too early.
    """
    chance = np.random.default_rng(1)
    cases = np.arange(int(count * 0.3))
    time = chance.integers(0, 500 * DAY, len(cases)).astype(float)
    parts = []
    for position, rate in enumerate(RATES, start=1):
        on = chance.random(len(cases)) < rate
        cases, time = cases[on], time[on]
        if position > 1:
            time = time + chance.exponential(4 * DAY, len(cases))
        parts.append((position, cases, time))
        again = chance.random(len(cases)) < 0.35
        parts.append((position, cases[again], time[again] + chance.exponential(6 * DAY, again.sum())))
        early = chance.random(len(cases)) < 0.08
        parts.append((position, cases[early], time[early] - chance.exponential(6 * DAY, early.sum())))
    case = np.concatenate([those for _position, those, _time in parts])
    order = chance.permutation(len(case))[:count]
    seconds = np.concatenate([time for _position, _cases, time in parts])[order].astype("int64")
    seconds += seconds % DAY == 0  # midnight would be a date alone, of which pandas knows nothing
    position = np.concatenate([np.full(len(those), place, dtype="int8") for place, those, _time in parts])[
        order
    ]
    case = case[order].astype("int32")
    frame = pd.DataFrame({"case": case, "position": position, "time": BEGIN + seconds.astype("m8[s]")})
    return frame, (case % len(CHANNELS)).astype("int32")


def kept_log(path: Path, count: int) -> Log:
    """The events in a workspace of this file, straight into the table of kept rows."""
    frame, channel = drawn(count)
    assert len(frame) == count
    workspace = Workspace.open(path)
    upload, _known = uploads.receive(workspace, "events.csv", b"events")
    these = pa.table(
        {
            "number": frame["case"].to_numpy(),
            "stage": pa.DictionaryArray.from_arrays(frame["position"].to_numpy() - 1, list(STAGES)),
            "time": frame["time"].to_numpy(),
            "channel": pa.DictionaryArray.from_arrays(channel, list(CHANNELS)),
        }
    )
    with workspace.change(checkpoint=True) as cursor:
        cursor.register("these", these)
        cursor.execute(
            """
            insert into stage_events_rows by name
            select
                'case-' || number as "case", stage::varchar as stage, time, channel::varchar as channel,
                ? as upload, 'events' as sheet, number as "row", number as position
            from these
            """,
            [upload.id],
        )
        cursor.execute("update uploads set status = 'kept', kept = received, rows = ?", [count])
        cursor.unregister("these")
    return Log(count, path, frame, workspace)


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    log = kept_log(tmp_path_factory.mktemp("events") / "1.duckdb", MILLION)
    yield log
    log.workspace.close()


@pytest.fixture(scope="module")
def ten_million(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    log = kept_log(tmp_path_factory.mktemp("events") / "10.duckdb", 10 * MILLION)
    yield log
    log.workspace.close()
    log.path.unlink()


def first_of_each_case(log: Log) -> pa.Table:
    """The baseline: every event is looked at once."""
    with log.workspace.cursor() as cursor:
        found: pa.Table = cursor.sql(
            'select "case", min(time) as time from stage_events_rows group by "case"'
        ).to_arrow_table()
    return found


def in_pandas(frame: pd.DataFrame) -> tuple[list[int], list[float]]:
    """How many reach each stage, and the median days to it: the same funnel, one stage joined after another."""
    window = pd.Timedelta(days=QUESTION.window_days)
    known = frame[frame["time"] <= QUESTION.until]
    reached = known[known["position"] == 1].groupby("case", sort=False)["time"].min().to_frame("before")
    reached["deadline"] = reached["before"] + window
    people, medians = [len(reached)], []
    for position in range(2, len(STAGES) + 1):
        events = known.loc[known["position"] == position, ["case", "time"]]
        both = events.merge(reached, left_on="case", right_index=True)
        both = both[(both["time"] >= both["before"]) & (both["time"] <= both["deadline"])]
        here = both.groupby("case", sort=False)["time"].min()
        reached = reached.loc[here.index].assign(time=here)
        over = reached[reached["deadline"] <= QUESTION.until]
        people.append(len(reached))
        medians.append((over["time"] - over["before"]).median() / pd.Timedelta(days=1))
        reached = reached.assign(before=reached["time"]).drop(columns="time")
    return people, medians


@dataclass
class Taken:
    """The seconds that each question takes of one log."""

    log: Log
    first_of_each: float
    pandas: float
    cases: float
    times: float
    other_times: float
    months: float
    quarters: float


def taken(log: Log, rounds: int) -> Taken:
    """Ask everything, and see that pandas has the same answers."""
    cases = cases_of(log.events, QUESTION)
    people, medians = in_pandas(log.frame)
    assert [len(cases) - cases[f"time_{place}"].null_count for place in range(1, 7)] == people
    assert times_of(cases, QUESTION)["median_days"].tolist() == pytest.approx(medians, abs=1e-9)
    return Taken(
        log,
        measured(lambda: first_of_each_case(log), rounds),
        measured(lambda: in_pandas(log.frame), rounds),
        measured(lambda: cases_of(log.events, QUESTION), rounds),
        measured(lambda: times_of(cases, QUESTION), rounds),
        measured(lambda: times_of(cases, QUESTION, channels=["fair"]), rounds),
        measured(lambda: reach_of(cases, QUESTION, "month"), rounds),
        measured(lambda: reach_of(cases, QUESTION, "quarter"), rounds),
    )


@pytest.fixture(scope="module")
def of_a_million(million: Log) -> Taken:
    return taken(million, 5)


@pytest.fixture(scope="module")
def of_ten_million(ten_million: Log) -> Taken:
    return taken(ten_million, 1)


@pytest.fixture(params=["of_a_million", "of_ten_million"])
def asked(request: pytest.FixtureRequest) -> Taken:
    found: Taken = request.getfixturevalue(request.param)
    return found


def test_the_funnel_costs_a_few_looks_at_every_event(asked: Taken) -> None:
    funnel, baseline = f"{asked.log.name}, 6 stages in order within 30 days", "the first event of each case"
    Ratio(
        f"{funnel}, with median times", asked.cases + asked.times, baseline, asked.first_of_each, most=5
    ).say()
    Ratio(
        f"{funnel}, by channel and month", asked.cases + asked.months, baseline, asked.first_of_each, most=8
    ).say()


def test_the_funnel_is_not_slower_than_pandas_with_the_same_answer(asked: Taken) -> None:
    Ratio(
        f"{asked.log.name}, 6 stages in order within 30 days, with median times",
        asked.cases + asked.times,
        "pandas, the events in memory and the cases numbered",
        asked.pandas,
        most=1,
    ).say()


def test_another_channel_or_period_asks_the_cases_alone(asked: Taken) -> None:
    name, first = asked.log.name, "the first query"
    Ratio(f"{name}, the times of another channel", asked.other_times, first, asked.cases, most=0.2).say()
    Ratio(f"{name}, other periods", asked.quarters, first, asked.cases, most=0.2).say()


def test_ten_times_the_events_cost_ten_times_as_much(of_a_million: Taken, of_ten_million: Taken) -> None:
    Ratio(
        "10 million events",
        of_ten_million.cases + of_ten_million.times,
        "10 times 1 million events",
        10 * (of_a_million.cases + of_a_million.times),
        most=1.2,
    ).say()


_MEMORY = """
import resource, sys
from pathlib import Path
from core.store import Workspace
from core.store.event_funnel import cases_of, reach_of, times_of
from core.store.event_log import kept_events
from tests.benchmarks.test_event_funnel import QUESTION
with Workspace.open(Path(sys.argv[1])) as workspace:
    cases = cases_of(kept_events(workspace), QUESTION)
    times_of(cases, QUESTION)
    reach_of(cases, QUESTION, "month")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the peak is told in other units")
def test_ten_million_events_fit_in_memory(ten_million: Log) -> None:
    """The whole of a fresh process, started as run.py starts one, that opens the workspace and asks."""
    ten_million.workspace.close()  # one process at a time has a workspace
    command = [sys.executable, "-c", _MEMORY, str(ten_million.path)]
    started = {**os.environ, **LEAN}
    done = subprocess.run(command, cwd=PROJECT, env=started, capture_output=True, check=True, text=True)
    peak = int(done.stdout) / 1e9
    print(
        f"\n{ten_million.name}: a process that asks for cases, times and periods takes {peak:.2f} GB at most"
    )
    print(f"  at most 2 GB: {'held' if peak <= 2 else 'NOT HELD'}")
