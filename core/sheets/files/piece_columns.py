"""One piece of a long text as columns: how arrow reads it, put right where our reader reads otherwise."""

from __future__ import annotations

import contextlib
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from core.sheets.files.limits import Limits
from core.sheets.files.pieces import LinesFrom
from core.sheets.files.records import longest_cell, longest_record
from core.sheets.grid import Cell

_SAMPLE_BYTES, _SAMPLE_RECORDS = 16 << 10, 40


@dataclass(frozen=True)
class Block:
    """The rows of one piece as columns, without the empty ones at the right."""

    rows: int
    columns: list[pa.Array]


def quick_block(
    text: bytes | bytearray, start: int, stop: int, delimiter: str, byte: int, limits: Limits
) -> Block | None:
    """The rows between two places of a text as arrow reads them; None where only the slow reader may.

    `byte` is the delimiter as it stands in the text, or for a single column (`delimiter` is none then) one
    that does not stand there.

    >>> quick_block(b"a;b\\n1;2;3\\n", 0, 10, ";", ord(";"), Limits()).columns[2].to_pylist()
    [None, '3']
    """
    width = _commonest_width(text, start, stop, delimiter)
    if width > limits.columns:
        return None
    others: list[tuple[int, str]] = []

    def put_by(row: arrow_csv.InvalidRow) -> str:
        others.append((row.number - 1, row.text))
        return "skip"

    try:
        table = _table(memoryview(text)[start:stop], width, chr(byte), put_by)
    except pa.ArrowInvalid:
        return None
    if any(len(record) > longest_record(limits) for _, record in others):
        return None
    columns = [_with_line_feeds(column.combine_chunks()) for column in table.columns]
    if others:
        cells = _cells([record for _, record in others], delimiter)
        if cells is None or max(map(len, cells)) > limits.columns:
            return None
        columns = _with_rows_between(columns, [place for place, _ in others], text_columns(cells))
    longest = [pc.max(pc.binary_length(column)).as_py() or 0 for column in columns]
    if max(longest) > longest_cell(limits):
        return None
    # Each letter may have been a doubled quote, and each cell stood between quotes and a delimiter.
    if 2 * sum(longest) + 3 * max(width, len(columns)) + 2 > longest_record(limits):
        return None
    while columns and columns[-1].null_count == len(columns[-1]):
        columns.pop()
    return Block(table.num_rows + len(others), columns)


def text_columns(rows: Sequence[Sequence[Cell]]) -> list[pa.Array]:
    """Rows of texts as columns, as many as the longest row has cells.

    >>> [column.to_pylist() for column in text_columns([["a"], ["b", "c"]])]
    [['a', 'b'], [None, 'c']]
    """
    width = max(map(len, rows), default=0)
    return [pa.array([row[c] if c < len(row) else None for row in rows], pa.string()) for c in range(width)]


def _commonest_width(text: bytes | bytearray, start: int, stop: int, delimiter: str) -> int:
    """How many cells most of the first records of a piece have; only time is lost where all others differ."""
    lines = LinesFrom(text, start, min(stop, start + _SAMPLE_BYTES))
    widths: Counter[int] = Counter()
    # The last letter of the sample may be cut.
    with contextlib.suppress(csv.Error, UnicodeDecodeError):
        for record in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_RECORDS):
            widths[len(record)] += 1
    del widths[0]
    return widths.most_common(1)[0][0] if widths else 1


def _table(
    piece: memoryview, width: int, delimiter: str, other: Callable[[arrow_csv.InvalidRow], str]
) -> pa.Table:
    """The rows of this width, in one block: arrow numbers the other rows only then."""
    names = [str(number) for number in range(width)]
    return arrow_csv.read_csv(
        pa.BufferReader(pa.py_buffer(piece)),
        arrow_csv.ReadOptions(use_threads=False, block_size=len(piece) + 1, column_names=names),
        arrow_csv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=other,
        ),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            check_utf8=False,
        ),
    )


def _cells(records: Sequence[str], delimiter: str) -> list[list[Cell]] | None:
    """The cells of each record up to its last filled one; None where one is too long for a reader."""
    cells: list[list[Cell]] = []
    try:
        for record in csv.reader(_lines_of(records), delimiter=delimiter):
            filled = len(record)
            while filled and not record[filled - 1]:
                filled -= 1
            cells.append([cell or None for cell in record[:filled]])
    except csv.Error:
        return None
    return cells


def _with_line_feeds(column: pa.Array) -> pa.Array:
    """The column in which a line break between quotes is a line feed, as in all other cells."""
    letters = column.buffers()[2]
    if letters is None or not (np.frombuffer(letters, np.uint8) == ord("\r")).any():
        return column
    return pc.replace_substring(pc.replace_substring(column, "\r\n", "\n"), "\r", "\n")


def _with_rows_between(
    columns: Sequence[pa.Array], places: Sequence[int], others: Sequence[pa.Array]
) -> list[pa.Array]:
    """The columns with the rows of other widths put in at their places."""
    length = len(columns[0])
    other = np.zeros(length + len(places), bool)
    other[np.array(places)] = True
    order = np.empty(len(other), np.int64)
    order[~other] = np.arange(length)
    order[other] = np.arange(length, len(other))
    together: list[pa.Array] = []
    for c in range(max(len(columns), len(others))):
        usual = columns[c] if c < len(columns) else pa.nulls(length, pa.string())
        unusual = others[c] if c < len(others) else pa.nulls(len(places), pa.string())
        together.append(pa.concat_arrays([usual, unusual]).take(pa.array(order)))
    return together


def _lines_of(records: Sequence[str]) -> Iterator[str]:
    for record in records:
        if "\n" in record or "\r" in record:
            lines = record.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            yield from (f"{line}\n" for line in lines)
        else:
            yield record
