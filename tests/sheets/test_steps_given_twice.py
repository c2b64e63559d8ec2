"""What a file says twice is counted once, or asked about; what it says in part is asked about."""

from __future__ import annotations

import io

import xlsxwriter

from core.sheets.grid import Cell
from core.sheets.intake import Intake, take_in

HEADER: list[Cell] = ["Kanal", "Schritt", "Minuten", "Quote"]


def taken(**sheets: list[list[Cell]]) -> Intake:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            for r, row in enumerate(rows):
                sheet.write_row(r, 0, row)
    return take_in("wege.xlsx", data.getvalue())


def steps(intake: Intake) -> list[str]:
    return [step for table in intake.tables for step in table.rows["step"]]


def sentences(intake: Intake) -> str:
    return " ".join(str(problem) for problem in intake.problems)


WEB: list[list[Cell]] = [["Web", "Anfrage", 5, "50%"], ["Web", "Angebot", 60, "40%"]]


def test_a_sheet_given_twice_is_counted_once() -> None:
    intake = taken(Alle=[HEADER, *WEB], Web=[HEADER, *WEB])
    assert steps(intake) == ["Anfrage", "Angebot"]
    assert not intake.problems


def test_an_overview_of_some_steps_does_not_replace_the_whole_sheet() -> None:
    intake = taken(Web=[HEADER, WEB[0]], Alles=[HEADER, *WEB])
    assert steps(intake) == ["Anfrage", "Angebot"]


def test_two_versions_with_other_figures_both_wait() -> None:
    intake = taken(
        Alt=[HEADER, *WEB], Neu=[HEADER, ["Web", "Anfrage", 4, "50%"], ["Web", "Angebot", 50, "40%"]]
    )
    assert steps(intake) == []
    assert "with other figures" in sentences(intake)


def test_two_channels_may_share_a_step() -> None:
    intake = taken(
        Web=[HEADER, *WEB], Messe=[HEADER, ["Messe", "Stand", 300, "8x"], ["Messe", "Angebot", 60, "40%"]]
    )
    assert len(steps(intake)) == 4


def test_a_channel_may_go_on_in_another_sheet() -> None:
    intake = taken(Web=[HEADER, *WEB], Rest=[HEADER, ["Web", "Vertrag", 10, "90%"]])
    assert steps(intake) == ["Anfrage", "Angebot", "Vertrag"]


def test_a_copied_sheet_with_other_figures_is_named() -> None:
    plain: list[Cell] = ["Schritt", "Minuten"]
    intake = taken(Events=[plain, ["a", 5], ["b", 6]], **{"Events (2)": [plain, ["a", 5], ["b", 9]]})
    assert "looks like a copy" in " ".join(str(note) for table in intake.tables for note in table.notes)


def test_measured_minutes_count_before_planned_ones() -> None:
    intake = taken(Web=[["Schritt", "Soll (min)", "Ist (min)"], ["a", 5, 8], ["b", 6, 9]])
    rows = intake.tables[0].rows
    assert rows["minutes"].tolist() == [8, 9]
    assert set(rows["minutes_evidence"]) == {"measured"}
    assert "“Soll (min)”" in " ".join(map(str, intake.tables[0].notes))


def test_a_target_rate_alone_is_no_pass_rate() -> None:
    rows = taken(Web=[["Schritt", "Minuten", "Quote (Ziel)"], ["a", 5, "50%"]]).tables[0].rows
    assert rows["pass_rate"].isna().all()
    assert rows["target_pass_rate"].tolist() == [0.5]


def test_between_old_and_new_minutes_it_is_asked() -> None:
    intake = taken(Web=[["Schritt", "Minuten alt", "Minuten neu"], ["a", 5, 8]])
    assert steps(intake) == []
    assert "both stand for" in sentences(intake)


def test_the_ends_of_a_range_beside_the_figure_are_left_alone() -> None:
    rows = (
        taken(Web=[["Schritt", "Min.", "Max.", "Ø (min)"], ["a", 5, 10, 7], ["b", 20, 40, 30]]).tables[0].rows
    )
    assert rows["minutes"].tolist() == [7, 30]


def test_times_under_headings_that_name_roles_are_asked_about() -> None:
    intake = taken(Web=[["Schritt", "Vertrieb", "Technik"], ["a", "10 min", "5 min"], ["b", "30 min", "1 h"]])
    assert steps(intake) == []
    assert "“Vertrieb”, “Technik”" in sentences(intake)
