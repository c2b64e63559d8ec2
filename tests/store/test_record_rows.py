"""Rows of the kinds that have many: typed on both ways, told apart, and known when they come again."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_tables import kept_file

from core.sheets.kinds import INVOICES, KINDS, STAGE_COUNTS, STAGE_EVENTS, TIME_ENTRIES, Kind
from core.store import Workspace, rows, uploads
from core.store.uploads import KeptTable

PANDAS = {
    "varchar": "str",
    "double": "float64",
    "date": "datetime64[us]",
    "timestamp": "datetime64[us]",
    "boolean": "boolean",
}


def checked(kind: Kind, *lines: dict[str, Any]) -> pd.DataFrame:
    """Rows as a check hands them over: every field of the kind, typed, and `row`."""
    frame = pd.DataFrame(lines, columns=[name for name, _ in kind.fields])
    typed = frame.astype({name: PANDAS[sql_type] for name, sql_type in kind.fields})
    return typed.assign(row=range(2, 2 + len(frame)))


def hours(*days: str, person: str | None = None, minutes: float = 480) -> pd.DataFrame:
    return checked(TIME_ENTRIES, *({"date": day, "minutes": minutes, "person": person} for day in days))


def file_of(workspace: Workspace, name: str, kind: Kind, frame: pd.DataFrame, sheet: str = "") -> str:
    return kept_file(workspace, name, KeptTable(kind.name, sheet or name.rpartition(".")[0], frame))


def alike(workspace: Workspace, name: str, kind: Kind, frame: pd.DataFrame, sheet: str = "") -> list[str]:
    """The names of the kept files that a new file of these rows may be a newer version of."""
    upload, _ = uploads.receive(workspace, name, f"new {name}".encode())
    table = KeptTable(kind.name, sheet or name.rpartition(".")[0], frame)
    found = uploads.sharing(workspace, upload.id, [], [table])
    uploads.discard(workspace, upload.id)
    return [one.name for one in found]


def some(sql_type: str) -> st.SearchStrategy[Any]:
    if sql_type == "varchar":
        return st.none() | st.text(max_size=8)
    if sql_type == "boolean":
        return st.none() | st.booleans()
    if sql_type == "double":
        return st.none() | st.floats(allow_nan=False, allow_infinity=False)
    if sql_type == "date":
        return st.none() | st.dates(dt.date(1904, 1, 1), dt.date(2200, 1, 1))
    return st.none() | st.datetimes(dt.datetime(1904, 1, 1), dt.datetime(2200, 1, 1))


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.records], ids=lambda kind: kind.name
)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_records_of_every_kind_come_back_typed_and_as_they_were(kind: Kind, data: st.DataObject) -> None:
    line = st.fixed_dictionaries({name: some(sql_type) for name, sql_type in kind.fields})
    frame = checked(kind, *data.draw(st.lists(line, min_size=1, max_size=4)))
    with Workspace.open() as workspace:
        file_of(workspace, "any.csv", kind, frame)
        found = rows.kept_rows(workspace, kind)
        pd.testing.assert_frame_equal(found[frame.columns], frame)
        assert found["position"].tolist() == list(range(len(frame)))
        assert set(found["file"]) == {"any.csv"}
        assert uploads.repeated(workspace, kind, frame) == len(frame)


def test_what_no_row_says_is_still_of_its_type(workspace: Workspace) -> None:
    file_of(workspace, "a.csv", INVOICES, checked(INVOICES, {"customer": "Aas", "date": "2026-03-01"}))
    found = rows.kept_rows(workspace, INVOICES).dtypes.astype(str).to_dict()
    assert {name: found[name] for name, _ in INVOICES.fields} == {
        name: PANDAS[sql_type] for name, sql_type in INVOICES.fields
    }


def test_a_date_stays_a_day_and_a_moment_keeps_its_time(workspace: Workspace) -> None:
    event = {"case": "1", "stage": "Offer", "time": "2026-03-29 02:30:15.123456"}
    file_of(workspace, "events.csv", STAGE_EVENTS, checked(STAGE_EVENTS, event))
    file_of(workspace, "hours.csv", TIME_ENTRIES, hours("2026-03-29"))
    assert rows.kept_rows(workspace, STAGE_EVENTS)["time"].tolist() == [
        pd.Timestamp("2026-03-29 02:30:15.123456")
    ]
    with workspace.cursor() as cursor:
        assert cursor.execute("select date from time_entries_rows").fetchall() == [(dt.date(2026, 3, 29),)]


def test_a_hundred_thousand_rows_keep_their_order_and_their_sheet_rows(workspace: Workspace) -> None:
    count = 100_000
    frame = pd.DataFrame(
        {
            "case": pd.Series([f"C{number % 777}" for number in range(count)], dtype="str"),
            "time": pd.Series(np.datetime64("2026-01-01", "us") + np.arange(count).astype("m8[m]")),
            "value": np.arange(count) / 8,
            "row": np.arange(count) + 5,
        }
    )
    file_of(workspace, "events.csv", STAGE_EVENTS, frame)
    found = rows.kept_rows(workspace, STAGE_EVENTS)
    for name in frame:
        assert found[name].equals(frame[name])
    assert found["position"].equals(pd.Series(range(count)))
    assert found["stage"].isna().all()


def test_rows_that_are_kept_already_are_counted_before_they_count_twice(workspace: Workspace) -> None:
    march = hours("2026-03-02", "2026-03-03", "2026-03-04")
    longer = hours("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05")
    assert uploads.repeated(workspace, TIME_ENTRIES, longer) == 0
    upload = file_of(workspace, "march.csv", TIME_ENTRIES, march)
    assert uploads.repeated(workspace, TIME_ENTRIES, longer) == 3
    assert uploads.repeated(workspace, TIME_ENTRIES, hours("2026-03-02", minutes=479)) == 0
    assert uploads.repeated(workspace, TIME_ENTRIES, hours("2026-03-02", person="Anna")) == 0
    assert uploads.repeated(workspace, TIME_ENTRIES, longer.iloc[:0]) == 0
    uploads.undo(workspace, upload)
    assert uploads.repeated(workspace, TIME_ENTRIES, longer) == 0


def test_a_row_that_stands_twice_and_is_kept_once_is_repeated_once(workspace: Workspace) -> None:
    file_of(workspace, "a.csv", TIME_ENTRIES, hours("2026-03-02"))
    twice = hours("2026-03-02", "2026-03-02")
    assert uploads.repeated(workspace, TIME_ENTRIES, twice) == 1
    file_of(workspace, "b.csv", TIME_ENTRIES, hours("2026-03-02"))
    assert uploads.repeated(workspace, TIME_ENTRIES, twice) == 2


def test_rows_without_a_date_are_known_again_too(workspace: Workspace) -> None:
    visits = checked(STAGE_EVENTS, {"case": "u1", "stage": "Visited"}, {"case": "u2", "stage": "Visited"})
    file_of(workspace, "visited.csv", STAGE_EVENTS, visits)
    dated = checked(STAGE_EVENTS, {"case": "u1", "stage": "Visited", "time": "2026-03-02"})
    assert uploads.repeated(workspace, STAGE_EVENTS, visits) == 2
    assert uploads.repeated(workspace, STAGE_EVENTS, dated) == 0
    assert uploads.repeated(workspace, STAGE_EVENTS, pd.concat([visits, dated])) == 2


def test_the_export_of_march_with_three_more_days_may_replace_the_older_one(workspace: Workspace) -> None:
    march = hours("2026-03-02", "2026-03-28")
    file_of(workspace, "hours 2026-03-28.csv", TIME_ENTRIES, march)
    longer = hours("2026-03-02", "2026-03-28", "2026-03-31")
    assert alike(workspace, "hours 2026-03-31.csv", TIME_ENTRIES, longer) == ["hours 2026-03-28.csv"]


def test_the_export_of_april_is_to_be_added_without_a_question(workspace: Workspace) -> None:
    file_of(workspace, "hours 2026-03.csv", TIME_ENTRIES, hours("2026-03-02", "2026-03-31"))
    april = hours("2026-04-01", "2026-04-30")
    assert alike(workspace, "hours 2026-04.csv", TIME_ENTRIES, april) == []
    assert uploads.repeated(workspace, TIME_ENTRIES, april) == 0


def test_counts_of_the_same_month_that_grew_may_replace_the_older_ones(workspace: Workspace) -> None:
    def counted(leads: int) -> pd.DataFrame:
        month = {"period_start": "2026-03-01", "period_end": "2026-03-31", "channel": "Ads"}
        return checked(STAGE_COUNTS, {**month, "stage": "Lead", "count": leads})

    file_of(workspace, "funnel (1).csv", STAGE_COUNTS, counted(310))
    assert alike(workspace, "funnel (2).csv", STAGE_COUNTS, counted(340)) == ["funnel (1).csv"]
    assert uploads.repeated(workspace, STAGE_COUNTS, counted(340)) == 0


def test_the_hours_of_two_people_in_the_same_month_are_two_files(workspace: Workspace) -> None:
    file_of(workspace, "Anna.xlsx", TIME_ENTRIES, hours("2026-03-02", person="Anna"))
    ben = hours("2026-03-02", person="Ben")
    assert alike(workspace, "Ben.xlsx", TIME_ENTRIES, ben) == []


def test_a_file_under_another_name_with_a_row_of_a_kept_one_is_asked_about(workspace: Workspace) -> None:
    file_of(workspace, "Toggl.csv", TIME_ENTRIES, hours("2026-03-02", person="Anna"))
    again = hours("2026-03-01", "2026-03-02", person="Anna")
    assert alike(workspace, "everything.csv", TIME_ENTRIES, again) == ["Toggl.csv"]


def test_records_of_another_kind_and_files_that_count_no_more_are_not_asked_about(
    workspace: Workspace,
) -> None:
    undone = file_of(workspace, "hours.csv", TIME_ENTRIES, hours("2026-03-02"))
    uploads.undo(workspace, undone)
    invoice = checked(INVOICES, {"customer": "Aas", "date": "2026-03-02", "amount": 100.0})
    file_of(workspace, "list.csv", INVOICES, invoice, sheet="hours")
    assert alike(workspace, "hours (2).csv", TIME_ENTRIES, hours("2026-03-02")) == []
