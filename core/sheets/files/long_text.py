"""Long text files: cut into pieces of some megabytes, which arrow reads side by side into columns.

What arrow reads differently from the reader of short files, or cannot say exactly what is wrong with, is
read by that reader, a piece at a time; so both give the same cells and the same sentences.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from core.sheets.files.limits import Limits
from core.sheets.files.piece_columns import Block, quick_block, text_columns
from core.sheets.files.pieces import LinesFrom, cut, lines_in
from core.sheets.files.records import NO_DELIMITER, Records
from core.sheets.files.text_refusals import too_many_rows
from core.sheets.grid import Cell
from core.sheets.long_rows import LongRows

PIECE = 4 << 20
_SIDE_BY_SIDE = 2
_MARK = b"\xef\xbb\xbf"  # arrow leaves it out at the start of whatever it reads


class LongText:
    """A text in UTF-8 whose cells are wanted as columns.

    `start` and `end` are the bytes between which the table stands, `lines_before` the lines above it.
    An empty `delimiter` means a single column.

    >>> LongText(b"a;b\\r\\n1\\r\\n\\r\\n", 0, 8, ";", Limits()).rows()
    LongRows(2 rows, 2 columns)
    """

    def __init__(
        self,
        text: bytes | bytearray,
        start: int,
        end: int,
        delimiter: str,
        limits: Limits,
        *,
        lines_before: int = 0,
        piece: int = PIECE,
    ) -> None:
        self._text, self._start, self._end = text, start, end
        self._delimiter, self._limits, self._piece = delimiter or NO_DELIMITER, limits, piece
        self._lines_before = lines_before
        self._byte = _one_byte(delimiter, text)
        self._blocks: list[Block] = []
        self._rows = self._width = 0

    def rows(self) -> LongRows:
        """All rows up to the last filled one, each as wide as the widest; raises FileRefused."""
        without_quotes = self._text.find(b'"', self._start, self._end) < 0
        if without_quotes and lines_in(self._text, self._start, self._end) >= self._limits.rows:
            raise too_many_rows(self._limits)
        at = self._start
        waiting: deque[tuple[int, int, Future[Block | None]]] = deque()
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            while at < self._end:
                stop = self._cut(at)
                if stop is not None and self._byte is not None:
                    read = (self._text, at, stop, self._delimiter, self._byte, self._limits)
                    waiting.append((at, stop, pool.submit(quick_block, *read)))
                while waiting and (stop is None or len(waiting) > 2 * _SIDE_BY_SIDE):
                    self._take(*waiting.popleft())
                at = self._one_by_one(at, at + self._piece) if stop is None else stop
            while waiting:
                self._take(*waiting.popleft())
        return self._together()

    def _cut(self, at: int) -> int | None:
        if self._byte is None or self._text.startswith(_MARK, at):
            return None
        return cut(self._text, at, self._end, self._piece, self._byte)

    def _take(self, start: int, stop: int, reading: Future[Block | None]) -> None:
        """Keep a block unless something is too much; then the slow reader says in which line."""
        block = reading.result()
        if block is not None:
            rows, width = self._rows + block.rows, max(self._width, len(block.columns))
            limits = self._limits
            if rows <= limits.rows and width <= limits.columns and rows * width <= limits.cells:
                self._rows, self._width = rows, width
                self._blocks.append(block)
                return
        self._one_by_one(start, stop)

    def _one_by_one(self, start: int, stop: int) -> int:
        """Read record after record until `stop` is reached; the place where the last of them ends."""
        lines = LinesFrom(self._text, start, self._end)
        records = Records(
            lines,
            self._delimiter,
            self._limits,
            lines_before=lambda: self._lines_before + lines_in(self._text, self._start, start),
            rows=self._rows,
            width=self._width,
        )
        cells: list[list[Cell]] = []
        for record in records:
            cells.append(record)
            if stop <= lines.at < self._end:  # at the end of the text the records end by themselves
                break
        self._rows, self._width = records.rows, records.width
        self._blocks.append(Block(len(cells), text_columns(cells)))
        return lines.at

    def _together(self) -> LongRows:
        height = _height(self._blocks)
        width = max((len(block.columns) for block in self._blocks), default=0)
        columns: list[pa.ChunkedArray] = []
        for c in range(width):
            chunks = [
                block.columns[c] if c < len(block.columns) else pa.nulls(block.rows, pa.string())
                for block in self._blocks
            ]
            columns.append(pa.chunked_array(chunks, pa.string()).slice(0, height))
        return LongRows(columns)


def _one_byte(delimiter: str, text: bytes | bytearray) -> int | None:
    """The delimiter as the one byte that arrow needs; for a single column a byte that nowhere stands."""
    if not delimiter:
        unused = (byte for byte in range(1, 32) if byte not in b"\t\n\r" and text.find(byte) < 0)
        return None if NO_DELIMITER.encode() in text else next(unused, None)
    return ord(delimiter) if delimiter.isascii() else None


def _height(blocks: Sequence[Block]) -> int:
    """The number of the last row that holds anything."""
    rows = sum(block.rows for block in blocks)
    for block in reversed(blocks):
        rows -= block.rows
        last = max((_last_filled(column) for column in block.columns), default=0)
        if last:
            return rows + last
    return 0


def _last_filled(column: pa.Array) -> int:
    filled = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
    return int(filled[-1]) + 1 if len(filled) else 0
