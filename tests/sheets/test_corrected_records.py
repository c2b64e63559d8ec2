"""What the user says wins over what was recognised, and is remembered by the header."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.errors import SheetRefused
from core.sheets.grid import Cell, Grid
from core.sheets.intake import take_in
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import Corrections, Table
from tests.sheets.small_grids import MONDAY, TUESDAY, grid, names

BOTH = grid(
    ["Leistung", "Stunden", "Betrag", "Datum", "Kunde"],
    ["Beratung", 3, 240, MONDAY, "A GmbH"],
    ["Workshop", 7, 560, TUESDAY, "B AG"],
)


def said(sheet: Grid, correction: Corrections, file: str = "liste.xlsx") -> Table:
    return recognise(sheet, file, corrections={0: correction})[0]


@pytest.mark.parametrize("kind", ["invoices", "time_entries"])
def test_saying_the_kind_settles_what_was_asked(kind: str) -> None:
    table = said(BOTH, Corrections(kind=kind))
    assert (table.kind, table.conflicts) == (kind, ())


def test_a_kind_said_once_is_remembered_for_the_same_header() -> None:
    remembered = Corrections(kind="invoices").matching()
    (table,) = recognise(BOTH, "other.xlsx", recall=lambda header: remembered)
    assert (table.kind, table.conflicts) == ("invoices", ())


def test_a_refused_sheet_is_read_as_the_user_says() -> None:
    sheet = grid(
        ["Unsere Liste"], ["Wer", "Wann", "Wieviel"], ["A GmbH", MONDAY, 240], ["B AG", TUESDAY, 560]
    )
    with pytest.raises(SheetRefused):
        recognise(sheet, "liste.xlsx")
    columns = {0: "customer", 1: "date", 2: "amount"}
    table = said(sheet, Corrections(kind="invoices", header_row=1, columns=columns))
    assert (table.kind, table.header_row, table.conflicts) == ("invoices", 1, ())
    assert names(table) == {"customer": "Wer", "date": "Wann", "amount": "Wieviel"}


def test_a_refused_sheet_read_once_is_read_so_again() -> None:
    rows: list[list[Cell]] = [["Wer", "Wann", "Wieviel"], ["A GmbH", MONDAY, 240], ["B AG", TUESDAY, 560]]
    columns = {0: "customer", 1: "date", 2: "amount"}
    first = said(grid(["Unsere Liste"], *rows), Corrections(kind="invoices", header_row=1, columns=columns))
    matchings = {first.header: Corrections(kind="invoices", header_row=1, columns=columns).matching()}
    (table,) = recognise(grid(*rows), "next.xlsx", recall=lambda header: matchings.get(tuple(header)))
    assert (table.kind, table.header_row, names(table)["customer"]) == ("invoices", 0, "Wer")


def test_steps_said_to_be_time_entries_are_remembered_as_such() -> None:
    rows: list[list[Cell]] = [["Schritt", "Minuten", "Datum"], ["Anruf", 10, MONDAY], ["Mail", 5, TUESDAY]]
    assert recognise(grid(*rows), "a.xlsx")[0].kind == "process"
    remembered = Corrections(kind="time_entries").matching()
    (table,) = recognise(grid(*rows), "a.xlsx", recall=lambda header: remembered)
    assert table.kind == "time_entries"


def test_a_refused_sheet_said_to_be_a_process_is_one() -> None:
    sheet = grid(["Datum", "Umsatz", "Stadt"], ["1.1.", 5, "Köln"], ["2.1.", 6, "Bonn"])
    table = said(sheet, Corrections(kind="process", header_row=0, columns={2: "step"}))
    assert (table.kind, names(table)) == ("process", {"step": "Stadt"})


def test_a_refused_sheet_without_a_chosen_column_says_what_it_needs() -> None:
    sheet = grid(["Datum", "Umsatz", "Stadt"], ["1.1.", 5, "Köln"], ["2.1.", 6, "Bonn"])
    table = said(sheet, Corrections(kind="invoices", header_row=0))
    assert "which is needed" in str(table.conflicts[0])


def test_records_said_to_be_steps_are_steps_and_steps_said_to_be_time_are_time() -> None:
    sheet = grid(["Tätigkeit", "Datum", "Dauer"], ["Anruf", MONDAY, 1.5], ["Mail", TUESDAY, 2.0])
    assert recognise(sheet, "a.xlsx")[0].kind == "time_entries"
    table = said(sheet, Corrections(kind="process"))
    assert (table.kind, names(table)["step"]) == ("process", "Tätigkeit")


def test_another_header_row_is_used_for_steps_and_for_records() -> None:
    sheet = grid(["Step", "Minutes"], ["Schritt", "Minuten"], ["Anruf", 5], ["Mail", 3])
    assert said(sheet, Corrections(header_row=1)).header == ("Schritt", "Minuten")
    rows: list[list[Cell]] = [
        ["Datum", "Kunde", "Stunden"],
        ["Tag", "Firma", "Std"],
        [MONDAY, "A", 5],
        [TUESDAY, "B", 4],
    ]
    assert said(grid(*rows), Corrections(header_row=1)).header == ("Tag", "Firma", "Std")


def test_a_column_given_by_the_user_is_taken_from_another() -> None:
    sheet = grid(["Datum", "Kunde", "Firma", "Stunden"], [MONDAY, "A", "X", 5], [TUESDAY, "B", "Y", 4])
    table = said(sheet, Corrections(columns={2: "customer"}))
    assert names(table)["customer"] == "Firma"
    assert str(table.columns[2].reason) == "you said so"
    assert table.columns[1].name is None


def test_a_further_stage_column_takes_its_heading_as_its_stage() -> None:
    sheet = grid(["Monat", "Leads", "Angebote", "Umsatz"], ["Jan 2026", 40, 12, 9], ["Feb 2026", 4, 2, 7])
    table = said(sheet, Corrections(columns={3: "count"}))
    assert names(table)["count:Umsatz"] == "Umsatz"


def test_a_further_date_column_takes_its_heading_without_date_words_as_its_stage() -> None:
    sheet = grid(
        ["Kunde", "Anfrage", "Angebot", "Datum Prüfung"],
        ["A", MONDAY, TUESDAY, TUESDAY],
        ["B", MONDAY, TUESDAY, TUESDAY],
    )
    table = said(sheet, Corrections(columns={3: "time"}))
    assert {use.key for use in table.columns if use.name == "time"} == {"Anfrage", "Angebot", "Prüfung"}


def test_a_year_said_is_that_of_the_month_columns() -> None:
    sheet = grid(["Stufe", "Jan", "Feb"], ["Leads", 4, 5], ["Angebote", 1, 2])
    table = said(sheet, Corrections(year="2024"))
    assert table.year == 2024
    assert "count:2024-01-01/2024-01-31" in names(table)


def test_orders_units_decimals_stage_and_channel_said_win() -> None:
    sheet = grid(["Datum", "Kunde", "Dauer"], ["3/4/2026", "A", "1.250"], ["5/6/2026", "B", "2.500"])
    table = said(
        sheet, Corrections(orders={"date": "mdy"}, decimals={"minutes": "."}, units={"minutes": "h"})
    )
    date, minutes = table.use("date"), table.use("minutes")
    assert date is not None
    assert minutes is not None
    assert (date.order, minutes.decimal, minutes.unit) == ("mdy", ".", "h")
    spend = grid(["Campaign", "Cost", "Month"], ["Brand", 12, "2026-01"], ["Search", 3, "2026-01"])
    assert said(spend, Corrections(channel="Ads")).channel == "Ads"
    events = grid(
        ["user_id", "timestamp"], ["u1", dt.datetime(2026, 3, 1, 9)], ["u2", dt.datetime(2026, 3, 1, 9)]
    )
    assert said(events, Corrections(stage="Visit"), file="signup.csv").stage == "Visit"


def test_all_that_is_said_survives_being_written_down() -> None:
    correction = Corrections(kind="invoices", header_row=3, orders={"date": "dmy"}, stage="Lead", year="2026")
    assert Corrections.from_json(correction.as_json()) == correction
    matching: dict[str, Any] = correction.matching()
    assert "header_row" not in matching
    assert Corrections.from_json(matching).kind == "invoices"


def test_headings_remembered_as_events_are_events_also_where_they_look_like_steps() -> None:
    remembered = {"kind": "stage_events", "columns": {"0": "case", "1": "stage", "2": "time"}}
    data = b"wer;was;wann war das;x\nA;Lead;2026-01-02;1\nB;Lead;2026-01-03;2\n"
    [table] = take_in("log.csv", data, recall=lambda _header: remembered).tables
    assert (table.kind, len(table.rows)) == ("stage_events", 2)
