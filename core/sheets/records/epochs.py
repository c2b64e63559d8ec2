"""Times that machines count from the beginning of 1970, in seconds or in thousandths of them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.sheets.cells.since_1970 import FIRST_SECOND, LAST_SECOND, PER_SECOND
from core.sheets.records.cell_columns import Floats, Mask, Moments
from core.sheets.records.readings import ReadColumn

_DIGITS = r"^1[0-9]{9}(?:[0-9]{3}){0,2}$"


def since_1970(values: Floats) -> tuple[Moments, Mask]:
    """The moments, in UTC, that numbers count from 1970, and which of the numbers do so.

    Whether they are seconds, thousandths or millionths shows in their size: all are read from 2008 to 2031.

    >>> moments, read = since_1970(np.array([1767261600.0, 1767261600000.0, 46027.5]))
    >>> [str(moment) for moment in moments[read].astype("datetime64[s]")]
    ['2026-01-01T10:00:00', '2026-01-01T10:00:00']
    """
    moments = np.full(len(values), np.datetime64("NaT", "us"))
    read = np.zeros(len(values), dtype=bool)
    for parts in PER_SECOND:
        found = (values >= FIRST_SECOND * parts) & (values < LAST_SECOND * parts)
        if found.any():
            micros = np.round(values[found] * (1_000_000 / parts)).astype(np.int64)
            moments[found] = micros.astype("datetime64[us]")
            read |= found
    return moments, read


def texts_since_1970(texts: pa.Array, asked: Mask) -> tuple[Moments, Mask]:
    """The same of the texts that are asked about, which have to be digits and nothing else.

    >>> since = texts_since_1970(pa.array(["1767261600", "soon"]), np.array([True, True]))
    >>> since[1].tolist()
    [True, False]
    """
    digits = pc.fill_null(pc.match_substring_regex(texts, _DIGITS), False).to_numpy(zero_copy_only=False)
    found = digits & asked
    moments = np.full(len(texts), np.datetime64("NaT", "us"))
    read = np.zeros(len(texts), dtype=bool)
    if found.any():
        numbers = texts.filter(pa.array(found)).cast(pa.float64()).to_numpy(zero_copy_only=False)
        moments[found], read[found] = since_1970(numbers)
    return moments, read


def counts_from_1970(column: ReadColumn) -> bool:
    """Whether a column of times counts them so."""
    numbers, texts = column.cells.numbers, column.cells.texts
    if len(numbers) and since_1970(numbers)[1].any():
        return True
    some = texts.slice(0, 1_000)
    if isinstance(some, pa.ChunkedArray):
        some = some.combine_chunks()
    return bool(len(some)) and bool(texts_since_1970(some, np.ones(len(some), dtype=bool))[1].any())
