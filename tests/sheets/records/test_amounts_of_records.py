from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.grid import Cell
from core.sheets.records.amounts import amount
from tests.sheets.records.tables import checked, ignored, notes, use, waiting

INVOICES = [use("Kunde", "customer"), use("Datum", "date"), use("Betrag", "amount")]


@pytest.mark.parametrize(
    ("written", "value", "currency"),
    [
        ("R$ 1.234,50", 1234.5, "BRL"),
        ("kr 1 234,50", 1234.5, "NOK"),
        ("1 234,50 kr", 1234.5, "NOK"),
        ("CHF 1'234.50", 1234.5, "CHF"),
        ("CHF 1’234.50", 1234.5, "CHF"),
        ("1.234,50-", -1234.5, None),
        ("CHF 250.00-", -250.0, "CHF"),
        ("(1,234.50)", -1234.5, None),
        ("−12,00 €", -12.0, "EUR"),
        ("$-5", -5.0, "USD"),
        ("-$5", -5.0, "USD"),
        ("-kr 500,00", -500.0, "NOK"),
        ("18 900,-", 18900.0, None),
        ("95.–", 95.0, None),
        ("-0,00 €", 0.0, "EUR"),
    ],
)
def test_signed_money_is_read_as_people_write_it(written: str, value: float, currency: str | None) -> None:
    found = amount(written)
    assert (found.value, found.currency) == (value, currency)


@pytest.mark.parametrize(
    "written", ["5 %", "1.234,50 EUR H", "120,00 S", "20-40 €", "ca. 500", "49+12", "1.234"]
)
def test_what_is_no_one_exact_amount_is_refused(written: str) -> None:
    with pytest.raises(CellRefused):
        amount(written)


def invoice(amount_cell: Cell, customer: str = "Berg") -> list[Cell]:
    return [customer, "31.03.2026", amount_cell]


def test_thousands_without_anything_to_settle_them_are_asked_about() -> None:
    found = checked("invoices", INVOICES, [invoice("1.234"), invoice("2.500")])
    assert [question.about for question in found.questions] == ["decimal"]
    assert [option for option, _ in found.questions[0].options] == [",", "."]
    assert found.rows.empty
    answered = [*INVOICES[:2], use("Betrag", "amount", decimal=",")]
    assert checked("invoices", answered, [invoice("1.234")]).rows["amount"].tolist() == [1234.0]


def test_a_comma_after_a_dollar_sign_parts_thousands() -> None:
    found = checked("invoices", INVOICES, [invoice("$1,200"), invoice("$900")])
    assert found.rows["amount"].tolist() == [1200.0, 900.0]


def test_amounts_in_another_currency_than_their_column_wait() -> None:
    found = checked("invoices", INVOICES, [invoice("5,00 €"), invoice("6,00 €"), invoice("7,00 CHF")])
    assert waiting(found) == ["C4"]
    assert found.rows["currency"].tolist() == ["EUR", "EUR"]


def test_a_column_of_currencies_tells_them_apart() -> None:
    uses = [*INVOICES, use("Währung", "currency")]
    found = checked(
        "invoices", uses, [[*invoice(5.0), "EUR"], [*invoice("7 CHF"), "CHF"], [*invoice("7 CHF"), "€"]]
    )
    assert found.rows["currency"].tolist() == ["EUR", "CHF"]
    assert waiting(found) == ["C4"]


def test_shares_are_no_amounts() -> None:
    found = checked(
        "invoices", INVOICES, [invoice(0.19), invoice(5.0)], grid={"percent": frozenset({(1, 2)})}
    )
    assert waiting(found) == ["C2"]
    assert "19 %" in found.problems[0].sentence


def test_a_heading_in_thousands_multiplies() -> None:
    uses = [*INVOICES[:2], use("Betrag (T€)", "amount")]
    assert checked("invoices", uses, [invoice(12.5)]).rows["amount"].tolist() == [12500.0]


def test_credit_notes_written_with_a_plus_count_as_minus_and_that_is_said() -> None:
    uses = [*INVOICES, use("Belegart", "document")]
    rows: list[list[Cell]] = [
        [*invoice(100.0), "Rechnung"],
        [*invoice(30.0), "Gutschrift"],
        [*invoice(-5.0), "Gutschrift"],
    ]
    found = checked("invoices", uses, rows)
    assert found.rows["amount"].tolist() == [100.0, -30.0, -5.0]
    assert "minus" in notes(found)


def test_drafts_and_offers_are_no_invoices() -> None:
    uses = [*INVOICES, use("Status", "cancelled")]
    rows: list[list[Cell]] = [
        [*invoice(100.0), "bezahlt"],
        [*invoice(30.0), "Entwurf"],
        [*invoice(50.0), "storniert"],
    ]
    found = checked("invoices", uses, rows)
    assert ignored(found) == [3]
    assert found.rows["cancelled"].tolist() == [False, True]
    assert found.rows["amount"].tolist() == [100.0, 50.0]


def test_net_and_tax_that_do_not_make_the_gross_wait() -> None:
    uses = [*INVOICES, use("USt", "tax"), use("Brutto", "gross")]
    found = checked("invoices", uses, [[*invoice(100.0), 19.0, 119.0], [*invoice(100.0), 19.0, 191.0]])
    assert waiting(found) == ["C3"]


def test_gross_counts_where_there_is_no_net_and_that_is_said() -> None:
    uses = [*INVOICES[:2], use("Brutto", "gross")]
    found = checked("invoices", uses, [invoice(119.0)])
    assert found.rows["amount"].tolist() == [119.0]
    assert "“Brutto”" in notes(found)


@given(st.decimals(min_value=-99999, max_value=99999, places=2), st.sampled_from(["", " €", " EUR"]))
def test_every_amount_written_the_german_way_reads_back_as_itself(value: object, sign: str) -> None:
    spelt = f"{value:,.2f}".translate(str.maketrans(",.", ".,")) + sign
    assert amount(spelt).value == float(str(value))
