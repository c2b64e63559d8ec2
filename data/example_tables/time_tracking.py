"""Time entries of the example: three films, two evenings of looking for customers, and what else there was.

Kept by hand, as a sheet with start, end and break; most steps are called as in the sheets of the processes,
a few a little otherwise, and some of the work belongs to no step of theirs. No step of looking for customers
is measured often enough to count: what a customer from events costs stays as it was published.
"""

from __future__ import annotations

import datetime as dt

from core.sheets.grid import Cell
from data.example_tables.page import Page, Row

_OWNER, _CAMERA, _CUT = "Inhaberin", "Kamera", "Schnitt"
_LINDNER, _CLUB, _AMSEL = "Konditorei Lindner", "Segelclub Hafen", "Zahnarztpraxis Dr. Amsel"
_EVENTS, _OFFICE = "Events", "Büro"


def _entry(
    month: int,
    day: int,
    begin: str,
    end: str,
    task: str,
    who: str = _OWNER,
    pause: int = 0,
    note: str = "",
    *,
    customer: str = "",
    project: str = "",
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
        "Kunde": customer or None,
        "Projekt": project or None,
        "Tätigkeit": task,
        "Bemerkung": note or None,
    }
    return cells


def _film(
    customer: str,
    month: int,
    day: int,
    begin: str,
    end: str,
    task: str,
    who: str = _OWNER,
    pause: int = 0,
    note: str = "",
) -> Row:
    return _entry(month, day, begin, end, task, who, pause, note, customer=customer, project="Film")


_AN_EVENING = (
    _entry(1, 14, "16:20", "16:50", "Hinfahrt", project=_EVENTS),
    _entry(1, 14, "17:00", "19:30", "Gespräche vor Ort", project=_EVENTS, note="Unternehmerabend"),
    _entry(1, 14, "19:40", "20:10", "Heimfahrt", project=_EVENTS),
)
_ANOTHER_EVENING = (
    _entry(2, 18, "16:45", "17:15", "Hinfahrt", project=_EVENTS),
    _entry(2, 18, "17:30", "19:45", "Gespräche vor Ort", project=_EVENTS, note="Messe"),
    _entry(2, 18, "20:00", "20:35", "Heimfahrt", project=_EVENTS),
)
_CALLS = (
    _entry(1, 20, "10:00", "10:30", "Telefonat", customer=_LINDNER),
    _entry(1, 22, "11:00", "11:25", "Telefonat", customer=_CLUB),
)
_OFFERS = (
    _entry(1, 28, "09:00", "09:45", "Angebot schreiben", customer=_LINDNER),
    _entry(2, 5, "14:00", "14:35", "Angebot schreiben", customer=_CLUB),
)
_BAKERY = (
    _film(_LINDNER, 2, 11, "10:00", "11:45", "Strategiegespräch führen", note="in der Backstube"),
    _film(_LINDNER, 2, 12, "08:30", "10:15", "Konzept schreiben"),
    _film(_LINDNER, 2, 13, "09:00", "10:00", "Mitbewerber ansehen"),
    _film(_LINDNER, 2, 13, "10:00", "10:45", "Keywords auswählen"),
    _film(_LINDNER, 2, 16, "14:00", "15:15", "Drehplan schreiben"),
    _film(_LINDNER, 2, 18, "06:30", "07:15", "Aufbau und Licht", _CAMERA, note="vor der Öffnung"),
    _film(_LINDNER, 2, 18, "07:15", "10:00", "Interview drehen", _CAMERA, 15),
    _film(_LINDNER, 2, 18, "10:00", "11:45", "Schnittbilder drehen", _CAMERA),
    _film(_LINDNER, 2, 18, "11:45", "13:15", "Abbau und Rückfahrt", _CAMERA),
    _film(_LINDNER, 2, 19, "09:00", "10:45", "Material sichten", _CUT),
    _film(_LINDNER, 2, 19, "11:00", "16:30", "Rohschnitt", _CUT, 45),
    _film(_LINDNER, 2, 20, "09:00", "10:30", "Ton und Farbe", _CUT),
    _film(_LINDNER, 2, 20, "10:30", "12:00", "Titel und Untertitel", _CUT),
    _film(_LINDNER, 2, 25, "13:00", "14:30", "Korrekturen einarbeiten", _CUT, note="erste Schleife"),
    _film(_LINDNER, 2, 27, "09:00", "09:50", "Korrekturen einarbeiten", _CUT, note="zweite Schleife"),
    _film(_LINDNER, 3, 2, "11:00", "11:15", "Rechnung schreiben"),
)
_SAILING_CLUB = (
    _film(_CLUB, 2, 19, "15:00", "17:10", "Strategiegespräch führen", note="am Steg"),
    _film(_CLUB, 2, 20, "13:00", "15:30", "Konzept schreiben"),
    _film(_CLUB, 2, 23, "09:00", "10:20", "Drehplan schreiben"),
    _film(_CLUB, 3, 3, "08:00", "09:20", "Aufbau und Licht", _CAMERA, note="auf dem Boot"),
    _film(_CLUB, 3, 3, "09:20", "12:40", "Interview drehen", _CAMERA, 20),
    _film(_CLUB, 3, 3, "13:30", "16:00", "Schnittbilder drehen", _CAMERA),
    _film(_CLUB, 3, 4, "09:00", "11:20", "Material sichten", _CUT),
    _film(_CLUB, 3, 4, "12:00", "17:00", "Rohschnitt", _CUT, 30),
    _film(_CLUB, 3, 5, "09:00", "10:40", "Rohschnitt Tag 2", _CUT),
    _film(_CLUB, 3, 5, "11:00", "12:50", "Ton und Farbe", _CUT),
    _film(_CLUB, 3, 6, "09:00", "10:25", "Titel & Untertitel", _CUT),
    _film(_CLUB, 3, 11, "10:00", "12:10", "Korrekturen einarbeiten", _CUT, note="erste Schleife"),
    _film(_CLUB, 3, 13, "10:00", "11:15", "Korrekturen einarbeiten", _CUT, note="zweite Schleife"),
    _film(_CLUB, 3, 16, "09:00", "09:20", "Rechnung schreiben"),
)
_DENTIST = (
    _film(_AMSEL, 3, 5, "16:00", "17:30", "Strategiegespräch führen", note="nach der Sprechstunde"),
    _film(_AMSEL, 3, 9, "09:00", "10:40", "Konzept schreiben"),
    _film(_AMSEL, 3, 10, "14:00", "14:50", "Mitbewerber ansehen"),
    _film(_AMSEL, 3, 12, "09:00", "10:00", "Drehplan schreiben"),
    _film(_AMSEL, 3, 17, "13:00", "13:50", "Aufbau und Licht", _CAMERA),
    _film(_AMSEL, 3, 17, "14:00", "16:15", "Interview drehen", _CAMERA),
    _film(_AMSEL, 3, 17, "16:15", "17:45", "Schnittbilder drehen", _CAMERA),
    _film(_AMSEL, 3, 18, "09:00", "10:25", "Material sichten", _CUT),
    _film(_AMSEL, 3, 18, "10:45", "15:30", "Rohschnitt", _CUT, 40),
    _film(_AMSEL, 3, 19, "09:00", "10:20", "Ton und Farbe", _CUT),
    _film(_AMSEL, 3, 19, "10:30", "11:40", "Titel und Untertitel", _CUT),
    _film(_AMSEL, 3, 25, "09:00", "10:15", "Korrekturen einarbeiten", _CUT, note="eine Schleife genügt"),
    _film(_AMSEL, 3, 30, "10:00", "10:15", "Rechnung schreiben"),
)
_NO_STEP = (
    _entry(1, 30, "14:00", "17:00", "Buchhaltung", project=_OFFICE),
    _entry(2, 24, "09:00", "12:15", "Eigene Webseite überarbeiten", project=_OFFICE),
    _entry(2, 27, "14:00", "17:30", "Buchhaltung", project=_OFFICE),
    _entry(3, 20, "09:00", "11:30", "Kamera warten und Speicher aufräumen", _CAMERA, project=_OFFICE),
    _entry(3, 27, "14:00", "16:45", "Buchhaltung", project=_OFFICE),
)

ENTRIES = tuple(
    sorted(
        (
            *(*_AN_EVENING, *_ANOTHER_EVENING, *_CALLS, *_OFFERS),
            *(*_BAKERY, *_SAILING_CLUB, *_DENTIST, *_NO_STEP),
        ),
        key=lambda row: (str(row["Datum"]), str(row["Beginn"])),
    )
)

HOURS = Page(
    "Stunden",
    ("Stundenzettel: drei Filme, zwei Events und das Büro", "Beispielzahlen, nicht gemessen."),
    {
        "Datum": 12,
        "Beginn": 10,
        "Ende": 10,
        "Pause (Min.)": 13,
        "Stunden": 10,
        "Mitarbeiter": 14,
        "Kunde": 24,
        "Projekt": 10,
        "Tätigkeit": 36,
        "Bemerkung": 22,
    },
    ENTRIES,
    total={"Datum": "Summe", "Stunden": round(sum(float(str(entry["Stunden"])) for entry in ENTRIES), 2)},
    number_formats={"Stunden": "0.00"},
    right=frozenset({"Datum", "Beginn", "Ende", "Pause (Min.)", "Stunden"}),
)
