"""The kinds of sheets, each one table of columns.

Templates, the column dictionary, recognition and checks are all derived from these tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.sheets.kinds.channel_spend import CHANNEL_SPEND
from core.sheets.kinds.column import Aliases, Column, Kind, Reads, split
from core.sheets.kinds.invoices import INVOICES
from core.sheets.kinds.process import PROCESS
from core.sheets.kinds.roles import ROLES
from core.sheets.kinds.stage_counts import STAGE_COUNTS
from core.sheets.kinds.stage_events import STAGE_EVENTS
from core.sheets.kinds.time_entries import TIME_ENTRIES

__all__ = [
    "CHANNEL_SPEND",
    "DERIVED",
    "INVOICES",
    "KINDS",
    "PROCESS",
    "ROLES",
    "STAGE_COUNTS",
    "STAGE_EVENTS",
    "TIME_ENTRIES",
    "Aliases",
    "Column",
    "Kind",
    "Reads",
]

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (PROCESS, ROLES, STAGE_COUNTS, STAGE_EVENTS, TIME_ENTRIES, INVOICES, CHANNEL_SPEND)
}

DERIVED = split(
    "total, total time, total minutes, total cost, sum, cumulative, cumulated, share, cost per "
    "win, cost per customer, no, nr, id, #, minutes per win, time per win, labour cost, running "
    "total, minutes per customer, time per customer, subtotal, cumulative minutes, hours total, "
    "total hours, summe, gesamt, gesamtzeit, gesamtdauer, gesamtminuten, gesamtkosten, kumuliert, "
    "lfd nr, kosten pro kunde, kosten pro auftrag, zeit pro kunde, zeit gesamt, kosten gesamt, "
    "nummer, pos, minuten pro kunde, minuten gesamt, lohnkosten, personalkosten, zwischensumme, "
    "minuten kumuliert, kumulierte minuten, summe minuten, summe kosten, zeit kumuliert, anteil "
    "in %, gesamt min, sum, totalt, total tid, total kostnad, kumulert, løpenummer, kostnad per "
    "kunde, lønnskostnad, sum minutter, minutter totalt, sum tid, sum kostnad, tid per kunde, "
    "minutter per kunde "
)
"""Headers of columns that a sheet computes itself; they are named as ignored, never read as input."""
