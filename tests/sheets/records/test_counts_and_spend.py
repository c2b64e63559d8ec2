from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.sheets.grid import Cell
from tests.sheets.records.tables import checked, ignored, notes, use, waiting


def test_a_column_for_each_stage_becomes_a_row_for_each_count() -> None:
    uses = [use("Monat", "period"), use("Leads", "count", key="Leads"), use("Kunden", "count", key="Kunden")]
    found = checked("stage_counts", uses, [["Januar 2026", 40.0, 0.0], ["Februar 2026", None, 3.0]])
    assert found.rows[["stage", "count", "row"]].values.tolist() == [
        ["Leads", 40.0, 2],
        ["Kunden", 0.0, 2],
        ["Kunden", 3.0, 3],
    ]
    assert str(found.rows["period_end"][0])[:10] == "2026-01-31"


def test_a_column_for_each_month_becomes_a_row_for_each_count() -> None:
    uses = [
        use("Stufe", "stage"),
        use("Jan", "count", key="2026-01-01/2026-01-31"),
        use("Feb", "count", key="2026-02-01/2026-02-28"),
    ]
    found = checked("stage_counts", uses, [["Leads", 40.0, 30.0], ["Summe", 40.0, 30.0]])
    assert [str(day)[:10] for day in found.rows["period_start"]] == ["2026-01-01", "2026-02-01"]
    assert ignored(found) == [3]


def test_months_without_a_year_are_asked_about_and_then_read() -> None:
    uses = [use("Stufe", "stage"), use("Jan", "count", key="--01/--01"), use("Feb", "count", key="--02/--02")]
    asked = checked("stage_counts", uses, [["Leads", 40.0, 30.0]])
    assert [question.about for question in asked.questions] == ["year"]
    told = checked("stage_counts", uses, [["Leads", 40.0, 30.0]], year=2024)
    assert [str(day)[:10] for day in told.rows["period_end"]] == ["2024-01-31", "2024-02-29"]


def test_months_without_a_year_down_the_rows_are_asked_about() -> None:
    uses = [use("Monat", "period"), use("Leads", "count", key="Leads")]
    asked = checked("stage_counts", uses, [["Januar", 40.0], ["Februar", 30.0]])
    assert [question.about for question in asked.questions] == ["year"]
    assert len(checked("stage_counts", uses, [["Januar", 40.0]], year=2024).rows) == 1


def test_days_that_all_begin_a_month_stand_for_it_and_that_is_said() -> None:
    uses = [use("When", "period"), use("Leads", "count", key="Leads")]
    rows: list[list[Cell]] = [[dt.datetime(2025, 1, 1), 4.0], [dt.datetime(2025, 2, 1), 5.0]]
    found = checked("stage_counts", uses, rows)
    assert [str(day)[:10] for day in found.rows["period_end"]] == ["2025-01-31", "2025-02-28"]
    assert "months" in notes(found)


def test_no_count_is_negative_or_broken() -> None:
    uses = [use("Monat", "period"), use("Stufe", "stage"), use("Anzahl", "count")]
    cells: list[Cell] = ["12 Stk", "1.234", -3.0, 2.5, "12-15", "mehrere"]
    found = checked("stage_counts", uses, [["2026-01", f"S{n}", cell] for n, cell in enumerate(cells)])
    assert found.rows["count"].tolist() == [12.0, 1234.0]
    assert waiting(found) == ["C4", "C5", "C6", "C7"]


def test_the_same_count_twice_is_told_with_both_cells() -> None:
    uses = [use("Monat", "period"), use("Stufe", "stage"), use("Anzahl", "count")]
    found = checked("stage_counts", uses, [["2026-01", "Leads", 5.0], ["2026-01", "Leads", 7.0]])
    assert len(found.rows) == 2
    assert [problem.cell for problem in found.problems] == ["C3"]
    assert "C2" in found.problems[0].sentence


def test_a_channel_merged_over_its_rows_stands_in_each() -> None:
    uses = [use("Kanal", "channel"), use("Stufe", "stage"), use("Anzahl", "count")]
    rows: list[list[Cell]] = [["Messe", "Leads", 5.0], [None, "Kunden", 1.0]]
    found = checked(
        "stage_counts",
        uses,
        rows,
        grid={"merged": (((1, 0), (2, 0)),)},
        period=(dt.date(2026, 1, 1), dt.date(2026, 1, 31)),
    )
    assert found.rows["channel"].tolist() == ["Messe", "Messe"]
    assert str(found.rows["period_start"][0])[:10] == "2026-01-01"


def test_spend_takes_the_period_stated_above_and_the_tool_as_its_channel() -> None:
    uses = [use("Campaign", "campaign"), use("Cost", "amount", decimal="."), use("Clicks", "clicks")]
    rows: list[list[Cell]] = [
        ["A", "1,043.37", "12"],
        ["B", "10.00", "--"],
        ["Total: Campaigns", "1,053.37", "12"],
    ]
    found = checked(
        "channel_spend", uses, rows, channel="Google Ads", period=(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    )
    assert found.rows["amount"].tolist() == [1043.37, 10.0]
    assert found.rows["channel"].tolist() == ["Google Ads"] * 2
    assert ignored(found) == [4]


def test_the_nameless_first_row_that_sums_the_others_is_no_campaign() -> None:
    uses = [
        use("Starts", "period"),
        use("Campaign", "campaign"),
        use("Spent", "amount"),
        use("Clicks", "clicks"),
    ]
    rows: list[list[Cell]] = [
        ["2026-01-01", None, 30.0, 6.0], ["2026-01-01", "A", 10.0, 1.0], ["2026-01-01", "B", 15.0, 2.0],
        ["2026-01-01", "C", 5.0, 3.0],
    ]  # fmt: skip
    found = checked("channel_spend", uses, rows)
    assert ignored(found) == [2]
    assert found.rows["amount"].tolist() == [10.0, 15.0, 5.0]


def test_a_column_for_each_channel_or_month_of_spend_is_unpivoted() -> None:
    uses = [use("Monat", "period"), use("Messe", "amount", key="Messe"), use("Ads", "amount", key="Ads")]
    found = checked("channel_spend", uses, [["2026-01", "1.200,50 €", 3.0], ["2026-02", None, "-"]])
    assert found.rows[["channel", "amount"]].values.tolist() == [["Messe", 1200.5], ["Ads", 3.0]]
    assert ignored(found) == [3]


def test_spend_without_any_period_is_kept_and_that_is_said() -> None:
    found = checked(
        "channel_spend", [use("Kanal", "channel"), use("Kosten", "amount")], [["Messe", 5.0], ["Ads", 7.0]]
    )
    assert found.rows["period_start"].isna().all()
    assert "not when" in notes(found)


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 500)), min_size=3, max_size=3), min_size=1, max_size=8
    )
)
def test_unpivoting_keeps_every_count_once(counts: list[list[int | None]]) -> None:
    uses = [use("Tag", "period"), *(use(name, "count", key=name) for name in ("A", "B", "C"))]
    rows: list[list[Cell]] = [[f"2026-01-{n + 2:02}", *row] for n, row in enumerate(counts)]
    found = checked("stage_counts", uses, rows)
    said = [number for row in counts for number in row if number is not None]
    assert found.rows["count"].tolist() == said
