"""Hours that are billed in one column and hours that are not in the next: one row tells of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.kinds import TIME_ENTRIES
from core.sheets.tables.contents import Contents, fit
from core.sheets.tables.headers import ACCEPT, plain
from core.sheets.tables.table import ColumnUse

BILLABLE, NOT_BILLABLE = "billable", "not billable"
"""The keys of the two columns of hours."""

_BILLED = re.compile(r"(?:ver|ab)rechenbar|fakturierbar|billable|chargeable|fakturerbar", re.IGNORECASE)
_NOT = re.compile(r"^(?:nicht|non|not|un|ikke)\b|^(?:nicht|non|un|ikke)", re.IGNORECASE)


def with_billable_hours(uses: Sequence[ColumnUse], contents: Sequence[Contents]) -> list[ColumnUse]:
    """The columns, with the hours that are billed and those that are not where no other column has hours.

    >>> from core.sheets.tables.contents import contents_of
    >>> headings = ["verrechenbar (h)", "nicht verrechenbar (h)"]
    >>> uses = [ColumnUse(i, text, None, 0, Text("")) for i, text in enumerate(headings)]
    >>> [use.key for use in with_billable_hours(uses, [contents_of([5.0]), contents_of([1.0])])]
    ['billable', 'not billable']
    """
    if any(use.name == "minutes" for use in uses):
        return list(uses)
    minutes = TIME_ENTRIES.column("minutes")
    named = [
        use
        for use in uses
        if use.name is None and _BILLED.search(use.header) and (fit(contents[use.index], minutes) or 0) > 0.5
    ]
    without = [use for use in named if _NOT.search(plain(use.header))]
    if len(named) != 2 or len(without) != 1:
        return list(uses)
    puts = {}
    for use in named:
        key = NOT_BILLABLE if use in without else BILLABLE
        why = Text("its hours are not billed") if use in without else Text("its hours are billed")
        puts[use.index] = replace(use, name="minutes", score=ACCEPT, reason=why, suggestion=None, key=key)
    return [puts.get(use.index, use) for use in uses]
