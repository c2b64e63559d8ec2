from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, ignored, notes, use, waiting

HOURS = [
    use("Datum", "date"),
    use("Kunde", "customer"),
    use("Aufgabe", "task"),
    use("Stunden", "minutes", unit="h"),
]
INVOICES = [
    use("Nr", "number"),
    use("Datum", "date"),
    use("Kunde", "customer"),
    use("Position", "product"),
    use("Betrag", "amount"),
]
SPEND = [use("Monat", "period"), use("Kanal", "channel"), use("Kosten", "amount")]


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 3, number)


def hours(*rows: list[Cell]) -> list[list[Cell]]:
    return list(rows)


@pytest.mark.parametrize(
    "word",
    [
        "Tagessumme",
        "Wochensumme",
        "Monatssumme",
        "Zwischensumme",
        "Teilergebnis",
        "Std. gesamt",
        "Weekly total",
        "Sum uke 10",
        "delsum",
        "sammenlagt",
        "Insgesamt",
        "März gesamt",
        "Totalsum",
        "Tagestotal",
        "Berg gesamt",
        "Berg Ergebnis",
        "Berg Total",
        "Sum total",
        "In Summe",
        "Summe Stunden",
        "Subtotal",
        "Σ KW 10",
    ],
)
def test_a_dated_sum_of_the_rows_above_counts_once(word: str) -> None:
    rows = hours([day(2), "Berg", "A", 2.0], [day(3), "Berg", "B", 3.5], [day(3), "Berg", word, 5.5])
    found = checked("time_entries", HOURS, rows)
    assert found.rows["minutes"].sum() == 5.5 * 60
    assert ignored(found) == [4]
    assert not found.problems


@pytest.mark.parametrize(
    "work",
    [
        "Gesamtplanung",
        "Abrechnung Monatssumme prüfen",
        "Vortrag",
        "Vortrag IHK",
        "Zusammenfassung",
        "Summit",
        "Totalrevision",
        "Datenübertragung",
        "Konsum",
        "Workshop zusammen mit Anna",
        "Gesamtkonzept",
        "Consumer",
    ],
)
def test_real_work_that_sounds_like_a_sum_counts_even_where_it_happens_to_fit(work: str) -> None:
    rows = hours([day(2), "Berg", "A", 2.0], [day(3), "Berg", "B", 3.5], [day(4), "Berg", work, 5.5])
    found = checked("time_entries", HOURS, rows)
    assert found.rows["minutes"].sum() == 11 * 60
    assert not found.problems


@pytest.mark.parametrize(
    "work", ["Besprechung Projekt gesamt", "Präsentation Ergebnis", "Total Energies Audit"]
)
def test_work_that_ends_with_a_word_for_sums_counts_where_it_fits_no_rows(work: str) -> None:
    rows = hours([day(2), "Berg", "A", 2.0], [day(3), "Berg", "B", 3.5], [day(4), "Berg", work, 1.0])
    found = checked("time_entries", HOURS, rows)
    assert len(found.rows) == 3
    assert not found.problems


def test_a_result_that_happens_to_fit_is_asked_about() -> None:
    rows = hours(
        [day(2), "Berg", "A", 1.0], [day(3), "Berg", "B", 2.0], [day(4), "Berg", "Präsentation Ergebnis", 3.0]
    )
    found = checked("time_entries", HOURS, rows)
    assert waiting(found) == ["C4"]
    assert len(found.rows) == 2


def test_a_dated_sum_that_fits_no_rows_is_asked_about() -> None:
    rows = hours([day(2), "Berg", "A", 2.0], [day(3), "Berg", "B", 3.0], [day(4), "Berg", "Wochensumme", 6.0])
    found = checked("time_entries", HOURS, rows)
    assert waiting(found) == ["C4"]
    assert "total" in found.problems[0].sentence


def test_what_may_be_a_sum_is_never_advised_to_get_a_date() -> None:
    rows = hours([day(2), "Berg", "A", 2.0], [day(3), "Berg", "B", 3.0], [None, None, "Umbau gesamt", 9.0])
    found = checked("time_entries", HOURS, rows)
    assert waiting(found) == ["C4"]
    assert "date" not in found.problems[0].sentence


def test_sums_of_days_weeks_and_the_month_are_each_held_against_their_rows() -> None:
    rows = hours(
        [day(2), "Berg", "A", 2.0], [day(2), "Dal", "B", 1.0], [day(2), None, "Tagessumme", 3.0],
        [day(3), "Berg", "A", 4.0], [day(3), None, "Tagessumme", 4.0], [None, None, "Wochensumme", 7.0],
        [day(9), "Berg", "A", 5.0], [day(9), None, "Tagessumme", 5.0], [None, None, "Wochensumme", 5.5],
        [None, None, "Monat gesamt", 12.0],
    )  # fmt: skip
    found = checked("time_entries", HOURS, rows)
    assert found.rows["minutes"].sum() == 12 * 60
    assert [(total.cell, total.stated) for total in found.totals] == [("D10", 330.0)]
    assert ignored(found) == [4, 6, 7, 9, 10, 11]


def test_dates_are_not_filled_down_into_sums() -> None:
    rows = hours(
        [day(2), "Berg", "A", 2.0], [None, "Berg", "B", 1.0], [None, "Berg", "Wochensumme", 3.0],
        [day(9), "Berg", "A", 4.0], [None, "Berg", "B", 1.0], [None, "Berg", "Wochensumme", 5.0],
    )  # fmt: skip
    found = checked("time_entries", HOURS, rows)
    assert len(found.rows) == 4
    assert "in 2 rows" in notes(found)


def test_a_block_of_sums_below_names_the_customers_and_the_weeks() -> None:
    rows = hours(
        [day(2), "Berg", "A", 2.0], [day(3), "Dal", "A", 1.0], [day(9), "Berg", "B", 4.0],
        [None, "Berg gesamt", None, 6.0], [None, "Dal gesamt", None, 1.0], [None, None, "Summe KW 10", 3.0],
        [None, None, "Summe KW 11", 4.0], [None, None, "Summe Fahrten", 0.5], [None, None, "Gesamt", 7.0],
    )  # fmt: skip
    found = checked("time_entries", HOURS, rows)
    assert len(found.rows) == 3
    assert not found.problems


def test_sums_above_the_rows_they_sum_are_held_against_those() -> None:
    rows = hours(
        [None, "Berg gesamt", None, 6.0], [day(2), "Berg", "A", 2.0], [day(9), "Berg", "B", 4.0],
        [None, "Dal gesamt", None, 1.0], [day(3), "Dal", "A", 1.0],
    )  # fmt: skip
    found = checked("time_entries", HOURS, rows)
    assert len(found.rows) == 3
    assert not found.problems


@pytest.mark.parametrize(
    "word",
    [
        "Übertrag",
        "Übertrag KW 9",
        "Übertrag auf nächste Seite",
        "Saldovortrag 2025",
        "Übertrag von Seite 1",
        "Balance brought forward",
        "Carried forward",
        "Opening balance",
        "Uebertrag Vormonat",
        "Overført fra februar",
    ],
)
def test_what_is_carried_over_is_no_entry_and_may_be_in_the_total(word: str) -> None:
    rows = hours([day(1), None, word, 12.5], [day(2), "Berg", "A", 2.0], [day(3), "Berg", "B", 3.0])
    for total in (5.0, 17.5):
        found = checked("time_entries", HOURS, [*rows, [None, None, "Summe", total]])
        assert found.rows["minutes"].sum() == 5 * 60
        assert ignored(found) == [2, 5]
        assert not found.problems


def test_the_tax_and_the_sum_of_each_invoice_are_no_invoices() -> None:
    rows: list[list[Cell]] = [
        ["1", day(1), "Berg", "Beratung", 1000.0], ["1", day(1), "Berg", "Reise", 200.0],
        ["1", day(1), "Berg", "zzgl. 19 % MwSt", 228.0], ["1", day(1), "Berg", "Rechnungsbetrag", 1428.0],
        ["2", day(2), "Dal", "Workshop", 500.0], ["2", day(2), "Dal", "MwSt", 35.0],
        ["2", day(2), "Dal", "Gesamtbetrag", 535.0],
    ]  # fmt: skip
    found = checked("invoices", INVOICES, rows)
    assert found.rows["amount"].sum() == 1700
    assert not found.problems


def test_a_tax_that_is_no_such_share_of_its_invoice_is_asked_about() -> None:
    rows: list[list[Cell]] = [
        ["1", day(1), "Berg", "Beratung", 1000.0], ["1", day(1), "Berg", "19 % MwSt", 100.0],
        ["2", day(2), "Dal", "Umsatzsteuererklärung 2025", 190.0],
    ]  # fmt: skip
    found = checked("invoices", INVOICES, rows)
    assert waiting(found) == ["D3"]
    assert found.rows["amount"].tolist() == [1000, 190]


def test_a_product_that_every_invoice_calls_a_total_is_a_product() -> None:
    rows: list[list[Cell]] = [[f"{n}", day(n), "Berg", "Gesamtbetrag", 100.0] for n in range(1, 6)]
    found = checked("invoices", INVOICES, rows)
    assert len(found.rows) == 5
    assert not found.problems


def test_a_sum_in_a_column_of_notes_is_seen() -> None:
    uses = [*HOURS, use("Bemerkung", None)]
    rows = hours(
        [day(2), "Berg", "A", 2.0, None], [day(3), "Berg", "A", 3.0, "zusammen mit Ida"],
        [day(3), "Berg", "A", 5.0, "Wochensumme"],
    )  # fmt: skip
    found = checked("time_entries", uses, rows)
    assert found.rows["minutes"].sum() == 5 * 60


def test_a_channel_called_a_talk_is_a_channel_and_the_sum_of_a_month_is_none() -> None:
    rows: list[list[Cell]] = [
        ["2026-01", "Vortrag", 300.0], ["2026-01", "Messe", 500.0], ["2026-01", "Monatssumme", 800.0],
        ["2026-02", "Vortrag", 100.0], ["2026-02", "Monatssumme", 100.0],
    ]  # fmt: skip
    found = checked("channel_spend", SPEND, rows)
    assert found.rows["amount"].sum() == 900
    assert not found.problems


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["Berg", "Dal", "Vik"]), st.integers(1, 500)), min_size=1, max_size=4
        ),
        min_size=2,
        max_size=5,
    ),
    st.sampled_from(["Tagessumme", "Summe", "Total", "Day total", "Sum dag", "Zwischensumme"]),
    st.booleans(),
    st.booleans(),
)
def test_sums_of_days_in_any_words_count_nothing(
    days: list[list[tuple[str, int]]], word: str, dated: bool, grand: bool
) -> None:
    rows: list[list[Cell]] = []
    for number, entries in enumerate(days, start=1):
        rows += [[day(number), customer, "A", quarters / 4] for customer, quarters in entries]
        total = sum(quarters for _, quarters in entries) / 4
        rows.append([day(number) if dated else None, None, word, total])
    everything = sum(quarters for entries in days for _, quarters in entries)
    if grand:
        rows.append([None, None, "Monat gesamt", everything / 4])
    found = checked("time_entries", HOURS, rows)
    assert found.rows["minutes"].sum() == everything * 15
    assert not found.problems


def test_the_result_of_a_task_is_work_where_it_fits_no_rows() -> None:
    rows = hours(
        [day(2), "Berg", "Workshop", 2.0],
        [day(3), "Berg", "Workshop Ergebnis", 3.0],
        [day(4), "Berg", "Workshop", 1.0],
    )
    found = checked("time_entries", HOURS, rows)
    assert len(found.rows) == 3
    assert not found.problems


def test_a_subtotal_without_a_word_below_the_rows_of_its_name_is_none_of_them() -> None:
    uses = [use("Campaign", "campaign"), use("Day", "period"), use("Cost", "amount"), use("Clicks", "clicks")]
    rows: list[list[Cell]] = [
        ["Brand", day(1), 12.4, 8.0],
        ["Brand", day(2), 15.1, 11.0],
        ["Brand", None, 27.5, 19.0],
        ["Generic", day(1), 33.0, 14.0],
        ["Generic", day(2), 29.8, 12.0],
        ["Generic", None, 62.8, 26.0],
        [None, None, 90.3, 45.0],
    ]
    found = checked("channel_spend", uses, rows)
    assert len(found.rows) == 4
    assert ignored(found) == [4, 7, 8]
    assert not found.problems


def test_an_entry_that_happens_to_be_as_long_as_the_two_above_is_one_of_their_day() -> None:
    rows = hours(
        [day(2), "Berg", None, 2.0],
        [None, "Berg", None, 1.0],
        [None, "Berg", None, 3.0],
        [day(3), "Berg", None, 4.0],
        [None, "Berg", None, 1.0],
        [None, "Dal", None, 1.5],
    )
    found = checked("time_entries", HOURS, rows)
    assert len(found.rows) == 6


def test_a_final_invoice_with_a_number_of_its_own_is_no_sum_of_others() -> None:
    rows: list[list[Cell]] = [
        ["1", day(1), "Berg", "Abschlag", 100.0],
        ["2", day(2), "Berg", "Abschlag", 100.0],
        ["3", day(3), "Berg", "Schlussrechnung gesamt", 200.0],
    ]
    assert len(checked("invoices", INVOICES, rows).rows) == 3


def test_a_carry_over_for_a_customer_with_a_date_is_asked_about() -> None:
    rows = hours(
        [day(2), "Berg", "A", 2.0], [day(3), "Berg", "Übertrag", 1.0], [day(4), "Berg", "Saldo", 1.0]
    )
    found = checked("time_entries", HOURS, rows)
    assert waiting(found) == ["C3"]
    assert len(found.rows) == 2
