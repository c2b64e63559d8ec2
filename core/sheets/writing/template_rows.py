"""The filled example of each template: a short process in which every way to write a cell is seen once."""

from __future__ import annotations

from collections.abc import Mapping

from core.language import _
from core.sheets.grid import Cell
from core.sheets.kinds import KINDS, Column
from core.sheets.writing.record_rows import (
    channel_spend_rows,
    invoice_rows,
    stage_count_rows,
    stage_event_rows,
    time_entry_rows,
)

Row = Mapping[str, Cell]
"""What a row says, by the column's name. Choices stand as the value that is kept."""


def example_rows(kind: str) -> list[Row]:
    """The example's rows for a kind of sheet, its words in the language spoken now.

    >>> [row["step"] for row in example_rows("process")][:2]
    ['Find an event', 'Travel there']
    """
    return {
        "process": _process_rows,
        "roles": _role_rows,
        "stage_counts": stage_count_rows,
        "stage_events": stage_event_rows,
        "time_entries": time_entry_rows,
        "invoices": invoice_rows,
        "channel_spend": channel_spend_rows,
    }[kind]()


def template_columns(kind: str) -> list[Column]:
    """The columns that a template has: all of steps and roles, of records those that the example fills.

    What only the exports of programs have, such as a column of its own for the day something ended, would
    stand in the way of somebody who fills it in by hand.

    >>> [column.name for column in template_columns("stage_counts")]
    ['period', 'channel', 'stage', 'count']
    """
    rows = example_rows(kind)
    table = KINDS[kind]
    return [
        column
        for column in table.columns
        if not table.records or any(row.get(column.name) is not None for row in rows)
    ]


def _process_rows() -> list[Row]:
    owner, assistant, camera = _("Owner"), _("Assistant"), _("Camera")
    return [
        {
            "channel": _("Events"),
            "phase": "acquire",
            "group": _("At the event"),
            "step": _("Find an event"),
            "minutes": 25,
            "role": assistant,
        },
        {
            "phase": "acquire",
            "step": _("Travel there"),
            "minutes": "5+5+8+7",
            "cash": 12.5,
            "role": owner,
            "note": _("door to door, with the way to the station"),
        },
        {
            "phase": "acquire",
            "step": _("Talk to people on site"),
            "minutes": "1:30",
            "pass_rate": "10x",
            "cash": 20.0,
            "role": owner,
            "stage": _("suspect"),
            "note": _("one event brings ten contacts"),
        },
        {
            "phase": "acquire",
            "group": _("Afterwards"),
            "step": _("Write to a contact"),
            "minutes": 3,
            "pass_rate": _("3 of 10"),
            "target_pass_rate": "40 %",
            "role": assistant,
            "stage": _("lead"),
            "note": _("counted: three of ten answered"),
        },
        {
            "phase": "acquire",
            "step": _("Call"),
            "minutes": "20-40",
            "times": 2,
            "pass_rate": "30 %",
            "role": owner,
            "customer_minutes": 30,
            "stage": _("prospect"),
            "note": _("two calls until the need is clear"),
        },
        {
            "phase": "acquire",
            "step": _("Write an offer"),
            "minutes": _("1.5 h"),
            "tried": 12,
            "succeeded": 5,
            "role": owner,
            "scope": "standard",
            "stage": _("customer"),
            "note": _("five of twelve offers were signed"),
        },
        {
            "phase": "deliver",
            "group": _("Film"),
            "step": _("Shoot on site"),
            "minutes": _("2 h 30 min"),
            "cash": 38.0,
            "role": camera,
            "performed_by": "us",
            "customer_minutes": _("2 h"),
            "customer_value": "adds value",
            "scope": "standard",
        },
        {
            "phase": "deliver",
            "step": _("Approve the film"),
            "minutes": 0,
            "performed_by": "customer",
            "customer_minutes": 20,
            "waiting": _("2 days"),
            "customer_value": "necessary",
            "scope": "standard",
        },
        {
            "phase": "after",
            "group": _("Afterwards"),
            "step": _("Ask for a reference"),
            "minutes": 10,
            "pass_rate": _("1 of 4"),
            "role": owner,
            "customer_minutes": 5,
            "stage": _("referral"),
        },
    ]


def _role_rows() -> list[Row]:
    return [
        {"role": _("Owner"), "hours_per_week": 30},
        {"role": _("Assistant"), "hourly_rate": 28.5, "hours_per_week": 10},
        {"role": _("Camera"), "hourly_rate": 45.0, "hours_per_week": 16},
    ]
