"""Totals, averages, targets and the wholes of numbered parts stand among the steps and are none."""

from __future__ import annotations

import pytest

from core.sheets.checks.check import check
from core.sheets.checks.checked import CheckedTable
from core.sheets.grid import Cell, Grid
from core.sheets.tables.recognise import recognise


def read(*rows: list[Cell]) -> CheckedTable:
    grid = Grid("Web", [list(row) for row in rows])
    return check(grid, recognise(grid, "web.xlsx")[0], "web.xlsx")


@pytest.mark.parametrize(
    "label",
    [
        "Σ", "∑ Minuten", "Ergebnis", "macht zusammen", "Gesamtaufwand", "pro Kunde", "Gesamtzeit in min",
        "In Summe", "= 85 min", "Aufwand je Kunde", "Zeit gesamt", "Totaal", "Altogether", "Til sammen",
        "Total time", "Gesamt (ohne Fahrt)", "Durchschnitt", "Mittelwert", "Ø pro Schritt", "Average",
        "Gjennomsnitt", "Ziel", "Target",
    ],
)  # fmt: skip
def test_a_row_that_sums_up_averages_or_aims_is_no_step(label: str) -> None:
    checked = read(["Schritt", "Minuten"], ["Anfrage", 5], ["Telefonat", 20], ["Angebot", 60], [label, 85])
    assert checked.rows["step"].tolist() == ["Anfrage", "Telefonat", "Angebot"]
    assert [ignored.row for ignored in checked.ignored] == [5]


@pytest.mark.parametrize(
    "step",
    [
        "Gesamtkonzept erstellen", "Ergebnis präsentieren", "Total-Quality-Check", "Schnitt",
        "Zielgruppe klären",
        "Durchschnittswerte ermitteln", "Mittelbeschaffung", "Zusammenfassung schreiben", "Sollwerte prüfen",
    ],
)  # fmt: skip
def test_a_step_that_only_sounds_like_a_total_is_kept(step: str) -> None:
    checked = read(["Schritt", "Minuten"], ["Anfrage", 5], ["Telefonat", 20], [step, 10])
    assert step in checked.rows["step"].tolist()


def test_the_first_step_may_be_called_plan() -> None:
    checked = read(["Step", "Minutes"], ["Plan", None], ["Write", 20], ["Target", None])
    assert checked.rows["step"].tolist() == ["Plan", "Write", "Target"]


def test_a_numbered_step_that_sums_its_parts_is_counted_once() -> None:
    checked = read(["Nr", "Schritt", "Min"], [1, "Anfrage", 15], [1.1, "Lesen", 5], [1.2, "Antworten", 10])
    assert checked.rows["step"].tolist() == ["Lesen", "Antworten"]
    assert checked.rows["group"].tolist() == ["Anfrage", "Anfrage"]


def test_numbers_in_front_of_the_steps_are_understood_too() -> None:
    checked = read(
        ["Schritt", "Min"], ["1. Anfrage", 15], ["1.1 Lesen", 5], ["1.2 Antworten", 10], ["2. Ende", 3]
    )
    assert checked.rows["step"].tolist() == ["1.1 Lesen", "1.2 Antworten", "2. Ende"]


def test_a_numbered_step_with_other_minutes_than_its_parts_is_asked_about() -> None:
    checked = read(
        ["Nr", "Schritt", "Min"], ["1", "Anfrage", 30], ["1.1", "Lesen", 5], ["1.2", "Antworten", 10]
    )
    assert [problem.cell for problem in checked.problems] == ["B2"]


def test_a_numbered_step_whose_parts_have_no_minutes_keeps_its_own() -> None:
    checked = read(
        ["Nr", "Schritt", "Min"], ["1", "Anfrage", 30], ["1.1", "Lesen", None], ["2", "Angebot", 9]
    )
    assert checked.rows["minutes"].sum() == 39
