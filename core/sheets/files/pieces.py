"""Where a long text can be cut without cutting a record: at a line end that stands outside quotes.

A line end stands outside quotes where an even number of them comes before it, not counting those that
open no cell and stand in the middle of a text (`5" screen`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)?")
Places = np.ndarray[tuple[int], np.dtype[np.int64]]
_QUOTE, _LINE_FEED, _RETURN = b'"\n\r'


def cut(text: bytes | bytearray, start: int, end: int, size: int, delimiter: int) -> int | None:
    """The end of the last record that ends at most `size` bytes behind `start`, where a record begins.

    None where no record ends there, or where a quote is still open at the end of the text. `delimiter` is
    a byte.

    >>> text = b'a;"b\\nc"\\nd;e\\nf;'
    >>> cut(text, 0, 14, 9, ord(";")), cut(text, 0, 14, 7, ord(";")), cut(text, 8, 14, 99, ord(";"))
    (8, None, 14)
    """
    stop = min(start + size, end)
    quotes = _quotes(text, start, stop, delimiter)
    if stop == end and len(quotes) % 2 == 0:
        return end
    while stop > start:
        # Of a pair of return and line feed, the first is no place to cut: the second may lie behind `stop`.
        at = text.rfind(b"\n", start, stop)
        if at < 0:
            at = text.rfind(b"\r", start, stop - 1)
        if at < 0:
            return None
        before = int(np.searchsorted(quotes, at))
        if before % 2 == 0:
            return at + 1
        stop = int(quotes[before - 1])
    return None


def lines_in(text: bytes | bytearray, start: int, end: int) -> int:
    """How many lines end in a part of a text, whatever ends them.

    >>> lines_in(b"a\\r\\nb\\rc\\n", 0, 7)
    3
    """
    feeds, returns = text.count(b"\n", start, end), text.count(b"\r", start, end)
    return feeds + returns - (text.count(b"\r\n", start, end) if returns else 0)


class LinesFrom:
    """The lines of a text in UTF-8 from a place on, each ended by a line feed alone; `at` is where it is.

    >>> list(LinesFrom(b"a\\r\\nb\\rc", 0, 6))
    ['a\\n', 'b\\n', 'c']
    """

    def __init__(self, text: bytes | bytearray, start: int, end: int) -> None:
        self._text, self.at, self._end = text, start, end

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        found = _LINE.match(self._text, self.at, self._end)
        if found is None or found.end() == self.at:
            raise StopIteration
        self.at = found.end()
        line = found[0].decode()
        return line.rstrip("\r\n") + "\n" if line[-1] in "\r\n" else line


def _quotes(text: bytes | bytearray, start: int, stop: int, delimiter: int) -> Places:
    """The places of the quotes that open a cell, close it, or double another one inside it."""
    if text.find(b'"', start, stop) < 0:
        return np.empty(0, np.int64)
    letters = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(letters[start:stop] == _QUOTE) + start
    before = letters[quotes - 1]
    if quotes[0] == start:
        before[0] = _LINE_FEED  # whatever stands there belongs to another record
    starts = np.array((delimiter, _LINE_FEED, _RETURN), np.uint8)
    if np.isin(before[::2], np.append(starts, np.uint8(_QUOTE))).all():
        return quotes
    kept: list[int] = []
    inside = False
    begins_a_cell = np.isin(before, starts).tolist()
    for at, begins in zip(quotes.tolist(), begins_a_cell, strict=True):
        if inside or begins or (kept and kept[-1] == at - 1):
            kept.append(at)
            inside = not inside
    return np.array(kept, np.int64)
