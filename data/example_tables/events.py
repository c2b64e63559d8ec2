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
    name: str,
    minutes: float,
    pass_rate: float,
    rate: Cell,
    stage: str,
    note: str = "",
    written: str = "",
    *,
    customer: int | None = None,
    waiting: str = "",
    value: str = "",
) -> Step:
    cells: dict[str, Cell] = {
        "Schritt": name,
        "Minuten": written or int(minutes),
        "Quote": rate,
        "Rolle": "Inhaberin",
        "Stufe": stage,
        "Kundenzeit": customer,
        "Wartezeit": waiting or None,
        "Wert für den Kunden": value or None,
        "Bemerkung": note or None,
    }
    return Step(minutes, pass_rate, cells=cells)


STEPS = (
    _step("Events finden", 20, 1, _SURE, "Kontakt"),
    _step("Anmelden", 5, 1, _SURE, "Kontakt"),
    _step("Hinfahrt", 25, 1, _SURE, "Kontakt", "von Tür zu Tür: zur Bahn, warten, fahren, laufen", "5+5+8+7"),
    _step("Gespräche vor Ort", 120, 1, _SURE, "Kontakt", customer=10, value="notwendig"),
    _step("Heimfahrt", 25, 10, "10x", "Kontakt", "ein Event bringt zehn Kontakte", value="Verschwendung"),
    _step(
        "Kontakte anschreiben",
        3,
        4 / 10,
        "4 von 10",
        "Anfrage",
        "je Kontakt; vier von zehn wollen einen Termin",
        customer=2,
        waiting="2 Tage",
        value="notwendig",
    ),
    _step(
        "Termin vereinbaren",
        5,
        3 / 4,
        "3 von 4",
        "Angebot",
        "drei von vier Terminen finden statt",
        customer=5,
        waiting="1 Tag",
        value="Verschwendung",
    ),
    _step(
        "Telefonat",
        20,
        2 / 3,
        "2 von 3",
        "Angebot",
        "zwei von drei möchten ein Angebot",
        customer=20,
        waiting="4 Tage",
        value="wertschöpfend",
    ),
    _step(
        "Angebot schreiben",
        20,
        1 / 2,
        "1 von 2",
        "Kunde",
        "jedes zweite wird unterschrieben",
        customer=15,
        waiting="5 Tage",
        value="notwendig",
    ),
)

EVENTS = Page(
    "Events",
    (
        "Akquise über Events: was ein Auftrag an Zeit kostet",
        "Die Summe (345 Minuten je Auftrag) und die Quoten stammen aus einem veröffentlichten "
        "Erfahrungsbericht; die Aufteilung auf die Schritte ist unsere.",
        "Ohne Bahntickets und Eintritt. Zeit und Wartezeit des Kunden sind Beispielzahlen.",
    ),
    {
        "Schritt": 26,
        "Minuten": 12,
        "Quote": 12,
        "Rolle": 14,
        "Stufe": 12,
        "Kundenzeit": 12,
        "Wartezeit": 12,
        "Wert für den Kunden": 20,
        "Bemerkung": 48,
    },
    [step.cells for step in STEPS],
    total={
        "Schritt": "Summe",
        "Minuten": round(sum(step.minutes for step in STEPS)),
        "Bemerkung": "jeder Schritt einmal, ohne die Fehlversuche",
    },
    right=frozenset({"Minuten", "Quote", "Kundenzeit", "Wartezeit"}),
)
