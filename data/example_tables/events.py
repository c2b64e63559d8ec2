"""Winning a customer through events: 345 minutes for one win.

The total and the pass rates come from a published account of a video producer; its table of steps is lost.
The split of the 345 minutes into steps is ours, and the sheet says so.
"""

from __future__ import annotations

from core.sheets.grid import Cell
from data.example_tables.page import Page
from data.example_tables.step import Percent, Step

_SURE = Percent(1.0)


def _step(
    name: str, minutes: float, pass_rate: float, rate: Cell, stage: str, note: str = "", written: str = ""
) -> Step:
    cells: dict[str, Cell] = {
        "Schritt": name,
        "Minuten": written or int(minutes),
        "Quote": rate,
        "Rolle": "Inhaberin",
        "Stufe": stage,
        "Bemerkung": note or None,
    }
    return Step(minutes, pass_rate, cells=cells)


STEPS = (
    _step("Events finden", 20, 1, _SURE, "Kontakt"),
    _step("Anmelden", 5, 1, _SURE, "Kontakt"),
    _step("Hinfahrt", 25, 1, _SURE, "Kontakt", "von Tür zu Tür: zur Bahn, warten, fahren, laufen", "5+5+8+7"),
    _step("Gespräche vor Ort", 120, 1, _SURE, "Kontakt"),
    _step("Heimfahrt", 25, 10, "10x", "Kontakt", "ein Event bringt zehn Kontakte"),
    _step(
        "Kontakte anschreiben",
        3,
        4 / 10,
        "4 von 10",
        "Anfrage",
        "je Kontakt; vier von zehn wollen einen Termin",
    ),
    _step("Termin vereinbaren", 5, 3 / 4, "3 von 4", "Angebot", "drei von vier Terminen finden statt"),
    _step("Telefonat", 20, 2 / 3, "2 von 3", "Angebot", "zwei von drei möchten ein Angebot"),
    _step("Angebot schreiben", 20, 1 / 2, "1 von 2", "Kunde", "jedes zweite wird unterschrieben"),
)

EVENTS = Page(
    "Events",
    (
        "Akquise über Events: was ein Auftrag an Zeit kostet",
        "Die Summe (345 Minuten je Auftrag) und die Quoten stammen aus einem veröffentlichten "
        "Erfahrungsbericht; die Aufteilung auf die Schritte ist unsere.",
        "Ohne Bahntickets und Eintritt.",
    ),
    {"Schritt": 26, "Minuten": 12, "Quote": 12, "Rolle": 14, "Stufe": 12, "Bemerkung": 48},
    [step.cells for step in STEPS],
    total={
        "Schritt": "Summe",
        "Minuten": round(sum(step.minutes for step in STEPS)),
        "Bemerkung": "jeder Schritt einmal, ohne die Fehlversuche",
    },
    right=frozenset({"Minuten", "Quote"}),
)
