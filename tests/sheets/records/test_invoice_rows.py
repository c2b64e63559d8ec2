"""Rows of invoices that belong together: positions, customers above them, the same invoice once more."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, ignored, notes, use, waiting

DAY = dt.datetime(2026, 1, 5)
LATER = dt.datetime(2026, 1, 9)
COLUMNS = [
    use("Rechnung", "number"),
    use("Datum", "date"),
    use("Kunde", "customer"),
    use("Leistung", "product"),
    use("Betrag", "amount"),
]


def test_positions_below_their_invoice_have_its_number_date_and_customer() -> None:
    rows: list[list[Cell]] = [
        ["R-1", DAY, "Alpha", "Konzept", 800.0],
        [None, None, None, "Layout", 500.0],
        ["R-2", LATER, "Beta", "Texte", 300.0],
        [None, None, None, "Summe", 1600.0],
    ]
    found = checked("invoices", COLUMNS, rows)
    assert found.rows["customer"].tolist() == ["Alpha", "Alpha", "Beta"]
    assert found.rows["number"].tolist() == ["R-1", "R-1", "R-2"]
    assert ignored(found) == [5]
    assert "1 row without number, date and customer" in notes(found)


def test_a_position_behind_a_blank_row_waits() -> None:
    rows: list[list[Cell]] = [["R-1", DAY, "Alpha", "Konzept", 800.0], [None] * 5]
    rows += [[None, None, None, "Layout", 500.0], ["R-2", LATER, "Beta", "Texte", 300.0]]
    assert set(waiting(checked("invoices", COLUMNS, rows))) == {"B4", "C4"}


def test_the_sum_of_an_invoice_below_its_positions_is_none_of_them() -> None:
    rows: list[list[Cell]] = [
        ["R-1", DAY, "Alpha", "Konzept", 800.0],
        [None, None, None, "Layout", 500.0],
        [None, None, None, "Rechnungssumme", 1300.0],
        ["R-2", LATER, "Beta", "Texte", 300.0],
    ]
    assert checked("invoices", COLUMNS, rows).rows["amount"].sum() == 1600.0


def test_customers_that_stand_above_their_invoices_are_those_of_the_rows_below() -> None:
    columns = [use("Kunde / Rechnung", "customer"), use("Datum", "date"), use("Betrag", "amount")]
    rows: list[list[Cell]] = [
        ["Blum GmbH", None, None],
        ["RE 12", DAY, 450.0],
        ["RE 15", LATER, 450.0],
        ["Kern & Co", None, None],
        ["RE 13", DAY, 1200.0],
    ]
    found = checked("invoices", columns, rows)
    assert found.rows["customer"].tolist() == ["Blum GmbH", "Blum GmbH", "Kern & Co"]
    assert found.rows["number"].tolist() == ["RE 12", "RE 15", "RE 13"]
    assert not found.problems


def test_the_same_invoice_once_more_waits_and_names_the_row() -> None:
    rows: list[list[Cell]] = [
        ["R3", DAY, "Alpha", None, 250.0],
        ["R4", DAY, "Alpha", None, 250.0],
        ["R3", DAY, "Alpha", None, 250.0],
    ]
    found = checked("invoices", COLUMNS, rows)
    assert waiting(found) == ["E4"]
    assert "Row 2 has the same number (R3)" in str(found.problems[0])


def test_a_total_repeated_beside_each_position_counts_once() -> None:
    rows: list[list[Cell]] = [
        ["1", DAY, "Alpha", "Konzept", 1300.0],
        ["1", DAY, "Alpha", "Layout", 1300.0],
        ["2", LATER, "Beta", "Texte", 300.0],
    ]
    assert waiting(checked("invoices", COLUMNS, rows)) == ["E3"]


def test_positions_that_cost_the_same_count_where_others_of_the_table_differ() -> None:
    rows: list[list[Cell]] = [
        ["1", DAY, "Alpha", "Konzept", 100.0],
        ["1", DAY, "Alpha", "Layout", 100.0],
        ["2", LATER, "Beta", "Texte", 300.0],
        ["2", LATER, "Beta", "Fotos", 50.0],
    ]
    assert waiting(checked("invoices", COLUMNS, rows)) == []


def test_an_invoice_and_its_cancellation_are_two() -> None:
    rows: list[list[Cell]] = [["1", DAY, "Alpha", None, 100.0], ["1", DAY, "Alpha", None, -100.0]]
    assert len(checked("invoices", COLUMNS, rows).rows) == 2


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), st.sampled_from("AB")), max_size=12))
def test_of_rows_that_are_the_same_one_is_kept(drawn: list[tuple[int, int, str]]) -> None:
    rows: list[list[Cell]] = [
        [f"R{number}", DAY, customer, None, 100.0 * amount] for number, amount, customer in drawn
    ]
    found = checked("invoices", COLUMNS, rows)
    kept = list(zip(found.rows["number"], found.rows["amount"], found.rows["customer"], strict=True))
    assert len(kept) == len(set(kept)) == len(set(drawn))
