"""Tables whose columns are stages, months, channels or dates of stages."""

from __future__ import annotations

import datetime as dt

import pytest

from core.errors import SheetRefused
from core.sheets.grid import Cell
from core.sheets.tables.wide_events import CLOSE, stage_key
from tests.sheets.small_grids import MONDAY, TUESDAY, WEDNESDAY, names, tables


def test_a_column_a_stage_gives_the_counts_of_each_stage() -> None:
    (table,) = tables(
        ["Monat", "Leads", "Angebote", "Probestunden", "Summe", "Conversion", "Umsatz"],
        ["Januar 2026", 40, 12, 7, 59, "30 %", 4000],
        ["Februar 2026", 44, 10, 9, 63, "23 %", 4400],
    )
    assert table.kind == "stage_counts"
    assert set(names(table)) == {"period", "count:Leads", "count:Angebote", "count:Probestunden"}


def test_channels_with_a_column_a_stage_are_counts_of_the_period_that_the_sheet_names() -> None:
    rows: list[list[Cell]] = [["Messe", 100, 20, 3], ["Web", 300, 40, 9]]
    (table,) = tables(["Kanal", "Kontakte", "Anfragen", "Aufträge"], *rows, name="Q1 2026")
    assert table.kind == "stage_counts"
    assert table.period == (dt.date(2026, 1, 1), dt.date(2026, 3, 31))


def test_a_column_a_month_gives_the_counts_of_each_month() -> None:
    (table,) = tables(
        ["Stufe", dt.datetime(2026, 1, 1), "Feb 2026", "03/2026", "Gesamt"],
        ["Erstkontakt", 45, 52, 61, 158],
        ["Angebot", 9, 11, 12, 32],
    )
    assert table.kind == "stage_counts"
    assert set(names(table)) == {
        "stage",
        "count:2026-01-01/2026-01-31",
        "count:2026-02-01/2026-02-28",
        "count:2026-03-01/2026-03-31",
    }


def test_stages_are_known_by_their_names_where_no_heading_says_so() -> None:
    (table,) = tables(
        ["", "Jan 2026", "Feb 2026"], ["Besucher", 900, 800], ["Anfragen", 40, 50], ["Kunden", 4, 5]
    )
    assert table.kind == "stage_counts"
    assert table.use("stage") is not None


@pytest.mark.parametrize(("name", "file"), [("Trichter 2025", "a.xlsx"), ("Tabelle1", "trichter_2025.xlsx")])
def test_the_year_of_bare_months_is_that_of_the_sheet_or_the_file(name: str, file: str) -> None:
    (table,) = tables(["Stufe", "Jan", "Feb"], ["Leads", 4, 5], ["Angebote", 1, 2], name=name, file=file)
    assert table.year == 2025
    assert "count:2025-01-01/2025-01-31" in names(table)


def test_bare_months_without_a_year_anywhere_keep_it_open() -> None:
    (table,) = tables(["Stufe", "Jan", "Q2", "KW 9"], ["Leads", 4, 5, 6], ["Angebote", 1, 2, 3])
    assert table.year is None
    assert set(names(table)) == {"stage", "count:--01/--01", "count:--04/--06", "count:--W09/--W09"}


def test_mondays_as_headings_are_weeks() -> None:
    (table,) = tables(
        ["Stufe", dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 12)], ["Leads", 5, 6], ["Angebote", 1, 2]
    )
    assert "count:2026-01-05/2026-01-11" in names(table)


def test_bare_numbers_of_weeks_are_weeks() -> None:
    (table,) = tables(["KW", "Anrufe", "Termine", "Aufträge"], [1, 40, 10, 3], [2, 44, 12, 4], name="2026")
    period = table.use("period")
    assert period is not None
    assert (period.unit, table.year) == ("week", 2026)


def test_a_year_beside_the_months_is_theirs() -> None:
    (table,) = tables(
        ["Jahr", "Monat", "Anfragen", "Aufträge"], [2026, "Januar", 40, 3], [2026, "Februar", 44, 4]
    )
    assert table.year == 2026


def test_years_that_change_beside_the_months_are_asked_about() -> None:
    (table,) = tables(
        ["Jahr", "Monat", "Anfragen", "Aufträge"], [2025, "Januar", 40, 3], [2026, "Januar", 44, 4]
    )
    assert "2025, 2026" in str(table.conflicts[0])


def test_money_by_channel_and_month_is_spend() -> None:
    (table,) = tables(
        ["Kanal", "Jan 2026", "Feb 2026"], ["Messe", "120 €", "30 €"], ["Google Ads", "300 €", "0 €"]
    )
    assert table.kind == "channel_spend"
    assert names(table)["amount:2026-01-01/2026-01-31"] == "Jan 2026"


def test_money_by_month_and_channel_is_spend() -> None:
    (table,) = tables(
        ["Werbeausgaben 2026 in EUR"],
        [],
        ["Monat", "Google Ads", "Messen", "Vereinsheft", "Summe"],
        ["Januar", 430.5, 0, 20, 450.5],
        ["Februar", 440.5, 2900, 20, 3360.5],
    )
    assert table.kind == "channel_spend"
    assert set(names(table)) == {"period", "amount:Google Ads", "amount:Messen", "amount:Vereinsheft"}
    assert {use.currency for use in table.columns if use.key} == {"EUR"}


def test_bare_numbers_by_channel_and_month_are_asked_about() -> None:
    (table,) = tables(["Kanal", "Jan", "Feb"], ["Messe", 120, 30], ["Google Ads", 300, 280], name="2026")
    assert "money spent or people counted" in str(table.conflicts[0])


def test_bare_numbers_by_channel_in_a_sheet_of_leads_are_counts() -> None:
    (table,) = tables(["Kanal", "Jan", "Feb"], ["Messe", 12, 3], ["Google Ads", 30, 28], name="Leads 2026")
    assert table.kind == "stage_counts"


def test_a_date_column_a_stage_gives_the_events_of_each_case() -> None:
    (table,) = tables(
        ["Kunde", "Quelle", "Anfrage", "Datum Vorgespräch", "Angebot am", "Auftrag", "Geburtstag", "Notiz"],
        ["Abel", "Messe", MONDAY, "3.3.2026", None, None, dt.datetime(1980, 1, 1), "nett"],
        ["Brück", "Web", TUESDAY, "4.3.2026", WEDNESDAY, WEDNESDAY, dt.datetime(1970, 1, 1), None],
    )
    assert table.kind == "stage_events"
    keys = {use.key for use in table.columns if use.name == "time"}
    assert keys == {"Anfrage", "Vorgespräch", "Angebot", "Auftrag"}


def test_an_expected_close_date_counts_only_where_a_row_is_won_or_lost() -> None:
    (table,) = tables(
        ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Create Date", "Last Modified Date"],
        ["1", "A", "Closed won", "2026-02-14 16:40", "2026-01-12 09:05", "2026-03-30 18:22"],
        ["2", "B", "Contract sent", "2026-04-30 17:00", "2026-02-03 08:55", "2026-03-30 18:22"],
    )
    keys = {use.header: use.key for use in table.columns if use.name == "time"}
    assert keys == {"Close Date": CLOSE, "Create Date": "Created"}
    assert names(table)["stage"] == "Deal Stage"
    assert names(table)["case"] == "Record ID"


def test_an_expected_close_date_beside_won_and_lost_times_is_no_event() -> None:
    (table,) = tables(
        [
            "Deal - ID",
            "Deal - Title",
            "Deal - Status",
            "Deal - Expected close date",
            "Deal - Won time",
            "Deal - Lost time",
        ],
        ["41", "A", "Won", "2026-02-01", "2026-01-30 09:00:44", None],
        ["42", "B", "Lost", "2026-02-09", None, "2026-02-02 10:10:10"],
    )
    assert {use.key for use in table.columns if use.name == "time"} == {"Won", "Lost"}
    close = next(use for use in table.columns if "close" in use.header)
    assert "expected date" in str(close.reason)


def test_a_stage_with_the_date_of_its_last_change_is_an_event() -> None:
    (table,) = tables(
        ["Deal", "Stage", "Modified Time"],
        ["A", "Lead", "2026-03-02 10:00"],
        ["B", "Closed Won", "2026-03-03 11:00"],
    )
    assert names(table) == {"case": "Deal", "stage": "Stage", "time": "Modified Time"}


def test_a_file_a_page_with_user_ids_is_a_stage_of_a_web_funnel() -> None:
    (table,) = tables(["user_id", "page"], ["313593", "home_page"], ["321512", "home_page"])
    assert (table.kind, names(table)) == ("stage_events", {"case": "user_id", "stage": "page"})


def test_a_file_without_stages_takes_them_from_its_name() -> None:
    (table,) = tables(
        ["user_id", "timestamp"],
        ["u1", "2026-03-01 09:00"],
        ["u2", "2026-03-01 09:10"],
        name="signup_page_table",
        file="signup_page_table.csv",
    )
    assert (table.kind, table.stage) == ("stage_events", "signup page")


def test_machines_with_dates_are_no_cases() -> None:
    with pytest.raises(SheetRefused):
        tables(
            ["Inventar-Nr.", "Gerät", "Anschaffung", "Garantie bis", "Nächste Prüfung"],
            ["I-1", "Säge", MONDAY, TUESDAY, WEDNESDAY],
            ["I-2", "Hobel", MONDAY, TUESDAY, WEDNESDAY],
        )


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Datum Angebot", "Angebot"),
        ("Angebotsdatum", "Angebot"),
        ("Won time", "Won"),
        ("Deal - Gewonnen am", "Gewonnen"),
        ("Deal - Deal created", "Created"),
        ("Created Time", "Created"),
        ("Erstellungsdatum", "Erstellt"),
        ("Opprettet dato", "Opprettet"),
        ("Første kontakt", "Første kontakt"),
        ("Date of offer", "offer"),
        ('Date entered "Closed Won (Sales Pipeline)"', "Closed Won (Sales Pipeline)"),
    ],
)
def test_a_stage_keeps_its_own_words_without_those_for_dates(header: str, key: str) -> None:
    assert stage_key(header) == key


def test_a_table_of_numbers_by_account_and_month_is_no_funnel() -> None:
    rows: list[list[Cell]] = [
        ["Umsatzerlöse", 18450, 16210.5],
        ["Personalkosten", -6200, -6200],
        ["Gewinn", 900, 12],
    ]
    with pytest.raises(SheetRefused):
        tables(["Bezeichnung", "Jan 2026", "Feb 2026"], *rows)
