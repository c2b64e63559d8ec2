"""Exports and hand-kept lists: of which kind each table is, where its headings stand, what its columns are.

The files were made without a look at the reader. Each stands beside what a person sees in it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from core.errors import FileRefused, SheetRefused
from core.sheets.files.read import read_file
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import Table

HERE = Path(__file__).parent
KINDS = ("time_entries", "invoices", "stage_counts", "stage_events", "channel_spend")
FILES = sorted(
    path.with_name(path.name.removesuffix(".expected.json"))
    for kind in KINDS
    for path in (HERE / kind).glob("*.expected.json")
)


def tables_of(file: Path, overviews: Sequence[str] = ()) -> list[Table]:
    """The tables of a file; sheets that only add up the others are told apart once their rows are read."""
    tables: list[Table] = []
    try:
        grids = read_file(file.name, file.read_bytes())
    except FileRefused:
        return []
    for grid in grids:
        if grid.hidden or grid.name in overviews:
            continue
        try:
            tables += recognise(grid, file.name)
        except SheetRefused:
            continue
    return tables


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_table_of_records_is_recognised_as_a_person_sees_it(file: Path) -> None:
    expected: dict[str, Any] = json.loads(file.with_name(file.name + ".expected.json").read_text("utf-8"))
    tables = tables_of(file, expected.get("overview_sheets", ()))
    if expected["refused"]:
        assert [t for t in tables if not t.conflicts] == [], [(t.kind, str(t.reason)) for t in tables]
        return
    seen = [(table.sheet, table.kind, table.header_row + 1) for table in tables]
    wanted = [(table["sheet"], table["kind"], table["header_row"]) for table in expected["tables"]]
    assert sorted(seen) == sorted(wanted)
    for told in expected["tables"]:
        place = (told["sheet"], told["kind"], told["header_row"])
        table = next(t for t in tables if (t.sheet, t.kind, t.header_row + 1) == place)
        headings = {use.name: use.header for use in table.columns if use.name and not use.key}
        if "amount" not in headings and table.kind == "invoices":
            headings["amount"] = headings.get("gross", "")  # the gross amount counts where there is no net
        for name, heading in told.get("columns", {}).items():
            assert headings.get(name) == heading, (name, [(use.header, use.name) for use in table.columns])
        assert table.conflicts == ()
