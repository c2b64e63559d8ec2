"""Time entries of the example: what the film for the Lindner bakery took, from the first call to the end.

Kept by hand, as a sheet with start, end and break; the steps are called as in the sheet of the production.
"""

from __future__ import annotations

import datetime as dt

from core.sheets.grid import Cell
from data.example_tables.page import Page, Row

_CUSTOMER = "Konditorei Lindner"


def _entry(
    month: int, day: int, begin: str, end: str, task: str, who: str, pause: int = 0, note: str = ""
) -> Row:
    start, stop = dt.time.fromisoformat(begin), dt.time.fromisoformat(end)
    minutes = (stop.hour - start.hour) * 60 + stop.minute - start.minute - pause
    cells: dict[str, Cell] = {
        "Datum": dt.date(2026, month, day),
        "Beginn": start,
        "Ende": stop,
        "Pause (Min.)": pause or None,
        "Stunden": round(minutes / 60, 2),
        "Mitarbeiter": who,
        "Kunde": _CUSTOMER,
        "Tätigkeit": task,
        "Bemerkung": note or None,
    }
    return cells


_OWNER, _CAMERA, _CUT = "Inhaberin", "Kamera", "Schnitt"

ENTRIES = (
    _entry(1, 20, "10:00", "10:30", "Telefonat", _OWNER),
    _entry(1, 28, "09:00", "09:45", "Angebot schreiben", _OWNER),
    _entry(2, 11, "10:00", "11:45", "Strategiegespräch führen", _OWNER, note="in der Backstube"),
    _entry(2, 12, "08:30", "10:15", "Konzept schreiben", _OWNER),
    _entry(2, 13, "09:00", "10:00", "Mitbewerber ansehen", _OWNER),
    _entry(2, 13, "10:00", "10:45", "Keywords auswählen", _OWNER),
    _entry(2, 16, "14:00", "15:15", "Drehplan schreiben", _OWNER),
    _entry(2, 18, "06:30", "07:15", "Aufbau und Licht", _CAMERA, note="vor der Öffnung"),
    _entry(2, 18, "07:15", "10:00", "Interview drehen", _CAMERA, 15),
    _entry(2, 18, "10:00", "11:45", "Schnittbilder drehen", _CAMERA),
    _entry(2, 18, "11:45", "13:15", "Abbau und Rückfahrt", _CAMERA),
    _entry(2, 19, "09:00", "10:45", "Material sichten", _CUT),
    _entry(2, 19, "11:00", "16:30", "Rohschnitt", _CUT, 45),
    _entry(2, 20, "09:00", "10:30", "Ton und Farbe", _CUT),
    _entry(2, 20, "10:30", "12:00", "Titel und Untertitel", _CUT),
    _entry(2, 25, "13:00", "14:30", "Korrekturen einarbeiten", _CUT, note="erste Schleife"),
    _entry(2, 27, "09:00", "09:50", "Korrekturen einarbeiten", _CUT, note="zweite Schleife"),
    _entry(3, 2, "11:00", "11:15", "Rechnung schreiben", _OWNER),
)

HOURS = Page(
    "Stunden",
    ("Stundenzettel: der Film für die Konditorei Lindner", "Beispielzahlen, nicht gemessen."),
    {
        "Datum": 12,
        "Beginn": 10,
        "Ende": 10,
        "Pause (Min.)": 13,
        "Stunden": 10,
        "Mitarbeiter": 14,
        "Kunde": 22,
        "Tätigkeit": 28,
        "Bemerkung": 22,
    },
    ENTRIES,
    total={"Datum": "Summe", "Stunden": round(sum(float(str(entry["Stunden"])) for entry in ENTRIES), 2)},
    number_formats={"Stunden": "0.00"},
    right=frozenset({"Datum", "Beginn", "Ende", "Pause (Min.)", "Stunden"}),
)
