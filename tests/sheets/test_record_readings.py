"""How the cells of a recognised column are meant: date order, decimal sign, unit, currency."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SheetRefused
from core.sheets.grid import Cell
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import ColumnUse, Table
from tests.sheets.small_grids import MONDAY, TUESDAY, grid, tables


def use(table: Table, name: str) -> ColumnUse:
    found = table.use(name)
    assert found is not None
    return found


def test_a_thirteenth_month_anywhere_in_the_column_settles_the_order() -> None:
    rows: list[list[Cell]] = [["3/4/2026", "A", 2] for _ in range(500)]
    (table,) = tables(["Date", "Client", "Hours"], *rows, ["3/13/2026", "A", 2])
    assert use(table, "date").order == "mdy"


def test_an_order_that_nothing_settles_stays_open() -> None:
    (table,) = tables(["Date", "Client", "Hours"], ["3/4/2026", "A", 2], ["5/6/2026", "B", 1])
    assert use(table, "date").order is None


def test_the_date_column_beside_settles_the_order_and_that_is_said() -> None:
    (table,) = tables(
        ["Invoice no", "Date", "Customer", "Amount", "Paid on"],
        ["1", "3/4/2026", "A", 12, "5/6/2026"],
        ["2", "5/6/2026", "B", 13, "25/6/2026"],
    )
    assert (use(table, "date").order, use(table, "paid").order) == ("dmy", "dmy")
    assert "“Paid on” shows that the day comes first" in str(table.notes[0])


def test_real_dates_need_no_order() -> None:
    (table,) = tables(["Date", "Client", "Hours"], [MONDAY, "A", 2], [TUESDAY, "B", 1])
    assert use(table, "date").order is None


@pytest.mark.parametrize(
    ("header", "cells", "unit"),
    [
        ("Dauer (h)", [1.5, 2], "h"),
        ("Stunden", [1.5, 2], "h"),
        ("Minuten", [90, 20], "min"),
        ("Dauer", ["1:30", "0:20"], "min"),
        ("Dauer (hh:mm)", ["1:30", "0:20"], "h"),
        ("Duration (decimal)", [1.5, 2], "h"),
        ("Dauer", [1.5, 2], None),
        ("Dauer", [dt.timedelta(hours=1), dt.timedelta(minutes=5)], "min"),
    ],
)
def test_the_unit_of_bare_times_is_that_of_the_heading_or_is_asked(
    header: str, cells: list[Cell], unit: str | None
) -> None:
    (table,) = tables(["Datum", "Kunde", header], *[[MONDAY, "A", cell] for cell in cells])
    assert use(table, "minutes").unit == unit


def test_start_and_end_prove_the_unit_of_the_duration() -> None:
    (table,) = tables(
        ["Datum", "Von", "Bis", "Dauer"], [MONDAY, "08:00", "15:30", 7.5], [TUESDAY, "22:00", "02:00", 4]
    )
    assert use(table, "minutes").unit == "h"


@pytest.mark.parametrize(
    ("header", "currency"),
    [
        ("Amount (EUR)", "EUR"),
        ("Betrag in €", "EUR"),
        ("Beløp (kr)", "NOK"),
        ("Betrag CHF", "CHF"),
        ("Betrag", None),
    ],
)
def test_a_heading_names_the_currency(header: str, currency: str | None) -> None:
    (table,) = tables(["Nr", "Datum", "Kunde", header], ["1", MONDAY, "A", 12], ["2", TUESDAY, "B", 13])
    assert use(table, "amount").currency == currency


def test_a_column_of_currencies_is_known_whatever_it_is_the_currency_of() -> None:
    (table,) = tables(
        ["Opportunity Name", "Stage", "Amount Currency", "Amount", "Close Date", "Created Date"],
        ["A", "Closed Won", "USD", 12, MONDAY, MONDAY],
        ["B", "Proposal", "EUR", 13, TUESDAY, MONDAY],
    )
    assert use(table, "currency").header == "Amount Currency"


def test_the_decimal_sign_is_proven_by_any_cell_of_the_column() -> None:
    rows: list[list[Cell]] = [[str(n), MONDAY, "A", "1.234"] for n in range(300)]
    (table,) = tables(["Nr", "Datum", "Kunde", "Betrag"], *rows, ["300", MONDAY, "A", "12,50"])
    assert use(table, "amount").decimal == ","


def test_hours_in_one_column_and_minutes_in_another_are_asked_about() -> None:
    (table,) = tables(
        ["Datum", "Kunde", "Stunden", "Minuten"], [MONDAY, "A", "1", "30"], [TUESDAY, "B", "2", "15"]
    )
    assert "together they seem to be one time" in str(table.conflicts[0])


def test_the_same_time_in_hours_and_in_minutes_is_no_question() -> None:
    (table,) = tables(
        ["Datum", "Kunde", "Stunden", "Minuten"], [MONDAY, "A", 1.5, 90], [TUESDAY, "B", 0.5, 30]
    )
    assert table.conflicts == ()


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            *(
                "Datum",
                "Date",
                "Kunde",
                "Stunden",
                "Betrag",
                "Schritt",
                "Minuten",
                "Stufe",
                "Anzahl",
                "Monat",
                "Jan",
            ),
            *(
                "Leads",
                "Angebot",
                "Kanal",
                "user_id",
                "page",
                "Summe",
                "von",
                "bis",
                "(min)",
                "€",
                "Close Date",
            ),
            *(
                "3/4/2026",
                "13.4.2026",
                "2026-01-01T10:00:00Z",
                "1.234",
                "12,50 €",
                "1:30",
                "Q1",
                "KW 5",
                "-",
                "x",
            ),
        ]
    ),
    st.text(max_size=12),
    st.floats(allow_nan=True),
    st.integers(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)


@settings(deadline=None)
@given(
    st.integers(1, 7).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12)
    )
)
def test_any_sheet_is_recognised_or_refused_with_a_sentence(rows: list[list[Cell]]) -> None:
    sheet = grid(*rows) if rows else grid([None])
    refused = ""
    found: list[Table] = []
    try:
        found = recognise(sheet, "any.xlsx")
    except SheetRefused as why:
        refused = str(why)
    assert found or refused
    for table in found:
        assert 0 <= table.header_row <= table.last_row + 1 <= len(rows)
        assert len({use.index for use in table.columns}) == len(table.columns)
        assert all(str(text) for text in (table.reason, *table.notes, *table.conflicts))
