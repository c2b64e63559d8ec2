"""Headers of records in two lines: which half of a merged heading is read, and never as an entry."""

from __future__ import annotations

import datetime as dt

import pytest

from core.sheets.checks.check import check
from core.sheets.grid import Cell
from core.sheets.tables.header_halves import in_two_lines, is_lower_line
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import Table
from tests.sheets.small_grids import MONDAY, TUESDAY, grid, names, tables

EIGHT, NOON, FIVE = dt.time(8), dt.time(12), dt.time(17)


def minutes(*rows: list[Cell]) -> list[float]:
    sheet = grid(*rows)
    (table,) = recognise(sheet, "zeiten.xlsx")
    read: list[float] = check(sheet, table, "zeiten.xlsx").rows["minutes"].tolist()
    return read


def test_of_planned_and_actual_hours_under_one_heading_the_actual_ones_are_read() -> None:
    (table,) = tables(
        ["Datum", "Stunden", None, "Bemerkung"],
        [None, "Soll", "Ist", None],
        [MONDAY, 8.0, 7.5, "Büro"],
        [TUESDAY, 8.0, 9.0, None],
    )
    assert (table.header_rows, names(table)["minutes"]) == (2, "Stunden (Ist)")


def test_a_clock_time_below_a_heading_of_working_time_is_no_duration() -> None:
    read = minutes(
        ["Datum", "Arbeitszeit", None, "Bemerkung"],
        [None, "Beginn", "Ende", None],
        [MONDAY, EIGHT, FIVE, None],
        [TUESDAY, EIGHT, NOON, "früher Schluss"],
    )
    assert read == [540.0, 240.0]


def test_a_break_from_one_clock_time_to_another_is_no_second_stretch_of_work() -> None:
    sheet = grid(
        ["Datum", "Arbeitszeit", None, "Pause", None],
        [None, "Beginn", "Ende", "Beginn", "Ende"],
        [MONDAY, EIGHT, FIVE, NOON, dt.time(12, 45)],
        [TUESDAY, EIGHT, NOON, None, None],
    )
    (table,) = recognise(sheet, "zeiten.xlsx")
    headings = [use.header for use in table.columns]
    assert headings == ["Datum", "Beginn", "Ende", "Pause Beginn", "Pause Ende"]
    assert check(sheet, table, "zeiten.xlsx").rows["minutes"].tolist() == [495.0, 240.0]


def test_what_was_offered_is_not_what_was_invoiced() -> None:
    sheet = grid(
        ["Rechnung", None, "Kunde", "Betrag", None, None, None],
        ["Nr.", "Datum", None, "Angebot", "Rechnung", "MwSt", "Brutto"],
        ["1", MONDAY, "A", 1200.0, 1000.0, 190.0, 1190.0],
        ["2", TUESDAY, "B", 500.0, 500.0, 95.0, 595.0],
    )
    (table,) = recognise(sheet, "rechnungen.xlsx")
    checked = check(sheet, table, "rechnungen.xlsx")
    assert checked.rows["amount"].tolist() == [1000.0, 500.0]
    assert checked.problems == ()


def test_the_second_line_of_a_header_is_never_an_entry() -> None:
    sheet = grid(
        ["Datum", "Kunde", "Zeit", None],
        [None, None, "von", "bis"],
        [MONDAY, "A", EIGHT, NOON],
    )
    (table,) = recognise(sheet, "zeiten.xlsx")
    assert table.first_row == 2
    assert check(sheet, table, "zeiten.xlsx").problems == ()


@pytest.mark.parametrize(
    "lower",
    [
        [MONDAY, "Müller", "x", None],
        [None, "Website", None, None],
        [None, "Website", "Shop 2", None],
    ],
)
def test_rows_of_a_table_are_no_second_line_of_its_header(lower: list[Cell]) -> None:
    sheet = grid(["Datum", "Kunde", None, "Stunden"], lower, [TUESDAY, "A", "B", 2.0])
    assert not is_lower_line(sheet, 1, 0, 4)


def test_months_below_a_year_are_months_of_that_year() -> None:
    headings, raw = in_two_lines(["Kanal", 2026.0, None], [None, "Jan", "Feb"])
    assert headings == ["Kanal", "Jan 2026", "Feb 2026"]
    assert raw == ["Kanal", "Jan 2026", "Feb 2026"]


def blocks(*rows: list[Cell]) -> list[Table]:
    return recognise(grid(*rows), "zeiten.xlsx")


def test_a_second_month_beside_the_first_is_a_table_of_its_own() -> None:
    first, second = blocks(
        ["Januar", None, None, "Februar", None, None],
        ["Datum", "Kunde", "Std", "Datum", "Kunde", "Std"],
        [MONDAY, "A", 3.0, TUESDAY, "B", 2.0],
        [TUESDAY, "A", 4.0, TUESDAY, "B", 6.0],
    )
    assert (first.title, first.left, second.title, second.left) == ("Januar", 0, "Februar", 3)
    assert names(second) == {"date": "Datum", "customer": "Kunde", "minutes": "Std"}


def test_a_table_beside_another_that_is_read_is_not_said_to_be_left_out() -> None:
    found = blocks(
        ["Anna", None, None, "Ben", None],
        ["Datum", "Std", None, "Datum", "Std"],
        [MONDAY, 8.0, None, MONDAY, 6.0],
        [TUESDAY, 7.5, None, TUESDAY, 6.5],
    )
    assert [str(note) for table in found for note in table.notes] == []


def test_a_second_start_and_end_of_the_same_day_is_no_table_of_its_own() -> None:
    (table,) = blocks(
        ["Datum", "Von", "Bis", "Von", "Bis"],
        [MONDAY, EIGHT, NOON, dt.time(13), FIVE],
        [TUESDAY, EIGHT, NOON, dt.time(13), FIVE],
    )
    assert table.left == 0
