"""Whole columns of dates written plainly: a million cells in a fraction of a second.

What is written in any other way is left out, for `moment` to read cell by cell; what is read here is
exactly what `moment` reads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.sheets.cells.dates import BEGINS_WITHOUT_ORDER, date_orders
from core.sheets.cells.moment_layouts import Layout, layouts_of_length
from core.sheets.cells.written_days import FIRST_YEAR, LAST_YEAR

_Numbers = npt.NDArray[np.int64]
_Flags = npt.NDArray[np.bool_]

_FARTHEST = 14 * 60
_MICROS_PER_DAY = 86_400_000_000
_DAYS_IN_MONTH = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_LONGEST_DAY = 10
_BEGINS_IN_A_SURE_ORDER = r"^(?:[0-9]{4}[-/.]|[0-9]{1,2}\.[0-9]{1,2}\.)"


@dataclass(frozen=True)
class PlainMoments:
    """The dates of a column, a row a cell; null where a cell is empty or written in no plain form."""

    values: pa.Array
    """Wall times as written, timestamp[us]."""
    timed: pa.Array
    """Whether a time of day is written, bool."""
    offsets: pa.Array
    """Minutes from UTC where they are written, int16; null also for cells without an offset."""


def plain_moments(texts: pa.Array | pa.ChunkedArray, order: str | None) -> tuple[pa.Array, pa.Array]:
    """The dates of a column and whether each has a time of day; null where a single reading is needed.

    A cell with an offset from UTC needs one; `plain_moments_with_offsets` reads those too.

    >>> values, timed = plain_moments(pa.array(["2026-03-01 08:05", "1. March", None]), None)
    >>> str(values[0]), timed.to_pylist()
    ('2026-03-01 08:05:00', [True, None, None])
    """
    found = plain_moments_with_offsets(texts, order)
    without = pc.is_null(found.offsets)
    nothing = pa.scalar(None)
    return (
        pc.if_else(without, found.values, nothing.cast(found.values.type)),
        pc.if_else(without, found.timed, nothing.cast(pa.bool_())),
    )


def plain_moments_with_offsets(texts: pa.Array | pa.ChunkedArray, order: str | None) -> PlainMoments:
    """As `plain_moments`, with the cells that end in Z, +01:00 or +0100 and these offsets.

    `order` is the column's date order, "dmy" or "mdy"; without it 03/04/2026 is left out.

    >>> plain_moments_with_offsets(pa.array(["2026-03-01T08:05:00+01:00"]), None).offsets.to_pylist()
    [60]
    """
    column = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    column = column.cast(pa.large_string())
    count = len(column)
    micros = np.zeros(count, np.int64)
    read = np.zeros(count, np.bool_)
    timed = np.zeros(count, np.bool_)
    offsets = np.zeros(count, np.int16)
    with_offset = np.zeros(count, np.bool_)
    lengths = pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
    for length in np.unique(lengths):
        layouts = layouts_of_length(int(length), order)
        if not layouts:
            continue
        rows = np.flatnonzero(lengths == length)
        letters = _letters(column, rows, int(length))
        for layout in layouts:
            fits = _fits(letters, layout)
            if not fits.any():
                continue
            whole = bool(fits.all())
            some = letters if whole else letters[:, fits]
            these = rows if whole else rows[fits]
            when, exists = _micros(some, layout)
            minutes, in_reach = _offsets(some, layout)
            exists &= in_reach
            micros[these], read[these] = when, exists
            timed[these] = "h" in layout.places
            if minutes is not None:
                offsets[these], with_offset[these] = minutes, True
            if whole:
                break
            rows, letters = rows[~fits], letters[:, ~fits]
    return PlainMoments(
        pa.array(micros.view("datetime64[us]"), mask=~read),
        pa.array(timed, mask=~read),
        pa.array(offsets, mask=~(read & with_offset)),
    )


def plain_orders(texts: pa.Array | pa.ChunkedArray) -> frozenset[str]:
    """`date_orders` of a whole column: the orders in which all its texts can be read.

    >>> sorted(plain_orders(pa.array(["03/04/2026 08:05", "13/04/2026 08:05"])))
    ['dmy']
    """
    texts = pc.utf8_trim_whitespace(texts)
    # Days repeat where whole texts, with their times, do not.
    begins = pc.utf8_slice_codeunits(texts, 0, _LONGEST_DAY + 1)
    several = pc.unique(begins)
    plain = several.filter(pc.match_substring_regex(several, BEGINS_WITHOUT_ORDER.pattern))
    others = several.filter(pc.invert(pc.match_substring_regex(several, _BEGINS_IN_A_SURE_ORDER)))
    others = others.filter(pc.invert(pc.is_in(others, value_set=plain)))
    days = {found[1] for text in plain.to_pylist() if (found := BEGINS_WITHOUT_ORDER.match(text))}
    odd = pc.unique(texts.filter(pc.is_in(begins, value_set=others))) if len(others) else pa.array([])
    return date_orders([*sorted(days), *odd.to_pylist()])


def _letters(column: pa.Array, rows: _Numbers, length: int) -> npt.NDArray[np.uint8]:
    """The bytes of texts of one length: the first of each, then the second of each, and so on."""
    starts = np.frombuffer(column.buffers()[1], np.int64)[column.offset : column.offset + len(column)]
    data = np.frombuffer(column.buffers()[2], np.uint8)
    first = starts[rows]
    if len(rows) == len(column):  # all are of this length, so they stand one behind the other
        block = data[first[0] : first[0] + len(rows) * length].reshape(len(rows), length)
        return np.ascontiguousarray(block.T)
    return np.stack([data[first + place] for place in range(length)])


def _fits(letters: npt.NDArray[np.uint8], layout: Layout) -> _Flags:
    fits = np.ones(letters.shape[1], np.bool_)
    for place, sign in layout.signs:
        fits &= (
            letters[place] == ord(sign)
            if len(sign) == 1
            else (letters[place] == ord(sign[0])) | (letters[place] == ord(sign[1]))
        )
    if fits.any():
        for place in layout.digits:
            fits &= (letters[place] - np.uint8(48)) < 10  # below "0" wraps to beyond 9
    return fits


def _number(letters: npt.NDArray[np.uint8], places: tuple[int, ...]) -> npt.NDArray[np.int32]:
    value = np.zeros(letters.shape[1], np.int32)
    for place in places:
        value = value * np.int32(10) + (letters[place] - np.uint8(48))
    return value


def _micros(letters: npt.NDArray[np.uint8], layout: Layout) -> tuple[_Numbers, _Flags]:
    """Microseconds since 1970, and whether the day and the time exist and lie in the years that are read."""
    year, month, day = (_number(letters, layout.places[part]) for part in "YMD")
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    exists = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1)
    exists &= day <= _DAYS_IN_MONTH[np.where(month <= 12, month, 0)]
    exists &= (month != 2) | (day < 29) | leap
    months = (year.astype(np.int64) - 1970) * 12 + month - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + day - 1
    micros = days * _MICROS_PER_DAY
    if "h" in layout.places:
        hour, minute = (_number(letters, layout.places[part]) for part in "hm")
        second = _number(letters, layout.places["s"]) if "s" in layout.places else np.int32(0)
        if layout.half is not None:
            exists &= (hour >= 1) & (hour <= 12)
            hour = hour % 12 + np.where(letters[layout.half] == ord("P"), np.int32(12), np.int32(0))
        # 24:00 is left to the single reading, like all that is rare.
        exists &= (hour < 24) & (minute < 60) & (second < 60)
        seconds = (hour * 60 + minute) * 60 + second
        micros += seconds.astype(np.int64) * 1_000_000
    if "f" in layout.places:
        part = layout.places["f"]
        micros += _number(letters, part).astype(np.int64) * 10 ** (6 - len(part))
    return micros, exists


def _offsets(letters: npt.NDArray[np.uint8], layout: Layout) -> tuple[_Numbers | None, _Flags]:
    """Minutes from UTC, None where the layout has none, and whether there is such an offset."""
    in_reach = np.ones(letters.shape[1], np.bool_)
    if layout.utc:
        return np.zeros(letters.shape[1], np.int64), in_reach
    if layout.sign is None:
        return None, in_reach
    hours, minutes = (_number(letters, layout.places[part]) for part in "zZ")
    distance = (hours * 60 + minutes).astype(np.int64)
    in_reach = (minutes < 60) & (distance <= _FARTHEST)
    return np.where(letters[layout.sign] == ord("-"), -distance, distance), in_reach
