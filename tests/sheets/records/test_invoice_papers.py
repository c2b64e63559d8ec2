"""What a row of a list of invoices is, and what is cancelled, whatever the column is called that says so."""

from __future__ import annotations

import datetime as dt

import pytest

from core.sheets.checks.checked import CheckedTable
from tests.sheets.records.tables import checked, ignored, notes, use, waiting

DAY = dt.datetime(2026, 1, 5)
HEAD = [use("Nr", "number"), use("Datum", "date"), use("Kunde", "customer"), use("Netto", "amount")]


def invoices(header: str, name: str, said: list[object], amounts: list[float] | None = None) -> CheckedTable:
    rows = [
        [f"R{n}", DAY, f"Kunde {n}", 100.0 if amounts is None else amounts[n], cell]
        for n, cell in enumerate(said)
    ]
    return checked("invoices", [*HEAD, use(header, name)], rows)


def test_a_payment_beside_invoices_is_no_invoice() -> None:
    found = invoices("Type", "document", ["Invoice", "Payment", "Credit Note"], [1200.0, 1200.0, 100.0])
    assert found.rows["amount"].tolist() == [1200.0, -100.0]
    assert ignored(found) == [3]


def test_payments_alone_are_what_was_sold() -> None:
    assert len(invoices("Type", "document", ["Payment", "Payment"]).rows) == 2


def test_what_was_paid_to_others_is_no_invoice() -> None:
    assert ignored(invoices("Art", "document", ["Einnahme", "Ausgabe", "Ausgabe"])) == [3, 4]


def test_letters_tell_invoices_from_credit_notes() -> None:
    assert invoices("Type", "document", ["F", "F", "K"]).rows["amount"].sum() == 100.0


@pytest.mark.parametrize("mark", ["x", "ja", dt.datetime(2026, 1, 11), "11.01.2026", "storniert"])
def test_a_mark_or_a_day_under_cancelled_says_yes(mark: object) -> None:
    found = invoices("Storniert am", "cancelled", [None, mark, None])
    assert found.rows["cancelled"].tolist() == [False, True, False]
    assert "1 invoice is cancelled. Its 100 are kept" in notes(found)


@pytest.mark.parametrize(("header", "name"), [("Status", "status"), ("Bemerkung", "remark")])
def test_a_status_or_a_remark_cancels_an_invoice_or_says_that_it_is_none(header: str, name: str) -> None:
    found = invoices(header, name, ["bezahlt", "STORNIERT", "nur Angebot", "per Mail geschickt"])
    assert found.rows["cancelled"].fillna(False).tolist() == [False, True, False]
    assert ignored(found) == [4]


def test_a_text_that_begins_with_a_word_for_credit_notes_takes_the_amount_away() -> None:
    said = ["Beratung", "Gutschrift Fahrtkosten", "Storno RE 2", "Stornogebühr", "Kreditnota til 7"]
    found = invoices("Text", "product", said)
    assert found.rows["amount"].tolist() == [100.0, -100.0, -100.0, 100.0, -100.0]
    assert "3 credit notes and refunds are written with a plus" in notes(found)


def test_a_credit_note_that_is_negative_already_stays_so() -> None:
    assert invoices("Text", "product", ["Gutschrift"], [-50.0]).rows["amount"].tolist() == [-50.0]


def test_a_number_like_those_of_credit_notes_is_asked_about() -> None:
    rows = [["INV-1", DAY, "Hill", 100.0], ["CN-1", DAY, "Hill", 40.0], ["CN-2", DAY, "Hill", -5.0]]
    found = checked("invoices", HEAD, rows)
    assert waiting(found) == ["A3"]
    assert found.rows["amount"].tolist() == [100.0, -5.0]


def test_numbers_that_all_begin_alike_tell_nothing() -> None:
    rows = [["GS-1", DAY, "Hill", 100.0], ["GS-2", DAY, "Hill", 40.0]]
    assert waiting(checked("invoices", HEAD, rows)) == []


def test_the_side_on_which_a_credit_note_is_booked_takes_away() -> None:
    rows = [
        ["R1", DAY, "A", 100.0, "H", "Beratung"],
        ["G1", DAY, "A", 20.0, "S", "Gutschrift R1"],
        ["G2", DAY, "A", 5.0, "S", "Nachlass"],
    ]
    found = checked("invoices", [*HEAD, use("S/H", "side"), use("Text", "product")], rows)
    assert found.rows["amount"].tolist() == [100.0, -20.0, -5.0]


def test_where_nothing_tells_which_side_takes_away_the_fewer_rows_wait() -> None:
    assert waiting(invoices("S/H", "side", ["S", "S", "H"])) == ["E4"]
    assert waiting(invoices("S/H", "side", ["S", "H"])) == ["E2", "E3"]
    assert waiting(invoices("S/H", "side", ["S", "S"])) == []


def test_signs_that_agree_with_the_side_are_left_as_they_are() -> None:
    found = invoices("S/H", "side", ["H", "S", "H"], [100.0, -30.0, 50.0])
    assert found.rows["amount"].tolist() == [100.0, -30.0, 50.0]


def test_what_was_paid_back_is_taken_off() -> None:
    found = invoices("Refunded", "refunded", [0.0, 30.0])
    assert found.rows["amount"].tolist() == [100.0, 70.0]
    assert "taken off 1 amount" in notes(found)
