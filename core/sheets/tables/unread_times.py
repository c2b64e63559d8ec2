"""Columns of a time sheet that change how long people worked, and that are not counted: said, not silent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.language import Text
from core.sheets.kinds import TIME_ENTRIES, Kind
from core.sheets.tables.contents import Contents, fit
from core.sheets.tables.table import ColumnUse

_TRAVEL = re.compile(r"fahrt|reise|wegzeit|travel|driving|kjøre", re.IGNORECASE)
_TIME = re.compile(r"zeit|std|stunden|\bh\b|time|hours|hrs|timer|\btid", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:anz(?:ahl)?\.?|zahl) ?(?:der )?(?:mann|männer|personen|mitarbeiter|ma|leute|köpfe)\b|\bmann\b"
    r"|(?:number|no\.?|#) ?(?:of )?(?:people|men|workers|staff)\b|headcount|crew size"
    r"|antall (?:mann|personer|ansatte)",
    re.IGNORECASE,
)


def unread_times(uses: Sequence[ColumnUse], contents: Sequence[Contents], kind: Kind) -> list[Text]:
    """What is not counted although it may be work: travel in a column of its own, and several people.

    >>> from core.sheets.tables.contents import contents_of
    >>> uses = [ColumnUse(0, "Fahrtzeit", None, 0, Text(""))]
    >>> print(unread_times(uses, [contents_of(["1:30"])], TIME_ENTRIES)[0])
    The times under “Fahrtzeit” are not counted as work
    """
    if kind is not TIME_ENTRIES:
        return []
    found = []
    minutes = kind.column("minutes")
    for use in uses:
        below = contents[use.index] if use.index < len(contents) else None
        if use.name is not None or below is None or not below.cells:
            continue
        words = {"header": use.header}
        if _TRAVEL.search(use.header) and _TIME.search(use.header) and (fit(below, minutes) or 0) > 0.5:
            found.append(Text("The times under “{header}” are not counted as work", words))
        elif _PEOPLE.search(use.header) and any(_several(cell) for cell in below.cells):
            found.append(Text("The hours count once, not for each of the people under “{header}”", words))
    return found


def _several(cell: object) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell > 1
