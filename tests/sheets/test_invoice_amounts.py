"""Of several columns of money the one is read that an invoice comes to, by what the figures prove."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.sheets.checks.check import check
from core.sheets.checks.checked import CheckedTable
from core.sheets.checks.sums import sums
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import INVOICES
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import Corrections

HEAD = ["Re-Nr", "Datum", "Kunde"]


def read(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]], said: Corrections | None = None
) -> CheckedTable:
    cells = [
        [*HEAD, *columns],
        *([f"R{n}", f"{n + 5}.1.2026", f"Kunde {n}", *row] for n, row in enumerate(rows)),
    ]
    grid = Grid("Rechnungen", [list(row) for row in cells])
    table = recognise(grid, "rechnungen.xlsx", corrections={} if said is None else {0: said})[0]
    assert table.kind == "invoices"
    return check(grid, table, "rechnungen.xlsx")


def amounts(found: CheckedTable) -> list[float]:
    values: list[float] = found.rows["amount"].tolist()
    return values


def test_the_total_counts_and_not_the_price_of_one() -> None:
    found = read(["Anzahl", "Preis", "Gesamt"], [[4.0, 120.0, 480.0], [1.0, 900.0, 900.0]])
    assert amounts(found) == [480.0, 900.0]
    assert "“Gesamt” counts as the amount, not “Preis”" in " ".join(map(str, found.notes))


def test_a_tax_rate_is_no_quantity() -> None:
    found = read(["Netto", "MwSt %", "MwSt"], [[100.0, 19.0, 19.0], [200.0, 7.0, 14.0]])
    assert amounts(found) == [100.0, 200.0]


def test_a_price_beside_a_quantity_without_a_total_is_not_guessed() -> None:
    found = read(["Menge", "Preis"], [[4.0, 120.0], [1.0, 900.0]])
    assert found.rows.empty
    assert "may be the price of one or of all" in str(found.problems[0])


def test_a_price_beside_a_quantity_counts_where_the_user_says_so() -> None:
    found = read(["Menge", "Preis"], [[4.0, 120.0], [1.0, 900.0]], Corrections(columns={4: "amount"}))
    assert amounts(found) == [120.0, 900.0]


def test_pieces_of_one_each_raise_no_question() -> None:
    assert amounts(read(["Menge", "Preis"], [[1.0, 120.0], [1.0, 900.0]])) == [120.0, 900.0]


@pytest.mark.parametrize("off", ["Rabatt", "abzgl. Abschläge", "Discount"])
def test_what_is_left_after_a_discount_counts(off: str) -> None:
    found = read(["Netto", off, "Endbetrag"], [[1000.0, 100.0, 900.0], [500.0, None, 500.0]])
    assert amounts(found) == [900.0, 500.0]


def test_what_is_still_to_be_paid_is_not_what_an_invoice_comes_to() -> None:
    found = read(["Netto", "Abschlag gezahlt", "Rest"], [[1000.0, 100.0, 900.0], [500.0, 50.0, 450.0]])
    assert amounts(found) == [1000.0, 500.0]


def test_net_amounts_of_two_tax_rates_count_together() -> None:
    columns = ["Netto 19%", "USt 19%", "Netto 7%", "USt 7%", "Brutto"]
    rows: list[list[Cell]] = [
        [None, None, 200.0, 14.0, 214.0],
        [1000.0, 190.0, None, None, 1190.0],
        [500.0, 95.0, 100.0, 7.0, 702.0],
    ]
    assert amounts(read(columns, rows)) == [200.0, 1000.0, 600.0]


def test_the_net_amount_is_the_one_that_makes_the_gross_one_with_the_tax() -> None:
    columns = ["Listenpreis netto", "Wert", "MwSt", "Brutto"]
    rows = [[1000.0, 900.0, 171.0, 1071.0], [2000.0, 1600.0, 304.0, 1904.0]]
    assert amounts(read(columns, rows)) == [900.0, 1600.0]


def test_a_gross_amount_below_the_net_one_waits() -> None:
    found = read(["Netto", "Endbetrag"], [[1000.0, 870.0], [500.0, 500.0]])
    assert [problem.cell for problem in found.problems] == ["D2"]


def test_amounts_in_cents_are_read_as_money() -> None:
    assert amounts(read(["Betrag (Cent)"], [[119000.0], [4990.0]])) == [1190.0, 49.9]


def test_of_amounts_in_many_currencies_and_in_one_the_latter_are_read() -> None:
    found = read(["Amount", "Currency", "Amount (GBP)"], [[1000.0, "USD", 790.1], [500.0, "GBP", 500.0]])
    assert sums(found.rows, INVOICES) == {"amount": 1290.1}
    assert set(found.rows["currency"]) == {"GBP"}


def test_sums_of_several_currencies_are_never_added_up() -> None:
    found = read(["Amount", "Currency"], [[1000.0, "USD"], [500.0, "GBP"], [5.0, "USD"]])
    assert sums(found.rows, INVOICES) == {"amount USD": 1005.0, "amount GBP": 500.0}


def test_a_column_of_any_heading_that_names_papers_says_what_each_row_is() -> None:
    found = read(["Beleg", "Netto"], [["Rechnung", 5000.0], ["Angebot", 3000.0], ["Mahnung", 420.0]])
    assert amounts(found) == [5000.0]


@pytest.mark.parametrize("title", ["Eingangsrechnungen 2026", "Supplier bills", "Ausgaben März"])
def test_bills_that_were_received_are_no_revenue(title: str) -> None:
    grid = Grid("A", [[title, None, None, None], [*HEAD, "Netto"], ["1", "5.1.2026", "Telekom", 49.9]])
    table = recognise(grid, "liste.xlsx")[0]
    assert "what you paid to others" in str(table.conflicts[0])
    said = recognise(grid, "liste.xlsx", corrections={0: Corrections(kind="invoices")})[0]
    assert not said.conflicts


def test_outgoing_invoices_are_read_whatever_they_are_called() -> None:
    grid = Grid(
        "A", [["Ausgangsrechnungen", None, None, None], [*HEAD, "Netto"], ["1", "5.1.2026", "Acme", 49.9]]
    )
    assert not recognise(grid, "liste.xlsx")[0].conflicts
