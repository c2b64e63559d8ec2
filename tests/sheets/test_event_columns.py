"""Columns of deal lists, boards and process logs: which stage each date is of, and what tells the cases."""

from __future__ import annotations

import datetime as dt

import pytest

from core.errors import SheetRefused
from core.sheets.grid import Cell
from core.sheets.tables.event_headings import is_closing, is_expected, is_no_event
from core.sheets.tables.wide_events import CLOSE, STATUS
from tests.sheets.small_grids import MONDAY, TUESDAY, WEDNESDAY, names, tables


@pytest.mark.parametrize(
    "heading",
    [
        "Target completion", "Expected close date", "Voraussichtlicher Abschluss", "Baubeginn geplant",
        "Forventet lukkedato", "Est. close", "Zieldatum", "Start (planned)", "Ende Soll",
    ],
)  # fmt: skip
def test_a_day_that_is_only_expected_is_never_the_day_it_happened(heading: str) -> None:
    assert is_expected(heading)
    assert is_no_event(heading)
    assert not is_closing(heading)


@pytest.mark.parametrize("heading", ["Date contacted", "Zusage", "Close Date", "Meeting scheduled", "Ziegel"])
def test_a_day_that_came_is_not_taken_for_an_expected_one(heading: str) -> None:
    assert not is_expected(heading)


def test_the_stage_beside_its_own_day_needs_no_expected_close() -> None:
    (table,) = tables(
        ["Deal", "Phase", "Phase seit", "Voraussichtlicher Abschluss"],
        ["A", "4. Verloren", MONDAY, WEDNESDAY],
        ["B", "1. Anfrage", TUESDAY, WEDNESDAY],
    )
    assert set(names(table)) == {"case", "stage", "time"}
    assert table.use("time").header == "Phase seit"


def test_the_day_of_a_status_is_that_of_what_stands_under_status() -> None:
    (table,) = tables(
        ["Ticket", "Status", "Status date", "Created"],
        ["T1", "Closed", TUESDAY, MONDAY],
        ["T2", "Open", MONDAY, MONDAY],
    )
    assert {use.header: use.key for use in table.columns if use.name == "time"} == {
        "Status date": STATUS,
        "Created": "Created",
    }
    assert table.use("stage").header == "Status"


def test_a_result_and_its_day_are_a_stage_though_nothing_says_stage() -> None:
    (table,) = tables(
        ["Angebots-Nr", "Anfrage vom", "Ergebnis", "Ergebnis am"],
        ["A1", MONDAY, "Auftrag", TUESDAY],
        ["A2", MONDAY, "abgelehnt", WEDNESDAY],
    )
    assert table.use("stage").header == "Ergebnis"


def test_the_day_a_stage_was_left_is_no_stage_and_a_close_date_tells_what_has_no_column() -> None:
    (table,) = tables(
        ["Record ID", "Deal Stage", "Close Date", 'Date entered "Closed won"', 'Date exited "Lead"'],
        ["1", "Closed won", TUESDAY, TUESDAY, MONDAY],
        ["2", "Closed lost", WEDNESDAY, None, MONDAY],
    )
    keys = {use.header: use.key for use in table.columns if use.name == "time"}
    assert keys == {"Close Date": CLOSE, 'Date entered "Closed won"': "Closed won"}


def test_closed_beside_won_and_lost_is_no_third_outcome() -> None:
    (table,) = tables(
        ["Deal", "Won time", "Lost time", "Closed on"],
        ["A", MONDAY, None, MONDAY],
        ["B", None, TUESDAY, TUESDAY],
    )
    assert {use.key for use in table.columns if use.name == "time"} == {"Won", "Lost"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("Old stage", "New stage"), ("Von Status", "Nach Status"), ("Fra status", "Til status")],
)
def test_a_change_reaches_the_new_stage_and_not_the_old_one(old: str, new: str) -> None:
    (table,) = tables(
        ["Deal", old, new, "Changed on"],
        ["A", "Lead", "Offer", MONDAY],
        ["A", "Offer", "Won", TUESDAY],
    )
    assert table.use("stage").header == new


def test_the_name_is_the_case_where_nothing_better_tells_it() -> None:
    (table,) = tables(
        ["Name", "Erstkontakt", "Angebot", "Zusage"],
        ["Klara", MONDAY, TUESDAY, WEDNESDAY],
        ["Jens", MONDAY, None, None],
    )
    assert table.use("case").header == "Name"


def test_a_list_of_people_with_a_birthday_has_no_cases() -> None:
    with pytest.raises(SheetRefused):
        tables(["Name", "Geburtstag", "Raum"], ["Klara", MONDAY, "2.14"], ["Jens", TUESDAY, "2.15"])


def test_a_date_and_a_time_of_day_in_two_columns_belong_together() -> None:
    (table,) = tables(
        ["Saksnr", "Hendelse", "Dato", "Klokkeslett"],
        ["P1", "Henvisning", "02.03.2026", "08:15"],
        ["P1", "Time", "09.03.2026", "10:00"],
    )
    assert set(names(table)) == {"case", "stage", "time", "time_of_day"}


def test_a_log_of_cases_that_end_at_a_time_of_day_is_no_time_sheet() -> None:
    (table,) = tables(
        ["Fall-ID", "Aktivität", "Beginn", "Ende"],
        ["1", "Prüfen", "05.01.2026 09:00", "10:00"],
        ["1", "Bauen", "05.01.2026 22:00", "01:00"],
    )
    assert table.kind == "stage_events"


def test_hours_from_and_to_for_a_client_stay_a_time_sheet() -> None:
    (table,) = tables(
        ["Datum", "Kunde", "Tätigkeit", "Beginn", "Ende"],
        ["05.01.2026", "Acme", "Beratung", "09:00", "10:00"],
        ["06.01.2026", "Acme", "Beratung", "13:00", "15:00"],
    )
    assert table.kind == "time_entries"


def test_a_log_whose_times_lost_their_format_is_no_process() -> None:
    rows: list[list[Cell]] = [
        ["A-101", "Annahme", 46027.375, 46027.40625],
        ["A-101", "Diagnose", 46027.4375, 46027.5],
        ["A-102", "Annahme", 46028.36458, 46028.375],
    ]
    (table,) = tables(["Auftrag", "Arbeitsschritt", "Beginn", "Ende"], *rows)
    assert table.kind == "stage_events"
    assert {"time", "completed"} <= set(names(table))


def test_a_number_of_ten_figures_is_a_time_under_timestamp_and_a_key_under_id() -> None:
    (table,) = tables(
        ["Record ID", "Status", "Timestamp"],
        [1712345678.0, "Lead", 1767261600.0],
        [1712345679.0, "Won", 1767348000.0],
    )
    assert (table.use("case").header, table.use("time").header) == ("Record ID", "Timestamp")


def test_a_tick_below_a_stage_leaves_its_dates_dates() -> None:
    (table,) = tables(
        ["Kunde", "Erstkontakt", "Zusage"],
        ["A", dt.datetime(2026, 1, 8), "ja"],
        ["B", dt.datetime(2026, 1, 9), dt.datetime(2026, 2, 4)],
    )
    assert [use.key for use in table.columns if use.name == "time"] == ["Erstkontakt", "Zusage"]
