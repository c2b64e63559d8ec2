"""Which kind of records a table is: by its headings and by what its cells hold."""

from __future__ import annotations

import pytest

from core.errors import SheetRefused
from core.sheets.grid import Cell
from core.sheets.tables.recognise import recognise
from tests.sheets.small_grids import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, grid, names, tables


def test_a_time_sheet_whose_work_is_called_like_a_step_is_time_entries() -> None:
    (table,) = tables(
        ["Tätigkeit", "Datum", "Dauer"],
        ["Anruf", MONDAY, 1.5],
        ["Angebot", MONDAY, 2],
        ["Anruf", TUESDAY, 0.5],
    )
    assert table.kind == "time_entries"
    assert names(table) == {"task": "Tätigkeit", "date": "Datum", "minutes": "Dauer"}


@pytest.mark.parametrize(
    "header", [["Schritt", "Minuten", "Datum", "Quote"], ["Schritt", "Minuten", "Datum", "Notiz"]]
)
def test_a_process_that_says_when_it_was_measured_stays_a_process(header: list[Cell]) -> None:
    rows: list[list[Cell]] = [["Anruf", 10, MONDAY, 0.5], ["Angebot", 20, TUESDAY, 0.4]]
    (table,) = tables(header, *rows)
    assert table.kind == "process"


def test_steps_with_a_duration_a_cost_and_a_role_stay_a_process() -> None:
    (table,) = tables(
        ["Schritt", "Dauer", "Kosten", "Rolle"], ["Anruf", 10, 5, "Chef"], ["Mail", 5, 0, "Chef"]
    )
    assert table.kind == "process"


def test_a_process_in_norwegian_with_counts_of_runs_stays_a_process() -> None:
    (table,) = tables(
        ["Trinn", "Antall", "Kanal", "Minutter"], ["Ringe", 2, "Messe", 10], ["Møte", 1, "Messe", 60]
    )
    assert table.kind == "process"


def test_roles_with_their_hours_are_roles() -> None:
    (table,) = tables(["Rolle", "Stundensatz", "Stunden pro Woche"], ["Chefin", 100, 40], ["Schnitt", 60, 20])
    assert table.kind == "roles"


def test_a_toggl_export_is_time_entries_and_says_by_which_tool() -> None:
    (table,) = tables(
        [
            "User",
            "Email",
            "Project",
            "Description",
            "Start date",
            "Start time",
            "End date",
            "End time",
            "Duration",
        ],
        [
            "Ada",
            "a@b.example",
            "Site",
            "Call",
            "2026-03-02",
            "09:00:00",
            "2026-03-02",
            "10:30:00",
            "01:30:00",
        ],
    )
    assert (table.kind, table.export) == ("time_entries", "Toggl Track")
    assert "Toggl Track" in str(table.reason)
    assert names(table)["date"] == "Start date"


def test_a_list_of_invoices_with_more_hours_than_a_day_has_is_no_time_sheet() -> None:
    (table,) = tables(
        ["Leistung", "Stunden", "Betrag", "Datum", "Kunde"],
        ["Beratung", 12, 960, MONDAY, "A GmbH"],
        ["Workshop", 30, 2400, TUESDAY, "B AG"],
    )
    assert table.kind == "invoices"
    assert table.conflicts == ()


def test_what_fits_invoices_and_time_entries_alike_is_asked() -> None:
    (table,) = tables(
        ["Leistung", "Stunden", "Betrag", "Datum", "Kunde"],
        ["Beratung", 3, 240, MONDAY, "A GmbH"],
        ["Workshop", 7, 560, TUESDAY, "B AG"],
    )
    assert table.runner_up is not None
    assert {table.kind, table.runner_up[0]} == {"invoices", "time_entries"}
    assert "Say which it is" in str(table.conflicts[0])


def test_a_title_settles_what_the_columns_leave_open() -> None:
    rows: list[list[Cell]] = [
        ["Leistung", "Stunden", "Betrag", "Datum", "Kunde"],
        ["Beratung", 3, 240, MONDAY, "A"],
    ]
    assert tables(["Rechnungen 2026"], *rows)[0].kind == "invoices"
    assert tables(["Stundenzettel"], *rows)[0].kind == "time_entries"


def test_a_list_of_offers_is_no_list_of_invoices() -> None:
    (table,) = tables(
        ["Angebotsnr.", "Kunde", "Datum", "Betrag", "Status"],
        ["A1", "A", MONDAY, 900, "offen"],
        ["A2", "B", TUESDAY, 4000, "angenommen"],
    )
    assert (table.kind, table.conflicts) == ("stage_events", ())


def test_spend_by_month_is_channel_spend() -> None:
    (table,) = tables(
        ["Monat", "Kanal", "Ausgaben"], ["Januar 2026", "Messe", 400], ["Februar 2026", "Messe", 1200]
    )
    assert table.kind == "channel_spend"
    assert table.reason is not None
    assert table.runner_up is not None
    assert "Count" in str(table.runner_up[1])


@pytest.mark.parametrize(
    "rows",
    [
        [["Leistung", "Preis", "Einheit"], ["Beratung", "100 €", "Stunde"], ["Workshop", "900 €", "Tag"]],
        [["Kunde", "Telefon", "Ort", "E-Mail"], ["A GmbH", "0171 234", "Köln", "a@b.example"]],
        [
            ["Gericht", "Beschreibung", "Preis"],
            ["Suppe", "mit Brot", "6,50 €"],
            ["Spargel", "500 g", "19,80 €"],
        ],
        [["Datum", "Beschreibung", "Betrag"], [MONDAY, "Papier", 12.5], [TUESDAY, "Bahn", 89.0]],
        [
            ["Buchungstag", "Empfänger", "Verwendungszweck", "Betrag"],
            [MONDAY, "Telekom", "Rechnung 4", -39.9],
        ],
        [["Monat", "Umsatz"], ["Januar 2026", 4000], ["Februar 2026", 5000]],
        [["Position", "Jan 2026", "Feb 2026"], ["Umsatz", 12000, 13000], ["Miete", 900, 900]],
        [["Projekt", "Jan 2026", "Feb 2026"], ["A", 12.5, 13], ["B", 9, 9]],
        [["Name", "1", "2", "3"], ["Adler", "S", "N", "F"], ["Böhm", "N", "N", "-"]],
        [
            ["Project", "Client", "Description", "Duration", "Amount (EUR)"],
            ["A", "B", "Logo", "01:30:00", "80.00"],
        ],
    ],
    ids=lambda rows: " ".join(map(str, rows[0])),
)
def test_what_only_resembles_records_is_refused(rows: list[list[Cell]]) -> None:
    with pytest.raises(SheetRefused):
        tables(*rows)


def test_a_refusal_names_the_nearest_kind_and_what_is_missing() -> None:
    with pytest.raises(SheetRefused) as refused:
        tables(["Erlöse"], [], ["Datum", "Netto", "MwSt", "Brutto"], [MONDAY, 500, 95, 595])
    said = str(refused.value)
    assert "Row 3" in said
    assert "“Invoices”" in said
    assert "“Customer”" in said
    assert "If it is something else" in said


def test_a_price_list_is_not_called_invoices_when_it_is_refused() -> None:
    with pytest.raises(SheetRefused) as refused:
        tables(["Unsere Preise"], [], ["Leistung", "Netto", "MwSt", "Brutto"], ["Logo", 500, 95, 595])
    said = str(refused.value)
    assert "no kind of table known here" in said
    assert "“Invoices”" not in said


def test_a_column_whose_cells_do_not_read_as_its_heading_says_is_not_taken() -> None:
    with pytest.raises(SheetRefused) as refused:
        tables(["Customer", "Date", "Amount"], ["A Ltd", "soon", 12], ["B Ltd", "later", 13])
    assert "“Date”" in str(refused.value)


def test_metadata_lines_above_the_header_are_skipped() -> None:
    (table,) = tables(
        ["Campaign Performance Report (in UTC)"],
        ["Report Start: January 1, 2026, 12:00 AM"],
        ["Report End: March 31, 2026, 11:59 PM"],
        ["Date Generated: April 1, 2026, 9:12 AM"],
        [],
        [
            "Start Date (in UTC)",
            "Campaign Group Name",
            "Campaign Name",
            "Total Spent",
            "Impressions",
            "Clicks",
        ],
        ["1/2/2026", "Brand", "Search", "12.50", "100", "3"],
        ["1/13/2026", "Brand", "Search", "10.00", "90", "2"],
    )
    assert (table.kind, table.header_row, table.export) == ("channel_spend", 5, "LinkedIn Ads")
    assert table.channel == "LinkedIn Ads"
    assert next(use.order for use in table.columns if use.name == "period") == "mdy"


def test_a_header_of_two_lines_is_read_with_its_units() -> None:
    (table,) = tables(
        ["Datum", "Arbeitszeit", None, "Pause", "Kunde"],
        [None, "von", "bis", "(min)", None],
        [MONDAY, "08:00", "12:00", 15, "A GmbH"],
        [TUESDAY, "08:00", "13:00", 0, "B AG"],
    )
    assert (table.kind, table.header_row, table.header_rows) == ("time_entries", 0, 2)
    assert names(table)["start"] == "von"
    assert names(table)["end"] == "bis"


def test_the_words_of_records_add_nothing_to_what_a_process_sheet_understands() -> None:
    header: list[Cell] = ["Schritt", "Dauer", "Datum", "Kunde", "Betrag", "Stufe"]
    (table,) = tables(
        header, ["Anruf", 10, None, None, None, "Lead"], ["Angebot", 20, None, None, None, None]
    )
    assert table.kind == "process"
    assert set(names(table)) == {"step", "minutes", "stage"} | ({"cash"} if "cash" in names(table) else set())


def test_phone_numbers_and_birthdays_make_no_stage_events() -> None:
    with pytest.raises(SheetRefused):
        tables(["Firma", "Durchwahl", "Geburtstag"], ["A GmbH", "101", MONDAY], ["B AG", "102", THURSDAY])


def test_a_sheet_of_ten_thousand_rows_is_recognised_by_its_first_rows() -> None:
    rows: list[list[Cell]] = [[WEDNESDAY, "A GmbH", 1.5] for _ in range(10_000)]
    sheet = grid(["Datum", "Kunde", "Stunden"], *rows)
    (table,) = recognise(sheet, "zeiten.xlsx")
    assert (table.kind, table.last_row) == ("time_entries", 10_000)
