"""What the values of a column settle about it, and what is left to ask: order, decimal sign, unit, year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from core.errors import CellRefused
from core.language import Text
from core.language.days import SpeltDay
from core.sheets.cells.dates import date_orders, needs_order
from core.sheets.cells.moment_columns import plain_orders
from core.sheets.cells.numbers import decimal_sign
from core.sheets.cells.serial_days import SERIAL, are_serials, day_of_serial
from core.sheets.cells.wording import shown, tidy
from core.sheets.checks.checked import Question
from core.sheets.grid import Cell
from core.sheets.kinds import Column
from core.sheets.records.amounts import is_undecided
from core.sheets.records.cell_columns import CellColumn
from core.sheets.records.plain_texts import holds_any, matching, may_need_order
from core.sheets.records.ways import Settled, way_of
from core.sheets.tables.contents import DAYS_OF_ROWS
from core.sheets.tables.table import ColumnUse

DATED = ("day", "moment", "clock", "period")
NUMERIC = ("amount", "length", "hours")

_MANY = 5_000
_TRIED = 200
_BARE = r"^[0-9]+(?:[.,][0-9]+)?$"
_MAY_BE_UNDECIDED = r"[0-9][.,][0-9]{3}"
_IN_DOLLARS = re.compile(
    r"(?:[$£]|\b(?:USD|GBP|CAD|AUD)\b)[^.]*,[0-9]{3}(?![0-9.])|,[0-9]{3} ?(?:USD|GBP|CAD|AUD)\b"
)
_MONEY = r"(?:€|EUR|Euro|CHF|Fr\.|NOK|SEK|DKK|kr\.?|PLN|zł|CZK|Kč)"
_SUM_IN_THOUSANDS = re.compile(
    rf"(?=.*{_MONEY})(?:{_MONEY} ?)?[1-9][0-9]{{0,2}}(?P<sign>[.,])(?P<last>[0-9]{{3}})(?: ?{_MONEY})?",
    re.IGNORECASE,
)
_WHOLE_SUM = r"^(?:(?:€|EUR|CHF|NOK|SEK|DKK|kr) ?)?[1-9][0-9]{1,2} ?(?:€|EUR|Euro|CHF|NOK|SEK|DKK|kr)?$"
_A_LEAP_YEAR = 2024
_SURE = 2
"""So many times as many texts must be readable in one order as in the other."""


def date_order(cells: CellColumn, use: ColumnUse) -> tuple[str | None, bool]:
    """The order of day and month in a column's texts, and whether that is open.

    Where some texts are only readable in one order and some only in the other, the order of by far the most
    counts; the others cannot be read then.
    """
    if use.order is not None:
        return use.order, False
    texts = cells.texts.filter(pa.array(may_need_order(cells.texts))) if len(cells.texts) else cells.texts
    if not len(texts):
        return None, False
    if len(texts) > _MANY:
        orders = plain_orders(texts)
        asked = orders == {"dmy", "mdy"} and needs_order(texts[:_MANY].to_pylist())
    else:
        listed = texts.to_pylist()
        asked = needs_order(listed)
        orders = date_orders(listed)
    if len(orders) == 1:
        return next(iter(orders)), False
    if orders:
        return None, asked
    votes = {"dmy": 0, "mdy": 0}
    for text in texts[:_MANY].to_pylist():
        own = date_orders([text])
        if len(own) == 1 and (order := next(iter(own))) in votes:
            votes[order] += 1
    first, second = sorted(votes, key=lambda order: -votes[order])
    if votes[first] > _SURE * votes[second]:
        return first, False
    return None, True


def order_question(column: Column, use: ColumnUse, cells: CellColumn) -> Question:
    """Whether the day or the month comes first."""
    example = next(
        text
        for text in cells.texts.filter(pa.array(may_need_order(cells.texts))).to_pylist()
        if needs_order([text])
    )
    return Question(
        "order",
        column.name,
        use.letter,
        Text(
            "Dates such as “{found}” under “{header}” can be read in two ways. Which comes first, the day "
            "or the "
            "month?",
            {"found": shown(example), "header": use.header},
        ),
        (("dmy", Text("the day, as in 31/12/2026")), ("mdy", Text("the month, as in 12/31/2026"))),
    )


def decimal_of(use: ColumnUse, cells: CellColumn) -> str | None:
    """The decimal sign of a column; dollars and pounds have the comma between thousands everywhere.

    Nobody writes money with three decimals: "4.500 €" is thousands where "850 €" stands beside it, or where
    several such sums all end with a nought.

    >>> from core.sheets.records.cell_columns import cell_column
    >>> decimal_of(ColumnUse(0, "Value", "value", 100, Text("")), cell_column(["$1,200", "$900"]))
    '.'
    """
    if use.decimal is not None or not len(cells.texts) or not holds_any(cells.texts, b",."):
        return use.decimal
    doubtful = cells.texts.filter(pa.array(matching(cells.texts, _MAY_BE_UNDECIDED))).to_pylist()
    undecided = [text for text in doubtful[:_MANY] if is_undecided(text)]
    if undecided and all(_IN_DOLLARS.search(text) for text in undecided):
        return "."
    return _by_whole_sums(undecided, cells) if undecided else None


def _by_whole_sums(undecided: Sequence[str], cells: CellColumn) -> str | None:
    """The decimal sign of sums like "4.500 €", where the column has none smaller than one of its currency."""
    found = [_SUM_IN_THOUSANDS.fullmatch(tidy(text)) for text in undecided]
    signs = {one["sign"] for one in found if one is not None}
    if None in found or len(signs) != 1:
        return None
    round_sums = len(found) > 1 and all(one["last"].endswith("0") for one in found if one is not None)
    if not round_sums:
        whole = cells.texts.filter(pa.array(matching(cells.texts, _WHOLE_SUM)))
        if not len(whole):
            return None
    return "," if signs == {"."} else "."


def decimal_question(column: Column, use: ColumnUse, cells: CellColumn) -> Question | None:
    """What "1.234" is, where no other number of the column tells; None where there is nothing to ask."""
    if column.reads not in NUMERIC and column.name != "conversions":
        return None
    if decimal_of(use, cells) is not None:
        return None
    if not len(cells.texts) or not holds_any(cells.texts, b",."):
        return None
    doubtful = cells.texts.filter(pa.array(matching(cells.texts, _MAY_BE_UNDECIDED)))
    example = next((text for text in doubtful.to_pylist() if is_undecided(text)), None)
    if example is None:
        return None
    written = cells.texts.filter(pa.array(matching(cells.texts, r"[0-9][.,][0-9]|[.,][0-9]"))).to_pylist()
    if any(decimal_sign([text]) for text in written):
        return None  # it writes numbers in both ways, so no answer would hold for all of them
    point = "." in example
    large, small = (",", ".") if point else (".", ",")
    number = re.search(r"[0-9]{1,3}[.,][0-9]{3}", example)
    figures = number.group() if number else example
    whole, rest = re.split("[.,]", figures)
    return Question(
        "decimal",
        column.name,
        use.letter,
        Text(
            "“{found}” under “{header}” can be {large}, or {whole} and a fraction. Which is it?",
            {"found": shown(example), "header": use.header, "large": whole + rest, "whole": whole},
        ),
        (
            (large, Text("{number}, more than a thousand", {"number": whole + rest})),
            (small, Text("{whole} and a fraction", {"whole": whole})),
        ),
    )


def bare_numbers(cells: CellColumn) -> list[float]:
    """The numbers of a column of durations that name no unit, zeros left out."""
    texts = cells.texts.filter(pa.array(matching(cells.texts, _BARE))) if len(cells.texts) else cells.texts
    spelt = [float(text.replace(",", ".")) for text in texts.to_pylist()]
    return [number for number in (*cells.numbers.tolist(), *spelt) if number]


def serial_question(column: Column, use: ColumnUse, cells: CellColumn) -> Question | None:
    """Whether a column of dates that holds nothing but numbers means days as spreadsheets count them.

    None where it holds anything else, or where that was answered.
    """
    if column.name not in DAYS_OF_ROWS or use.unit is not None or len(cells.moments) or len(cells.others):
        return None
    looked_at: list[Cell] = [*cells.numbers[:_MANY].tolist(), *cells.texts[:_MANY].to_pylist()]
    looked_at = [cell for cell in looked_at if cell is not None]
    day = day_of_serial(looked_at[0]) if are_serials(looked_at) else None
    if day is None:
        return None
    words = {"found": shown(looked_at[0]), "header": use.header, "day": SpeltDay(day)}
    return Question(
        "unit",
        column.name,
        use.letter,
        Text(
            "“{header}” holds numbers such as {found} instead of dates. Are these days as Excel counts them? "
            "Then {found} is {day}.",
            words,
        ),
        (
            (SERIAL, Text("yes, {found} is {day}", words)),
            ("number", Text("no, these are no dates")),
        ),
    )


def unit_question(column: Column, use: ColumnUse, example: float) -> Question:
    """Whether bare numbers are minutes or hours."""
    return Question(
        "unit",
        column.name,
        use.letter,
        Text(
            "Numbers such as {found} under “{header}” name no unit. Are they minutes or hours?",
            {"found": shown(example), "header": use.header},
        ),
        (("min", Text("minutes")), ("h", Text("hours"))),
    )


def lacks_year(column: Column, use: ColumnUse, refused: pa.Array, settled: Settled) -> Cell:
    """One of the texts that could not be read which only lacks its year, or None."""
    if settled.year is not None or column.reads not in DATED or column.reads == "clock":
        return None
    one = way_of(column, use, settled).one
    with_year = way_of(column, use, replace(settled, year=_A_LEAP_YEAR)).one
    for cell in refused[:_TRIED].to_pylist():
        if cell is not None and not _readable(one, cell) and _readable(with_year, cell):
            found: Cell = cell
            return found
    return None


def year_question(name: str, letters: str, found: str) -> Question:
    """Of which year dates are that do not say it."""
    return Question(
        "year",
        name,
        letters,
        Text("Dates such as “{found}” have no year. Which year is meant?", {"found": found}),
    )


def settled_by_siblings(orders: Sequence[str | None]) -> str | None:
    """The order that the other columns of dates prove, where they agree."""
    proven = {order for order in orders if order in ("dmy", "mdy")}
    return proven.pop() if len(proven) == 1 else None


def unit_from_work(numbers: np.ndarray, worked: np.ndarray) -> str | None:
    """The unit of bare durations beside their start and end: "min" or "h", None where neither fits.

    `numbers` are the bare durations, `worked` the minutes from start to end, row by row.

    >>> unit_from_work(np.array([7.5, 8.0]), np.array([480.0, 510.0]))
    'h'
    """
    both = ~np.isnan(numbers) & ~np.isnan(worked) & (numbers > 0) & (worked > 0)
    if not both.any():
        return None
    share = numbers[both] / worked[both]
    fits = {"min": (share > 0.5) & (share < 1.1), "h": (share * 60 > 0.5) & (share * 60 < 1.1)}
    sure = [unit for unit, rows in fits.items() if rows.mean() > 0.8]
    return sure[0] if len(sure) == 1 else None


def unit_of_breaks(numbers: Sequence[float]) -> str | None:
    """The unit of bare breaks: none lasts five hours, and none lasts three minutes or less.

    >>> unit_of_breaks([30, 45]), unit_of_breaks([0.5, 1]), unit_of_breaks([0.5, 30])
    ('min', 'h', None)
    """
    if all(abs(number) >= 5 for number in numbers):
        return "min"
    return "h" if all(abs(number) <= 3 for number in numbers) else None


def _readable(one: object, cell: Cell) -> bool:
    try:
        one(cell)  # type: ignore[operator]
    except CellRefused:
        return False
    return True
