"""The money of the example: what customers were charged, and what was spent to find them."""

from __future__ import annotations

import datetime as dt

from core.sheets.grid import Cell
from data.example_tables.cases import ADS, EVENTS, WEBINAR
from data.example_tables.page import Page, Row

_FILM, _OWN_FILM, _UPKEEP = "Imagefilm (Paket)", "Film nach Maß", "Betreuung der Filmseite"
_VAT = 0.19


def _invoice(
    number: int,
    customer: str,
    month: int,
    day: int,
    net: float,
    what: str,
    *,
    agreed: float | None = None,
    actual: float | None = None,
    paid: tuple[int, int] | None = None,
    kind: str = "Rechnung",
    cancelled: bool = False,
) -> Row:
    cells: dict[str, Cell] = {
        "Rechnungsnummer": f"2026-{number:03}",
        "Art": kind,
        "Datum": dt.date(2026, month, day),
        "Kunde": customer,
        "Leistung": what,
        "Netto": net,
        "MwSt.": round(net * _VAT, 2),
        "Brutto": round(net * (1 + _VAT), 2),
        "Umfang": "individuell" if what == _OWN_FILM else "standard",
        "Wiederkehrend": "monatlich" if what == _UPKEEP else "einmalig",
        "Stunden vereinbart": agreed,
        "Stunden tatsächlich": actual,
        "Bezahlt am": dt.date(2026, *paid) if paid else None,
        "Storniert": "ja" if cancelled else None,
    }
    return cells


_LINDNER, _AMSEL, _CLUB = "Konditorei Lindner", "Zahnarztpraxis Dr. Amsel", "Segelclub Hafen"

INVOICE_ROWS = (
    _invoice(1, _LINDNER, 3, 2, 4200, _FILM, agreed=40, actual=46.5, paid=(3, 20)),
    _invoice(2, _CLUB, 3, 16, 6400, _OWN_FILM, agreed=50, actual=71, paid=(4, 2)),
    _invoice(3, _AMSEL, 3, 30, 3900, _FILM, agreed=38, actual=36.25, paid=(4, 13)),
    _invoice(4, _LINDNER, 4, 1, 190, _UPKEEP, agreed=2, actual=1.5, paid=(4, 8)),
    _invoice(5, _CLUB, 4, 14, -300, _OWN_FILM, kind="Gutschrift"),
    _invoice(6, "Kita Regenbogen", 4, 30, 2400, _FILM, cancelled=True),
    _invoice(7, "Kita Regenbogen", 4, 30, 2250, _FILM, agreed=25, actual=24.5, paid=(5, 11)),
    _invoice(8, _LINDNER, 5, 1, 190, _UPKEEP, agreed=2, actual=2.25, paid=(5, 7)),
    _invoice(9, _AMSEL, 5, 1, 190, _UPKEEP, agreed=2, actual=1, paid=(5, 6)),
    _invoice(10, "Weingut Kessler", 5, 8, 4200, _FILM, agreed=40, actual=43, paid=(5, 29)),
    _invoice(11, _LINDNER, 6, 1, 190, _UPKEEP, agreed=2, actual=1.75, paid=(6, 9)),
    _invoice(12, _AMSEL, 6, 1, 190, _UPKEEP, agreed=2, actual=1.25, paid=(6, 5)),
    _invoice(13, "Möbelhaus Sand", 6, 19, 7800, _OWN_FILM, agreed=60, actual=88),
)

INVOICES = Page(
    "Rechnungen",
    ("Rechnungen im ersten Halbjahr 2026", "Beispielzahlen. Die stornierte Rechnung zählt nicht."),
    {
        "Rechnungsnummer": 17,
        "Art": 12,
        "Datum": 12,
        "Kunde": 26,
        "Leistung": 26,
        "Netto": 12,
        "MwSt.": 11,
        "Brutto": 12,
        "Umfang": 13,
        "Wiederkehrend": 15,
        "Stunden vereinbart": 19,
        "Stunden tatsächlich": 20,
        "Bezahlt am": 12,
        "Storniert": 11,
    },
    INVOICE_ROWS,
    number_formats=dict.fromkeys(("Netto", "MwSt.", "Brutto"), "#,##0.00"),
    right=frozenset(
        {"Datum", "Netto", "MwSt.", "Brutto", "Stunden vereinbart", "Stunden tatsächlich", "Bezahlt am"}
    ),
)

_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni")
_ADS = (1014.0, 962.5, 916.5, 897.0, 925.6, 851.5)
_SHOWN = (21400, 19850, 19240, 18600, 19410, 17730)
_CLICKS = (780, 741, 705, 690, 712, 655)
_TICKETS = (148.0, 96.0, 0.0, 132.0, 0.0, 89.0)
_INVITING = (0.0, 0.0, 125.0, 0.0, 125.0, 0.0)


def _spent(month: int, channel: str, amount: float, note: str) -> Row:
    ads = channel == ADS
    return {
        "Monat": f"{_MONTHS[month]} 2026",
        "Kanal": channel,
        "Ausgaben": amount,
        "Impressionen": _SHOWN[month] if ads else None,
        "Klicks": _CLICKS[month] if ads else None,
        "Bemerkung": note or None,
    }


SPEND = Page(
    "Werbeausgaben",
    ("Was die Kanäle kosten", "Beispielzahlen. Alle Beträge in Euro, ohne die eigene Arbeitszeit."),
    {"Monat": 16, "Kanal": 18, "Ausgaben": 12, "Impressionen": 14, "Klicks": 10, "Bemerkung": 30},
    [
        _spent(month, channel, amounts[month], note)
        for month in range(6)
        for channel, amounts, note in (
            (EVENTS, _TICKETS, "Eintritt und Fahrkarten"),
            (ADS, _ADS, ""),
            (WEBINAR, _INVITING, "Newsletter und Technik"),
        )
        if amounts[month]
    ],
    number_formats={"Ausgaben": "#,##0.00"},
    right=frozenset({"Ausgaben", "Impressionen", "Klicks"}),
)
