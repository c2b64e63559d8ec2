"""A process sheet of 2,000 steps in 20 channels, from its bytes to all answers."""

from __future__ import annotations

import io

from python_calamine import CalamineWorkbook

from core.sheets.intake import rows_of, take_in
from core.sheets.kinds import PROCESS, ROLES
from core.steps.economics import economics
from core.steps.sinks import time_sinks
from tests.benchmarks.conftest import Ratio, measured


def cells(data: bytes) -> list[list[object]]:
    """What calamine alone takes to return the cells."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def all_answers(data: bytes) -> int:
    """The walk of the sheet: read, recognised, checked, answered."""
    intake = take_in("steps.xlsx", data)
    found = economics(rows_of([intake], PROCESS), rows_of([intake], ROLES), 100.0)
    for chain in found.acquiring:
        found.leverage(chain)
        time_sinks(chain)
    assert len(found.channels) == 20
    return len(found.steps)


def test_from_bytes_to_all_answers(large_process_sheet: bytes) -> None:
    assert all_answers(large_process_sheet) == 2000
    Ratio(
        "2,000 steps, bytes to all answers",
        measured(lambda: all_answers(large_process_sheet)),
        "calamine returns the cells",
        measured(lambda: cells(large_process_sheet)),
        most=3,
        allowance=0.1,
    ).say()
