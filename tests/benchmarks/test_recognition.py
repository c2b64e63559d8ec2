"""Recognising tables: it looks at headers and samples, so that it costs little beside reading the cells."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from core.sheets.grid import Cell, Grid
from core.sheets.long_rows import LongRows
from core.sheets.tables.recognise import recognise
from tests.benchmarks.conftest import Ratio, measured

DAY = dt.datetime(2026, 1, 1)
HEADER: list[Cell] = [
    "Date",
    "Client",
    "Project",
    "Task",
    "Notes",
    "Hours",
    "Rate",
    "Billable",
    "Tags",
    "User",
]


def time_log(rows: int) -> Grid:
    """A time log of 8 columns, as a long workbook gives it."""
    columns: list[list[Cell] | pa.ChunkedArray] = [
        ["Date", *(DAY + dt.timedelta(days=r % 365) for r in range(rows))],
        ["User", *(f"Person {r % 20}" for r in range(rows))],
        ["Client", *(f"Client {r % 900}" for r in range(rows))],
        ["Project", *(f"Project {r % 90}" for r in range(rows))],
        ["Task", *(("Call", "Offer", "Edit")[r % 3] for r in range(rows))],
        ["Hours", *(r % 8 + 0.5 for r in range(rows))],
        ["Hourly rate", *("80,50" for _ in range(rows))],
        ["Billable", *("yes" for _ in range(rows))],
    ]
    return Grid("Log", LongRows(columns))


def events(rows: int) -> Grid:
    """Events of 5 columns whose dates need their order, as a long text file gives them."""
    texts = [
        ["case_id", *(f"c{r // 5}" for r in range(rows))],
        ["stage", *(("lead", "offer", "won", "call", "lost")[r % 5] for r in range(rows))],
        ["timestamp", *(f"{1 + r % 28:02}/{1 + r % 9:02}/2026 09:{r % 60:02}" for r in range(rows))],
        ["channel", *(("ads", "fair")[r % 2] for r in range(rows))],
        ["value", *(f"{r % 1000}.50" for r in range(rows))],
    ]
    return Grid("events", LongRows([pa.chunked_array([text]) for text in texts]))


def row_of(sheet: int, r: int) -> list[Cell]:
    """One entry of a sheet of ten columns."""
    begin: list[Cell] = [DAY + dt.timedelta(days=r % 300), f"C{r % 9}", f"P{(r + sheet) % 7}", f"T{r % 50}"]
    return [*begin, f"did {r} {sheet}", r % 8 + 0.25, 80.0, "yes", None, f"U{r % 4}"]


def workbook(sheets: int, rows: int) -> list[Grid]:
    """Sheets of 10 columns, each with its own names."""
    return [
        Grid(
            f"Sheet {s}",
            [list(HEADER), *(row_of(s, r) for r in range(rows))],
        )
        for s in range(sheets)
    ]


def every_cell(grids: list[Grid]) -> int:
    """What looking at every cell once takes, doing nothing with it."""
    return sum(1 for grid in grids for row in grid.rows for cell in row if cell is not None)


def test_a_hundred_thousand_rows_are_recognised() -> None:
    grid = time_log(100_000)
    (table,) = recognise(grid, "log.xlsx")
    assert (table.kind, table.last_row) == ("time_entries", 100_000)
    Ratio(
        "100,000 x 8 cells recognised",
        measured(lambda: recognise(grid, "log.xlsx")),
        "every cell looked at",
        measured(lambda: every_cell([grid]), 3),
        most=1.5,
    ).say()


def test_a_million_rows_of_text_are_recognised() -> None:
    grid = events(1_000_000)
    (table,) = recognise(grid, "events.csv")
    time = table.use("time")
    assert time is not None
    assert (table.kind, time.order) == ("stage_events", "dmy")
    Ratio(
        "1,000,000 rows of text recognised, the order of their dates proven",
        measured(lambda: recognise(grid, "events.csv"), 5),
        "every cell of 100,000 rows looked at",
        measured(lambda: every_cell([events(100_000)]), 3),
        most=0.5,
    ).say()


def test_forty_sheets_are_recognised() -> None:
    grids = workbook(40, 1000)
    assert {recognise(grid, "book.xlsx")[0].kind for grid in grids} == {"time_entries"}
    Ratio(
        "40 sheets of 1,000 x 10 cells recognised",
        measured(lambda: [recognise(grid, "book.xlsx") for grid in grids], 5),
        "every cell looked at",
        measured(lambda: every_cell(grids), 5),
        most=30,
    ).say()
