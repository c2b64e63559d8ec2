from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, ignored, use, waiting

INVOICES = [use("Kunde", "customer"), use("Datum", "date"), use("Betrag", "amount")]
HOURS = [use("Datum", "date"), use("Projekt", "project"), use("Stunden", "minutes", unit="h")]


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 3, number)


def test_a_named_total_that_agrees_is_only_named() -> None:
    found = checked(
        "invoices", INVOICES, [["Berg", day(1), 100.0], ["Dal", day(2), 50.0], ["Summe", None, 150.0]]
    )
    assert found.rows["amount"].tolist() == [100.0, 50.0]
    assert ignored(found) == [4]
    assert not found.problems
    assert not found.totals


def test_a_total_that_disagrees_is_told_and_the_rows_count() -> None:
    rows: list[list[Cell]] = [[day(1), "A", 12.0], [day(2), "B", 11.5], [None, "Summe", 24.5]]
    found = checked("time_entries", HOURS, rows)
    assert found.rows["minutes"].sum() == 23.5 * 60
    assert [(total.cell, total.stated, total.added_up) for total in found.totals] == [("C4", 1470.0, 1410.0)]
    assert [problem.cell for problem in found.problems] == ["C4"]
    assert "24.5" in found.problems[0].sentence
    assert "23.5" in found.problems[0].sentence
    assert found.waiting == 0


def test_weeks_with_sums_and_a_grand_total_are_each_held_against_their_rows() -> None:
    rows: list[list[Cell]] = [
        [day(2), "A", 2.0], [day(3), "A", 3.0], ["Summe KW 10", None, 5.0], [None, None, None],
        [day(9), "A", 1.0], [day(10), "B", 4.0], ["Summe KW 11", None, 6.0], ["Gesamt", None, 10.0],
    ]  # fmt: skip
    found = checked("time_entries", HOURS, rows)
    assert len(found.rows) == 4
    assert [total.cell for total in found.totals] == ["C8"]
    assert ignored(found) == [4, 8, 9]


def test_figures_alone_below_the_rows_are_a_total_without_a_name() -> None:
    found = checked("time_entries", HOURS, [[day(2), "A", 2.0], [day(3), "B", 3.0], [None, None, 5.0]])
    assert ignored(found) == [4]
    assert not found.problems


def test_a_total_is_not_held_against_rows_that_could_not_be_read() -> None:
    rows: list[list[Cell]] = [[day(2), "A", 2.0], [day(3), "B", "viel"], [None, "Summe", 9.0]]
    found = checked("time_entries", HOURS, rows)
    assert waiting(found) == ["C3"]
    assert not found.totals


def test_a_customer_called_total_with_a_date_of_its_own_is_asked_about() -> None:
    rows: list[list[Cell]] = [["Berg", day(1), 100.0], ["Dal", day(2), 50.0], ["Total", day(3), 70.0]]
    found = checked("invoices", INVOICES, rows)
    assert waiting(found) == ["A4"]
    assert found.rows["customer"].tolist() == ["Berg", "Dal"]


def test_a_customer_whose_name_only_begins_like_a_total_is_a_customer() -> None:
    found = checked("invoices", INVOICES, [["Total Energies", day(1), 100.0], ["Summit", day(2), 50.0]])
    assert len(found.rows) == 2


def test_the_header_once_more_a_remark_and_a_blank_row_are_no_records() -> None:
    rows: list[list[Cell]] = [
        ["Berg", day(1), 100.0], [None, None, None], ["Kunde", "Datum", "Betrag"], ["Dal", day(2), 50.0],
        ["* alle Beträge netto", None, None],
    ]  # fmt: skip
    found = checked("invoices", INVOICES, rows)
    assert len(found.rows) == 2
    assert ignored(found) == [4, 6]
    assert not found.problems


def test_a_row_without_its_customer_waits_with_its_cell() -> None:
    found = checked(
        "invoices", INVOICES, [["Berg", day(1), 100.0], [None, day(2), 50.0], ["Dal", day(3), 7.0]]
    )
    assert waiting(found) == ["A3"]
    assert found.waiting == 1


def test_a_year_below_its_quarters_is_their_total() -> None:
    uses = [use("Quartal", "period"), use("Leads", "count", key="Leads")]
    rows: list[list[Cell]] = [["Q1 2025", 4.0], ["Q2 2025", 5.0], ["2025", 9.0]]
    found = checked("stage_counts", uses, rows)
    assert found.rows["count"].tolist() == [4.0, 5.0]
    assert ignored(found) == [4]


@given(
    st.lists(st.integers(1, 9_999), min_size=2, max_size=12),
    st.lists(st.integers(0, 3), min_size=0, max_size=3),
)
def test_the_rows_of_a_table_add_up_to_the_total_it_states(cents: list[int], blanks: list[int]) -> None:
    rows: list[list[Cell]] = [["Berg", day(1), amount / 100] for amount in cents]
    for place in blanks:
        rows.insert(min(place, len(rows)), [None, None, None])
    found = checked("invoices", INVOICES, [*rows, ["Summe", None, sum(cents) / 100]])
    assert abs(found.rows["amount"].sum() - sum(cents) / 100) < 1e-6
    assert not found.totals
    assert ignored(found) == [len(rows) + 2]


@given(st.permutations(list(range(8))))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    rows: list[list[Cell]] = [
        [f"Kunde {number}", day(number + 1), 10.0 + 7 * number**2] for number in range(7)
    ]
    rows.append([None, day(9), "zwölf Äpfel"])
    straight = checked("invoices", INVOICES, rows)
    shuffled = checked("invoices", INVOICES, [rows[number] for number in order])
    fields = ["customer", "date", "amount"]
    assert straight.rows[fields].sort_values("customer").values.tolist() == (
        shuffled.rows[fields].sort_values("customer").values.tolist()
    )
    assert straight.waiting == shuffled.waiting == 1
