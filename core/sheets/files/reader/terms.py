"""What the app and the child process agree on: an order, a refusal, and the marks of a sheet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""

TOO_LARGE = ("columns", "rows", "cells")
"""The reasons after which a child may still be at the sheet it refused, so that it is not asked again."""

BETWEEN_TEXTS = "\x00"
"""Stands between the texts of a column on their way to the app."""


@dataclass(frozen=True)
class Order:
    """A file to read: what kind of container it is, and the most that may be read of it."""

    kind: str
    """"xlsx", "xlsb", "xls" or "ods"."""
    unpacked_bytes: int
    unpacked_ratio: int
    sheets: int
    rows: int
    columns: int
    cells: int
    cell_characters: int
    seconds: int
    memory_bytes: int
    carefully: bool = False
    """Whether a long sheet is looked through before calamine reads it, and not beside."""

    def check_size(self, sheet: str, height: int, width: int) -> None:
        """Refuse a sheet that is wider, longer or larger than allowed."""
        if width > self.columns:
            raise Refused("columns", sheet=sheet, found=width)
        if height > self.rows:
            raise Refused("rows", sheet=sheet, found=height)
        if width * height > self.cells:
            raise Refused("cells", sheet=sheet, rows=height, columns=width)


class Refused(Exception):
    """A workbook that is not read: a word for the reason, and what the sentence about it needs.

    >>> Refused("columns", sheet="Events", found=500).found
    {'sheet': 'Events', 'found': 500}
    """

    def __init__(self, reason: str, **found: str | int) -> None:
        super().__init__(reason, found)
        self.reason = reason
        self.found = found


@dataclass
class Marks:
    """What the file says of a sheet's cells and calamine does not tell.

    `instead` holds what a cell is in truth where calamine loses it (the text of an Excel error, a time
    of 24 hours or more in an .ods); `negative` the numbers below 0, of which calamine makes a wrong
    time of day, or nothing, where the cell is shown as a time or a date.
    """

    percent: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The rows by their column."""
    valueless: set[Place] = field(default_factory=set)
    instead: dict[Place, str | dt.time | dt.timedelta] = field(default_factory=dict)
    negative: dict[Place, float] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] | None = None


def column_number(letters: bytes) -> int:
    """The column of its letters, counted from 0.

    >>> column_number(b"A"), column_number(b"AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
