from __future__ import annotations

import datetime as dt

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, ignored, notes, use, waiting


def test_a_date_column_for_each_stage_gives_an_event_for_each_date() -> None:
    uses = [
        use("Kunde", "case"),
        use("Anfrage", "time", key="Anfrage"),
        use("Angebot", "time", key="Angebot"),
    ]
    rows: list[list[Cell]] = [
        ["Abel", "02.03.2026", "05.03.2026"],
        ["Brück", dt.datetime(2026, 3, 9), None],
        ["Ciftci", "-", None],
    ]
    found = checked("stage_events", uses, rows)
    assert found.rows[["case", "stage"]].values.tolist() == [
        ["Abel", "Anfrage"],
        ["Abel", "Angebot"],
        ["Brück", "Anfrage"],
    ]
    assert found.rows["row"].tolist() == [2, 2, 3]
    assert ignored(found) == [4]


def test_the_close_date_of_an_open_deal_is_no_event_and_that_is_said() -> None:
    uses = [
        use("Deal", "case"), use("Stage", "stage"), use("Created", "time", key="Created"),
        use("Close Date", "time", key="*close*"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        ["A", "Closed won", "2026-01-01", "2026-02-01"],
        ["B", "Proposal", "2026-01-05", "2026-03-01"],
    ]
    found = checked("stage_events", uses, rows)
    assert found.rows[["case", "stage"]].values.tolist() == [
        ["A", "Created"],
        ["A", "Closed won"],
        ["B", "Created"],
    ]
    assert "“Close Date” of 1" in notes(found)


def test_starts_and_ends_of_an_activity_are_one_row_each() -> None:
    uses = [
        use("case id", "case"),
        use("activity", "stage"),
        use("timestamp", "time"),
        use("lifecycle", "transition"),
    ]
    rows: list[list[Cell]] = [
        ["1", "Check", "2026-02-02 08:00", "start"], ["2", "Check", "2026-02-02 08:05", "start"],
        ["1", "Check", "2026-02-02 08:30", "complete"], ["1", "Check", "2026-02-03 08:00", "start"],
        ["1", "Check", "2026-02-03 09:00", "complete"], ["2", "Ship", "2026-02-04 09:00", "complete"],
    ]  # fmt: skip
    found = checked("stage_events", uses, rows)
    times = [
        (row.case, row.stage, str(row.time)[5:16], str(row.completed)[5:16])
        for row in found.rows.itertuples()
    ]
    assert times == [
        ("1", "Check", "02-02 08:00", "02-02 08:30"),
        ("2", "Check", "02-02 08:05", ""),
        ("1", "Check", "02-03 08:00", "02-03 09:00"),
        ("2", "Ship", "02-04 09:00", "02-04 09:00"),
    ]


def test_what_was_completed_before_it_began_waits() -> None:
    uses = [use("case", "case"), use("activity", "stage"), use("start", "time"), use("end", "completed")]
    found = checked("stage_events", uses, [["1", "Check", "2026-02-02 08:00", "2026-02-01 08:00"]])
    assert waiting(found) == ["D2"]


def test_a_list_of_those_who_reached_a_stage_needs_no_times() -> None:
    found = checked("stage_events", [use("user_id", "case")], [[4711.0], [4712.0]], stage="home page")
    assert found.rows["case"].tolist() == ["4711", "4712"]
    assert found.rows["stage"].tolist() == ["home page"] * 2
    assert found.rows["time"].isna().all()
    assert "home page" in notes(found)


def test_placeholders_are_missing_values_and_counted() -> None:
    uses = [use("Client", "case"), use("Status", "stage"), use("Since", "time"), use("Source", "channel")]
    rows: list[list[Cell]] = [
        ["A", "Won", "2026-01-20", "Select"],
        ["B", "Lead", "2026-01-21", "Fair"],
        ["C", "Lead", "tbd", "Select"],
        [None, "Select", None, "Select"],
    ]
    found = checked("stage_events", uses, rows)
    assert found.rows["channel"].isna().tolist() == [True, False]
    assert waiting(found) == ["C4"]
    assert "2 cells under “Source” say “Select”" in notes(found)


def test_times_without_offset_wait_where_others_have_one() -> None:
    uses = [use("id", "case"), use("status", "stage"), use("time", "time")]
    rows: list[list[Cell]] = [["1", "open", "2026-03-01T09:00:00Z"], ["1", "done", "2026-03-01 10:00"]]
    found = checked("stage_events", uses, rows)
    assert waiting(found) == ["C3"]


def test_dates_in_two_orders_let_those_wait_that_do_not_fit() -> None:
    uses = [use("id", "case"), use("status", "stage"), use("time", "time")]
    dates = ["13/01/2026", "14/01/2026", "15/01/2026", "01/25/2026", "05/01/2026"]
    found = checked("stage_events", uses, [[str(n), "open", date] for n, date in enumerate(dates)])
    assert waiting(found) == ["C5"]
    assert [f"{time:%d.%m.}" for time in found.rows["time"]] == ["13.01.", "14.01.", "15.01.", "05.01."]


def test_dates_in_either_order_are_asked_about() -> None:
    uses = [use("id", "case"), use("status", "stage"), use("time", "time")]
    found = checked("stage_events", uses, [["1", "open", "03/04/2026"]])
    assert [question.about for question in found.questions] == ["order"]
    assert found.rows.empty
    assert "03/04/2026" in str(found.questions[0].text)


def test_a_date_column_takes_its_order_from_the_one_beside_it() -> None:
    uses = [use("id", "case"), use("A", "time", key="A"), use("B", "time", key="B")]
    found = checked("stage_events", uses, [["1", "03/04/2026", "25/04/2026"]])
    assert [f"{time:%d.%m.}" for time in found.rows["time"]] == ["03.04.", "25.04."]
    assert "“A”" in notes(found)
