from __future__ import annotations

import pytest

from core.errors import SheetRefused
from core.sheets.cells.days_of_a_month import day_number
from core.sheets.grid import Grid
from core.sheets.tables.recognise import recognise
from core.sheets.tables.stated_days import stated_days
from core.sheets.tables.table import Corrections, Table
from core.sheets.tables.time_notation import notation

DAYS = ["2.3.2026", "3.3.2026", "4.3.2026", "5.3.2026"]


def table_of(header: str, cells: list[object], *lines: str) -> Table:
    rows = [[line, None] for line in lines]
    rows += [["Datum", header], *[[day, cell] for day, cell in zip(DAYS, cells, strict=False)]]
    return recognise(Grid("Zeiten", rows), "zeiten.xlsx")[0]


def unit_of(header: str, *cells: object) -> str | None:
    use = table_of(header, list(cells)).use("minutes")
    assert use is not None
    return use.unit


def test_a_heading_that_names_hours_and_minutes_is_believed() -> None:
    assert unit_of("Dauer (hh.mm)", 1.3, 0.45, 2.0) == "h:mm"
    assert unit_of("Zeit (h:mm)", "1,30", "0,45", "2,00") == "h:mm"


def test_only_quarters_of_sixty_behind_the_point_are_asked() -> None:
    assert unit_of("Timer", "1.30", "0.45", "2.15") == "h?"


def test_quarters_of_a_hundred_are_hours_without_a_question() -> None:
    assert unit_of("Stunden", "1.25", "0.75", "2.5") == "h"
    assert unit_of("Stunden", 1.5, 0.5, 2.0) == "h"
    assert unit_of("Stunden", 7.3, 8.3, 0.3) == "h"


def test_parts_of_a_day_are_asked_and_short_times_are_not() -> None:
    assert notation("Stunden", "h", [0.0625, 0.125, 0.34375]) == "day?"
    assert notation("Stunden", "h", [0.25, 0.5, 0.75]) == "h"


def test_the_month_of_day_numbers_is_that_of_the_line_above() -> None:
    assert stated_days(["Monat/Jahr: 05/2026"], None).month == "2026-05"
    assert stated_days(["", "Mai"], 2026).month == "2026-05"
    assert stated_days(["März und April 2026"], 2026).month == ""
    assert day_number("Fr 1.") == 1


def test_day_numbers_without_a_month_above_are_not_guessed() -> None:
    rows = [["Tag", "Beginn", "Ende"], [1.0, "8:00", "12:00"], [2.0, "8:00", "12:00"]]
    with pytest.raises(SheetRefused, match="Date"):
        recognise(Grid("Zeiten", rows), "zeiten.xlsx")


def test_weeks_of_day_numbers_parted_by_blank_rows_are_one_table() -> None:
    rows: list[list[object]] = [["Mai 2026", None, None], ["Tag", "Zeit", "Kunde"]]
    rows += [
        [1.0, "8-12", "A"],
        [2.0, "8-12", "A"],
        [None, None, None],
        [4.0, "13-17", "B"],
        [5.0, "8-12", "B"],
    ]
    table = recognise(Grid("Zeiten", rows), "zeiten.xlsx")[0]
    assert table.last_row == 6


def test_a_second_from_to_stays_one_when_its_columns_are_confirmed() -> None:
    rows: list[list[object]] = [
        ["Datum", "Von", "Bis", "Von", "Bis"],
        [DAYS[0], "8:00", "12:00", "13:00", "17:00"],
    ]
    grid = Grid("Zeiten", rows)
    said = Corrections(columns={1: "start", 2: "end", 3: "start", 4: "end"})
    table = recognise(grid, "zeiten.xlsx", corrections={0: said})[0]
    assert [use.key for use in table.columns] == ["", "", "", "2", "2"]
    assert table.conflicts == ()


def test_a_calendar_week_above_the_table_is_no_month() -> None:
    from core.sheets.tables.stated_days import stated_days

    said = stated_days(["Stundenzettel KW 11 / 2026"], None)
    assert (said.month, said.week) == ("", "2026-W11")
