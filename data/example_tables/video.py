"""Delivering a video: 35 single steps in five groups, with minutes written in many ways."""

from __future__ import annotations

import datetime as dt

from core.sheets.grid import Cell
from data.example_tables.page import Page
from data.example_tables.step import Step

_HALF_PAST_ONE, _AN_HOUR, _HOUR_AND_QUARTER = dt.time(1, 30), dt.time(1, 0), dt.time(1, 15)

_VALUABLE, _NECESSARY, _WASTE = "wertschöpfend", "notwendig", "Verschwendung"
_VALUES = {
    **dict.fromkeys(("Strategiegespräch führen", "Konzept schreiben", "Keywords auswählen"), _VALUABLE),
    **dict.fromkeys(
        ("Titel und Beschreibung entwerfen", "Interview drehen", "Schnittbilder drehen"), _VALUABLE
    ),
    **dict.fromkeys(("Rohschnitt", "Ton und Farbe", "Titel und Untertitel"), _VALUABLE),
    **dict.fromkeys(("Video ausspielen und hochladen", "Abschlussgespräch"), _VALUABLE),
    **dict.fromkeys(("Termin abstimmen", "Anfahrt", "Heimfahrt", "Hinfahrt", "Abbau und Rückfahrt"), _WASTE),
    **dict.fromkeys(("Korrekturen einarbeiten", "Rechnung schreiben", "Zahlungseingang prüfen"), _WASTE),
}
"""What a step is to the customer; all others are necessary."""


def _step(
    name: str,
    minutes: float,
    role: str = "Inhaberin",
    *,
    written: Cell = None,
    group: str = "",
    times: int = 1,
    cash: float = 0.0,
    customer: Cell = None,
    waiting: str = "",
    note: str = "",
) -> Step:
    by_customer = role == "Kunde"
    cells: dict[str, Cell] = {
        "Phase": "Lieferung",
        "Gruppe": group or None,
        "Schritt": name,
        "Dauer": written if written is not None else int(minutes),
        "Anzahl": times if times > 1 else None,
        "Kosten": cash or None,
        "Rolle": None if by_customer else role,
        "Ausgeführt von": "Kunde" if by_customer else "wir",
        "Kundenzeit": customer,
        "Wartezeit": waiting or None,
        "Wert für den Kunden": _VALUES.get(name, _NECESSARY),
        "Bemerkung": note or None,
    }
    return Step(minutes, 1.0, times, cash, cells)


STEPS = (
    _step("Termin abstimmen", 10, group="Strategiegespräch", customer=5),
    _step("Vorgespräch vorbereiten", 30, written="30 Min"),
    _step("Anfahrt", 25, written="5+5+8+7", cash=6.8, note="Fahrkarte"),
    _step("Strategiegespräch führen", 90, written=_HALF_PAST_ONE, customer=90),
    _step("Heimfahrt", 25, cash=6.8, note="Fahrkarte"),
    _step("Protokoll schreiben", 25),
    _step("Konzept schreiben", 90, written="1,5 Std"),
    _step("Konzept freigeben", 0, "Kunde", customer=20, waiting="2 Tage", note="Freigabe durch den Kunden"),
    _step("Themen sammeln", 30, group="Keyword-Analyse"),
    _step("Suchvolumen abrufen", 30, written="20-40"),
    _step("Mitbewerber ansehen", 45),
    _step("Keywords auswählen", 30, written="0,5 Std"),
    _step("Titel und Beschreibung entwerfen", 30),
    _step("Keyword-Liste abstimmen", 15, customer=15),
    _step("Drehplan schreiben", 60, written="1 Std", group="Dreh"),
    _step("Drehort und Beteiligte klären", 35, written="10+10+15"),
    _step("Ausrüstung packen", 40, "Kamera"),
    _step("Hinfahrt", 45, "Kamera", cash=38.0, note="Auto und Parken"),
    _step("Aufbau und Licht", 60, "Kamera", written=_AN_HOUR),
    _step("Interview drehen", 120, "Kamera", written="2 Std", customer="2 Std"),
    _step("Schnittbilder drehen", 90, "Kamera", written="60-120"),
    _step("Abbau und Rückfahrt", 75, "Kamera", written="30+45"),
    _step("Material sichern", 30, "Kamera", cash=12.0, note="Speicher"),
    _step("Material sichten", 90, "Schnitt", written="1 1/2 Std", group="Schnitt"),
    _step("Rohschnitt", 210, "Schnitt", written="3,5 Std"),
    _step("Musik suchen und lizenzieren", 40, "Schnitt", cash=29.0, note="Musiklizenz"),
    _step("Ton und Farbe", 90, "Schnitt", written="90 Min"),
    _step("Titel und Untertitel", 75, "Schnitt", written=_HOUR_AND_QUARTER),
    _step(
        "Rohfassung freigeben", 0, "Kunde", customer=30, waiting="3 Tage", note="Freigabe durch den Kunden"
    ),
    _step("Korrekturen einarbeiten", 65, "Schnitt", written="45-90", times=2, note="zwei Schleifen"),
    _step("Endfassung freigeben", 0, "Kunde", customer=15, waiting="1 Tag", note="Freigabe durch den Kunden"),
    _step("Video ausspielen und hochladen", 25, "Schnitt"),
    _step("Rechnung schreiben", 15, group="Rechnung"),
    _step("Zahlungseingang prüfen", 5),
    _step("Abschlussgespräch", 20, written="20 Min", customer=20),
)

VIDEO = Page(
    "Videoproduktion",
    (
        "Videoproduktion: ein Auftrag vom Strategiegespräch bis zur Rechnung",
        "Beispielzahlen, nicht gemessen.",
    ),
    {
        "Phase": 12,
        "Gruppe": 20,
        "Schritt": 34,
        "Dauer": 12,
        "Anzahl": 9,
        "Kosten": 10,
        "Rolle": 12,
        "Ausgeführt von": 16,
        "Kundenzeit": 12,
        "Wartezeit": 12,
        "Wert für den Kunden": 20,
        "Bemerkung": 28,
    },
    [step.cells for step in STEPS],
    merged={"Gruppe": frozenset({"Strategiegespräch", "Dreh", "Rechnung"})},
    number_formats={"Kosten": "#,##0.00"},
    right=frozenset({"Dauer", "Anzahl", "Kosten", "Kundenzeit", "Wartezeit"}),
)
