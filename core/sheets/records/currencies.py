"""The currency of each row's amounts: from a column of its own, the heading, or the amounts themselves."""

from __future__ import annotations

import re

import numpy as np

from core.errors import CellRefused
from core.sheets.cells.currencies import currency_code
from core.sheets.checks.currency_mix import foreign, header_currency
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words

_LETTERS = re.compile(r"\b[A-Z]{3}\b")


def row_currencies(columns: Columns, amounts: list[ReadColumn], records: Mask, troubles: Troubles) -> Words:
    """The currency of each row with an amount; rows whose amounts are in another than their column's wait.

    Amounts in several currencies are told apart only by a column of currencies.
    """
    found = Words.none(columns.rows)
    beside = columns.one("currency")
    if beside is not None:
        found = _by_column(Words.of_column(beside))
    for column in amounts:
        named = _named(column, records)
        if beside is not None:
            found = _held_against(found, column, named, troubles)
        else:
            own = _settled(column, named, troubles)
            if own is not None:
                found = _merged(found, Words.all_the_same(own, columns.rows).only(column.said))
    any_amount = np.zeros(columns.rows, dtype=bool)
    for column in amounts:
        any_amount |= column.said
    return found.only(any_amount)


def _by_column(words: Words) -> Words:
    """The entries of a currency column as codes: "€" is EUR; a word of another sort is kept as it stands."""
    codes = [None if word is None else _code(word) for word in words.words.to_pylist()]
    encoded = Words.of_list(codes)
    return Words(np.append(encoded.codes, -1).astype(np.int32)[words.codes], encoded.words)


def _code(word: str) -> str:
    """The code of a currency however it is named: "€", "Euro - EUR", "US-Dollar (USD)"."""
    code = currency_code(word) or header_currency(word)
    if code is None:
        codes = {found for part in _LETTERS.findall(word) if (found := currency_code(part))}
        code = codes.pop() if len(codes) == 1 else None
    return code or word


def _named(column: ReadColumn, records: Mask) -> list[tuple[int, str, str]]:
    """The rows whose amount names its currency: row, currency and what stands there."""
    if column.readings.currency is None:
        return []
    currency = column.readings.currency[column.cells.codes]
    rows = np.flatnonzero((currency != None) & records & column.said)  # noqa: E711 by element
    return [
        (int(row), str(currency[row]), str(column.cells.cell(int(column.cells.codes[row])))) for row in rows
    ]


def _settled(column: ReadColumn, named: list[tuple[int, str, str]], troubles: Troubles) -> str | None:
    """The one currency of a column of amounts; rows in another wait."""
    heading = column.use.currency or header_currency(column.use.header)
    others = foreign(named, heading or column.use.header)
    if others:
        why = {row: refused for row, refused, _ in others}
        troubles.tell(np.array(sorted(why)), column.use.index, why.get)
    if heading is not None:
        return heading
    left = {currency for row, currency, _ in named if row not in {row for row, _, _ in others}}
    return left.pop() if len(left) == 1 else None


def _held_against(
    found: Words, column: ReadColumn, named: list[tuple[int, str, str]], troubles: Troubles
) -> Words:
    """Rows whose amount names another currency than their currency column wait."""
    if not named:
        return found
    listed = found.words.to_pylist()
    why = {}
    said: list[str | None] = [None] * len(found.codes)
    for row, currency, cell in named:
        code = found.codes[row]
        said[row] = currency
        if code >= 0 and listed[code] != currency:
            why[row] = CellRefused(
                "“{found}” is in {currency}, but the currency column of this row says {other}. Mend one of "
                "them.",
                found=cell,
                currency=currency,
                other=listed[code],
            )
    if why:
        troubles.tell(np.array(sorted(why)), column.use.index, why.get)
    return _merged(found, Words.of_list(said))


def _merged(first: Words, second: Words) -> Words:
    """What the first says, else what the second says."""
    if not first.said.any():
        return second
    if first.said.all() or not second.said.any():
        return first
    words = Words.of_list(
        [one or other for one, other in zip(first.to_list(), second.to_list(), strict=True)]
    )
    return words
