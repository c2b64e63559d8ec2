"""What the line above a table of spend or a heading says of all its amounts: thousands, or with VAT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.checks.currency_mix import in_thousands
from core.sheets.tables.long_figures import is_gross
from core.sheets.tables.table import ColumnUse

THOUSANDS = "thousand"
"""The unit of amounts of which the line above says that they are thousands."""


def with_what_is_said_of_amounts(uses: Sequence[ColumnUse], title: str, notes: list[Text]) -> list[ColumnUse]:
    """The columns with the unit of their amounts; what is understood is said in `notes`.

    >>> notes = []
    >>> use = ColumnUse(1, "Jan 2026", "amount", 100, Text(""))
    >>> with_what_is_said_of_amounts([use], "Mediakosten in Tsd. €", notes)[0].unit, len(notes)
    ('thousand', 1)
    """
    amounts = [use for use in uses if use.name == "amount"]
    gross = next((use for use in amounts if is_gross(use.header)), None)
    if gross is not None:
        words = {"header": gross.header}
        notes.append(
            Text("“{header}” holds the VAT, and no amount without it is there, so this one counts", words)
        )
    if not amounts or not in_thousands(title):
        return list(uses)
    notes.append(
        Text("The line above the table says “{found}”, so its amounts are thousands", {"found": title})
    )
    return [
        replace(use, unit=THOUSANDS) if use.name == "amount" and not in_thousands(use.header) else use
        for use in uses
    ]
