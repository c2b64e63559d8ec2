"""The roles of the example: the owner's hour is worth the general hourly rate, the others have their own."""

from __future__ import annotations

from data.example_tables.page import Page

ROLES = Page(
    "Rollen",
    (
        "Rollen: was eine Stunde wert ist und wie viele die Woche hat",
        "Beispielzahlen. Ohne eigenen Stundensatz gilt der allgemeine.",
    ),
    {"Rolle": 18, "Stundensatz": 14, "Stunden pro Woche": 20},
    [
        {"Rolle": "Inhaberin", "Stundensatz": None, "Stunden pro Woche": 30},
        {"Rolle": "Kamera", "Stundensatz": 45, "Stunden pro Woche": 16},
        {"Rolle": "Schnitt", "Stundensatz": 40, "Stunden pro Woche": 20},
    ],
    right=frozenset({"Stundensatz", "Stunden pro Woche"}),
)
