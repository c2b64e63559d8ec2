"""Long sheets of records, from their bytes to checked rows in the store; time and memory."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from core.sheets.files.child import children
from core.sheets.intake import take_in
from core.store import Workspace, uploads
from run import LEAN
from tests.benchmarks.conftest import Ratio, measured
from tests.benchmarks.test_process_sheet import cells

PROJECT = Path(__file__).parents[2]
STAGES = ("Lead", "Qualified", "Offer", "Won")
CHANNELS = ("Ads", "Fair", "Referral")


@pytest.fixture(scope="session")
def hundred_thousand_by_eight() -> bytes:
    """100,000 events of 25,000 cases in eight columns, as a CRM exports them."""
    chance, start = random.Random(1), dt.datetime(2025, 1, 1)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, moment = book.add_worksheet("Events"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, ["Case", "Stage", "Time", "Channel", "Value", "Lost reason", "Owner", "Note"])
    for row in range(1, 100_001):
        sheet.write_row(row, 0, [f"C{row // 4}", STAGES[row % 4]])
        sheet.write_datetime(row, 2, start + dt.timedelta(minutes=row * 3), moment)
        owner, note = chance.choice(("Anna", "Bo")), f"note {row % 500}"
        sheet.write_row(row, 3, [chance.choice(CHANNELS), chance.randrange(100, 9000), None, owner, note])
    book.close()
    return buffer.getvalue()


@pytest.fixture(scope="session")
def million_events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,000,000 events of 400,000 cases as clean CSV."""
    chance, start = random.Random(1), dt.datetime(2023, 1, 1)
    path = tmp_path_factory.mktemp("events") / "events.csv"
    with path.open("w") as file:
        file.write("case_id,stage,timestamp,channel,value\n")
        for number in range(1_000_000):
            when = (start + dt.timedelta(seconds=number * 37)).isoformat(" ")
            case, value = chance.randrange(400_000), chance.randrange(100, 9000)
            file.write(f"user-{case},{STAGES[number % 4]},{when},{chance.choice(CHANNELS)},{value}\n")
    return path


def stored(name: str, data: bytes, folder: Path) -> int:
    """The whole walk of a file: received, read, recognised, checked, kept in a database file."""
    path = folder / f"{name}.duckdb"
    path.unlink(missing_ok=True)
    with Workspace.open(path) as workspace:
        upload, _known = uploads.receive(workspace, name, data)
        intake = take_in(name, data)
        tables = [uploads.KeptTable(table.kind, table.sheet, table.rows) for table in intake.tables]
        return uploads.keep(workspace, upload.id, tables)


def test_a_long_workbook_is_stored(hundred_thousand_by_eight: bytes, tmp_path: Path) -> None:
    children.warm_up()
    assert stored("events.xlsx", hundred_thousand_by_eight, tmp_path) == 100_000
    Ratio(
        "100,000 x 8 xlsx, bytes to stored rows",
        measured(lambda: stored("events.xlsx", hundred_thousand_by_eight, tmp_path), rounds=5),
        "calamine returns the cells",
        measured(lambda: cells(hundred_thousand_by_eight), rounds=5),
        most=2.5,
    ).say()


def into_a_table(path: Path, folder: Path) -> None:
    """What DuckDB takes to read the same clean file into a table of a database file."""
    database = folder / "clean.duckdb"
    database.unlink(missing_ok=True)
    with duckdb.connect(database) as connection:
        connection.execute("create table events as select * from read_csv(?)", [str(path)])


def test_a_million_events_are_stored(million_events: Path, tmp_path: Path) -> None:
    data = million_events.read_bytes()
    assert stored("events.csv", data, tmp_path) == 1_000_000
    Ratio(
        "1,000,000 events as CSV, bytes to stored rows",
        measured(lambda: stored("events.csv", data, tmp_path), rounds=5),
        "DuckDB reads the clean file into a table",
        measured(lambda: into_a_table(million_events, tmp_path), rounds=5),
        most=4,
    ).say()


_MEMORY = """
import resource, sys, threading, time
from pathlib import Path
from tests.benchmarks.test_any_sheet import stored
resident = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
stored("small.csv", b"case_id,stage,timestamp\\na,Lead,2026-01-01\\nb,Won,2026-01-02\\n", Path(sys.argv[2]))
before, peak, over = resident(), 0, threading.Event()
def watch():
    global peak
    while not over.is_set():
        peak = max(peak, resident())
        time.sleep(0.005)
watcher = threading.Thread(target=watch)
watcher.start()
stored("events.csv", Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]))
over.set()
watcher.join()
print(peak - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_a_million_events_fit_in_memory(million_events: Path, tmp_path: Path) -> None:
    """The memory a fresh process, started as run.py starts one, grows by; the file's own bytes included."""
    command = [sys.executable, "-c", _MEMORY, str(million_events), str(tmp_path)]
    started = {**os.environ, **LEAN}
    done = subprocess.run(command, cwd=PROJECT, env=started, capture_output=True, check=True, text=True)
    grown = int(done.stdout)
    size = million_events.stat().st_size
    verdict = "held" if grown <= 6 * size else "NOT HELD"
    print(f"\n1,000,000 events: memory grows by {grown / 1e6:.0f} MB, the file has {size / 1e6:.0f} MB")
    print(f"  ratio {grown / size:.2f}, at most 6: {verdict}")
