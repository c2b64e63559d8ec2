"""Which table is found where, and how its columns are understood."""

from __future__ import annotations

import pytest

from core.errors import SheetRefused
from core.sheets.checks.check import check
from core.sheets.checks.checked import CheckedTable
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import PROCESS, ROLES
from core.sheets.tables.headers import is_derived, match
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import Corrections


def grid(*rows: list[Cell], name: str = "Events") -> Grid:
    width = max(len(row) for row in rows)
    return Grid(name, [[*row, *[None] * (width - len(row))] for row in rows])


def read(*rows: list[Cell], name: str = "Events") -> CheckedTable:
    sheet = grid(*rows, name=name)
    return check(sheet, recognise(sheet, "steps.xlsx")[0], "steps.xlsx")


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Schritt", "step"),
        ("Ø Dauer (Min.)", "minutes"),
        ("Dauer in Min.", "minutes"),
        ("Wie lange?", "minutes"),
        ("Zeit pro Anruf", "minutes"),
        ("Varighet (min)", "minutes"),
        ("Andel videre", "pass_rate"),
        ("Erfolgsquote in %", "pass_rate"),
        ("% weiter", "pass_rate"),
        ("Antall forsøk", "tried"),
        ("davon erfolgreich", "succeeded"),
        ("Kosten (EUR)", "cash"),
        ("Kosten €/Event", "cash"),
        ("Wer?", "role"),
        ("Zeit des Kunden (min)", "customer_minutes"),
        ("Wartezeit (Tage)", "waiting"),
    ],
)
def test_a_heading_is_understood_in_three_languages(header: str, column: str) -> None:
    found = match(header, PROCESS)
    assert found is not None
    assert found.column == column
    assert found.score >= 85


@pytest.mark.parametrize(
    "header", ["Gesamtminuten", "kumuliert", "Kosten pro Kunde", "Nr.", "Total time", "Sum minutter"]
)
def test_what_the_sheet_computes_itself_is_never_read_as_input(header: str) -> None:
    assert is_derived(header)
    assert match(header, PROCESS) is None


@pytest.mark.parametrize("header", ["Kosten pro Stunde", "Stundensatz", "Datum", "Kunde", "Telefon"])
def test_a_heading_of_something_else_is_not_taken_for_a_column(header: str) -> None:
    found = match(header, PROCESS)
    assert found is None or found.score < 85


def test_kunde_is_not_taken_for_the_hourly_rate() -> None:
    found = match("Kunde", ROLES)
    assert found is None or found.score < 85


def test_titles_above_and_totals_below_are_no_steps() -> None:
    checked = read(
        ["Our way to customers"],
        ["as of 3 November"],
        [],
        ["Step", "Minutes", "Total"],
        ["Call", 10, 10],
        ["Offer", 20, 30],
        ["Sum", 30],
    )
    assert checked.table.header_row == 3
    assert checked.rows["step"].tolist() == ["Call", "Offer"]
    assert [one.what for one in checked.ignored] == ["Total", "Sum"]


def test_a_total_without_a_name_is_found_by_its_sum() -> None:
    checked = read(["Step", "Minutes"], ["Call", 10], ["Offer", 20], [None, 30])
    assert len(checked.rows) == 2
    assert checked.problems == ()


def test_a_row_with_minutes_but_no_step_is_asked_about() -> None:
    checked = read(["Step", "Minutes"], ["Call", 10], [None, 17], ["Offer", 20])
    assert [problem.cell for problem in checked.problems] == ["A3"]


def test_a_channel_written_once_counts_for_the_rows_below() -> None:
    checked = read(
        ["Channel", "Step", "Minutes"],
        ["Fair", "Call", 10],
        [None, "Offer", 20],
        ["Ads", "Call", 5],
    )
    assert checked.rows["channel"].tolist() == ["Fair", "Fair", "Ads"]


def test_a_merged_channel_cell_counts_for_all_its_rows() -> None:
    sheet = Grid(
        "Steps",
        [["Channel", "Step", "Minutes"], ["Fair", "Call", 10], [None, "Offer", 20]],
        merged=(((1, 0), (2, 0)),),
    )
    checked = check(sheet, recognise(sheet, "steps.xlsx")[0], "steps.xlsx")
    assert checked.rows["channel"].tolist() == ["Fair", "Fair"]


def test_a_sheet_without_a_channel_is_a_channel_named_after_it() -> None:
    assert read(["Step"], ["Call"], name="Webinar").rows["channel"].tolist() == ["Webinar"]


@pytest.mark.parametrize("name", ["Sheet1", "Tabelle1", "Ark1", "Sheet"])
def test_a_sheet_whose_name_says_nothing_is_named_after_its_file(name: str) -> None:
    assert read(["Step"], ["Call"], name=name).rows["channel"].tolist() == ["steps"]


def test_a_sheet_called_delivery_without_failures_is_counted_for_one_order() -> None:
    assert read(["Schritt", "Minuten"], ["Schnitt", 60], name="Lieferung").rows["phase"].tolist() == [
        "deliver"
    ]
    assert read(["Schritt", "Minuten", "Quote"], ["Anruf", 60, 0.5], name="Lieferung").rows[
        "phase"
    ].tolist() == ["acquire"]


def test_two_columns_for_the_minutes_are_a_question_and_nothing_is_kept() -> None:
    checked = read(["Step", "Minutes", "Duration"], ["Call", 10, 12])
    assert checked.rows.empty
    assert "“Minutes”, “Duration”" in checked.problems[0].sentence


def test_a_column_the_user_chose_is_read_and_says_so() -> None:
    sheet = grid(["Arbeitsgang X", "Step", "Minutes"], ["Call", "a", 10])
    said = {0: Corrections(columns={0: "step"})}
    table = recognise(sheet, "steps.xlsx", corrections=said)[0]
    checked = check(sheet, table, "steps.xlsx")
    assert checked.rows["step"].tolist() == ["Call"]
    assert str(table.columns[0].reason) == "you said so"


def test_a_matching_corrected_once_is_used_for_the_same_header() -> None:
    sheet = grid(["Was wir tun (neu)", "Step", "Zahl"], ["Call", "a", 10])
    matching = Corrections(columns={0: "step", 1: "", 2: "minutes"}).matching()
    table = recognise(sheet, "other.xlsx", recall=lambda header: matching)[0]
    checked = check(sheet, table, "other.xlsx")
    assert checked.rows[["step", "minutes"]].values.tolist() == [["Call", 10]]


def test_bare_fractions_without_a_unit_are_asked_until_the_user_says_hours() -> None:
    sheet = grid(["Step", "Duration"], ["Call", 0.5], ["Offer", 2.0])
    asked = check(sheet, recognise(sheet, "steps.xlsx")[0], "steps.xlsx")
    assert asked.rows.empty
    assert len(asked.problems) == 2
    said = {0: Corrections(units={"minutes": "h"})}
    told = check(sheet, recognise(sheet, "steps.xlsx", corrections=said)[0], "steps.xlsx")
    assert told.rows["minutes"].tolist() == [30, 120]


def test_bare_percents_are_asked_until_the_user_says_so() -> None:
    sheet = grid(["Step", "Quote"], ["Call", 40.0], ["Offer", 75.0])
    asked = check(sheet, recognise(sheet, "steps.xlsx")[0], "steps.xlsx")
    assert asked.rows.empty
    said = {0: Corrections(scales={"pass_rate": "percent"})}
    told = check(sheet, recognise(sheet, "steps.xlsx", corrections=said)[0], "steps.xlsx")
    assert told.rows["pass_rate"].tolist() == [0.4, 0.75]


def test_a_cell_with_percents_in_excel_is_what_excel_shows() -> None:
    sheet = Grid("S", [["Step", "Quote"], ["Call", 0.4], ["Offer", 1.0]], percent=frozenset({(1, 1), (2, 1)}))
    checked = check(sheet, recognise(sheet, "s.xlsx")[0], "s.xlsx")
    assert checked.rows["pass_rate"].tolist() == [0.4, 1.0]


def test_ten_among_fractions_is_a_batch_and_among_percents_ten_percent() -> None:
    batch = read(["Step", "Quote"], ["Fair", 10], ["Call", 0.4])
    assert batch.rows["pass_rate"].tolist() == [10, 0.4]
    percent = read(["Step", "Quote"], ["Fair", 10], ["Call", "40 %"])
    assert percent.rows["pass_rate"].tolist() == [0.1, 0.4]


def test_tried_and_succeeded_give_a_counted_rate() -> None:
    checked = read(["Step", "Tried", "Succeeded"], ["Call", 10, 3])
    row = checked.rows.iloc[0]
    assert row["pass_rate"] == 0.3
    assert (row["pass_rate_succeeded"], row["pass_rate_tried"]) == (3, 10)
    assert row["pass_rate_evidence"] == "counted"


@pytest.mark.parametrize(
    ("tried", "succeeded", "says"), [(10, 12, "12 succeeded of only 10"), (0, 0, "nothing was tried yet")]
)
def test_a_pair_that_cannot_be_waits(tried: int, succeeded: int, says: str) -> None:
    checked = read(["Step", "Tried", "Succeeded"], ["Call", tried, succeeded])
    assert checked.rows.empty
    assert says in checked.problems[0].sentence


def test_tables_side_by_side_are_read_apart() -> None:
    sheet = grid(
        ["Step", "Minutes", None, "Role", "Hourly rate"],
        ["Call", 10, None, "Owner", 100],
        ["Offer", 20, None, "Editor", 45],
    )
    tables = [check(sheet, table, "s.xlsx") for table in recognise(sheet, "s.xlsx")]
    assert [(table.kind, len(table.rows)) for table in tables] == [("process", 2), ("roles", 2)]


def test_stacked_tables_with_titles_are_channels_of_their_own() -> None:
    sheet = grid(["Fair"], ["Step", "Minutes"], ["Call", 10], [], ["Ads"], ["Step", "Minutes"], ["Click", 1])
    assert [table.channel for table in recognise(sheet, "s.xlsx")] == ["Fair", "Ads"]


def test_a_sheet_without_a_step_column_is_refused_with_what_was_found() -> None:
    with pytest.raises(SheetRefused) as refused:
        recognise(grid(["Umsatz", "Stadt", "Region"], [5, "Köln", "West"]), "s.xlsx")
    assert "“Umsatz”, “Stadt”, “Region”" in str(refused.value)
    assert "Step" in str(refused.value)


def test_phases_that_are_none_are_groups() -> None:
    checked = read(["Phase", "Schritt", "Minuten"], ["Dreh", "Licht", 10], ["Schnitt", "Rohschnitt", 20])
    assert checked.rows["group"].tolist() == ["Dreh", "Schnitt"]
    assert checked.rows["phase"].tolist() == ["acquire", "acquire"]


def test_steps_and_minutes_alone_are_useful_and_say_what_they_lack() -> None:
    checked = read(["Step", "Minutes"], ["Call", 10])
    assert any("No pass rates are given" in str(note) for note in checked.notes)
