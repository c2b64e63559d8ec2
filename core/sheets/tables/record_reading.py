"""How the cells of a recognised column are meant: date order, decimal sign, unit and currency."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.clocks import clock
from core.sheets.cells.currencies import currency_code
from core.sheets.cells.dates import date_orders, needs_order
from core.sheets.cells.moment_columns import plain_orders
from core.sheets.cells.numbers import decimal_sign, number
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import TIME_ENTRIES, Kind
from core.sheets.tables.heading_periods import counted_period
from core.sheets.tables.record_uses import IN_DECIMALS
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.time_notation import FROM_TO, named_in_heading, notation
from core.sheets.tables.units_beside import unit_beside

_ALL = 20_000
"""Columns of up to so many cells are looked at whole."""
_PART = 5_000
_DATES = frozenset({"day", "moment", "period", "clock"})
_FIGURES = frozenset({"amount", "count", "length", "hours"})
_TOKEN = re.compile(r"[€$£¥]|R\$|[^\W\d_]+\$?")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_MONEY_WORDS = frozenset({"kr", "euro", "chf", "fr", "sfr", "nok", "sek", "dkk", "eur", "usd", "gbp"})


def read_as(
    uses: Sequence[ColumnUse],
    grid: Grid,
    kind: Kind,
    first: int,
    last: int,
    notes: list[Text],
    currency: str | None = None,
) -> list[ColumnUse]:
    """The columns with what their headings and cells settle: the order of day and month, the decimal sign,
    the unit of bare numbers, the currency.

    What is not settled stays None and is asked about. Columns of dates beside each other are written in one
    order: where one proves it, it holds for the others, said in `notes`. `currency` is what the lines above
    the table name for all amounts. Bare numbers under "KW" or "Monat" get the unit "week" or "month".

    >>> from core.sheets.kinds import TIME_ENTRIES
    >>> use = ColumnUse(0, "Date", "date", 100, Text(""))
    >>> grid = Grid("A", [["Date"], ["3/4/2026"], ["13/4/2026"]])
    >>> read_as([use], grid, TIME_ENTRIES, 1, 2, [])[0].order
    'dmy'
    """
    settled: list[ColumnUse] = []
    undecided: list[int] = []
    for use in uses:
        if not use.name:
            settled.append(use)
            continue
        reads = kind.column(use.name).reads
        if reads == "period" and (
            counted := counted_period(use.header, _cells(grid, use.index, first, first + 60))
        ):
            use = replace(use, unit=counted)
        if reads in _DATES:
            orders = _orders(grid, use.index, first, last)
            if orders is not None and len(orders) == 1:
                use = replace(use, order=next(iter(orders)))
            elif orders is not None and len(orders) > 1:
                undecided.append(use.index)
        elif reads in _FIGURES:
            cells = _cells(grid, use.index, first, last)
            use = replace(use, decimal=decimal_sign({cell for cell in cells if isinstance(cell, str)}))
            if use.unit == FROM_TO:
                settled.append(use)
                continue
            if reads == "amount":
                use = replace(use, currency=heading_currency(use.header) or currency)
            if reads in ("length", "hours"):
                use = replace(use, unit=_unit(use, kind, cells, clocked=_has_clocks(uses)))
        settled.append(use)
    settled = _like_their_siblings(settled, undecided, notes)
    settled = _units_by_clocks(settled, grid, kind, first, last)
    return unit_beside(settled, grid, first, last) if kind is TIME_ENTRIES else settled


def _has_clocks(uses: Sequence[ColumnUse]) -> bool:
    return {"start", "end"} <= {use.name for use in uses}


def _orders(grid: Grid, c: int, first: int, last: int) -> frozenset[str] | None:
    """The date orders in which a column can be read; None where none is needed."""
    cells = grid.column(c, first, last + 1)
    if isinstance(cells, pa.ChunkedArray):
        part = [*_python(cells.slice(0, _PART)), *_python(cells.slice(max(0, len(cells) - _PART)))]
        return plain_orders(cells) if needs_order(set(filter(None, part))) else None
    if str not in set(map(type, cells)):
        return None
    texts = {cell for cell in cells if isinstance(cell, str)}
    if len(texts) > _ALL:
        return plain_orders(pa.array(texts)) if needs_order(list(texts)[:_PART]) else None
    return date_orders(texts) if needs_order(texts) else None


def _cells(grid: Grid, c: int, first: int, last: int) -> list[Cell]:
    """The cells of a column that say something; of a very long one from its beginning and its end."""
    if last - first < _ALL:
        cells = grid.column(c, first, last + 1)
    else:
        cells = [
            *_python(grid.column(c, first, first + _PART)),
            *_python(grid.column(c, last - _PART, last + 1)),
        ]
    return [cell for cell in _python(cells) if cell is not None and not is_blank(cell)]


def _python(cells: Sequence[Cell] | pa.ChunkedArray) -> Sequence[Cell]:
    if not isinstance(cells, pa.ChunkedArray):
        return cells
    found: list[Cell] = pc.unique(cells).to_pylist()
    return found


def _like_their_siblings(
    uses: Sequence[ColumnUse], undecided: Sequence[int], notes: list[Text]
) -> list[ColumnUse]:
    proven = {use.order for use in uses if use.order}
    if len(proven) != 1 or not undecided:
        return list(uses)
    order = next(iter(proven))
    sibling = next(use.header for use in uses if use.order)
    found = []
    for use in uses:
        if use.index in undecided:
            words = {"header": use.header, "sibling": sibling}
            notes.append(
                Text("“{sibling}” shows that the day comes first, so it does in “{header}”", words)
                if order == "dmy"
                else Text("“{sibling}” shows that the month comes first, so it does in “{header}”", words)
                if order == "mdy"
                else Text("“{sibling}” shows that the year comes first, so it does in “{header}”", words)
            )
            use = replace(use, order=order)
        found.append(use)
    return found


def heading_currency(header: str) -> str | None:
    """The currency that a heading names, or None.

    >>> heading_currency("Amount (EUR)"), heading_currency("Value ($)"), heading_currency("Kosten in CHF")
    ('EUR', 'USD', 'CHF')
    >>> heading_currency("All costs"), heading_currency("Betrag")
    (None, None)
    """
    named = set()
    bracketed = " ".join(_BRACKETS.findall(header))
    for token in _TOKEN.findall(header):
        word = token.strip(".")
        sure = not word.isalpha() or word.casefold() in _MONEY_WORDS or (word.isupper() and word in bracketed)
        code = currency_code(word) if sure else None
        if code:
            named.add(code)
    return named.pop() if len(named) == 1 else None


def _unit(use: ColumnUse, kind: Kind, cells: Sequence[Cell], *, clocked: bool) -> str | None:
    """What a bare number in a column of times means, by the heading or where no bare number stands.

    Where the columns are `clocked`, from start to end, their times show what is meant.
    """
    named = named_in_heading(use.header)
    bare = _bare(cells)
    if named in ("s", "min"):
        return named
    if kind.column(use.name or "").reads == "hours":
        return "h"
    if IN_DECIMALS.search(use.header):
        return "h"
    written = notation(use.header, named, bare, clocked=clocked or use.name == "break")
    if written is not None or named is not None:
        return written
    if use.name == "break":
        return "min" if bare and all(value == 0 or value >= 5 for value in bare) else None if bare else "min"
    return None if bare else "min"


def _bare(cells: Sequence[Cell]) -> list[float]:
    found = []
    for cell in cells:
        value = bare_number(cell)
        if value is not None:
            found.append(value)
    return found


def bare_number(cell: Cell) -> float | None:
    """The number that stands in a cell without any unit; None for a time 1:30 and for words.

    >>> bare_number("1,5"), bare_number(2), bare_number("1:30"), bare_number("8 h")
    (1.5, 2.0, None, None)
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell)
    if not isinstance(cell, str) or not any(letter.isdigit() for letter in cell) or ":" in cell:
        return None
    try:
        return number(cell, ",")
    except CellRefused:
        pass
    try:
        return number(cell, ".")
    except CellRefused:
        return None


def _units_by_clocks(uses: list[ColumnUse], grid: Grid, kind: Kind, first: int, last: int) -> list[ColumnUse]:
    """The unit that start and end prove: 7.5 from 8:00 to 16:00 are hours, 450 are minutes."""
    by = {use.name: use for use in uses if use.name and not use.key}
    minutes, start, end, pause = (by.get(name) for name in ("minutes", "start", "end", "break"))
    further = [use for use in uses if use.key and use.name == "end"]
    if kind.name != "time_entries" or minutes is None or minutes.unit or start is None or end is None:
        return uses
    votes: dict[str, int] = {}
    for row in grid.rows[first : min(last + 1, first + 200)]:
        value = bare_number(row[minutes.index])
        ends = [row[use.index] for use in further if use.key != "break" and not is_blank(row[use.index])]
        stretch = _stretch(row[start.index], ends[-1] if ends else row[end.index])
        if not value or stretch is None:
            continue
        low = stretch * (0.5 if pause is not None or further else 0.8) - 1
        for unit, factor in (("s", 1 / 60), ("min", 1.0), ("h", 60.0)):
            if low <= value * factor <= stretch * 1.05 + 15:
                votes[unit] = votes.get(unit, 0) + 1
    if len(votes) != 1:
        return uses
    unit = next(iter(votes))
    return [replace(use, unit=unit) if use is minutes else use for use in uses]


def _stretch(start: Cell, end: Cell) -> float | None:
    """Minutes from a start to an end, over midnight where the end is earlier."""
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        return (end - start).total_seconds() / 60 or None
    try:
        seconds = (clock(end) - clock(start)).total_seconds()
    except CellRefused:
        return None
    return (seconds % 86400) / 60 or None
