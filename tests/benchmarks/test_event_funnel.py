"""The event funnel over 1 and 10 million events: what it adds to one look at every event, and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from core.funnel.events import Question
from core.store import Workspace, uploads
from core.store.event_funnel import cases_of, reach_of, times_of
from core.store.event_log import EventLog, kept_events
from run import LEAN
from tests.benchmarks.conftest import Ratio

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
    """One row an event: case (a text), position, time, channel."""
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
    moment = chance.integers(0, 500 * DAY, len(cases)).astype(float)
    parts = []
    for position, rate in enumerate(RATES, start=1):
        on = chance.random(len(cases)) < rate
        cases, moment = cases[on], moment[on]
        if position > 1:
            moment = moment + chance.exponential(4 * DAY, len(cases))
        parts.append((position, cases, moment))
        again = chance.random(len(cases)) < 0.35
        parts.append((position, cases[again], moment[again] + chance.exponential(6 * DAY, again.sum())))
        early = chance.random(len(cases)) < 0.08
        parts.append((position, cases[early], moment[early] - chance.exponential(6 * DAY, early.sum())))
    case = np.concatenate([those for _position, those, _moment in parts])
    order = chance.permutation(len(case))[:count]
    seconds = np.concatenate([moment for _position, _cases, moment in parts])[order].astype("int64")
    seconds += seconds % DAY == 0  # midnight would be a date alone, of which pandas knows nothing
    positions = [np.full(len(those), place, dtype="int8") for place, those, _moment in parts]
    position = np.concatenate(positions)[order]
    case = case[order].astype("int32")
    frame = pd.DataFrame({"case": case, "position": position, "time": BEGIN + seconds.astype("m8[s]")})
    return frame, (case % len(CHANNELS)).astype("int32")


def kept_log(path: Path, count: int) -> Log:
    """The events in a workspace of this file, straight into the table of kept rows."""
    frame, channel = drawn(count)
    assert len(frame) == count
    workspace = Workspace.open(path)
    upload, _known = uploads.receive(workspace, "events.csv", b"events")
    frame["case"] = "case-" + frame["case"].astype("str")
    frame["channel"] = pd.Categorical.from_codes(channel, list(CHANNELS))
    these = pa.table(
        {
            "case": pa.array(frame["case"]),
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
                "case", stage::varchar as stage, time, channel::varchar as channel,
                ? as upload, 'events' as sheet, 0 as "row", 0 as position
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


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """The events with numbers for cases, which pandas joins much faster than texts."""
    return frame.assign(case=pd.factorize(frame["case"])[0])


def in_pandas(frame: pd.DataFrame) -> tuple[list[int], list[float]]:
    """How many reach each stage and the median days to it: the same funnel, stage joined after stage.

    A date alone ties with all of its day, and a case keeps the channel that it first came from, as in the
    query.
    """
    window = pd.Timedelta(days=QUESTION.window_days)
    known = frame[frame["time"] <= QUESTION.until]
    a_day = pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
    known = known.assign(
        latest=known["time"].where(known["time"] != known["time"].dt.floor("D"), known["time"] + a_day)
    )
    first = known[known["position"] == 1]
    entered = first.groupby("case", sort=False)
    reached = entered["time"].min().to_frame("before")
    reached["deadline"] = entered["latest"].min() + window
    reached["channel"] = first.loc[entered["time"].idxmin(), "channel"].to_numpy()
    people, medians = [len(reached)], []
    for position in range(2, len(STAGES) + 1):
        events = known.loc[known["position"] == position, ["case", "time", "latest"]]
        both = events.merge(reached, left_on="case", right_index=True)
        both = both[(both["latest"] >= both["before"]) & (both["time"] <= both["deadline"])]
        here = both.groupby("case", sort=False)["time"].min()
        reached = reached.loc[here.index].assign(time=here)
        over = reached[reached["deadline"] <= QUESTION.until]
        people.append(len(reached))
        medians.append((over["time"] - over["before"]).median() / pd.Timedelta(days=1))
        reached = reached.assign(before=reached["time"]).drop(columns="time")
    return people, medians


class Spent(NamedTuple):
    """The fewest seconds that something took: as they pass, and of all processors together."""

    clock: float
    cpu: float


@dataclass
class Taken:
    """What each question took of one log."""

    log: Log
    first_of_each: Spent
    pandas: Spent
    pandas_numbered: Spent
    cases: Spent
    times: Spent
    other_times: Spent
    months: Spent
    quarters: Spent


def taken(log: Log, rounds: int) -> Taken:
    """Ask everything, and see that pandas has the same answers."""
    cases = cases_of(log.events, QUESTION)
    with_numbers = numbered(log.frame)
    people, medians = in_pandas(with_numbers)
    assert [len(cases) - cases[f"time_{place}"].null_count for place in range(1, 7)] == people
    assert times_of(cases, QUESTION)["median_days"].tolist() == pytest.approx(medians, abs=1e-9)
    return Taken(
        log,
        *in_turns(
            rounds,
            lambda: first_of_each_case(log),
            lambda: in_pandas(numbered(log.frame)),
            lambda: in_pandas(with_numbers),
            lambda: cases_of(log.events, QUESTION),
            lambda: times_of(cases, QUESTION),
            lambda: times_of(cases, QUESTION, channels=["fair"]),
            lambda: reach_of(cases, QUESTION, "month"),
            lambda: reach_of(cases, QUESTION, "quarter"),
        ),
    )


def in_turns(rounds: int, *functions: Callable[[], object]) -> list[Spent]:
    """Each is asked in turns, so that what else the machine does weighs on all alike."""
    spent: list[list[Spent]] = [[] for _function in functions]
    for _round in range(rounds):
        for function, those in zip(functions, spent, strict=True):
            clock, cpu = time.perf_counter(), time.process_time()
            function()
            those.append(Spent(time.perf_counter() - clock, time.process_time() - cpu))
    return [Spent(min(one.clock for one in those), min(one.cpu for one in those)) for those in spent]


@pytest.fixture(scope="module")
def of_a_million(million: Log) -> Taken:
    return taken(million, 7)


@pytest.fixture(scope="module")
def of_ten_million(ten_million: Log) -> Taken:
    return taken(ten_million, 4)


@pytest.fixture(params=["of_a_million", "of_ten_million"])
def asked(request: pytest.FixtureRequest) -> Taken:
    found: Taken = request.getfixturevalue(request.param)
    return found


def test_the_funnel_costs_a_few_looks_at_every_event(asked: Taken) -> None:
    funnel = f"{asked.log.name}, 6 stages in order within 30 days"
    with_times, by_month = asked.cases.cpu + asked.times.cpu, asked.cases.cpu + asked.months.cpu
    first, cpu = "the first event of each case", asked.first_of_each.cpu
    Ratio(f"{funnel}, CPU with median times", with_times, first, cpu, most=5).say()
    Ratio(f"{funnel}, CPU by channel and month", by_month, first, cpu, most=8).say()


def test_the_funnel_is_not_slower_than_pandas_with_the_same_answer(asked: Taken) -> None:
    name = f"{asked.log.name}, 6 stages in order within 30 days, with median times"
    for pandas, spent in (
        ("pandas, the table in memory", asked.pandas),
        ("pandas, the table in memory and its cases numbered beforehand", asked.pandas_numbered),
    ):
        Ratio(name, asked.cases.clock + asked.times.clock, pandas, spent.clock, most=1).say()


def test_another_channel_or_period_asks_the_cases_alone(asked: Taken) -> None:
    name, first, cpu = asked.log.name, "the first query", asked.cases.cpu
    Ratio(f"{name}, CPU for the times of another channel", asked.other_times.cpu, first, cpu, most=0.2).say()
    Ratio(f"{name}, CPU for other periods", asked.quarters.cpu, first, cpu, most=0.2).say()


def test_ten_times_the_events_cost_ten_times_as_much(of_a_million: Taken, of_ten_million: Taken) -> None:
    """By the clock, which is what a user waits. The processors' time is told beside it: it has in it what the
    system takes to hand out memory that ten million events need and one million find there already."""
    one, ten = of_a_million, of_ten_million
    for how in ("clock", "cpu"):
        tenfold = 10 * (getattr(one.cases, how) + getattr(one.times, how))
        spent = getattr(ten.cases, how) + getattr(ten.times, how)
        Ratio(f"10 million events, by {how}", spent, "10 times 1 million events", tenfold, most=1.2).say()


_MEMORY = """
import re, sys
from pathlib import Path
from core.store import Workspace
from core.store.event_funnel import cases_of, reach_of, times_of
from core.store.event_log import kept_events
from tests.benchmarks.test_event_funnel import QUESTION
with Workspace.open(Path(sys.argv[1])) as workspace:
    cases = cases_of(kept_events(workspace), QUESTION)
    times_of(cases, QUESTION)
    reach_of(cases, QUESTION, "month")
print(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_ten_million_events_fit_in_memory(ten_million: Log) -> None:
    """The whole of a fresh process, started as run.py starts one, that opens the workspace and asks."""
    ten_million.workspace.close()  # one process at a time has a workspace
    command = [sys.executable, "-c", _MEMORY, str(ten_million.path)]
    started = {**os.environ, **LEAN}
    done = subprocess.run(command, cwd=PROJECT, env=started, capture_output=True, check=True, text=True)
    peak = int(done.stdout) * 1024 / 1e9
    print(
        f"\n{ten_million.name}: a process that asks for cases, times and periods takes {peak:.2f} GB at most"
    )
    print(f"  at most 2 GB: {'held' if peak <= 2 else 'NOT HELD'}")
