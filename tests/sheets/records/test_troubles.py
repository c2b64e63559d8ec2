from __future__ import annotations

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, use, waiting

INVOICES = [use("Kunde", "customer"), use("Datum", "date"), use("Betrag", "amount")]


def test_the_same_trouble_in_many_cells_is_listed_fifty_times_and_then_counted() -> None:
    rows: list[list[Cell]] = [["Berg", "31.03.2026", "viel" if n < 70 else float(n)] for n in range(200)]
    found = checked("invoices", INVOICES, rows)
    assert len(waiting(found)) == 50
    assert found.problems[-1].alike == 20
    assert found.beyond == 20
    assert found.waiting == 70
    assert len(found.rows) == 130


def test_a_column_that_cannot_be_read_is_told_once_with_examples() -> None:
    rows: list[list[Cell]] = [["Berg", f"Tag {n}", float(n)] for n in range(30)]
    found = checked("invoices", INVOICES, rows)
    assert [problem.cell for problem in found.problems] == ["B"]
    assert "Tag 0 (B2)" in found.problems[0].sentence
    assert found.waiting == 30
    assert found.rows.empty


def test_formulas_without_result_wait_and_name_their_cell() -> None:
    rows: list[list[Cell]] = [["Berg", "31.03.2026", None], ["Dal", "31.03.2026", 7.0]]
    found = checked("invoices", INVOICES, rows, grid={"valueless": frozenset({(1, 2)})})
    assert waiting(found) == ["C2"]
    assert "without its result" in found.problems[0].sentence


def test_errors_of_formulas_wait() -> None:
    found = checked("invoices", INVOICES, [["Berg", "31.03.2026", "#DIV/0!"], ["#NV", "31.03.2026", 7.0]])
    assert waiting(found) == ["C2", "A3"]


def test_a_sheet_of_notes_only_gives_no_rows_but_the_right_columns() -> None:
    found = checked("invoices", INVOICES, [["* noch nichts", None, None]])
    assert found.rows.empty
    assert found.rows.dtypes.astype(str)["date"] == "datetime64[us]"
