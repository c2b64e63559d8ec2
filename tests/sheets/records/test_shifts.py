from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, ignored, notes, use, waiting

DAY = "02.03.2026"
TWICE = [
    use("Datum", "date"),
    use("Von", "start"),
    use("Bis", "end"),
    use("Von", "start", key="2"),
    use("Bis", "end", key="2"),
]
BREAK_FROM_TO = [*TWICE[:3], use("Pause von", "start", key="break"), use("Pause bis", "end", key="break")]
FROM_TO = [*TWICE[:3], use("Stunden", "minutes", unit="h")]


def test_a_morning_and_an_afternoon_are_one_day_without_what_lies_between() -> None:
    found = checked("time_entries", TWICE, [[DAY, "8:00", "12:00", "13:00", "17:30"]])
    row = found.rows.iloc[0]
    assert row["minutes"] == 510
    assert (row["began"], row["ended"]) == (dt.datetime(2026, 3, 2, 8), dt.datetime(2026, 3, 2, 17, 30))


def test_an_afternoon_alone_is_work() -> None:
    found = checked("time_entries", TWICE, [[DAY, None, None, "13:00", "17:15"]])
    assert found.rows["minutes"].tolist() == [255.0]
    assert found.rows["began"].tolist() == [dt.datetime(2026, 3, 2, 13)]


@pytest.mark.parametrize(
    "times",
    [["8:00", "12:00", "13:00", None], ["8:00", "12:00", "11:00", "17:00"], ["8:00", None, None, None]],
)
def test_a_stretch_without_its_end_or_before_the_other_waits(times: list[Cell]) -> None:
    found = checked("time_entries", TWICE, [[DAY, *times], [DAY, "8:00", "9:00", "9:30", "10:00"]])
    assert found.rows["row"].tolist() == [3]
    assert len(waiting(found)) == 1


@given(st.integers(0, 600), st.integers(1, 200), st.integers(0, 100), st.integers(1, 200))
def test_two_stretches_last_as_long_as_each_of_them(begin: int, first: int, gap: int, second: int) -> None:
    marks = [begin, begin + first, begin + first + gap, begin + first + gap + second]
    row: list[Cell] = [DAY, *(f"{mark // 60}:{mark % 60:02}" for mark in marks)]
    assert checked("time_entries", TWICE, [row]).rows["minutes"].tolist() == [first + second]


def test_a_break_from_to_is_taken_off_and_one_outside_the_work_waits() -> None:
    rows: list[list[Cell]] = [
        [DAY, "8:00", "17:00", "12:00", "12:45"],
        [DAY, "8:00", "12:00", None, None],
        [DAY, "8:00", "12:00", "12:30", "13:00"],
        [DAY, "8:00", "12:00", "10:00", None],
    ]
    found = checked("time_entries", BREAK_FROM_TO, rows)
    assert found.rows["minutes"].tolist() == [495.0, 240.0]
    assert waiting(found) == ["E4", "E5"]


@pytest.mark.parametrize(
    ("pause", "minutes"), [("12:00-12:45", 495.0), ("keine", 540.0), ("½ h", 510.0), ("0:30", 510.0)]
)
def test_breaks_are_read_as_people_write_them(pause: str, minutes: float) -> None:
    uses = [*TWICE[:3], use("Pause", "break", unit="min")]
    assert checked("time_entries", uses, [[DAY, "8:00", "17:00", pause]]).rows["minutes"].tolist() == [
        minutes
    ]


def test_a_break_that_cannot_be_read_holds_its_row_back_unless_the_hours_are_given() -> None:
    uses = [*TWICE[:3], use("Pause", "break", unit="min")]
    assert waiting(checked("time_entries", uses, [[DAY, "8:00", "17:00", "wie immer"]])) == ["D2"]
    uses.append(use("Stunden", "minutes", unit="h"))
    found = checked("time_entries", uses, [[DAY, "8:00", "17:00", "wie immer", 8.5]])
    assert found.rows["minutes"].tolist() == [510.0]
    assert "not needed" in notes(found)


def test_nine_to_five_over_midnight_waits_and_a_night_shift_does_not() -> None:
    rows: list[list[Cell]] = [[DAY, "9:00", "5:00"], [DAY, "1:00", "5:00"]]
    found = checked("time_entries", TWICE[:3], rows)
    assert waiting(found) == ["C2"]
    assert "17:00" in found.problems[0].sentence
    assert found.rows["minutes"].tolist() == [240.0]
    night = checked("time_entries", TWICE[:3], [[DAY, "20:45", "6:15"], [DAY, "18:00", "2:00"]])
    assert night.rows["minutes"].tolist() == [570.0, 480.0]


def test_half_a_day_over_midnight_waits_only_on_a_clock_of_twelve_hours() -> None:
    assert waiting(checked("time_entries", TWICE[:3], [[DAY, "10:00", "1:00"]])) == ["C2"]
    found = checked("time_entries", TWICE[:3], [[DAY, "10:00", "1:00"], [DAY, "14:00", "18:00"]])
    assert found.rows["minutes"].tolist() == [900.0, 240.0]


def test_the_same_unwritten_break_in_most_rows_is_said_once() -> None:
    rows: list[list[Cell]] = [
        [DAY, "8:00", "16:30", 8.0],
        [DAY, "8:00", "17:00", 8.5],
        [DAY, "8:00", "12:00", 4.0],
    ]
    found = checked("time_entries", FROM_TO, rows)
    assert found.rows["minutes"].tolist() == [480.0, 510.0, 240.0]
    assert notes(found).count("0:30") == 1


def test_one_row_that_differs_is_a_contradiction_and_no_break() -> None:
    rows: list[list[Cell]] = [
        [DAY, "8:00", "16:30", 8.0],
        [DAY, "8:00", "17:00", 9.0],
        [DAY, "8:00", "12:00", 4.0],
    ]
    assert waiting(checked("time_entries", FROM_TO, rows)) == ["D2"]


@pytest.mark.parametrize(
    ("start", "end", "hours", "minutes"), [("17:00", "25:30", 8.5, 510.0), (8.0, 16.5, 8.5, 510.0)]
)
def test_a_clock_past_midnight_or_in_decimals_is_read_where_the_hours_prove_it(
    start: Cell, end: Cell, hours: float, minutes: float
) -> None:
    assert checked("time_entries", FROM_TO, [[DAY, start, end, hours]]).rows["minutes"].tolist() == [minutes]
    assert waiting(checked("time_entries", FROM_TO, [[DAY, start, end, hours + 2]])) == ["C2"]


def test_from_to_in_one_cell_gives_start_end_and_minutes_less_the_break() -> None:
    uses = [use("Datum", "date"), use("Zeit", "minutes", unit="from-to"), use("Pause", "break", unit="min")]
    rows: list[list[Cell]] = [
        [DAY, "8-12, 13-17", None],
        [DAY, "8-17", 45.0],
        [DAY, "4 h", None],
        [DAY, "4:30", None],
    ]
    found = checked("time_entries", uses, rows)
    assert found.rows["minutes"].tolist() == [480.0, 495.0, 240.0]
    assert found.rows["ended"].tolist()[:2] == [dt.datetime(2026, 3, 2, 17)] * 2
    assert waiting(found) == ["B5"]


def test_hours_credited_for_vacation_holidays_and_sickness_are_no_work() -> None:
    uses = [*FROM_TO, use("Bemerkung", "description")]
    rows: list[list[Cell]] = [
        [DAY, "8:00", "16:00", 8.0, None],
        ["03.03.2026", None, None, 8.0, "Urlaub"],
        ["04.03.2026", None, None, 8.0, "K"],
        ["05.03.2026", None, None, 2.0, "Urlaubsplanung"],
    ]
    found = checked("time_entries", uses, rows)
    assert found.rows["row"].tolist() == [2, 5]
    assert ignored(found) == [3, 4]


def test_a_customer_called_frei_is_a_customer() -> None:
    uses = [use("Datum", "date"), use("Kunde", "customer"), use("Stunden", "minutes", unit="h")]
    found = checked("time_entries", uses, [[DAY, "Frei", 8.0], [DAY, "Urlaub", 8.0]])
    assert found.rows["customer"].tolist() == ["Frei"]


def test_billed_and_unbilled_hours_of_a_row_are_two_entries() -> None:
    uses = [
        use("Datum", "date"),
        use("verrechenbar (h)", "minutes", key="billable", unit="h"),
        use("nicht verrechenbar (h)", "minutes", key="not billable", unit="h"),
    ]
    found = checked("time_entries", uses, [[DAY, 5.0, 1.0], [DAY, 0.0, 4.0]])
    assert found.rows["minutes"].tolist() == [300.0, 60.0, 240.0]
    assert found.rows["billable"].tolist() == [True, False, False]


def test_who_is_named_above_the_table_worked_in_all_its_rows() -> None:
    uses = [use("Datum", "date"), use("Stunden", "minutes", unit="h")]
    found = checked("time_entries", uses, [[DAY, 5.0]], stated={"person": "Ina Koch"})
    assert found.rows["person"].tolist() == ["Ina Koch"]
    assert "Ina Koch" in notes(found)


def test_a_number_that_is_hours_or_minutes_waits_alone_where_both_stand_in_the_column() -> None:
    uses = [use("Datum", "date"), use("Dauer", "minutes")]
    found = checked("time_entries", uses, [[DAY, 90.0], [DAY, 1.5], [DAY, "1:30"], [DAY, "2 h"]])
    assert found.rows["minutes"].tolist() == [90.0, 90.0, 120.0]
    assert waiting(found) == ["B3"]
    assert checked("time_entries", uses, [[DAY, 90.0], [DAY, 10.0]]).questions[0].about == "unit"


def test_hours_and_minutes_behind_a_point_are_read_and_seventy_minutes_wait() -> None:
    uses = [use("Datum", "date"), use("Dauer (hh.mm)", "minutes", unit="h:mm")]
    found = checked("time_entries", uses, [[DAY, 1.3], [DAY, "0,45"], [DAY, "2:15"], [DAY, 1.7]])
    assert found.rows["minutes"].tolist() == [90.0, 45.0, 135.0]
    assert waiting(found) == ["B5"]
