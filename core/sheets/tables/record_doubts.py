"""What a table of records leaves unclear, so that the user is asked before any of its rows is kept."""

from __future__ import annotations

from collections.abc import Sequence

from core.language import Text
from core.sheets.grid import Grid
from core.sheets.kinds import TIME_ENTRIES, Kind
from core.sheets.tables.heading_periods import year_column, yearless
from core.sheets.tables.record_headers import SCANNED
from core.sheets.tables.record_reading import bare_number
from core.sheets.tables.record_uses import split_in_two
from core.sheets.tables.table import ColumnUse


def years_beside(grid: Grid, uses: Sequence[ColumnUse], first: int, last: int) -> frozenset[int]:
    """The years in a column of their own, where the periods beside it name none: 2026 | Januar.

    >>> uses = [ColumnUse(0, "Jahr", None, 0, Text("")), ColumnUse(1, "Monat", "period", 100, Text(""))]
    >>> years_beside(Grid("A", [["Jahr", "Monat"], [2026, "Januar"]]), uses, 1, 1)
    frozenset({2026})
    """
    use = next((use for use in uses if use.name == "period"), None)
    rows = list(grid.rows[first : min(last + 1, first + SCANNED)])
    if use is None or not any(yearless(row[use.index]) for row in rows[:60]):
        return frozenset()
    years = (
        year_column(other.header, [row[other.index] for row in rows]) for other in uses if other is not use
    )
    return next((found for found in years if found), frozenset())


def several_years(years: frozenset[int]) -> list[Text]:
    """Why months cannot be read whose years stand in a column beside them and differ.

    >>> several_years(frozenset({2026})), len(several_years(frozenset({2025, 2026})))
    ([], 1)
    """
    if len(years) < 2:
        return []
    return [
        Text(
            "The years stand in a column of their own ({years}), apart from their months or weeks. "
            "Write both into one column, such as 2026-01.",
            {"years": ", ".join(str(year) for year in sorted(years))},
        )
    ]


def two_part_times(uses: Sequence[ColumnUse], grid: Grid, kind: Kind, first: int, last: int) -> list[Text]:
    """Why times cannot be read whose hours stand in one column and whose minutes in another.

    >>> two_part_times([], Grid("A", []), TIME_ENTRIES, 0, 0)
    []
    """
    pair = split_in_two(uses) if kind is TIME_ENTRIES else None
    if pair is None:
        return []
    hours, minutes = pair
    for row in grid.rows[first : min(last + 1, first + 100)]:
        whole, rest = bare_number(row[hours.index]), bare_number(row[minutes.index])
        if not whole or not rest:
            continue
        if rest < 60 and whole == int(whole) and abs(whole * 60 - rest) > 1:
            return [
                Text(
                    "Column {hours} holds hours and column {minutes} minutes, and together they seem to be "
                    "one time. Write both into one column, such as 1:30.",
                    {"hours": hours.letter, "minutes": minutes.letter},
                )
            ]
    return []
