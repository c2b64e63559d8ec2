"""The funnel of the example, twice: how many by month and channel, and who reached which stage when."""

from __future__ import annotations

import datetime as dt

from data.example_tables.cases import ADS, CASES, EVENTS, WEBINAR
from data.example_tables.page import Page

_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni")
_CONTACTS = {
    EVENTS: (20, 21, 0, 18, 0, 10),
    ADS: (780, 741, 705, 690, 712, 655),
    WEBINAR: (0, 0, 25, 0, 23, 0),
}
"""People met at events, visitors sent by ads, people in a webinar, by month."""


def _in(month: int, channel: str, stage: str) -> int:
    days = (getattr(case, stage) for case in CASES if case.channel == channel)
    return sum(1 for day in days if isinstance(day, dt.date) and day.month == month)


FUNNEL = Page(
    "Trichter",
    (
        "Wie viele kommen wie weit? Je Monat und Kanal gezählt",
        "Beispielzahlen. Kontakte: bei Events Gespräche, bei Suchanzeigen Besucher der Seite, im Webinar "
        "Teilnehmer.",
    ),
    {
        "Monat": 16,
        "Kanal": 18,
        "Kontakte": 12,
        "Anfragen": 12,
        "Telefonate": 12,
        "Angebote": 12,
        "Aufträge": 12,
    },
    [
        {
            "Monat": f"{name} 2026",
            "Kanal": channel,
            "Kontakte": contacts[month - 1],
            "Anfragen": _in(month, channel, "enquiry"),
            "Telefonate": _in(month, channel, "call"),
            "Angebote": _in(month, channel, "offer"),
            "Aufträge": _in(month, channel, "order"),
        }
        for month, name in enumerate(_MONTHS, start=1)
        for channel, contacts in _CONTACTS.items()
    ],
    right=frozenset({"Kontakte", "Anfragen", "Telefonate", "Angebote", "Aufträge"}),
)

ENQUIRIES = Page(
    "Anfragen",
    ("Anfragen und was daraus wurde", "Beispielzahlen. Leer heißt: noch nicht so weit."),
    {
        "Kunde": 26,
        "Kanal": 16,
        "Anfrage": 13,
        "Telefonat": 13,
        "Angebot": 13,
        "Auftrag": 13,
        "Abgesagt": 13,
        "Wert": 12,
        "Absagegrund": 22,
    },
    [
        {
            "Kunde": case.customer,
            "Kanal": case.channel,
            "Anfrage": case.enquiry,
            "Telefonat": case.call,
            "Angebot": case.offer,
            "Auftrag": case.order,
            "Abgesagt": case.declined,
            "Wert": case.value,
            "Absagegrund": case.lost or None,
        }
        for case in CASES
    ],
    number_formats={"Wert": "#,##0.00"},
    right=frozenset({"Anfrage", "Telefonat", "Angebot", "Auftrag", "Abgesagt", "Wert"}),
)
