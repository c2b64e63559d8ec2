"""Rows and sheets of counts and spend that are no figures of their own are left out, or wait."""

from __future__ import annotations

import datetime as dt

from core.sheets.intake import take_in
from core.sheets.kinds import CHANNEL_SPEND
from tests.sheets.records.tables import checked, ignored, use, waiting

LONG = [use("Monat", "period"), use("Kanal", "channel"), use("Stufe", "stage"), use("Anzahl", "count")]


def test_the_row_of_all_channels_that_adds_up_the_others_does_not_count() -> None:
    rows = [
        ["2026-01", "Web", "Lead", 12.0],
        ["2026-01", "Messe", "Lead", 5.0],
        ["2026-01", "Alle", "Lead", 17.0],
    ]
    found = checked("stage_counts", LONG, rows)
    assert found.rows["count"].sum() == 17
    assert ignored(found) == [4]


def test_the_row_of_all_channels_that_adds_up_nothing_waits() -> None:
    rows = [
        ["2026-01", "Web", "Lead", 12.0],
        ["2026-01", "Messe", "Lead", 5.0],
        ["2026-01", "Alle", "Lead", 18.0],
    ]
    found = checked("stage_counts", LONG, rows)
    assert found.rows["count"].sum() == 17
    assert waiting(found) == ["B4"]


def test_a_channel_called_all_counts_where_no_other_stands_beside_it() -> None:
    found = checked(
        "stage_counts", LONG, [["2026-01", "Alle", "Lead", 12.0], ["2026-02", "Alle", "Lead", 5.0]]
    )
    assert found.rows["count"].sum() == 17


def test_rows_marked_as_plan_are_told_and_not_read() -> None:
    uses = [use("Month", "period"), use("Type", "version"), use("Amount", "amount")]
    rows = [["2026-01", "Planned", 500.0], ["2026-01", "Actual", 482.1], ["2026-01", "Variance", -17.9]]
    found = checked("channel_spend", uses, rows, channel="Google")
    assert found.rows["amount"].tolist() == [482.1]
    assert {str(each.why) for each in found.ignored} == {
        "a plan, nothing that happened",
        "the difference of two other figures",
    }


def test_money_hours_rates_and_parts_among_the_stages_are_no_counts() -> None:
    uses = [use("Stufe", "stage"), use("Jan 2026", "count", key="2026-01-01/2026-01-31")]
    names = [
        "Leads",
        "davon Website",
        "Angebotsquote",
        "Umsatz €",
        "Ø Auftragswert",
        "Stunden Vertrieb",
        "Aufträge",
    ]
    found = checked("stage_counts", uses, [[name, number + 1.0] for number, name in enumerate(names)])
    assert found.rows["stage"].tolist() == ["Leads", "Aufträge"]
    assert ignored(found) == [3, 4, 5, 6, 7]


def test_a_half_year_below_its_quarters_below_their_months_is_a_total() -> None:
    months = [("Jan", 1.0), ("Feb", 2.0), ("Mar", 3.0), ("Q1", 6.0), ("Apr", 4.0), ("May", 5.0), ("Jun", 6.0)]
    rows = [[f"{name} 2026", count] for name, count in (*months, ("Q2", 15.0), ("H1", 21.0))]
    found = checked("stage_counts", [use("Period", "period"), use("Leads", "count", key="Leads")], rows)
    assert found.rows["count"].sum() == 21
    assert waiting(found) == []


def test_channels_that_head_the_same_stages_are_their_channels() -> None:
    uses = [use("", "stage"), use("Jan 2026", "count", key="2026-01-01/2026-01-31")]
    rows = [
        ["Fachvortrag", None],
        ["Leads", 5.0],
        ["Angebote", 2.0],
        ["Anruf", None],
        ["Leads", 9.0],
        ["Angebote", 3.0],
    ]
    found = checked("stage_counts", uses, rows)
    assert found.rows["channel"].tolist() == ["Fachvortrag", "Fachvortrag", "Anruf", "Anruf"]


def test_months_that_head_the_channels_are_their_periods() -> None:
    uses = [use("Kanal", "channel"), use("Kosten", "amount")]
    rows = [["Januar 2026", None], ["Google", 420.5], ["Februar 2026", None], ["Google", 390.0]]
    found = checked("channel_spend", uses, rows)
    assert found.rows["period_start"].dt.month.tolist() == [1, 2]


def test_a_year_in_a_row_of_its_own_is_that_of_the_months_below() -> None:
    rows = [[2025.0, None], ["Dezember", 9.0], [2026.0, None], ["Januar", 14.0]]
    found = checked("stage_counts", [use("Monat", "period"), use("Leads", "count", key="Leads")], rows)
    assert found.questions == ()
    assert found.rows["period_start"].tolist() == [dt.datetime(2025, 12, 1), dt.datetime(2026, 1, 1)]


def test_a_week_among_dates_has_their_year_and_is_their_total() -> None:
    days = [[dt.datetime(2025, 12, day), 5.0] for day in (29, 30)]
    found = checked(
        "stage_counts", [use("Tag", "period"), use("Leads", "count", key="Leads")], [*days, ["KW 1", 10.0]]
    )
    assert found.questions == ()
    assert found.rows["count"].sum() == 10


def test_months_over_the_turn_of_the_year_are_asked_about_once_and_then_roll_over() -> None:
    uses = [use("Monat", "period"), use("Leads", "count", key="Leads")]
    rows = [["November", 1.0], ["Dezember", 2.0], ["Januar", 3.0]]
    assert [question.about for question in checked("stage_counts", uses, rows).questions] == ["year"]
    found = checked("stage_counts", uses, rows, year=2025)
    assert found.rows["period_start"].tolist() == [
        dt.datetime(2025, 11, 1),
        dt.datetime(2025, 12, 1),
        dt.datetime(2026, 1, 1),
    ]


def test_the_same_stage_of_two_years_stands_in_two_columns() -> None:
    counts = [use(f"Leads {year}", "count", key="Leads", over=str(year)) for year in (2024, 2025)]
    found = checked("stage_counts", [use("Monat", "period"), *counts], [["Februar", 1.0, 2.0]], year=2024)
    assert found.rows["period_end"].tolist() == [dt.datetime(2024, 2, 29), dt.datetime(2025, 2, 28)]


def test_a_day_of_a_month_under_date_is_never_taken_for_a_year() -> None:
    uses = [use("Datum", "period"), use("Leads", "count", key="Leads")]
    found = checked("stage_counts", uses, [["Jan 26", 1.0], ["Jan 27", 2.0]])
    assert waiting(found) == ["A2", "A3"]


def test_both_kinds_know_the_words_of_plans() -> None:
    assert "planned" in CHANNEL_SPEND.column("version").choices


def test_a_sheet_called_total_that_is_no_sum_keeps_nothing() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, leads in (("Messe", 5), ("Web", 12), ("Gesamt", 20)):
        sheet = book.create_sheet(name)
        for row in (["Monat", "Leads", "Kunden"], ["Jan 2026", leads, 1], ["Feb 2026", leads, 1]):
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    intake = take_in("trichter.xlsx", held.getvalue())
    assert {str(table.sheet): len(table.rows) for table in intake.tables} == {
        "Messe": 4,
        "Web": 4,
        "Gesamt": 0,
    }
    assert any("adds up" in str(problem) for problem in intake.problems)
