"""Headings that stand over several others, as a channel over its stages or a month over plan and actual."""

from __future__ import annotations

from collections.abc import Sequence

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell
from core.sheets.tables.heading_periods import shown_heading

_LONGEST = 60


def groups_repeat(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether the headings of a lower line are the same again below each of several of an upper line.

    >>> groups_repeat([None, "Web", None, "Fair", None], ["Month", "Leads", "Won", "Leads", "Won"])
    True
    >>> groups_repeat(["Month", "Leads", "Won"], ["Jan", 5.0, 1.0])
    False
    """
    if any(not is_blank(cell) and not isinstance(cell, str) for cell in lower):
        return False
    groups: list[list[str]] = []
    for high, low in zip(upper, lower, strict=True):
        word = "" if is_blank(low) else " ".join(str(low).split()).casefold()
        if len(word) > _LONGEST or (word and word[0].isdigit()):
            return False
        if not is_blank(high):
            groups.append([])
        if groups and word:
            groups[-1].append(word)
    first = next((group for group in groups if len(group) > 1), None)
    full = [group for group in groups if group]
    alike = [group for group in full if group == first]
    return first is not None and len(set(first)) == len(first) and len(alike) > 1 and len(alike) == len(full)


def over_each(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[str, ...]:
    """For each column what stands over its heading of the lower line, also where that is merged; else "".

    >>> over_each(["Month", "Web", None, 2025.0], [None, "Leads", "Won", "Leads"])
    ('', 'Web', 'Web', '2025')
    """
    found = []
    over = ""
    for high, low in zip(upper, lower, strict=True):
        if not is_blank(high):
            over = " ".join(str(shown_heading(high)).split())
        if is_blank(low):
            over = ""
        found.append(over)
    return tuple(found)
