"""Long files, from their bytes to a grid: what reading adds to what calamine and DuckDB take alone."""

from __future__ import annotations

import datetime as dt
import io
import random
import tracemalloc
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import xlsxwriter
from python_calamine import load_workbook

from core.sheets.files.limits import MEGABYTE
from core.sheets.files.read import read_file
from tests.benchmarks.conftest import Ratio, measured


@pytest.fixture(scope="module")
def long_workbook() -> bytes:
    """100,000 rows of 8 columns: texts, moments, numbers and gaps."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Events")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, ["Case", "Stage", "Time", "Channel", "Value", "Lost reason", "Owner", "Note"])
    chosen, first = random.Random(1), dt.datetime(2025, 1, 1)
    for row in range(1, 100_001):
        sheet.write_row(row, 0, [f"C{row // 4}", ("Lead", "Angebot", "Auftrag", "Lost")[row % 4]])
        sheet.write_datetime(row, 2, first + dt.timedelta(minutes=3 * row), moment)
        channel, reason = chosen.choice(["Ads", "Messe"]), chosen.choice([None, "Preis", "zu spät"])
        owner, note = chosen.choice(["Anna", "Bo"]), f"note {row % 500}"
        sheet.write_row(row, 3, [channel, chosen.randrange(100, 9000), reason, owner, note])
    book.close()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def million_events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,000,000 rows of 5 columns, some 48 MB."""
    path = tmp_path_factory.mktemp("long") / "events.csv"
    chosen, first = random.Random(1), dt.datetime(2023, 1, 1)
    with path.open("w") as file:
        file.write("case_id,stage,timestamp,channel,value\n")
        for row in range(1_000_000):
            stage, time = ("visit", "lead", "offer", "won")[row % 4], first + dt.timedelta(seconds=37 * row)
            channel, value = chosen.choice(["ads", "fair", "referral"]), chosen.randrange(100, 9000)
            file.write(f"user-{chosen.randrange(400_000)},{stage},{time},{channel},{value}\n")
    return path


def test_a_long_workbook(long_workbook: bytes) -> None:
    [grid] = read_file("events.xlsx", long_workbook)
    assert (len(grid.rows), grid.width) == (100_001, 8)
    Ratio(
        "100,000 x 8 workbook, bytes to grid",
        measured(lambda: read_file("events.xlsx", long_workbook), 5),
        "calamine returns the cells",
        measured(lambda: load_workbook(io.BytesIO(long_workbook)).get_sheet_by_index(0).to_python(), 5),
        most=1.35,
    ).say()


def test_a_million_events(million_events: Path, tmp_path: Path) -> None:
    data = million_events.read_bytes()
    database = duckdb.connect(tmp_path / "events.duckdb")

    def into_a_table() -> None:
        database.execute("create or replace table events as select * from read_csv(?)", [str(million_events)])

    [grid] = read_file("events.csv", data)
    assert (len(grid.rows), grid.width) == (1_000_001, 5)
    Ratio(
        "1,000,000 events, bytes to grid",
        measured(lambda: read_file("events.csv", data), 5),
        "DuckDB reads the file into a table",
        measured(into_a_table, 5),
        most=1,
    ).say()


def test_what_a_million_events_take_of_memory(million_events: Path) -> None:
    data = million_events.read_bytes()
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    [grid] = read_file("events.csv", data)
    held = pa.total_allocated_bytes() - before
    _, most_of_python = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(grid.rows) == 1_000_001
    megabytes = (held + most_of_python) / MEGABYTE
    times = (held + most_of_python) / len(data)
    print(f"\n1,000,000 events as a grid: {megabytes:.0f} MB beside the bytes")
    print(f"  {times:.2f} times the file, at most 2.5: {'held' if times <= 2.5 else 'NOT HELD'}")
