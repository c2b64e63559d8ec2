from __future__ import annotations

import csv
import io

import xlsxwriter

from core.sheets.intake import rows_of, take_in
from core.sheets.kinds import KINDS

HEADER = ["Datum", "Projekt", "Tätigkeit", "Stunden"]
JANUARY = [
    ["05.01.2026", "A", "Plan", 2.0],
    ["06.01.2026", "B", "Bau", 3.5],
    ["07.01.2026", "A", "Bau", 1.25],
]
FEBRUARY = [
    ["02.02.2026", "A", "Plan", 4.0],
    ["03.02.2026", "B", "Bau", 5.0],
    ["04.02.2026", "A", "Bau", 6.0],
]


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate([HEADER, *rows]):
                sheet.write_row(r, 0, row)
    return held.getvalue()


def test_an_overview_beside_its_months_is_not_counted_twice() -> None:
    intake = take_in(
        "zeiten.xlsx", workbook({"Alle": [*JANUARY, *FEBRUARY], "Jan": JANUARY, "Feb": FEBRUARY})
    )
    rows = rows_of([intake], KINDS["time_entries"])
    assert len(rows) == 6
    assert rows["minutes"].sum() == 21.75 * 60
    said = " ".join(str(note) for table in intake.tables for note in table.notes)
    assert "“Alle”" in said


def test_two_rows_alike_in_two_sheets_both_happened() -> None:
    intake = take_in("zeiten.xlsx", workbook({"Jan": JANUARY, "Feb": [*FEBRUARY, *JANUARY[:2]]}))
    assert len(rows_of([intake], KINDS["time_entries"])) == 8


def test_the_same_entry_twice_in_one_sheet_counts_twice() -> None:
    intake = take_in("zeiten.xlsx", workbook({"Jan": [*JANUARY, *JANUARY]}))
    assert len(rows_of([intake], KINDS["time_entries"])) == 6


def test_headings_with_nothing_below_are_refused_in_words_that_fit_any_rows() -> None:
    held = io.StringIO()
    csv.writer(held).writerows([HEADER, ["", "", "", ""]])
    intake = take_in("zeiten.csv", held.getvalue().encode())
    assert intake.rows == 0
    assert intake.problems
    assert "Write the steps" not in str(intake.problems[0])


def test_no_rows_at_all_still_have_the_columns_of_their_kind() -> None:
    for kind in KINDS.values():
        assert {name for name, _ in kind.fields} < set(rows_of([], kind).columns)
