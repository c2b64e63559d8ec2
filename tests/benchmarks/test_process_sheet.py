"""A process sheet of 2,000 steps in 20 channels, from its bytes to all answers."""

from __future__ import annotations

import io

from python_calamine import CalamineWorkbook

from core.brief.answers import answers
from core.sheets.intake import take_in
from core.steps.economics import economics
from core.store import rows, uploads
from core.store.workspace import Workspace
from tests.benchmarks.conftest import Ratio, measured


def cells(data: bytes) -> list[list[object]]:
    """What calamine alone takes to return the cells."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def all_answers(data: bytes) -> int:
    """The walk of the sheet: read, recognised, checked, kept, answered."""
    intake = take_in("steps.xlsx", data)
    with Workspace.open(None) as workspace:
        upload, _known = uploads.receive(workspace, "steps.xlsx", data)
        tables = [uploads.KeptTable(table.kind, table.sheet, table.rows) for table in intake.tables]
        uploads.keep(workspace, upload.id, tables)
        found = economics(rows.steps(workspace), rows.roles(workspace), 100.0)
    for chain in found.acquiring:
        found.leverage(chain)
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


def test_the_brief_of_it_as_data(large_process_sheet: bytes) -> None:
    intake = take_in("steps.xlsx", large_process_sheet)
    found = economics(intake.tables[0].rows, _no_roles(), 100.0)
    assert len(answers([intake], found, "EUR")["channels"]) == 20


def _no_roles():  # type: ignore[no-untyped-def]
    import pandas as pd

    return pd.DataFrame({"role": [], "hourly_rate": []})
