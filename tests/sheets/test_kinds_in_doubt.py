"""Tables that may be of two kinds are asked about; tables of none are refused without misleading words."""

from __future__ import annotations

import datetime as dt

import pytest

from core.errors import SheetRefused
from core.sheets.checks.check import check
from core.sheets.grid import Cell, Grid
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import Corrections
from tests.sheets.small_grids import MONDAY, TUESDAY, WEDNESDAY, grid, names, tables

EIGHT, FIVE = dt.time(8), dt.time(17)


def refused(*rows: list[Cell]) -> str:
    with pytest.raises(SheetRefused) as found:
        tables(*rows)
    return str(found.value)


def test_a_dated_list_of_work_is_no_process() -> None:
    (table,) = tables(
        ["Datum", "Zeit", "Kunde", "Tätigkeit"],
        [MONDAY, "8:00-12:00", "Blum", "Garten"],
        [TUESDAY, "13-17", "Blum", "Hecke"],
        [WEDNESDAY, "14:00-15:30", "Ott", "Rasen"],
    )
    assert table.kind == "time_entries"


DATED_STEPS: list[list[Cell]] = [
    ["Datum", "Schritt", "Minuten"],
    [MONDAY, "Anruf", 10],
    [TUESDAY, "Mail", 20],
]


def test_steps_with_a_day_each_may_be_a_log_and_are_asked_about() -> None:
    sheet = grid(*DATED_STEPS)
    (table,) = recognise(sheet, "zeiten.xlsx")
    assert "Say which it is" in str(table.conflicts[0])
    assert check(sheet, table, "zeiten.xlsx").rows.empty


@pytest.mark.parametrize("kind", ["process", "time_entries"])
def test_the_answer_which_kind_it_is_settles_the_doubt(kind: str) -> None:
    said = {0: Corrections(kind=kind)}
    (table,) = recognise(grid(*DATED_STEPS), "zeiten.xlsx", corrections=said)
    assert (table.kind, table.conflicts) == (kind, ())


def test_the_answer_is_remembered_for_the_next_sheet_with_this_header() -> None:
    (table,) = recognise(grid(*DATED_STEPS), "april.xlsx", recall=lambda header: {"kind": "process"})
    assert (table.kind, table.conflicts) == ("process", ())


def test_hours_of_several_people_under_one_heading_are_asked_about() -> None:
    (table,) = tables(
        ["Datum", "Stunden", None, "Kunde"],
        [None, "Anna", "Ben", None],
        [MONDAY, 8.0, 4.0, "A"],
        [TUESDAY, 7.0, 3.0, "B"],
    )
    assert "B, C" in str(table.conflicts[0])


def test_a_start_and_an_unheaded_end_beside_it_are_no_duration() -> None:
    (table,) = tables(
        ["Datum", "Arbeitszeit", None, "Kunde"], [MONDAY, EIGHT, FIVE, "A"], [TUESDAY, EIGHT, FIVE, "B"]
    )
    assert "Column C has no heading" in str(table.conflicts[0])


def test_a_week_side_by_side_is_refused_with_how_to_turn_it() -> None:
    said = refused(
        ["Wochenzettel KW 11"],
        ["Projekt", "Mo", "Di", "Mi", "Do", "Fr", "Summe"],
        ["Website", 2.0, 3.0, None, 4.0, 1.0, 10.0],
        ["Shop", None, 5.0, 8.0, None, 2.0, 15.0],
    )
    assert "a column for each day of the week" in said
    assert "Stage events" not in said


def test_contracts_are_not_called_stage_events() -> None:
    said = refused(
        ["Vertragsnr", "Kunde", "Beginn", "Ende", "Betrag monatlich"],
        ["V1", "Alpha", dt.datetime(2024, 1, 1), None, 100.0],
        ["V2", "Beta", dt.datetime(2025, 7, 1), dt.datetime(2026, 6, 30), 50.0],
    )
    assert "Stage events" not in said
    assert "leave this sheet out" in said


def test_a_list_of_addresses_is_not_asked_for_its_steps() -> None:
    said = refused(
        ["Name", "Abteilung", "Durchwahl", "Mobil", "Raum"], ["Ina", "Einkauf", "101", "0171 23", "2.4"]
    )
    assert "Is it" not in said


def test_a_column_that_is_there_but_cannot_be_read_is_named_as_that() -> None:
    said = refused(
        ["Nr", "Datum", "Kunde", "Netto"],
        ["1", MONDAY, "A", "nach Aufwand"],
        ["2", TUESDAY, "B", "siehe Vertrag"],
    )
    assert "most cells under “Netto” cannot be read as “Net amount”" in said


SERIALS: list[list[Cell]] = [
    ["Nr", "Datum", "Kunde", "Netto"],
    ["1", 46027.0, "A", 100.0],
    ["2", 46031.0, "B", 200.0],
]


def invoices_with_lost_dates() -> Grid:
    return grid(*SERIALS)


def test_dates_that_lost_their_format_are_asked_about() -> None:
    sheet = invoices_with_lost_dates()
    (table,) = recognise(sheet, "rechnungen.xlsx")
    checked = check(sheet, table, "rechnungen.xlsx")
    assert names(table)["date"] == "Datum"
    assert [question.about for question in checked.questions] == ["unit"]
    assert "46027 is January 5, 2026" in str(checked.questions[0].text)
    assert checked.rows.empty


def test_dates_that_lost_their_format_are_read_once_the_user_says_so() -> None:
    sheet = invoices_with_lost_dates()
    (table,) = recognise(sheet, "rechnungen.xlsx", corrections={0: Corrections(units={"date": "serial"})})
    checked = check(sheet, table, "rechnungen.xlsx")
    assert [f"{day:%Y-%m-%d}" for day in checked.rows["date"]] == ["2026-01-05", "2026-01-09"]
    assert checked.questions == ()


def test_numbers_that_are_no_dates_wait_where_the_user_says_so() -> None:
    sheet = invoices_with_lost_dates()
    (table,) = recognise(sheet, "rechnungen.xlsx", corrections={0: Corrections(units={"date": "number"})})
    checked = check(sheet, table, "rechnungen.xlsx")
    assert (checked.rows.empty, checked.questions) == (True, ())
    assert [problem.cell for problem in checked.problems] == ["B2", "B3"]


def test_one_number_among_dates_waits_alone() -> None:
    sheet = grid(["Nr", "Datum", "Kunde", "Netto"], ["1", MONDAY, "A", 100.0], ["2", 46031.0, "B", 200.0])
    (table,) = recognise(sheet, "rechnungen.xlsx")
    checked = check(sheet, table, "rechnungen.xlsx")
    assert checked.questions == ()
    assert [problem.cell for problem in checked.problems] == ["B3"]
