"""One invoice in several rows: exported twice, or its total repeated beside each position or payment."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from core.errors import CellRefused
from core.sheets.records.cell_columns import Floats, Mask, Places, in_one_piece
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words

_MOST_CENTS = 10**11
"""Amounts are told apart up to so many cents."""


def tell_repeated(
    columns: Columns, counted: ReadColumn, values: Floats, records: Mask, troubles: Troubles
) -> None:
    """Rows wait that have the number, date, customer and amount of an earlier row.

    Two positions of one invoice may cost the same: they are let through where they name different things
    and some invoice of the table has positions with different amounts.
    """
    number, date = columns.one("number"), columns.one("date")
    if number is None or date is None:
        return
    rows = _on_one_day_alike(
        date, values, records & number.said & date.said & (values != 0) & ~np.isnan(values)
    )
    if not len(rows):
        return
    texts = ("number", "customer", "currency")
    keys = [_same(columns.words(name), rows) for name in texts if columns.one(name) is not None]
    keys += [date.part()[rows].view(np.int64), _cents(values[rows])]
    earlier = _earlier(rows, keys)
    again = earlier >= 0
    product = columns.one("product")
    if product is not None and again.any() and _has_positions(columns, values, records):
        earlier = _earlier(rows, [*keys, _same(columns.words("product"), rows)])
        again = earlier >= 0
    first_row = columns.table.first_row
    source = dict(zip(rows[again].tolist(), earlier[again].tolist(), strict=True))

    def refused(row: int) -> CellRefused:
        return CellRefused(
            "Row {row} has the same number ({number}), date, customer and amount. Delete this row if it is "
            "the same invoice or repeats its total; if both are charged, put them together in one row.",
            row=first_row + source[row] + 1,
            number=str(number.cell(row)),
        )

    if again.any():
        troubles.tell(rows[again], counted.use.index, refused)


def _on_one_day_alike(date: ReadColumn, values: Floats, asked: Mask) -> Places:
    """Of these rows those that share their day and their amount with another: the only ones worth a look."""
    rows = np.flatnonzero(asked)
    keys = date.part()[rows].astype("datetime64[D]").view(np.int64) * _MOST_CENTS + _cents(values[rows])
    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return rows[:0]
    # `twice` is sorted, which is much faster to look up than any set.
    nearest = twice[np.minimum(np.searchsorted(twice, keys), len(twice) - 1)]
    found: Places = rows[nearest == keys]
    return found


def _cents(values: Floats) -> np.ndarray:
    cents: np.ndarray = np.round(np.clip(values * 100, -_MOST_CENTS, _MOST_CENTS)).astype(np.int64)
    return cents


def _same(words: Words, rows: Places) -> np.ndarray:
    """For each of these rows a number that they share where they say the same; -1 where nothing."""
    encoded = in_one_piece(words.at(rows).to_arrow()).dictionary_encode()
    number: np.ndarray = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return number


def _earlier(rows: Places, keys: list[np.ndarray]) -> Places:
    """For each of these rows the first of them that is the same by all keys; -1 for that one itself."""
    order = np.lexsort((rows, *keys))
    new = np.ones(len(order), dtype=bool)
    if len(order) > 1:
        new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    begins = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
    found = np.full(len(rows), -1, dtype=np.int64)
    found[order] = np.where(new, -1, rows[order][begins])
    return found


def _has_positions(columns: Columns, values: Floats, records: Mask) -> bool:
    """Whether some invoice has rows with different amounts."""
    rows = np.flatnonzero(records & ~np.isnan(values))
    numbers, cents = columns.words("number").same()[rows], _cents(values[rows])
    order = np.lexsort((cents, numbers))
    numbers, cents = numbers[order], cents[order]
    return bool(((numbers[1:] == numbers[:-1]) & (numbers[1:] >= 0) & (cents[1:] != cents[:-1])).any())
