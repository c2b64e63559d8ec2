from __future__ import annotations

import datetime as dt

import pytest

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, ignored, notes, use, waiting

CLOCKED = [
    use("Datum", "date"),
    use("Von", "start"),
    use("Bis", "end"),
    use("Pause", "break", unit="min"),
    use("Stunden", "minutes", unit="h"),
]


def entry(
    date: Cell, start: Cell = None, end: Cell = None, pause: Cell = None, hours: Cell = None
) -> list[Cell]:
    return [date, start, end, pause, hours]


def test_from_to_and_a_break_give_the_minutes() -> None:
    found = checked("time_entries", CLOCKED, [entry("02.03.2026", "8:00", "16:30", 30.0)])
    row = found.rows.iloc[0]
    assert row["minutes"] == 480
    assert (row["began"], row["ended"]) == (dt.datetime(2026, 3, 2, 8), dt.datetime(2026, 3, 2, 16, 30))


def test_an_end_before_the_start_is_on_the_next_day_and_that_is_said() -> None:
    found = checked("time_entries", CLOCKED, [entry("31.03.2026", "22:00", "03:30")])
    assert found.rows["minutes"].tolist() == [330.0]
    assert found.rows["ended"].tolist() == [dt.datetime(2026, 4, 1, 3, 30)]
    assert "next day" in notes(found)


def test_24_00_ends_the_day() -> None:
    found = checked("time_entries", CLOCKED, [entry("31.03.2026", "20:00", "24:00")])
    assert found.rows["ended"].tolist() == [dt.datetime(2026, 4, 1)]
    assert found.rows["minutes"].tolist() == [240.0]


@pytest.mark.parametrize(("hours", "minutes"), [("7,5", 450.0), (8.25, 495.0), (dt.time(7, 30), 450.0)])
def test_hours_that_agree_with_from_and_to_are_kept(hours: Cell, minutes: float) -> None:
    start = dt.datetime(2026, 3, 2, 8)
    end = (start + dt.timedelta(minutes=minutes)).strftime("%H:%M")
    found = checked("time_entries", CLOCKED, [entry("02.03.2026", "08:00", end, None, hours)])
    assert found.rows["minutes"].tolist() == [minutes]


def test_hours_that_contradict_from_and_to_wait_and_both_are_named() -> None:
    found = checked("time_entries", CLOCKED, [entry("02.03.2026", "8:00", "12:00", None, 5.0)])
    assert waiting(found) == ["E2"]
    assert "5:00" in found.problems[0].sentence
    assert "4:00" in found.problems[0].sentence


@pytest.mark.parametrize("rounded", [0.9, 1.0])
def test_hours_rounded_up_to_whole_steps_are_no_contradiction(rounded: float) -> None:
    found = checked("time_entries", CLOCKED, [entry("02.03.2026", "8:00", "8:53", None, rounded)])
    assert found.rows["minutes"].tolist() == [rounded * 60]


def test_a_date_written_once_a_day_is_that_of_the_rows_below() -> None:
    uses = [use("Datum", "date"), use("Projekt", "project"), use("Stunden", "minutes", unit="h")]
    rows: list[list[Cell]] = [
        ["02.03.2026", "A", 2.0],
        [None, "B", 3.0],
        ["03.03.2026", "A", 1.0],
        [None, "C", 4.0],
        [None, None, 10.0],
    ]
    found = checked("time_entries", uses, rows)
    assert [f"{day:%d}" for day in found.rows["date"]] == ["02", "02", "03", "03"]
    assert "“Datum”" in notes(found)
    assert ignored(found) == [6]


def test_a_single_missing_date_waits_and_is_not_filled_from_above() -> None:
    uses = [use("Datum", "date"), use("Projekt", "project"), use("Stunden", "minutes", unit="h")]
    found = checked(
        "time_entries", uses, [["02.03.2026", "A", 2.0], [None, "B", 3.0], ["04.03.2026", "A", 1.0]]
    )
    assert waiting(found) == ["A3"]


def test_days_without_work_are_named_and_do_not_wait() -> None:
    uses = [use("Datum", "date"), use("Tätigkeit", "task"), use("Stunden", "minutes", unit="h")]
    rows: list[list[Cell]] = [
        ["02.03.2026", "Bau", 2.0],
        ["03.03.2026", None, None],
        ["04.03.2026", "Urlaub", None],
    ]
    found = checked("time_entries", uses, rows)
    assert ignored(found) == [3, 4]
    assert not found.problems


def test_work_whose_hours_are_missing_waits() -> None:
    uses = [use("Datum", "date"), use("Tätigkeit", "task"), use("Stunden", "minutes", unit="h")]
    found = checked("time_entries", uses, [["02.03.2026", "Bau", 2.0], ["03.03.2026", "Bau", None]])
    assert waiting(found) == ["C3"]


def test_bare_durations_are_asked_about_unless_from_and_to_tell_their_unit() -> None:
    uses = [use("Datum", "date"), use("Dauer", "minutes")]
    asked = checked("time_entries", uses, [["02.03.2026", 4.0], ["03.03.2026", 12.0]])
    assert [question.about for question in asked.questions] == ["unit"]
    assert asked.rows.empty
    clocked = [use("Datum", "date"), use("Von", "start"), use("Bis", "end"), use("Dauer", "minutes")]
    told = checked("time_entries", clocked, [["02.03.2026", "8:00", "12:00", 4.0]])
    assert told.rows["minutes"].tolist() == [240.0]


def test_times_with_different_offsets_are_kept_in_utc() -> None:
    uses = [use("Start", "start"), use("End", "end")]
    rows: list[list[Cell]] = [
        ["2026-03-28T09:00:00+01:00", "2026-03-28T10:00:00+01:00"],
        ["2026-03-30T09:00:00+02:00", "2026-03-30T10:30:00+02:00"],
    ]
    found = checked("time_entries", uses, rows)
    assert [f"{time:%H:%M}" for time in found.rows["began"]] == ["08:00", "07:00"]
    assert found.rows["minutes"].tolist() == [60.0, 90.0]
    assert "UTC" in notes(found)


def test_times_with_one_offset_are_kept_as_written() -> None:
    uses = [use("Start", "start"), use("End", "end")]
    found = checked("time_entries", uses, [["2026-03-28T09:00:00Z", "2026-03-28T10:00:00Z"]])
    assert [f"{time:%H:%M}" for time in found.rows["began"]] == ["09:00"]


def test_more_than_a_day_without_a_stated_duration_waits() -> None:
    uses = [use("Start", "start"), use("End", "end")]
    found = checked("time_entries", uses, [["2026-03-28 09:00", "2026-03-30 10:00"]])
    assert waiting(found) == ["B2"]


def test_a_start_on_another_day_than_the_date_waits() -> None:
    found = checked("time_entries", CLOCKED, [entry("02.03.2026", "2026-03-03 08:00", "2026-03-03 09:00")])
    assert waiting(found) == ["B2"]


def test_durations_of_more_than_a_day_as_text_and_with_letters_are_read() -> None:
    uses = [use("Datum", "date"), use("Dauer", "minutes", unit="h")]
    rows: list[list[Cell]] = [["02.03.2026", "24:19:36"], ["03.03.2026", "6h"], ["04.03.2026", "-1:00"]]
    found = checked("time_entries", uses, rows)
    assert found.rows["minutes"].tolist() == [1459.6, 360.0]
    assert waiting(found) == ["B4"]
