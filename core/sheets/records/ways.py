"""How each column of records is read, once its order of dates, decimal sign and unit are settled."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.errors import CellRefused
from core.sheets.cells.clocks import clock
from core.sheets.cells.dates import day, moment
from core.sheets.cells.days_of_a_month import day_within
from core.sheets.cells.flags import flag
from core.sheets.cells.moment_columns import plain_moments_with_offsets
from core.sheets.cells.periods import period
from core.sheets.cells.refusals import LARGEST
from core.sheets.cells.serial_days import SERIAL, day_of_serial, moment_of_serial
from core.sheets.checks.currency_mix import in_cents, in_thousands
from core.sheets.grid import Cell
from core.sheets.kinds import Column
from core.sheets.records.amounts import WITH_TAX, WITHOUT_TAX, amount
from core.sheets.records.cell_columns import Floats, Mask, Moments
from core.sheets.records.epochs import since_1970, texts_since_1970
from core.sheets.records.invoice_words import document_of, is_undated_payment, standing
from core.sheets.records.lengths import lengths
from core.sheets.records.plain_numbers import plain_numbers
from core.sheets.records.readings import Said, Values, Way
from core.sheets.records.whole_counts import count_of
from core.sheets.records.words import choice_of, text_of_cell
from core.sheets.tables.said_of_amounts import THOUSANDS
from core.sheets.tables.table import ColumnUse

NO_DAY = np.datetime64("NaT", "us")
NO_OFFSET = np.int16(-32768)
"""Stands for a time that does not say how far it is from UTC."""
_YEARS = (np.datetime64("1970-01-01", "us"), np.datetime64("2101-01-01", "us"))
_MILLISECOND = np.timedelta64(1000, "us")


@dataclass(frozen=True)
class Settled:
    """What the rest of a column settles about its cells: order of dates, decimal sign, unit and year."""

    order: str | None = None
    decimal: str | None = None
    unit: str | None = None
    year: int | None = None


def way_of(column: Column, use: ColumnUse, settled: Settled) -> Way:
    """How the cells of this column are read."""
    if column.reads == "text":
        return Way(lambda cell: Said((text_of_cell(cell),)), (), words=True)
    if column.name == "document":
        return Way(lambda cell: Said((document_of(cell, column),)), (), words=True)
    if column.reads == "choice":
        return Way(lambda cell: Said((choice_of(cell, column),)), (), words=True)
    if column.name == "cancelled":
        return Way(lambda cell: Said((standing(cell),)), (np.nan,))
    if column.reads == "flag":
        return Way(lambda cell: Said((flag(cell),)), (False,))
    if column.reads == "count":
        return _counts(settled, fractions=column.name == "conversions")
    if column.reads == "amount":
        return _amounts(settled, _scale(use), _TAX_WORDS.get(column.name))
    if column.reads in ("length", "hours"):
        minutes = 60.0 if column.reads == "hours" else 1.0
        return lengths(settled.unit, settled.decimal, minutes, pause=column.name == "break")
    if column.reads == "day":
        return _days(settled, undated=column.name == "paid")
    if column.reads == "moment":
        return _moments(settled)
    if column.reads == "clock":
        return _clocks(settled)
    return _periods(settled)


def _counts(settled: Settled, *, fractions: bool) -> Way:
    def whole(values: Floats) -> tuple[Values, Mask]:
        return (values,), (values >= 0) & (values <= LARGEST) & (fractions | (values == np.floor(values)))

    def texts(cells: pa.Array) -> tuple[Values, Mask]:
        values, read = plain_numbers(cells, settled.decimal)
        return (values,), read & whole(values)[1]

    one = partial(count_of, decimal=settled.decimal, fractions=fractions)
    return Way(lambda cell: Said(*one(cell)), (np.nan,), texts, whole)


_TAX_WORDS = {"gross": WITH_TAX} | dict.fromkeys(("amount", "tax"), WITHOUT_TAX)


def _scale(use: ColumnUse) -> float:
    """What an amount is multiplied with: thousands of euros, or cents."""
    if in_thousands(use.header) or use.unit == THOUSANDS:
        return 1000.0
    return 0.01 if in_cents(use.header) else 1.0


def _amounts(settled: Settled, factor: float, said: re.Pattern[str] | None) -> Way:
    def one(cell: Cell) -> Said:
        found = amount(cell, decimal=settled.decimal, saying=said)
        return Said((found.value * factor,), found.converted or factor != 1, found.currency)

    def numbers(values: Floats) -> tuple[Values, Mask]:
        return (values * factor + 0.0,), np.abs(values) <= LARGEST

    def texts(cells: pa.Array) -> tuple[Values, Mask]:
        values, read = plain_numbers(cells, settled.decimal, money=True)
        return (values * factor,), read

    return Way(one, (np.nan,), texts, numbers, money=True)


def _days(settled: Settled, *, undated: bool) -> Way:
    def one(cell: Cell) -> Said:
        counted = day_of_serial(cell) if settled.unit == SERIAL else None
        if counted is not None:
            return Said((np.datetime64(counted, "us"),), True)
        if settled.unit not in (None, SERIAL):
            return Said((np.datetime64(day_within(cell, settled.unit, order=settled.order), "us"),), True)
        if undated and (isinstance(cell, bool) or is_undated_payment(cell)):
            return Said((NO_DAY,))
        return Said((np.datetime64(day(cell, order=settled.order, year=settled.year), "us"),))

    def moments(values: Moments) -> tuple[Values, Mask]:
        rounded, read = _held(values)
        return (rounded.astype("datetime64[D]").astype("datetime64[us]"),), read

    def texts(cells: pa.Array) -> tuple[Values, Mask]:
        (values, _, _), read = _plain(cells, settled.order)
        return (values.astype("datetime64[D]").astype("datetime64[us]"),), read

    return Way(one, (NO_DAY,), texts, None, moments)


def _moments(settled: Settled) -> Way:
    """Parts: the moment as written, whether a time of day is written, and minutes from UTC."""

    def one(cell: Cell) -> Said:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            since, read = since_1970(np.array([float(cell)]))
            if read[0]:
                return Said((since[0], True, np.int16(0)))
        counted = moment_of_serial(cell) if settled.unit == SERIAL else None
        if counted is not None:
            return Said((np.datetime64(counted, "us"), counted.time() != dt.time(), NO_OFFSET), True)
        if settled.year is not None:
            try:
                found = moment(cell, order=settled.order)
            except CellRefused:
                return Said(
                    (np.datetime64(day(cell, order=settled.order, year=settled.year), "us"), False, NO_OFFSET)
                )
        else:
            found = moment(cell, order=settled.order)
        return Said((np.datetime64(found.value, "us"), found.timed, _minutes(found.offset)))

    def moments(values: Moments) -> tuple[Values, Mask]:
        rounded, read = _held(values)
        timed = rounded != rounded.astype("datetime64[D]").astype("datetime64[us]")
        return (rounded, timed, np.full(len(values), NO_OFFSET)), read

    def texts(cells: pa.Array) -> tuple[Values, Mask]:
        (values, timed, offsets), read = _plain(cells, settled.order)
        if not read.all():
            since, counted = texts_since_1970(cells, ~read)
            values, timed = np.where(counted, since, values), timed | counted
            offsets, read = np.where(counted, np.int16(0), offsets), read | counted
        return (values, timed, offsets), read

    return Way(one, (NO_DAY, False, NO_OFFSET), texts, None, moments)


def _clocks(settled: Settled) -> Way:
    """Parts: the day, where it is said too, the minutes since its midnight, and minutes from UTC."""

    def one(cell: Cell) -> Said:
        try:
            return Said((NO_DAY, clock(cell) / dt.timedelta(minutes=1), NO_OFFSET))
        except CellRefused as no_clock:
            try:
                found = moment(cell, order=settled.order)
            except CellRefused:
                raise no_clock from None
            if not found.timed and not isinstance(cell, dt.date):
                raise no_clock from None
        midnight = dt.datetime.combine(found.value.date(), dt.time())
        since = (found.value - midnight) / dt.timedelta(minutes=1)
        return Said((np.datetime64(midnight, "us"), since, _minutes(found.offset)))

    def texts(cells: pa.Array) -> tuple[Values, Mask]:
        (values, timed, offsets), read = _plain(cells, settled.order)
        days, since = _parted(values)
        return (days, since, offsets), read & timed

    return Way(one, (NO_DAY, np.nan, NO_OFFSET), texts)


def _periods(settled: Settled) -> Way:
    """Parts: the first and the last day."""

    def one(cell: Cell) -> Said:
        found = period(cell, order=settled.order, year=settled.year)
        return Said((np.datetime64(found.first, "us"), np.datetime64(found.last, "us")))

    def moments(values: Moments) -> tuple[Values, Mask]:
        rounded, read = _held(values)
        days = rounded.astype("datetime64[D]").astype("datetime64[us]")
        return (days, days), read

    def texts(cells: pa.Array) -> tuple[Values, Mask]:
        (values, _, _), read = _plain(cells, settled.order)
        days = values.astype("datetime64[D]").astype("datetime64[us]")
        return (days, days), read

    return Way(one, (NO_DAY, NO_DAY), texts, None, moments)


def _held(values: Moments) -> tuple[Moments, Mask]:
    """Dates of the spreadsheet to the millisecond they were typed as, and which are likely at all."""
    rounded = (values + _MILLISECOND // 2).astype("datetime64[ms]").astype("datetime64[us]")
    return rounded, (rounded >= _YEARS[0]) & (rounded < _YEARS[1])


def _plain(cells: pa.Array, order: str | None) -> tuple[Values, Mask]:
    """The moments that many texts spell beyond doubt, whether they are timed, and minutes from UTC."""
    found = plain_moments_with_offsets(cells, order)
    read: Mask = found.values.is_valid().to_numpy(zero_copy_only=False)
    values = found.values.to_numpy(zero_copy_only=False).astype("datetime64[us]")
    timed: Mask = pc.fill_null(found.timed, False).to_numpy(zero_copy_only=False)
    offsets = pc.fill_null(found.offsets, NO_OFFSET).to_numpy(zero_copy_only=False)
    return (values, timed, offsets), read


def _parted(values: Moments) -> tuple[Moments, Floats]:
    days = values.astype("datetime64[D]").astype("datetime64[us]")
    return days, (values - days) / np.timedelta64(60_000_000, "us")


def _minutes(offset: dt.timedelta | None) -> np.int16:
    return NO_OFFSET if offset is None else np.int16(offset // dt.timedelta(minutes=1))
