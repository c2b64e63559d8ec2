"""Where a table of records ends: before the next one, and before a summary that only stands below it."""

from __future__ import annotations

from collections.abc import Sequence

from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.days_of_a_month import says_a_day
from core.sheets.cells.from_to import from_to
from core.sheets.checks.totals import begins_like_a_total, summary
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import Kind
from core.sheets.tables.contents import WANTED, looks_of
from core.sheets.tables.record_headers import SCANNED, filled_in, has_any
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.time_notation import FROM_TO

_TAIL = 200
"""Of a long sheet only so many last rows are looked at for a summary."""


def last_row_of(
    grid: Grid, first: int, end: int, left: int, right: int, uses: Sequence[ColumnUse], kind: Kind
) -> tuple[int, Text | None]:
    """The last row of a table that begins at row `first` and ends before row `end`, and what is cut off.

    Rows after a gap in which nothing reads as the table's own dates or figures are another table; a lone
    total or remark still belongs to it.

    >>> from core.sheets.kinds import TIME_ENTRIES
    >>> uses = [ColumnUse(0, "Date", "date", 100, Text("")), ColumnUse(1, "Hours", "minutes", 100, Text(""))]
    >>> rows = [["1.3.2026", 5], [None, None], ["Project", "Sum"], ["A", 5]]
    >>> last, note = last_row_of(Grid("A", rows), 0, 4, 0, 2, uses, TIME_ENTRIES)
    >>> last, str(note)
    (0, 'Rows 3 to 4 below the table are not read: a table of their own without headings we know')
    """
    rows = grid.rows
    last = end - 1
    while last >= first and not has_any(rows[last], left, right):
        last -= 1
    if last < first:
        return first - 1, None
    begin = first if last - first <= SCANNED else last - _TAIL
    tail = rows[begin : last + 1]
    blocks = _blocks(tail, begin, left, right)
    cut: int | None = None
    for a, b in reversed(blocks[1:] if begin == first else blocks):
        kept = _belongs(tail[a - begin : b - begin + 1], left, right, uses, kind)
        if kept == b - a + 1:
            break
        cut = a + kept
    if cut is None:
        return last, None
    end_of_table = cut - 1
    while end_of_table > first and not has_any(rows[end_of_table], left, right):
        end_of_table -= 1
    words = {"first": cut + 1, "last": last + 1}
    if cut == last:
        return end_of_table, Text("Row {first} below the table is not read: it is no row of it", words)
    return end_of_table, Text(
        "Rows {first} to {last} below the table are not read: a table of their own without headings we know",
        words,
    )


def _blocks(rows: Sequence[list[Cell]], begin: int, left: int, right: int) -> list[tuple[int, int]]:
    """First and last row of every stretch without a blank row."""
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    for i, row in enumerate(rows):
        if has_any(row, left, right):
            start = i if start is None else start
        elif start is not None:
            blocks.append((begin + start, begin + i - 1))
            start = None
    if start is not None:
        blocks.append((begin + start, begin + len(rows) - 1))
    return blocks


def _belongs(rows: Sequence[list[Cell]], left: int, right: int, uses: Sequence[ColumnUse], kind: Kind) -> int:
    """How many rows of a block after a gap belong to the table: all, none, or only its first ones, totals."""
    whole = len(rows)
    if any(_reads(row, uses, kind) for row in rows) and not _is_another_header(rows[0], uses, kind):
        return whole
    if all(filled_in(row, left, right) <= 1 for row in rows):
        return whole
    totals = 0
    while totals < whole and _is_total(rows[totals], left, right):
        totals += 1
    rest = rows[totals:]
    if all(filled_in(row, left, right) <= 1 for row in rest):
        return whole
    return totals if totals or whole > 1 else (whole if filled_in(rows[0], left, right) <= 2 else 0)


def _is_total(row: Sequence[Cell], left: int, right: int) -> bool:
    texts = [cell for cell in row[left:right] if isinstance(cell, str) and not is_blank(cell)]
    if not texts:
        return filled_in(row, left, right) > 0
    return summary(texts[0]) is not None or begins_like_a_total(texts[0])


def _reads(row: Sequence[Cell], uses: Sequence[ColumnUse], kind: Kind) -> bool:
    """Whether a row has the table's own dates, or, where it has none, its figures, and something beside."""
    used = [use for use in uses if use.name and use.index < len(row)]
    filled = [use for use in used if not is_blank(row[use.index])]
    if len(filled) < 2:
        return False
    dates = [use for use in used if kind.column(use.name or "").reads in _DATES and not use.key]
    anchors = dates or [use for use in used if kind.column(use.name or "").reads in _FIGURES]
    return any(
        use in filled
        and (
            looks_of(row[use.index]) & set(WANTED[kind.column(use.name or "").reads])
            or (use.unit is not None and (says_a_day(row[use.index]) or from_to(row[use.index]) is not None))
        )
        for use in anchors
    )


def _is_another_header(row: Sequence[Cell], uses: Sequence[ColumnUse], kind: Kind) -> bool:
    """Whether a row has words where the table has figures: the headings of something else."""
    figures = [
        use for use in uses if use.name and kind.column(use.name).reads in _FIGURES and use.index < len(row)
    ]
    figures = [use for use in figures if use.unit != FROM_TO or from_to(row[use.index]) is None]
    cells = [row[use.index] for use in figures if not is_blank(row[use.index])]
    return bool(cells) and all(isinstance(cell, str) and "text" in looks_of(cell) for cell in cells)


_DATES = frozenset({"day", "moment", "period"})
_FIGURES = frozenset({"amount", "count", "length", "hours", "clock", "moment"})
