"""Events whose times are counted, split over columns, without a year, or written down twice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.sheets.cells.serial_days import moment_of_serial
from core.sheets.checks.sums import sums
from core.sheets.grid import Cell
from core.sheets.kinds import STAGE_EVENTS
from tests.sheets.records.tables import checked, notes, use, waiting

LOG = [use("Case", "case"), use("Activity", "stage"), use("Timestamp", "time")]
SECONDS = st.integers(1_200_000_000, 1_949_999_999)


@given(SECONDS, st.sampled_from([1, 1_000, 1_000_000]))
def test_time_counted_from_1970_reads_as_the_same_moment_in_utc(second: int, parts: int) -> None:
    for cell in (str(second * parts), float(second * parts)):
        found = checked("stage_events", LOG, [["A", "Lead", cell], ["B", "Won", cell]])
        assert found.rows["time"][0] == dt.datetime(1970, 1, 1) + dt.timedelta(seconds=second)
        assert "since 1970" in notes(found)


def test_other_numbers_of_ten_figures_are_no_times() -> None:
    found = checked("stage_events", LOG, [["A", "Lead", "2026010509"], ["B", "Won", "2026-01-05"]])
    assert waiting(found) == ["C2"]


@given(
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2048, 12, 31)).map(lambda at: at.replace(microsecond=0))
)
def test_a_moment_counted_in_days_reads_as_itself(at: dt.datetime) -> None:
    number = (at - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
    assert moment_of_serial(round(number, 6)) == at


def test_days_counted_as_excel_does_are_asked_and_then_keep_their_time() -> None:
    rows: list[list[Cell]] = [["A", "Lead", 46027.375], ["A", "Won", 46028.5]]
    asked = checked("stage_events", LOG, rows)
    assert [question.about for question in asked.questions] == ["unit"]
    assert asked.rows.empty
    told = [*LOG[:2], use("Timestamp", "time", unit="serial")]
    found = checked("stage_events", told, rows)
    assert [str(time) for time in found.rows["time"]] == ["2026-01-05 09:00:00", "2026-01-06 12:00:00"]


def test_a_time_of_day_in_its_own_column_is_added_to_the_day() -> None:
    uses = [use("Sak", "case"), use("Hendelse", "stage"), use("Dato", "time"), use("Kl", "time_of_day")]
    found = checked("stage_events", uses, [["1", "A", "02.03.2026", "08:15"], ["1", "B", "03.03.2026", None]])
    assert [str(time) for time in found.rows["time"]] == ["2026-03-02 08:15:00", "2026-03-03 00:00:00"]


def test_an_end_that_is_only_a_time_of_day_is_after_its_start() -> None:
    uses = [*LOG[:2], use("Start", "time"), use("End", "end_time_of_day")]
    rows: list[list[Cell]] = [
        ["1", "A", "2026-01-05 09:00", "10:00"],
        ["1", "B", "2026-01-05 22:00", "01:00"],
    ]
    found = checked("stage_events", uses, rows)
    assert [str(end) for end in found.rows["completed"]] == ["2026-01-05 10:00:00", "2026-01-06 01:00:00"]
    assert "next day" in notes(found)


def test_an_event_that_was_written_down_twice_counts_once() -> None:
    rows: list[list[Cell]] = [
        ["A", "Lead", "2026-01-05"], ["A", "Lead", "2026-01-05"], ["A", "Won", "2026-01-05"],
        ["B", "Lead", "2026-01-05"],
    ]  # fmt: skip
    found = checked("stage_events", LOG, rows)
    assert found.rows["row"].tolist() == [2, 4, 5]
    assert "twice" in notes(found)
    assert "row 3" in notes(found)


def test_events_that_differ_in_any_cell_both_count() -> None:
    uses = [*LOG, use("Event no.", None)]
    rows: list[list[Cell]] = [["A", "Call", "2026-01-05", "1"], ["A", "Call", "2026-01-05", "2"]]
    assert len(checked("stage_events", uses, rows).rows) == 2


def test_those_who_are_listed_twice_without_a_time_stay_listed() -> None:
    uses = [use("user_id", "case"), use("page", "stage")]
    assert len(checked("stage_events", uses, [["1", "home"], ["1", "home"]]).rows) == 2


def test_the_stage_under_status_was_reached_on_the_day_of_the_status() -> None:
    uses = [
        use("Ticket", "case"), use("Status", "stage"), use("Status date", "time", key="*stage*"),
        use("Angebot", "time", key="Angebot"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        ["1", "Closed", "2026-01-09", "2026-01-05"],
        ["2", "Angebot", "2026-01-08", "2026-01-08"],
        ["3", None, "2026-01-09", None],
    ]
    found = checked("stage_events", uses, rows)
    assert found.rows[["case", "stage"]].values.tolist() == [
        ["1", "Closed"],
        ["1", "Angebot"],
        ["2", "Angebot"],
    ]
    assert waiting(found) == ["B4"]


def test_a_close_date_does_not_tell_once_more_what_a_column_tells() -> None:
    uses = [
        use("Deal", "case"), use("Stage", "stage"), use("Won on", "time", key="Won"),
        use("Close Date", "time", key="*close*"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [["A", "Won", "2026-02-01", "2026-02-01"], ["B", "Lost", None, "2026-02-05"]]
    found = checked("stage_events", uses, rows)
    assert found.rows[["case", "stage"]].values.tolist() == [["A", "Won"], ["B", "Lost"]]


def test_names_that_stand_in_several_rows_are_told() -> None:
    uses = [use("Deal", "case"), use("Lead", "time", key="Lead")]
    found = checked(
        "stage_events", uses, [["Acme", "2026-01-05"], ["Acme", "2026-02-05"], ["Bolt", "2026-02-05"]]
    )
    assert "“Acme”" in notes(found)


def test_dates_without_a_year_take_that_of_the_row_above_them() -> None:
    uses = [use("Kunde", "case"), use("Anfrage", "time", key="Anfrage")]
    rows: list[list[Cell]] = [["2025", None], ["Ott", "12.11."], ["2026", None], ["Vogt", "15.01."]]
    found = checked("stage_events", uses, rows)
    assert [str(time)[:10] for time in found.rows["time"]] == ["2025-11-12", "2026-01-15"]


def test_two_years_in_the_title_part_autumn_from_spring() -> None:
    uses = [
        use("Kunde", "case"),
        use("Anfrage", "time", key="Anfrage"),
        use("Auftrag", "time", key="Auftrag"),
    ]
    rows: list[list[Cell]] = [["Ott", "12.11.", "14.01."], ["Vogt", "15.01.", "03.02."]]
    found = checked("stage_events", uses, rows, title="Winter 2025/26")
    days = [str(time)[:10] for time in found.rows["time"]]
    assert days == ["2025-11-12", "2026-01-14", "2026-01-15", "2026-02-03"]


def test_two_years_in_the_title_do_not_part_dates_all_over_the_year() -> None:
    uses = [use("Kunde", "case"), use("Anfrage", "time", key="Anfrage")]
    rows: list[list[Cell]] = [["Ott", "12.05."], ["Vogt", "15.07."], ["Lenz", "15.11."]]
    found = checked("stage_events", uses, rows, title="2025/26")
    assert [question.about for question in found.questions] == ["year"]


def test_dates_that_go_back_within_the_year_that_was_taken_for_them_wait() -> None:
    uses = [
        use("Kunde", "case"),
        use("Anfrage", "time", key="Anfrage"),
        use("Auftrag", "time", key="Auftrag"),
    ]
    rows: list[list[Cell]] = [["Ott", "12.11.", "14.01."], ["Renz", "02.03.", "20.02."]]
    found = checked("stage_events", uses, rows, year=2025)
    assert waiting(found) == ["C2"]
    assert set(found.rows["case"]) == {"Renz"}


def test_what_a_case_is_worth_is_summed_once() -> None:
    uses = [*LOG, use("Value", "value")]
    rows: list[list[Cell]] = [["A", "Lead", "2026-01-05", 120.0], ["A", "Won", "2026-01-06", 120.0]]
    found = checked("stage_events", uses, [*rows, ["B", "Lead", "2026-01-05", 80.5]])
    assert sums(found.rows, STAGE_EVENTS) == {"value": 200.5}


def test_whole_sums_of_euros_are_not_asked_about() -> None:
    uses = [*LOG, use("Summe", "value")]
    for sums_written in (["4.500 €", "12.000 €"], ["4.512 €", "850 €"]):
        rows: list[list[Cell]] = [["A", "Lead", "2026-01-05", cell] for cell in sums_written]
        assert not checked("stage_events", uses, rows).questions
    assert checked("stage_events", uses, [["A", "Lead", "2026-01-05", "1.859 €"]]).questions
