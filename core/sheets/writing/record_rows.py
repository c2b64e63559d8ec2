"""The filled examples of the templates for counts, events, time entries, invoices and spend.

All tell of the same small business: two channels, a handful of customers, the first months of a year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from core.language import _
from core.sheets.grid import Cell

Row = Mapping[str, Cell]
"""What a row says, by the column's name. Choices stand as the value that is kept."""


def stage_count_rows() -> list[Row]:
    """A month of two channels, from the first contact to the customer."""
    events, ads = _("Events"), _("Search ads")
    counted = (
        (events, _("contacts"), 20),
        (events, _("leads"), 8),
        (events, _("offers"), 4),
        (events, _("customers"), 2),
        (ads, _("visitors"), 780),
        (ads, _("leads"), 37),
        (ads, _("offers"), 6),
        (ads, _("customers"), 3),
    )
    return [
        {"period": "2026-01", "channel": channel, "stage": stage, "count": count}
        for channel, stage, count in counted
    ]


def stage_event_rows() -> list[Row]:
    """Two customers on their way: one is won, one is lost."""
    bakery, joinery, owner = _("Lindner bakery"), _("Berg joinery"), _("Owner")
    first: Row = {"case": bakery, "channel": _("Events"), "person": owner}
    second: Row = {"case": joinery, "channel": _("Search ads"), "person": owner}
    return [
        {**first, "stage": _("lead"), "time": dt.date(2026, 1, 14)},
        {**first, "stage": _("offer"), "time": dt.date(2026, 1, 28), "value": 4200.0, "currency": "EUR"},
        {**first, "stage": _("won"), "time": dt.date(2026, 2, 9), "value": 4200.0, "currency": "EUR"},
        {**second, "stage": _("lead"), "time": dt.date(2026, 1, 20)},
        {**second, "stage": _("offer"), "time": dt.date(2026, 2, 3), "value": 2850.0, "currency": "EUR"},
        {
            **second,
            "stage": _("lost"),
            "time": dt.date(2026, 2, 24),
            "value": 2850.0,
            "currency": "EUR",
            "lost_reason": _("too expensive"),
        },
    ]


def time_entry_rows() -> list[Row]:
    """A few days: some entries from start to end, some by their length alone."""
    owner, camera = _("Owner"), _("Camera")
    bakery, joinery = _("Lindner bakery"), _("Berg joinery")
    film = _("Company film")
    return [
        {
            "date": dt.date(2026, 1, 28),
            "start": dt.time(9, 0),
            "end": dt.time(9, 40),
            "person": owner,
            "customer": bakery,
            "task": _("Write an offer"),
            "billable": _("no"),
        },
        {
            "date": dt.date(2026, 2, 3),
            "minutes": "35 min",
            "person": owner,
            "customer": joinery,
            "task": _("Write an offer"),
            "billable": _("no"),
        },
        {
            "date": dt.date(2026, 2, 16),
            "start": dt.time(8, 30),
            "end": dt.time(16, 30),
            "break": "45 min",
            "person": camera,
            "customer": bakery,
            "project": film,
            "task": _("Shoot on site"),
            "description": _("interviews and the bakery at work"),
            "billable": _("yes"),
        },
        {
            "date": dt.date(2026, 2, 18),
            "minutes": _("2 h 30 min"),
            "person": owner,
            "customer": bakery,
            "project": film,
            "task": _("Cut the film"),
            "billable": _("yes"),
        },
        {
            "date": dt.date(2026, 2, 19),
            "minutes": "1:15",
            "person": owner,
            "customer": bakery,
            "project": film,
            "task": _("Cut the film"),
            "description": _("second version"),
            "billable": _("yes"),
        },
    ]


def invoice_rows() -> list[Row]:
    """Two customers: a package, custom work with its hours, a subscription and a credit note."""
    bakery, club = _("Lindner bakery"), _("Harbour sailing club")
    return [
        {
            "number": "2026-001",
            "customer": bakery,
            "date": dt.date(2026, 3, 2),
            "amount": 4200.0,
            "currency": "EUR",
            "product": _("Company film"),
            "document": "invoice",
            "recurrence": "one-off",
            "scope": "standard",
            "hours_agreed": 40,
            "hours_actual": 46.5,
            "paid": dt.date(2026, 3, 20),
        },
        {
            "number": "2026-002",
            "customer": club,
            "date": dt.date(2026, 3, 9),
            "amount": 6400.0,
            "currency": "EUR",
            "product": _("Film of the regatta"),
            "document": "invoice",
            "recurrence": "one-off",
            "scope": "custom",
            "hours_agreed": 50,
            "hours_actual": 71,
            "paid": dt.date(2026, 4, 2),
        },
        {
            "number": "2026-003",
            "customer": bakery,
            "date": dt.date(2026, 4, 1),
            "amount": 190.0,
            "currency": "EUR",
            "product": _("Upkeep of the film page"),
            "document": "invoice",
            "recurrence": "recurring",
            "scope": "standard",
        },
        {
            "number": "2026-004",
            "customer": club,
            "date": dt.date(2026, 4, 14),
            "amount": 300.0,
            "currency": "EUR",
            "product": _("Film of the regatta"),
            "document": "credit note",
            "recurrence": "one-off",
            "scope": "custom",
        },
        {
            "number": "2026-005",
            "customer": _("Berg joinery"),
            "date": dt.date(2026, 4, 20),
            "amount": 950.0,
            "currency": "EUR",
            "product": _("Drone flight"),
            "document": "invoice",
            "recurrence": "one-off",
            "scope": "standard",
            "cancelled": _("yes"),
        },
    ]


def channel_spend_rows() -> list[Row]:
    """Two months of ads and events."""
    ads, events = _("Search ads"), _("Events")
    return [
        {
            "channel": ads,
            "campaign": _("Company film"),
            "period": "2026-01",
            "amount": 1014.0,
            "currency": "EUR",
            "impressions": 21400,
            "clicks": 780,
            "conversions": 37,
        },
        {
            "channel": ads,
            "campaign": _("Company film"),
            "period": "2026-02",
            "amount": 962.5,
            "currency": "EUR",
            "impressions": 19850,
            "clicks": 741,
            "conversions": 33,
        },
        {"channel": events, "period": "2026-01", "amount": 148.0, "currency": "EUR"},
        {"channel": events, "period": "2026-02", "amount": 96.0, "currency": "EUR"},
    ]
